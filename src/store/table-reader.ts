/** Reads the tables of a segment: look-ups of sorted keys by binary search over the blocks, and scans over a range of them. */

import { bitsAt, type Cursor, checksumOf, varintAt, wordAt } from './bytes.js';
import { BLOCK, type Directory, HEAD } from './table-writer.js';

/** Bytes of a table; throws what to tell the user where they are damaged. */
export interface TableBytes {
  /** Valid until the next call. */
  read(offset: number, length: number): Uint8Array;
  damaged(what: string): Error;
}

/** One block. Rows are keys; which columns hold something depends on the table. */
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
  /** How far the block is unpacked, and where its columns (in bits) and its tail begin. */
  lastKey: number;
  tailRow: number;
  tail: Cursor;
  gapWidth: number;
  gapsAt: number;
  placeWidth: number;
  placesAt: number;
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
    lastKey: 0,
    tailRow: 0,
    tail: { data: new Uint8Array(0), at: 0 },
    gapWidth: 0,
    gapsAt: 0,
    placeWidth: 0,
    placesAt: 0,
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

  /** Unpacks all of block `b`. Valid until the next call. */
  readBlock(b: number, block: Block): void {
    this.openBlock(b, block);
    while (block.lastKey + 1 < block.count) nextKey(block);
    for (let row = 0; row < block.count; row++) this.readRow(block, row);
  }

  /** Reads and checks a block; keys and rows are unpacked as far as they are asked for. */
  private openBlock(b: number, block: Block): void {
    const { first, offset, length } = this.directory;
    const bytes = this.bytes.read(offset[b]!, length[b]!);
    const count = bytes[4]!;
    if (bytes.length < HEAD || wordAt(bytes, 0) !== checksumOf(bytes, 4, length[b]!) || count > BLOCK)
      throw this.bytes.damaged(`block ${b}`);
    block.bytes = bytes;
    block.count = count;
    block.gapWidth = bytes[5]!;
    block.placeWidth = bytes[6]!;
    block.gapsAt = (HEAD + Math.ceil(count / 8)) * 8;
    block.placesAt = Math.ceil((block.gapsAt + Math.max(0, count - 1) * block.gapWidth) / 8) * 8;
    block.tail = { data: bytes, at: Math.ceil((block.placesAt + count * block.placeWidth) / 8) };
    block.tailRow = 0;
    block.lastKey = 0;
    block.key[0] = first[b]!;
  }

  /** Unpacks the row, and the tails of those before it. */
  private readRow(block: Block, row: number): void {
    const { bytes, placeWidth, placesAt } = block;
    block.place[row] = placeWidth === 0 ? 0 : bitsAt(bytes, placesAt + row * placeWidth, placeWidth);
    if (!hasTail(bytes, row)) {
      block.times[row] = 1;
      return;
    }
    for (; block.tailRow <= row; block.tailRow++)
      if (hasTail(bytes, block.tailRow)) this.readTail(block, block.tailRow);
  }

  private readTail({ tail, times, at, length, far, issuers }: Block, row: number): void {
    const said = varintAt(tail);
    if (!this.hasPlaces) {
      times[row] = said + 2;
      return;
    }
    times[row] = (said >>> 1) + 2;
    far[row] = said & 1;
    if (far[row] === 0) {
      at[row] = tail.at;
      for (let left = (said >>> 1) + 1; left > 0; tail.at++) if (tail.data[tail.at]! < 128) left--;
      length[row] = tail.at - at[row]!;
    } else {
      length[row] = varintAt(tail);
      issuers[row] = varintAt(tail);
      at[row] = varintAt(tail);
    }
  }

  /** Calls `found(i, row)` for each of the sorted `keys` that the table has; `block` holds the row. Cost: a block a key. */
  find(keys: Uint32Array, block: Block, found: (i: number, row: number) => void): void {
    const { first } = this.directory;
    let held = -1;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const b = lastAtMost(first, key, Math.max(0, held));
      if (b < 0) continue;
      if (b !== held) {
        this.openBlock(b, block);
        held = b;
      }
      while (block.key[block.lastKey]! < key && block.lastKey + 1 < block.count) nextKey(block);
      if (block.key[block.lastKey] !== key) continue;
      this.readRow(block, block.lastKey);
      found(i, block.lastKey);
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

function hasTail(bytes: Uint8Array, row: number): boolean {
  return (bytes[HEAD + (row >> 3)]! & (1 << (row & 7))) !== 0;
}

function nextKey(block: Block): void {
  const { bytes, gapWidth, gapsAt, lastKey, key } = block;
  const gap = gapWidth === 0 ? 0 : bitsAt(bytes, gapsAt + lastKey * gapWidth, gapWidth);
  key[lastKey + 1] = key[lastKey]! + gap;
  block.lastKey++;
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
