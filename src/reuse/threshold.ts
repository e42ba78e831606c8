/** From how many issuers on a wording is a formula: one rule for `ratio`, `formulas` and `flag`. */

import { TaohuaError } from '../model/errors.js';

/** A share of issuers, because three of a hundred is a habit and three of ten thousand is nothing. */
const ISSUER_SHARE = 0.02;
/** Below three independent voices nothing is everybody's. */
const LEAST_ISSUERS = 3;

/** Issuers a formula needs in a corpus of so many; `minIssuers` is a share below 1 or a count from 2 on. */
export function thresholdOf(issuers: number, minIssuers: number = ISSUER_SHARE): number {
  if (!(minIssuers > 0)) {
    throw new TaohuaError(
      'bad-argument',
      `minIssuers is ${minIssuers}; it must be a share below 1 or a count from 2 on.`,
    );
  }
  if (minIssuers >= 1) return Math.max(2, Math.round(minIssuers));
  return Math.max(LEAST_ISSUERS, Math.ceil(minIssuers * issuers - 1e-9));
}
