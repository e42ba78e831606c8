/**
 * Groups of equal 32-bit keys, piece by piece: what the exact repeats and the bands both need. A piece holds the entries
 * whose keys share their top bits. In WebAssembly where it runs and pays, else by radix.ts: the same groups.
 */

import type { Steps } from './steps.js';

/** Groups of two or more equal keys in one piece. Valid until the table reads the next piece. */
export interface Groups {
  /** Group g is members[starts[g] .. starts[g + 1]), ids in the order they were entered. */
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
  count: number;
}

export interface GroupTable {
  readonly pieces: number;
  /** Entries of the largest piece. */
  readonly largest: number;
  /** The groups of a piece, 0 ≤ piece < pieces, in no order that means anything. */
  group(piece: number): Groups;
}

/** Which pieces a table has: `pieces` of them from `first` on, of 2^pieceBits in all. */
export interface PieceRange {
  /** 1–32. */
  readonly pieceBits: number;
  readonly first: number;
  readonly pieces: number;
  /** `first` and `pieces` are multiples of 2^stepBits: so many pieces may be entered as one and told apart later. */
  readonly stepBits: number;
  /** Bits of an id; those above hold what of an entry's tag does not fit beside its key. */
  readonly idBits: number;
}

/** Bits of a window's tag: the symbol before it, and whether there is none. */
export const TAG_BITS = 17;

export interface WindowTable {
  /** Groups of equal windows whose hash lies in a slice, about `windows` of them. What was entered before is forgotten. */
  enter(slice: PieceRange, windows: number): Steps<GroupTable>;
}

export interface KeyTable {
  /** Groups of equal keys; ids are their positions. What was entered before is forgotten. */
  enter(keys: Uint32Array): GroupTable;
}
