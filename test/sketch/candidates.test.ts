import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSketcher } from '../../src/sketch/sketcher.js';

interface Case {
  readonly rows: readonly (readonly number[])[];
  readonly bands: number;
  readonly rowsABand: number;
  readonly allPairsUpTo: number;
}

/** The definition, bucket by bucket. */
function naiveCandidates({ rows, bands, rowsABand, allPairsUpTo }: Case): number[][] {
  const links = new Map<string, number[]>();
  for (let band = 0; band < bands; band++) {
    const buckets = new Map<string, number[]>();
    rows.forEach((row, i) => {
      const key = row.slice(band * rowsABand, (band + 1) * rowsABand).join();
      buckets.set(key, [...(buckets.get(key) ?? []), i]);
    });
    for (const bucket of buckets.values()) {
      const reach = bucket.length <= allPairsUpTo ? bucket.length : 8;
      bucket.forEach((i, at) => {
        for (const j of bucket.slice(at + 1, at + 1 + reach)) links.set(`${i} ${j}`, [i, j]);
      });
    }
  }
  return [...links.values()].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
}

const pairs = (links: Uint32Array): number[][] =>
  Array.from({ length: links.length / 2 }, (_, l) => [links[2 * l]!, links[2 * l + 1]!]);

describe('candidates', () => {
  test('equal to the definition, crowded buckets and exact copies included', async () => {
    const sketcher = await createSketcher({ kernel: 'js', permutations: 6 });
    const row = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 6, maxLength: 6 });
    const query = fc.record({
      rows: fc.array(row, { maxLength: 60 }),
      shape: fc.constantFrom([1, 6], [2, 3], [3, 2], [6, 1], [2, 2]),
      allPairsUpTo: fc.integer({ min: 2, max: 12 }),
    });
    fc.assert(
      fc.property(query, ({ rows, shape: [bands, rowsABand], allPairsUpTo }) => {
        const signatures = Uint16Array.from(rows.flat());
        const found = sketcher.candidates(signatures, bands!, rowsABand!, { allPairsUpTo });
        expect(pairs(found)).toEqual(naiveCandidates({ rows, bands: bands!, rowsABand: rowsABand!, allPairsUpTo }));
        expect(sketcher.candidates(Uint32Array.from(signatures), bands!, rowsABand!, { allPairsUpTo })).toEqual(found);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  test('one sentence a hundred thousand times costs a chain', async () => {
    const sketcher = await createSketcher({ kernel: 'js', permutations: 8 });
    const links = sketcher.candidates(new Uint16Array(800_000).fill(7), 4, 2);
    expect(links.length / 2).toBe(8 * 100_000 - 36);
  });

  test('parameters out of range are refused', async () => {
    const sketcher = await createSketcher({ kernel: 'js' });
    const none = new Uint16Array(0);
    expect(() => sketcher.candidates(none, 33, 4)).toThrow('bands × rows is 33 × 4 = 132; it must be at most 128');
    expect(() => sketcher.candidates(none, 0, 4)).toThrow('bands is 0; it must be an integer from 1 to 128');
    expect(() => sketcher.candidates(none, 32, 4, { allPairsUpTo: 1 })).toThrow('allPairsUpTo is 1');
    expect(() => sketcher.candidates(new Uint16Array(100), 32, 4)).toThrow('signatures has 100 values');
    expect(sketcher.candidates(none, 32, 4)).toHaveLength(0);
  });
});
