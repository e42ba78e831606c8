import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ballot } from '../../src/reuse/ballot.js';

/** Issuers by symbol, counted as one would by hand; issuers come one after another. */
function counted(votes: readonly (readonly [number, number])[]): Map<number, Set<number>> {
  const issuers = new Map<number, Set<number>>();
  for (const [symbol, issuer] of votes) issuers.set(symbol, (issuers.get(symbol) ?? new Set()).add(issuer));
  return issuers;
}

const votesOf = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 0x10400 }), fc.integer({ min: 0, max: 6 })), { maxLength: 200 })
  .map((votes) => votes.sort((a, b) => a[1] - b[1]));

test('a ballot counts each issuer once, and a used one that was emptied counts as a new one', () => {
  const ballot = new Ballot();
  fc.assert(
    fc.property(votesOf, (votes) => {
      ballot.clear();
      for (const [i, [symbol, issuer]] of votes.entries()) ballot.add(symbol, issuer, i);
      const known = counted(votes);
      for (const [symbol, issuers] of known) expect(ballot.issuersOf(symbol)).toBe(issuers.size);
      expect(ballot.issuersOf(0x20000)).toBe(0);
      const [symbol, issuers] = [...known].sort((a, b) => b[1].size - a[1].size || a[0] - b[0])[0] ?? [-1, new Set()];
      const token = votes.findIndex((vote) => vote[0] === symbol);
      expect(ballot.best()).toEqual({ symbol, issuers: issuers.size, token });
    }),
    { seed: 1, numRuns: 300 },
  );
});
