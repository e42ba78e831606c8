/** The columns tokens are written into, used again from text to text: for short texts new memory costs more than reading. */

import type { Tokens } from '../model/tokens.js';

export type TokenColumns = Omit<Tokens, 'length'> & { readonly capacity: number };

function columnsOf(capacity: number): TokenColumns {
  return {
    capacity,
    id: new Uint32Array(capacity),
    kind: new Uint8Array(capacity),
    gap: new Uint8Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
  };
}

/** Units of a text up to which its columns are used again. */
const KEPT = 1 << 18;
let kept: TokenColumns = columnsOf(0);

/** Columns with room enough: the last ones again, unless the text is longer than most. */
export function columnsFor(capacity: number): TokenColumns {
  if (capacity > KEPT) return columnsOf(capacity);
  if (capacity > kept.capacity) kept = columnsOf(Math.min(KEPT, capacity * 2));
  return kept;
}

/** The first `length` rows as tokens of their own. */
export function finished({ id, kind, gap, start, end }: TokenColumns, length: number): Tokens {
  return {
    length,
    id: id.slice(0, length),
    kind: kind.slice(0, length),
    gap: gap.slice(0, length),
    start: start.slice(0, length),
    end: end.slice(0, length),
  };
}
