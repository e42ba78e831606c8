/**
 * Seeds of repeats: the hash of the five tokens from each position on, in pieces by the top bits of the hash. With each
 * stands the symbol before it, where there is room: what always stands behind the same one need not be looked at.
 */

import { settle } from './memory';

const SEED: u32 = 5;
const SEED_LITERALS: u32 = 3;
/** Seeds are counted by so many of their top bits, whatever the number of pieces will be. */
const MOST_BITS: u32 = 11;

/** A stretch of the columns of the corpus, as it is handed over. */
let symbols: usize = 0;
let issuers: usize = 0;
let rooms: usize = 0;
let backs: usize = 0;
/** Weight of the literals before each token, modulo 2^16. */
export let literals: usize = 0;
/** Of each token: symbol, issuer, room and back side by side, so that a look at a position is a look at one line. */
export let records: usize = 0;
export const ISSUER: usize = 4;
export const ROOM: usize = 6;
export const BACK: usize = 7;
/**
 * Seeds by piece: from the top the bits of the hash that the piece does not tell, the symbol before, whether it is missing,
 * position.
 */
export let entries: usize = 0;
/** Where the next entry of each piece goes; then where its entries end. */
export let cursors: usize = 0;
/** Seeds by the top bits of their hash. */
let counts: usize = 0;
let pieceBits: u32 = 0;
/** Bits of an entry that hold its position, and by which it is shifted to leave the hash. */
export let placeBits: u32 = 0;
export let hashShift: u64 = 0;
/** Whether any symbol fits into an entry. */
let isTagged: bool = false;

export function arrangeStretch(symbolsAt: usize, issuersAt: usize, roomsAt: usize, backsAt: usize): void {
  symbols = symbolsAt;
  issuers = issuersAt;
  rooms = roomsAt;
  backs = backsAt;
}

/** The counts have 8 · 2^11 bytes; the memory from `end` on is free. */
export function arrangeSeeds(recordsAt: usize, literalsAt: usize, entriesAt: usize, countsAt: usize, end: usize): void {
  records = recordsAt;
  literals = literalsAt;
  entries = entriesAt;
  counts = countsAt;
  cursors = countsAt + (4 << MOST_BITS);
  settle(end, 0);
}

/** Lays the records of the `count` tokens from `from` on, which are the stretch, four at a time. */
export function readTokens(from: u32, count: u32): void {
  const to = records + ((<usize>from) << 3);
  for (let at: usize = 0; at < <usize>count; at += 4) {
    const symbol = v128.load(symbols + (at << 2));
    const issuer = v128.load_ext<u16>(issuers + (at << 1));
    const around = v128.or(i32x4.shl(bytes(rooms + at), 16), i32x4.shl(bytes(backs + at), 24));
    const meta = v128.or(issuer, around);
    v128.store(to + (at << 3), i32x4.shuffle(symbol, meta, 0, 4, 1, 5));
    v128.store(to + (at << 3), i32x4.shuffle(symbol, meta, 2, 6, 3, 7), 16);
  }
}

function bytes(at: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
}

/** Which of the four tokens from `at` on begin a seed, a bit each. */
function seedsAmong(at: usize): u32 {
  const record = records + (at << 3);
  const meta = i32x4.shuffle(v128.load(record), v128.load(record, 16), 1, 3, 5, 7);
  const room = v128.and(i32x4.shr_u(meta, 16), i32x4.splat(0xff));
  const before = literals + (at << 1);
  const weight = i32x4.sub(v128.load_ext<u16>(before + 2 * SEED), v128.load_ext<u16>(before));
  const isWithin = i32x4.gt_u(room, i32x4.splat(SEED - 1));
  const isWorded = i32x4.gt_u(v128.and(weight, i32x4.splat(0xffff)), i32x4.splat(SEED_LITERALS - 1));
  return i32x4.bitmask(v128.and(isWithin, isWorded));
}

/** Hashes of the seeds at four tokens. */
function hashesOf(at: usize): v128 {
  const record = records + (at << 3);
  const first = i32x4.shuffle(v128.load(record), v128.load(record, 16), 0, 2, 4, 6);
  const second = i32x4.shuffle(v128.load(record, 32), v128.load(record, 48), 0, 2, 4, 6);
  let hash = i32x4.add(mixed(first), i32x4.shuffle(first, second, 1, 2, 3, 4));
  hash = i32x4.add(mixed(hash), i32x4.shuffle(first, second, 2, 3, 4, 5));
  hash = i32x4.add(mixed(hash), i32x4.shuffle(first, second, 3, 4, 5, 6));
  hash = i32x4.add(mixed(hash), second);
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 13)), i32x4.splat(0x297a2d39));
  return v128.xor(hash, i32x4.shr_u(hash, 16));
}

function mixed(hash: v128): v128 {
  return i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 15)), i32x4.splat(0x2c1b3c6d));
}

/** Counts the seeds that begin at tokens [from, to); how many these are. */
export function countSeeds(from: u32, to: u32): u32 {
  let count: u32 = 0;
  for (let at: usize = from; at < <usize>to; at += 4) {
    const lanes = seedsAmong(at);
    if (lanes === 0) continue;
    const top = i32x4.shl(i32x4.shr_u(hashesOf(at), 32 - MOST_BITS), 2);
    increase(i32x4.extract_lane(top, 0), lanes & 1);
    increase(i32x4.extract_lane(top, 1), (lanes >> 1) & 1);
    increase(i32x4.extract_lane(top, 2), (lanes >> 2) & 1);
    increase(i32x4.extract_lane(top, 3), lanes >> 3);
    count += popcnt<u32>(lanes);
  }
  return count;
}

function increase(top: u32, by: u32): void {
  const at = counts + <usize>top;
  store<u32>(at, load<u32>(at) + by);
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

/** Spreads the seeds that begin at tokens [from, to). */
export function spreadSeeds(from: u32, to: u32): void {
  for (let at: usize = from; at < <usize>to; at += 4) {
    const lanes = seedsAmong(at);
    if (lanes === 0) continue;
    const hash = hashesOf(at);
    if (lanes & 1) enter(at, i32x4.extract_lane(hash, 0));
    if (lanes & 2) enter(at + 1, i32x4.extract_lane(hash, 1));
    if (lanes & 4) enter(at + 2, i32x4.extract_lane(hash, 2));
    if (lanes & 8) enter(at + 3, i32x4.extract_lane(hash, 3));
  }
}

function enter(place: usize, hash: u32): void {
  const record = records + (place << 3);
  const hasTag = isTagged && load<u8>(record, BACK) > 0;
  const before = hasTag ? (<u64>load<u32>(record - 8)) << (<u64>placeBits + 1) : (<u64>1) << (<u64>placeBits);
  const cursor = cursors + ((<usize>(hash >>> (32 - pieceBits))) << 2);
  const entry = load<u32>(cursor);
  store<u64>(entry, ((<u64>hash) << hashShift) | before | <u64>place);
  store<u32>(cursor, entry + 8);
}
