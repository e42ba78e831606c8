/**
 * The hash functions behind a signature. One function orders the shingles on a circle; read at four places it gives four
 * permutations: v, its mirror, and both turned by half a circle. Their minima are the least and the greatest value,
 * unsigned and signed, of one multiplication. A permutation and its mirror never have the same minimum in a set of two
 * or more, so the four errors are slightly opposed and an estimate is no worse than with four functions of its own.
 */

import type { SketchParams } from './params.js';
import { mix } from './shingle.js';

/** Permutations read off one hash function. */
export const READINGS = 4;

/** Turns what each reading kept (least, greatest, signed least, signed greatest) into the minimum of its permutation. */
export const READING_MASK_16: readonly number[] = [0, 0xffff, 0x8000, 0x7fff];
export const READING_MASK_32: readonly number[] = [0, 0xffffffff, 0x80000000, 0x7fffffff];

/** Value `column` of a signature is reading `floor(column / count)` of function `column mod count`. */
export interface Permutations {
  /** Hash functions: a quarter of the permutations, rounded up. */
  readonly count: number;
  /** 32-bit values: `h · wide`, odd. */
  readonly wide: Uint32Array;
  /** 16-bit values: `low half of h · low + high half of h · high`, both odd. */
  readonly low: Uint16Array;
  readonly high: Uint16Array;
}

export function drawPermutations({ permutations, seed }: SketchParams): Permutations {
  const count = Math.ceil(permutations / READINGS);
  const wide = new Uint32Array(count);
  const low = new Uint16Array(count);
  const high = new Uint16Array(count);
  let state = mix(seed ^ 0x2545f491);
  const draw = (): number => {
    state = (state + 0x9e3779b9) | 0;
    return mix(mix(state) ^ 0x5bd1e995);
  };
  for (let i = 0; i < count; i++) {
    wide[i] = draw() | 1;
    low[i] = draw() | 1;
    high[i] = draw() | 1;
  }
  return { count, wide, low, high };
}
