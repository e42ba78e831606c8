/** Votes of issuers on what stands in a column: each issuer once, whatever the order. */

import type { Fit } from './fit.js';

/** First token that a column of a template met in a fit; -1 where it met none. */
export function startOf({ met, from }: Fit, column: number): number {
  return met === undefined ? from + column : met[2 * column]!;
}

/** End of the tokens that a column met; -1 where it met none. */
export function endOf({ met, from }: Fit, column: number): number {
  return met === undefined ? from + column + 1 : met[2 * column + 1]!;
}

interface Vote {
  issuers: number;
  last: number;
  token: number;
}

/** Counts issuers by symbol; of equals the smaller symbol wins, so that order never matters. */
export class Ballot {
  private readonly votes: Map<number, Vote> = new Map();

  add(symbol: number, issuer: number, token: number): void {
    const vote = this.votes.get(symbol);
    if (vote === undefined) this.votes.set(symbol, { issuers: 1, last: issuer, token });
    else if (vote.last !== issuer) {
      vote.issuers++;
      vote.last = issuer;
    }
  }

  issuersOf(symbol: number): number {
    return this.votes.get(symbol)?.issuers ?? 0;
  }

  best(): { readonly symbol: number; readonly issuers: number; readonly token: number } {
    let symbol = -1;
    let won: Vote = { issuers: 0, last: -1, token: -1 };
    for (const [one, vote] of this.votes) {
      if (vote.issuers > won.issuers || (vote.issuers === won.issuers && one < symbol)) {
        symbol = one;
        won = vote;
      }
    }
    return { symbol, issuers: won.issuers, token: won.token };
  }
}
