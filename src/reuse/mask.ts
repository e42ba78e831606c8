/** What formulas explain, token by token: agreement there is no sign of copying. */

import type { Corpus } from './corpus.js';
import type { Family } from './match.js';

/** 1 for each token of the corpus inside an occurrence of a formula. */
export function formulaMask(corpus: Corpus, families: readonly Family[]): Uint8Array {
  const mask = new Uint8Array(corpus.tokens.length);
  for (const { fits } of families) for (const { from, to } of fits) mask.fill(1, from, to);
  return mask;
}
