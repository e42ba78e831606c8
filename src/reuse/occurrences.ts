/** Occurrences of a family in source coordinates, with the values of their slots, and the wordings these make. */

import type { Occurrence, SlotValue, Wording } from '../model/formula.js';
import { Kind } from '../model/tokens.js';
import { endOf, startOf } from './ballot.js';
import type { Columns } from './columns.js';
import { type Corpus, compareText, documentAt, endIn, startIn } from './corpus.js';
import type { Fit } from './fit.js';
import { IssuerTally } from './issuer-tally.js';
import { widened } from './marks.js';
import type { Family } from './match.js';
import { slotName, slotText, type Template } from './template.js';

/** Wordings listed; the rest is counted in the occurrences. */
const WORDINGS = 12;
/** What follows a round number: 三百余, 50多. */
const OVER = /^[余多餘](?![\u4e00-\u9fff])/;

/** An occurrence with the values of its slots. */
export function occurrenceOf(corpus: Corpus, template: Template, slots: readonly number[], fit: Fit): Occurrence {
  const d = documentAt(corpus, fit.from);
  return occurrenceIn(corpus, d, corpus.documents[d]!.report.id, template, slots, fit);
}

/** The same where the document and its report's id are known. */
export function occurrenceIn(
  corpus: Corpus,
  d: number,
  report: string,
  template: Template,
  slots: readonly number[],
  fit: Fit,
): Occurrence {
  const text = corpus.texts[d]!;
  const span = { start: startIn(corpus, d, fit.from), end: endIn(corpus, d, fit.to - 1) };
  if (slots.length === 0) return { report, span: widened(text, span), values: [] };
  const values: SlotValue[] = [];
  for (let slot = 0; slot < slots.length; slot++) {
    const c = slots[slot]!;
    const start = startOf(fit, c);
    if (start < 0) continue;
    const value = { start: startIn(corpus, d, start), end: endIn(corpus, d, endOf(fit, c) - 1) };
    // 三百余%: a number at the end of a wording is all of it.
    if (value.end === span.end && template.symbol[c] === Kind.number && isOver(text, span.end)) value.end = ++span.end;
    values.push({ slot, kind: slotName(template.symbol[c]!), span: value });
  }
  return { report, span: widened(text, span), values };
}

function isOver(text: string, at: number): boolean {
  return OVER.test(text.slice(at, at + 2));
}

/** The wordings of a family with their counts, those of most issuers first; slots in them as in its text. */
export function wordingsOf(
  corpus: Corpus,
  { issuer }: Columns,
  { template, fits }: Family,
  text: string,
  slots: readonly number[],
): Wording[] {
  const tally = new IssuerTally<string>();
  for (let i = 0; i < fits.length; i++) {
    const fit = fits[i]!;
    tally.add(fit.met === undefined ? text : wordingText(corpus, template, slots, fit), issuer[fit.from]!);
  }
  const wordings: Wording[] = [];
  for (const [wording, { count, issuers }] of tally.counts) wordings.push({ text: wording, count, issuers });
  return wordings.length === 1 ? wordings : wordings.sort(byIssuers).slice(0, WORDINGS);
}

function byIssuers(a: Wording, b: Wording): number {
  return b.issuers - a.issuers || b.count - a.count || compareText(a.text, b.text);
}

function wordingText(corpus: Corpus, template: Template, slots: readonly number[], fit: Fit): string {
  const d = documentAt(corpus, fit.from);
  const source = corpus.texts[d]!;
  const span = widened(source, { start: startIn(corpus, d, fit.from), end: endIn(corpus, d, fit.to - 1) });
  let text = '';
  let at = span.start;
  for (const c of slots) {
    const start = startOf(fit, c);
    if (start < 0) continue;
    text += source.slice(at, startIn(corpus, d, start)) + slotText(template.symbol[c]!);
    at = endIn(corpus, d, endOf(fit, c) - 1);
  }
  return (text + source.slice(at, span.end)).replace(/\s+/g, '');
}
