/**
 * Every window of N symbols that lies inside a passage, entered with its hash into pieces of equal top bits. A slice of
 * the hashes can be taken at a time, so that memory stays under a budget whatever the length of the text: the windows
 * outside the slice are hashed and passed over.
 */

import type { Passages } from './kernel.js';
import { type Partition, pieceBits } from './radix.js';
import type { Steps } from './steps.js';
import { createWindowHasher, type WindowHasher } from './window-hash.js';

/** Stretches hashed between two looks at an abort signal: some five milliseconds. */
const STRETCHES = 256;

/** Bytes of a partition entry: hash and position. */
export const ENTRY_BYTES = 8;

export interface WindowSlice {
  readonly length: number;
  /** Takes the windows whose hash has `slice` as its top `sliceBits` bits. */
  readonly slice: number;
  readonly sliceBits: number;
}

/** Windows of `length` symbols in all passages. */
export function countWindows(offsets: Uint32Array, length: number): number {
  let count = 0;
  for (let i = 1; i < offsets.length; i++) count += Math.max(0, offsets[i]! - offsets[i - 1]! - length + 1);
  return count;
}

/** The pieces of one slice. Two passes over the text: the sizes first, so that nothing has to grow. */
export function* partitionWindows(passages: Passages, range: WindowSlice): Steps<Partition> {
  const total = countWindows(passages.offsets, range.length);
  const bits = pieceBits(total / 2 ** range.sliceBits);
  const pieces = 2 ** bits;
  const shift = 32 - range.sliceBits - bits;
  const place = { shift, first: range.slice * pieces, pieces };
  const hasher = createWindowHasher(range.length, total);
  const bounds = new Uint32Array(pieces + 1);
  yield* walkWindows(passages, { length: range.length, hasher }, (hashes, run) => countRun(hashes, run, place, bounds));
  for (let p = 0; p < pieces; p++) bounds[p + 1]! += bounds[p]!;
  const entries = new Uint32Array(2 * bounds[pieces]!);
  const next = bounds.slice(0, pieces);
  yield* walkWindows(passages, { length: range.length, hasher }, (hashes, run) =>
    enterRun(hashes, run, place, { next, entries }),
  );
  return { entries, bounds };
}

/** Windows that begin at `at` … `at + count - 1`, with hashes[base] the hash of the first. */
interface Run {
  base: number;
  at: number;
  count: number;
}

interface Walk {
  readonly length: number;
  readonly hasher: WindowHasher;
}

/** Hashes the text stretch by stretch and shows the runs of windows that cross no border. */
function* walkWindows(
  { symbols, offsets }: Passages,
  { length, hasher }: Walk,
  visit: (hashes: Uint32Array, run: Run) => void,
): Steps<void> {
  const textEnd = offsets.length === 0 ? 0 : offsets[offsets.length - 1]!;
  const run = { base: 0, at: 0, count: 0 };
  let passage = 0;
  let stretches = 0;
  for (let from = offsets[0] ?? 0; from + length <= textEnd; ) {
    const count = Math.min(hasher.stretch, textEnd - length + 1 - from);
    const hashes = hasher.hash(symbols, from, count);
    for (;;) {
      run.at = Math.max(from, offsets[passage]!);
      const last = Math.min(offsets[passage + 1]! - length, from + count - 1);
      run.count = last - run.at + 1;
      run.base = run.at - from;
      if (run.count > 0) visit(hashes, run);
      if (offsets[passage + 1]! - length >= from + count || passage + 2 >= offsets.length) break;
      passage++;
      if (offsets[passage]! >= from + count) break;
    }
    from = Math.max(from + count, offsets[passage]!);
    if (++stretches % STRETCHES === 0) yield from / textEnd;
  }
}

/** Piece of a hash: its top bits less the first piece's, when it is one of `pieces`. */
interface Place {
  readonly shift: number;
  readonly first: number;
  readonly pieces: number;
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
  readonly next: Uint32Array;
  readonly entries: Uint32Array;
}

function enterRun(
  hashes: Uint32Array,
  { base, at, count }: Run,
  { shift, first, pieces }: Place,
  target: Target,
): void {
  const { next, entries } = target;
  const ahead = at - base;
  for (let i = base; i < base + count; i++) {
    const hash = hashes[i]!;
    const piece = (hash >>> shift) - first;
    if (piece < 0 || piece >= pieces) continue;
    const entry = 2 * next[piece]!++;
    entries[entry] = hash;
    entries[entry + 1] = ahead + i;
  }
}
