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
  /** Index of the run that begins at each token of the corpus, or -1. */
  readonly at: Int32Array;
  /** Issuers of each run. */
  readonly df: Uint32Array;
  /** Runs of each template by the column they begin at; -1 for runs of slots. */
  readonly own: readonly Int32Array[];
}

/** Indexes the runs of all templates and finds them in the corpus. Cost: linear in both. */
export function indexGrams(columns: Columns, templates: readonly Template[]): Grams {
  const { symbol, room, issuer } = columns;
  let total = 0;
  for (const { symbol: s } of templates) total += Math.max(0, s.length - GRAM + 1);
  const table = new GramTable(total);
  const own: Int32Array[] = [];
  for (const template of templates) {
    const runs = new Int32Array(Math.max(0, template.symbol.length - GRAM + 1)).fill(-1);
    for (let c = 0; c < runs.length; c++) {
      let literals = 0;
      for (let i = c; i < c + GRAM; i++) if (!isSlot(template.symbol[i]!)) literals++;
      if (literals >= GRAM_LITERALS) runs[c] = table.add(gramHash(template.symbol, c));
    }
    own.push(runs);
  }
  const at = new Int32Array(symbol.length).fill(-1);
  const df = new Uint32Array(table.size);
  const last = new Uint32Array(table.size);
  for (let i = 0; i < symbol.length; i++) {
    if (room[i]! < GRAM) continue;
    const run = table.find(gramHash(symbol, i));
    if (run < 0) continue;
    at[i] = run;
    if (last[run] !== issuer[i]! + 1) {
      last[run] = issuer[i]! + 1;
      df[run]!++;
    }
  }
  return { at, df, own };
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
  for (const [t, runs] of own.entries()) {
    const counts = runs.filter((run) => run >= 0).map((run) => df[run]!);
    counts.sort();
    const most = Math.max(HOT, WIDE * (counts[counts.length >> 2] ?? 0));
    let voting = 0;
    let spare = 0;
    for (const one of counts) {
      if (one > most) break;
      voting++;
      spare += Math.max(0, one - 2);
    }
    const isShort = runs.length < SHORT_RUNS;
    needed[t] = isShort ? 1 : Math.max(Math.min(LEAST_VOTES, voting), Math.ceil(VOTES * voting), 1);
    if (spare < needed[t]! * (minIssuers(t) - 2)) continue;
    limit[t] = most;
    for (const run of runs) if (run >= 0 && df[run]! <= most) from[run + 1]!++;
  }
  for (let g = 0; g < df.length; g++) from[g + 1]! += from[g]!;
  const fill = from.slice();
  const template = new Uint32Array(from[df.length]!);
  const column = new Uint16Array(template.length);
  for (const [t, runs] of own.entries()) {
    for (let c = 0; c < runs.length; c++) {
      const run = runs[c]!;
      if (run < 0 || df[run]! > limit[t]!) continue;
      template[fill[run]!] = t;
      column[fill[run]!++] = c;
    }
  }
  return { from, template, column, needed };
}

function gramHash(symbol: Uint32Array, at: number): number {
  let hash = symbol[at]!;
  for (let i = 1; i < GRAM; i++) hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + symbol[at + i]!;
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return ((hash ^ (hash >>> 16)) | 1) >>> 0;
}

/** Hash → dense index; open addressing behind a bit filter small enough to stay in the cache. */
class GramTable {
  size = 0;
  private readonly keys: Uint32Array;
  private readonly rows: Int32Array;
  private readonly mask: number;
  private readonly filter: Uint32Array = new Uint32Array(1 << 15);

  constructor(capacity: number) {
    let slots = 1024;
    while (slots < capacity * 2) slots *= 2;
    this.keys = new Uint32Array(slots);
    this.rows = new Int32Array(slots);
    this.mask = slots - 1;
  }

  add(hash: number): number {
    let slot = (hash >>> 1) & this.mask;
    while (this.keys[slot] !== 0 && this.keys[slot] !== hash) slot = (slot + 1) & this.mask;
    if (this.keys[slot] === 0) {
      this.keys[slot] = hash;
      this.rows[slot] = this.size++;
      this.filter[hash >>> 17]! |= 1 << ((hash >>> 12) & 31);
    }
    return this.rows[slot]!;
  }

  find(hash: number): number {
    if (((this.filter[hash >>> 17]! >>> ((hash >>> 12) & 31)) & 1) === 0) return -1;
    let slot = (hash >>> 1) & this.mask;
    while (this.keys[slot] !== 0) {
      if (this.keys[slot] === hash) return this.rows[slot]!;
      slot = (slot + 1) & this.mask;
    }
    return -1;
  }
}
