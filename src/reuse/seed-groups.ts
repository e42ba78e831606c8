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

/** Calls `meet` with the positions of each seed that stands twice, ascending; they are overwritten by the next. Cost: linear. */
export function eachGroup(columns: Columns, meet: (positions: Uint32Array) => void): void {
  const slices = Math.max(1, Math.ceil(columns.symbol.length / SLICE));
  let room = new Uint32Array(64);
  for (let slice = 0; slice < slices; slice++) {
    const { hashes, places } = seedsOf(columns, slice, slices);
    const partition = partitionKeys(hashes);
    const grouper = createGrouper();
    for (let piece = 0; piece + 1 < partition.bounds.length; piece++) {
      const { members, starts, count } = grouper.group(partition, piece);
      for (let g = 0; g < count; g++) {
        const [from, to] = [starts[g]!, starts[g + 1]!];
        if (to - from > room.length) room = new Uint32Array(2 * (to - from));
        for (let i = from; i < to; i++) room[i - from] = places[members[i]!]!;
        meetEqual(columns, room.subarray(0, to - from), meet);
      }
    }
  }
}

/** Seeds that share a hash, in groups of those that are equal: mostly one. */
function meetEqual({ symbol }: Columns, positions: Uint32Array, meet: (positions: Uint32Array) => void): void {
  let rest: number[] = [];
  let same = 1;
  for (let i = 1; i < positions.length; i++) {
    const at = positions[i]!;
    if (equalSeeds(symbol, positions[0]!, at)) positions[same++] = at;
    else rest.push(at);
  }
  if (same > 1) meet(positions.subarray(0, same));
  while (rest.length > 1) {
    const first = rest[0]!;
    const equal = rest.filter((at) => equalSeeds(symbol, first, at));
    if (equal.length > 1) meet(Uint32Array.from(equal));
    rest = rest.filter((at) => !equalSeeds(symbol, first, at));
  }
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
