/** What every kernel offers: signatures of passages, in blocks, so that long work can be stopped between two of them. */

import type { KernelName, Symbols, Width } from './params.js';

export interface Passages {
  readonly symbols: Symbols;
  /** Passage i = symbols[offsets[i] .. offsets[i + 1]). Checked by the caller. */
  readonly offsets: Uint32Array;
}

export interface Kernel {
  readonly name: KernelName;
  /** Bits the kernel can give. */
  readonly widths: readonly Width[];
  /** Signs passages `from` to `to` (not included) into `out`, row-major, the row of `from` at index 0. */
  sign(passages: Passages, range: { readonly from: number; readonly to: number }, out: Uint16Array | Uint32Array): void;
}
