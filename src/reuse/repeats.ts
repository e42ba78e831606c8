/**
 * Closed repeats: every run of tokens that two issuers share and that neither one token more to the right nor one to the
 * left would keep in most of them. Runs of five tokens are grouped by hash, each group is verified and then refined by
 * the next token. Years of one issuer are one voice from the first step on. Found by the WebAssembly kernel where there
 * is one and the corpus is not too large, in words elsewhere: the rows are the same.
 */

import type { Columns } from './columns.js';
import { repeatsInWords } from './repeats-js.js';
import { repeatsInWasm } from './repeats-wasm.js';

export interface RepeatOptions {
  /** Issuers a run needs to be a seed. Two, though a formula needs more: rewordings are found later. Range 2..∞, default 2. */
  readonly minIssuers?: number;
  /** A run is closed when no single neighbour keeps this share of its issuers. Range 0..1, default .8. */
  readonly closedness?: number;
  /** Literals (Han characters or words) a run needs. Default 6. */
  readonly minLiterals?: number;
}

export const REPEATS: Required<RepeatOptions> = { minIssuers: 2, closedness: 0.8, minLiterals: 6 };

/** Runs of tokens with all their positions, one row a run. */
export interface Repeats {
  readonly count: number;
  /** Tokens. */
  readonly length: Uint32Array;
  readonly issuers: Uint32Array;
  /** Row r stands at `positions[from[r] .. from[r + 1])`, ascending. */
  readonly from: Uint32Array;
  readonly positions: Uint32Array;
}

/** Finds the closed repeats of a corpus. Cost: linear in tokens, plus the summed length of what recurs. */
export function closedRepeats(columns: Columns, options: RepeatOptions = {}): Repeats {
  const asked = { ...REPEATS, ...options };
  return repeatsInWasm(columns, asked) ?? repeatsInWords(columns, asked);
}
