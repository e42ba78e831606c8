/** Exact Jaccard similarity of two passages' shingle sets: the verdict where a signature only estimates. */

import type { Passages } from './kernel.js';
import { createShingleSet } from './shingle-set.js';

/** |A ∩ B| / |A ∪ B| of the distinct shingles; 1 for two empty passages. Cheapest while calls keep `i`. */
export type ExactJaccard = (i: number, j: number) => number;

/** Memory: four bytes a passage for the sizes of the sets, each counted once when it is first asked for. */
export function createJaccard(passages: Passages, k: number): ExactJaccard {
  const set = createShingleSet(passages, k);
  const counter = createShingleSet(passages, k);
  const sizes = new Uint32Array(Math.max(0, passages.offsets.length - 1));
  let current = -1;
  return (i, j) => {
    if (i !== current) {
      sizes[i] = set.load(i);
      current = i;
    }
    if (sizes[j] === 0) sizes[j] = counter.load(j);
    const shared = set.shared(j);
    return shared / (sizes[i]! + sizes[j]! - shared);
  };
}
