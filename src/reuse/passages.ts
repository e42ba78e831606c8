/**
 * Passages of two texts: seeds refined to maximum-sum segments of a likelihood ratio, in bits, in turn on both sides.
 * A passage is worth what its weaker side is worth; the best are taken first and none overlap in the draft.
 */

import { likelihoodSeeds, type Seed, sentenceSeeds } from './passage-seeds.js';
import type { Range } from './range.js';
import { bestSegment, bestSingleUse, fillTable, LIKELIHOOD, type Segment, type Table, tableFor } from './segments.js';
import type { Shingles } from './shingles.js';
import { findSummary } from './summary.js';
import { draftSide, type Side, sideOf, type Vocabulary, vocabularyOf } from './vocabulary.js';

export interface PassageOptions {
  /** Bits from which a passage is accepted. Default 45. */
  readonly minBits?: number;
  /** Also look for a stretch that sums up the whole source. Default false. */
  readonly summaries?: boolean;
  /** Passages that a caller will not take, given half-open token ranges. */
  readonly accept?: (passage: PairPassage) => boolean;
}

/** Token ranges of one copied stretch in a draft and in a source. */
export interface PairPassage {
  readonly draft: Range;
  readonly source: Range;
  /** Of the weaker side. */
  readonly bits: number;
}

/** A draft made ready to be held against many sources. */
export interface Prepared {
  readonly vocabulary: Vocabulary;
  readonly side: Side;
  readonly table: Table;
}

export function prepareDraft(draft: Shingles): Prepared {
  const vocabulary = vocabularyOf(draft);
  return { vocabulary, side: draftSide(draft, vocabulary), table: tableFor(vocabulary.size, LIKELIHOOD) };
}

const MIN_BITS = 45;

/** Passages sorted by their place in the draft. Cost: linear in both texts, and in the source for every seed. */
export function findPassages(draft: Prepared, source: Shingles, options: PassageOptions = {}): PairPassage[] {
  const { side, table } = draft;
  const other = sideOf(source, draft.vocabulary);
  if (side.length === 0 || other.length === 0) return [];
  const seeds = [...likelihoodSeeds(side, other, table, LIKELIHOOD), ...sentenceSeeds(side, other, table)];
  const passages = settle(refineAll(seeds, side, other, table), options);
  const summary = options.summaries && findSummary(side, other, passages);
  if (!summary) return passages;
  const apart = passages.filter(({ draft: { from, to } }) => to <= summary.draft.from || summary.draft.to <= from);
  return [...apart, summary].sort((a, b) => a.draft.from - b.draft.from);
}

/** Units beyond the present ends that a round looks at, and rounds. */
const REACH = 60;
const ROUNDS = 2;

function refineAll(seeds: readonly Seed[], draft: Side, source: Side, table: Table): PairPassage[] {
  const found: PairPassage[] = [];
  for (const seed of seeds) {
    const known = found.some((passage) => holds(passage.draft, seed.draft) && holds(passage.source, seed.source));
    if (known) continue;
    const passage = refine(seed, draft, source, table);
    if (passage) found.push(passage);
  }
  return found;
}

function holds(outer: Range, inner: Range): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

function refine(seed: Seed, draft: Side, source: Side, table: Table): PairPassage | undefined {
  let here: Range = seed.draft;
  let there: Range = seed.source;
  let bits = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const a = fitted(draft, here, source, there, table);
    if (!a) return undefined;
    here = a;
    const b = fitted(source, there, draft, here, table);
    if (!b) return undefined;
    there = b;
    bits = Math.min(a.bits, b.bits);
  }
  return { draft: { from: here.from, to: here.to }, source: { from: there.from, to: there.to }, bits };
}

/** The best segment of `own` near `present`, explained by `by[range]`. */
function fitted(own: Side, present: Range, by: Side, range: Range, table: Table): Segment | undefined {
  fillTable(table, { by, range, other: own, own: present, background: 'both' }, LIKELIHOOD);
  const window = { from: Math.max(0, present.from - REACH), to: Math.min(own.length, present.to + REACH) };
  const plain = bestSegment(table, own, window);
  return plain && bestSingleUse(table, own, plain, window);
}

function settle(found: PairPassage[], options: PassageOptions): PairPassage[] {
  const least = options.minBits ?? MIN_BITS;
  found.sort((a, b) => b.bits - a.bits || a.draft.from - b.draft.from || a.source.from - b.source.from);
  const taken: PairPassage[] = [];
  for (const passage of found) {
    if (passage.bits < least) break;
    if (options.accept && !options.accept(passage)) continue;
    if (taken.every(({ draft }) => draft.to <= passage.draft.from || passage.draft.to <= draft.from)) {
      taken.push(passage);
    }
  }
  return taken.sort((a, b) => a.draft.from - b.draft.from);
}
