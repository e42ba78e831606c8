/**
 * Entries of (key, id) in pieces of equal top bits, and the groups of equal keys in a piece. A piece is a chain of small
 * blocks taken one after the other, so that nothing is counted first and the places written at lie close together in
 * memory. Laid out by src/sketch/table-wasm.ts, which says what an entry is; src/sketch/radix.ts does the same in words.
 */

import { settle, take } from './memory';

/**
 * Bytes of a block: the address of the next one, a word that holds the chapter of its entries and where they end, then
 * entries.
 */
export const BLOCK: u32 = 4096;
export const HEAD: u32 = 8;
export const ENTRY: u32 = 8;

export let pieces: u32 = 0;
/** The first piece of the slice; pieces are told by the top `tagBits` bits of a key, in whose place the tag stands. */
let slice: u32 = 0;
let shift: u32 = 0;
export let tagBits: u32 = 0;
/** Bits of an id within its chapter; those above hold what of the tag does not fit beside the key. */
export let idBits: u32 = 0;
/** Where the next entry of each piece goes; one piece more takes what is outside the slice. */
export let cursors: usize = 0;
/** Entries in closed blocks, by piece. */
let filled: usize = 0;
/** First block of piece 0; those of the others follow. */
export let blocks: usize = 0;
let full: bool = false;
/** Ids are counted from here: a multiple of 2^idBits, all whose bits are above those that say where a block ends. */
let chapter: u32 = 0;

function layTable(at: usize, pieceBits: u32, count: u32, bitsOfId: u32): void {
  pieces = count;
  tagBits = pieceBits;
  idBits = bitsOfId;
  cursors = at;
  filled = cursors + ((<usize>count + 1) << 2);
  blocks = firstBlock(at, count);
}

function firstBlock(at: usize, count: u32): usize {
  return (at + ((<usize>count + 1) << 3) + BLOCK - 1) & ~(<usize>BLOCK - 1);
}

/**
 * An empty table at `at` for `count` pieces from `first` on, of 2^pieceBits in all; what is entered first belongs to the
 * chapter `opening`. `end` is where the area ends in which it lies, 0 in a memory of its own. False when memory is short.
 */
export function openTable(
  at: usize,
  end: usize,
  pieceBits: u32,
  first: u32,
  count: u32,
  bitsOfId: u32,
  opening: u32,
): bool {
  layTable(at, pieceBits, count, bitsOfId);
  slice = first;
  shift = 32 - pieceBits;
  chapter = opening;
  full = false;
  settle(blocks, end);
  if (take((<usize>pieces + 1) * BLOCK) !== blocks) return false;
  for (let piece: u32 = 0; piece <= pieces; piece++) {
    store<u32>(cursors + ((<usize>piece) << 2), <u32>(blocks + piece * BLOCK + HEAD));
    store<u32>(blocks + piece * BLOCK, opening | BLOCK, 4);
    store<u32>(filled + ((<usize>piece) << 2), 0);
  }
  return true;
}

/** A table that another instance has entered, to be grouped here, with the memory from `from` to `to` for it. */
export function attachTable(at: usize, pieceBits: u32, count: u32, bitsOfId: u32, from: usize, to: usize): void {
  layTable(at, pieceBits, count, bitsOfId);
  settle(from, to);
}

/** Hangs the pieces `first` to `last` of the table at `other`, of the same shape, behind those of this one. */
export function joinTable(other: usize, first: u32, last: u32): void {
  const otherFilled = other + ((<usize>pieces + 1) << 2);
  const otherBlocks = firstBlock(other, pieces);
  for (let piece: usize = first; piece < last; piece++) {
    const cursor = load<u32>(cursors + (piece << 2));
    const block: usize = cursor & ~(BLOCK - 1);
    const end = cursor & (BLOCK - 1);
    const count = filled + (piece << 2);
    store<u32>(block, <u32>(otherBlocks + piece * BLOCK));
    store<u32>(block, (load<u32>(block, 4) & ~(2 * BLOCK - 1)) | end, 4);
    store<u32>(count, load<u32>(count) + (end - HEAD) / ENTRY + load<u32>(otherFilled + (piece << 2)));
    store<u32>(cursors + (piece << 2), load<u32>(other + (piece << 2)));
  }
}

/** What is entered from now on has ids from `first` on, a multiple of 2^idBits: every piece goes on in a new block. */
export function openChapter(first: u32): bool {
  chapter = first;
  for (let piece: u32 = 0; piece < pieces; piece++) {
    const at = cursors + ((<usize>piece) << 2);
    const cursor = load<u32>(at);
    closeBlock(at, cursor & ~(BLOCK - 1), cursor & (BLOCK - 1));
  }
  return !full;
}

/** Puts a cursor that has come to the end of its block to a new one; to the start of the old when memory is short. */
function follow(cursor: usize, end: u32): void {
  if (cursor === cursors + ((<usize>pieces) << 2)) store<u32>(cursor, end - BLOCK + HEAD);
  else closeBlock(cursor, end - BLOCK, BLOCK);
}

/** Opens the block behind one whose entries end at byte `end`. */
function closeBlock(cursor: usize, block: u32, end: u32): void {
  const next = <u32>take(BLOCK);
  if (next === 0) {
    full = true;
    store<u32>(cursor, block + HEAD);
    return;
  }
  const count = filled + (cursor - cursors);
  store<u32>(block, next);
  store<u32>(block, (load<u32>(block, 4) & ~(2 * BLOCK - 1)) | end, 4);
  store<u32>(next, chapter | BLOCK, 4);
  store<u32>(count, load<u32>(count) + (end - HEAD) / ENTRY);
  store<u32>(cursor, next + HEAD);
}

/**
 * Enters `count` keys with ids from `first` on. Each is lone: its group is always wanted. False when memory is short. A
 * loop that calls nothing keeps its values in registers: it ends where a block is full and begins again behind it.
 */
export function enterKeys(keys: usize, count: u32, first: u32): bool {
  const toPiece = shift;
  const kept = tagBits;
  const at = cursors;
  for (let i: u32 = 0; i < count; ) {
    let cursor: usize = 0;
    let next: u32 = 1;
    while (i < count) {
      const hash = load<u32>(keys + ((<usize>i) << 2));
      cursor = at + ((<usize>(hash >>> toPiece)) << 2);
      const entry = load<u32>(cursor);
      store<u64>(entry, ((<u64>(first + i)) << 32) | <u64>((hash << kept) | 1));
      next = entry + ENTRY;
      store<u32>(cursor, next);
      i++;
      if ((next & (BLOCK - 1)) === 0) break;
    }
    if ((next & (BLOCK - 1)) === 0) follow(cursor, next);
  }
  return !full;
}

/**
 * Enters the windows that begin at `from` … `from + count - 1` and lie inside a passage. Their hashes stand at `hashes`,
 * the symbols from `from` on at `text`, the one before them in front; the bounds of `passages` passages at `offsets`, the
 * first of which ends behind `from`. `staged` has room for 12 bytes a window, rounded up to whole vectors. Returns the
 * first passage that ends behind these windows.
 */
export function enterWindows(
  hashes: usize,
  text: usize,
  symbolBytes: i32,
  from: u32,
  count: u32,
  length: u32,
  offsets: usize,
  passages: u32,
  staged: usize,
): u32 {
  const targets = staged + ((<usize>count + 3) & ~3) * ENTRY;
  stage(hashes, symbolBytes === 2 ? text - 2 : 0, from, count, staged, targets);
  const end = <i64>from + count;
  const outside = <u32>(cursors + ((<usize>pieces) << 2));
  const whole = tagBits < 32 && pieces === (<u32>1) << tagBits;
  let own: u32 = 0;
  let p: u32 = 0;
  for (; p < passages; p++) {
    const start: i64 = load<u32>(offsets + ((<usize>p) << 2));
    if (start >= end) break;
    const close: i64 = load<u32>(offsets + ((<usize>p) << 2) + 4);
    const first = <i32>(max<i64>(start, from) - from);
    const last = <i32>(min<i64>(close - length + 1, end) - from);
    if (first < last) {
      if (start >= <i64>from) {
        // Nothing stands before the first window of a passage.
        const hash = load<u32>(hashes + ((<usize>first) << 2));
        store<u64>(
          staged + ((<usize>first) << 3),
          ((<u64>(from - chapter + first)) << 32) | <u64>((hash << tagBits) | 1),
        );
      }
      if (whole) enterStaged(staged, targets, first, last);
      else own = gather(staged, targets, first, last, own, outside);
    }
    if (close > end) break;
  }
  enterStaged(staged, targets, 0, own);
  return p;
}

/** Whether all that was entered has found room. */
export function hasRoom(): bool {
  return !full;
}

/** Moves the entries of the slice to the front, behind `own` others, so that no others are entered. Returns how many there are. */
function gather(staged: usize, targets: usize, first: u32, last: u32, own: u32, outside: u32): u32 {
  let from = staged + ((<usize>first) << 3);
  let target = targets + ((<usize>first) << 2);
  const end = targets + ((<usize>last) << 2);
  let to: u32 = own;
  while (target < end) {
    const cursor = load<u32>(target);
    store<u32>(targets + ((<usize>to) << 2), cursor);
    store<u64>(staged + ((<usize>to) << 3), load<u64>(from));
    to += <u32>(cursor !== outside);
    from += ENTRY;
    target += 4;
  }
  return to;
}

/** Entries of the windows of a stretch, and the cursors they go to. Without `before`, all are lone. */
function stage(hashes: usize, before: usize, from: u32, count: u32, staged: usize, targets: usize): void {
  const toPiece = shift;
  const own = i32x4.splat(slice);
  const other = i32x4.splat(pieces);
  const base = i32x4.splat(<u32>cursors);
  const kept = tagBits;
  const tagMask = i32x4.splat((1 << kept) - 1);
  const high = idBits;
  let ids = i32x4.add(i32x4.splat(from - chapter), i32x4(0, 1, 2, 3));
  let tags = i32x4.splat(1);
  for (let i: usize = 0; i < count; i += 4) {
    const hash = v128.load(hashes + (i << 2));
    const piece = i32x4.min_u(i32x4.sub(i32x4.shr_u(hash, toPiece), own), other);
    v128.store(targets + (i << 2), i32x4.add(base, i32x4.shl(piece, 2)));
    if (before) tags = i32x4.shl(v128.load_ext<u16>(before + (i << 1)), 1);
    const keys = v128.or(i32x4.shl(hash, kept), v128.and(tags, tagMask));
    const places = high === 32 ? ids : v128.or(ids, i32x4.shl(i32x4.shr_u(tags, kept), high));
    v128.store(staged + (i << 3), i32x4.shuffle(keys, places, 0, 4, 1, 5));
    v128.store(staged + (i << 3), i32x4.shuffle(keys, places, 2, 6, 3, 7), 16);
    ids = i32x4.add(ids, i32x4.splat(4));
  }
}

function enterStaged(staged: usize, targets: usize, first: u32, last: u32): void {
  let from = staged + ((<usize>first) << 3);
  let target = targets + ((<usize>first) << 2);
  const end = targets + ((<usize>last) << 2);
  while (target < end) {
    let cursor: usize = 0;
    let next: u32 = 1;
    while (target < end) {
      cursor = load<u32>(target);
      const entry = load<u32>(cursor);
      store<u64>(entry, load<u64>(from));
      next = entry + ENTRY;
      store<u32>(cursor, next);
      from += ENTRY;
      target += 4;
      if ((next & (BLOCK - 1)) === 0) break;
    }
    if ((next & (BLOCK - 1)) === 0) follow(cursor, next);
  }
}

/** Entries of a piece. */
export function countPiece(piece: u32): u32 {
  const cursor = load<u32>(cursors + ((<usize>piece) << 2));
  const inLast = (cursor & (BLOCK - 1)) - HEAD;
  return load<u32>(filled + ((<usize>piece) << 2)) + inLast / ENTRY;
}
