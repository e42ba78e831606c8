/**
 * Candidate pairs of units: an inverted index over the features of B, asked once for each unit of A. A pair scores by
 * the Dice coefficient of its weighted features, or by containment where one side was drawn out or cut short.
 */

import { BIT, type Features, sharedWeight } from './features.js';

export interface Pair {
  readonly a: number;
  readonly b: number;
  /** 0..1 */
  readonly score: number;
}

export interface CandidateOptions {
  /** Pairs below are dropped, 0..1. Default 0.15: below the noise of two sentences on one subject (0.25). */
  readonly floor?: number;
  /** Best partners kept for each unit, counted from both sides. Default 10. */
  readonly perUnit?: number;
  /** Posting visits. Default 30 million (about a second); the commonest features are left out to keep it. */
  readonly budget?: number;
}

export interface Candidates {
  /** In order of a, then b. */
  readonly pairs: readonly Pair[];
  /** Common features were left out of the search to keep the budget. */
  readonly truncated: boolean;
}

/** Half of what containment is above Dice counts, and only when the shared text is worth this many bits. */
const CONTAINMENT_SHARE = 0.5;
const CONTAINMENT_BITS = 40;
/** Collected for each unit of A before both sides are ranked. */
const GENEROUS = 4;
/** Share of the floor that the rarer features alone must reach when the commoner ones were left out. */
const FAINT = 0.3;

export function pairScore(shared: number, massA: number, massB: number): number {
  if (shared === 0) return 0;
  const dice = (2 * shared) / (massA + massB);
  if (shared < CONTAINMENT_BITS * BIT) return dice;
  return dice + CONTAINMENT_SHARE * (shared / Math.min(massA, massB) - dice);
}

/** Cost: posting visits, at most `budget`. */
export function findCandidates(features: Features, options: CandidateOptions = {}): Candidates {
  const { floor = 0.15, perUnit = 10, budget = 30_000_000 } = options;
  const { a, b, weight } = features;
  const limit = productLimit(features, budget);
  const cut = limit < Number.POSITIVE_INFINITY;
  const postings = invert(features, limit);
  const shared = new Float64Array(b.count);
  const touched = new Uint32Array(b.count);
  const pairs: Pair[] = [];
  for (let i = 0; i < a.count; i++) {
    let count = 0;
    for (let x = a.from[i]!; x < a.from[i + 1]!; x++) {
      const f = a.feature[x]!;
      const to = postings.from[f + 1]!;
      for (let p = postings.from[f]!; p < to; p++) {
        const j = postings.unit[p]!;
        if (shared[j] === 0) touched[count++] = j;
        shared[j]! += weight[f]!;
      }
    }
    const row: Pair[] = [];
    for (let t = 0; t < count; t++) {
      const j = touched[t]!;
      const score = pairScore(shared[j]!, a.mass[i]!, b.mass[j]!);
      shared[j] = 0;
      if (score >= (cut ? floor * FAINT : floor)) row.push({ a: i, b: j, score });
    }
    if (row.length > perUnit * GENEROUS) {
      row.sort(byScore);
      row.length = perUnit * GENEROUS;
    }
    for (const pair of row) pairs.push(cut ? rescored(features, pair) : pair);
  }
  return {
    pairs: bestOfBothSides(
      pairs.filter(({ score }) => score >= floor),
      features,
      perUnit,
    ),
    truncated: cut,
  };
}

/** The score over all features, where the search saw the rarer ones only. */
function rescored({ a, b, weight }: Features, pair: Pair): Pair {
  const shared = sharedWeight(weight, a, pair.a, b, pair.b);
  return { ...pair, score: pairScore(shared, a.mass[pair.a]!, b.mass[pair.b]!) };
}

function byScore(p: Pair, q: Pair): number {
  return q.score - p.score || p.a - q.a || p.b - q.b;
}

function bestOfBothSides(pairs: Pair[], { a, b }: Features, perUnit: number): readonly Pair[] {
  pairs.sort(byScore);
  const keptA = new Uint32Array(a.count);
  const keptB = new Uint32Array(b.count);
  const kept: Pair[] = [];
  for (const pair of pairs) {
    if (keptA[pair.a]! >= perUnit && keptB[pair.b]! >= perUnit) continue;
    keptA[pair.a]!++;
    keptB[pair.b]!++;
    kept.push(pair);
  }
  return kept.sort((p, q) => p.a - q.a || p.b - q.b);
}

/** The largest product of frequencies a feature may have so that all visits stay in the budget. */
function productLimit({ a, b, weight }: Features, budget: number): number {
  const products: number[] = [];
  let total = 0;
  for (let f = 0; f < weight.length; f++) {
    const product = a.frequency[f]! * b.frequency[f]!;
    total += product;
    if (product > 1) products.push(product);
  }
  if (total <= budget) return Number.POSITIVE_INFINITY;
  products.sort((p, q) => p - q);
  let sum = 0;
  for (const product of products) {
    sum += product;
    if (sum > budget) return product - 1;
  }
  return Number.POSITIVE_INFINITY;
}

function invert({ a, b, weight }: Features, limit: number): { from: Uint32Array; unit: Uint32Array } {
  const from = new Uint32Array(weight.length + 1);
  for (let f = 0; f < weight.length; f++) {
    const product = a.frequency[f]! * b.frequency[f]!;
    from[f + 1] = from[f]! + (product > 0 && product <= limit ? b.frequency[f]! : 0);
  }
  const unit = new Uint32Array(from[weight.length] ?? 0);
  const at = from.slice(0, weight.length);
  for (let j = 0; j < b.count; j++) {
    for (let x = b.from[j]!; x < b.from[j + 1]!; x++) {
      const f = b.feature[x]!;
      if (from[f + 1]! > from[f]!) unit[at[f]!++] = j;
    }
  }
  return { from, unit };
}
