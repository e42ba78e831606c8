/** The closed repeats that are found: a row each, their positions at the end of the memory, which grows with them. */

import { take } from './memory';

/** Where the positions of each row begin, and its length and issuers in one word. */
let rows: usize = 0;
let rowsEnd: usize = 0;
let lastRow: usize = 0;
/** Positions are taken room for a step ahead. */
const STEP: usize = 1 << 16;
let positions: usize = 0;
let positionsEnd: usize = 0;
let limit: usize = 0;
/** Whether memory was short: then what was found is not all. */
export let isFull: bool = false;

/** At most `most` rows at `rowsAt`, 8 bytes each and one more. From now on nobody else takes memory. */
export function arrangeRows(rowsAt: usize, most: u32): bool {
  rows = rowsAt;
  rowsEnd = rowsAt;
  lastRow = rowsAt + ((<usize>most) << 3);
  positions = take(STEP);
  positionsEnd = positions;
  limit = positions + STEP;
  isFull = positions === 0;
  return !isFull;
}

/** Adds the row of the positions from byte `lo` to `hi`. */
export function add(lo: usize, hi: usize, length: u32, issuers: u32): void {
  const bytes = hi - lo;
  if (rowsEnd === lastRow || !hasRoom(bytes)) {
    isFull = true;
    return;
  }
  store<u32>(rowsEnd, <u32>((positionsEnd - positions) >> 2));
  store<u32>(rowsEnd, (length << 16) | issuers, 4);
  rowsEnd += 8;
  memory.copy(positionsEnd, lo, bytes);
  positionsEnd += bytes;
}

function hasRoom(bytes: usize): bool {
  if (limit - positionsEnd >= bytes) return true;
  const more = (bytes + STEP - 1) & ~(STEP - 1);
  if (take(more) !== limit) return false;
  limit += more;
  return true;
}

/**
 * Tells the columns of the rows apart: lengths and issuers at `columns`, one behind the other; the beginnings of their
 * positions at the rows, with an end. How many rows.
 */
export function endRows(columns: usize): u32 {
  const count = (rowsEnd - rows) >> 3;
  for (let row: usize = 0; row < count; row++) {
    const at = rows + (row << 3);
    const both = load<u32>(at, 4);
    store<u32>(rows + (row << 2), load<u32>(at));
    store<u32>(columns + (row << 2), both >>> 16);
    store<u32>(columns + ((count + row) << 2), both & 0xffff);
  }
  store<u32>(rows + (count << 2), <u32>((positionsEnd - positions) >> 2));
  return <u32>count;
}

export function positionsFrom(): usize {
  return positions;
}

export function positionsTo(): usize {
  return positionsEnd;
}
