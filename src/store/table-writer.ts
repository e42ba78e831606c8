/**
 * One table of a segment: sorted 32-bit keys, each with a count or with the places where its run stands. Keys come in
 * blocks of 128: gaps, a flag and first places as bit columns; what follows of a list behind them; long lists stand before
 * their block in the stream. A block holds its own checksum, so that a look-up reads and trusts one block alone.
 */

import { Bytes, checksumOf, widthOf } from './bytes.js';

/** Keys of a block. */
export const BLOCK = 128;
/** Lists of more bytes stand outside their block. */
export const INLINE = 48;
/** Bytes before the columns of a block: checksum, number of keys, width of the gaps, width of the places, a spare. */
export const HEAD = 8;

export interface Sink {
  readonly length: number;
  write(bytes: Uint8Array): void;
}

/** Where the blocks of a table stand: first key, offset in the file's table, length. */
export interface Directory {
  readonly first: Uint32Array;
  readonly offset: Uint32Array;
  readonly length: Uint16Array;
}

/** Takes keys in ascending order. */
export class TableWriter {
  readonly first: number[] = [];
  readonly offset: number[] = [];
  readonly length: number[] = [];
  keys = 0;
  private readonly sink: Sink;
  private readonly start: number;
  private readonly gap: Uint32Array = new Uint32Array(BLOCK);
  private readonly many: Uint32Array = new Uint32Array(BLOCK);
  private readonly place: Uint32Array = new Uint32Array(BLOCK);
  private readonly tail: Bytes = new Bytes();
  private readonly block: Bytes = new Bytes();
  private readonly list: Bytes = new Bytes();
  private held = 0;
  private last = 0;

  constructor(sink: Sink) {
    this.sink = sink;
    this.start = sink.length;
  }

  /** A key that occurs `count` times. */
  addCount(key: number, count: number): void {
    this.open(key);
    if (count === 1) this.many[this.held - 1] = 0;
    else {
      this.many[this.held - 1] = 1;
      this.tail.varint(count - 2);
    }
    if (this.held === BLOCK) this.close();
  }

  /** A key whose run stands at `places[from..to)`, ascending, said by `issuers` issuers. */
  addPlaces(key: number, places: Uint32Array, from: number, to: number, issuers: number): void {
    this.open(key);
    this.place[this.held - 1] = places[from]!;
    this.many[this.held - 1] = to - from === 1 ? 0 : 1;
    if (to - from > 1) this.addList(places, from, to, issuers);
    if (this.held === BLOCK) this.close();
  }

  finish(): Directory {
    if (this.held > 0) this.close();
    return {
      first: Uint32Array.from(this.first),
      offset: Uint32Array.from(this.offset),
      length: Uint16Array.from(this.length),
    };
  }

  private open(key: number): void {
    this.keys++;
    if (this.held === 0) {
      this.first.push(key);
      this.last = key;
    }
    this.gap[this.held] = key - this.last;
    this.place[this.held++] = 0;
    this.last = key;
  }

  private addList(places: Uint32Array, from: number, to: number, issuers: number): void {
    const { tail, list } = this;
    list.length = 0;
    for (let i = from + 1; i < to; i++) list.varint(places[i]! - places[i - 1]!);
    // The lowest bit says that the list stands elsewhere: how long it is, how many say it, where it begins.
    const isFar = list.length > INLINE;
    tail.varint((to - from - 2) * 2 + (isFar ? 1 : 0));
    if (!isFar) {
      tail.append(list.view());
      return;
    }
    tail.varint(list.length);
    tail.varint(issuers);
    tail.varint(this.sink.length - this.start);
    this.sink.write(list.view().slice());
  }

  private close(): void {
    const { block, gap, many, place, tail } = this;
    let widest = 0;
    for (let i = 1; i < this.held; i++) widest |= gap[i]!;
    let highest = 0;
    for (let i = 0; i < this.held; i++) highest |= place[i]!;
    block.length = 0;
    block.word(0);
    block.byte(this.held);
    block.byte(widthOf(widest));
    block.byte(widthOf(highest));
    block.byte(0);
    block.column(many, 0, this.held, 1);
    block.column(gap, 1, this.held, widthOf(widest));
    block.column(place, 0, this.held, widthOf(highest));
    block.append(tail.view());
    const bytes = block.view().slice();
    seal(bytes);
    this.offset.push(this.sink.length - this.start);
    this.length.push(bytes.length);
    this.sink.write(bytes);
    this.held = 0;
    tail.length = 0;
  }
}

function seal(bytes: Uint8Array): void {
  const sum = checksumOf(bytes, 4);
  for (let i = 0; i < 4; i++) bytes[i] = (sum >>> (8 * i)) & 255;
}
