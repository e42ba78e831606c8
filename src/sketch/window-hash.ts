/**
 * Hashes of all windows of N symbols that begin in a stretch of text, borders ignored: the polynomial of Karp and Rabin
 * modulo 2^32. Rolled in plain JavaScript, by doubling in WASM; the values are the same.
 */

import type { Symbols } from './params.js';
import { BASE, basePower } from './shingle.js';
import { instantiateSketch } from './wasm-module.js';

export interface WindowHasher {
  /** Windows hashed at a time, at most. */
  readonly stretch: number;
  /** Hashes of the windows that begin at `from` … `from + count - 1`; valid until the next call. */
  hash(symbols: Symbols, from: number, count: number): Uint32Array;
}

/** Windows from which the SIMD hasher pays for its start. */
const WASM_FROM = 50_000;

/** Vectors are read whole: up to three symbols beyond the last. */
const OVERREAD = 4;

/** Stretches of 2,048 windows keep text, powers and hashes in the nearest cache; long windows need longer ones. */
function stretchFor(length: number): number {
  return Math.max(2048, 4 * length);
}

export function createWindowHasher(length: number, windows: number): WindowHasher {
  return (windows >= WASM_FROM ? createWasmHasher(length) : undefined) ?? createJsHasher(length);
}

export function createJsHasher(length: number): WindowHasher {
  const stretch = stretchFor(length);
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

export function createWasmHasher(length: number): WindowHasher | undefined {
  const stretch = stretchFor(length);
  const size = 4 * (stretch + 2 * length + 2 * OVERREAD);
  const textAt = 1024;
  const powersAt = textAt + size;
  const hashesAt = powersAt + size;
  const module = instantiateSketch(hashesAt + size);
  if (module === undefined) return undefined;
  module.arrange(0, 0, hashesAt);
  const { buffer } = module.memory;
  const narrow = new Uint16Array(buffer, textAt, stretch + length);
  const wide = new Uint32Array(buffer, textAt, stretch + length);
  const hashes = new Uint32Array(buffer, hashesAt, stretch);
  return {
    stretch,
    hash(symbols, from, count) {
      const text = symbols.BYTES_PER_ELEMENT === 2 ? narrow : wide;
      text.set(symbols.subarray(from, from + count + length - 1));
      module.setWidths(symbols.BYTES_PER_ELEMENT, 0, 0);
      module.windows(textAt, count, length, powersAt);
      return hashes;
    },
  };
}
