/**
 * One table of a segment: sorted 32-bit keys, each with a count or with the places where its run stands. Keys come in blocks
 * of 128: a flag for those with more than one place, the keys (Elias 1974, Fano 1971: low bits as they are, high bits in unary),
 * first places as a bit column, the rest of the lists bit by bit. Long lists stand before their block in the stream. A block
 * holds its own checksum, so that a look-up reads and trusts one block alone.
 */

import { Bits, Bytes, checksumOf, widthOf } from './bytes.js';

/** Keys of a block. */
export const BLOCK = 128;
/** Runs that stand in more places than this have their list outside the block, with the number of their issuers. */
export const FAR = 20;
/** Bytes before the columns of a block: checksum, keys less one, width of the low bits, width of the places, bytes of the high bits. */
export const HEAD = 8;
/**
 * Widths of the gap between two places, chosen by two bits; the last is that of the whole segment. Most gaps are a report or a
 * few, or anything: 19.2 bits on average where bytes of seven bits took 20.6 (10,000 reports).
 */
export const GAPS: readonly number[] = [11, 14, 17];

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
  private readonly first: number[] = [];
  private readonly offset: number[] = [];
  private readonly length: number[] = [];
  private readonly sink: Sink;
  private readonly start: number;
  /** Bits of the largest place. */
  private readonly reach: number;
  private readonly key: Uint32Array = new Uint32Array(BLOCK);
  private readonly many: Uint8Array = new Uint8Array(BLOCK);
  private readonly place: Uint32Array = new Uint32Array(BLOCK);
  private readonly tail: Bits = new Bits();
  private readonly column: Bits = new Bits();
  private readonly list: Bits = new Bits();
  private readonly block: Bytes = new Bytes();
  private held = 0;

  /** `tokens`: above every place. */
  constructor(sink: Sink, tokens: number) {
    this.sink = sink;
    this.start = sink.length;
    this.reach = widthOf(tokens);
  }

  /** A key that occurs `count` times. */
  addCount(key: number, count: number): void {
    this.open(key, 0, count);
    if (this.held === BLOCK) this.close();
  }

  /** A key whose run stands at `places[from..to)`, ascending, said by `issuers` issuers (asked for where the list is long). */
  addPlaces(key: number, places: Uint32Array, from: number, to: number, issuers: number): void {
    this.open(key, places[from]!, to - from);
    if (to - from > FAR) this.addFar(places, from, to, issuers);
    else putGaps(this.tail, places, from, to, this.reach);
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

  private open(key: number, place: number, times: number): void {
    this.key[this.held] = key;
    this.place[this.held] = place;
    this.many[this.held++] = times === 1 ? 0 : 1;
    if (times > 1) this.tail.gamma(times - 1);
  }

  private addFar(places: Uint32Array, from: number, to: number, issuers: number): void {
    const { tail, list } = this;
    list.clear();
    putGaps(list, places, from, to, this.reach);
    const bytes = list.bytes();
    tail.gamma(bytes.length);
    tail.gamma(issuers);
    tail.put(this.sink.length - this.start, 32);
    this.sink.write(bytes.slice());
  }

  private close(): void {
    const { block, column, key, many, place, tail, held } = this;
    const low = lowBits(key[held - 1]! - key[0]!, held - 1);
    let highest = 0;
    for (let i = 0; i < held; i++) highest |= place[i]!;
    block.length = 0;
    block.word(0);
    block.byte(held - 1);
    block.byte(low);
    block.byte(widthOf(highest));
    const highBytes = block.length;
    block.byte(0);
    for (let i = 0; i < held; i++) column.put(many[i]!, 1);
    this.putColumn();
    for (let i = 1; i < held; i++) column.put(key[i]! - key[0]!, low);
    this.putColumn();
    let last = 0;
    for (let i = 1; i < held; i++) {
      const high = (key[i]! - key[0]!) >>> low;
      for (; high - last > 32; last += 32) column.put(0, 32);
      column.put(0, high - last);
      column.put(1, 1);
      last = high;
    }
    block.data[highBytes] = column.bytes().length;
    this.putColumn();
    for (let i = 0; i < held; i++) column.put(place[i]!, widthOf(highest));
    this.putColumn();
    block.append(tail.bytes());
    const bytes = block.view().slice();
    seal(bytes);
    this.first.push(key[0]!);
    this.offset.push(this.sink.length - this.start);
    this.length.push(bytes.length);
    this.sink.write(bytes);
    this.held = 0;
    tail.clear();
  }

  private putColumn(): void {
    this.block.append(this.column.bytes());
    this.column.clear();
  }
}

/** How many low bits make `count` ascending numbers up to `last` shortest. */
export function lowBits(last: number, count: number): number {
  return count === 0 ? 0 : Math.max(0, widthOf(Math.floor(last / count)) - 1);
}

function putGaps(into: Bits, places: Uint32Array, from: number, to: number, reach: number): void {
  for (let i = from + 1; i < to; i++) {
    const gap = places[i]! - places[i - 1]!;
    let kind = 0;
    while (kind < GAPS.length && gap >= 2 ** GAPS[kind]!) kind++;
    into.put(kind, 2);
    into.put(gap, GAPS[kind] ?? reach);
  }
}

function seal(bytes: Uint8Array): void {
  const sum = checksumOf(bytes, 4);
  for (let i = 0; i < 4; i++) bytes[i] = (sum >>> (8 * i)) & 255;
}
