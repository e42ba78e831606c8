/**
 * Every occurrence of every template, word for word or touched up: votes of rare runs say where to look, an alignment
 * says what stands there, and a fit counts only where enough of the wording, of the text, and of what is the template's
 * own agrees. Issuers are counted on these occurrences, never on exact repeats.
 */

import { Gap } from '../model/tokens.js';
import type { Columns } from './columns.js';
import { type Agreement, agreementOf, type Band, type Fit, Fitter } from './fit.js';
import { GRAM, type Grams, indexGrams, type Votes, votesOf } from './grams.js';
import type { Range } from './range.js';
import { isSlot, symbolWeight, type Template } from './template.js';

/** A template with its occurrences. */
export interface Family {
  readonly template: Template;
  /** In text order, without overlap. */
  readonly fits: readonly Fit[];
  readonly issuers: number;
}

/** Columns that may disagree or be missing: of a whole clause (at least two), and of a short stretch of one. */
const MISSING = 0.25;
const SHORT_MISSING = 0.15;
const SHORT = 12;
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
/** Columns that must agree on the two outermost diagonals before an alignment is tried. */
const LIKELY = 0.6;
const LIKELY_SHORT = 0.75;
/** Tokens around the votes that the alignment may use; more where a value may be written out. */
const SLACK = 3;
/** Diagonals beyond those of the votes: words put in where only common runs stand behind them. */
const DRIFT = 12;
const SLACK_SLOT = 8;

/**
 * Matches templates against the corpus; one that cannot reach `minIssuers` may come back empty, and one without an
 * occurrence `within` some tokens is left out. Cost: one walk over the corpus plus one alignment a touched-up occurrence.
 */
export function matchTemplates(
  columns: Columns,
  templates: readonly Template[],
  minIssuers: number,
  within?: Range,
): Family[] {
  const grams = indexGrams(columns, templates);
  const votes = votesOf(grams, (t) => (templates[t]!.banked === undefined ? minIssuers : 0));
  if (within) {
    const here = walked(columns, templates, grams, votes, within);
    const standing = templates.filter((_, t) => here[t]!.length > 0);
    return matchTemplates(columns, standing, minIssuers);
  }
  const found = walked(columns, templates, grams, votes, { from: 0, to: columns.room.length });
  return templates.map((template, t) => settle(columns, grams, template, t, found[t]!));
}

/** What each template fits in a stretch that begins and ends at a break. */
function walked(
  columns: Columns,
  templates: readonly Template[],
  grams: Grams,
  votes: Votes,
  stretch: Range,
): readonly (readonly Fit[])[] {
  const walk = new Walk(columns, templates, votes.needed);
  const { room } = columns;
  let runs = new Int32Array(CHUNK);
  for (let from = stretch.from; from < stretch.to; ) {
    let to = from;
    while (to < stretch.to && to - from < CHUNK) to = segmentEnd(room, to);
    if (to - from > runs.length) runs = new Int32Array(to - from);
    grams.read(from, to, runs);
    for (let at = from; at < to; ) {
      const end = segmentEnd(room, at);
      walk.segment(runs, from, votes, at, end);
      at = end;
    }
    from = to;
  }
  return walk.fits;
}

/** Tokens whose runs are read at a time. */
const CHUNK = 1 << 16;

/** Where the stretch of text between two breaks ends that begins at `at`. */
function segmentEnd(room: Uint8Array, at: number): number {
  let end = at + room[at]!;
  while (room[end - 1]! > 1) end += room[end - 1]! - 1;
  return end;
}

/** Words of a template's row in the state of a walk: kept side by side, so that a vote touches one cache line. */
const ROW = 8;
const COUNT = 0;
const FIRST_AT = 1;
const LAST_AT = 2;
const LOW = 3;
const HIGH = 4;
const LENGTH = 5;
const NEEDED = 6;
const AROUND = 7;

/** Counts the votes of each stretch of text; where enough stand together, what stands there becomes a fit. */
class Walk {
  readonly fits: Fit[][];
  private readonly columns: Columns;
  private readonly templates: readonly Template[];
  private readonly fitter: Fitter;
  private readonly state: Int32Array;
  private touched: Uint32Array = new Uint32Array(1024);

  constructor(columns: Columns, templates: readonly Template[], needed: Uint32Array) {
    this.columns = columns;
    this.templates = templates;
    this.fitter = new Fitter(columns);
    this.fits = templates.map(() => []);
    this.state = new Int32Array(templates.length * ROW);
    for (const [t, { symbol }] of templates.entries()) {
      this.state[t * ROW + LENGTH] = symbol.length;
      this.state[t * ROW + NEEDED] = needed[t]!;
      this.state[t * ROW + AROUND] = symbol.some(isSlot) ? SLACK_SLOT : SLACK;
    }
  }

  /** Votes of tokens [start, end), which no formula leaves; `runs` begin at token `first`. */
  segment(runs: Int32Array, first: number, votes: Votes, start: number, end: number): void {
    const { from, template: voted, column } = votes;
    const { state } = this;
    let count = 0;
    for (let i = start; i < end; i++) {
      const run = runs[i - first]!;
      if (run < 0) continue;
      for (let row = from[run]!; row < from[run + 1]!; row++) {
        const t = voted[row]! * ROW;
        const diagonal = i - column[row]!;
        if (state[t + COUNT]! > 0 && i > state[t + LAST_AT]! + state[t + LENGTH]!) this.close(t, start, end);
        if (state[t + COUNT] === 0) {
          if (count === this.touched.length) this.widen();
          this.touched[count++] = t;
          state[t + COUNT] = 1;
          state[t + FIRST_AT] = i;
          state[t + LOW] = diagonal;
          state[t + HIGH] = diagonal;
        } else {
          if (i > state[t + LAST_AT]!) state[t + COUNT]!++;
          if (diagonal < state[t + LOW]!) state[t + LOW] = diagonal;
          else if (diagonal > state[t + HIGH]!) state[t + HIGH] = diagonal;
        }
        state[t + LAST_AT] = i;
      }
    }
    for (let k = 0; k < count; k++) this.close(this.touched[k]!, start, end);
  }

  private widen(): void {
    const wider = new Uint32Array(this.touched.length * 2);
    wider.set(this.touched);
    this.touched = wider;
  }

  /** Ends the votes of the template whose row begins at `t`. */
  private close(t: number, start: number, end: number): void {
    const { state } = this;
    const enough = state[t + COUNT]! >= state[t + NEEDED]!;
    state[t + COUNT] = 0;
    if (enough) this.fit(t, start, end);
  }

  private fit(t: number, start: number, end: number): void {
    const { state } = this;
    const template = this.templates[t / ROW]!;
    const low = state[t + LOW]!;
    const high = state[t + HIGH]!;
    if (low === high && this.fitter.isExact(template, low)) {
      this.fits[t / ROW]!.push({ from: low, to: low + state[t + LENGTH]! });
      return;
    }
    if (!likely(this.columns, template, low, high)) return;
    const around = state[t + AROUND]!;
    const band = {
      from: Math.max(start, Math.min(low, state[t + FIRST_AT]!) - around),
      to: Math.min(end, Math.max(high + state[t + LENGTH]!, state[t + LAST_AT]! + GRAM) + around),
      low: low - DRIFT,
      high: high + DRIFT,
    };
    if (!isWithinReach(this.columns, template, band)) return;
    const fit = this.fitter.align(template, band, mostMissing(template.symbol.length));
    if (fit !== undefined) this.fits[t / ROW]!.push(fit);
  }
}

/**
 * Whether an alignment is worth its cost: how many columns agree when the text follows one diagonal up to some column and
 * the other behind it. One gap, one written-out value or any number of changed words are seen exactly; two gaps in part.
 */
function likely({ symbol }: Columns, { symbol: own }: Template, low: number, high: number): boolean {
  let before = 0;
  let behindLow = 0;
  let behindHigh = 0;
  let lead = 0;
  let leadHigh = 0;
  for (let c = 0; c < own.length; c++) {
    const isLow = symbol[low + c] === own[c] ? 1 : 0;
    const isHigh = symbol[high + c] === own[c] ? 1 : 0;
    behindLow += isLow;
    behindHigh += isHigh;
    before += isLow - isHigh;
    if (before > lead) lead = before;
    if (-before > leadHigh) leadHigh = -before;
  }
  const best = Math.max(behindHigh + lead, behindLow + leadHigh);
  return best >= (own.length < SHORT ? LIKELY_SHORT : LIKELY) * own.length;
}

/** Whether the band holds enough of the template's literals for any alignment in it to be close. */
function isWithinReach({ symbol }: Columns, { symbol: own }: Template, { from, to, low, high }: Band): boolean {
  let left = mostMissing(own.length);
  for (let c = 0; c < own.length; c++) {
    const column = own[c]!;
    if (isSlot(column)) continue;
    const last = Math.min(to - 1, c + high);
    let at = Math.max(from, c + low);
    while (at <= last && symbol[at] !== column) at++;
    if (at > last && --left < 0) return false;
  }
  return true;
}

/** Columns of a whole clause that may disagree or be missing. */
function mostMissing(length: number): number {
  return Math.max(2, MISSING * length);
}

/** Leaves the occurrences that agree well enough, without overlap, and counts their issuers. */
function settle(columns: Columns, grams: Grams, template: Template, t: number, found: readonly Fit[]): Family {
  const ends = usualEnds(columns, found);
  const close: Fit[] = [];
  let strict = 0;
  let last = -1;
  for (const one of found) {
    const fit = completed(columns, template, one, ends);
    const agreement = agreementOf(columns, template, fit);
    if (!isClose(columns, template, fit, agreement)) continue;
    close.push(fit);
    if (agreement.units < STRICT || agreement.text < STRICT || columns.issuer[fit.from] === last) continue;
    strict++;
    last = columns.issuer[fit.from]!;
  }
  const own = ownColumns(grams, template, t, OWN_WIDTH * strict);
  const kept = withoutOverlap(own ? close.filter((fit) => ownShare(columns, template, fit, own) >= OWN) : close);
  return { template, fits: kept, issuers: issuersOf(columns, kept) };
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

interface Ends {
  /** Whether exact occurrences mostly begin and end with a clause. */
  readonly opens: boolean;
  readonly closes: boolean;
}

function usualEnds(columns: Columns, fits: readonly Fit[]): Ends {
  let [exact, opens, closes] = [0, 0, 0];
  for (const { from, to, columns: touched } of fits) {
    if (touched !== undefined) continue;
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
  const at = fit.columns;
  if (at === undefined) return fit;
  const { symbol } = template;
  let { from, to } = fit;
  let first = 0;
  while (first < symbol.length && at.start[first]! < 0) first++;
  let last = symbol.length - 1;
  while (last >= 0 && at.start[last]! < 0) last--;
  if (ends.opens && first > 0 && first <= EDGE) {
    const slot = isSlot(symbol[0]!);
    let start = from;
    while (!opensClause(columns, start) && from - start <= EDGE_VALUE) start--;
    if (start < from && opensClause(columns, start) && from - start <= (slot ? EDGE_VALUE : first + 1)) {
      if (slot) {
        at.start[0] = start;
        at.end[0] = from - first + 1;
        if (at.end[0]! <= start) at.end[0] = start + 1;
      }
      from = start;
    }
  }
  const left = symbol.length - 1 - last;
  if (ends.closes && left > 0 && left <= EDGE) {
    const slot = isSlot(symbol[symbol.length - 1]!);
    let end = to;
    while (!closesClause(columns, end) && end - to <= EDGE_VALUE) end++;
    if (end > to && closesClause(columns, end) && end - to <= (slot ? EDGE_VALUE : left + 1)) {
      if (slot) {
        at.start[symbol.length - 1] = Math.min(end - 1, to + left - 1);
        at.end[symbol.length - 1] = end;
      }
      to = end;
    }
  }
  return from === fit.from && to === fit.to ? fit : { from, to, columns: at };
}

function opensClause({ gap, back }: Columns, from: number): boolean {
  return back[from] === 0 || gap[from]! >= Gap.clause;
}

function closesClause({ gap, room }: Columns, to: number): boolean {
  return room[to - 1] === 1 || gap[to]! >= Gap.clause;
}

/** 1 for each literal column in a run with at most `most` issuers; undefined when all or none are. */
function ownColumns(grams: Grams, template: Template, t: number, most: number): Uint8Array | undefined {
  const { symbol } = template;
  const own = new Uint8Array(symbol.length);
  const runs = grams.own[t]!;
  for (let c = 0; c < runs.length; c++) {
    if (runs[c]! >= 0 && grams.df[runs[c]!]! <= most) own.fill(1, c, c + GRAM);
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
  const at = fit.columns;
  if (at === undefined) return 1;
  let all = 0;
  let agreed = 0;
  for (let c = 0; c < own.length; c++) {
    if (own[c] === 0) continue;
    const weight = symbolWeight(template.symbol[c]!);
    all += weight;
    if (at.start[c]! >= 0 && columns.symbol[at.start[c]!] === template.symbol[c]) agreed += weight;
  }
  return all === 0 ? 1 : agreed / all;
}

function withoutOverlap(found: readonly Fit[]): Fit[] {
  const fits: Fit[] = [];
  for (const fit of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = fits.at(-1);
    if (last === undefined || fit.from >= last.to) fits.push(fit);
    else if (last.columns !== undefined && fit.columns === undefined) fits[fits.length - 1] = fit;
  }
  return fits;
}

export function issuersOf(columns: Columns, fits: readonly Fit[]): number {
  let count = 0;
  let last = -1;
  for (const { from } of fits) {
    if (columns.issuer[from] !== last) count++;
    last = columns.issuer[from]!;
  }
  return count;
}
