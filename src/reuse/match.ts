/**
 * Every occurrence of every template, word for word or touched up: votes of rare runs say where to look, an alignment
 * says what stands there, and a fit counts only where enough of the wording, of the text, and of what is the template's
 * own agrees. Issuers are counted on these occurrences, never on exact repeats.
 */

import type { Columns } from './columns.js';
import { type Band, type Fit, Fitter } from './fit.js';
import { GRAM, type Grams, indexGrams, type Votes, votesOf } from './grams.js';
import type { Range } from './range.js';
import { mostMissing, ownColumns, SHORT, settled, usualEnds } from './settle.js';
import { isSlot, type Template } from './template.js';

/** A template with its occurrences. */
export interface Family {
  readonly template: Template;
  /** In text order, without overlap. */
  readonly fits: readonly Fit[];
  readonly issuers: number;
}

/** Issuers a family counts, those of its bank included. */
export function issuersWith({ template, issuers }: Family): number {
  return issuers + (template.banked?.issuers ?? 0);
}

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
export function walked(
  columns: Columns,
  templates: readonly Template[],
  grams: Pick<Grams, 'read'>,
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
const ROW_BITS = 3;
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
    const template = this.templates[t >> ROW_BITS]!;
    const low = state[t + LOW]!;
    const high = state[t + HIGH]!;
    if (low === high && this.fitter.isExact(template, low)) {
      this.fits[t >> ROW_BITS]!.push({ from: low, to: low + state[t + LENGTH]!, met: undefined });
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
    if (fit !== undefined) this.fits[t >> ROW_BITS]!.push(fit);
  }
}

/**
 * Whether an alignment is worth its cost: how many columns agree when the text follows one diagonal up to some column and
 * the other behind it. One gap, one written-out value or any number of changed words are seen exactly; two gaps in part.
 */
function likely({ symbol }: Columns, { symbol: own }: Template, low: number, high: number): boolean {
  const needed = (own.length < SHORT ? LIKELY_SHORT : LIKELY) * own.length;
  if (low === high) return agrees(symbol, own, low, needed);
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
  return best >= needed;
}

/** Whether so many columns agree along one diagonal. */
function agrees(symbol: Uint32Array, own: Uint32Array, diagonal: number, needed: number): boolean {
  let most = own.length;
  for (let c = 0; c < own.length && most >= needed; c++) if (symbol[diagonal + c] !== own[c]) most--;
  return most >= needed;
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

function settle(columns: Columns, grams: Grams, template: Template, t: number, found: readonly Fit[]): Family {
  const fits = settled(columns, template, found, usualEnds(columns, found), (strict) =>
    ownColumns(grams.df, template, grams.own[t]!, strict),
  );
  return { template, fits, issuers: issuersOf(columns, fits) };
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
