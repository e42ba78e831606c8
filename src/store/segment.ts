/**
 * A segment: what look-ups need of some reports, derived from the record and immutable. Four tables over the token
 * stream of its reports laid end to end: how often each run of one, two and three tokens stands there (the language
 * model), and where each run of five stands (candidates, issuers, formulas: a run of eight is two runs of five, three
 * apart). Reports that are removed later stay in it until it is written anew, and a withdrawal says so.
 */

import { hashRun } from '../reuse/candidates.js';
import { sortByKey } from '../sketch/radix.js';
import { sortKeys } from './sort-keys.js';
import { type Directory, FAR, type Sink, TableWriter } from './table-writer.js';

/** Widths of the runs that are counted, and of the run whose places are kept. Part of the format. */
export const COUNTED: readonly number[] = [1, 2, 3];
export const PLACED = 5;

/** The reports of a segment, in the order of their tokens. */
export interface SegmentReports {
  /** Number of each report in the record. */
  readonly report: Uint32Array;
  /** First token of each, and the number of all tokens at the end. */
  readonly start: Uint32Array;
}

/** What a report gives to a segment. */
export interface SegmentInput {
  readonly report: number;
  /** Dense number of its issuer. */
  readonly issuer: number;
  /** Token identities. */
  readonly id: Uint32Array;
}

/** Directories of the tables: COUNTED in order, then the places. */
export type Directories = readonly Directory[];

/** Writes the tables of some reports one after another. Cost: linear, 16 bytes a token at a time. */
export function writeTables(inputs: readonly SegmentInput[], sinkOf: (table: number) => Sink): Directories {
  const tokens = tokensOf(inputs);
  const keys = new Uint32Array(tokens);
  const places = new Uint32Array(tokens);
  const counts = COUNTED.map((width, t) => writeCountsOf(inputs, width, keys, places, sinkOf(t)));
  const count = hashAll(inputs, PLACED, keys, places);
  const { start } = reportsOf(inputs);
  const issuers = inputs.map(({ issuer }) => issuer);
  const writer = new TableWriter(sinkOf(COUNTED.length), tokens);
  writePlaces(writer, keys.subarray(0, count), places.subarray(0, count), issuerCounter(start, issuers));
  return [...counts, writer.finish()];
}

/** The same with a table of places that is empty. */
export function writeCounts(inputs: readonly SegmentInput[], sinkOf: (table: number) => Sink): Directories {
  const tokens = tokensOf(inputs);
  const keys = new Uint32Array(tokens);
  const room = new Uint32Array(tokens);
  const counts = COUNTED.map((width, t) => writeCountsOf(inputs, width, keys, room, sinkOf(t)));
  return [...counts, new TableWriter(sinkOf(COUNTED.length), tokens).finish()];
}

function tokensOf(inputs: readonly SegmentInput[]): number {
  return inputs.reduce((sum, { id }) => sum + id.length, 0);
}

function writeCountsOf(
  inputs: readonly SegmentInput[],
  width: number,
  keys: Uint32Array,
  room: Uint32Array,
  sink: Sink,
): Directory {
  const held = keys.subarray(0, hashAll(inputs, width, keys));
  sortKeys(held, room);
  const writer = new TableWriter(sink, keys.length);
  for (let i = 0; i < held.length; ) {
    const key = held[i]!;
    let to = i + 1;
    while (to < held.length && held[to] === key) to++;
    writer.addCount(key, to - i);
    i = to;
  }
  return writer.finish();
}

/** Sorts keys with their places and writes them. Places of one key must be ascending in the input. */
export function writePlaces(
  writer: TableWriter,
  keys: Uint32Array,
  places: Uint32Array,
  countIssuers: (places: Uint32Array, from: number, to: number) => number,
): void {
  sortByKey(keys, places);
  for (let i = 0; i < keys.length; ) {
    const key = keys[i]!;
    let to = i + 1;
    while (to < keys.length && keys[to] === key) to++;
    writer.addPlaces(key, places, i, to, to - i > FAR ? countIssuers(places, i, to) : 0);
    i = to;
  }
}

export function reportsOf(inputs: readonly SegmentInput[]): SegmentReports {
  const start = new Uint32Array(inputs.length + 1);
  for (const [i, { id }] of inputs.entries()) start[i + 1] = start[i]! + id.length;
  return { report: Uint32Array.from(inputs, ({ report }) => report), start };
}

/** Distinct issuers among ascending places. */
export function issuerCounter(
  start: Uint32Array,
  issuers: readonly number[],
): (places: Uint32Array, from: number, to: number) => number {
  const seen = new Map<number, number>();
  let round = 0;
  return (places, from, to) => {
    round++;
    let count = 0;
    let report = 0;
    for (let i = from; i < to; i++) {
      const place = places[i]!;
      if (place < start[report + 1]! && i > from) continue;
      report = reportAt(start, place, report);
      const issuer = issuers[report]!;
      if (seen.get(issuer) === round) continue;
      seen.set(issuer, round);
      count++;
    }
    return count;
  };
}

/** Index of the report that holds token `place`, from report `low` on. */
export function reportAt(start: Uint32Array, place: number, low = 0): number {
  let from = low;
  let to = start.length - 1;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (start[middle]! <= place) from = middle;
    else to = middle;
  }
  return from;
}

/** Hashes of all runs of `width`, none across two reports, and where they stand. Returns how many. */
function hashAll(inputs: readonly SegmentInput[], width: number, keys: Uint32Array, places?: Uint32Array): number {
  let count = 0;
  let first = 0;
  for (const { id } of inputs) {
    for (let i = 0; i + width <= id.length; i++) {
      keys[count] = hashRun(id, i, width);
      if (places) places[count] = first + i;
      count++;
    }
    first += id.length;
  }
  return count;
}
