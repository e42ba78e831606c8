/**
 * Grouping of equal 32-bit keys: one partition by the top bits into pieces that fit a near cache, then an open table for
 * each piece. Unlike a full radix sort it moves each entry once, and what is unique drops out without being moved again.
 * With it the ordinary radix sort of keys with a payload.
 */

/** Entries a piece should hold: pieces of 64 KB with tables of the same size stay in the second-level cache. */
const PIECE = 8192;

/** Most pieces: beyond some thousand write positions the partition itself leaves the cache. */
const MAX_PIECE_BITS = 13;

export interface Partition {
  /** Interleaved key, id; ids ascend within a piece when they were entered ascending. */
  readonly entries: Uint32Array;
  /** Piece p is entries 2 · bounds[p] .. 2 · bounds[p + 1]. */
  readonly bounds: Uint32Array;
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
  return { entries, bounds };
}

/** Groups of two or more equal keys in one piece. Valid until the grouper reads the next piece. */
export interface Groups {
  /** Group g is members[starts[g] .. starts[g + 1]), ids in the order they were entered. */
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
  count: number;
}

export interface Grouper {
  /** Groups of piece `piece`, in the order of their first member. */
  group(partition: Partition, piece: number): Groups;
}

/** Owns the tables that grouping needs; they grow with the largest piece. */
export function createGrouper(): Grouper {
  let room = 0;
  let table = new Uint32Array(0);
  let head = new Uint32Array(0);
  let size = new Uint32Array(0);
  let groups: Groups = { members: new Uint32Array(0), starts: new Uint32Array(1), count: 0 };
  const grow = (count: number): void => {
    room = Math.max(1024, 2 ** Math.ceil(Math.log2(count)));
    table = new Uint32Array(2 * room);
    head = new Uint32Array(room);
    size = new Uint32Array(room);
    groups = { members: new Uint32Array(room), starts: new Uint32Array(room + 1), count: 0 };
  };
  return {
    group({ entries, bounds }: Partition, piece: number): Groups {
      const from = bounds[piece]!;
      const count = bounds[piece + 1]! - from;
      if (count > room) grow(count);
      groups.count = 0;
      if (count < 2) return groups;
      const slots = 2 ** Math.ceil(Math.log2(2 * count));
      table.fill(0, 0, slots);
      const repeated = findHeads({ entries, from, count, slots }, table, head, size);
      if (repeated > 0) collectGroups({ entries, from, count }, head, size, groups);
      return groups;
    },
  };
}

interface Piece {
  readonly entries: Uint32Array;
  readonly from: number;
  readonly count: number;
}

/** Gives each entry the first entry of its key, and each first entry the size of its group. Returns entries not first. */
function findHeads(
  { entries, from, count, slots }: Piece & { readonly slots: number },
  table: Uint32Array,
  head: Uint32Array,
  size: Uint32Array,
): number {
  const mask = slots - 1;
  let repeated = 0;
  for (let i = 0; i < count; i++) {
    const key = entries[2 * (from + i)]!;
    let slot = key & mask;
    for (;;) {
      const first = table[slot]!;
      if (first === 0) {
        table[slot] = i + 1;
        head[i] = i;
        size[i] = 1;
        break;
      }
      if (entries[2 * (from + first - 1)] === key) {
        head[i] = first - 1;
        size[first - 1]!++;
        repeated++;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return repeated;
}

function collectGroups({ entries, from, count }: Piece, head: Uint32Array, size: Uint32Array, groups: Groups): void {
  const { members, starts } = groups;
  let end = 0;
  let n = 0;
  for (let i = 0; i < count; i++) {
    const first = head[i]!;
    if (first === i) {
      const members_ = size[i]!;
      if (members_ < 2) {
        size[i] = 0xffffffff;
        continue;
      }
      starts[n++] = end;
      // From here on `size` is the place of the group's next member.
      size[i] = end;
      end += members_;
    } else if (size[first] === 0xffffffff) continue;
    members[size[first]!++] = entries[2 * (from + i) + 1]!;
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
