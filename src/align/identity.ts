/**
 * How alike two short aligned stretches are, by edit distance. The bit-parallel path of the package costs
 * |a|·|b| / 32 steps; its collator path depends on the locale and is never taken.
 */

import distance from 'fast-levenshtein';

/** Insertions, deletions and replacements of UTF-16 units that turn `a` into `b`. */
export function levenshtein(a: string, b: string): number {
  return distance.get(a, b);
}

/** Share of the longer string's units that agree when both are aligned, 0..1; two empty strings are identical. */
export function identityOf(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : 1 - levenshtein(a, b) / longer;
}
