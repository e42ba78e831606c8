/** Groups of equal seeds, refined by the next token as long as enough issuers go on alike: a suffix tree that is only walked. */

import { add } from './found';
import { take } from './memory';
import { BACK, ISSUER, literals, ROOM, records } from './seeds';

const SEED: u32 = 5;
const LONGEST: u32 = 250;
/** What is known of a symbol at the depth at hand: positions, issuers, and the last of these, counted from 1. */
const ROW_BITS: usize = 4;
const ISSUERS: usize = 4;
const LAST: usize = 8;

let minIssuers: u32 = 2;
let closedness: f64 = 0;
let minLiterals: u32 = 0;
let rows: usize = 0;
/** Rows that are not empty. */
let touched: usize = 0;
let touchedEnd: usize = 0;
/** Positions on the way to their new places. */
let scratch: usize = 0;
/** Sizes and issuers of the groups that are still to be refined: those of one group, then those of the first of them … */
let waiting: usize = 0;

/** Rows of symbols, all 0, at `rowsAt`; room for groups of `most` positions. False when memory is short. */
export function arrangeRefining(rowsAt: usize, most: u32, leastIssuers: u32, closed: f64, leastLiterals: u32): bool {
  minIssuers = leastIssuers;
  closedness = closed;
  minLiterals = leastLiterals;
  rows = rowsAt;
  const column = ((<usize>most) << 2) + 16;
  touched = take(column);
  scratch = take(column);
  // A group has at least one position and is refined to depths up to LONGEST, where all but one group are done with.
  waiting = take(2 * column + 8 * (LONGEST + 2));
  return touched !== 0 && scratch !== 0 && waiting !== 0;
}

function recordAt(at: usize): usize {
  return records + ((<usize>load<u32>(at)) << 3);
}

function issuerOf(record: usize): u32 {
  return load<u16>(record, ISSUER);
}

function roomOf(record: usize): u32 {
  return load<u8>(record, ROOM);
}

function backOf(record: usize): u32 {
  return load<u8>(record, BACK);
}

/** Refines the positions of one seed, ascending, from byte `lo` to `hi`; they are moved about. */
export function group(lo: usize, hi: usize): void {
  let count: u32 = 0;
  let last: u32 = <u32>-1;
  for (let at = lo; at < hi; at += 4) {
    const own = issuerOf(recordAt(at));
    count += <u32>(own !== last);
    last = own;
  }
  if (count >= minIssuers) refine(lo, hi, SEED, count);
}

function refine(lo: usize, hi: usize, reached: u32, issuers: u32): void {
  const first = recordAt(lo);
  if (standsBehindOne(first, lo, hi)) return;
  const depth = commonLength(first, lo, hi, reached);
  if (hi - lo > 8) branch(lo, hi, depth, issuers);
  else if (weightOf(lo, depth) >= minLiterals) add(lo, hi, depth, 2);
}

/** Whether all positions follow the same token of their sentence: then all is a piece of a longer repeat. */
function standsBehindOne(first: usize, lo: usize, hi: usize): bool {
  if (backOf(first) === 0) return false;
  const before = load<u32>(first - 8);
  for (let at = lo + 4; at < hi; at += 4) {
    const record = recordAt(at);
    if (backOf(record) === 0 || load<u32>(record - 8) !== before) return false;
  }
  return true;
}

/** Tokens that all positions go on alike, of which `reached` are known. */
function commonLength(first: usize, lo: usize, hi: usize, reached: u32): u32 {
  let common = min(LONGEST, roomOf(first));
  for (let at = lo + 4; at < hi && common > reached; at += 4) {
    const record = recordAt(at);
    const end = min(common, roomOf(record));
    common = reached;
    while (common < end && load<u32>(record + ((<usize>common) << 3)) === load<u32>(first + ((<usize>common) << 3))) {
      common++;
    }
  }
  return common;
}

/** Weight of the literals of `length` tokens from the position at byte `at` on. */
function weightOf(at: usize, length: u32): u32 {
  const from = literals + ((<usize>load<u32>(at)) << 1);
  return (<u32>load<u16>(from + ((<usize>length) << 1)) - <u32>load<u16>(from)) & 0xffff;
}

/** Counts the symbol `next` of an issuer; how many issuers have it. */
function count(next: u32, issuer: u32): u32 {
  const row = rows + ((<usize>next) << ROW_BITS);
  const positions = load<u32>(row);
  if (positions === 0) {
    store<u32>(touchedEnd, <u32>row);
    touchedEnd += 4;
  }
  store<u32>(row, positions + 1);
  let issuers = load<u32>(row, ISSUERS);
  if (load<u32>(row, LAST) !== issuer + 1) {
    store<u32>(row, issuer + 1, LAST);
    store<u32>(row, ++issuers, ISSUERS);
  }
  return issuers;
}

function forget(): void {
  for (let at = touched; at < touchedEnd; at += 4) v128.store(load<u32>(at), i64x2.splat(0));
  touchedEnd = touched;
}

/** Counts the symbols `depth` tokens behind the positions; the most issuers that one of them keeps. */
function tallyNext(lo: usize, hi: usize, depth: u32): u32 {
  let most: u32 = 0;
  touchedEnd = touched;
  for (let at = lo; at < hi; at += 4) {
    const record = recordAt(at);
    if (roomOf(record) > depth) {
      most = max(most, count(load<u32>(record + ((<usize>depth) << 3)), issuerOf(record)));
    }
  }
  return most;
}

/** The most issuers that one symbol before the positions keeps. */
function tallyBefore(lo: usize, hi: usize): u32 {
  let most: u32 = 0;
  touchedEnd = touched;
  for (let at = lo; at < hi; at += 4) {
    const record = recordAt(at);
    if (backOf(record) > 0) most = max(most, count(load<u32>(record - 8), issuerOf(record)));
  }
  forget();
  return most;
}

/** Positions whose next symbol still has enough issuers move to the front, symbol by symbol, each group in order. */
function branch(lo: usize, hi: usize, depth: u32, all: u32): void {
  let most: u32 = 0;
  let width: usize = 0;
  const groups = waiting;
  if (depth < LONGEST) {
    most = tallyNext(lo, hi, depth);
    if (most >= minIssuers) width = divide(lo, hi, depth);
    forget();
  }
  if (<f64>most < closedness * <f64>all) emit(lo, hi, depth, all);
  if (width === 0) return;
  memory.copy(lo, scratch, width);
  const end = waiting;
  let start = lo;
  for (let at = groups; at < end; at += 8) {
    const next = start + load<u32>(at);
    refine(start, next, depth + 1, load<u32>(at, 4));
    start = next;
  }
  waiting = groups;
}

/** Lays the groups with enough issuers one behind the other in `scratch`, and their sizes behind what waits. */
function divide(lo: usize, hi: usize, depth: u32): usize {
  let width: u32 = 0;
  for (let at = touched; at < touchedEnd; at += 4) {
    const row: usize = load<u32>(at);
    const issuers = load<u32>(row, ISSUERS);
    if (issuers < minIssuers) continue;
    const size = load<u32>(row) << 2;
    store<u32>(waiting, size);
    store<u32>(waiting, issuers, 4);
    waiting += 8;
    store<u32>(row, width);
    width += size;
  }
  for (let at = lo; at < hi; at += 4) {
    const record = recordAt(at);
    if (roomOf(record) <= depth) continue;
    const row = rows + ((<usize>load<u32>(record + ((<usize>depth) << 3))) << ROW_BITS);
    if (load<u32>(row, ISSUERS) < minIssuers) continue;
    const to = load<u32>(row);
    store<u32>(scratch + to, load<u32>(at));
    store<u32>(row, to + 4);
  }
  return width;
}

function emit(lo: usize, hi: usize, depth: u32, issuers: u32): void {
  if (weightOf(lo, depth) < minLiterals) return;
  if (<f64>tallyBefore(lo, hi) < closedness * <f64>issuers) add(lo, hi, depth, issuers);
}
