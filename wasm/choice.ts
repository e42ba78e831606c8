/**
 * Which repeats become seeds of formulas: cleaned of torn edges, put in order, and taken greedily as long as enough issuers
 * have them uncovered. The same in words is src/reuse/seeds-js.ts; laid out and driven by src/reuse/seeds-wasm.ts.
 */

import { clean, edgeFrom, edgeTo, weightBetween } from './edges';
import { add, HEAD, isFull, openRows, rowCount, rowsFrom, widest } from './found';
import { take } from './memory';
import { ISSUER, literals, records } from './seeds';

const COVERED: u32 = 0x80;
/** Bits of a digit by which rows are sorted. */
const DIGIT: u32 = 11;
/** A row to be sorted: key, then where the row stands, and the part of it that is left as shift and length. */
const ENTRY: usize = 16;

let fragment: u32 = 0;
let fresh: u32 = 0;
let stretch: u32 = 0;
let freshShare: f64 = 0;
let minIssuers: u32 = 0;

/** What a token weighs that no seed covers. */
let open: usize = 0;
/** Sixteen bytes that let a weight through and sixteen that do not. */
let masks: usize = 0;
let counts: usize = 0;
/** Positions of a seed on its way. */
let scratch: usize = 0;
/** The next row that is to be cleaned. */
let next: usize = 0;
let entries: usize = 0;
let entriesEnd: usize = 0;
let others: usize = 0;

export function setChoice(
  fragmentWeight: u32,
  freshWeight: u32,
  freshShareOfWeight: f64,
  stretchWeight: u32,
  leastIssuers: u32,
): void {
  fragment = fragmentWeight;
  fresh = freshWeight;
  freshShare = freshShareOfWeight;
  stretch = stretchWeight;
  minIssuers = leastIssuers;
}

/** Goes on from the rows that were found; what is chosen will be rows behind them. False when memory is short. */
export function openChoice(openAt: usize): bool {
  const rows: usize = rowCount();
  open = openAt;
  masks = take(32);
  counts = take(4 << DIGIT);
  scratch = take(widest);
  entries = take(ENTRY * rows + 16);
  others = take(ENTRY * rows + 16);
  if (masks === 0 || counts === 0 || scratch === 0 || entries === 0 || others === 0) return false;
  v128.store(masks, i8x16.splat(0x7f));
  v128.store(masks, i8x16.splat(0), 16);
  entriesEnd = entries;
  next = rowsFrom();
  return openRows();
}

/** Weighs tokens [from, to), sixteen at a time. */
export function weighTokens(from: u32, to: u32): void {
  for (let at: usize = from; at < <usize>to; at += 16) {
    const before = literals + (at << 1);
    const low = i16x8.sub(v128.load(before, 2), v128.load(before));
    const high = i16x8.sub(v128.load(before, 18), v128.load(before, 16));
    v128.store(open + at, i8x16.narrow_i16x8_u(low, high));
  }
}

/** Cleans the next `count` rows, and keeps those that still say something. How many are kept so far. */
export function cleanRows(count: u32): u32 {
  for (let left = count; left > 0; left--) {
    const row = next;
    const both = load<u32>(row);
    const lo = row + HEAD;
    const hi = lo + ((<usize>load<u32>(row, 4)) << 2);
    next = hi;
    clean(lo, hi, 0, both >>> 16);
    const first = load<u32>(lo) + edgeFrom;
    const length = edgeTo - edgeFrom;
    const weight = weightBetween(first, first + length);
    if (weight < fragment) continue;
    const score = (both & 0xffff) * (weight - 3);
    // The best come first: score and length fall, positions rise; 25, 8 and 23 bits.
    const key = ((<u64>(0x1ffffff - score)) << 31) | ((<u64>(255 - length)) << 23) | <u64>first;
    store<u64>(entriesEnd, key);
    store<u32>(entriesEnd, <u32>row, 8);
    store<u32>(entriesEnd, (edgeFrom << 16) | length, 12);
    entriesEnd += ENTRY;
  }
  return <u32>((entriesEnd - entries) >> 4);
}

/** Sorts the rows by the digit of their key that begins at bit `shift`, in the order they have. */
export function sortByDigit(shift: u32): void {
  const mask: u32 = (1 << DIGIT) - 1;
  const bits = <u64>shift;
  memory.fill(counts, 0, 4 << DIGIT);
  for (let at = entries; at < entriesEnd; at += ENTRY) {
    const count = counts + ((<usize>(<u32>(load<u64>(at) >> bits) & mask)) << 2);
    store<u32>(count, load<u32>(count) + 1);
  }
  let sum = <u32>others;
  for (let digit: usize = 0; digit < 4 << DIGIT; digit += 4) {
    const count = load<u32>(counts + digit);
    store<u32>(counts + digit, sum);
    sum += count << 4;
  }
  for (let at = entries; at < entriesEnd; at += ENTRY) {
    const cursor = counts + ((<usize>(<u32>(load<u64>(at) >> bits) & mask)) << 2);
    const to = load<u32>(cursor);
    v128.store(to, v128.load(at));
    store<u32>(cursor, to + <u32>ENTRY);
  }
  const sorted = others;
  others = entries;
  entriesEnd = sorted + (entriesEnd - entries);
  entries = sorted;
}

/** Goes through sorted rows [from, to) and takes those that say something new. False when memory is short. */
export function chooseRows(from: u32, to: u32): bool {
  for (let i: usize = from; i < <usize>to; i++) {
    const entry = entries + (i << 4);
    const row: usize = load<u32>(entry, 8);
    const part = load<u32>(entry, 12);
    const lo = row + HEAD;
    const hi = lo + ((<usize>load<u32>(row, 4)) << 2);
    choose(lo, hi, part >>> 16, part & 0xffff);
  }
  return !isFull;
}

function choose(lo: usize, hi: usize, shift: u32, length: u32): void {
  const first = load<u32>(lo) + shift;
  const share = freshShare * <f64>weightBetween(first, first + length);
  let count: u32 = 0;
  let last: u32 = <u32>-1;
  let freshAt: u32 = <u32>-1;
  for (let k = lo; k < hi; k += 4) {
    const at = load<u32>(k) + shift;
    const own = issuerOf(at);
    if (own === last) continue;
    const left = sumOf(at, length);
    if (left < fresh) continue;
    if (freshAt === <u32>-1) freshAt = at;
    if (left < stretch && <f64>left < share) continue;
    last = own;
    // More need not be known.
    if (++count >= minIssuers) break;
  }
  if (count >= minIssuers) takeAll(lo, hi, shift, length);
  else if (freshAt !== <u32>-1) takeStretch(lo, hi, shift, length, freshAt);
}

function takeAll(lo: usize, hi: usize, shift: u32, length: u32): void {
  let out = scratch;
  for (let k = lo; k < hi; k += 4) {
    store<u32>(out, load<u32>(k) + shift);
    out += 4;
  }
  takeSeed(out, length);
}

/** The positions in the scratch, up to byte `end`, become a seed. */
function takeSeed(end: usize, length: u32): void {
  add(scratch, end, length, 0);
  for (let k = scratch; k < end; k += 4) cover(open + <usize>load<u32>(k), length);
}

/** The longest uncovered stretch of the occurrence at `at`, if enough issuers have it uncovered too. */
function takeStretch(lo: usize, hi: usize, shift: u32, length: u32, at: u32): void {
  let from: u32 = 0;
  let to: u32 = 0;
  let start: u32 = 0;
  for (let i: u32 = 0; i <= length; i++) {
    if (i < length && load<u8>(open + <usize>(at + i)) !== COVERED) continue;
    if (i - start > to - from) {
      from = start;
      to = i;
    }
    start = i + 1;
  }
  clean(lo, hi, shift + from, to - from);
  const moved = shift + from + edgeFrom;
  const size = edgeTo - edgeFrom;
  const first = load<u32>(lo) + moved;
  if (size === 0 || weightBetween(first, first + size) < stretch) return;
  let out = scratch;
  let count: u32 = 0;
  let last: u32 = <u32>-1;
  for (let k = lo; k < hi; k += 4) {
    const place = load<u32>(k) + moved;
    if (sumOf(place, size) < stretch) continue;
    store<u32>(out, place);
    out += 4;
    const own = issuerOf(place);
    count += <u32>(own !== last);
    last = own;
  }
  if (count >= minIssuers) takeSeed(out, size);
}

function issuerOf(token: u32): u32 {
  return load<u16>(records + ((<usize>token) << 3), ISSUER);
}

/** Weight of what is not covered of `length` tokens. */
function sumOf(at: u32, length: u32): u32 {
  let from = open + <usize>at;
  let sums = i16x8.splat(0);
  let left = length;
  for (; left >= 16; left -= 16) {
    sums = i16x8.add(sums, i16x8.extadd_pairwise_i8x16_u(v128.and(v128.load(from), i8x16.splat(0x7f))));
    from += 16;
  }
  const rest = v128.and(v128.load(from), v128.load(masks + 16 - <usize>left));
  sums = i16x8.add(sums, i16x8.extadd_pairwise_i8x16_u(rest));
  const wide = i32x4.extadd_pairwise_i16x8_u(sums);
  const half = i32x4.add(wide, i32x4.shuffle(wide, wide, 2, 3, 0, 1));
  return i32x4.extract_lane(half, 0) + i32x4.extract_lane(half, 1);
}

/** Covers `length` tokens from byte `from` on. */
function cover(from: usize, length: u32): void {
  const end = from + <usize>length;
  if (length < 16) {
    for (let at = from; at < end; at++) store<u8>(at, COVERED);
    return;
  }
  for (let at = from; at + 16 < end; at += 16) v128.store(at, i8x16.splat(<i8>COVERED));
  v128.store(end - 16, i8x16.splat(<i8>COVERED));
}
