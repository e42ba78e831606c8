/**
 * How alike two short aligned stretches are, by edit distance. The bit-parallel path of the package costs
 * |a|·|b| / 32 steps; its collator path depends on the locale and is never taken.
 */

import distance from 'fast-levenshtein';

/** Insertions, deletions and replacements of UTF-16 units that turn `a` into `b`. */
export function levenshtein(a: string, b: string): number {
  // What both begin and end with changes no distance, and of a copy it is most.
  const shorter = Math.min(a.length, b.length);
  let from = 0;
  while (from < shorter && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  let cut = 0;
  while (cut < shorter - from && a.charCodeAt(a.length - 1 - cut) === b.charCodeAt(b.length - 1 - cut)) cut++;
  if (from === 0 && cut === 0) return distance.get(a, b);
  return distance.get(a.slice(from, a.length - cut), b.slice(from, b.length - cut));
}

/** Share of the longer string's units that agree when both are aligned, 0..1; two empty strings are identical. */
export function identityOf(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : 1 - levenshtein(a, b) / longer;
}
