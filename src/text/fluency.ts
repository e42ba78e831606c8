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
  const pairs = new Map<number, number>();
  const singles = new Map<number, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    const key = unit * 65_536 + text.charCodeAt(i + 1);
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
    singles.set(unit, (singles.get(unit) ?? 0) + 1);
  }
  const alone = (unit: number): number =>
    ((singles.get(unit) ?? 0) + (isCommonHan(unit) ? COMMON : RARE)) / (text.length + 2000);
  return {
    score: (previous, next) =>
      Math.log(
        ((pairs.get(previous * 65_536 + next) ?? 0) + BACK_OFF * alone(next)) /
          ((singles.get(previous) ?? 0) + BACK_OFF),
      ),
    known: (previous, next) => (pairs.get(previous * 65_536 + next) ?? 0) > 0,
  };
}
