/**
 * Seeds of repeats: the hash of the five tokens from each position on, in pieces by the top bits of the hash. With each
 * stands the symbol before it, where there is room: what always stands behind the same one need not be looked at.
 */

import { settle } from './memory';

const SEED: u32 = 5;
const SEED_LITERALS: u32 = 3;
/** Seeds are counted by so many of their top bits, whatever the number of pieces will be. */
const MOST_BITS: u32 = 11;

/** Columns of the corpus as they are handed over. */
let symbols: usize = 0;
let issuers: usize = 0;
let rooms: usize = 0;
let backs: usize = 0;
/** Weight of the literals before each token, modulo 2^16. */
export let literals: usize = 0;
/** Of each token: symbol, issuer, room and back side by side, so that a look at a position is a look at one line. */
export let records: usize = 0;
/** Position and hash of the seeds, in the order of the text. */
let seeds: usize = 0;
let seedsEnd: usize = 0;
/**
 * The same by piece: from the top the bits of the hash that the piece does not tell, the symbol before, whether it is
 * missing, position.
 */
export let entries: usize = 0;
/** Where the next entry of each piece goes; then where its entries end. */
export let cursors: usize = 0;
let counts: usize = 0;
let pieceBits: u32 = 0;
/** Bits of an entry that hold its position, and by which it is shifted to leave the hash. */
export let placeBits: u32 = 0;
export let hashShift: u64 = 0;
/** Whether any symbol fits into an entry. */
let isTagged: bool = false;

export function arrangeColumns(
  symbolsAt: usize,
  issuersAt: usize,
  roomsAt: usize,
  backsAt: usize,
  literalsAt: usize,
): void {
  symbols = symbolsAt;
  issuers = issuersAt;
  rooms = roomsAt;
  backs = backsAt;
  literals = literalsAt;
}

/** The entries may lie where the columns do but for the literals; the memory from `end` on is free. */
export function arrangeSeeds(recordsAt: usize, seedsAt: usize, entriesAt: usize, countsAt: usize, end: usize): void {
  records = recordsAt;
  seeds = seedsAt;
  seedsEnd = seedsAt;
  entries = entriesAt;
  counts = countsAt;
  cursors = countsAt + (4 << MOST_BITS);
  settle(end, 0);
}

/** Reads tokens [from, to), four at a time: their records, and the seeds that begin there. How many these are so far. */
export function readTokens(from: u32, to: u32): u32 {
  let out = seedsEnd;
  for (let at: usize = from; at < <usize>to; at += 4) {
    const text = symbols + (at << 2);
    const symbol = v128.load(text);
    const room = bytes(rooms + at);
    const meta = v128.or(
      v128.or(v128.load_ext<u16>(issuers + (at << 1)), i32x4.shl(room, 16)),
      i32x4.shl(bytes(backs + at), 24),
    );
    v128.store(records + (at << 3), i32x4.shuffle(symbol, meta, 0, 4, 1, 5));
    v128.store(records + (at << 3), i32x4.shuffle(symbol, meta, 2, 6, 3, 7), 16);
    const before = literals + (at << 1);
    const weight = i32x4.sub(v128.load_ext<u16>(before + 2 * SEED), v128.load_ext<u16>(before));
    const isSeed = v128.and(
      i32x4.gt_u(room, i32x4.splat(SEED - 1)),
      i32x4.gt_u(v128.and(weight, i32x4.splat(0xffff)), i32x4.splat(SEED_LITERALS - 1)),
    );
    const lanes = i32x4.bitmask(isSeed);
    if (lanes === 0) continue;
    let hash = i32x4.add(mixed(symbol), v128.load(text, 4));
    hash = i32x4.add(mixed(hash), v128.load(text, 8));
    hash = i32x4.add(mixed(hash), v128.load(text, 12));
    hash = i32x4.add(mixed(hash), v128.load(text, 16));
    hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 13)), i32x4.splat(0x297a2d39));
    hash = v128.xor(hash, i32x4.shr_u(hash, 16));
    const place = <u32>at;
    out = put(out, i32x4.extract_lane(hash, 0), place, lanes & 1);
    out = put(out, i32x4.extract_lane(hash, 1), place + 1, (lanes >> 1) & 1);
    out = put(out, i32x4.extract_lane(hash, 2), place + 2, (lanes >> 2) & 1);
    out = put(out, i32x4.extract_lane(hash, 3), place + 3, lanes >> 3);
  }
  seedsEnd = out;
  return <u32>((out - seeds) >> 3);
}

function bytes(at: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
}

function mixed(hash: v128): v128 {
  return i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 15)), i32x4.splat(0x2c1b3c6d));
}

/** What is written for no seed is written over by the next. */
function put(out: usize, hash: u32, place: u32, isSeed: u32): usize {
  store<u32>(out, place);
  store<u32>(out, hash, 4);
  const count = counts + ((<usize>(hash >>> (32 - MOST_BITS))) << 2);
  store<u32>(count, load<u32>(count) + isSeed);
  return out + ((<usize>isSeed) << 3);
}

/** Pieces by the top `bits` bits, 1 to 11, of `tokens` tokens with symbols below `symbolEnd`. Entries of the largest piece. */
export function openPieces(bits: u32, tokens: u32, symbolEnd: u32): u32 {
  pieceBits = bits;
  placeBits = 32 - clz<u32>(tokens);
  hashShift = 32 + bits;
  const tagBits = 31 + bits - placeBits;
  isTagged = tagBits >= 32 || symbolEnd >>> tagBits === 0;
  const perPiece: u32 = 1 << (MOST_BITS - bits);
  let most: u32 = 0;
  let at = entries;
  for (let piece: u32 = 0; piece < (<u32>1) << bits; piece++) {
    store<u32>(cursors + ((<usize>piece) << 2), <u32>at);
    let count: u32 = 0;
    const first = counts + ((<usize>(piece * perPiece)) << 2);
    for (let i: u32 = 0; i < perPiece; i++) count += load<u32>(first + ((<usize>i) << 2));
    most = max(most, count);
    at += (<usize>count) << 3;
  }
  return most;
}

/** Spreads the seeds from the first of `from` to before `to`. */
export function spreadSeeds(from: u32, to: u32): void {
  const toPiece = 32 - pieceBits;
  const end = seeds + ((<usize>to) << 3);
  const past = <u64>pieceBits + 32;
  const toTag = <u64>placeBits + 1;
  for (let at = seeds + ((<usize>from) << 3); at < end; at += 8) {
    const place = load<u32>(at);
    const hash = load<u32>(at, 4);
    const record = records + ((<usize>place) << 3);
    const tag: u64 =
      isTagged && load<u8>(record, 7) > 0 ? (<u64>load<u32>(record - 8)) << toTag : (<u64>1) << (<u64>placeBits);
    const cursor = cursors + ((<usize>(hash >>> toPiece)) << 2);
    const entry = load<u32>(cursor);
    store<u64>(entry, ((<u64>hash) << past) | tag | <u64>place);
    store<u32>(cursor, entry + 8);
  }
}
