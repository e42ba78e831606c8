/**
 * Every window of N symbols that lies inside a passage, entered with its hash into pieces of equal top bits. A slice of
 * the hashes can be taken at a time, so that memory stays under a budget whatever the length of the text: the windows
 * outside the slice are hashed and passed over.
 */

import type { StartRange } from './enter-wasm.js';
import type { Passages } from './kernel.js';
import { OFFSETS, type Symbols } from './params.js';
import { pieceBits, tableOf } from './radix.js';
import { type Steps, within } from './steps.js';
import { type PieceRange, TAG_BITS, type WindowTable } from './table.js';
import { createWasmWindowTable } from './table-wasm.js';
import { createHasher } from './window-hash.js';

/** Stretches hashed between two looks at an abort signal: some five milliseconds. */
const STRETCHES = 256;

/** Bytes of an entry: hash and position. */
export const ENTRY_BYTES = 8;

/** Windows from which the table in WebAssembly pays for its start. */
export const WASM_FROM = 50_000;

export interface SlicePlan {
  readonly length: number;
  /** Windows in all slices. */
  readonly windows: number;
  readonly slices: readonly PieceRange[];
}

/** Windows of `length` symbols in all passages. */
export function countWindows(offsets: Uint32Array, length: number): number {
  let count = 0;
  for (let from = 0; from + 1 < offsets.length; from += OFFSETS) {
    count += countIn(offsets.subarray(from, from + OFFSETS + 1), length);
  }
  return count;
}

function countIn(offsets: Uint32Array, length: number): number {
  let count = 0;
  let start = offsets[0]!;
  for (let i = 1; i < offsets.length; i++) {
    const end = offsets[i]!;
    const windows = end - start - length + 1;
    if (windows > 0) count += windows;
    start = end;
  }
  return count;
}

/** Ranges of beginnings with about as many windows each; bounds between them are multiples of 32. */
export function cutWindows(
  { offsets }: Passages,
  { from, to, length, windows, parts }: StartRange & { length: number; windows: number; parts: number },
): StartRange[] {
  const cuts = [from];
  let done = 0;
  for (let at = 0; at + 1 < offsets.length && cuts.length < parts; at += OFFSETS) {
    const some = offsets.subarray(at, at + OFFSETS + 1);
    const own = countIn(some, length);
    while (cuts.length < parts && done + own >= (windows * cuts.length) / parts) {
      const cut = findWindow(some, length, (windows * cuts.length) / parts - done);
      cuts.push(Math.max(cuts[cuts.length - 1]!, cut - (cut % 32)));
    }
    done += own;
  }
  while (cuts.length <= parts) cuts.push(to);
  return Array.from({ length: parts }, (_, part) => ({ from: cuts[part]!, to: cuts[part + 1]! }));
}

/** Where the window stands that has `count` others before it. */
function findWindow(offsets: Uint32Array, length: number, count: number): number {
  let left = Math.floor(count);
  for (let i = 1; i < offsets.length; i++) {
    const windows = Math.max(0, offsets[i]! - offsets[i - 1]! - length + 1);
    if (left < windows) return offsets[i - 1]! + left;
    left -= windows;
  }
  return offsets[offsets.length - 1]!;
}

/** Most slices: the text is hashed once for each. */
const MOST_SLICES = 4096;

/** Steps of a slice, as a power of two: with 512 places to write at, those behind them stay in the second-level cache. */
const STEP_BITS = 9;

export interface SliceWish {
  readonly length: number;
  /** Bytes for the tables of all workers together. */
  readonly memoryBudget: number;
  /** Slices worked on at the same time; there are as many, or a multiple. */
  readonly workers: number;
}

/**
 * Cuts the windows into slices that fit the budget, and these into pieces that fit the cache. The bits a piece's hashes
 * share, and those a position does not need, hold the tag; longer texts have more pieces, so there is always room for it.
 */
export function planSlices({ symbols, offsets }: Passages, { length, memoryBudget, workers }: SliceWish): SlicePlan {
  const windows = countWindows(offsets, length);
  const rounds = Math.max(1, Math.ceil((ENTRY_BYTES * windows) / memoryBudget));
  const count = Math.min(MOST_SLICES, rounds * workers);
  const idBits = Math.max(1, Math.ceil(Math.log2(symbols.length + 1)));
  const ownBits = Math.ceil(Math.log2(count));
  const bits = Math.max(TAG_BITS - (32 - idBits), pieceBits(windows / count) + ownBits);
  const stepBits = Math.max(0, bits - ownBits - STEP_BITS);
  const cut = (slice: number): number => Math.floor((2 ** (bits - stepBits) * slice) / count) * 2 ** stepBits;
  const slices = Array.from({ length: count }, (_, slice) => {
    const first = cut(slice);
    return { pieceBits: bits, first, pieces: cut(slice + 1) - first, stepBits, idBits };
  });
  return { length, windows, slices };
}

/** A table that takes one slice after the other. */
export function createWindowTable(passages: Passages, { length, windows }: SlicePlan): WindowTable {
  const fast = windows >= WASM_FROM ? createWasmWindowTable(passages, length) : undefined;
  return fast ?? createJsWindowTable(passages, length);
}

/** Two passes over the text for each slice: the sizes of the pieces first, so that nothing has to grow. */
export function createJsWindowTable(passages: Passages, length: number): WindowTable {
  return {
    *enter(slice) {
      const place = placeOf(slice);
      const bounds = new Uint32Array(slice.pieces + 1);
      yield* within(
        walkWindows(passages, length, (hashes, run) => countRun(hashes, run, place, bounds)),
        0,
        0.4,
      );
      for (let piece = 0; piece < slice.pieces; piece++) bounds[piece + 1]! += bounds[piece]!;
      const entries = new Uint32Array(2 * bounds[slice.pieces]!);
      const target = { next: bounds.slice(0, slice.pieces), entries, symbols: passages.symbols };
      yield* within(
        walkWindows(passages, length, (hashes, run) => enterRun(hashes, run, place, target)),
        0.4,
        1,
      );
      return tableOf({ entries, bounds, tagBits: slice.pieceBits, idMask: (2 ** slice.idBits - 1) | 0 });
    },
  };
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
  visit: (hashes: Uint32Array, run: Run) => void,
): Steps<void> {
  if (offsets.length < 2) return;
  const begin = offsets[0]!;
  const end = offsets[offsets.length - 1]! - length + 1;
  const hasher = createHasher(length);
  const run = { base: 0, at: 0, count: 0, edge: 0 };
  let passage = 0;
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

/** Piece of a hash: its top bits less the first piece's, when it is one of `pieces`. */
interface Place {
  readonly shift: number;
  readonly first: number;
  readonly pieces: number;
  readonly tagBits: number;
  readonly idBits: number;
}

function placeOf({ pieceBits: tagBits, first, pieces, idBits }: PieceRange): Place {
  return { shift: 32 - tagBits, first, pieces, tagBits, idBits };
}

function countRun(
  hashes: Uint32Array,
  { base, count }: Run,
  { shift, first, pieces }: Place,
  bounds: Uint32Array,
): void {
  for (let i = base; i < base + count; i++) {
    const piece = (hashes[i]! >>> shift) - first;
    if (piece >= 0 && piece < pieces) bounds[piece + 1]!++;
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
