/**
 * The knobs of a sketch, each with its default, range and reason, and the checks that refuse a wrong one before any
 * memory is taken. Sketches made with different parameters must never be compared, so the parameters travel with them.
 */

import { TaohuaError } from '../model/errors.js';

/** UTF-16 units of a normalised text, or the token identities of a matching layer. */
export type Symbols = Uint16Array | Uint32Array;

export type KernelName = 'wasm' | 'js' | 'reference';

/** Bits of one signature value. */
export type Width = 16 | 32;

export interface SketchOptions {
  /**
   * Symbols in a shingle. Default 3, range 1–64. A sentence of 45 Chinese characters with five edits keeps a 3-gram
   * Jaccard of .55 but a 5-gram Jaccard of only .38.
   */
  readonly k?: number;
  /** Values in a signature. Default 128, range 1–4096. The standard error of an estimate is √(J(1−J)/permutations). */
  readonly permutations?: number;
  /** Unsigned 32-bit. Default 1. Signatures of different seeds are independent of each other. */
  readonly seed?: number;
  /** `auto` (default) takes `wasm` where SIMD runs and `js` elsewhere: both give the same bits. */
  readonly kernel?: 'auto' | KernelName;
  /**
   * Bits of a value. `auto` (default) takes 16 unless a passage of the call has more than `WIDE_ABOVE` shingles. Fix it
   * when signatures of several calls are to be compared.
   */
  readonly width?: 'auto' | Width;
}

export interface SketchParams {
  readonly k: number;
  readonly permutations: number;
  readonly seed: number;
}

/**
 * Longest passage, in shingles, that 16-bit values may describe. Two different minima among 65,536 values meet by
 * chance the more often the larger the sets: the bias is about (1 − J) · n / 131,072 and must stay below .005.
 */
export const WIDE_ABOVE = 320;

/** The largest typed array an engine of today can hold. */
const MAX_LENGTH = 2 ** 32 - 1;

export function resolveParams(options: SketchOptions = {}): SketchParams {
  return {
    k: checkInteger('k', options.k ?? 3, 1, 64),
    permutations: checkInteger('permutations', options.permutations ?? 128, 1, 4096),
    seed: checkInteger('seed', options.seed ?? 1, 0, 2 ** 32 - 1),
  };
}

export function checkInteger(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new TaohuaError('bad-argument', `${name} is ${String(value)}; it must be an integer from ${least} to ${most}.`);
}

export function checkWidth(width: 'auto' | Width = 'auto'): 'auto' | Width {
  if (width === 'auto' || width === 16 || width === 32) return width;
  throw new TaohuaError('bad-argument', `width is ${String(width)}; it must be auto, 16 or 32.`);
}

/** The number of passages. An empty offsets array means none. Throws on the first offset that is not where it may be. */
export function checkOffsets(symbols: Symbols, offsets: Uint32Array): number {
  for (let from = 0; from < offsets.length; from += OFFSETS) {
    const i = findMisplaced(offsets, { from, to: Math.min(offsets.length, from + OFFSETS), most: symbols.length });
    if (i < 0) continue;
    const before = i === 0 ? 0 : offsets[i - 1]!;
    const wanted =
      offsets[i]! < before ? `at least ${before}, the one before` : `at most ${symbols.length}, the text's length`;
    throw new TaohuaError('bad-argument', `offsets[${i}] is ${offsets[i]}; it must be ${wanted}.`);
  }
  return Math.max(0, offsets.length - 1);
}

/**
 * Offsets looked at in one call of a loop: the engine optimises what is called often, and what is one long loop in one
 * call badly or not at all.
 */
export const OFFSETS: number = 2 ** 14;

interface OffsetRange {
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

function findMisplaced(offsets: Uint32Array, { from, to, most }: OffsetRange): number {
  let before = from === 0 ? 0 : offsets[from - 1]!;
  for (let i = from; i < to; i++) {
    const offset = offsets[i]!;
    if (offset < before || offset > most) return i;
    before = offset;
  }
  return -1;
}

export type CreateBuffer = (bytes: number) => ArrayBuffer | SharedArrayBuffer;

/** Allocates the signatures of `passages`, or says how many would have fitted. */
export function allocateSignatures(
  passages: number,
  permutations: number,
  width: Width,
  createBuffer: CreateBuffer = (bytes) => new ArrayBuffer(bytes),
): Uint16Array | Uint32Array {
  const length = passages * permutations;
  if (length <= MAX_LENGTH) {
    try {
      const buffer = createBuffer((length * width) / 8);
      return width === 16 ? new Uint16Array(buffer) : new Uint32Array(buffer);
    } catch (cause) {
      throw tooMany(passages, permutations, cause);
    }
  }
  throw tooMany(passages, permutations);
}

function tooMany(passages: number, permutations: number, cause?: unknown): TaohuaError {
  const most = Math.floor(MAX_LENGTH / permutations);
  const message = `${passages} passages of ${permutations} values do not fit into one array; at most ${most} may, less where memory is short. Sign them in several calls.`;
  return new TaohuaError('too-large', message, cause === undefined ? undefined : { cause });
}

/** 16 bits as long as every passage is short enough for them. */
export function chooseWidth(offsets: Uint32Array, k: number): Width {
  const longest = WIDE_ABOVE + k - 1;
  for (let from = 1; from < offsets.length; from += OFFSETS) {
    if (hasLonger(offsets, from, Math.min(offsets.length, from + OFFSETS), longest)) return 32;
  }
  return 16;
}

function hasLonger(offsets: Uint32Array, from: number, to: number, longest: number): boolean {
  for (let i = from; i < to; i++) if (offsets[i]! - offsets[i - 1]! > longest) return true;
  return false;
}
