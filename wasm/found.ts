/**
 * Rows of positions at the end of the memory, which grows with them: length and issuers in one word, how many positions,
 * the positions.
 */

import { take } from './memory';

/** Bytes before the positions of a row. */
export const HEAD: usize = 8;
/** Bytes there is always room made for ahead. */
const STEP: usize = 1 << 16;

let first: usize = 0;
let end: usize = 0;
let limit: usize = 0;
let rows: u32 = 0;
/** Bytes of the positions of the largest row. */
export let widest: usize = 0;
/** Whether memory was short: then what was found is not all. */
export let isFull: bool = false;

/** No rows, at what is free. Nobody else may take memory until all are found. */
export function openRows(): bool {
  first = take(STEP);
  end = first;
  limit = first + STEP;
  rows = 0;
  widest = 0;
  isFull = first === 0;
  return !isFull;
}

/** Adds the row of the positions from byte `lo` to `hi`. */
export function add(lo: usize, hi: usize, length: u32, issuers: u32): void {
  const bytes = hi - lo;
  if (!hasRoom(HEAD + bytes)) {
    isFull = true;
    return;
  }
  store<u32>(end, (length << 16) | issuers);
  store<u32>(end, <u32>(bytes >> 2), 4);
  memory.copy(end + HEAD, lo, bytes);
  end += HEAD + bytes;
  rows++;
  widest = max(widest, bytes);
}

function hasRoom(bytes: usize): bool {
  if (limit - end >= bytes) return true;
  const more = (bytes + STEP - 1) & ~(STEP - 1);
  if (take(more) !== limit) return false;
  limit += more;
  return true;
}

export function rowCount(): u32 {
  return rows;
}

export function rowsFrom(): usize {
  return first;
}

export function rowsTo(): usize {
  return end;
}
