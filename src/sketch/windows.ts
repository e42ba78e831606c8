/**
 * Every window of N symbols that lies inside a passage, entered with its hash into pieces of equal top bits. A slice of
 * the hashes can be taken at a time, so that memory stays under a budget whatever the length of the text: the windows
 * outside the slice are hashed and passed over.
 */

import type { Passages } from './kernel.js';
import type { Symbols } from './params.js';
import { type Partition, pieceBits } from './radix.js';
import { type Steps, within } from './steps.js';
import { createWindowHasher } from './window-hash.js';

/** Stretches hashed between two looks at an abort signal: some five milliseconds. */
const STRETCHES = 256;

/** Bytes of a partition entry: hash and position. */
export const ENTRY_BYTES = 8;

/** Which windows are entered, and into how many pieces. */
export interface WindowSlice {
  readonly length: number;
  /** Takes the windows whose hash has `slice` as its top `sliceBits` bits. */
  readonly slice: number;
  readonly sliceBits: number;
  /** The next `pieceBits` bits are the number of the piece. */
  readonly pieceBits: number;
  /** Bits of a position; those above hold what of the tag does not fit beside the hash. */
  readonly idBits: number;
}

export type SlicePlan = Omit<WindowSlice, 'slice'>;

/** Windows that begin from `from` to before `to`: a part of the text for each worker. */
export interface TextPart {
  readonly from: number;
  readonly to: number;
}

/** Windows of `length` symbols in all passages. */
export function countWindows(offsets: Uint32Array, length: number): number {
  let count = 0;
  for (let i = 1; i < offsets.length; i++) count += Math.max(0, offsets[i]! - offsets[i - 1]! - length + 1);
  return count;
}

/** Bits of a tag: the symbol before the window, and whether there is none. */
const TAG_BITS = 17;

/**
 * Cuts the windows into slices that fit the budget, and these into pieces that fit the cache. The bits a piece's hashes
 * share, and those a position does not need, hold the tag; longer texts have more pieces, so there is always room for it.
 */
export function planSlices({ symbols, offsets }: Passages, length: number, memoryBudget: number): SlicePlan {
  const windows = countWindows(offsets, length);
  const sliceBits = Math.min(12, Math.max(0, Math.ceil(Math.log2((ENTRY_BYTES * windows) / memoryBudget))));
  const idBits = Math.max(1, Math.ceil(Math.log2(symbols.length + 1)));
  const least = TAG_BITS - (32 - idBits) - sliceBits;
  return { length, sliceBits, pieceBits: Math.max(least, pieceBits(windows / 2 ** sliceBits)), idBits };
}

/** Adds the windows of a part of the text to the sizes of their pieces. */
export function* countWindowHashes(
  passages: Passages,
  slice: WindowSlice,
  { part, sizes }: { readonly part: TextPart; readonly sizes: Uint32Array },
): Steps<void> {
  const place = placeOf(slice);
  yield* walkWindows(passages, slice.length, part, (hashes, run) => countRun(hashes, run, place, sizes));
}

/** Enters the windows of a part of the text; `next` says where in each piece, counted in entries. */
export function* enterWindowHashes(
  passages: Passages,
  slice: WindowSlice,
  { part, ...target }: { readonly part: TextPart; readonly next: Uint32Array; readonly entries: Uint32Array },
): Steps<void> {
  const place = placeOf(slice);
  const into = { ...target, symbols: passages.symbols };
  yield* walkWindows(passages, slice.length, part, (hashes, run) => enterRun(hashes, run, place, into));
}

/** The pieces of one slice. Two passes over the text: the sizes first, so that nothing has to grow. */
export function* partitionWindows(passages: Passages, slice: WindowSlice): Steps<Partition> {
  const part = { from: 0, to: passages.symbols.length };
  const sizes = new Uint32Array(2 ** slice.pieceBits);
  yield* within(countWindowHashes(passages, slice, { part, sizes }), 0, 0.4);
  const { bounds, next } = placeParts([sizes]);
  const entries = new Uint32Array(2 * bounds[bounds.length - 1]!);
  yield* within(enterWindowHashes(passages, slice, { part, next: next[0]!, entries }), 0.4, 1);
  return { entries, bounds, ...tagging(slice) };
}

/** Where the tags of a slice's entries are. */
export function tagging({ sliceBits, pieceBits: bits, idBits }: WindowSlice): { tagBits: number; idMask: number } {
  return { tagBits: sliceBits + bits, idMask: (2 ** idBits - 1) | 0 };
}

/** Bounds of the pieces when each part of the text has its own run in every piece, and where those runs begin. */
export function placeParts(sizes: readonly Uint32Array[]): { bounds: Uint32Array; next: Uint32Array[] } {
  const pieces = sizes[0]?.length ?? 0;
  const bounds = new Uint32Array(pieces + 1);
  const next = sizes.map(() => new Uint32Array(pieces));
  let at = 0;
  for (let piece = 0; piece < pieces; piece++) {
    bounds[piece] = at;
    for (let p = 0; p < sizes.length; p++) {
      next[p]![piece] = at;
      at += sizes[p]![piece]!;
    }
  }
  bounds[pieces] = at;
  return { bounds, next };
}

/** Windows that begin at `at` … `at + count - 1`, with hashes[base] the hash of the first. */
interface Run {
  base: number;
  at: number;
  count: number;
  /** Where the passage begins: the window there has no symbol before it. */
  edge: number;
}

/** Hashes the text stretch by stretch and shows the runs of windows that cross no border. */
function* walkWindows(
  { symbols, offsets }: Passages,
  length: number,
  part: TextPart,
  visit: (hashes: Uint32Array, run: Run) => void,
): Steps<void> {
  if (offsets.length < 2) return;
  const begin = Math.max(part.from, offsets[0]!);
  const end = Math.min(part.to, offsets[offsets.length - 1]! - length + 1);
  const hasher = createWindowHasher(length, end - begin);
  const run = { base: 0, at: 0, count: 0, edge: 0 };
  let passage = lastAtMost(offsets, begin);
  let stretches = 0;
  for (let from = begin; from < end; ) {
    const count = Math.min(hasher.stretch, end - from);
    const hashes = hasher.hash(symbols, from, count);
    for (; passage + 1 < offsets.length && offsets[passage]! < from + count; passage++) {
      run.at = Math.max(from, offsets[passage]!);
      run.count = Math.min(offsets[passage + 1]! - length + 1, from + count) - run.at;
      run.base = run.at - from;
      run.edge = offsets[passage]!;
      if (run.count > 0) visit(hashes, run);
      if (offsets[passage + 1]! > from + count) break;
    }
    from += count;
    if (++stretches % STRETCHES === 0) yield (from - begin) / (end - begin);
  }
}

/** The last passage that begins at or before a position. */
function lastAtMost(offsets: Uint32Array, at: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (offsets[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Piece of a hash: its top bits less the first piece's, when it is one of `pieces`. */
interface Place {
  readonly shift: number;
  readonly first: number;
  readonly pieces: number;
  readonly tagBits: number;
  readonly idBits: number;
}

function placeOf({ slice, sliceBits, pieceBits: bits, idBits }: WindowSlice): Place {
  return {
    shift: 32 - sliceBits - bits,
    first: slice * 2 ** bits,
    pieces: 2 ** bits,
    tagBits: sliceBits + bits,
    idBits,
  };
}

function countRun(
  hashes: Uint32Array,
  { base, count }: Run,
  { shift, first, pieces }: Place,
  sizes: Uint32Array,
): void {
  for (let i = base; i < base + count; i++) {
    const piece = (hashes[i]! >>> shift) - first;
    if (piece >= 0 && piece < pieces) sizes[piece]!++;
  }
}

interface Target {
  readonly symbols: Symbols;
  readonly next: Uint32Array;
  readonly entries: Uint32Array;
}

/**
 * The symbol before a window says whether a repeat that begins here could begin earlier: with it in the entry, groups
 * that cannot hold the beginning of a repeat are left without a look at the text. Wider symbols are not told apart by 16
 * bits, so their windows all count as lone, and the text decides.
 */
function enterRun(hashes: Uint32Array, { base, at, count, edge }: Run, place: Place, target: Target): void {
  const { shift, first, pieces, tagBits, idBits } = place;
  const { next, entries, symbols } = target;
  const ahead = at - base;
  const lone = symbols.BYTES_PER_ELEMENT === 2 ? 0 : 1;
  const tagMask = 2 ** tagBits - 1;
  const high = idBits & 31;
  for (let i = base; i < base + count; i++) {
    const hash = hashes[i]!;
    const piece = (hash >>> shift) - first;
    if (piece < 0 || piece >= pieces) continue;
    const entry = 2 * next[piece]!++;
    const position = ahead + i;
    const tag = position === edge ? 1 : ((symbols[position - 1]! & 0xffff) << 1) | lone;
    entries[entry] = (hash << tagBits) | (tag & tagMask);
    entries[entry + 1] = position | ((tag >>> tagBits) << high);
  }
}
