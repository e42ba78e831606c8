/**
 * The text that the rules of this room read: the repaired layer, folded unit by unit to Simplified characters, half-width
 * signs, `—` dashes and `\n` line ends. Every rule is written once, in that form, and holds for all of them; `spanAt`
 * leads back to the source, and `raw` keeps the repaired characters as they were written.
 */

import type { Furniture, Repair } from '../model/report.js';
import type { Span } from '../model/span.js';
import { type Piece, type Replacement, replacePieces } from '../text/layer.js';
import { simplifiedUnits } from '../text/script.js';
import { textOfLatinUnits, textOfUnits, unitsOfText } from '../text/utf16.js';

/** A folded text, twice: searches read the string, loops over all of it the units (half the time of `charCodeAt`). */
export interface Folded {
  readonly text: string;
  readonly units: Uint16Array;
}

export interface FoldedFile extends Folded {
  /** False where no Han can stand in the text: most rules then have nothing to look for. */
  readonly mayHoldHan: boolean;
}

export interface Reading extends Folded {
  /** Repaired, not folded; as long as `text`, unit for unit. */
  readonly raw: string;
  /** Where in the source the units of `raw` stand, in stretches. */
  readonly pieces: readonly Piece[];
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

const FIRST_HAN = 0x3400;

/** `text` folded; same length. Cost: one table look-up a unit. */
export function foldText(text: string): FoldedFile {
  const room = unitsOfText(text);
  const { most, changed } = foldUnits(room, readingFold());
  const units = room.slice();
  return {
    text: !changed ? text : most < 0x100 ? textOfLatinUnits(units) : textOfUnits(units),
    units,
    mayHoldHan: most >= FIRST_HAN,
  };
}

/** Folds in place; `most`: no unit is larger. The loop stands alone, or engines compile what is around it again for every text. */
function foldUnits(units: Uint16Array, fold: Uint16Array): { readonly most: number; readonly changed: boolean } {
  let changed = 0;
  let most = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!;
    const folded = fold[unit]!;
    units[i] = folded;
    changed |= unit ^ folded;
    most |= folded;
  }
  return { most, changed: changed !== 0 };
}

/** The string of `foldText` alone. */
export function foldForReading(text: string): string {
  return text === '' ? text : foldText(text).text;
}

/** What is corrected and struck out before the rules read. */
export interface Corrections {
  readonly repairs: readonly Repair[];
  readonly furniture: readonly Furniture[];
}

/** A source and the same folded (foldText), so that a file of many reports is folded once. */
export interface FoldedSource {
  readonly text: string;
  readonly folded: Folded;
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
  const { text: raw, pieces } = replacePieces(source.text, span, apart);
  const { text, units } = source.folded;
  if (apart.length === 0)
    return { text: text.slice(span.start, span.end), units: units.subarray(span.start, span.end), raw, pieces };
  const parts: string[] = [];
  const repaired = new Uint16Array(raw.length);
  let at = span.start;
  let out = 0;
  const keep = (end: number): void => {
    parts.push(text.slice(at, end));
    repaired.set(units.subarray(at, end), out);
    out += end - at;
  };
  for (const { span: replaced, replacement } of apart) {
    keep(replaced.start);
    at = replaced.end;
    if (replacement === '') continue;
    const put = foldText(replacement);
    parts.push(put.text);
    repaired.set(put.units, out);
    out += replacement.length;
  }
  keep(span.end);
  return { text: parts.join(''), units: repaired, raw, pieces };
}

/** Source span of the units [from, to) of a reading; not empty units only. */
export function spanAt({ pieces }: Reading, from: number, to: number): Span {
  const first = pieceAt(pieces, from);
  const last = pieceAt(pieces, to - 1);
  return {
    start: first === undefined ? 0 : first.isWhole ? first.source : first.source + from - first.from,
    end: last === undefined ? 0 : last.isWhole ? last.sourceEnd : last.source + to - last.from,
  };
}

/** First unit of a reading that stands for source offset `offset` or later; its length where none does. */
export function unitAt({ pieces, raw }: Reading, offset: number): number {
  for (const { from, to, source, isWhole } of pieces) {
    if (source >= offset) return from;
    if (!isWhole && source + to - from > offset) return from + offset - source;
  }
  return raw.length;
}

/** The piece in which unit `at` stands; undefined beyond both ends. */
function pieceAt(pieces: readonly Piece[], at: number): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.to <= at) low = middle + 1;
    else high = middle;
  }
  const found = pieces[low];
  return found !== undefined && found.from <= at ? found : undefined;
}
