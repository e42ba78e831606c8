/** Groups of equal seeds in a piece, verified token by token: those that do not all stand behind the same symbol. */

import { isFull } from './found';
import { take } from './memory';
import { group } from './refine';
import { cursors, entries, hashShift, placeBits, records } from './seeds';
import { bitsFor } from './sieve';

const SEED: usize = 5;
/** Bit of a size: the seeds of the group stand behind several symbols, or one at the beginning of a sentence. */
const WANTED: u32 = 0x80000000;

/** Table of the first entry of each hash, counted from 1. */
let slots: usize = 0;
/** Entries that have the hash of an earlier one, and the first of that hash. */
let again: usize = 0;
let heads: usize = 0;
/** Of a first entry: how many repeat it; the place of the group's next member. */
let sizes: usize = 0;
let places: usize = 0;
let members: usize = 0;
let starts: usize = 0;
let scratch: usize = 0;

/** Room for pieces of `most` entries. False when memory is short. */
export function arrangeGroups(most: u32): bool {
  const column = ((<usize>most) << 2) + 16;
  slots = take((<usize>8) << bitsFor(most));
  again = take(column);
  heads = take(column);
  sizes = take(column);
  places = take(column);
  members = take(column);
  starts = take(column);
  scratch = take(column);
  return (
    slots !== 0 &&
    again !== 0 &&
    heads !== 0 &&
    sizes !== 0 &&
    places !== 0 &&
    members !== 0 &&
    starts !== 0 &&
    scratch !== 0
  );
}

/** Refines the groups of a piece, in the order of their second members. False when memory is short. */
export function groupPiece(piece: u32): bool {
  const end: usize = load<u32>(cursors + ((<usize>piece) << 2));
  const first: usize = piece === 0 ? entries : load<u32>(cursors + ((<usize>(piece - 1)) << 2));
  const count = <u32>((end - first) >> 3);
  if (count < 2) return true;
  const repeated = findRepeated(first, count);
  if (repeated === 0) return true;
  const groups = collect(first, repeated);
  for (let g: usize = 0; g < groups; g++) {
    const from = load<u32>(starts + (g << 2));
    const to = load<u32>(starts + (g << 2), 4);
    meet(members + ((<usize>from) << 2), members + ((<usize>to) << 2));
  }
  return !isFull;
}

/** Fills `again`, `heads` and `sizes`; how many entries have the hash of an earlier one. */
function findRepeated(first: usize, count: u32): u32 {
  const bits = bitsFor(count) + 1;
  const mask: u32 = (1 << bits) - 1;
  const toHash = hashShift;
  // The symbol before, or that there is none.
  const tags = (((<u64>1) << toHash) - 1) & ~(((<u64>1) << (<u64>placeBits)) - 1);
  const missing = (<u64>1) << (<u64>placeBits);
  memory.fill(slots, 0, (<usize>4) << bits);
  memory.fill(sizes, 0, (<usize>count) << 2);
  memory.fill(places, 0, (<usize>count) << 2);
  let n: usize = 0;
  for (let i: u32 = 0; i < count; i++) {
    const word = load<u64>(first + ((<usize>i) << 3));
    let slot = <u32>(word >> toHash) & mask;
    for (;;) {
      const at = slots + ((<usize>slot) << 2);
      const head = load<u32>(at);
      if (head === 0) {
        store<u32>(at, i + 1);
        break;
      }
      const other = load<u64>(first + ((<usize>(head - 1)) << 3));
      const differ = word ^ other;
      if (differ >> toHash === 0) {
        store<u32>(again + (n << 2), i);
        store<u32>(heads + (n << 2), head - 1);
        n++;
        const size = sizes + ((<usize>(head - 1)) << 2);
        const isWanted = ((differ & tags) | (word & missing)) !== 0;
        store<u32>(size, (load<u32>(size) + 1) | (isWanted ? WANTED : 0));
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return <u32>n;
}

/** Positions of the groups that are wanted; how many these are. */
function collect(first: usize, repeated: u32): u32 {
  const mask = ((<u32>1) << placeBits) - 1;
  let end: u32 = 0;
  let groups: usize = 0;
  for (let r: usize = 0; r < <usize>repeated; r++) {
    const head: usize = load<u32>(heads + (r << 2));
    const size = load<u32>(sizes + (head << 2));
    if ((size & WANTED) === 0) continue;
    const place = places + (head << 2);
    let at = load<u32>(place);
    if (at === 0) {
      store<u32>(starts + (groups << 2), end);
      groups++;
      store<u32>(members + ((<usize>end) << 2), load<u32>(first + (head << 3)) & mask);
      at = end + 1;
      end += 1 + (size & ~WANTED);
    }
    const entry: usize = load<u32>(again + (r << 2));
    store<u32>(members + ((<usize>at) << 2), load<u32>(first + (entry << 3)) & mask);
    store<u32>(place, at + 1);
  }
  store<u32>(starts + (groups << 2), end);
  return <u32>groups;
}

/** Tells apart what only shares a hash: equal seeds to the front, one kind after the other. */
function meet(lo: usize, hi: usize): void {
  while (hi - lo > 4) {
    const first = records + ((<usize>load<u32>(lo)) << 3);
    let same = lo + 4;
    while (same < hi && isEqual(first, records + ((<usize>load<u32>(same)) << 3))) same += 4;
    if (same < hi) same = gather(first, same, hi);
    if (same - lo > 4) group(lo, same);
    lo = same;
  }
}

/** Moves what is equal among [from, hi) to its front, the rest behind; where the rest begins. */
function gather(first: usize, from: usize, hi: usize): usize {
  let rest = scratch;
  let same = from;
  for (let at = from; at < hi; at += 4) {
    const position = load<u32>(at);
    if (isEqual(first, records + ((<usize>position) << 3))) {
      store<u32>(same, position);
      same += 4;
    } else {
      store<u32>(rest, position);
      rest += 4;
    }
  }
  memory.copy(same, scratch, rest - scratch);
  return same;
}

function isEqual(a: usize, b: usize): bool {
  for (let i: usize = 0; i < SEED << 3; i += 8) if (load<u32>(a + i) !== load<u32>(b + i)) return false;
  return true;
}
