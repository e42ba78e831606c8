/**
 * Which templates may stand where: runs of four columns of all templates in one table, and one walk over the corpus that
 * looks each of its own runs up. A template votes with its rarest runs only; those of a phrase that everybody says
 * would vote everywhere and tell nothing.
 */

import type { Columns } from './columns.js';
import { indexInWords } from './grams-js.js';
import { indexInWasm } from './grams-wasm.js';
import type { Template } from './template.js';

export const GRAM = 4;
/** Literal columns a run needs: two slots in a row say little. */
export const GRAM_LITERALS = 2;

export interface Grams {
  /** Index of the run that begins at each of the tokens [from, to), or -1, from 0 on in `out`. */
  readonly read: (from: number, to: number, out: Int32Array) => void;
  /** Issuers of each run. */
  readonly df: Uint32Array;
  /** Runs of each template by the column they begin at; -1 for runs of slots. */
  readonly own: readonly Int32Array[];
}

/** Up to so many tokens what was found is kept; beyond, looking up again costs less than the memory. */
export const KEPT: number = 1 << 25;

/** Indexes the runs of all templates and finds them in the corpus. Cost: linear in both. */
export function indexGrams(columns: Columns, templates: readonly Template[]): Grams {
  return indexInWasm(columns, templates) ?? indexInWords(columns, templates);
}

/** Bits of the filter for so many runs, as a power of two: 128 kB at least, 8 MB at most. */
const FILTER_LEAST = 20;
const FILTER_MOST = 26;

/** Sixteen times the runs, where a single look tells most of what is not there. */
export function filterBits(runs: number): number {
  return Math.min(FILTER_MOST, Math.max(FILTER_LEAST, 36 - Math.clz32(runs)));
}

/** Slots of the table of so many runs, a power of two. */
export function slotsFor(runs: number): number {
  let slots = 1024;
  while (slots < runs * 2) slots *= 2;
  return slots;
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
  const { df } = grams;
  const seenIn = new Uint32Array(df.length);
  const own = grams.own.map((runs, t) => votersOf(runs, seenIn, t));
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

/**
 * The runs of a template that say where it stands. One that it has twice (里的每一粒…里的每一株) would point to two places, and
 * away from the one that the others tell; only where there are no others do such runs vote, for their first places.
 */
function votersOf(runs: Int32Array, seenIn: Uint32Array, t: number): Int32Array {
  let again = false;
  for (let c = 0; c < runs.length; c++) {
    const run = runs[c]!;
    if (run < 0) continue;
    again ||= seenIn[run] === t + 1;
    seenIn[run] = t + 1;
  }
  if (!again) return runs;
  const times = new Map<number, number>();
  for (const run of runs) times.set(run, (times.get(run) ?? 0) + 1);
  const once = runs.map((run) => (times.get(run) === 1 ? run : -1));
  return once.some((run) => run >= 0) ? once : runs.map((run, c) => (runs.indexOf(run) === c ? run : -1));
}

/** Issuers of each of some runs, ascending; runs of slots have none. */
function issuersOf(runs: Int32Array, df: Uint32Array): Uint32Array {
  const counts = new Uint32Array(runs.length);
  let count = 0;
  for (let c = 0; c < runs.length; c++) if (runs[c]! >= 0) counts[count++] = df[runs[c]!]!;
  return counts.subarray(0, count).sort();
}
