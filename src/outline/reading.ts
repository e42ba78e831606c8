/**
 * The text that the rules of this room read: the repaired layer, folded unit by unit to Simplified characters, half-width
 * signs, `—` dashes and `\n` line ends. Every rule is written once, in that form, and holds for all of them; `spanAt`
 * leads back to the source, and `raw` keeps the repaired characters as they were written.
 */

import type { Furniture, Repair } from '../model/report.js';
import type { Span } from '../model/span.js';
import { applyReplacements, type Replacement } from '../text/layer.js';
import { simplifiedUnits } from '../text/script.js';

export interface Reading {
  /** Folded; as long as `raw`, unit for unit. */
  readonly text: string;
  /** Repaired, not folded. */
  readonly raw: string;
  /** Source range of each unit. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

let table: Uint16Array | undefined;

function readingFold(): Uint16Array {
  if (table) return table;
  const fold = simplifiedUnits().slice();
  for (let unit = 0xff01; unit <= 0xff5e; unit++) fold[unit] = unit - 0xfee0;
  const to = (units: string, target: string): void => {
    for (const unit of units) fold[unit.charCodeAt(0)] = target.charCodeAt(0);
  };
  to('\u3000\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u200b\u200c\u200d\u2060\ufeff\t', ' ');
  to('\r\u0085\u2028\u2029\u000b\u000c', '\n');
  to('–―─━﹣－', '—');
  to('∶﹕', ':');
  to('﹙', '(');
  to('﹚', ')');
  to('﹔', ';');
  to('○Ｏ', '〇');
  to('．﹒', '.');
  to('－', '-');
  table = fold;
  return fold;
}

/** `text` folded; same length (a lone surrogate becomes U+FFFD). Cost: one table look-up a unit. */
export function foldForReading(text: string): string {
  if (text === '') return text;
  const fold = readingFold();
  const out = new Uint16Array(text.length);
  for (let i = 0; i < out.length; i++) {
    const unit = text.charCodeAt(i);
    out[i] = fold[unit] ?? unit;
  }
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(out);
}

/** What is corrected and struck out before the rules read. */
export interface Corrections {
  readonly repairs: readonly Repair[];
  readonly furniture: readonly Furniture[];
}

/** A source and the same folded (foldForReading), so that a file of many reports is folded once. */
export interface FoldedSource {
  readonly text: string;
  readonly folded: string;
}

/** `source[span]` with applied repairs, without furniture, folded. Cost: linear. */
export function readRepaired(source: FoldedSource, span: Span, { repairs, furniture }: Corrections): Reading {
  const replacements: Replacement[] = repairs.filter(({ applied }) => applied);
  for (const { span: debris } of furniture) replacements.push({ span: debris, replacement: '' });
  replacements.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let reached = -1;
  const apart = replacements.filter(({ span: { start, end } }) => {
    if (start < reached) return false;
    reached = end;
    return true;
  });
  const { text: raw, start, end } = applyReplacements(source.text, span, apart);
  const parts: string[] = [];
  let at = span.start;
  for (const { span: replaced, replacement } of apart) {
    parts.push(source.folded.slice(at, replaced.start), foldForReading(replacement));
    at = replaced.end;
  }
  parts.push(source.folded.slice(at, span.end));
  return { text: parts.join(''), raw, start, end };
}

/** Source span of the units [from, to) of a reading; not empty units only. */
export function spanAt(reading: Reading, from: number, to: number): Span {
  return { start: reading.start[from] ?? 0, end: reading.end[to - 1] ?? 0 };
}
