/**
 * Maximum-sum segments of a likelihood ratio. A unit w of one side is scored by how much better a range of the other
 * side explains it than the background does: log2(1 - L + L * share(w) / background(w)) bits. Units that are frequent
 * everywhere score about 0 by themselves; a unit that the range lacks costs log2(1 - L). Gaps, ends and acceptance of a
 * passage are this one quantity.
 */

import { Gap } from '../model/tokens.js';
import type { Range } from './range.js';
import type { Side } from './vocabulary.js';

export interface Segment extends Range {
  readonly bits: number;
}

/** Bits a unit by its number; everything not in the explaining range costs `miss`. Reused from call to call. */
export interface Table {
  readonly bits: Float64Array;
  /** How often the explaining range holds each unit. */
  readonly held: Int32Array;
  /** Scratch: how often a sweep has used each unit. */
  readonly used: Int32Array;
  /** Numbers that the last filling touched. */
  readonly touched: Int32Array;
  touchedCount: number;
  readonly miss: number;
}

/** Prior share of a passage's units that come from the source: units reworded or added by the copier are the rest. */
export const LIKELIHOOD = 0.4;
/** A unit counts at most so often in the share of a range: repetition is no more evidence. */
const SHARE_CAP = 3;
/** Background: half an occurrence for what was not seen, and so many tokens of other text. */
const PRIOR_COUNT = 0.5;
const PRIOR_TOKENS = 500;
/** Bits for a passage that starts or ends at a break of that strength. */
const EDGE_BITS: Float64Array = new Float64Array(Gap.paragraph + 1);
EDGE_BITS[Gap.semicolon] = 2;
EDGE_BITS[Gap.sentence] = 3;
EDGE_BITS[Gap.paragraph] = 3;
/** Per explained token: a formula breaks nothing, but a chain of formulas does not join what is unrelated. */
const EXPLAINED_BITS = -0.02;

export function tableFor(size: number, likelihood: number): Table {
  const miss = Math.log2(1 - likelihood);
  const bits = new Float64Array(size + 2).fill(miss);
  bits[size + 1] = EXPLAINED_BITS;
  const held = new Int32Array(size + 2);
  // What formulas explain is never used up.
  held[size + 1] = 0x7fffffff;
  return {
    bits,
    held,
    used: new Int32Array(size + 2),
    touched: new Int32Array(size + 2),
    touchedCount: 0,
    miss,
  };
}

/** Bits by how often a range holds a unit and how often it is seen elsewhere, for small numbers; of one filling. */
const SHARES = 8;
const SEEN = 32;
const UNKNOWN = -1e9;
const logs: Float64Array = new Float64Array(SHARES * SEEN);

/** What explains, what is explained now (left out of the background), and the two whole texts. */
export interface Explanation {
  readonly by: Side;
  readonly range: Range;
  readonly other: Side;
  readonly own: Range;
  /** Background: both texts outside the two ranges, or the explained text alone. */
  readonly background: 'both' | 'own';
}

/** Fills the table for units of `other`, explained by `by[range]`. Cost: linear in the ranges. */
export function fillTable(table: Table, explanation: Explanation, likelihood: number): void {
  const { by, range, other, own, background } = explanation;
  const { bits, held, used, touched, miss } = table;
  const size = bits.length - 2;
  for (let i = 0; i < table.touchedCount; i++) {
    const w = touched[i]!;
    bits[w] = miss;
    held[w] = 0;
  }
  let count = 0;
  for (let i = range.from; i < range.to; i++) {
    const w = by.word[i]!;
    if (w >= size) continue;
    if (held[w]!++ === 0) touched[count++] = w;
  }
  table.touchedCount = count;
  for (let i = own.from; i < own.to; i++) used[other.word[i]!]!++;
  const both = background === 'both';
  const length = range.to - range.from;
  const outside = other.length - (own.to - own.from) + (both ? by.length - length : 0) + PRIOR_TOKENS;
  const scale = (likelihood * outside) / length;
  const rest = 1 - likelihood;
  // The text's own background does not count the very token that is scored.
  const alone = !both && own.from === own.to ? 1 : 0;
  logs.fill(UNKNOWN);
  for (let i = 0; i < count; i++) {
    const w = touched[i]!;
    const inside = held[w]!;
    const seen = Math.max(0, other.count[w]! - used[w]! - alone) + (both ? by.count[w]! - inside : 0);
    const share = both ? Math.min(inside, SHARE_CAP) : inside;
    const place = share * SEEN + seen;
    if (share >= SHARES || seen >= SEEN) bits[w] = Math.log2(rest + (scale * share) / (seen + PRIOR_COUNT));
    else {
      // Most units stand in the same few numbers: a logarithm for each of those.
      if (logs[place] === UNKNOWN) logs[place] = Math.log2(rest + (scale * share) / (seen + PRIOR_COUNT));
      bits[w] = logs[place]!;
    }
  }
  for (let i = own.from; i < own.to; i++) used[other.word[i]!] = 0;
}

/** The best segment of side[window]: units may be counted as often as they stand. Undefined when nothing is positive. */
export function bestSegment(table: Table, side: Side, window: Range): Segment | undefined {
  const { bits } = table;
  const { word } = side;
  const { gap } = side.shingles;
  let sum = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let lowestAt = window.from;
  let best = 0;
  let from = -1;
  let to = -1;
  for (let i = window.from; i < window.to; i++) {
    const opened = sum - EDGE_BITS[gap[i]!]!;
    if (opened < lowest) {
      lowest = opened;
      lowestAt = i;
    }
    sum += bits[word[i]!]!;
    const closed = sum + EDGE_BITS[gap[i + 1]!]! - lowest;
    if (closed > best) {
      best = closed;
      from = lowestAt;
      to = i + 1;
    }
  }
  return from < 0 ? undefined : { from, to, bits: best };
}

/** How far before the plain start a segment may begin, and how far below its top a sweep gives up, in units and bits. */
const BACK = 40;
const GIVE_UP = 60;

/**
 * The best segment near `plain` when each unit of the explaining range explains one unit only: from every break up to
 * 40 units before the plain start, sweep on with the counts used up; a used-up unit costs as much as a missing one.
 */
export function bestSingleUse(table: Table, side: Side, plain: Segment, window: Range): Segment | undefined {
  const { bits } = table;
  const { word } = side;
  const { gap } = side.shingles;
  // What begins behind the plain start is worth no more than when units may be used again: most breaks need no sweep.
  const bound = boundsOf(table, side, plain.from, window.to);
  const opening = EDGE_BITS[gap[plain.from]!]!;
  const there = sweep(table, side, plain.from, window.to, opening, 0);
  let best: Segment | undefined;
  for (let start = plain.to - 1; start > plain.from; start--) {
    const edge = EDGE_BITS[gap[start]!]!;
    if (edge === 0 || edge + bound[start - plain.from]! < there.bits - ROUNDING) continue;
    const swept = sweep(table, side, start, window.to, edge, best?.bits ?? 0);
    if (swept.to >= 0) best = swept;
  }
  if (there.bits > (best?.bits ?? 0)) best = there;
  // From before the plain start more is used up: what it is worth in front, and no more than the plain start from there on.
  const gaveUp = there.reached < window.to ? there.sum + bound[there.reached - plain.from]! : 0;
  const beyond = Math.max(there.bits, gaveUp) - opening;
  let sum = 0;
  let inFront = Number.NEGATIVE_INFINITY;
  for (let start = plain.from - 1; start >= Math.max(window.from, plain.from - BACK); start--) {
    const value = bits[word[start]!]!;
    inFront = value + Math.max(EDGE_BITS[gap[start + 1]!]!, inFront);
    sum += value;
    const edge = EDGE_BITS[gap[start]!]!;
    if (edge === 0 && start !== 0) continue;
    const least = best?.bits ?? 0;
    if (edge + Math.max(inFront, sum + beyond) < least - ROUNDING) continue;
    const swept = sweep(table, side, start, window.to, edge, least);
    if (swept.to >= 0) best = swept;
  }
  return best;
}

/** Sums taken in another order differ in their last bits. */
const ROUNDING = 1e-6;
let bounds: Float64Array = new Float64Array(1024);

/** The most that a segment which begins at each unit of [from, to) can be worth, its opening apart; good until the next call. */
function boundsOf(table: Table, side: Side, from: number, to: number): Float64Array {
  const { bits } = table;
  const { word } = side;
  const { gap } = side.shingles;
  if (bounds.length < to - from) bounds = new Float64Array(2 * (to - from));
  let most = Number.NEGATIVE_INFINITY;
  for (let i = to - 1; i >= from; i--) {
    const edge = EDGE_BITS[gap[i + 1]!]!;
    most = bits[word[i]!]! + (edge > most ? edge : most);
    bounds[i - from] = most;
  }
  return bounds;
}

interface Sweep extends Segment {
  /** Where it ended or gave up, and its sum there. */
  readonly reached: number;
  readonly sum: number;
}

/** The best segment from `start` on that beats `toBeat`; `to` is -1 when none does. */
function sweep(table: Table, side: Side, start: number, end: number, opening: number, toBeat: number): Sweep {
  const { bits, held, used, touched, touchedCount, miss } = table;
  const { word } = side;
  const { gap } = side.shingles;
  let sum = opening;
  let top = toBeat;
  let highest = 0;
  let to = -1;
  let i = start;
  while (i < end) {
    const w = word[i]!;
    const most = held[w]!;
    sum += most !== 0 && used[w]!++ < most ? bits[w]! : miss;
    i++;
    const closed = sum + EDGE_BITS[gap[i]!]!;
    if (closed > top) {
      top = closed;
      to = i;
    }
    if (closed > highest) highest = closed;
    else if (closed < highest - GIVE_UP) break;
  }
  for (let k = 0; k < touchedCount; k++) used[touched[k]!] = 0;
  used[held.length - 1] = 0;
  return { from: start, to, bits: top, reached: i, sum };
}

/** Runs of at least `floor` bits in the whole of `side`, cut where the sum falls `drop` bits below its top. */
export function positiveRuns(table: Table, side: Side, floor: number, drop: number): Segment[] {
  const { bits } = table;
  const { word, length } = side;
  const runs: Segment[] = [];
  let sum = 0;
  let top = 0;
  let from = 0;
  let to = 0;
  for (let i = 0; i < length; i++) {
    const value = bits[word[i]!]!;
    if (sum <= 0) {
      if (value <= 0) continue;
      sum = 0;
      top = 0;
      from = i;
    }
    sum += value;
    if (sum > top) {
      top = sum;
      to = i + 1;
    } else if (sum <= 0 || sum < top - drop) {
      if (top >= floor) {
        runs.push({ from, to, bits: top });
        i = to - 1;
      }
      sum = 0;
    }
  }
  if (sum > 0 && top >= floor) runs.push({ from, to, bits: top });
  return runs;
}
