/**
 * Which closed repeats become seeds of formulas. A corpus has tens of thousands, most of them pieces and overlaps of the
 * same few wordings: edges torn from a neighbouring clause are cut off, then the widest and longest are taken first, and
 * what they cover need not be explained again. An idiom inside a taken wording survives where it also stands alone.
 * Chosen by the WebAssembly kernel where there is one, in words elsewhere: the seeds are the same.
 */

import type { Columns } from './columns.js';
import { closedRepeats, REPEATS } from './repeats.js';
import { seedsInWords } from './seeds-js.js';
import { seedsInWasm } from './seeds-wasm.js';

/** A run of the corpus with the places where it stands word for word. */
export interface Seed {
  readonly positions: Uint32Array;
  readonly length: number;
}

/** Chooses seeds greedily. Cost: that of the closed repeats, a sort of them, then linear in the tokens they cover. */
export function chooseSeeds(columns: Columns, minIssuers: number): Seed[] {
  const options = { ...REPEATS, minIssuers };
  return seedsInWasm(columns, options) ?? seedsInWords(columns, closedRepeats(columns, options), minIssuers);
}
