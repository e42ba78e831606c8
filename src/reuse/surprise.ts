/**
 * Surprise: the bits that a source saves whoever writes the draft's stretch down. Without the source each token costs
 * what a small language model of the corpus charges (interpolated runs of one to three tokens, counted outside the two
 * stretches); with it, a run may be copied for the price of its address and length. Idioms and words that everybody says are cheap
 * to begin with, so agreement in them saves nothing; a long run in nobody else's words saves its whole length.
 */

import type { Tokens } from '../model/tokens.js';
import { type RunTable, runsOf, walkRuns } from './candidates.js';
import type { Range } from './range.js';

/** Longest context of the model, plus one. */
const ORDERS = 3;
/** Weight of the shorter context, in occurrences. */
const BACK_OFF = 1;
/** Distinct tokens to expect beyond those seen. */
const OPEN_VOCABULARY = 4000;

/** Counts of a text's runs of one to three tokens in whatever the model has learned. */
export interface Model {
  readonly tables: readonly RunTable[];
  readonly counts: readonly Float64Array[];
  /** Scratch: what the stretches themselves hold. */
  readonly own: readonly Float64Array[];
  tokens: number;
}

/** A model that can price `draft` and has learned nothing yet. */
export function modelOf(draft: Tokens): Model {
  const tables = Array.from({ length: ORDERS }, (_, i) => runsOf(draft, i + 1, 0));
  return {
    tables,
    counts: tables.map(({ size }) => new Float64Array(size)),
    own: tables.map(({ size }) => new Float64Array(size)),
    tokens: 0,
  };
}

/** Adds a text to the counts. Cost: linear. */
export function learn(model: Model, text: Tokens): void {
  model.tokens += text.length;
  for (const [order, table] of model.tables.entries()) {
    const counts = model.counts[order]!;
    walkRuns(table, text, (run) => counts[run]!++);
  }
}

/** Bits to name the length of a copied run: short ones are the rule. */
function lengthBits(length: number): number {
  return 1 + 2 * Math.log2(length);
}

/** Places of the source tried for one beginning of a run. */
const MAX_TRIED = 64;
/** What the topic brings along is no copy: of each run the first tokens, a term's length, save nothing. */
const TERM = 4;

export interface Agreement {
  /** Bits saved by copying from the source stretch. */
  readonly bits: number;
  /** Tokens of the draft stretch inside copied runs. */
  readonly copied: number;
  /** Tokens of the longest copied run. */
  readonly longest: number;
}

/** `explained`: tokens of the draft stretch that formulas explain; they cost nothing to begin with. Cost: linear but for repeats. */
export function agreementOf(
  model: Model,
  draft: Tokens,
  range: Range,
  source: Tokens,
  from: Range,
  explained?: Uint8Array,
): Agreement {
  const price = pricesOf(model, draft, range, source, from);
  if (explained) for (let i = 0; i < price.length; i++) if (explained[i] === 1) price[i] = 0;
  const reach = longestMatches(draft.id, range, source.id, from);
  const length = range.to - range.from;
  const address = Math.log2(from.to - from.from + 1);
  const paid = new Float64Array(length + 1);
  for (let i = 0; i < length; i++) paid[i + 1] = paid[i]! + price[i]!;
  const best = new Float64Array(length + 1);
  const run = new Int32Array(length + 1);
  for (let i = length - 1; i >= 0; i--) {
    best[i] = best[i + 1]!;
    const longest = reach[i]!;
    if (longest <= TERM) continue;
    const saved = paid[i + longest]! - paid[i + TERM]! - address - lengthBits(longest) + best[i + longest]!;
    if (saved > best[i]!) {
      best[i] = saved;
      run[i] = longest;
    }
  }
  let copied = 0;
  let longest = 0;
  for (let i = 0; i < length; i += Math.max(1, run[i]!)) {
    copied += run[i]!;
    longest = Math.max(longest, run[i]!);
  }
  return { bits: best[0]!, copied, longest };
}

/** What each token of the draft stretch costs without the source. */
function pricesOf(model: Model, draft: Tokens, range: Range, source: Tokens, from: Range): Float64Array {
  const { tables, counts, own } = model;
  for (const [order, table] of tables.entries()) {
    const held = own[order]!;
    walkRange(table, draft, range, held, 1);
    walkRange(table, source, from, held, 1);
  }
  const outside = Math.max(0, model.tokens - (range.to - range.from) - (from.to - from.from));
  const seen = (order: number, at: number): number => {
    const run = at < 0 ? -1 : tables[order]!.at[at]!;
    return run < 0 ? 0 : Math.max(0, counts[order]![run]! - own[order]![run]!);
  };
  const price = new Float64Array(range.to - range.from);
  for (let i = range.from; i < range.to; i++) {
    let share = (seen(0, i) + 0.5) / (outside + OPEN_VOCABULARY);
    if (i > range.from) share = (seen(1, i - 1) + BACK_OFF * share) / (seen(0, i - 1) + BACK_OFF);
    if (i > range.from + 1) share = (seen(2, i - 2) + BACK_OFF * share) / (seen(1, i - 2) + BACK_OFF);
    price[i - range.from] = -Math.log2(Math.min(1, share));
  }
  for (const [order, table] of tables.entries()) {
    const held = own[order]!;
    walkRange(table, draft, range, held, 0);
    walkRange(table, source, from, held, 0);
  }
  return price;
}

/** Adds to (or, with 0, clears) what a range holds of each run. */
function walkRange(table: RunTable, text: Tokens, { from, to }: Range, held: Float64Array, step: 0 | 1): void {
  const part = { ...text, id: text.id.subarray(from, to), length: to - from };
  walkRuns(table, part, (run) => {
    held[run] = step === 0 ? 0 : held[run]! + 1;
  });
}

/** For each token of a[x]: the length of the longest run that begins there and stands somewhere in b[y]. */
function longestMatches(a: Uint32Array, x: Range, b: Uint32Array, y: Range): Int32Array {
  const places = new Map<number, number[]>();
  for (let j = y.from; j + 1 < y.to; j++) {
    const key = anchor(b, j);
    const held = places.get(key);
    if (held === undefined) places.set(key, [j]);
    else if (held.length < MAX_TRIED) held.push(j);
  }
  const reach = new Int32Array(x.to - x.from);
  for (let i = x.from; i + 1 < x.to; i++) {
    let longest = 0;
    // A run goes on where the one before it does, one shorter.
    const known = i > x.from ? reach[i - 1 - x.from]! - 1 : 0;
    for (const j of places.get(anchor(a, i)) ?? []) {
      let length = 0;
      while (i + length < x.to && j + length < y.to && a[i + length] === b[j + length]) length++;
      if (length > longest) longest = length;
    }
    reach[i - x.from] = Math.max(longest, known);
  }
  return reach;
}

function anchor(id: Uint32Array, at: number): number {
  return id[at]! * 0x200000 + (id[at + 1]! % 0x200000);
}

/** Tokens of a source that count as one search: about one report's share of a comparison. */
const SEARCH_UNIT = 10_000;

/** Bits to take off when sources of so many tokens in all were searched, as an E-value does; 0 for a single report. */
export function searchBits(tokens: number): number {
  return Math.log2(Math.max(1, tokens / SEARCH_UNIT));
}
