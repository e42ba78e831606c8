import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heaviestChain, type Placed } from '../../src/align/chain.js';

/** Weight of the best chain, by trying every predecessor. */
function naive(items: readonly Placed[]): number {
  const sorted = [...items].sort((x, y) => x.a - y.a);
  const best: number[] = [];
  sorted.forEach((item, i) => {
    let before = 0;
    for (let h = 0; h < i; h++) if (sorted[h]!.a < item.a && sorted[h]!.b < item.b) before = Math.max(before, best[h]!);
    best[i] = before + item.weight;
  });
  return Math.max(0, ...best);
}

const items = fc.array(fc.record({ a: fc.nat(12), b: fc.nat(12), weight: fc.integer({ min: 1, max: 9 }) }), {
  maxLength: 14,
});

test('the chain is increasing and as heavy as the best one', () => {
  fc.assert(
    fc.property(items, (drawn) => {
      const kept = drawn.filter((_, i) => heaviestChain(drawn)[i]).sort((x, y) => x.a - y.a);
      for (let i = 1; i < kept.length; i++) {
        expect(kept[i]!.a).toBeGreaterThan(kept[i - 1]!.a);
        expect(kept[i]!.b).toBeGreaterThan(kept[i - 1]!.b);
      }
      expect(kept.reduce((sum, { weight }) => sum + weight, 0)).toBe(naive(drawn));
    }),
    { seed: 1, numRuns: 400 },
  );
});

test('nothing gives nothing', () => {
  expect(heaviestChain([])).toEqual([]);
});
