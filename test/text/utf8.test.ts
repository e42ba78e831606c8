import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../src/text/utf8.js';

const platform = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

describe('strict UTF-8', () => {
  it('agrees with the platform on any bytes', () => {
    const sequence = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 4 }).map((text) => new TextEncoder().encode(text)),
      fc.constantFrom(
        [0xed, 0xa0, 0x80],
        [0xe0, 0x9f, 0xbf],
        [0xf4, 0x90, 0x80, 0x80],
        [0xf0, 0x8f, 0xbf, 0xbf],
        [0xc1, 0xbf],
      ),
    );
    const bytes = fc
      .array(sequence, { maxLength: 12 })
      .map((list) => Uint8Array.from(list.flatMap((part) => [...part])));
    fc.assert(
      fc.property(bytes, (input) => {
        expect(decodeUtf8(input)).toBe(platform(input));
      }),
      { seed: 1, numRuns: 4000 },
    );
  });

  it('agrees on texts longer than its buffer, with pairs on its edge', () => {
    for (const shift of [0, 1, 2, 3]) {
      const text = 'a'.repeat(shift) + '政府😀工作'.repeat(20_000);
      expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
    }
    expect(decodeUtf8(new Uint8Array(0))).toBe('');
  });
});
