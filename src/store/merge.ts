/** Several segments as one: their tables are unpacked key range by key range, sorted, and written again. */

import { sortByKey } from '../sketch/radix.js';
import { type Cursor, varintAt } from './bytes.js';
import { COUNTED, type Directories, issuerCounter, type SegmentReports, writePlaces } from './segment.js';
import type { Segment } from './segment-file.js';
import { createBlock, type TableReader } from './table-reader.js';
import { type Sink, TableWriter } from './table-writer.js';

/** Entries sorted at a time: some 30 MB. */
const RANGE = 2_000_000;

/** Reports of all parts, end to end. */
export function mergedReports(parts: readonly Segment[]): SegmentReports {
  const report: number[] = [];
  const start: number[] = [0];
  let base = 0;
  for (const part of parts) {
    for (let i = 0; i < part.report.length; i++) {
      report.push(part.report[i]!);
      start.push(base + part.start[i + 1]!);
    }
    base += part.tokens;
  }
  return { report: Uint32Array.from(report), start: Uint32Array.from(start) };
}

/** `issuerOf` gives the dense number of a report's issuer. Cost: linear in the tokens of all parts. */
export function mergeTables(
  parts: readonly Segment[],
  issuerOf: (report: number) => number,
  sinkOf: (table: number) => Sink,
): Directories {
  const { report, start } = mergedReports(parts);
  const tokens = start[report.length]!;
  const ranges = Math.max(1, Math.ceil(tokens / RANGE));
  const pairs = new Pairs(Math.min(tokens, 2 * RANGE) + 1024);
  const directories = COUNTED.map((_, t) => {
    const writer = new TableWriter(sinkOf(t));
    for (let r = 0; r < ranges; r++) {
      pairs.length = 0;
      for (const part of parts) readCounts(part.counts[t]!, lowOf(r, ranges), lowOf(r + 1, ranges), pairs);
      writeCounts(writer, pairs);
    }
    return writer.finish();
  });
  const writer = new TableWriter(sinkOf(COUNTED.length));
  const countIssuers = issuerCounter(start, Array.from(report, issuerOf));
  for (let r = 0; r < ranges; r++) {
    pairs.length = 0;
    let base = 0;
    for (const part of parts) {
      readPlaces(part.places, lowOf(r, ranges), lowOf(r + 1, ranges), base, pairs);
      base += part.tokens;
    }
    writePlaces(writer, pairs.key.subarray(0, pairs.length), pairs.value.subarray(0, pairs.length), countIssuers);
  }
  return [...directories, writer.finish()];
}

function lowOf(range: number, ranges: number): number {
  return Math.floor((range * 2 ** 32) / ranges);
}

class Pairs {
  key: Uint32Array;
  value: Uint32Array;
  length = 0;

  constructor(room: number) {
    this.key = new Uint32Array(room);
    this.value = new Uint32Array(room);
  }

  push(key: number, value: number): void {
    if (this.length === this.key.length) {
      const [keys, values] = [this.key, this.value];
      this.key = new Uint32Array(keys.length * 2);
      this.value = new Uint32Array(keys.length * 2);
      this.key.set(keys);
      this.value.set(values);
    }
    this.key[this.length] = key;
    this.value[this.length++] = value;
  }
}

function writeCounts(writer: TableWriter, { key, value, length }: Pairs): void {
  const keys = key.subarray(0, length);
  const values = value.subarray(0, length);
  sortByKey(keys, values);
  for (let i = 0; i < length; ) {
    const one = keys[i]!;
    let sum = values[i]!;
    let to = i + 1;
    while (to < length && keys[to] === one) sum += values[to++]!;
    writer.addCount(one, sum);
    i = to;
  }
}

const block = createBlock();

function readCounts(table: TableReader, low: number, high: number, into: Pairs): void {
  for (const b of table.blocksIn(low, high)) {
    table.readBlock(b, block);
    for (let row = 0; row < block.count; row++) {
      const key = block.key[row]!;
      if (key >= low && key < high) into.push(key, block.times[row]!);
    }
  }
}

function readPlaces(table: TableReader, low: number, high: number, base: number, into: Pairs): void {
  for (const b of table.blocksIn(low, high)) {
    table.readBlock(b, block);
    let far = 0;
    for (let row = 0; row < block.count; row++) {
      const key = block.key[row]!;
      if (key < low || key >= high) continue;
      if (block.far[row] === 1 && block.times[row] !== 1) far++;
      else pushList(key, block.times[row]!, base + block.place[row]!, { data: block.bytes, at: block.at[row]! }, into);
    }
    // Reading a far list may overwrite the bytes of the block, so they come last.
    for (let row = 0; far > 0; row++) {
      const key = block.key[row]!;
      if (key < low || key >= high || block.times[row] === 1 || block.far[row] !== 1) continue;
      far--;
      const data = table.far(block.at[row]!, block.length[row]!);
      pushList(key, block.times[row]!, base + block.place[row]!, { data, at: 0 }, into);
    }
  }
}

function pushList(key: number, count: number, first: number, cursor: Cursor, into: Pairs): void {
  let place = first;
  into.push(key, place);
  for (let i = 1; i < count; i++) {
    place += varintAt(cursor);
    into.push(key, place);
  }
}
