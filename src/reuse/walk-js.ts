/**
 * The walk in words: votes counted stretch by stretch, an alignment where enough stand together. wasm/walk.ts is the same
 * computation for the engines that have it.
 */

import type { Columns } from './columns.js';
import { type Band, type Fit, Fitter, slackOf } from './fit.js';
import { GRAM, type Votes } from './grams.js';
import { PIECE, pieceEnd, segmentEnd } from './pieces.js';
import type { Range } from './range.js';
import { mostMissing, SHORT } from './settle.js';
import { isSlot, type Template } from './template.js';
import type { ReadRuns } from './walk.js';

/** Columns that must agree on the two outermost diagonals before an alignment is tried. */
const LIKELY = 0.6;
const LIKELY_SHORT = 0.75;
/** Diagonals beyond those of the votes: words put in where only common runs stand behind them. */
const DRIFT = 12;

/** What each template fits in a stretch that begins and ends at a break. */
export function walkInWords(
  columns: Columns,
  templates: readonly Template[],
  votes: Votes,
  read: ReadRuns,
  stretch: Range,
): readonly (readonly Fit[])[] {
  const walk = new Walk(columns, templates, votes.needed);
  const { room } = columns;
  let runs = new Int32Array(PIECE);
  for (let from = stretch.from; from < stretch.to; ) {
    const to = pieceEnd(room, from, stretch.to);
    if (to - from > runs.length) runs = new Int32Array(to - from);
    read(from, to, runs);
    for (let at = from; at < to; ) {
      const end = segmentEnd(room, at);
      walk.segment(runs, from, votes, at, end);
      at = end;
    }
    from = to;
  }
  return walk.fits;
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
  private readonly touched: Uint32Array;

  constructor(columns: Columns, templates: readonly Template[], needed: Uint32Array) {
    this.columns = columns;
    this.templates = templates;
    this.fitter = new Fitter(columns);
    this.fits = templates.map(() => []);
    this.state = new Int32Array(templates.length * ROW);
    this.touched = new Uint32Array(templates.length);
    for (const [t, { symbol }] of templates.entries()) {
      this.state[t * ROW + LENGTH] = symbol.length;
      this.state[t * ROW + NEEDED] = needed[t]!;
      this.state[t * ROW + AROUND] = slackOf(symbol);
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
        if (state[t + COUNT] === 0) this.touched[count++] = t;
        else if (i > state[t + LAST_AT]! + state[t + LENGTH]!) this.close(t, start, end);
        if (state[t + COUNT] === 0) {
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
