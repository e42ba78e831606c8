/** Reads the tables of a segment: look-ups of sorted keys by binary search over the blocks, and scans over a range of them. */

import { bitsAt, type Cursor, checksumOf, varintAt, wordAt } from './bytes.js';
import { BLOCK, type Directory, HEAD } from './table-writer.js';

/** Bytes of a table; throws what to tell the user where they are damaged. */
export interface TableBytes {
  /** Valid until the next call. */
  read(offset: number, length: number): Uint8Array;
  damaged(what: string): Error;
}

/** One block, unpacked. Rows are keys; which columns hold something depends on the table. */
export interface Block {
  count: number;
  readonly key: Uint32Array;
  /** Occurrences of each key. */
  readonly times: Uint32Array;
  /** The first place of each key. */
  readonly place: Uint32Array;
  /** The gaps to the further places: where in `bytes`, or in the table where `far` is 1. */
  readonly at: Uint32Array;
  readonly length: Uint32Array;
  readonly far: Uint8Array;
  /** Issuers of a far list. */
  readonly issuers: Uint32Array;
  bytes: Uint8Array;
}

export function createBlock(): Block {
  const column = (): Uint32Array => new Uint32Array(BLOCK);
  return {
    count: 0,
    key: column(),
    times: column(),
    place: column(),
    at: column(),
    length: column(),
    far: new Uint8Array(BLOCK),
    issuers: column(),
    bytes: new Uint8Array(0),
  };
}

export class TableReader {
  readonly directory: Directory;
  private readonly bytes: TableBytes;
  private readonly hasPlaces: boolean;

  constructor(bytes: TableBytes, directory: Directory, hasPlaces: boolean) {
    this.bytes = bytes;
    this.directory = directory;
    this.hasPlaces = hasPlaces;
  }

  /** Unpacks block `b`. Valid until the next call. */
  readBlock(b: number, block: Block): void {
    const { first, offset, length } = this.directory;
    const bytes = this.bytes.read(offset[b]!, length[b]!);
    const count = bytes[4]!;
    if (bytes.length < HEAD || wordAt(bytes, 0) !== checksumOf(bytes, 4, length[b]!) || count > BLOCK)
      throw this.bytes.damaged(`block ${b}`);
    const gapWidth = bytes[5]!;
    const placeWidth = bytes[6]!;
    const { key, times, place } = block;
    let at = HEAD * 8;
    for (let i = 0; i < count; i++) times[i] = bytes[HEAD + (i >> 3)]! & (1 << (i & 7)) ? 2 : 1;
    at += Math.ceil(count / 8) * 8;
    let last = first[b]!;
    key[0] = last;
    for (let i = 1; i < count; i++) {
      if (gapWidth > 0) {
        last += bitsAt(bytes, at, gapWidth);
        at += gapWidth;
      }
      key[i] = last;
    }
    at = Math.ceil(at / 8) * 8;
    for (let i = 0; i < count; i++) {
      place[i] = placeWidth === 0 ? 0 : bitsAt(bytes, at, placeWidth);
      at += placeWidth;
    }
    block.count = count;
    block.bytes = bytes;
    this.readTail(block, { data: bytes, at: Math.ceil(at / 8) });
  }

  private readTail(block: Block, cursor: Cursor): void {
    const { count, times, at, length, far, issuers } = block;
    for (let i = 0; i < count; i++) {
      if (times[i] === 1) continue;
      const said = varintAt(cursor);
      if (!this.hasPlaces) {
        times[i] = said + 2;
        continue;
      }
      times[i] = (said >>> 1) + 2;
      far[i] = said & 1;
      if (far[i] === 0) {
        at[i] = cursor.at;
        for (let k = 1; k < times[i]!; k++) varintAt(cursor);
        length[i] = cursor.at - at[i]!;
      } else {
        length[i] = varintAt(cursor);
        issuers[i] = varintAt(cursor);
        at[i] = varintAt(cursor);
      }
    }
  }

  /** Calls `found(i, row)` for each of the sorted `keys` that the table has; `block` holds the row. Cost: a block a key. */
  find(keys: Uint32Array, block: Block, found: (i: number, row: number) => void): void {
    const { first } = this.directory;
    let held = -1;
    let row = 0;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const b = lastAtMost(first, key, Math.max(0, held));
      if (b < 0) continue;
      if (b !== held) {
        this.readBlock(b, block);
        held = b;
        row = 0;
      }
      while (row < block.count && block.key[row]! < key) row++;
      if (row < block.count && block.key[row] === key) found(i, row);
    }
  }

  /** The blocks that may hold keys of [low, high). */
  *blocksIn(low: number, high: number): Generator<number> {
    const { first } = this.directory;
    for (let b = Math.max(0, lastAtMost(first, low, 0)); b < first.length && first[b]! < high; b++) yield b;
  }

  /** A list of places that stands outside its block. Valid until the next call. */
  far(at: number, length: number): Uint8Array {
    return this.bytes.read(at, length);
  }
}

/** Index of the last of the sorted `first` that is at most `key`, from `low` on; -1 when even that one is above. */
function lastAtMost(first: Uint32Array, key: number, low: number): number {
  if (low >= first.length || first[low]! > key) return -1;
  // Keys come sorted and are often near the last one: gallop, then halve.
  let from = low;
  let to = low + 1;
  for (let step = 1; to < first.length && first[to]! <= key; step *= 2) {
    from = to;
    to += step;
  }
  to = Math.min(to, first.length);
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (first[middle]! <= key) from = middle;
    else to = middle;
  }
  return from;
}
