/**
 * One template against one stretch of text, four tokens at a time: local alignment as in src/reuse/fit.ts, to the same
 * result. Of the band only what ways out of it can reach is looked at.
 */

// Scores in tenths, as there: a literal that agrees, a slot of its kind, a mismatch, a gap, a value in words.
const MATCH: i32 = 20;
const SLOT: i32 = 10;
const OTHER_SLOT: i32 = 2;
const MISMATCH: i32 = -14;
const SKIP: i32 = -14;
const VALUE: i32 = 0;
const SWALLOW: i32 = -3;
const LEAST_SCORE: f64 = 0.45;
const SWALLOWED: i32 = 8;
const WHOLE: i32 = 100;
const MORE: u32 = 0x591a; // 多
const OVER: u32 = 0x4f59; // 余

const FIRST_SLOT: u32 = 2;
const PLACE: u32 = 4;
const CLAUSE: u32 = 2;

const DIAGONAL: u32 = 1;
const UP: u32 = 2;
const LEFT: u32 = 3;
const SWALLOWING: u32 = 4;

/** Where symbol and gap of token 0 would lie: the text at hand is a piece of a longer one. */
let symbols: usize = 0;
let gaps: usize = 0;
/** Scores of a band, row by row, and the ways into the cells of slot rows. */
let scores: usize = 0;
let ways: usize = 0;
/** Cells of a row: those of the band, and at least one of 0 behind them. */
let stride: i32 = 0;

/** What the last alignment found: tokens [fitFrom, fitTo). */
export let fitFrom: i32 = 0;
export let fitTo: i32 = 0;

export function setText(symbolsAt: usize, gapsAt: usize): void {
  symbols = symbolsAt;
  gaps = gapsAt;
}

export function setScratch(scoresAt: usize, waysAt: usize): void {
  scores = scoresAt;
  ways = waysAt;
}

export function symbolAt(token: i32): u32 {
  return load<u32>(symbols + ((<usize>token) << 2));
}

/** Four symbols from that token on. */
export function symbolsAt(token: i32): v128 {
  return v128.load(symbols + ((<usize>token) << 2));
}

function columnAt(own: usize, c: i32): u32 {
  return load<u32>(own + ((<usize>c) << 2));
}

export function isSlot(symbol: u32): bool {
  return symbol - FIRST_SLOT < 16 - FIRST_SLOT;
}

/** What a template scores against itself. */
export function idealScore(own: usize, length: i32): i32 {
  let sum = 0;
  for (let c = 0; c < length; c++) sum += isSlot(columnAt(own, c)) ? SLOT : MATCH;
  return sum;
}

/** Cells that an alignment needs. */
export function cellsFor(length: i32, low: i32, high: i32): u64 {
  return <u64>strideFor(high - low + 1) * <u64>(length + 1);
}

function strideFor(width: i32): i32 {
  return (width + 4) & ~3;
}

/** Whether the band holds enough of the template's literals for any alignment in it to be close. */
export function isWithinReach(own: usize, length: i32, from: i32, to: i32, low: i32, high: i32, missing: i32): bool {
  let left = missing;
  for (let c = 0; c < length; c++) {
    const column = columnAt(own, c);
    if (isSlot(column)) continue;
    if (!holds(column, max(from, c + low), min(to - 1, c + high)) && --left < 0) return false;
  }
  return true;
}

/** Whether the symbol is among tokens `from` to `last`. */
function holds(symbol: u32, from: i32, last: i32): bool {
  const wanted = i32x4.splat(symbol);
  let at = from;
  for (; at + 3 <= last; at += 4) {
    if (v128.any_true(i32x4.eq(v128.load(symbols + ((<usize>at) << 2)), wanted))) return true;
  }
  for (; at <= last; at++) if (symbolAt(at) === symbol) return true;
  return false;
}

/**
 * The best local alignment of a template with tokens [from, to) on diagonals `low` to `high`; what each column met is
 * written to `met`. False when too little agrees, or more columns than `missing` are left.
 */
export function align(
  own: usize,
  length: i32,
  ideal: i32,
  from: i32,
  to: i32,
  low: i32,
  high: i32,
  missing: i32,
  met: usize,
): bool {
  const width = high - low + 1;
  stride = strideFor(width);
  zero(0, stride);
  let best = 0;
  let bestCell = -1;
  for (let c = 0; c < length; c++) {
    const row = (c + 1) * stride;
    const first = c + low;
    const end = max(0, min(width, to - first));
    const start = min(end, max(0, from - first));
    zero(row, row + start);
    zero(row + end, row + stride);
    const column = columnAt(own, c);
    const rowBest = isSlot(column)
      ? slotRow(column, row, width, first, start, end, best)
      : literalRow(column, row, first, start, end, best);
    if (rowBest >= 0) {
      bestCell = rowBest;
      best = scoreAt(rowBest);
    }
  }
  if (<f64>best < LEAST_SCORE * <f64>ideal) return false;
  return trace(own, length, low, bestCell, missing, met);
}

function scoreAt(cell: i32): i32 {
  return load<i32>(scores + ((<usize>cell) << 2));
}

function zero(from: i32, to: i32): void {
  memory.fill(scores + ((<usize>from) << 2), 0, (<usize>(to - from)) << 2);
}

/** Fills cells [from, to) of the row of a literal column; the first cell with the most above `best`, or -1. */
function literalRow(column: u32, row: i32, first: i32, from: i32, to: i32, best: i32): i32 {
  const wanted = i32x4.splat(column);
  const none = i32x4.splat(0);
  const skip = i32x4.splat(SKIP);
  const skips = i32x4(SKIP, 2 * SKIP, 3 * SKIP, 4 * SKIP);
  let found = -1;
  let most = best;
  let left = 0;
  let cell = scores + ((<usize>(row + from)) << 2);
  let text = symbols + ((<usize>(first + from)) << 2);
  const back = (<usize>stride) << 2;
  let b = from;
  for (; b + 4 <= to; b += 4) {
    const agrees = i32x4.eq(v128.load(text), wanted);
    const step = v128.bitselect(i32x4.splat(MATCH), i32x4.splat(MISMATCH), agrees);
    let top = i32x4.max_s(none, i32x4.add(v128.load(cell - back), step));
    top = i32x4.max_s(top, i32x4.add(v128.load(cell - back, 4), skip));
    // A gap in the text runs on from cell to cell: from one, from two before, and from what stood before these four.
    top = i32x4.max_s(top, i32x4.add(i32x4.shuffle(none, top, 0, 4, 5, 6), skip));
    top = i32x4.max_s(top, i32x4.add(i32x4.shuffle(none, top, 0, 1, 4, 5), i32x4.splat(2 * SKIP)));
    top = i32x4.max_s(top, i32x4.add(i32x4.splat(left), skips));
    v128.store(cell, top);
    left = i32x4.extract_lane(top, 3);
    if (v128.any_true(i32x4.gt_s(top, i32x4.splat(most)))) {
      for (let lane = 0; lane < 4; lane++) {
        const one = load<i32>(cell + ((<usize>lane) << 2));
        if (one <= most) continue;
        most = one;
        found = row + b + lane;
      }
    }
    cell += 16;
    text += 16;
  }
  for (; b < to; b++) {
    const diagonal = load<i32>(cell - back) + (load<u32>(text) === column ? MATCH : MISMATCH);
    const top = max(max(0, diagonal), max(load<i32>(cell - back, 4), left) + SKIP);
    store<i32>(cell, top);
    left = top;
    if (top > most) {
      most = top;
      found = row + b;
    }
    cell += 4;
    text += 4;
  }
  return found;
}

/** The same for a slot column. */
function slotRow(column: u32, row: i32, width: i32, first: i32, from: i32, to: i32, best: i32): i32 {
  let found = -1;
  let most = best;
  let before = 0;
  let left = 0;
  for (let b = from; b < to; b++) {
    const token = symbolAt(first + b);
    const cell = row + b;
    let top = 0;
    let direction: u32 = 0;
    let length = 0;
    const diagonal = scoreAt(cell - stride) + (column === token ? SLOT : isSlot(token) ? OTHER_SLOT : VALUE);
    if (diagonal > top) {
      top = diagonal;
      direction = DIAGONAL;
      length = column === token && column !== PLACE ? WHOLE : 1;
    }
    const up = b + 1 < width ? scoreAt(cell - stride + 1) + SKIP : SKIP;
    if (up > top) {
      top = up;
      direction = UP;
      length = 0;
    }
    const goesOn = before === WHOLE ? token === MORE || token === OVER : before > 0 && before < SWALLOWED;
    const swallows = goesOn && <u32>load<u8>(gaps + <usize>(first + b)) < CLAUSE;
    const aside = left + (swallows ? SWALLOW : SKIP);
    if (aside > top) {
      top = aside;
      direction = swallows ? SWALLOWING : LEFT;
      length = swallows ? min(SWALLOWED, before + 1) : 0;
    }
    store<i32>(scores + ((<usize>cell) << 2), top);
    store<u8>(ways + <usize>cell, <u8>direction);
    before = length;
    left = top;
    if (top > most) {
      most = top;
      found = cell;
    }
  }
  return found;
}

/** Follows the alignment back from its last cell. */
function trace(own: usize, length: i32, low: i32, bestCell: i32, missing: i32, met: usize): bool {
  memory.fill(met, 0xff, (<usize>length) << 3);
  let c = bestCell / stride - 1;
  let cell = bestCell;
  fitTo = bestCell - (c + 1) * stride + c + low + 1;
  let swallowedTo = -1;
  let unmet = length;
  while (scoreAt(cell) > 0) {
    const j = cell - (c + 1) * stride + c + low;
    const column = columnAt(own, c);
    const slot = isSlot(column);
    const agrees = symbolAt(j) === column;
    const way = slot ? <u32>load<u8>(ways + <usize>cell) : wayInto(cell, agrees ? MATCH : MISMATCH);
    if (way === DIAGONAL) {
      store<i32>(met + ((<usize>c) << 3), j);
      store<i32>(met + ((<usize>c) << 3), swallowedTo >= 0 ? swallowedTo : j + 1, 4);
      swallowedTo = -1;
      if (agrees || slot) unmet--;
      cell -= stride;
      c--;
    } else if (way === SWALLOWING) {
      if (swallowedTo < 0) swallowedTo = j + 1;
      cell--;
    } else if (way === UP) {
      cell -= stride - 1;
      c--;
    } else cell--;
  }
  if (load<i32>(met) < 0 && isSlot(columnAt(own, 0))) unmet--;
  if (load<i32>(met + ((<usize>(length - 1)) << 3)) < 0 && isSlot(columnAt(own, length - 1))) unmet--;
  if (unmet > missing) return false;
  fitFrom = cell - (c + 1) * stride + c + low + 1;
  return true;
}

/** The way into a cell of a literal column with a score: of equals the diagonal, then the gap in the text. */
function wayInto(cell: i32, agreement: i32): u32 {
  const own = scoreAt(cell);
  if (own === scoreAt(cell - stride) + agreement) return DIAGONAL;
  return own === scoreAt(cell - stride + 1) + SKIP ? UP : LEFT;
}
