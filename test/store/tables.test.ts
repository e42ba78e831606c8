// Tables of a segment against plain maps: what was written is read, found and passed over, at every edge of the encoding.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bits, takeBits, takeGamma } from '../../src/store/bytes.js';
import { Lists } from '../../src/store/lists.js';
import { MemorySink, type Segment } from '../../src/store/segment-file.js';
import { sortKeys } from '../../src/store/sort-keys.js';
import { createBlock, TableReader } from '../../src/store/table-reader.js';
import { TableWriter } from '../../src/store/table-writer.js';

const TOKENS = 2 ** 27;

/** Keys near each other, far apart, and the least and most there are. */
const key = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  fc.integer({ min: 2 ** 20, max: 2 ** 20 + 2000 }),
  fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1),
);
const places = fc
  .uniqueArray(fc.oneof(fc.nat(TOKENS - 1), fc.nat(3000)), { minLength: 1, maxLength: 60 })
  .map((list) => list.sort((a, b) => a - b));

function readerOf(
  entries: readonly (readonly [number, readonly number[]])[],
  hasPlaces: boolean,
): { reader: TableReader; bytes: Uint8Array } {
  const sink = new MemorySink();
  const writer = new TableWriter(sink, TOKENS);
  for (const [one, list] of entries) {
    if (hasPlaces) writer.addPlaces(one, Uint32Array.from(list), 0, list.length, 3);
    else writer.addCount(one, list.length);
  }
  const directory = writer.finish();
  const bytes = sink.take().slice();
  const source = {
    isResident: true,
    read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
    damaged: (what: string) => new Error(what),
  };
  return { reader: new TableReader(source, directory, TOKENS, hasPlaces), bytes };
}

describe('tables', () => {
  const table = fc
    .uniqueArray(fc.tuple(key, places), { maxLength: 400, selector: ([one]) => one })
    .map((entries) => entries.sort((a, b) => a[0] - b[0]));

  test('counts are found for the keys there are, and for no other', () => {
    fc.assert(
      fc.property(table, fc.array(key, { maxLength: 50 }), (entries, others) => {
        const { reader } = readerOf(entries, false);
        const expected = new Map(entries.map(([one, list]) => [one, list.length]));
        const keys = Uint32Array.from(new Set([...expected.keys(), ...others])).sort();
        const found = new Map<number, number>();
        const block = createBlock();
        reader.find(keys, block, (i, row) => found.set(keys[i]!, block.times[row]!));
        expect(found).toEqual(expected);
        const read = new Map<number, number>();
        for (const b of reader.blocksIn(0, 2 ** 32)) {
          reader.readBlock(b, block);
          for (let row = 0; row < block.count; row++) read.set(block.key[row]!, block.times[row]!);
        }
        expect(read).toEqual(expected);
      }),
      { seed: 1, numRuns: 120 },
    );
  });

  test('lists of places come back whole', () => {
    fc.assert(
      fc.property(table, (entries) => {
        const { reader } = readerOf(entries, true);
        const keys = Uint32Array.from(entries, ([one]) => one);
        const lists = new Lists({ places: reader } as Segment, keys);
        for (const [i, [, list]] of entries.entries()) expect([...lists.places(i)]).toEqual(list);
      }),
      { seed: 1, numRuns: 80 },
    );
  });

  test('a flipped bit is found where it is read', () => {
    const entries = Array.from({ length: 300 }, (_, i): [number, number[]] => [i * 977, [i, i + 5000]]);
    const { reader, bytes } = readerOf(entries, true);
    for (let at = 0; at < bytes.length; at += 37) {
      bytes[at]! ^= 1 << (at % 8);
      const readAll = (): void => {
        for (const b of reader.blocksIn(0, 2 ** 32)) reader.readBlock(b, createBlock());
      };
      expect(readAll).toThrow(/block/);
      bytes[at]! ^= 1 << (at % 8);
    }
  });

  test('numbers of any width', () => {
    const number = fc.tuple(fc.integer({ min: 1, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }));
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const bits = new Bits();
        for (const [value, width] of numbers) {
          bits.put(value, width);
          bits.gamma(value);
        }
        const cursor = { data: bits.bytes(), at: 0 };
        for (const [value, width] of numbers) {
          expect(takeBits(cursor, width)).toBe(value % 2 ** width);
          expect(takeGamma(cursor)).toBe(value);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('keys in order', () => {
    fc.assert(
      fc.property(fc.array(key), (numbers) => {
        const keys = Uint32Array.from(numbers);
        const expected = keys.slice().sort();
        sortKeys(keys, new Uint32Array(numbers.length + 1));
        expect(keys).toEqual(expected);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
