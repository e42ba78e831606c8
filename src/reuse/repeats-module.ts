/** The compiled module of wasm/repeats.ts, and what those who lay out its memory must know alike. */

import { WASM_BASE64 } from './repeats-wasm.gen.js';
import { kernelIn } from './wasm-kernel.js';

/** What wasm/repeats.ts exports. Names ending in `At` are byte positions in `memory`; those that give 0 say that it is short. */
export interface RepeatsModule {
  // From wasm/seeds.ts.
  arrangeColumns(symbolsAt: number, issuersAt: number, roomsAt: number, backsAt: number, literalsAt: number): void;
  arrangeSeeds(recordsAt: number, seedsAt: number, entriesAt: number, countsAt: number, end: number): void;
  readTokens(from: number, to: number): number;
  openPieces(bits: number, tokens: number, symbolEnd: number): number;
  spreadSeeds(from: number, to: number): void;
  // From wasm/seed-groups.ts.
  arrangeGroups(most: number): number;
  groupPiece(piece: number): number;
  // From wasm/refine.ts.
  arrangeRefining(rowsAt: number, most: number, minIssuers: number, closedness: number, minLiterals: number): number;
  // From wasm/found.ts.
  arrangeRows(rowsAt: number, most: number): number;
  endRows(columnsAt: number): number;
  positionsFrom(): number;
  positionsTo(): number;
  // From wasm/edges.ts.
  arrangeText(
    symbolsAt: number,
    gapsAt: number,
    roomsAt: number,
    backsAt: number,
    literalsAt: number,
    looseAt: number,
  ): void;
  // From wasm/choice.ts.
  setChoice(
    fragment: number,
    fresh: number,
    freshShare: number,
    stretch: number,
    clauseGap: number,
    minIssuers: number,
  ): void;
  arrangeRepeats(lengthsAt: number, issuersAt: number, startsAt: number, positionsAt: number): void;
  arrangeChoice(
    issuersAt: number,
    literalsAt: number,
    openAt: number,
    masksAt: number,
    countsAt: number,
    scratchAt: number,
    entriesAt: number,
    othersAt: number,
    end: number,
  ): void;
  weighTokens(from: number, to: number): void;
  cleanRows(from: number, to: number): number;
  sortByDigit(shift: number): void;
  chooseRows(from: number, to: number): number;
}

export const instantiateRepeats: ReturnType<typeof kernelIn<RepeatsModule>> = kernelIn<RepeatsModule>(WASM_BASE64);

/** Tokens of a corpus that is searched here, beside what the search in words groups at a time: some 210 MB. A place has 23 bits. */
export const MOST_TOKENS = 8_000_000;
/** The kernel reads and writes so many bytes behind a column: sixteen tokens at a time. */
export const BEHIND = 64;
/** Bytes of counts by a digit of eleven bits. */
export const COUNTS: number = 4 * 2 ** 11;
