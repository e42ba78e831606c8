/** Words and checksums of bytes, at every offset: aligned ones are read as words, the others byte by byte. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf, wordAt, wordsAt } from '../../src/store/bytes.js';

/** FNV-1a over little-endian words, then over the bytes that are left. */
function naive(data: Uint8Array): number {
  let sum = 0x811c9dc5;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const whole = data.length - (data.length % 4);
  for (let i = 0; i < whole; i += 4) sum = Math.imul(sum ^ view.getUint32(i, true), 0x01000193);
  for (let i = whole; i < data.length; i++) sum = Math.imul(sum ^ data[i]!, 0x01000193);
  return sum >>> 0;
}

const pieces = fc
  .uint8Array({ maxLength: 60 })
  .chain((data) => fc.tuple(fc.constant(data), fc.nat(data.length), fc.nat(data.length)))
  .map(([data, x, y]) => ({ data, from: Math.min(x, y), to: Math.max(x, y) }));

test('a checksum is that of the bytes alone, wherever they lie in memory', () => {
  fc.assert(
    fc.property(pieces, ({ data, from, to }) => {
      const sum = naive(data.slice(from, to));
      expect(checksumOf(data, from, to)).toBe(sum);
      expect(checksumOf(data.subarray(from), 0, to - from)).toBe(sum);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('words are those that are read one by one', () => {
  fc.assert(
    fc.property(pieces, ({ data, from, to }) => {
      const count = (to - from) >> 2;
      expect([...wordsAt(data, from, count)]).toEqual(
        Array.from({ length: count }, (_, i) => wordAt(data, from + 4 * i)),
      );
    }),
    { seed: 1, numRuns: 500 },
  );
});
