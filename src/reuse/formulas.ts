/**
 * Families as people read them: the template with its slots, its wordings with counts, and every occurrence with the
 * values of its slots, in source coordinates.
 */

import type { Formula, Occurrence, SlotValue, Wording } from '../model/formula.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { Gap, Kind } from '../model/tokens.js';
import { endOf, startOf } from './ballot.js';
import type { Columns } from './columns.js';
import { type Corpus, compareText, documentAt, endIn, startIn, WORDS_FROM } from './corpus.js';
import type { Fit } from './fit.js';
import { type Family, issuersWith } from './match.js';
import { isSlot, type Template } from './template.js';

/** A family with what was derived from it for people. `formula.occurrences[i]` is `family.fits[i]`. */
export interface MinedFormula {
  readonly family: Family;
  readonly formula: Formula;
  /** Columns that are slots, in order. */
  readonly slots: readonly number[];
}

/** Wordings listed; the rest is counted in the occurrences. */
const WORDINGS = 12;
/** A number or an ordinal that nearly all say alike (二十大, 168个城市) is wording. Issuers, and their share. */
const CONSTANT_ISSUERS = 8;
const CONSTANT = 0.9;

const SLOT_NAMES = new Map<number, string>(
  Object.entries(Kind)
    .filter(([, kind]) => kind >= Kind.number)
    .map(([name, kind]) => [kind, name]),
);

/** Writes families out, in their order. */
export function describeFamilies(corpus: Corpus, columns: Columns, families: readonly Family[]): MinedFormula[] {
  const ids = new Map<string, number>();
  const identities = [...corpus.words.keys()];
  return families.map((family) => {
    const constants = constantColumns(corpus, family);
    const slots = slotColumns(family.template, constants);
    const template = templateText(corpus, family, constants);
    const id = hashText(template);
    const again = ids.get(id) ?? 0;
    ids.set(id, again + 1);
    const occurrences: Occurrence[] = [];
    const reports: Report[] = [];
    let d = -1;
    for (const fit of family.fits) {
      if (d < 0 || fit.from >= corpus.starts[d + 1]!) {
        d = documentAt(corpus, fit.from);
        reports.push(corpus.documents[d]!.report);
      }
      occurrences.push(occurrenceIn(corpus, d, family.template, slots, fit));
    }
    const firstSeen = earliest(reports);
    const formula: Formula = {
      id: again === 0 ? id : `${id}-${again + 1}`,
      template,
      issuers: issuersWith(family),
      reports: reports.length,
      ...(firstSeen === undefined ? {} : { firstSeen }),
      wordings: wordingsOf(corpus, columns, family, template, slots),
      ...(family.template.banked === undefined ? { tokens: tokensOf(identities, family.template) } : {}),
      occurrences,
    };
    return { family, formula, slots };
  });
}

/** The identities of a template's tokens, as a bank holds them. */
function tokensOf(identities: readonly number[], { symbol }: Template): number[] {
  return Array.from(symbol, (one) => (one < WORDS_FROM ? one : identities[one - WORDS_FROM]!));
}

/** Columns of a family that are slots, in order. */
export function slotsOf(corpus: Corpus, family: Family): number[] {
  return slotColumns(family.template, constantColumns(corpus, family));
}

function slotColumns(template: Template, constants: ReadonlyMap<number, string>): number[] {
  const slots: number[] = [];
  for (const [c, symbol] of template.symbol.entries()) if (isSlot(symbol) && !constants.has(c)) slots.push(c);
  return slots;
}

/** Slot columns that hold the same value almost everywhere, with that value. */
function constantColumns(corpus: Corpus, { template, fits, issuers }: Family): ReadonlyMap<number, string> {
  const constants = new Map<number, string>();
  if (issuers < CONSTANT_ISSUERS || template.banked !== undefined) return constants;
  for (const [c, symbol] of template.symbol.entries()) {
    if (symbol !== Kind.number && symbol !== Kind.ordinal) continue;
    const value = constantValue(corpus, fits, c);
    if (value !== '') constants.set(c, value);
  }
  return constants;
}

/** What nearly all occurrences have in a column; empty where they part. */
function constantValue(corpus: Corpus, fits: readonly Fit[], column: number): string {
  const others = fits.length - CONSTANT * fits.length;
  const counts = new Map<string, number>();
  let usual = '';
  let most = 0;
  for (let i = 0; i < fits.length; i++) {
    const value = textOf(corpus, startOf(fits[i]!, column), endOf(fits[i]!, column));
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > most) {
      most = count;
      usual = value;
    }
    if (i + 1 - most > others) return '';
  }
  return most >= CONSTANT * fits.length ? usual : '';
}

function textOf(corpus: Corpus, start: number, end: number): string {
  if (start < 0) return '';
  return sourceOf(corpus, documentAt(corpus, start), start, end).replace(/\s+/g, '');
}

/** The text of tokens [start, end) of document `d`. */
function sourceOf(corpus: Corpus, d: number, start: number, end: number): string {
  return textOfDocument(corpus, d).slice(startIn(corpus, d, start), endIn(corpus, d, end - 1));
}

function textOfDocument({ documents }: Corpus, d: number): string {
  return documents[d]!.report.source.text;
}

/** The wording with `{kind}` for slots; punctuation as most occurrences have it, marks in pairs. */
function templateText(corpus: Corpus, family: Family, constants: ReadonlyMap<number, string>): string {
  const { template, fits } = family;
  if (template.banked !== undefined) return template.banked.text;
  const step = Math.max(1, Math.floor(fits.length / WITNESSES));
  const witnesses = fits.filter((_, i) => i % step === 0);
  let text = '';
  for (const [c, symbol] of template.symbol.entries()) {
    const token = template.origin[c]!;
    // A unit sign behind a number makes no break.
    const plain = symbol < 0x10000 && c > 0 && !isSlot(template.symbol[c - 1]!);
    if (c > 0) text += punctuation(corpus, witnesses, c, plain);
    if (isSlot(symbol)) text += constants.get(c) ?? `{${SLOT_NAMES.get(symbol) ?? 'any'}}`;
    else if (symbol < 0x10000) text += String.fromCharCode(symbol);
    else text += sourceOf(corpus, documentAt(corpus, token), token, token + 1);
  }
  const last = template.symbol.length - 1;
  // An occurrence that stops before the last column (增长10% of 增长10%左右) has its sign elsewhere.
  const whole = witnesses.filter((fit) => endOf(fit, last) === fit.to);
  return balanced(text + mostOften(whole.map((fit) => unitSign(corpus, fit))));
}

/** Occurrences that are asked for the punctuation of a template. */
const WITNESSES = 24;

/** What stands before column c where the column before it stands directly before it. */
function punctuation(corpus: Corpus, witnesses: readonly Fit[], c: number, plain: boolean): string {
  const { gap } = corpus.tokens;
  const marked: number[] = [];
  let bare = 0;
  for (const fit of witnesses) {
    const start = startOf(fit, c);
    if (start < 0 || start !== endOf(fit, c - 1)) continue;
    if (plain && gap[start] === Gap.none) bare++;
    else marked.push(start);
  }
  // Nothing is the smallest text, so that no other beats it from half on.
  if (bare >= marked.length) return '';
  const seen = marked.map((start) => markBefore(corpus, start));
  for (let i = 0; i < bare; i++) seen.push('');
  return mostOften(seen);
}

/** What stands between a token and the one before it. */
function markBefore(corpus: Corpus, token: number): string {
  const { kind } = corpus.tokens;
  const d = documentAt(corpus, token);
  const isSpaced = kind[token] === Kind.word && kind[token - 1] === Kind.word;
  const between = textOfDocument(corpus, d).slice(endIn(corpus, d, token - 1), startIn(corpus, d, token));
  return between.replace(/\s+/g, isSpaced ? ' ' : '');
}

/** `%` behind the last token. */
function unitSign(corpus: Corpus, { to }: Fit): string {
  const d = documentAt(corpus, to - 1);
  const sign = textOfDocument(corpus, d).charAt(endIn(corpus, d, to - 1));
  return UNIT_SIGNS.includes(sign) ? sign : '';
}

function mostOften(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let best = '';
  for (const [text, count] of counts) {
    const most = counts.get(best) ?? 0;
    if (count > most || (count === most && compareText(text, best) < 0)) best = text;
  }
  return best;
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['“', '”'],
  ['‘', '’'],
  ['《', '》'],
  ['（', '）'],
  ['「', '」'],
];

function balanced(text: string): string {
  let whole = text;
  for (const [open, close] of PAIRS) {
    const opens = whole.lastIndexOf(open);
    const closes = whole.indexOf(close);
    if (opens >= 0 && whole.indexOf(close, opens) < 0) whole += close;
    if (closes >= 0 && whole.slice(0, closes).indexOf(open) < 0) whole = open + whole;
  }
  return whole;
}

const UNIT_SIGNS = '%％‰℃';
const OPENING = PAIRS.map(([open]) => open).join('');
const CLOSING = PAIRS.map(([, close]) => close).join('');
/** What follows a round number: 三百余, 50多. */
const OVER = /^[余多餘](?![\u4e00-\u9fff])/;

/** A span with the unit sign behind it, and with the other half of marks that stand directly at its ends. */
function widened(text: string, span: Span): Span {
  let { start, end } = span;
  if (isOneOf(UNIT_SIGNS, text, end)) end++;
  if (!isOneOf(OPENING, text, start - 1) && !isOneOf(CLOSING, text, end)) return { start, end };
  const inside = text.slice(start, end);
  for (const [open, close] of PAIRS) {
    if (text[start - 1] === open && inside.includes(close) && !inside.includes(open)) start--;
    if (text[end] === close && inside.includes(open) && !inside.includes(close)) end++;
  }
  return { start, end };
}

/** Whether one of these marks stands at `at`: most places are told by a look at the unit. */
function isOneOf(marks: string, text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  for (let i = 0; i < marks.length; i++) if (marks.charCodeAt(i) === unit) return true;
  return false;
}

/** An occurrence with the values of its slots. */
export function occurrenceOf(corpus: Corpus, template: Template, slots: readonly number[], fit: Fit): Occurrence {
  return occurrenceIn(corpus, documentAt(corpus, fit.from), template, slots, fit);
}

function occurrenceIn(corpus: Corpus, d: number, template: Template, slots: readonly number[], fit: Fit): Occurrence {
  const { report } = corpus.documents[d]!;
  const span = { start: startIn(corpus, d, fit.from), end: endIn(corpus, d, fit.to - 1) };
  const values: SlotValue[] = [];
  for (let slot = 0; slot < slots.length; slot++) {
    const c = slots[slot]!;
    const [start, end] = [startOf(fit, c), endOf(fit, c)];
    if (start < 0) continue;
    const value = { start: startIn(corpus, d, start), end: endIn(corpus, d, end - 1) };
    // 三百余%: a number at the end of a wording is all of it.
    if (
      value.end === span.end &&
      template.symbol[c] === Kind.number &&
      OVER.test(report.source.text.slice(span.end, span.end + 2))
    )
      value.end = ++span.end;
    values.push({ slot, kind: SLOT_NAMES.get(template.symbol[c]!) ?? 'any', span: value });
  }
  return { report: report.id, span: widened(report.source.text, span), values };
}

function wordingsOf(
  corpus: Corpus,
  columns: Columns,
  { template, fits }: Family,
  text: string,
  slots: readonly number[],
): Wording[] {
  const found = new Map<string, { count: number; issuers: number; last: number }>();
  for (const fit of fits) {
    const wording = fit.met === undefined ? text : wordingText(corpus, template, slots, fit);
    const issuer = columns.issuer[fit.from]!;
    const known = found.get(wording);
    if (known === undefined) found.set(wording, { count: 1, issuers: 1, last: issuer });
    else {
      known.count++;
      if (known.last !== issuer) known.issuers++;
      known.last = issuer;
    }
  }
  return [...found]
    .map(([wording, { count, issuers }]) => ({ text: wording, count, issuers }))
    .sort((a, b) => b.issuers - a.issuers || b.count - a.count || compareText(a.text, b.text))
    .slice(0, WORDINGS);
}

function wordingText(corpus: Corpus, template: Template, slots: readonly number[], fit: Fit): string {
  const d = documentAt(corpus, fit.from);
  const source = textOfDocument(corpus, d);
  const span = widened(source, { start: startIn(corpus, d, fit.from), end: endIn(corpus, d, fit.to - 1) });
  let text = '';
  let at = span.start;
  for (const c of slots) {
    const [start, end] = [startOf(fit, c), endOf(fit, c)];
    if (start < 0) continue;
    text += `${source.slice(at, startIn(corpus, d, start))}{${SLOT_NAMES.get(template.symbol[c]!) ?? 'any'}}`;
    at = endIn(corpus, d, end - 1);
  }
  return (text + source.slice(at, span.end)).replace(/\s+/g, '');
}

/** The earliest date or year of some reports. */
function earliest(reports: readonly Report[]): string | undefined {
  let first: string | undefined;
  for (const { date, year } of reports) {
    const seen = date ?? (year === undefined ? undefined : String(year));
    if (seen !== undefined && (first === undefined || seen < first)) first = seen;
  }
  return first;
}

/** 64 bits of FNV-1a in two halves: the same text has the same id in every corpus. */
function hashText(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x85ebca6b);
  }
  const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
  return `f-${hex(a)}${hex(b).slice(0, 4)}`;
}
