/**
 * Entries of (key, id) in pieces of equal top bits, and the groups of equal keys in a piece. A piece is a chain of small
 * blocks taken one after the other, so that nothing is counted first and the places written at lie close together in
 * memory. Laid out by src/sketch/table-wasm.ts, which says what an entry is; src/sketch/radix.ts does the same in words.
 */

/** Bytes of a block: the address of the next one, then entries. */
const BLOCK: u32 = 1024;
const HEAD: u32 = 8;
const ENTRY: u32 = 8;
const PAGE: u32 = 65536;

let pieces: u32 = 0;
/** The first piece of the slice; pieces are told by the top `tagBits` bits of a key, in whose place the tag stands. */
let slice: u32 = 0;
let shift: u32 = 0;
let tagBits: u32 = 0;
let idBits: u32 = 0;
let idMask: u32 = 0;
/** Where the next entry of each piece goes; one piece more takes what is outside the slice. */
let cursors: usize = 0;
/** Blocks filled, by piece. */
let filled: usize = 0;
/** First block of piece 0; those of the others follow. */
let blocks: usize = 0;
let free: usize = 0;
let full: bool = false;
let largest: u32 = 0;

/** Scratch for one piece, behind the blocks. */
let slots: usize = 0;
let survivors: usize = 0;
let heads: usize = 0;
let sizes: usize = 0;
let places: usize = 0;
let members: usize = 0;
let starts: usize = 0;

/** Bytes up to `end`; false when there are no more to be had. */
function reserve(end: usize): bool {
  const missing = <i64>end - ((<i64>memory.size()) << 16);
  if (missing <= 0) return true;
  // A step ahead of the need, so that growing is rare.
  const wanted = <i32>((missing + (<i64>end >> 4)) >> 16) + 16;
  return memory.grow(wanted) >= 0 || memory.grow(<i32>((missing + PAGE - 1) >> 16)) >= 0;
}

/** An empty table at `at` for `count` pieces from `first` on, of 2^pieceBits in all. False when memory is short. */
export function openTable(at: usize, pieceBits: u32, first: u32, count: u32, bitsOfId: u32): bool {
  pieces = count;
  slice = first;
  shift = 32 - pieceBits;
  tagBits = pieceBits;
  idBits = bitsOfId;
  idMask = bitsOfId === 32 ? <u32>-1 : (1 << bitsOfId) - 1;
  cursors = at;
  filled = cursors + ((<usize>pieces + 1) << 2);
  blocks = (filled + ((<usize>pieces + 1) << 2) + BLOCK - 1) & ~(<usize>BLOCK - 1);
  free = blocks + (<usize>pieces + 1) * BLOCK;
  full = false;
  if (!reserve(free)) return false;
  for (let piece: u32 = 0; piece <= pieces; piece++) {
    store<u32>(cursors + ((<usize>piece) << 2), <u32>(blocks + piece * BLOCK + HEAD));
    store<u32>(filled + ((<usize>piece) << 2), 0);
  }
  return true;
}

/** Puts a cursor that has come to the end of its block to a new one; to the start of the old when memory is short. */
function follow(cursor: usize, end: u32): void {
  const block = end - BLOCK;
  const piece = <u32>((cursor - cursors) >> 2);
  const next = <u32>free;
  if (piece === pieces) store<u32>(cursor, block + HEAD);
  else if (next > <u32>-1 - 2 * BLOCK || !reserve(free + BLOCK)) {
    full = true;
    store<u32>(cursor, block + HEAD);
  } else {
    free += BLOCK;
    store<u32>(block, next);
    store<u32>(filled + ((<usize>piece) << 2), load<u32>(filled + ((<usize>piece) << 2)) + 1);
    store<u32>(cursor, next + HEAD);
  }
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
 * the symbols from `from` on at `text`, the one before them in front; the bounds of `passages` passages at `offsets`.
 * `staged` has room for 12 bytes a window, rounded up to whole vectors. False when memory is short.
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
): bool {
  const targets = staged + ((<usize>count + 3) & ~3) * ENTRY;
  stage(hashes, symbolBytes === 2 ? text - 2 : 0, from, count, staged, targets);
  const end = <i64>from + count;
  const outside = <u32>(cursors + ((<usize>pieces) << 2));
  const whole = tagBits < 32 && pieces === (<u32>1) << tagBits;
  let own: u32 = 0;
  for (let p: u32 = 0; p < passages; p++) {
    const start: i64 = load<u32>(offsets + ((<usize>p) << 2));
    const stop = min<i64>(<i64>load<u32>(offsets + ((<usize>p) << 2) + 4) - length + 1, end);
    const first = <i32>(max<i64>(start, from) - from);
    const last = <i32>(stop - from);
    if (first >= last) continue;
    if (start >= <i64>from) {
      // Nothing stands before the first window of a passage.
      const hash = load<u32>(hashes + ((<usize>first) << 2));
      store<u64>(staged + ((<usize>first) << 3), ((<u64>(from + first)) << 32) | <u64>((hash << tagBits) | 1));
    }
    if (whole) enterStaged(staged, targets, first, last);
    else own = gather(staged, targets, first, last, own, outside);
  }
  enterStaged(staged, targets, 0, own);
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
  let ids = i32x4.add(i32x4.splat(from), i32x4(0, 1, 2, 3));
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

function countPiece(piece: u32): u32 {
  const cursor = load<u32>(cursors + ((<usize>piece) << 2));
  const inLast = (cursor & (BLOCK - 1)) - HEAD;
  return load<u32>(filled + ((<usize>piece) << 2)) * ((BLOCK - HEAD) / ENTRY) + inLast / ENTRY;
}

/** Slots of a sieve: 256 KB of them stay in a second-level cache. */
const MOST_SLOT_BITS: u32 = 16;
const LEAST_SLOT_BITS: u32 = 6;

function bitsFor(count: u32): u32 {
  return count < 2 ? 1 : 32 - clz<u32>(count - 1);
}

/** Ends entering: makes room for the groups of the largest piece. False when memory is short. */
export function closeTable(): bool {
  let most: u32 = 0;
  for (let piece: u32 = 0; piece < pieces; piece++) most = max(most, countPiece(piece));
  largest = most;
  const sieve = (<u64>4) << min(MOST_SLOT_BITS, max(LEAST_SLOT_BITS, bitsFor(most) + 2));
  const table = (<u64>4) << (bitsFor(most) + 1);
  const column = (<u64>most + 4) << 2;
  const total = <u64>free + max(sieve, table) + 6 * column;
  if (total > <u64>(<u32>-1) - PAGE || !reserve(<usize>total)) return false;
  slots = free;
  survivors = slots + <usize>max(sieve, table);
  heads = survivors + <usize>column;
  sizes = heads + <usize>column;
  places = sizes + <usize>column;
  members = places + <usize>column;
  starts = members + <usize>column;
  return true;
}

/** Entries of the largest piece. */
export function largestPiece(): u32 {
  return largest;
}

export function membersAt(): usize {
  return members;
}

export function startsAt(): usize {
  return starts;
}

/** Groups of two or more equal keys in a piece that are wanted: entries with different tags, or lone ones. */
export function groupPiece(piece: u32): u32 {
  const count = countPiece(piece);
  if (count < 2) return 0;
  const n = sift(piece, count);
  return n < 2 ? 0 : collect(n);
}

/**
 * Passes over entries that no other of the piece can make a wanted group with: a slot remembers the first entry that came
 * by, key and tag in one word that differs where either does, and whether another one did. Two keys in one slot only let
 * an entry through for nothing. Returns how many are left at `survivors`.
 */
function sift(piece: u32, count: u32): u32 {
  // A slot is told by the key alone: entries that differ in their tags must meet.
  const slotBits = min(min(MOST_SLOT_BITS, 32 - tagBits), max(LEAST_SLOT_BITS, bitsFor(count) + 2));
  const toSlot = 32 - slotBits;
  const highMask = ~idMask;
  const low = idBits & 31;
  const up = tagBits;
  const sieve = slots;
  memory.fill(sieve, 0, (<usize>4) << slotBits);
  const last = load<u32>(cursors + ((<usize>piece) << 2));
  let at = <u32>(blocks + piece * BLOCK);
  for (;;) {
    const end = last - at < BLOCK ? last : at + BLOCK;
    for (let entry = at + HEAD; entry < end; entry += ENTRY) {
      const word = load<u32>(entry);
      const tag = ((load<u32>(entry, 4) & highMask) >>> low) << up;
      const slot = sieve + ((<usize>(word >>> toSlot)) << 2);
      const seen = load<u32>(slot);
      const own = ((word ^ tag) & 0x3fffffff) | 0x40000000;
      const other = <u32>(seen !== 0) & (<u32>(((seen ^ own) & 0x7fffffff) !== 0) | word);
      store<u32>(slot, seen | (own & (<u32>(seen !== 0) - 1)) | (other << 31));
    }
    if (end === last) break;
    at = load<u32>(at);
  }
  let to = survivors;
  at = <u32>(blocks + piece * BLOCK);
  for (;;) {
    const end = last - at < BLOCK ? last : at + BLOCK;
    for (let entry = at + HEAD; entry < end; entry += ENTRY) {
      store<u32>(to, entry);
      to += (load<u32>(sieve + ((<usize>(load<u32>(entry) >>> toSlot)) << 2)) >>> 31) << 2;
    }
    if (end === last) break;
    at = load<u32>(at);
  }
  return <u32>((to - survivors) >> 2);
}

/** Groups among the first n survivors, members in the order they were entered. */
function collect(n: u32): u32 {
  const bits = bitsFor(n) + 1;
  const mask: u32 = (1 << bits) - 1;
  const toSlot = 32 - bits;
  const tagMask: u32 = (1 << tagBits) - 1;
  const highMask = ~idMask;
  memory.fill(slots, 0, (<usize>4) << bits);
  memory.fill(sizes, 0, (<usize>n) << 2);
  memory.fill(places, 0, (<usize>n) << 2);
  for (let s: u32 = 0; s < n; s++) {
    const entry = load<u32>(survivors + ((<usize>s) << 2));
    const word = load<u32>(entry);
    let slot = (word & ~tagMask) >>> toSlot;
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
    const id = load<u32>(load<u32>(survivors + ((<usize>s) << 2)), 4) & idMask;
    store<u32>(members + ((<usize>at) << 2), id);
    store<u32>(place, at + 1);
  }
  store<u32>(starts + ((<usize>groups) << 2), end);
  return groups;
}
