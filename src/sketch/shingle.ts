/**
 * Shingles: every run of k symbols of a passage, as a 32-bit hash. A polynomial modulo 2^32, so that it rolls, then the
 * finaliser of MurmurHash3 (Appleby), so that every bit of the result depends on every symbol. A passage shorter than k
 * is one shingle by itself, the empty passage included: no passage has an empty set.
 */

import type { Symbols } from './params.js';

/** Base of the polynomial: odd, without small factors near a power of two. */
export const BASE = 0x9e3779b1;

/** Keeps a short passage apart from the shingles of a longer one: added once for each missing symbol. */
export const MISSING = 0x7f4a7c15;

/** What the seed adds to every polynomial. */
export function seedOffset(seed: number): number {
  return mix(Math.imul(seed, 0x85ebca77) + 0x165667b1);
}

/** fmix32 of MurmurHash3. */
export function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** BASE^exponent modulo 2^32, as a signed integer. */
export function basePower(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power = Math.imul(power, BASE);
  return power;
}

/** Shingles of a passage of `length` symbols, repeated ones counted. At least 1. */
export function shingleCount(length: number, k: number): number {
  return length < k ? 1 : length - k + 1;
}

export interface ShingleRange {
  readonly symbols: Symbols;
  readonly start: number;
  readonly end: number;
}

/**
 * Writes the shingle hashes of `symbols[start, end)` to `out` from index 0 and returns how many. `out` must hold
 * `shingleCount(end - start, k)`. Cost: two multiplications a symbol besides the finaliser.
 */
export function hashShingles(range: ShingleRange, k: number, offset: number, out: Uint32Array): number {
  const { symbols, start, end } = range;
  let h = 0;
  if (end - start < k) {
    for (let i = start; i < end; i++) h = (Math.imul(h, BASE) + symbols[i]!) | 0;
    out[0] = mix((h + offset + Math.imul(k - (end - start), MISSING)) | 0);
    return 1;
  }
  const first = start + k - 1;
  for (let i = start; i < first; i++) h = (Math.imul(h, BASE) + symbols[i]!) | 0;
  const leave = basePower(k);
  h = (Math.imul(h, BASE) + symbols[first]!) | 0;
  out[0] = mix((h + offset) | 0);
  let n = 1;
  for (let i = first + 1; i < end; i++) {
    h = (Math.imul(h, BASE) + symbols[i]! - Math.imul(symbols[i - k]!, leave)) | 0;
    out[n++] = mix((h + offset) | 0);
  }
  return n;
}
