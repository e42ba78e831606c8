/** Reads the tables of a segment: look-ups of sorted keys by binary search over the blocks, and scans over a range of them. */

import { bitsAt, type Cursor, checksumOf, takeBits, takeGamma, widthOf, wordAt } from './bytes.js';
import { BLOCK, type Directory, FAR, GAPS, HEAD } from './table-writer.js';

/** Bytes of a table; throws what to tell the user where they are damaged. */
export interface TableBytes {
  /** Whether they stand in memory: what was sound once stays so. */
  readonly isResident: boolean;
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
  /** The gaps to the further places: the bit in `bytes` where they begin, or the byte in the table of a far list. */
  readonly at: Uint32Array;
  /** How many bits those take, or bytes of a far list. */
  readonly length: Uint32Array;
  /** Issuers of a far list. */
  readonly issuers: Uint32Array;
  bytes: Uint8Array;
  /** How far the tail is unpacked, and where the columns begin (in bits). */
  tailRow: number;
  tailAt: number;
  /** How far the high bits are passed: the byte, and the zeros before it. */
  highByte: number;
  zeros: number;
  first: number;
  lowWidth: number;
  lowsAt: number;
  highsAt: number;
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
    issuers: column(),
    bytes: new Uint8Array(0),
    tailRow: 0,
    tailAt: 0,
    highByte: 0,
    zeros: 0,
    first: 0,
    lowWidth: 0,
    lowsAt: 0,
    highsAt: 0,
    placeWidth: 0,
    placesAt: 0,
  };
}

/** Whether the list of a row stands outside its block. */
export function isFar(times: number): boolean {
  return times > FAR;
}

/** The next gap of a list; `reach` is that of its table. */
export function takeGap(cursor: Cursor, reach: number): number {
  const { data, at } = cursor;
  const byte = at >>> 3;
  const shift = at & 7;
  const ahead = (data[byte]! | (data[byte + 1]! << 8) | (data[byte + 2]! << 16) | (data[byte + 3]! << 24)) >>> shift;
  const kind = ahead & 3;
  const width = kind < GAPS.length ? GAPS[kind]! : reach;
  cursor.at = at + 2 + width;
  // The narrow ones lie in the word that says how wide they are.
  return shift + 2 + width <= 32 ? (ahead >>> 2) & ((1 << width) - 1) : bitsAt(data, at + 2, width);
}

export class TableReader {
  readonly directory: Directory;
  /** Bits of the largest gap between two places. */
  readonly reach: number;
  private readonly bytes: TableBytes;
  private readonly hasPlaces: boolean;
  /** Bits of a gap with those that say how wide it is, by these. */
  private readonly gapBits: Uint8Array;
  /** 1 for each block that was read and found sound, of bytes in memory. */
  private readonly sound: Uint8Array;

  constructor(bytes: TableBytes, directory: Directory, tokens: number, hasPlaces: boolean) {
    this.bytes = bytes;
    this.directory = directory;
    this.reach = widthOf(tokens);
    this.hasPlaces = hasPlaces;
    this.gapBits = Uint8Array.from([...GAPS, this.reach], (width) => width + 2);
    this.sound = new Uint8Array(bytes.isResident ? directory.first.length : 0);
  }

  /** Unpacks all of block `b`. Valid until the next call. */
  readBlock(b: number, block: Block): void {
    this.openBlock(b, block);
    const { bytes, count, first, key, lowWidth, lowsAt, highsAt } = block;
    key[0] = first;
    for (let row = 1, at = highsAt, high = 0; row < count; at++) {
      if ((bytes[at >>> 3]! & (1 << (at & 7))) === 0) high++;
      else {
        key[row] = first + high * 2 ** lowWidth + bitsAt(bytes, lowsAt + (row - 1) * lowWidth, lowWidth);
        row++;
      }
    }
    for (let row = 0; row < count; row++) this.readRow(block, row);
  }

  /** Reads and checks a block; keys and rows are unpacked as far as they are asked for. */
  private openBlock(b: number, block: Block): void {
    const { first, offset, length } = this.directory;
    const bytes = this.bytes.read(offset[b]!, length[b]!);
    const count = bytes[4]! + 1;
    if (this.sound[b] !== 1) {
      if (bytes.length < HEAD || wordAt(bytes, 0) !== checksumOf(bytes, 4, length[b]!) || count > BLOCK)
        throw this.bytes.damaged(`block ${b}`);
      if (b < this.sound.length) this.sound[b] = 1;
    }
    block.bytes = bytes;
    block.count = count;
    block.first = first[b]!;
    block.lowWidth = bytes[5]!;
    block.placeWidth = bytes[6]!;
    block.lowsAt = wholeBytes(HEAD * 8 + count);
    block.highsAt = wholeBytes(block.lowsAt + (count - 1) * block.lowWidth);
    block.placesAt = block.highsAt + bytes[7]! * 8;
    block.tailAt = wholeBytes(block.placesAt + count * block.placeWidth);
    block.tailRow = 0;
    block.highByte = block.highsAt >>> 3;
    block.zeros = 0;
  }

  /** Unpacks the row, and the tails of those before it. */
  private readRow(block: Block, row: number): void {
    const { bytes, placeWidth, placesAt } = block;
    block.place[row] = bitsAt(bytes, placesAt + row * placeWidth, placeWidth);
    if (!hasTail(bytes, row)) {
      block.times[row] = 1;
      return;
    }
    this.readTails(block, row);
  }

  /** Unpacks the tails of the rows up to this one. */
  private readTails(block: Block, row: number): void {
    const { bytes, times, at, length, issuers } = block;
    const { hasPlaces, gapBits } = this;
    const tail = { data: bytes, at: block.tailAt };
    for (let r = block.tailRow; r <= row; r++) {
      if (!hasTail(bytes, r)) continue;
      const many = takeGamma(tail) + 1;
      times[r] = many;
      if (!hasPlaces) continue;
      if (isFar(many)) {
        length[r] = takeGamma(tail);
        issuers[r] = takeGamma(tail);
        at[r] = takeBits(tail, 32);
        continue;
      }
      let end = tail.at;
      at[r] = end;
      for (let left = many - 1; left > 0; left--) {
        const byte = end >>> 3;
        end += gapBits[((bytes[byte]! | (bytes[byte + 1]! << 8)) >>> (end & 7)) & 3]!;
      }
      length[r] = end - tail.at;
      tail.at = end;
    }
    block.tailRow = row + 1;
    block.tailAt = tail.at;
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
      const row = rowOf(block, key);
      if (row < 0) continue;
      this.readRow(block, row);
      found(i, row);
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

function wholeBytes(bits: number): number {
  return (bits + 7) & ~7;
}

function hasTail(bytes: Uint8Array, row: number): boolean {
  return (bytes[HEAD + (row >> 3)]! & (1 << (row & 7))) !== 0;
}

/** Zeros of every byte. */
const ZEROS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  let zeros = 8;
  for (let rest = byte; rest > 0; rest >>= 1) zeros -= rest & 1;
  return zeros;
});

/** Bits of a word that are set, summed two, four, eight at a time (Warren 2012). */
function onesIn(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555);
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The row of `key`, or -1: behind as many zeros as its high bits say stand the keys with these high bits. */
function rowOf(block: Block, key: number): number {
  const { bytes, count, first, lowWidth, lowsAt, highsAt } = block;
  const rest = key - first;
  if (rest === 0) return 0;
  const high = Math.floor(rest / 2 ** lowWidth);
  const low = rest - high * 2 ** lowWidth;
  const end = block.placesAt >>> 3;
  // Keys come sorted: what was passed for the last one need not be read again.
  let { highByte: byte, zeros } = block;
  for (; byte + 4 <= end; byte += 4) {
    const more =
      32 - onesIn(bytes[byte]! | (bytes[byte + 1]! << 8) | (bytes[byte + 2]! << 16) | (bytes[byte + 3]! << 24));
    if (zeros + more >= high) break;
    zeros += more;
  }
  for (; byte < end && zeros + ZEROS[bytes[byte]!]! < high; byte++) zeros += ZEROS[bytes[byte]!]!;
  block.highByte = byte;
  block.zeros = zeros;
  let at = byte * 8;
  // Ones before this byte are rows; row 0 is the block's first key and has none.
  let row = at - highsAt - zeros + 1;
  for (; zeros < high && row < count; at++) {
    if ((bytes[at >>> 3]! & (1 << (at & 7))) === 0) zeros++;
    else row++;
  }
  for (; row < count && (bytes[at >>> 3]! & (1 << (at & 7))) !== 0; at++, row++) {
    const held = bitsAt(bytes, lowsAt + (row - 1) * lowWidth, lowWidth);
    if (held === low) return row;
    if (held > low) return -1;
  }
  return -1;
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
