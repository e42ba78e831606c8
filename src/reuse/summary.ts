/**
 * A stretch of the draft that sums up the whole source: the source as a whole explains it, and what it takes does not
 * stand together in any one place of the source. Off unless asked for: in reports it costs more than it finds.
 */

import type { PairPassage } from './passages.js';
import type { Range } from './range.js';
import { bestSegment, bestSingleUse, fillTable, type Segment, tableFor } from './segments.js';
import type { Side } from './vocabulary.js';

/** A summary mixes more of its own words in than a copy does. */
const LIKELIHOOD = 0.5;
const MIN_BITS = 50;
const MIN_LENGTH = 80;
const MAX_LENGTH = 200;
/** A stretch so many times too long is not looked at more closely. */
const MUCH = 4;
/** The source is at least so many times as long. */
const MIN_FACTOR = 3.5;
/**
 * A window of the source, this many times as long as the summary, holds less than this share of its bits: where no, one,
 * or more passages already lie in it.
 */
const WINDOW_FACTOR = 1.5;
const CONCENTRATED: readonly number[] = [0.85, 0.9, 0.95];
/** What passages inside may explain, as a share of the summary's bits, in the same three cases. */
const LOCAL: readonly number[] = [1, 1.05, 3.5];

/** The summary as a passage against the whole source; undefined when there is none. Cost: linear in both texts. */
export function findSummary(draft: Side, source: Side, passages: readonly PairPassage[]): PairPassage | undefined {
  const table = tableFor(draft.count.length - 2, LIKELIHOOD);
  const whole = { from: 0, to: source.length };
  let best: Segment | undefined;
  for (let round = 0; round < 2; round++) {
    const own: Range = best ?? { from: 0, to: 0 };
    fillTable(table, { by: source, range: whole, other: draft, own, background: 'own' }, LIKELIHOOD);
    const window = { from: 0, to: draft.length };
    const plain = bestSegment(table, draft, window);
    // Each use counted once, what is far too weak or too long grows no stronger and hardly shorter.
    if (!plain || plain.bits < MIN_BITS / 2 || plain.to - plain.from > MUCH * MAX_LENGTH) return undefined;
    best = bestSingleUse(table, draft, plain, window);
    if (!best) return undefined;
  }
  if (!best || best.bits < MIN_BITS) return undefined;
  const length = best.to - best.from;
  if (length < MIN_LENGTH || length > MAX_LENGTH || source.length < MIN_FACTOR * length) return undefined;
  const { from, to, bits } = best;
  const inside = passages.filter((passage) => passage.draft.from < to && from < passage.draft.to);
  const local = inside.reduce((sum, passage) => sum + passage.bits, 0) / bits;
  const kind = Math.min(inside.length, 2);
  if (local >= LOCAL[kind]!) return undefined;
  const share = concentration(table.bits, draft, best, source, Math.round(WINDOW_FACTOR * length));
  if (share >= CONCENTRATED[kind]!) return undefined;
  return { draft: { from, to }, source: whole, bits };
}

/** The largest share of the segment's bits, each shingle once, that a window of the source of that width holds. */
function concentration(bits: Float64Array, draft: Side, segment: Range, source: Side, width: number): number {
  const weight = new Float64Array(bits.length);
  let total = 0;
  for (let i = segment.from; i < segment.to; i++) {
    const w = draft.word[i]!;
    if (weight[w] !== 0 || bits[w]! <= 0) continue;
    weight[w] = bits[w]!;
    total += bits[w]!;
  }
  const held = new Int32Array(bits.length);
  let sum = 0;
  let most = 0;
  for (let i = 0; i < source.length; i++) {
    const entering = source.word[i]!;
    if (held[entering]!++ === 0) sum += weight[entering]!;
    if (i >= width) {
      const leaving = source.word[i - width]!;
      if (--held[leaving]! === 0) sum -= weight[leaving]!;
    }
    if (sum > most) most = sum;
  }
  return total === 0 ? 1 : most / total;
}
