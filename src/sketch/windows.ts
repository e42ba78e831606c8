/**
 * The rolling hash of every window of N symbols that lies inside a passage (Karp and Rabin 1987, modulo 2^32), entered
 * with its position into pieces of equal top bits. A range of the hash can be taken at a time, so that memory stays under
 * a budget whatever the length of the text: the windows outside the range are hashed and passed over.
 */

import type { Passages } from './kernel.js';
import { type Partition, pieceBits } from './radix.js';
import { BASE, basePower } from './shingle.js';
import type { Steps } from './steps.js';

/** Windows hashed between two looks at an abort signal: some ten milliseconds. */
const STRETCH = 1 << 21;

/** Bytes of a partition entry: hash and position. */
export const ENTRY_BYTES = 8;

export interface WindowRange {
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
export function* partitionWindows(passages: Passages, range: WindowRange): Steps<Partition> {
  const total = countWindows(passages.offsets, range.length);
  const bits = pieceBits(total >>> range.sliceBits);
  const bounds = new Uint32Array((1 << bits) + 1);
  const pass = { passages, range, bits };
  for (let cursor = startOf(passages); cursor !== undefined; ) {
    cursor = countStretch(pass, cursor, bounds);
    yield 0;
  }
  for (let p = 0; p < 1 << bits; p++) bounds[p + 1]! += bounds[p]!;
  const entries = new Uint32Array(2 * bounds[1 << bits]!);
  const next = bounds.slice(0, -1);
  for (let cursor = startOf(passages); cursor !== undefined; ) {
    cursor = enterStretch(pass, cursor, { next, entries });
    yield 0.3;
  }
  return { entries, bounds };
}

interface Pass {
  readonly passages: Passages;
  readonly range: WindowRange;
  readonly bits: number;
}

/** Where a pass stands: the window of `passage` that begins at `at`. */
interface Cursor {
  readonly passage: number;
  readonly at: number;
}

function startOf({ offsets }: Passages): Cursor | undefined {
  return offsets.length < 2 ? undefined : { passage: 0, at: offsets[0]! };
}

function countStretch({ passages, range, bits }: Pass, cursor: Cursor, bounds: Uint32Array): Cursor | undefined {
  const { symbols, offsets } = passages;
  const { length, slice, sliceBits } = range;
  const shift = 32 - sliceBits - bits;
  const first = slice * 2 ** bits;
  const pieces = 2 ** bits;
  const leave = basePower(length);
  let budget = STRETCH;
  let at = cursor.at;
  for (let passage = cursor.passage; passage + 1 < offsets.length; passage++, at = offsets[passage]!) {
    const end = offsets[passage + 1]!;
    if (end - at < length) continue;
    let h = 0;
    for (let i = at; i < at + length; i++) h = (Math.imul(h, BASE) + symbols[i]!) | 0;
    const stop = Math.min(end, at + length + budget);
    budget -= stop - at - length + 1;
    for (let i = at + length; ; i++) {
      const piece = (shift === 32 ? 0 : h >>> shift) - first;
      if (piece >= 0 && piece < pieces) bounds[piece + 1]!++;
      if (i >= stop) break;
      h = (Math.imul(h, BASE) + symbols[i]! - Math.imul(symbols[i - length]!, leave)) | 0;
    }
    if (stop < end) return { passage, at: stop - length + 1 };
    if (budget <= 0) return passage + 2 < offsets.length ? { passage: passage + 1, at: end } : undefined;
  }
  return undefined;
}

interface Target {
  readonly next: Uint32Array;
  readonly entries: Uint32Array;
}

/** The same walk as `countStretch`, kept apart so that each inner loop does one thing. */
function enterStretch({ passages, range, bits }: Pass, cursor: Cursor, { next, entries }: Target): Cursor | undefined {
  const { symbols, offsets } = passages;
  const { length, slice, sliceBits } = range;
  const shift = 32 - sliceBits - bits;
  const first = slice * 2 ** bits;
  const pieces = 2 ** bits;
  const leave = basePower(length);
  let budget = STRETCH;
  let at = cursor.at;
  for (let passage = cursor.passage; passage + 1 < offsets.length; passage++, at = offsets[passage]!) {
    const end = offsets[passage + 1]!;
    if (end - at < length) continue;
    let h = 0;
    for (let i = at; i < at + length; i++) h = (Math.imul(h, BASE) + symbols[i]!) | 0;
    const stop = Math.min(end, at + length + budget);
    budget -= stop - at - length + 1;
    for (let i = at + length; ; i++) {
      const piece = (shift === 32 ? 0 : h >>> shift) - first;
      if (piece >= 0 && piece < pieces) {
        const entry = 2 * next[piece]!++;
        entries[entry] = h;
        entries[entry + 1] = i - length;
      }
      if (i >= stop) break;
      h = (Math.imul(h, BASE) + symbols[i]! - Math.imul(symbols[i - length]!, leave)) | 0;
    }
    if (stop < end) return { passage, at: stop - length + 1 };
    if (budget <= 0) return passage + 2 < offsets.length ? { passage: passage + 1, at: end } : undefined;
  }
  return undefined;
}
