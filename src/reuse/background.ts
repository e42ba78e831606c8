/**
 * The background: what a text costs whoever writes it down without a source. A language model of the corpus charges each token
 * (runs of one to three tokens, interpolated), less what stands in runs of five that too few issuers
 * say: these are the copies themselves. What formulas explain costs nothing.
 */

import { Gap, type Tokens } from '../model/tokens.js';
import { countNested, type RunTable, runsOf } from './candidates.js';
import { type ShippedCounts, shippedCount } from './shipped-counts.js';

/** Longest context of the model, plus one. */
const ORDERS = 3;
/** Distinct tokens to expect beyond those seen. */
const OPEN_VOCABULARY = 4000;

/** Counts of a text's runs of one to three tokens in whatever the model has learned. */
export interface Model {
  readonly tables: readonly RunTable[];
  readonly counts: readonly Float64Array[];
  tokens: number;
}

/** A model that can price `text` and has learned nothing yet. */
export function modelOf(text: Tokens): Model {
  const tables = Array.from({ length: ORDERS }, (_, i) => runsOf(text, i + 1, 0));
  return { tables, counts: tables.map(({ size }) => new Float64Array(size)), tokens: 0 };
}

/** Adds a text to the counts. Cost: linear. */
export function learn(model: Model, text: Tokens): void {
  model.tokens += text.length;
  countNested(model.tables, model.counts, text);
}

/** Adds what was learned beforehand. Cost: linear in the priced text. */
export function learnShipped(model: Model, counts: ShippedCounts): void {
  model.tokens += counts.tokens;
  for (const [order, { size, hashes, width }] of model.tables.entries()) {
    const own = model.counts[order]!;
    for (let run = 0; run < size; run++) own[run]! += shippedCount(counts, hashes[run]!, width);
  }
}

/** Runs of the priced text that too few issuers say, and how often what the model learned has them. */
export interface RareRuns {
  readonly table: RunTable;
  readonly occurrences: Float64Array;
  readonly isRare: (run: number) => boolean;
}

export interface Pricing {
  readonly model: Model;
  readonly rare: RareRuns;
  /** Tokens of the draft stretch that formulas explain; they cost nothing to begin with. */
  readonly explained?: Uint8Array;
}

/**
 * Weight of the shorter context, in occurrences: what has been seen so often goes on in about so many ways, so that a way
 * not seen yet is no wonder behind a frequent token (Witten and Bell 1991, with the square root for what is not counted).
 */
function backOff(seen: number): number {
  return 1 + Math.sqrt(seen);
}

/**
 * Bits that the first i tokens of the stretch cost without the source; `gap` holds the break before each. What stands before
 * the end of a sentence says nothing about what opens the next.
 */
export function paidBefore(at: number, gap: Uint8Array, { model, rare, explained }: Pricing): Float64Array {
  const { length } = gap;
  const { tables, counts, tokens } = model;
  const copied = copiesAt(rare, at, length);
  const seen = (order: number, i: number): number => {
    const run = tables[order]!.at[at + i]!;
    if (run < 0) return 0;
    let own = 0;
    // Runs of five that hold all of the shorter run.
    for (let j = Math.max(0, i + order + 1 - rare.table.width); j <= i; j++) own = Math.max(own, copied[j]!);
    return Math.max(0, counts[order]![run]! - own);
  };
  const paid = new Float64Array(length + 1);
  for (let i = 0; i < length; i++) {
    let share = (seen(0, i) + 0.5) / (tokens + OPEN_VOCABULARY);
    const back = i === 0 || gap[i]! >= Gap.sentence ? 0 : i === 1 || gap[i - 1]! >= Gap.sentence ? 1 : 2;
    if (back > 0) share = given(seen(1, i - 1), seen(0, i - 1), share);
    if (back > 1) share = given(seen(2, i - 2), seen(1, i - 2), share);
    paid[i + 1] = paid[i]! + (explained?.[i] === 1 ? 0 : -Math.log2(Math.min(1, share)));
  }
  return paid;
}

/** Share of what follows a context, where the run with the context was seen so often and the context so often. */
function given(run: number, context: number, shorter: number): number {
  const all = Math.max(context, run);
  const weight = backOff(all);
  return (run + weight * shorter) / (all + weight);
}

/** How often the rare run that begins at each token stands in what the model learned; 0 where the run is not rare. */
function copiesAt({ table, occurrences, isRare }: RareRuns, at: number, length: number): Float64Array {
  const copied = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const run = table.at[at + i]!;
    if (run >= 0 && isRare(run)) copied[i] = occurrences[run]!;
  }
  return copied;
}
