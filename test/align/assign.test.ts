import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from '../../src/align/assign.js';
import type { Pair } from '../../src/align/candidates.js';

const THRESHOLD = 0.3;

/** The most that can be gained, by trying every subset. */
function naive(pairs: readonly Pair[], from = 0, usedA: readonly number[] = [], usedB: readonly number[] = []): number {
  if (from === pairs.length) return 0;
  const { a, b, score } = pairs[from]!;
  const without = naive(pairs, from + 1, usedA, usedB);
  if (score < THRESHOLD || usedA.includes(a) || usedB.includes(b)) return without;
  return Math.max(without, score - THRESHOLD + naive(pairs, from + 1, [...usedA, a], [...usedB, b]));
}

const pairs = fc.uniqueArray(
  fc.record({ a: fc.nat(4), b: fc.nat(4), score: fc.integer({ min: 0, max: 100 }).map((n) => n / 100) }),
  { maxLength: 10, selector: ({ a, b }) => `${a} ${b}` },
);

test('small components are assigned as well as can be', () => {
  fc.assert(
    fc.property(pairs, (drawn) => {
      const chosen = assign(drawn, { threshold: THRESHOLD }).map((p) => drawn[p]!);
      expect(new Set(chosen.map(({ a }) => a)).size).toBe(chosen.length);
      expect(new Set(chosen.map(({ b }) => b)).size).toBe(chosen.length);
      const gain = chosen.reduce((sum, { score }) => sum + score - THRESHOLD, 0);
      expect(gain).toBeCloseTo(naive(drawn), 9);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('a large component is assigned greedily: no unit twice, and the best pair is in it', () => {
  const drawn = Array.from({ length: 400 }, (_, n) => ({
    a: n % 20,
    b: Math.floor(n / 20),
    score: 0.3 + ((n * 7919) % 1000) / 1500,
  }));
  const chosen = assign(drawn, { threshold: THRESHOLD, exactUpTo: 8 }).map((p) => drawn[p]!);
  expect(new Set(chosen.map(({ a }) => a)).size).toBe(20);
  const best = drawn.reduce((most, pair) => (pair.score > most.score ? pair : most));
  expect(chosen).toContain(best);
});
