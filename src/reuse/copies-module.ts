/** The compiled module of wasm/copies.ts. */

import { WASM_BASE64 } from './copies-wasm.gen.js';
import { kernelIn } from './wasm-kernel.js';

/** What wasm/copies.ts exports. Names ending in `At` are byte positions in `memory`. */
export interface CopiesModule {
  // From wasm/links.ts.
  arrangeEntries(entriesAt: number, othersAt: number, room: number, countsAt: number): void;
  arrangeDocuments(startsAt: number, issuersAt: number, count: number, heldAt: number): void;
  openSlice(slice: number, slices: number, maxIssuers: number): void;
  /** 0: there is no room for so many. */
  enterRuns(idsAt: number, kindsAt: number, explainedAt: number, length: number, first: number): number;
  entryCount(): number;
  sortByDigit(digit: number): void;
  linkRuns(from: number, outAt: number, enough: number): number;
  nextEntry(): number;
  // From wasm/run-counts.ts.
  arrangeTables(tablesAt: number, issuersAt: number, lastIssuersAt: number): void;
  countRuns(idsAt: number, length: number, issuer: number): void;
}

export const instantiateCopies: ReturnType<typeof kernelIn<CopiesModule>> = kernelIn<CopiesModule>(WASM_BASE64);
