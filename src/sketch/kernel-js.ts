/**
 * MinHash (Broder 1997) on plain typed arrays: the fallback where SIMD is missing, and the reading version of the WASM
 * kernel, with which it agrees bit for bit. Shingles are hashed piece by piece, so that a passage of any length
 * needs the same small memory.
 */

import type { Kernel, Passages } from './kernel.js';
import type { SketchParams } from './params.js';
import { drawPermutations, type Permutations, READING_MASK_16, READING_MASK_32 } from './permutations.js';
import { hashShingles, seedOffset, shingleCount } from './shingle.js';

/** Shingles hashed at a time: 16 KB, so that they stay in the nearest cache while every function reads them. */
const PIECE = 4096;

export function createJsKernel(params: SketchParams): Kernel {
  const functions = drawPermutations(params);
  const hashes = new Uint32Array(PIECE + 1);
  const offset = seedOffset(params.seed);
  const { k, permutations } = params;
  return {
    name: 'js',
    widths: [16, 32],
    sign({ symbols, offsets }: Passages, { from, to }, out): void {
      const wide = out instanceof Uint32Array;
      const kept = wide ? new Int32Array(4 * functions.count) : new Uint16Array(4 * functions.count);
      for (let i = from; i < to; i++) {
        const start = offsets[i]!;
        const end = offsets[i + 1]!;
        const total = shingleCount(end - start, k);
        resetReadings(kept, functions.count);
        for (let done = 0; done < total; done += PIECE) {
          const stop = Math.min(end, start + done + PIECE + k - 1);
          const n = hashShingles({ symbols, start: start + done, end: stop }, k, offset, hashes);
          // The last of an odd number meets itself, which changes no extreme.
          hashes[n] = hashes[n - 1]!;
          if (kept instanceof Int32Array) keepExtremes32(hashes, n, functions, kept);
          else keepExtremes16(hashes, n, functions, kept);
        }
        writeMinima(kept, functions.count, permutations, out, (i - from) * permutations);
      }
    },
  };
}

function resetReadings(kept: Int32Array | Uint16Array, count: number): void {
  const signed = kept instanceof Int32Array ? 0x7fffffff : 0x7fff;
  kept.fill(-1, 0, count);
  kept.fill(0, count, 2 * count);
  kept.fill(signed, 2 * count, 3 * count);
  kept.fill(~signed, 3 * count, 4 * count);
}

function keepExtremes16(hashes: Uint32Array, n: number, functions: Permutations, kept: Uint16Array): void {
  const { count, low, high } = functions;
  for (let f = 0; f < count; f++) {
    const a = low[f]!;
    const b = high[f]!;
    let least = kept[f]!;
    let greatest = kept[count + f]!;
    // In the turned order (top bit flipped) signed comparison becomes plain comparison.
    let turnedLeast = kept[2 * count + f]! ^ 0x8000;
    let turnedGreatest = kept[3 * count + f]! ^ 0x8000;
    // Two shingles at a time, without branches: which is less nobody can predict, and a wrong guess costs more than the
    // rest. One subtraction orders the pair; the least meets only the less of the two, the greatest only the other.
    for (let i = 0; i < n; i += 2) {
      const g = hashes[i]!;
      const h = hashes[i + 1]!;
      const v = (Math.imul(g & 0xffff, a) + Math.imul(g >>> 16, b)) & 0xffff;
      const w = (Math.imul(h & 0xffff, a) + Math.imul(h >>> 16, b)) & 0xffff;
      let less = v - w;
      less &= less >> 31;
      let d = w + less - least;
      least += d & (d >> 31);
      d = greatest - v + less;
      greatest -= d & (d >> 31);
      const x = v ^ 0x8000;
      const y = w ^ 0x8000;
      less = x - y;
      less &= less >> 31;
      d = y + less - turnedLeast;
      turnedLeast += d & (d >> 31);
      d = turnedGreatest - x + less;
      turnedGreatest -= d & (d >> 31);
    }
    kept[f] = least;
    kept[count + f] = greatest;
    kept[2 * count + f] = turnedLeast ^ 0x8000;
    kept[3 * count + f] = turnedGreatest ^ 0x8000;
  }
}

function keepExtremes32(hashes: Uint32Array, n: number, functions: Permutations, kept: Int32Array): void {
  const { count, wide } = functions;
  for (let f = 0; f < count; f++) {
    const a = wide[f]!;
    // Unsigned order is signed order after flipping the top bit.
    let least = kept[f]! ^ 0x80000000;
    let greatest = kept[count + f]! ^ 0x80000000;
    let signedLeast = kept[2 * count + f]!;
    let signedGreatest = kept[3 * count + f]!;
    for (let i = 0; i < n; i++) {
      const v = Math.imul(hashes[i]!, a);
      const t = v ^ 0x80000000;
      if (t < least) least = t;
      if (t > greatest) greatest = t;
      if (v < signedLeast) signedLeast = v;
      if (v > signedGreatest) signedGreatest = v;
    }
    kept[f] = least ^ 0x80000000;
    kept[count + f] = greatest ^ 0x80000000;
    kept[2 * count + f] = signedLeast;
    kept[3 * count + f] = signedGreatest;
  }
}

function writeMinima(
  kept: Int32Array | Uint16Array,
  count: number,
  permutations: number,
  out: Uint16Array | Uint32Array,
  row: number,
): void {
  const masks = kept instanceof Int32Array ? READING_MASK_32 : READING_MASK_16;
  for (let reading = 0, column = 0; column < permutations; reading++) {
    const mask = masks[reading]!;
    const end = Math.min(permutations, column + count);
    for (; column < end; column++) out[row + column] = kept[column]! ^ mask;
  }
}
