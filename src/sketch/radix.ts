/**
 * Grouping of equal 32-bit keys: one partition by the top bits into pieces that fit a near cache, then an open table for
 * each piece. Unlike a full radix sort it moves each entry once, and what is unique drops out without being moved again.
 * With it the ordinary radix sort of keys with a payload.
 */

/** Entries a piece should hold: pieces of 32 KB with tables of the same size stay in the second-level cache. */
const PIECE = 4096;

/** Most pieces: beyond some ten thousand write positions the partition itself leaves the cache. */
const MAX_PIECE_BITS = 16;

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

/** Groups of two or more equal keys in one piece. Valid until the grouper reads the next piece. */
export interface Groups {
  /** Group g is members[starts[g] .. starts[g + 1]), ids in the order they were entered. */
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
  count: number;
}

export interface Grouper {
  /**
   * Groups of piece `piece`, in the order of their first member. With tags, a group in which all have the same tag is left
   * out, unless they are lone.
   */
  group(partition: Partition, piece: number): Groups;
}

/** Owns the tables that grouping needs; they grow with the largest piece. */
export function createGrouper(): Grouper {
  let tables = createTables(1024);
  return {
    group(partition: Partition, piece: number): Groups {
      const { bounds } = partition;
      const count = bounds[piece + 1]! - bounds[piece]!;
      if (count > tables.head.length) tables = createTables(2 ** Math.ceil(Math.log2(count)));
      tables.groups.count = 0;
      if (count < 2) return tables.groups;
      if (findHeads(partition, piece, tables)) collectGroups(partition, piece, tables);
      return tables.groups;
    },
  };
}

interface Tables {
  /** Open table of the first entry of each key, counted from 1. */
  readonly slots: Uint32Array;
  /** Of an entry: the first one with the same key. */
  readonly head: Uint32Array;
  /** Of a first entry: the size of its group. */
  readonly size: Uint32Array;
  /** Of a first entry: 1 when its group is wanted. */
  readonly wanted: Uint8Array;
  readonly groups: Groups;
}

function createTables(room: number): Tables {
  return {
    slots: new Uint32Array(2 * room),
    head: new Uint32Array(room),
    size: new Uint32Array(room),
    wanted: new Uint8Array(room),
    groups: { members: new Uint32Array(room), starts: new Uint32Array(room + 1), count: 0 },
  };
}

/** Fills head, size and wanted; says whether any group is wanted. */
function findHeads({ entries, bounds, tagBits, idMask }: Partition, piece: number, tables: Tables): boolean {
  const { slots, head, size, wanted } = tables;
  const from = 2 * bounds[piece]!;
  const count = bounds[piece + 1]! - bounds[piece]!;
  const room = 2 ** Math.ceil(Math.log2(2 * count));
  const mask = room - 1;
  const always = tagBits === 0 ? 1 : 0;
  slots.fill(0, 0, room);
  let any = 0;
  for (let i = 0; i < count; i++) {
    const entry = from + 2 * i;
    const word = entries[entry]!;
    const key = word >>> tagBits;
    let slot = key & mask;
    for (;;) {
      const first = slots[slot]! - 1;
      if (first < 0) {
        slots[slot] = i + 1;
        head[i] = i;
        size[i] = 1;
        wanted[i] = 0;
        break;
      }
      const firstEntry = from + 2 * first;
      const other = entries[firstEntry]!;
      if (other >>> tagBits === key) {
        head[i] = first;
        size[first]!++;
        const tag = (entries[entry + 1]! ^ entries[firstEntry + 1]!) & ~idMask;
        if ((always | (word ^ other) | tag | (word & 1)) !== 0) any = wanted[first] = 1;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return any !== 0;
}

function collectGroups({ entries, bounds, idMask }: Partition, piece: number, tables: Tables): void {
  const { head, size, wanted, groups } = tables;
  const { members, starts } = groups;
  const from = 2 * bounds[piece]! + 1;
  const count = bounds[piece + 1]! - bounds[piece]!;
  let end = 0;
  let n = 0;
  for (let i = 0; i < count; i++) {
    const first = head[i]!;
    if (wanted[first] === 0) continue;
    if (first === i) {
      starts[n++] = end;
      end += size[i]!;
      // From here on `size` is the place of the group's next member.
      size[i] = end - size[i]!;
    }
    members[size[first]!++] = entries[from + 2 * i]! & idMask;
  }
  starts[n] = end;
  groups.count = n;
}

/** Sorts `keys` with `values` beside them, ascending and stable, by the lowest `bits` bits of the keys. */
export function sortByKey(keys: Uint32Array, values: Uint32Array, bits = 32): void {
  const n = keys.length;
  let fromKeys = keys;
  let fromValues = values;
  let toKeys: Uint32Array = new Uint32Array(n);
  let toValues: Uint32Array = new Uint32Array(n);
  const next = new Uint32Array(2048);
  for (let shift = 0; shift < bits; shift += 11) {
    next.fill(0);
    for (let i = 0; i < n; i++) next[(fromKeys[i]! >>> shift) & 2047]!++;
    let sum = 0;
    for (let d = 0; d < 2048; d++) {
      const count = next[d]!;
      next[d] = sum;
      sum += count;
    }
    for (let i = 0; i < n; i++) {
      const key = fromKeys[i]!;
      const at = next[(key >>> shift) & 2047]!++;
      toKeys[at] = key;
      toValues[at] = fromValues[i]!;
    }
    [fromKeys, toKeys] = [toKeys, fromKeys];
    [fromValues, toValues] = [toValues, fromValues];
  }
  if (fromKeys !== keys) {
    keys.set(fromKeys);
    values.set(fromValues);
  }
}
