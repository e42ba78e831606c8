/** How fluent a character is behind another, judged by the text itself: bigram counts, backed by commonness. */

import { isCommonHan } from './plausible.js';

export interface Fluency {
  /** Natural log of the chance of `next` behind `previous`. */
  readonly score: (previous: number, next: number) => number;
  /** Whether the two stand side by side more than once (once may be the place that is judged). */
  readonly known: (previous: number, next: number) => boolean;
}

/** How many imagined occurrences the back-off is worth. */
const BACK_OFF = 2;
const COMMON = 0.5;
const RARE = 0.005;

/** Counts the bigrams of `text`. Cost: linear; meant for the few texts that are damaged. */
export function learnFluency(text: string): Fluency {
  const pairs = countPairs(text);
  const singles = new Uint32Array(0x10000);
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    singles[unit] = (singles[unit] ?? 0) + 1;
  }
  const alone = (unit: number): number =>
    ((singles[unit] ?? 0) + (isCommonHan(unit) ? COMMON : RARE)) / (text.length + 2000);
  return {
    score: (previous, next) =>
      Math.log((pairs(previous, next) + BACK_OFF * alone(next)) / ((singles[previous] ?? 0) + BACK_OFF)),
    known: (previous, next) => pairs(previous, next) > 0,
  };
}

/** How often two units stand side by side: an open hash table, at most half full. */
function countPairs(text: string): (a: number, b: number) => number {
  let size = 1024;
  while (size < 2 * text.length) size *= 2;
  const keys = new Uint32Array(size);
  const counts = new Uint32Array(size);
  const slotOf = (key: number): number => {
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & (size - 1);
    while (counts[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (size - 1);
    return slot;
  };
  for (let i = 0; i + 1 < text.length; i++) {
    const key = ((text.charCodeAt(i) << 16) | text.charCodeAt(i + 1)) >>> 0;
    const slot = slotOf(key);
    keys[slot] = key;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return (a, b) => counts[slotOf(((a << 16) | b) >>> 0)] ?? 0;
}
