/**
 * Strict UTF-8 decoding, unit by unit into a buffer of UTF-16: for Chinese text twice as fast as the platform's decoder, which
 * was a tenth of the time that reading a report takes. Valid is what the Unicode standard's table of well-formed sequences says.
 */

import { textOfUnits } from './utf16.js';

/** Units decoded at a time: small enough to stay in the cache. */
const CHUNK = 1 << 15;

/** The text, or undefined where `bytes` are not UTF-8. A byte order mark is kept as U+FEFF. Cost: linear. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const { length } = bytes;
  // Room for a pair behind the last unit of a chunk.
  const units = new Uint16Array(Math.min(length, CHUNK) + 1);
  const parts: string[] = [];
  for (let i = 0; i < length; ) {
    let out = 0;
    while (i < length && out < CHUNK) {
      const first = bytes[i]!;
      if (first < 0x80) {
        units[out++] = first;
        i++;
      } else if (first >= 0xe0 && first < 0xf0) {
        if (i + 2 >= length) return undefined;
        const second = bytes[i + 1]!;
        const third = bytes[i + 2]!;
        const unit = ((first & 15) << 12) | ((second & 63) << 6) | (third & 63);
        if (((second ^ 0x80) | (third ^ 0x80)) > 0x3f || unit < 0x800 || (unit & 0xf800) === 0xd800) return undefined;
        units[out++] = unit;
        i += 3;
      } else if (first >= 0xc2 && first < 0xe0) {
        if (i + 1 >= length) return undefined;
        const second = bytes[i + 1]!;
        if ((second & 0xc0) !== 0x80) return undefined;
        units[out++] = ((first & 31) << 6) | (second & 63);
        i += 2;
      } else if (first >= 0xf0 && first < 0xf5) {
        if (i + 3 >= length) return undefined;
        const [second, third, fourth] = [bytes[i + 1]!, bytes[i + 2]!, bytes[i + 3]!];
        const point = ((first & 7) << 18) | ((second & 63) << 12) | ((third & 63) << 6) | (fourth & 63);
        if ((second & 0xc0) !== 0x80 || (third & 0xc0) !== 0x80 || (fourth & 0xc0) !== 0x80) return undefined;
        if (point < 0x10000 || point > 0x10ffff) return undefined;
        units[out++] = 0xd800 + ((point - 0x10000) >> 10);
        units[out++] = 0xdc00 + (point & 0x3ff);
        i += 4;
      } else return undefined;
    }
    parts.push(textOfUnits(units.subarray(0, out)));
  }
  return parts.length === 1 ? parts[0] : parts.join('');
}
