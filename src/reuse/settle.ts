/**
 * What of the alignments found for a template counts: where enough of the wording, of the text, and of what is the
 * template's own agrees. What that takes from a corpus, beside the template, are traits that can be kept.
 */

import { Gap } from '../model/tokens.js';
import type { Columns } from './columns.js';
import { type Agreement, agreementOf, type Fit } from './fit.js';
import { GRAM } from './grams.js';
import { isSlot, symbolWeight, type Template } from './template.js';
import { narrowValues } from './values.js';

/** Columns that may disagree or be missing: of a whole clause (at least two), and of a short stretch of one. */
const MISSING = 0.25;
const SHORT_MISSING = 0.15;
export const SHORT = 12;
/** Tokens of the text that must agree. */
const TEXT = 0.7;
/** From here on an occurrence counts as the wording itself, for telling what is the family's own. */
const STRICT = 0.9;
/** Literals in runs with at most so many times the issuers of the wording itself are its own, and must agree as much. */
const OWN = 0.7;
const OWN_WIDTH = 2;
/** Columns that may be changed at an end, and tokens of a value written out there. */
const EDGE = 3;
const EDGE_VALUE = 8;

/** Columns of a whole clause that may disagree or be missing. */
export function mostMissing(length: number): number {
  return Math.max(2, MISSING * length);
}

/** What its occurrences in a corpus tell of a template: with it, one in another text is judged as it would be there. */
export interface Traits extends Ends {
  /** 1 for each literal that is its own; undefined when all or none are. */
  readonly own: Uint8Array | undefined;
}

/** The traits of the template of a family, whose runs are `runs` of `grams`. */
export function traitsOf(
  columns: Columns,
  template: Template,
  fits: readonly Fit[],
  df: Uint32Array,
  runs: Int32Array,
): Traits {
  const tally = new StrictIssuers(columns);
  for (const fit of fits) tally.add(fit, agreementOf(columns, template, fit));
  return { ...usualEnds(columns, fits), own: ownColumns(df, template, runs, tally.count) };
}

/** Leaves the occurrences that agree well enough, without overlap; `own` is asked for when these are known. */
export function settled(
  columns: Columns,
  template: Template,
  found: readonly Fit[],
  ends: Ends,
  ownOf: (strictIssuers: number) => Uint8Array | undefined,
): Fit[] {
  const close: Fit[] = [];
  const tally = new StrictIssuers(columns);
  for (const one of found) {
    const fit = completed(columns, template, one, ends);
    narrowValues(columns.symbol, template, fit);
    const agreement = agreementOf(columns, template, fit);
    if (!isClose(columns, template, fit, agreement)) continue;
    close.push(fit);
    tally.add(fit, agreement);
  }
  const own = ownOf(tally.count);
  return withoutOverlap(own ? close.filter((fit) => ownShare(columns, template, fit, own) >= OWN) : close);
}

/** Issuers of the wording itself, met one after another. */
class StrictIssuers {
  count = 0;
  private last = -1;
  private readonly issuer: Columns['issuer'];

  constructor({ issuer }: Columns) {
    this.issuer = issuer;
  }

  add({ from }: Fit, { units, text }: Agreement): void {
    if (units < STRICT || text < STRICT || this.issuer[from] === this.last) return;
    this.count++;
    this.last = this.issuer[from]!;
  }
}

/** Whether enough columns and enough of the text agree; a whole clause may differ more than a stretch of one. */
function isClose(columns: Columns, template: Template, fit: Fit, { units, text }: Agreement): boolean {
  if (text < TEXT) return false;
  const length = template.symbol.length;
  const missing = length - units * length;
  const most = length < SHORT ? SHORT_MISSING * length : Math.min(MISSING * length, 1 + length / 8);
  if (missing <= most) return true;
  return missing <= mostMissing(length) && opensClause(columns, fit.from) && closesClause(columns, fit.to);
}

export interface Ends {
  /** Whether exact occurrences mostly begin and end with a clause. */
  readonly opens: boolean;
  readonly closes: boolean;
}

export function usualEnds(columns: Columns, fits: readonly Fit[]): Ends {
  let exact = 0;
  let opens = 0;
  let closes = 0;
  for (let i = 0; i < fits.length; i++) {
    const { from, to, met } = fits[i]!;
    if (met !== undefined) continue;
    exact++;
    if (opensClause(columns, from)) opens++;
    if (closesClause(columns, to)) closes++;
  }
  return { opens: opens * 2 > exact, closes: closes * 2 > exact };
}

/**
 * An alignment ends where agreement does; a changed first word or a value in words before it still belongs to the
 * occurrence when the wording is one that fills its clause.
 */
function completed(columns: Columns, template: Template, fit: Fit, ends: Ends): Fit {
  const { met } = fit;
  if (met === undefined) return fit;
  const { symbol } = template;
  let { from, to } = fit;
  let first = 0;
  while (first < symbol.length && met[2 * first]! < 0) first++;
  let last = symbol.length - 1;
  while (last >= 0 && met[2 * last]! < 0) last--;
  if (ends.opens && first > 0) {
    const most = reach(symbol, 0, first);
    let start = from;
    while (!opensClause(columns, start) && from - start <= most) start--;
    if (start < from && opensClause(columns, start) && from - start <= most) {
      meet(columns.symbol, symbol, met, { at: 0, to: first }, { at: start, to: from });
      from = start;
    }
  }
  if (ends.closes && last >= 0 && last + 1 < symbol.length) {
    const most = reach(symbol, last + 1, symbol.length);
    let end = to;
    while (!closesClause(columns, end) && end - to <= most) end++;
    if (end > to && closesClause(columns, end) && end - to <= most) {
      meet(columns.symbol, symbol, met, { at: last + 1, to: symbol.length }, { at: to, to: end });
      to = end;
    }
  }
  return from === fit.from && to === fit.to ? fit : { from, to, met };
}

/** Tokens that columns [from, to) at an end may have met unseen; 0 for more columns than can be changed there. */
function reach(symbol: Uint32Array, from: number, to: number): number {
  let slots = 0;
  for (let c = from; c < to; c++) if (isSlot(symbol[c]!)) slots++;
  if (to - from - 2 * slots > EDGE || slots > 1) return 0;
  return slots > 0 ? to - from + EDGE_VALUE : to - from + 1;
}

interface Stretch {
  readonly at: number;
  readonly to: number;
}

/** Columns at an end meet the tokens left there: those that agree from both sides, and a slot what is between them. */
function meet(text: Uint32Array, symbol: Uint32Array, met: Int32Array, columns: Stretch, tokens: Stretch): void {
  let [c, at, to, end] = [columns.at, tokens.at, columns.to, tokens.to];
  for (; c < to && at < end && text[at] === symbol[c] && !isSlot(symbol[c]!); c++, at++)
    [met[2 * c], met[2 * c + 1]] = [at, at + 1];
  for (; to > c && end > at && text[end - 1] === symbol[to - 1] && !isSlot(symbol[to - 1]!); to--, end--)
    [met[2 * to - 2], met[2 * to - 1]] = [end - 1, end];
  let slot = c;
  while (slot < to && !isSlot(symbol[slot]!)) slot++;
  if (slot === to) return;
  // Where fewer tokens are left than columns, the value comes first.
  const from = Math.min(at + slot - c, end - 1);
  const behind = Math.max(from + 1, end - (to - slot - 1));
  if (at === end) return;
  met[2 * slot] = from;
  met[2 * slot + 1] = behind;
}

function opensClause({ gap, back }: Columns, from: number): boolean {
  return back[from] === 0 || gap[from]! >= Gap.clause;
}

function closesClause({ gap, room }: Columns, to: number): boolean {
  return room[to - 1] === 1 || gap[to]! >= Gap.clause;
}

/** 1 for each literal column in a run that the wording itself mostly accounts for, `strict` being its issuers; undefined when all or none are. */
export function ownColumns(
  df: Uint32Array,
  { symbol }: Template,
  runs: Int32Array,
  strict: number,
): Uint8Array | undefined {
  const most = OWN_WIDTH * strict;
  const own = new Uint8Array(symbol.length);
  for (let c = 0; c < runs.length; c++) {
    if (runs[c]! >= 0 && df[runs[c]!]! <= most) own.fill(1, c, c + GRAM);
  }
  let count = 0;
  let literals = 0;
  for (let c = 0; c < symbol.length; c++) {
    if (isSlot(symbol[c]!)) own[c] = 0;
    else literals++;
    count += own[c]!;
  }
  return count === 0 || count === literals ? undefined : own;
}

function ownShare(columns: Columns, template: Template, fit: Fit, own: Uint8Array): number {
  const { met } = fit;
  if (met === undefined) return 1;
  let all = 0;
  let agreed = 0;
  for (let c = 0; c < own.length; c++) {
    if (own[c] === 0) continue;
    const weight = symbolWeight(template.symbol[c]!);
    all += weight;
    if (met[2 * c]! >= 0 && columns.symbol[met[2 * c]!] === template.symbol[c]) agreed += weight;
  }
  return all === 0 ? 1 : agreed / all;
}

function withoutOverlap(found: readonly Fit[]): Fit[] {
  const fits: Fit[] = [];
  const ordered = found.every((fit, i) => i === 0 || byPlace(found[i - 1]!, fit) <= 0)
    ? found
    : found.toSorted(byPlace);
  for (const fit of ordered) {
    const last = fits.at(-1);
    if (last === undefined || fit.from >= last.to) fits.push(fit);
    else if (last.met !== undefined && fit.met === undefined) fits[fits.length - 1] = fit;
  }
  return fits;
}

function byPlace(a: Fit, b: Fit): number {
  return a.from - b.from || b.to - a.to;
}
