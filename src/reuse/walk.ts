/**
 * Templates made ready to be walked over one text after another: by the WebAssembly kernel where there is one, in words
 * elsewhere. Both find the same, fit by fit.
 */

import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import type { Votes } from './grams.js';
import type { Range } from './range.js';
import type { Template } from './template.js';
import { walkInWords } from './walk-js.js';
import { WasmWalk } from './walk-wasm.js';

/** Runs of tokens [from, to) from 0 on in `out`, -1 where none begins. */
export type ReadRuns = (from: number, to: number, out: Int32Array) => void;

/** What each template fits in a stretch that begins and ends at a break, in text order. */
export type Walker = (columns: Columns, read: ReadRuns, stretch: Range) => readonly (readonly Fit[])[];

/** Cost: linear in the templates; a walk is linear in the text, plus one alignment a touched-up occurrence. */
export function walkerOf(templates: readonly Template[], votes: Votes): Walker {
  const kernel = new WasmWalk(templates, votes);
  return (columns, read, stretch) =>
    kernel.walk(columns, read, stretch) ?? walkInWords(columns, templates, votes, read, stretch);
}
