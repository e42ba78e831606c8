/** A text in pieces that no formula leaves: they end at breaks, and a stretch without any is one piece. */

import type { Columns } from './columns.js';

/** Tokens of a piece; more where no break comes sooner. */
export const PIECE: number = 1 << 16;

/** Where the stretch of text between two breaks ends that begins at `at`. */
export function segmentEnd(room: Columns['room'], at: number): number {
  let end = at + room[at]!;
  while (room[end - 1]! > 1) end += room[end - 1]! - 1;
  return end;
}

/** Where the piece ends that begins at `from`, in a text that ends at `end`. */
export function pieceEnd(room: Columns['room'], from: number, end: number): number {
  let to = from;
  while (to < end && to - from < PIECE) to = segmentEnd(room, to);
  return to;
}
