/**
 * Hashes of all windows of N symbols that begin in a stretch of text, borders ignored: the polynomial of Karp and Rabin
 * modulo 2^32, rolled. wasm/sketch.ts computes the same values by doubling.
 */

import type { Symbols } from './params.js';
import { BASE, basePower } from './shingle.js';

export interface WindowHasher {
  /** Windows hashed at a time, at most. */
  readonly stretch: number;
  /** Hashes of the windows that begin at `from` … `from + count - 1`; valid until the next call. */
  hash(symbols: Symbols, from: number, count: number): Uint32Array;
}

export function createHasher(length: number): WindowHasher {
  const stretch = Math.max(2048, 4 * length);
  const hashes = new Uint32Array(stretch);
  const leave = basePower(length);
  return {
    stretch,
    hash(symbols, from, count) {
      let h = 0;
      for (let i = from; i < from + length; i++) h = (Math.imul(h, BASE) + symbols[i]!) | 0;
      hashes[0] = h;
      for (let i = 1; i < count; i++) {
        const enter = symbols[from + i + length - 1]!;
        h = (Math.imul(h, BASE) + enter - Math.imul(symbols[from + i - 1]!, leave)) | 0;
        hashes[i] = h;
      }
      return hashes;
    },
  };
}
