/** The compiled module of wasm/repeats.ts: the search of closed repeats, and the choice of seeds among them. */

import { WASM_BASE64 } from './repeats-wasm.gen.js';
import { kernelIn } from './wasm-kernel.js';

/** What wasm/repeats.ts exports. Names ending in `At` are byte positions in `memory`; those that give 0 say that it is short. */
export interface RepeatsModule {
  // From wasm/seeds.ts.
  arrangeStretch(symbolsAt: number, issuersAt: number, roomsAt: number, backsAt: number): void;
  arrangeSeeds(recordsAt: number, literalsAt: number, entriesAt: number, countsAt: number, end: number): void;
  readTokens(from: number, count: number): void;
  countSeeds(from: number, to: number): number;
  openPieces(bits: number, tokens: number, symbolEnd: number): number;
  spreadSeeds(from: number, to: number): void;
  // From wasm/seed-groups.ts.
  arrangeGroups(most: number): number;
  groupPiece(piece: number): number;
  // From wasm/refine.ts.
  arrangeRefining(rowsAt: number, most: number, minIssuers: number, closedness: number, minLiterals: number): number;
  // From wasm/found.ts.
  openRows(): number;
  rowCount(): number;
  rowsFrom(): number;
  rowsTo(): number;
  // From wasm/edges.ts.
  arrangeEdges(gapsAt: number, looseAt: number, clauseGap: number, fragment: number): void;
  // From wasm/choice.ts.
  setChoice(fragment: number, fresh: number, freshShare: number, stretch: number, minIssuers: number): void;
  openChoice(openAt: number): number;
  weighTokens(from: number, to: number): void;
  cleanRows(count: number): number;
  sortByDigit(shift: number): void;
  chooseRows(from: number, to: number): number;
}

export const instantiateRepeats: ReturnType<typeof kernelIn<RepeatsModule>> = kernelIn<RepeatsModule>(WASM_BASE64);
