/**
 * Where the same five tokens stand: seeds of repeats, grouped by their hash a slice of the hashes at a time, so that memory
 * has a bound, and verified token by token.
 */

import { createGrouper, partitionKeys } from '../sketch/radix.js';
import type { Columns } from './columns.js';

/** Tokens a seed has; and how many of them must be literals. */
export const SEED = 5;
const SEED_LITERALS = 3;
/** Tokens of the corpus whose seeds are grouped at a time: some 150 MB. */
const SLICE = 8_000_000;

/**
 * Calls `meet` with the positions of each seed that stands twice: the first `count` of a column, ascending, which the next
 * group overwrites. Cost: linear.
 */
export function eachGroup(columns: Columns, meet: (positions: Uint32Array, count: number) => void): void {
  const slices = Math.max(1, Math.ceil(columns.symbol.length / SLICE));
  let room = new Uint32Array(64);
  for (let slice = 0; slice < slices; slice++) {
    const { hashes, places } = seedsOf(columns, slice, slices);
    const partition = partitionKeys(hashes);
    const grouper = createGrouper();
    for (let piece = 0; piece + 1 < partition.bounds.length; piece++) {
      const { members, starts, count } = grouper.group(partition, piece);
      for (let g = 0; g < count; g++) {
        const size = starts[g + 1]! - starts[g]!;
        if (size > room.length) room = new Uint32Array(2 * size);
        for (let i = 0; i < size; i++) room[i] = places[members[starts[g]! + i]!]!;
        for (let left = size; left > 1; ) left = meetEqual(columns.symbol, room, left, meet);
      }
    }
  }
}

/** Meets what is equal to the first of `count` positions that share a hash; what is not moves to the front. How many these are. */
function meetEqual(
  symbol: Uint32Array,
  positions: Uint32Array,
  count: number,
  meet: (positions: Uint32Array, count: number) => void,
): number {
  let same = 1;
  while (same < count && equalSeeds(symbol, positions[0]!, positions[same]!)) same++;
  if (same === count) {
    meet(positions, count);
    return 0;
  }
  const rest: number[] = [];
  for (let i = same; i < count; i++) {
    if (equalSeeds(symbol, positions[0]!, positions[i]!)) positions[same++] = positions[i]!;
    else rest.push(positions[i]!);
  }
  if (same > 1) meet(positions, same);
  positions.set(rest);
  return rest.length;
}

interface Seeds {
  readonly hashes: Uint32Array;
  readonly places: Uint32Array;
}

/** Hash and position of the seeds in one slice of the hashes. */
function seedsOf(columns: Columns, slice: number, slices: number): Seeds {
  const { symbol, room, literals } = columns;
  const { length } = symbol;
  let hashes = new Uint32Array(Math.min(length, Math.ceil((length / slices) * 1.1) + 1024));
  let places = new Uint32Array(hashes.length);
  let count = 0;
  for (let at = 0; at < length; at++) {
    if (room[at]! < SEED || ((literals[at + SEED]! - literals[at]!) & 0xffff) < SEED_LITERALS) continue;
    const hash = seedHash(symbol, at);
    if (slices > 1 && (Math.imul(hash, 0x9e3779b1) >>> 8) % slices !== slice) continue;
    if (count === hashes.length) {
      hashes = wider(hashes);
      places = wider(places);
    }
    hashes[count] = hash;
    places[count++] = at;
  }
  return { hashes: hashes.subarray(0, count), places };
}

function wider(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}

function seedHash(symbol: Uint32Array, at: number): number {
  let hash = symbol[at]!;
  for (let i = 1; i < SEED; i++) hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + symbol[at + i]!;
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function equalSeeds(symbol: Uint32Array, a: number, b: number): boolean {
  for (let i = 0; i < SEED; i++) if (symbol[a + i] !== symbol[b + i]) return false;
  return true;
}
