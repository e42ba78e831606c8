// Where tokens stand, packed: every place comes back, alone or by the document, however far apart and long tokens are.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tokens } from '../../src/model/tokens.js';
import { unitsOf } from '../../src/outline/units.js';
import { buildCorpus, endIn, startIn } from '../../src/reuse/corpus.js';
import { Positions } from '../../src/reuse/positions.js';
import { filler, made } from './made.js';

const numbers = (length: number): Uint32Array => new Uint32Array(length);

function tokensAt(places: readonly (readonly [number, number])[]): Tokens {
  const { length } = places;
  const start = Uint32Array.from(places, ([from]) => from);
  const end = Uint32Array.from(places, ([, to]) => to);
  return { length, id: numbers(length), kind: new Uint8Array(length), gap: new Uint8Array(length), start, end };
}

const size = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.nat(100_000));
const document = fc.array(fc.tuple(size, size), { maxLength: 200 }).map((steps) => {
  let at = 0;
  return steps.map(([step, length]): [number, number] => {
    const from = at + step;
    at = from + length;
    return [from, at];
  });
});

test('every place comes back, by the token and by the document, also of documents put away', () => {
  fc.assert(
    fc.property(fc.array(document, { maxLength: 6 }), (documents) => {
      const positions = new Positions(2);
      for (const places of documents) positions.add(tokensAt(places));
      for (const [d, places] of documents.entries()) {
        for (const [i, [from, to]] of places.entries()) {
          expect(positions.startOf(d, i)).toBe(from);
          expect(positions.endOf(d, i)).toBe(to);
        }
        expect([...positions.of(d).start]).toEqual(places.map(([from]) => from));
        expect([...positions.of(d).end]).toEqual(places.map(([, to]) => to));
        if (places.length > 0) expect(positions.endOf(d, places.length - 1)).toBe(places.at(-1)![1]);
      }
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('a token that begins before the last one ended is no fault', () => {
  const positions = new Positions();
  positions.add(
    tokensAt([
      [5, 9],
      [2, 3],
      [3, 4],
    ]),
  );
  expect([0, 1, 2].map((i) => [positions.startOf(0, i), positions.endOf(0, i)])).toEqual([
    [5, 9],
    [2, 3],
    [3, 4],
  ]);
});

test('a large corpus, which packs its places, tells the same as a small one', () => {
  const reports = ['甲', '乙', '丙'].map((id, i) => made(`${filler(i, 9)}增长5.2%，GDP 达到 ${i}00 亿元。`, { id }));
  const [small, large] = [buildCorpus(reports), buildCorpus(reports, unitsOf, 0)];
  expect(small.places).toBeDefined();
  expect(large.places).toBeUndefined();
  for (const [d, { units }] of small.documents.entries()) {
    const other = large.documents[d]!.units;
    expect([other.tokens.start, other.tokens.end]).toEqual([units.tokens.start, units.tokens.end]);
    for (let token = small.starts[d]!; token < small.starts[d + 1]!; token++) {
      expect([startIn(large, d, token), endIn(large, d, token)]).toEqual([
        startIn(small, d, token),
        endIn(small, d, token),
      ]);
    }
  }
});
