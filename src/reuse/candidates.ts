/**
 * Which of many sources to hold a draft against. Every run of five tokens of the draft goes into one table; each source
 * is walked once and looked up in it. A source is a candidate where runs that few issuers have stand close together in
 * both texts. The same walk counts by how many issuers each run is said, which is what sets formulas apart.
 */

import { Kind, type Tokens } from '../model/tokens.js';

export interface RunTable {
  readonly width: number;
  /** Distinct runs, numbered from 0 as they first appear. */
  readonly size: number;
  /** Number of the run that begins at each token of the draft, or -1 where it holds too few literals. */
  readonly at: Int32Array;
  readonly slots: Int32Array;
  readonly hashes: Uint32Array;
  /** Bits by the top of the hashes: most runs of other texts are told not to be here by one look into the cache. */
  readonly filter: Uint32Array;
  /** Issuers among the sources that have the run, and the last one counted (1-based). */
  readonly issuers: Uint32Array;
  readonly last: Uint32Array;
}

/** Runs of `width` tokens with at least `literals` Han characters or words. Cost: linear. */
export function runsOf(tokens: Tokens, width: number, literals: number): RunTable {
  const count = Math.max(0, tokens.length - width + 1);
  let capacity = 64;
  while (capacity < count * 2) capacity *= 2;
  const mask = capacity - 1;
  const slots = new Int32Array(capacity);
  const hashes = new Uint32Array(count);
  const filter = filterFor(count);
  const shift = filterShift(filter);
  const at = new Int32Array(tokens.length).fill(-1);
  let size = 0;
  for (let i = 0; i < count; i++) {
    if (literals > 0 && literalsIn(tokens, i, width) < literals) continue;
    const hash = hashRun(tokens.id, i, width);
    let slot = hash & mask;
    let held = slots[slot]!;
    while (held !== 0 && hashes[held - 1] !== hash) {
      slot = (slot + 1) & mask;
      held = slots[slot]!;
    }
    if (held === 0) {
      hashes[size] = hash;
      held = ++size;
      slots[slot] = held;
      const bit = hash >>> shift;
      filter[bit >>> 5]! |= 1 << (bit & 31);
    }
    at[i] = held - 1;
  }
  return {
    width,
    size,
    at,
    slots,
    hashes: hashes.slice(0, size),
    filter,
    issuers: new Uint32Array(size),
    last: new Uint32Array(size),
  };
}

/** Bits of the filter, as a power of two: sixteen a run, where a single look tells most of what is not there; 8 MB at most. */
const FILTER_LEAST = 10;
const FILTER_MOST = 26;

function filterFor(runs: number): Uint32Array {
  return new Uint32Array(1 << (Math.min(FILTER_MOST, Math.max(FILTER_LEAST, 36 - Math.clz32(runs))) - 5));
}

/** How far a hash is shifted to be a place in the filter. */
export function filterShift(filter: Uint32Array): number {
  return Math.clz32(filter.length) - 4;
}

function literalsIn(tokens: Tokens, from: number, width: number): number {
  let literals = 0;
  for (let i = from; i < from + width; i++) if (tokens.kind[i]! <= Kind.word) literals++;
  return literals;
}

const FIRST_HASH = 0x9e3779b9;

/** 32 bits of the run of `width` tokens that begins at `from`. */
export function hashRun(id: Uint32Array, from: number, width: number): number {
  let hash = FIRST_HASH;
  for (let i = from; i < from + width; i++) {
    hash = Math.imul(hash ^ id[i]!, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

/** Calls `meet(run, position)` wherever the source has a run of the table. Cost: linear. */
export function walkRuns(
  table: RunTable,
  source: Pick<Tokens, 'id' | 'length'>,
  meet: (run: number, position: number) => void,
): void {
  const { width, filter } = table;
  const shift = filterShift(filter);
  const { id } = source;
  const last = source.length - width;
  for (let i = 0; i <= last; i++) {
    const hash = hashRun(id, i, width);
    const bit = hash >>> shift;
    if (((filter[bit >>> 5]! >>> (bit & 31)) & 1) === 0) continue;
    const run = runOf(table, hash);
    if (run >= 0) meet(run, i);
  }
}

/** Number of the run with this hash; -1 where the table has none. */
function runOf({ slots, hashes }: RunTable, hash: number): number {
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (let held = slots[slot]!; held !== 0; held = slots[slot]!) {
    if (hashes[held - 1] === hash) return held - 1;
    slot = (slot + 1) & mask;
  }
  return -1;
}

/**
 * Adds a text to the counts of tables of runs of one, two, … tokens: one walk, since the hash of a run is that of a longer
 * one on its way. Cost: linear.
 */
export function countNested(
  tables: readonly RunTable[],
  counts: readonly Float64Array[],
  { id, length }: Pick<Tokens, 'id' | 'length'>,
): void {
  for (let i = 0; i < length; i++) {
    let hash = FIRST_HASH;
    const most = Math.min(tables.length, length - i);
    for (let order = 0; order < most; order++) {
      hash = Math.imul(hash ^ id[i + order]!, 0x85ebca6b);
      hash ^= hash >>> 15;
      const table = tables[order]!;
      const { filter } = table;
      const bit = hash >>> filterShift(filter);
      if (((filter[bit >>> 5]! >>> (bit & 31)) & 1) === 0) continue;
      const run = runOf(table, hash >>> 0);
      if (run >= 0) counts[order]![run]!++;
    }
  }
}

/** Notes that `issuer` (1-based; its reports come one after another) says the run. */
export function countIssuer({ issuers, last }: RunTable, run: number, issuer: number): void {
  if (last[run] === issuer) return;
  last[run] = issuer;
  issuers[run]!++;
}

/** Where each run of the draft stands in it: the first few places. */
export interface RunPlaces {
  readonly from: Int32Array;
  readonly token: Int32Array;
}

/** A run that stands more often than this in the draft is placed at its first occurrences only. */
const MAX_PLACES = 4;

export function placesOf(table: RunTable): RunPlaces {
  const from = new Int32Array(table.size + 1);
  const seen = new Int32Array(table.size);
  for (const run of table.at) if (run >= 0 && seen[run]!++ < MAX_PLACES) from[run + 1]!++;
  for (let run = 0; run < table.size; run++) from[run + 1]! += from[run]!;
  const fill = from.slice();
  const token = new Int32Array(from[table.size]!);
  for (let i = 0; i < table.at.length; i++) {
    const run = table.at[i]!;
    if (run >= 0 && fill[run]! < from[run + 1]!) token[fill[run]!++] = i;
  }
  return { from, token };
}
