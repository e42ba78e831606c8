/**
 * The background: what a text costs whoever writes it down without a source. A language model of the corpus charges each token
 * (runs of one to three tokens, interpolated), less what stands in runs of five that too few issuers
 * say: these are the copies themselves. What formulas explain costs nothing.
 */

import type { Tokens } from '../model/tokens.js';
import { countNested, type RunTable, runsOf } from './candidates.js';
import { type ShippedCounts, shippedCount } from './shipped-counts.js';

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

/** Bits that the first i tokens of the stretch cost without the source. */
export function paidBefore(at: number, length: number, { model, rare, explained }: Pricing): Float64Array {
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
    if (i > 0) share = (seen(1, i - 1) + BACK_OFF * share) / (Math.max(seen(0, i - 1), seen(1, i - 1)) + BACK_OFF);
    if (i > 1) share = (seen(2, i - 2) + BACK_OFF * share) / (Math.max(seen(1, i - 2), seen(2, i - 2)) + BACK_OFF);
    paid[i + 1] = paid[i]! + (explained?.[i] === 1 ? 0 : -Math.log2(Math.min(1, share)));
  }
  return paid;
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
