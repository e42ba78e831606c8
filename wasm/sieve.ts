/**
 * The sieve before grouping: most entries of a piece are alone with their key, or have the same symbol before them as all
 * others of it, and need not be looked at twice.
 */

import { ENTRY, HEAD, idBits, tagBits } from './table';

/** Slots of a sieve: 256 KB of them stay in a second-level cache. */
const MOST_SLOT_BITS: u32 = 16;
const LEAST_SLOT_BITS: u32 = 6;

/** First bits of a key that all entries of a part share. */
let pastBits: u32 = 0;
export let slots: usize = 0;
export let survivors: usize = 0;

export function bitsFor(count: u32): u32 {
  return count < 2 ? 1 : 32 - clz<u32>(count - 1);
}

/** Bytes of the slots for so many entries. */
export function roomForSieve(count: u32): u64 {
  return (<u64>4) << min(MOST_SLOT_BITS, max(LEAST_SLOT_BITS, bitsFor(count) + 2));
}

/** Slots take so many bytes at `at`; survivors stand behind them. */
export function arrangeSieve(at: usize, bytes: usize, bits: u32): void {
  slots = at;
  survivors = at + bytes;
  pastBits = bits;
}

/**
 * Passes over entries that no other of the piece can make a wanted group with: a slot gathers which bits of a mark were
 * set and which were not in the entries that came by. A bit that was both says that two differed; entries of one key have
 * different marks when they have different tags, and a lone one has all bits both ways. Two keys in one slot only let an
 * entry through for nothing. Returns how many are left at `survivors`.
 */
export function sift(first: usize, last: usize, block: u32, count: u32): u32 {
  // A slot is told by the key alone: entries that differ in their tags must meet.
  const slotBits = min(min(MOST_SLOT_BITS, 32 - tagBits - pastBits), max(LEAST_SLOT_BITS, bitsFor(count) + 2));
  const past = pastBits;
  const toSlot = 32 - slotBits;
  const sieve = slots;
  memory.fill(sieve, 0, (<usize>4) << slotBits);
  if (idBits === 32) meet(first, last, block, toSlot);
  else mark(first, last, block, toSlot);
  let to = survivors;
  let at = first;
  for (;;) {
    const end = last - at < block ? last : at + block;
    for (let entry = at + HEAD; entry < end; entry += ENTRY) {
      store<u32>(to, entry);
      const seen = load<u32>(sieve + ((<usize>((load<u32>(entry) << past) >>> toSlot)) << 2));
      to += (<u32>((seen & (seen >>> 16) & 0xffff) !== 0)) << 2;
    }
    if (end === last) break;
    at = load<u32>(at);
  }
  return <u32>((to - survivors) >> 2);
}

/** Marks the slots of windows. */
function mark(first: usize, last: usize, block: u32, toSlot: u32): void {
  const past = pastBits;
  const sieve = slots;
  const low = idBits;
  const up = tagBits - 1;
  let at = first;
  for (;;) {
    const end = last - at < block ? last : at + block;
    for (let entry = at + HEAD; entry < end; entry += ENTRY) {
      const word = load<u32>(entry);
      const own = (word >>> 1) ^ ((load<u32>(entry, 4) >>> low) << up);
      const slot = sieve + ((<usize>((word << past) >>> toSlot)) << 2);
      store<u32>(slot, load<u32>(slot) | (((own & 0xffff) * 0x10001) ^ 0xffff0000) | (0 - (word & 1)));
    }
    if (end === last) break;
    at = load<u32>(at);
  }
}

/** Marks the slots of keys, all of them lone: who comes second is enough. */
function meet(first: usize, last: usize, block: u32, toSlot: u32): void {
  const past = pastBits;
  const sieve = slots;
  let at = first;
  for (;;) {
    const end = last - at < block ? last : at + block;
    for (let entry = at + HEAD; entry < end; entry += ENTRY) {
      const word = load<u32>(entry);
      const slot = sieve + ((<usize>((word << past) >>> toSlot)) << 2);
      const seen = load<u32>(slot);
      store<u32>(slot, seen | 1 | ((<u32>(seen !== 0)) << 16));
    }
    if (end === last) break;
    at = load<u32>(at);
  }
}
