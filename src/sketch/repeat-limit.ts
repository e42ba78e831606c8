/**
 * The limit of the list of repeats: nested repeats of one run (`aaaa…`) are quadratic, and the shortest are left out then.
 * Text that people wrote stays far below.
 */

import { sortInSteps } from './radix.js';
import type { NodeSet } from './repeat-list.js';
import { STRIDE, type Steps, within } from './steps.js';

/** Triples kept in any case, and for each symbol of the text. */
const LEAST_TRIPLES = 2 ** 20;
const TRIPLES_A_SYMBOL = 8;

export interface KeptNodes {
  readonly sets: readonly NodeSet[];
  readonly omitted: number;
}

/** The longest repeats, as many as the list may have. */
export function* keepNodes(sets: readonly NodeSet[], textLength: number): Steps<KeptNodes> {
  const most = Math.max(LEAST_TRIPLES, TRIPLES_A_SYMBOL * textLength);
  let total = 0;
  for (const { from, to } of sets) {
    for (let at = 0; at < from.length; at += STRIDE) {
      total += sizeOf(from.subarray(at, at + STRIDE), to.subarray(at, at + STRIDE));
      yield 0;
    }
  }
  if (total <= most) return { sets, omitted: 0 };
  const least = yield* within(leastKept(sets, most), 0, 0.8);
  const kept: NodeSet[] = [];
  let omitted = 0;
  for (const set of sets) {
    const without = yield* within(dropShort(set, least), 0.8, 1);
    omitted += set.length.length - without.length.length;
    kept.push(without);
  }
  return { sets: kept, omitted };
}

function sizeOf(from: Uint32Array, to: Uint32Array): number {
  let size = 0;
  for (let r = 0; r < from.length; r++) size += to[r]! - from[r]!;
  return size;
}

/**
 * The least length that is kept. A length is taken whole or not at all, so that what is left out depends on nothing but
 * the text: not on the slices it was read in, nor on the number of workers.
 */
function* leastKept(sets: readonly NodeSet[], most: number): Steps<number> {
  const count = sets.reduce((sum, { from }) => sum + from.length, 0);
  const lengths = new Uint32Array(count);
  const sizes = new Uint32Array(count);
  let n = 0;
  let longest = 0;
  for (const { from, to, length } of sets) {
    for (let r = 0; r < from.length; r++, n++) {
      lengths[n] = length[r]!;
      sizes[n] = to[r]! - from[r]!;
      if (length[r]! > longest) longest = length[r]!;
      if (n % STRIDE === STRIDE - 1) yield 0;
    }
  }
  yield* within(sortInSteps(lengths, sizes, Math.ceil(Math.log2(longest + 1))), 0, 0.9);
  let total = 0;
  let least = longest + 1;
  for (let last = count; last > 0; ) {
    const same = lengths[last - 1]!;
    for (; last > 0 && lengths[last - 1] === same; last--) {
      total += sizes[last - 1]!;
      if (last % STRIDE === 0) yield 0.9;
    }
    if (total > most) break;
    least = same;
  }
  return least;
}

function* dropShort({ places, from, to, length }: NodeSet, least: number): Steps<NodeSet> {
  const kept = { from: new Uint32Array(from.length), to: new Uint32Array(from.length), length: length.slice() };
  let n = 0;
  for (let r = 0; r < from.length; r++) {
    if (r % STRIDE === STRIDE - 1) yield r / from.length;
    if (length[r]! < least) continue;
    kept.from[n] = from[r]!;
    kept.to[n] = to[r]!;
    kept.length[n++] = length[r]!;
  }
  return {
    places,
    from: kept.from.subarray(0, n),
    to: kept.to.subarray(0, n),
    length: kept.length.subarray(0, n),
  };
}
