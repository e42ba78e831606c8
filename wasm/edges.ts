/** Torn edges of repeats: the piece of a neighbouring clause, and words that belong to what stands beyond. */

import { BACK, literals, ROOM, records } from './seeds';

let gaps: usize = 0;
/** Of each symbol of 16 bits: 1 when it belongs to what stands behind it, 2 when to what stands before it. */
let loose: usize = 0;
const LOOSE_END: u32 = 1;
const LOOSE_START: u32 = 2;
const LOOSE_SYMBOLS: u32 = 0x10000;
/** The least gap that ends a clause. */
let clause: u32 = 0;
/** A piece of a clause lighter than this is cut off. */
let fragment: u32 = 0;

/** The part [edgeFrom, edgeTo) of the last repeat that was cleaned. */
export let edgeFrom: u32 = 0;
export let edgeTo: u32 = 0;

export function arrangeEdges(gapsAt: usize, looseAt: usize, clauseGap: u32, fragmentWeight: u32): void {
  gaps = gapsAt;
  loose = looseAt;
  clause = clauseGap;
  fragment = fragmentWeight;
}

/** Weight of the literals among tokens [from, to). */
export function weightBetween(from: u32, to: u32): u32 {
  return (<u32>load<u16>(literals + ((<usize>to) << 1)) - <u32>load<u16>(literals + ((<usize>from) << 1))) & 0xffff;
}

function endsClause(token: u32): bool {
  return load<u8>(gaps + <usize>token) >= clause;
}

function isLoose(token: u32, where: u32): bool {
  const symbol = load<u32>(records + ((<usize>token) << 3));
  return symbol < LOOSE_SYMBOLS && (load<u8>(loose + <usize>symbol) & where) !== 0;
}

/** Finds what is no torn edge of `length` tokens, `shift` tokens behind the positions from byte `lo` to `hi`. */
export function clean(lo: usize, hi: usize, shift: u32, length: u32): void {
  const at = load<u32>(lo) + shift;
  let from: u32 = 0;
  let to = length;
  for (let i = <i32>to - 1; i > 0; i--) {
    if (weightBetween(at + i, at + to) >= fragment) break;
    if (!endsClause(at + i)) continue;
    if (!closes(lo, hi, shift + to)) to = i;
    break;
  }
  for (let i: u32 = 1; i < to; i++) {
    if (weightBetween(at, at + i) >= fragment) break;
    if (!endsClause(at + i)) continue;
    if (!opens(lo, hi, shift)) from = i;
    break;
  }
  while (to > from && isLoose(at + to - 1, LOOSE_END) && !closes(lo, hi, shift + to)) to--;
  while (from < to && isLoose(at + from, LOOSE_START) && !opens(lo, hi, shift + from)) from++;
  edgeFrom = from;
  edgeTo = to;
}

/** Whether a clause mostly ends `end` tokens behind the positions. */
function closes(lo: usize, hi: usize, end: u32): bool {
  let count: usize = 0;
  for (let k = lo; k < hi; k += 4) {
    const at = load<u32>(k) + end;
    count += <usize>(load<u8>(records + ((<usize>at) << 3) - 8, ROOM) === 1 || endsClause(at));
  }
  return count << 3 > hi - lo;
}

/** Whether a clause mostly begins there. */
function opens(lo: usize, hi: usize, start: u32): bool {
  let count: usize = 0;
  for (let k = lo; k < hi; k += 4) {
    const at = load<u32>(k) + start;
    count += <usize>(load<u8>(records + ((<usize>at) << 3), BACK) === 0 || endsClause(at));
  }
  return count << 3 > hi - lo;
}
