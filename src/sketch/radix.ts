/**
 * Grouping of equal 32-bit keys: one partition by the top bits into pieces that fit a near cache, then an open table for
 * each piece. Unlike a full radix sort it moves each entry once, and what is unique drops out without being moved again.
 * With it the ordinary radix sort of keys with a payload.
 */

import { runAtOnce, STRIDE, type Steps } from './steps.js';
import type { Groups, GroupTable } from './table.js';

/** Entries a piece should hold: pieces of 32 KB with tables of the same size stay in the second-level cache. */
const PIECE = 4096;

/** Most pieces: with more places to write at, every write misses a cache. Larger pieces cost less than that. */
const MAX_PIECE_BITS = 11;

/** Entries copied between two looks at an abort signal. */
export const COPIED: number = 2 ** 22;

export interface Partition {
  /**
   * Interleaved key and id, ids ascending within a piece when they were entered so. The low `tagBits` bits of the key
   * word and the bits of the id word outside `idMask` are the entry's tag, its lowest bit the sign of a lone entry.
   */
  readonly entries: Uint32Array;
  /** Piece p is entries 2 · bounds[p] .. 2 · bounds[p + 1]. */
  readonly bounds: Uint32Array;
  /** Tags take the place of the top bits of the key, which all entries of a piece share. 0: no tags. */
  readonly tagBits: number;
  readonly idMask: number;
}

/** Bits of the key to partition by, for so many entries. At least 1, so that a shift by 32 − bits is a shift. */
export function pieceBits(count: number): number {
  return Math.min(MAX_PIECE_BITS, Math.max(1, Math.ceil(Math.log2(Math.max(1, count) / PIECE))));
}

/** Partition of `keys`, with ids 0, 1, 2, …; `entries` may be handed in for reuse when it holds 2 · keys.length. */
export function partitionKeys(keys: Uint32Array, entries: Uint32Array = new Uint32Array(2 * keys.length)): Partition {
  const bits = pieceBits(keys.length);
  const shift = 32 - bits;
  const pieces = 1 << bits;
  const bounds = new Uint32Array(pieces + 1);
  for (let i = 0; i < keys.length; i++) bounds[(keys[i]! >>> shift) + 1]!++;
  for (let p = 0; p < pieces; p++) bounds[p + 1]! += bounds[p]!;
  const next = bounds.slice(0, pieces);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const at = 2 * next[key >>> shift]!++;
    entries[at] = key;
    entries[at + 1] = i;
  }
  return { entries, bounds, tagBits: 0, idMask: 0xffffffff };
}

export interface Grouper {
  /**
   * Groups of piece `piece`, in the order of their second member. With tags, a group in which all have the same tag is left
   * out, unless they are lone.
   */
  group(partition: Partition, piece: number): Groups;
}

/** A partition as a table of groups. */
export function tableOf(partition: Partition): GroupTable {
  const { bounds } = partition;
  const grouper = createGrouper();
  let largest = 0;
  for (let p = 0; p + 1 < bounds.length; p++) largest = Math.max(largest, bounds[p + 1]! - bounds[p]!);
  return { pieces: bounds.length - 1, largest, group: (piece) => grouper.group(partition, piece) };
}

/** Owns the tables that grouping needs; they grow with the largest piece. */
export function createGrouper(): Grouper {
  let tables = createTables(1024);
  return {
    group(partition: Partition, piece: number): Groups {
      const { bounds } = partition;
      const count = bounds[piece + 1]! - bounds[piece]!;
      if (count > tables.again.length) tables = createTables(2 ** Math.ceil(Math.log2(count)));
      tables.groups.count = 0;
      const repeated = count > 1 ? findRepeated(partition, piece, tables) : 0;
      if (repeated > 0) collectGroups(partition, piece, tables, repeated);
      return tables.groups;
    },
  };
}

interface Tables {
  /** Open table of the first entry of each key, counted from 1. */
  readonly slots: Uint32Array;
  /** Entries that repeat the key of an earlier one, and the first of that key: most text is in neither. */
  readonly again: Uint32Array;
  readonly head: Uint32Array;
  /** Of a first entry: 1 when its group is wanted. */
  readonly wanted: Uint8Array;
  /** Of a first entry: how many repeat it; then the place of the group's next member, counted from 1. */
  readonly size: Uint32Array;
  readonly place: Uint32Array;
  readonly groups: Groups;
}

function createTables(room: number): Tables {
  return {
    slots: new Uint32Array(2 * room),
    again: new Uint32Array(room),
    head: new Uint32Array(room),
    wanted: new Uint8Array(room),
    size: new Uint32Array(room),
    place: new Uint32Array(room),
    groups: { members: new Uint32Array(room), starts: new Uint32Array(room + 1), count: 0 },
  };
}

/** Fills again, head and wanted; returns the length of the first two, 0 when no group is wanted. */
function findRepeated({ entries, bounds, tagBits, idMask }: Partition, piece: number, tables: Tables): number {
  const { slots, again, head, wanted } = tables;
  const from = 2 * bounds[piece]!;
  const count = bounds[piece + 1]! - bounds[piece]!;
  const room = 2 ** Math.ceil(Math.log2(2 * count));
  const mask = room - 1;
  const always = tagBits === 0 ? 1 : 0;
  slots.fill(0, 0, room);
  wanted.fill(0, 0, count);
  let any = 0;
  let n = 0;
  for (let i = 0; i < count; i++) {
    const word = entries[from + 2 * i]!;
    const key = word >>> tagBits;
    let slot = key & mask;
    for (;;) {
      const first = slots[slot]! - 1;
      if (first < 0) {
        slots[slot] = i + 1;
        break;
      }
      const other = entries[from + 2 * first]!;
      if (other >>> tagBits === key) {
        again[n] = i;
        head[n++] = first;
        const tag = (entries[from + 2 * i + 1]! ^ entries[from + 2 * first + 1]!) & ~idMask;
        if ((always | (word ^ other) | tag | (word & 1)) !== 0) any = wanted[first] = 1;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return any === 0 ? 0 : n;
}

function collectGroups({ entries, bounds, idMask }: Partition, piece: number, tables: Tables, repeated: number): void {
  const { again, head, wanted, size, place, groups } = tables;
  const { members, starts } = groups;
  const from = 2 * bounds[piece]! + 1;
  const count = bounds[piece + 1]! - bounds[piece]!;
  size.fill(0, 0, count);
  place.fill(0, 0, count);
  for (let r = 0; r < repeated; r++) size[head[r]!]!++;
  let end = 0;
  let n = 0;
  for (let r = 0; r < repeated; r++) {
    const first = head[r]!;
    if (wanted[first] === 0) continue;
    if (place[first] === 0) {
      starts[n++] = end;
      members[end] = entries[from + 2 * first]! & idMask;
      place[first] = end + 1;
      end += 1 + size[first]!;
    }
    members[place[first]!++] = entries[from + 2 * again[r]!]! & idMask;
  }
  starts[n] = end;
  groups.count = n;
}

/** Sorts `keys` with `values` beside them, ascending and stable, by the lowest `bits` bits of the keys. */
export function sortByKey(keys: Uint32Array, values: Uint32Array, bits = 32): void {
  runAtOnce(sortInSteps(keys, values, bits));
}

/** The same in steps. */
export function* sortInSteps(keys: Uint32Array, values: Uint32Array, bits: number): Steps<void> {
  const n = keys.length;
  let from: Columns = { keys, values };
  let to: Columns = { keys: new Uint32Array(n), values: new Uint32Array(n) };
  // As many rounds as digits of eleven bits would take, each as narrow as it may be: fewer places to write at.
  const digit = Math.ceil(bits / Math.ceil(bits / 11));
  const next = new Uint32Array(2 ** digit);
  for (let shift = 0; shift < bits; shift += digit) {
    next.fill(0);
    for (let at = 0; at < n; at += STRIDE) {
      countDigits(from.keys.subarray(at, at + STRIDE), shift, next);
      yield shift / bits;
    }
    let sum = 0;
    for (let d = 0; d < next.length; d++) {
      const count = next[d]!;
      next[d] = sum;
      sum += count;
    }
    for (let at = 0; at < n; at += STRIDE) {
      const part = { keys: from.keys.subarray(at, at + STRIDE), values: from.values.subarray(at, at + STRIDE) };
      placeByDigit(part, to, shift, next);
      yield shift / bits;
    }
    [from, to] = [to, from];
  }
  if (from.keys !== keys) {
    for (let at = 0; at < n; at += COPIED) {
      keys.set(from.keys.subarray(at, at + COPIED), at);
      values.set(from.values.subarray(at, at + COPIED), at);
      yield 1;
    }
  }
}

interface Columns {
  readonly keys: Uint32Array;
  readonly values: Uint32Array;
}

function countDigits(keys: Uint32Array, shift: number, next: Uint32Array): void {
  const mask = next.length - 1;
  for (let i = 0; i < keys.length; i++) next[(keys[i]! >>> shift) & mask]!++;
}

function placeByDigit(from: Columns, to: Columns, shift: number, next: Uint32Array): void {
  const { keys, values } = from;
  const { keys: toKeys, values: toValues } = to;
  const mask = next.length - 1;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const at = next[(key >>> shift) & mask]!++;
    toKeys[at] = key;
    toValues[at] = values[i]!;
  }
}
