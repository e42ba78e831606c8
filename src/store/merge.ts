/** Several segments as one: their tables are unpacked key range by key range, sorted, and written again. */

import { sortByKey } from '../sketch/radix.js';
import type { Cursor } from './bytes.js';
import { COUNTED, type Directories, issuerCounter, reportAt, type SegmentReports, writePlaces } from './segment.js';
import type { Segment } from './segment-file.js';
import { createBlock, isFar, type TableReader, takeGap } from './table-reader.js';
import { type Sink, TableWriter } from './table-writer.js';

/** Entries sorted at a time: some 30 MB. */
const RANGE = 2_000_000;

/** A segment that goes into another, the reports in it that do not, and what those gave to its counts. */
export interface Part {
  readonly segment: Segment;
  readonly gone: ReadonlySet<number>;
  readonly withdrawn: readonly Segment[];
}

/** Reports of all parts, end to end, without those that are gone. */
export function mergedReports(parts: readonly Part[]): SegmentReports {
  const report: number[] = [];
  const start: number[] = [0];
  for (const { segment, gone } of parts) {
    for (const [i, no] of segment.report.entries()) {
      if (gone.has(no)) continue;
      report.push(no);
      start.push(start.at(-1)! + segment.start[i + 1]! - segment.start[i]!);
    }
  }
  return { report: Uint32Array.from(report), start: Uint32Array.from(start) };
}

/** `issuerOf` gives the dense number of a report's issuer. Cost: linear in the tokens of all parts. */
export function mergeTables(
  parts: readonly Part[],
  issuerOf: (report: number) => number,
  sinkOf: (table: number) => Sink,
): Directories {
  const { report, start } = mergedReports(parts);
  const tokens = parts.reduce((sum, { segment }) => sum + segment.tokens, 0);
  const left = start.at(-1)!;
  const ranges = Math.max(1, Math.ceil(tokens / RANGE));
  const pairs = new Pairs(Math.min(tokens, 2 * RANGE) + 1024);
  const directories = COUNTED.map((_, t) => {
    const writer = new TableWriter(sinkOf(t), left);
    for (let r = 0; r < ranges; r++) {
      const [low, high] = [lowOf(r, ranges), lowOf(r + 1, ranges)];
      pairs.length = 0;
      for (const { segment, withdrawn } of parts) {
        readCounts(segment.counts[t]!, low, high, 1, pairs);
        // Taken back modulo 2^32, as the counts are summed.
        for (const { counts } of withdrawn) readCounts(counts[t]!, low, high, -1, pairs);
      }
      writeCounts(writer, pairs);
    }
    return writer.finish();
  });
  const writer = new TableWriter(sinkOf(COUNTED.length), left);
  const countIssuers = issuerCounter(start, Array.from(report, issuerOf));
  const shifts = shiftsOf(parts);
  for (let r = 0; r < ranges; r++) {
    pairs.length = 0;
    for (const [p, { segment }] of parts.entries())
      readPlaces(segment, lowOf(r, ranges), lowOf(r + 1, ranges), shifts[p]!, pairs);
    writePlaces(writer, pairs.key.subarray(0, pairs.length), pairs.value.subarray(0, pairs.length), countIssuers);
  }
  return [...directories, writer.finish()];
}

/** For each report of a part: how far its places move, or NaN where it is gone. */
function shiftsOf(parts: readonly Part[]): Float64Array[] {
  let next = 0;
  return parts.map(({ segment, gone }) => {
    return Float64Array.from(segment.report, (no, i) => {
      if (gone.has(no)) return Number.NaN;
      const shift = next - segment.start[i]!;
      next += segment.start[i + 1]! - segment.start[i]!;
      return shift;
    });
  });
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
    let sum = values[i]! | 0;
    let to = i + 1;
    while (to < length && keys[to] === one) sum = (sum + values[to++]!) | 0;
    if (sum > 0) writer.addCount(one, sum);
    i = to;
  }
}

const block = createBlock();

function readCounts(table: TableReader, low: number, high: number, sign: 1 | -1, into: Pairs): void {
  for (const b of table.blocksIn(low, high)) {
    table.readBlock(b, block);
    for (let row = 0; row < block.count; row++) {
      const key = block.key[row]!;
      if (key >= low && key < high) into.push(key, sign * block.times[row]!);
    }
  }
}

function readPlaces(segment: Segment, low: number, high: number, shifts: Float64Array, into: Pairs): void {
  const { places: table, start } = segment;
  const isWanted = (row: number): boolean => block.key[row]! >= low && block.key[row]! < high;
  for (const b of table.blocksIn(low, high)) {
    table.readBlock(b, block);
    const { bytes } = block;
    let far = 0;
    for (let row = 0; row < block.count; row++) {
      if (!isWanted(row)) continue;
      if (isFar(block.times[row]!)) far++;
      else pushList(table, row, { data: bytes, at: block.at[row]! }, start, shifts, into);
    }
    // Reading a far list may overwrite the bytes of the block, so they come last.
    for (let row = 0; far > 0; row++) {
      if (!isWanted(row) || !isFar(block.times[row]!)) continue;
      far--;
      pushList(table, row, { data: table.far(block.at[row]!, block.length[row]!), at: 0 }, start, shifts, into);
    }
  }
}

/** The places of a row of the block, moved to where their reports stand now. */
function pushList(
  { reach }: TableReader,
  row: number,
  cursor: Cursor,
  start: Uint32Array,
  shifts: Float64Array,
  into: Pairs,
): void {
  const key = block.key[row]!;
  let place = block.place[row]!;
  let report = reportAt(start, place);
  for (let left = block.times[row]!; ; ) {
    const shift = shifts[report]!;
    if (!Number.isNaN(shift)) into.push(key, place + shift);
    if (--left === 0) return;
    place += takeGap(cursor, reach);
    if (place >= start[report + 1]!) report = reportAt(start, place, report);
  }
}
