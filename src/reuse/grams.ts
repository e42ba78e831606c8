/**
 * Which templates may stand where: runs of four columns of all templates in one table, and one walk over the corpus that
 * looks each of its own runs up. A template votes with its rarest runs only; those of a phrase that everybody says
 * would vote everywhere and tell nothing.
 */

import type { Columns } from './columns.js';
import { isSlot, type Template } from './template.js';

export const GRAM = 4;
/** Literal columns a run needs: two slots in a row say little. */
const GRAM_LITERALS = 2;

export interface Grams {
  /** Index of the run that begins at each of the tokens [from, to), or -1, from 0 on in `out`. */
  readonly read: (from: number, to: number, out: Int32Array) => void;
  /** Issuers of each run. */
  readonly df: Uint32Array;
  /** Runs of each template by the column they begin at; -1 for runs of slots. */
  readonly own: readonly Int32Array[];
}

/** Tokens looked up at a time. */
const CHUNK = 1 << 16;
/** Up to so many tokens what was found is kept; beyond, looking up again costs less than the memory. */
const KEPT = 1 << 25;

/** Indexes the runs of all templates and finds them in the corpus. Cost: linear in both. */
export function indexGrams(columns: Columns, templates: readonly Template[]): Grams {
  const { length } = columns.symbol;
  let total = 0;
  for (const { symbol: s } of templates) total += Math.max(0, s.length - GRAM + 1);
  const table = new GramTable(total);
  const own = templates.map((template) => runsOf(template, table));
  const kept = length <= KEPT ? new Int32Array(length) : undefined;
  const part = new Int32Array(Math.min(length, CHUNK));
  const df = new Uint32Array(table.size);
  const last = new Uint32Array(table.size);
  for (let from = 0; from < length; from += CHUNK) {
    const to = Math.min(length, from + CHUNK);
    const out = kept?.subarray(from, to) ?? part;
    lookUp(columns, table, from, to, out);
    countIssuers(columns.issuer, from, to, out, df, last);
  }
  return {
    read:
      kept === undefined
        ? (from, to, out) => lookUp(columns, table, from, to, out)
        : (from, to, out) => out.set(kept.subarray(from, to)),
    df,
    own,
  };
}

function runsOf({ symbol }: Template, table: GramTable): Int32Array {
  const runs = new Int32Array(Math.max(0, symbol.length - GRAM + 1)).fill(-1);
  for (let c = 0; c < runs.length; c++) {
    let literals = 0;
    for (let i = c; i < c + GRAM; i++) if (!isSlot(symbol[i]!)) literals++;
    if (literals >= GRAM_LITERALS) runs[c] = table.add(gramHash(symbol, c));
  }
  return runs;
}

function lookUp({ symbol, room }: Columns, table: GramTable, from: number, to: number, out: Int32Array): void {
  for (let i = from; i < to; i++) out[i - from] = room[i]! < GRAM ? -1 : table.find(gramHash(symbol, i));
}

function countIssuers(
  issuer: Columns['issuer'],
  from: number,
  to: number,
  runs: Int32Array,
  df: Uint32Array,
  last: Uint32Array,
): void {
  for (let i = from; i < to; i++) {
    const run = runs[i - from]!;
    if (run < 0 || last[run] === issuer[i]! + 1) continue;
    last[run] = issuer[i]! + 1;
    df[run]!++;
  }
}

/** Runs with more issuers than this, and than WIDE times the rarest quarter's, do not vote. */
const HOT = 8;
const WIDE = 3;
/** Share of its voting runs that must stand together, and the least number of them. */
const VOTES = 0.25;
const LEAST_VOTES = 2;
/** Of fewer runs than this a changed word in the middle leaves one. */
const SHORT_RUNS = 8;

export interface Votes {
  /** Run g votes for `template[from[g] .. from[g + 1])`, where it begins at the columns of the same rows. */
  readonly from: Uint32Array;
  readonly template: Uint32Array;
  readonly column: Uint16Array;
  /** Votes that each template needs. */
  readonly needed: Uint32Array;
}

/**
 * Who votes for what. A template that could not reach `minIssuers` even if every spare vote came from another issuer has
 * no voters: most seeds of two issuers end here, before anything is aligned. (Two issuers are in every run of a seed.)
 */
export function votesOf(grams: Grams, minIssuers: (template: number) => number): Votes {
  const { df, own } = grams;
  const needed = new Uint32Array(own.length);
  const limit = new Uint32Array(own.length);
  const from = new Uint32Array(df.length + 1);
  for (let t = 0; t < own.length; t++) {
    const runs = own[t]!;
    const counts = issuersOf(runs, df);
    const most = Math.max(HOT, WIDE * (counts[counts.length >> 2] ?? 0));
    let voting = 0;
    let spare = 0;
    for (let i = 0; i < counts.length; i++) {
      const one = counts[i]!;
      if (one > most) break;
      voting++;
      spare += Math.max(0, one - 2);
    }
    const isShort = runs.length < SHORT_RUNS;
    needed[t] = isShort ? 1 : Math.max(Math.min(LEAST_VOTES, voting), Math.ceil(VOTES * voting), 1);
    if (spare < needed[t]! * (minIssuers(t) - 2)) continue;
    limit[t] = most;
    for (let c = 0; c < runs.length; c++) if (runs[c]! >= 0 && df[runs[c]!]! <= most) from[runs[c]! + 1]!++;
  }
  for (let g = 0; g < df.length; g++) from[g + 1]! += from[g]!;
  const fill = from.slice();
  const template = new Uint32Array(from[df.length]!);
  const column = new Uint16Array(template.length);
  for (let t = 0; t < own.length; t++) {
    const runs = own[t]!;
    for (let c = 0; c < runs.length; c++) {
      const run = runs[c]!;
      if (run < 0 || df[run]! > limit[t]!) continue;
      template[fill[run]!] = t;
      column[fill[run]!++] = c;
    }
  }
  return { from, template, column, needed };
}

/** Issuers of each of some runs, ascending; runs of slots have none. */
function issuersOf(runs: Int32Array, df: Uint32Array): Uint32Array {
  const counts = new Uint32Array(runs.length);
  let count = 0;
  for (let c = 0; c < runs.length; c++) if (runs[c]! >= 0) counts[count++] = df[runs[c]!]!;
  return counts.subarray(0, count).sort();
}

function gramHash(symbol: Uint32Array, at: number): number {
  let hash = symbol[at]!;
  for (let i = 1; i < GRAM; i++) hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + symbol[at + i]!;
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return ((hash ^ (hash >>> 16)) | 1) >>> 0;
}

/** Bits of the filter, as a power of two: 128 kB at least, 8 MB at most. */
const FILTER_LEAST = 20;
const FILTER_MOST = 26;

/** Hash → dense index; open addressing behind a bit filter small enough to stay in the cache. */
class GramTable {
  size = 0;
  /** Hash and row of each slot side by side: what is found lies in one line of the cache. */
  private readonly slots: Uint32Array;
  private readonly mask: number;
  private readonly filter: Uint32Array;
  private readonly shift: number;

  constructor(capacity: number) {
    let slots = 1024;
    while (slots < capacity * 2) slots *= 2;
    // Bits of the filter: sixteen times the runs, where a single look tells most of what is not there.
    const bits = Math.min(FILTER_MOST, Math.max(FILTER_LEAST, 36 - Math.clz32(capacity)));
    this.shift = 32 - bits;
    this.filter = new Uint32Array(1 << (bits - 5));
    this.slots = new Uint32Array(2 * slots);
    this.mask = slots - 1;
  }

  add(hash: number): number {
    let slot = (hash >>> 1) & this.mask;
    while (this.slots[2 * slot] !== 0 && this.slots[2 * slot] !== hash) slot = (slot + 1) & this.mask;
    if (this.slots[2 * slot] === 0) {
      this.slots[2 * slot] = hash;
      this.slots[2 * slot + 1] = this.size++;
      const bit = hash >>> this.shift;
      this.filter[bit >>> 5]! |= 1 << (bit & 31);
    }
    return this.slots[2 * slot + 1]!;
  }

  find(hash: number): number {
    const bit = hash >>> this.shift;
    if (((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) === 0) return -1;
    const { slots, mask } = this;
    for (let slot = (hash >>> 1) & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
      if (slots[2 * slot] === hash) return slots[2 * slot + 1]!;
    }
    return -1;
  }
}
