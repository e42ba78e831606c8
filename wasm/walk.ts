/**
 * The walk of templates over a corpus, piece by piece: rare runs vote for templates, and where enough votes stand together
 * an alignment says what stands there. The same computation in words is src/reuse/walk-js.ts; both must find the same.
 * Memory is laid out and filled by src/reuse/walk-wasm.ts.
 */

import {
  align,
  cellsFor,
  fitFrom,
  fitTo,
  idealScore,
  isWithinReach,
  setScratch,
  setText,
  symbolAt,
  symbolsAt,
} from './fit';

export { addRuns, arrangeRuns, countIssuers, lookUp, runCount } from './runs';

const GRAM: i32 = 4;
const SHORT: i32 = 12;
const LIKELY: f64 = 0.6;
const LIKELY_SHORT: f64 = 0.75;
const DRIFT: i32 = 12;
/** Words of the head of a fit: template, first token, end, and how many numbers say what its columns met. */
const HEAD: usize = 16;
/** Instead of these: what is left to who has more memory. */
const LEFT_OVER: i32 = -1;

/** A row of the state of a template: what its votes have seen, and what it asks for. */
const COUNT: usize = 0;
const FIRST_AT: usize = 4;
const LAST_AT: usize = 8;
const LOW: usize = 12;
const HIGH: usize = 16;
const LENGTH: usize = 20;
const NEEDED: usize = 24;
const AROUND: usize = 28;
const ROW_BITS: usize = 5;
/** A second row, read only where something may fit: where its symbols lie, its ideal score, columns that may be missing. */
const SYMBOLS: usize = 0;
const IDEAL: usize = 4;
const MISSING: usize = 8;
const SECOND_BITS: usize = 4;

let states: usize = 0;
let seconds: usize = 0;
let touched: usize = 0;
let from: usize = 0;
let voted: usize = 0;
let column: usize = 0;
/** Cells of the scratch of an alignment. */
let cells: u64 = 0;
/** Where what is found begins, and ends. */
let found: usize = 0;
let foundEnd: usize = 0;
/** Where room and run of token 0 would lie. */
let rooms: usize = 0;
let runs: usize = 0;

export function arrangeWalk(
  statesAt: usize,
  secondsAt: usize,
  touchedAt: usize,
  fromAt: usize,
  votedAt: usize,
  columnAt: usize,
  templates: i32,
): void {
  states = statesAt;
  seconds = secondsAt;
  touched = touchedAt;
  from = fromAt;
  voted = votedAt;
  column = columnAt;
  for (let t: usize = 0; t < <usize>templates; t++) {
    const second = seconds + (t << SECOND_BITS);
    const length = load<i32>(states + (t << ROW_BITS), LENGTH);
    store<i32>(second, idealScore(load<usize>(second, SYMBOLS), length), IDEAL);
  }
}

export function arrangeScratch(scoresAt: usize, waysAt: usize, room: i32, foundAt: usize): void {
  setScratch(scoresAt, waysAt);
  cells = <u64>room;
  found = foundAt;
}

/** The text at hand begins with token `first`. */
export function arrangeText(symbolsAt: usize, gapsAt: usize, roomsAt: usize, runsAt: usize, first: i32): void {
  setText(symbolsAt - ((<usize>first) << 2), gapsAt - <usize>first);
  rooms = roomsAt - <usize>first;
  runs = runsAt - ((<usize>first) << 2);
}

/** Walks tokens [start, end), which begin and end at a break; where what it found ends. */
export function walk(start: i32, end: i32): usize {
  foundEnd = found;
  for (let at = start; at < end; ) {
    const to = segmentEnd(at);
    segment(at, to);
    at = to;
  }
  return foundEnd;
}

/** Where the stretch of text between two breaks ends that begins at `at`. */
function segmentEnd(at: i32): i32 {
  let end = at + <i32>load<u8>(rooms + <usize>at);
  for (let more = roomBefore(end); more > 1; more = roomBefore(end)) end += more - 1;
  return end;
}

function roomBefore(end: i32): i32 {
  return <i32>load<u8>(rooms + <usize>end - 1);
}

/** Votes of tokens [start, end), which no formula leaves. */
function segment(start: i32, end: i32): void {
  let count: usize = 0;
  for (let i = start; i < end; i++) {
    const run = load<i32>(runs + ((<usize>i) << 2));
    if (run < 0) continue;
    const at = from + ((<usize>run) << 2);
    const last = load<u32>(at, 4);
    for (let row = load<u32>(at); row < last; row++) {
      const t = states + ((<usize>load<u32>(voted + ((<usize>row) << 2))) << ROW_BITS);
      const diagonal = i - <i32>load<u16>(column + ((<usize>row) << 1));
      let votes = load<i32>(t, COUNT);
      if (votes === 0) {
        store<u32>(touched + (count << 2), <u32>t);
        count++;
      } else if (i > load<i32>(t, LAST_AT) + load<i32>(t, LENGTH)) {
        close(t, start, end);
        votes = 0;
      }
      if (votes === 0) {
        store<i32>(t, 1, COUNT);
        store<i32>(t, i, FIRST_AT);
        store<i32>(t, diagonal, LOW);
        store<i32>(t, diagonal, HIGH);
      } else {
        if (i > load<i32>(t, LAST_AT)) store<i32>(t, votes + 1, COUNT);
        if (diagonal < load<i32>(t, LOW)) store<i32>(t, diagonal, LOW);
        else if (diagonal > load<i32>(t, HIGH)) store<i32>(t, diagonal, HIGH);
      }
      store<i32>(t, i, LAST_AT);
    }
  }
  for (let k: usize = 0; k < count; k++) close(load<u32>(touched + (k << 2)), start, end);
}

/** Ends the votes of the template whose row is `t`. */
function close(t: usize, start: i32, end: i32): void {
  const enough = load<i32>(t, COUNT) >= load<i32>(t, NEEDED);
  store<i32>(t, 0, COUNT);
  if (enough) place(t, start, end);
}

function place(t: usize, start: i32, end: i32): void {
  const template = (t - states) >> ROW_BITS;
  const second = seconds + (template << SECOND_BITS);
  const own = <usize>load<u32>(second, SYMBOLS);
  const length = load<i32>(t, LENGTH);
  const low = load<i32>(t, LOW);
  const high = load<i32>(t, HIGH);
  if (low === high && isExact(own, length, low)) {
    open(<i32>template, low, low + length, 0);
    return;
  }
  if (!isLikely(own, length, low, high)) return;
  const around = load<i32>(t, AROUND);
  const bandFrom = max(start, min(low, load<i32>(t, FIRST_AT)) - around);
  const bandTo = min(end, max(high + length, load<i32>(t, LAST_AT) + GRAM) + around);
  const bandLow = low - DRIFT;
  const bandHigh = high + DRIFT;
  const missing = load<i32>(second, MISSING);
  if (!isWithinReach(own, length, bandFrom, bandTo, bandLow, bandHigh, missing)) return;
  if (cellsFor(length, bandLow, bandHigh) > cells) {
    open(<i32>template, bandFrom, bandTo, LEFT_OVER);
    store<i32>(foundEnd, bandLow);
    store<i32>(foundEnd, bandHigh, 4);
    foundEnd += 8;
    return;
  }
  reserve(HEAD + ((<usize>length) << 3));
  const ideal = load<i32>(second, IDEAL);
  if (!align(own, length, ideal, bandFrom, bandTo, bandLow, bandHigh, missing, foundEnd + HEAD)) return;
  open(<i32>template, fitFrom, fitTo, 2 * length);
  foundEnd += (<usize>length) << 3;
}

/** Writes the head of what was found. */
function open(template: i32, first: i32, end: i32, numbers: i32): void {
  reserve(HEAD + 8);
  store<i32>(foundEnd, template);
  store<i32>(foundEnd, first, 4);
  store<i32>(foundEnd, end, 8);
  store<i32>(foundEnd, numbers, 12);
  foundEnd += HEAD;
}

/** Memory for so many bytes more; without any the walk is given up, and who asked for it walks on in words. */
function reserve(bytes: usize): void {
  const missing = <i64>(foundEnd + bytes) - ((<i64>memory.size()) << 16);
  if (missing > 0 && memory.grow(<i32>(missing >> 16) + 16) < 0) unreachable();
}

/** Whether the template stands at `at` token for token. */
function isExact(own: usize, length: i32, at: i32): bool {
  if (at < 0 || <i32>load<u8>(rooms + <usize>at) < length) return false;
  for (let c = 0; c < length; c++) {
    if (symbolAt(at + c) !== load<u32>(own + ((<usize>c) << 2))) return false;
  }
  return true;
}

/** Whether an alignment is worth its cost, by the columns that agree along the two outermost diagonals. */
function isLikely(own: usize, length: i32, low: i32, high: i32): bool {
  const needed = (length < SHORT ? LIKELY_SHORT : LIKELY) * <f64>length;
  if (low === high) return <f64>agreeing(own, length, low) >= needed;
  let before = 0;
  let behindLow = 0;
  let behindHigh = 0;
  let lead = 0;
  let leadHigh = 0;
  for (let c = 0; c < length; c++) {
    const symbol = load<u32>(own + ((<usize>c) << 2));
    const isLow = <i32>(symbolAt(low + c) === symbol);
    const isHigh = <i32>(symbolAt(high + c) === symbol);
    behindLow += isLow;
    behindHigh += isHigh;
    before += isLow - isHigh;
    lead = max(lead, before);
    leadHigh = max(leadHigh, -before);
  }
  return <f64>max(behindHigh + lead, behindLow + leadHigh) >= needed;
}

/** Columns that agree along one diagonal. */
function agreeing(own: usize, length: i32, diagonal: i32): i32 {
  let count = 0;
  let c = 0;
  for (; c + 4 <= length; c += 4) {
    const text = v128.load(own + ((<usize>c) << 2));
    const equal = i32x4.eq(text, symbolsAt(diagonal + c));
    count += popcnt<i32>(i32x4.bitmask(equal));
  }
  for (; c < length; c++) count += <i32>(symbolAt(diagonal + c) === load<u32>(own + ((<usize>c) << 2)));
  return count;
}
