/**
 * Groups of equal keys, piece by piece, from the blocks of table.ts. Where a piece is too large for the near caches it is
 * first spread into parts by the next bits of its keys: entering knows few places to write at, grouping small tables.
 */

import { free, makeRoom } from './memory';
import { arrangeSieve, bitsFor, roomForSieve, sift, slots, survivors } from './sieve';
import { BLOCK, blocks, countPiece, cursors, ENTRY, HEAD, idBits, pieces, tagBits } from './table';

/** A piece has 2^partBits parts, told by the first bits of the key that are left. */
let partBits: u32 = 0;
let chapterCount: u32 = 1;
let idMask: u32 = 0;
/** The piece whose parts lie spread out, counted from 1. */
let spreadOut: u32 = 0;
/** Bytes from one part of it to the next, 0 when each begins where the one before ends. */
let stride: u32 = 0;

/** Scratch behind the blocks: the entries of a spread piece, where its parts end, and the columns of one part. */
let parts: usize = 0;
let ends: usize = 0;
/** Where the entries of each part end, chapter by chapter. */
let chapters: usize = 0;
let heads: usize = 0;
let sizes: usize = 0;
let places: usize = 0;
let members: usize = 0;
let starts: usize = 0;

/** Entries of the largest piece. */
export function largestPiece(): u32 {
  let most: u32 = 0;
  for (let piece: u32 = 0; piece < pieces; piece++) most = max(most, countPiece(piece));
  return most;
}

/**
 * Ends entering: makes room for the groups of a piece of `most` entries. Pieces are read in 2^bits parts. False when
 * memory is short.
 */
export function closeTable(bits: u32, numberOfChapters: u32, most: u32): bool {
  partBits = bits;
  chapterCount = numberOfChapters;
  idMask = idBits === 32 ? <u32>-1 : (1 << idBits) - 1;
  spreadOut = 0;
  const spread = bits === 0 ? 0 : ((<u64>strideFor(most)) << bits) + ((<u64>chapterCount + 2) << (bits + 2));
  const table = (<u64>4) << (bitsFor(most) + 1);
  const sieve = max<u64>(table, roomForSieve(most));
  const column = (<u64>most + 4) << 2;
  if (!makeRoom(spread + 64 + sieve + 6 * column)) return false;
  parts = free;
  ends = parts + (bits === 0 ? 0 : (<usize>strideFor(most)) << bits);
  chapters = ends + ((<usize>4) << bits);
  const behind = (free + <usize>spread + 63) & ~63;
  arrangeSieve(behind, <usize>sieve, bits);
  heads = survivors + <usize>column;
  sizes = heads + <usize>column;
  places = sizes + <usize>column;
  members = places + <usize>column;
  starts = members + <usize>column;
  return true;
}

/**
 * Bytes for a part of a piece with so many entries: a quarter more than the mean, which ordinary text fits, a whole block,
 * and a line so that parts do not all begin in the same set of a cache.
 */
function strideFor(count: u32): u32 {
  const mean = (count >>> partBits) + 1;
  return ((mean + (mean >>> 2) + 64) * ENTRY + BLOCK) | 64;
}

export function membersAt(): usize {
  return members;
}

export function startsAt(): usize {
  return starts;
}

/**
 * Groups of two or more equal keys in a part that are wanted: entries with different tags, or lone ones. Parts are numbered
 * through; those of a piece are read one after the other.
 */
export function groupPart(part: u32): u32 {
  const piece = part >>> partBits;
  let first = blocks + piece * BLOCK;
  let last: usize = load<u32>(cursors + ((<usize>piece) << 2));
  let count: u32 = 0;
  if (partBits === 0) count = countPiece(piece);
  else {
    if (spreadOut !== piece + 1) {
      stride = strideFor(countPiece(piece));
      if (!spread(piece)) {
        stride = 0;
        countParts(piece);
        spread(piece);
      }
      spreadOut = piece + 1;
    }
    const at = part & ((1 << partBits) - 1);
    last = load<u32>(ends + ((<usize>at) << 2));
    first = parts + at * stride;
    if (stride === 0 && at > 0) first = load<u32>(ends + ((<usize>(at - 1)) << 2));
    count = <u32>((last - first) >> 3);
    // As if it were a block with a head.
    first -= HEAD;
  }
  if (count < 2) return 0;
  const n = sift(first, last, partBits === 0 ? BLOCK : <u32>-1, count);
  return n < 2 ? 0 : collect(n, part & ((1 << partBits) - 1));
}

/** Lets each part of a piece begin where the one before will end. */
function countParts(piece: u32): void {
  const toPart = 32 - partBits;
  const count: usize = (<usize>1) << partBits;
  const last: usize = load<u32>(cursors + ((<usize>piece) << 2));
  const to = ends;
  memory.fill(to, 0, count << 2);
  for (let block: usize = blocks + piece * BLOCK; ; block = load<u32>(block)) {
    const end = last - block < BLOCK ? last : block + (load<u32>(block, 4) & (2 * BLOCK - 1));
    for (let entry = block + HEAD; entry < end; entry += ENTRY) {
      const part = to + ((<usize>(load<u32>(entry) >>> toPart)) << 2);
      store<u32>(part, load<u32>(part) + ENTRY);
    }
    if (end === last) break;
  }
  let sum = <u32>parts;
  for (let part = to; part < to + (count << 2); part += 4) {
    const size = load<u32>(part);
    store<u32>(part, sum);
    sum += size;
  }
}

/** Whether each part has room for the entries of another block. */
function hasSlack(): bool {
  const count: u32 = 1 << partBits;
  let end = <u32>parts + stride - BLOCK;
  for (let part: u32 = 0; part < count; part++) {
    if (load<u32>(ends + ((<usize>part) << 2)) > end) return false;
    end += stride;
  }
  return true;
}

/**
 * Lays the entries of a piece out part by part, as they are and in the order they were entered, and notes where those of
 * each chapter end in each part. False when a part has more than its share; then they are to be counted first.
 */
function spread(piece: u32): bool {
  const toPart = 32 - partBits;
  const count: usize = (<usize>1) << partBits;
  const last: usize = load<u32>(cursors + ((<usize>piece) << 2));
  const to = ends;
  if (stride > 0) {
    for (let part: usize = 0; part < count; part++) store<u32>(to + (part << 2), <u32>(parts + part * stride));
  }
  let chapter: u32 = 0;
  for (let block: usize = blocks + piece * BLOCK; ; block = load<u32>(block)) {
    const info = load<u32>(block, 4);
    const end = last - block < BLOCK ? last : block + (info & (2 * BLOCK - 1));
    for (; chapter < info >>> idBits; chapter++)
      memory.copy(chapters + ((<usize>chapter * count) << 2), to, count << 2);
    for (let entry = block + HEAD; entry < end; entry += ENTRY) {
      const word = load<u64>(entry);
      const part = to + ((<usize>(<u32>word >>> toPart)) << 2);
      const at = load<u32>(part);
      store<u64>(at, word);
      store<u32>(part, at + ENTRY);
    }
    if (end === last) break;
    if (stride > 0 && !hasSlack()) return false;
  }
  for (; chapter < chapterCount; chapter++) memory.copy(chapters + ((<usize>chapter * count) << 2), to, count << 2);
  return true;
}

/** Groups among the first n survivors, members in the order they were entered. */
function collect(n: u32, part: u32): u32 {
  const bits = bitsFor(n) + 1;
  const mask: u32 = (1 << bits) - 1;
  const toSlot = 32 - bits;
  const past = partBits;
  const tagMask: u32 = (1 << tagBits) - 1;
  const highMask = ~idMask;
  memory.fill(slots, 0, (<usize>4) << bits);
  memory.fill(sizes, 0, (<usize>n) << 2);
  memory.fill(places, 0, (<usize>n) << 2);
  for (let s: u32 = 0; s < n; s++) {
    const entry = load<u32>(survivors + ((<usize>s) << 2));
    const word = load<u32>(entry);
    let slot = ((word & ~tagMask) << past) >>> toSlot;
    let head = s;
    for (;;) {
      const first = load<u32>(slots + ((<usize>slot) << 2));
      if (first === 0) {
        store<u32>(slots + ((<usize>slot) << 2), s + 1);
        break;
      }
      const other = load<u32>(survivors + ((<usize>(first - 1)) << 2));
      const differ = load<u32>(other) ^ word;
      if (differ >>> tagBits === 0) {
        head = first - 1;
        const size = sizes + ((<usize>head) << 2);
        const tags = (differ & tagMask) | ((load<u32>(entry, 4) ^ load<u32>(other, 4)) & highMask) | (word & 1);
        // The top bit says that the group is wanted.
        store<u32>(size, (load<u32>(size) + 1) | ((<u32>(tags !== 0)) << 31));
        break;
      }
      slot = (slot + 1) & mask;
    }
    store<u32>(heads + ((<usize>s) << 2), head);
  }
  let end: u32 = 0;
  let groups: u32 = 0;
  // Entries of the chapter begin below this address.
  const several = chapterCount > 1;
  let chapter: u32 = 0;
  let chapterAt = chapters + ((<usize>part) << 2);
  for (let s: u32 = 0; s < n; s++) {
    const head = load<u32>(heads + ((<usize>s) << 2));
    const size = load<i32>(sizes + ((<usize>head) << 2));
    if (size >= 0) continue;
    const place = places + ((<usize>head) << 2);
    let at = load<u32>(place);
    if (head === s) {
      store<u32>(starts + ((<usize>groups) << 2), end);
      groups++;
      at = end;
      end += (size & 0x7fffffff) + 1;
    }
    const entry = load<u32>(survivors + ((<usize>s) << 2));
    let id = load<u32>(entry, 4) & idMask;
    if (several) {
      while (entry >= load<u32>(chapterAt)) {
        chapter += idMask + 1;
        chapterAt += (<usize>4) << partBits;
      }
      id += chapter;
    }
    store<u32>(members + ((<usize>at) << 2), id);
    store<u32>(place, at + 1);
  }
  store<u32>(starts + ((<usize>groups) << 2), end);
  return groups;
}
