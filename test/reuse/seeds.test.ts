// Seeds chosen in words and in WebAssembly: the same ones, in the same order.

import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { closedRepeats, REPEATS } from '../../src/reuse/repeats.js';
import { chooseSeeds, type Seed } from '../../src/reuse/seeds.js';
import { seedsInWords } from '../../src/reuse/seeds-js.js';
import { seedsInWasm } from '../../src/reuse/seeds-wasm.js';
import { columnsFrom } from './columns-from.js';

afterEach(() => vi.unstubAllGlobals());

function plain(seeds: readonly Seed[] | undefined): readonly (readonly number[])[] | undefined {
  return seeds?.map(({ positions, length }) => [length, ...positions]);
}

/** 的 belongs to what stands behind it, 了 to what stands before it, 和 to both. */
const LOOSE = [...'的了和'].map((c) => c.charCodeAt(0));

test('are the same', () => {
  // Phrases that recur, joined with loose words and clause ends, so that edges are torn and wordings overlap.
  const phrase = fc.constantFrom([21, 22, 23], [24, 25, 26, 27], [28, 29, 30, 31, 32], [33, 34], LOOSE, [30, 35]);
  const loose = fc.constantFrom(...LOOSE, 30, 36).map((one) => [one]);
  const part = fc.oneof({ weight: 4, arbitrary: phrase }, { weight: 1, arbitrary: loose });
  const sentence = fc.array(part, { minLength: 1, maxLength: 12, size: 'max' }).map((parts) => parts.flat());
  const issuer = fc.array(sentence, { minLength: 1, maxLength: 10, size: 'max' });
  const issuers = fc.array(issuer, { minLength: 2, maxLength: 7, size: 'max' });
  let seeds = 0;
  fc.assert(
    fc.property(issuers, fc.constantFrom(2, 3), (texts, minIssuers) => {
      const columns = columnsFrom(texts);
      const repeats = closedRepeats(columns, { minIssuers });
      const chosen = seedsInWords(columns, repeats, minIssuers);
      expect(plain(seedsInWasm(columns, { ...REPEATS, minIssuers }))).toEqual(plain(chosen));
      seeds += chosen.length;
    }),
    { seed: 1, numRuns: 200 },
  );
  expect(seeds).toBeGreaterThan(500);
});

test('are the same for repeats as long as they may be', () => {
  const long = Array.from({ length: 250 }, (_, i) => 100 + 7 * i);
  const columns = columnsFrom([[long], [[...long, 21]], [[22, ...long], long.slice(100, 180)], [long.slice(90, 200)]]);
  const repeats = closedRepeats(columns);
  const chosen = seedsInWords(columns, repeats, 2);
  expect(Math.max(...chosen.map(({ length }) => length))).toBe(250);
  expect(plain(seedsInWasm(columns, REPEATS))).toEqual(plain(chosen));
});

test('are chosen in words where WebAssembly or memory is missing', () => {
  const columns = columnsFrom([2, 3, 4].map((issuer) => [[21, 22, 23, 24, 25, 26, 27, issuer]]));
  const chosen = plain(chooseSeeds(columns, 2));
  expect(chosen).toEqual([[7, 0, 8, 16]]);
  class Tight extends WebAssembly.Memory {
    constructor({ initial }: WebAssembly.MemoryDescriptor) {
      super({ initial, maximum: initial });
    }
  }
  for (const engine of [undefined, Object.assign(Object.create(WebAssembly), { Memory: Tight })]) {
    vi.stubGlobal('WebAssembly', engine);
    expect(seedsInWasm(columns, REPEATS)).toBeUndefined();
    expect(plain(chooseSeeds(columns, 2))).toEqual(chosen);
  }
});
