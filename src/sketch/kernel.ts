/**
 * What every kernel offers: rows of signature values for passages of a moderate length. A row is a minimum over the
 * shingles, so the row of a longer passage is the minimum of the rows of its overlapping parts.
 */

import type { KernelName, Symbols, Width } from './params.js';

export interface Passages {
  readonly symbols: Symbols;
  /** Passage i = symbols[offsets[i] .. offsets[i + 1]). Checked by the caller. */
  readonly offsets: Uint32Array;
}

/** Passages `from` to `to`, which is not included. */
export interface PassageRange {
  readonly from: number;
  readonly to: number;
}

/** Symbols that a passage may have at most when a kernel signs it. */
export const MOST_SYMBOLS: number = 2 ** 17;

export interface Kernel {
  readonly name: KernelName;
  /** Bits the kernel can give. */
  readonly widths: readonly Width[];
  /** Signs a range of passages into `out`, row-major, the row of `from` at index 0. */
  sign(passages: Passages, range: PassageRange, out: Uint16Array | Uint32Array): void;
}
