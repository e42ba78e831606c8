/** The choice that a mistyped word most likely meant. */

import { levenshtein } from '../align/identity.js';

/** The nearest of `choices` within a third of its length in edits, or undefined. */
export function nearestOf(word: string, choices: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    const distance = levenshtein(word.toLowerCase(), choice.toLowerCase());
    if (distance < least) {
      least = distance;
      best = choice;
    }
  }
  return best !== undefined && least <= Math.max(1, Math.ceil(best.length / 3)) ? best : undefined;
}
