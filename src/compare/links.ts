/**
 * Sentences of two reports linked: candidates by rare shared words, partners by a global assignment in which neighbours
 * support each other, then merges and splits. No order is assumed; order only breaks ties.
 */

import { assign } from '../align/assign.js';
import { type Bead, joinBeads } from '../align/beads.js';
import { findCandidates, type Pair } from '../align/candidates.js';
import { buildFeatures } from '../align/features.js';
import type { Side } from './side.js';

export interface LinkOptions {
  /** Score, support included, from which a pair is shown at all, 0..1. Default 0.35: below it pairs share a subject only. */
  readonly show?: number;
  /** Largest support of linked neighbours, added to the score. Default 0.16. */
  readonly support?: number;
}

export interface LinkedBead extends Bead {
  /** Score with the support of the neighbours. */
  readonly total: number;
  /** Other sentences of B, and of A, that fit about as well. */
  readonly alternatives: readonly {
    readonly a: readonly number[];
    readonly b: readonly number[];
    readonly score: number;
  }[];
}

export interface Links {
  readonly beads: readonly LinkedBead[];
  readonly truncated: boolean;
}

/** Totals closer than this are two readings of one sentence. */
const AMBIGUITY = 0.03;
/** Same relative place in both reports: enough to break a tie, never to make a link. */
const PLACE_BONUS = 0.02;
/** A pair whose own words score less than this is no link, whatever stands around it. */
const LEAST_SCORE = 0.2;
/** The same words on both sides outweigh any two half-fitting links. */
const SAME_WORDS = 0.3;
const MOST_ALTERNATIVES = 3;
/** Steps to a neighbouring pair, and how much of its score counts. */
const STEPS: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [1, 2, 0.8],
  [2, 1, 0.8],
  [2, 2, 0.7],
  [1, 3, 0.6],
  [3, 1, 0.6],
];

/** Cost: the candidate search and, for each candidate, its twelve neighbours. */
export function linkSentences(a: Side, b: Side, options: LinkOptions = {}): Links {
  const { show = 0.35, support = 0.16 } = options;
  const features = buildFeatures(a, b);
  const { pairs, truncated } = findCandidates(features);
  const [sizeA, sizeB] = [features.a.count, features.b.count];
  const key = (i: number, j: number): number => i * sizeB + j;
  const place = (pair: Pair): number => PLACE_BONUS * (1 - Math.abs(pair.a / sizeA - pair.b / sizeB));
  let known = new Map<number, number>();
  for (const pair of pairs) known.set(key(pair.a, pair.b), pair.score);
  let totals: Pair[] = [];
  let chosen: readonly number[] = [];
  for (let round = 0; round < 3; round++) {
    const beside = (pair: Pair, direction: 1 | -1): number => {
      let best = 0;
      for (const [di, dj, decay] of STEPS) {
        const i = pair.a + direction * di;
        const j = pair.b + direction * dj;
        if (i < 0 || j < 0 || i >= sizeA || j >= sizeB) continue;
        best = Math.max(best, decay * (known.get(key(i, j)) ?? 0));
      }
      return best;
    };
    totals = pairs.map((pair) => {
      if (pair.score < LEAST_SCORE) return { ...pair, score: 0 };
      const near = (support / 2) * (beside(pair, 1) + beside(pair, -1)) + place(pair);
      return { ...pair, score: pair.score + near + (pair.score === 1 ? SAME_WORDS : 0) };
    });
    chosen = assign(totals, { threshold: show });
    known = new Map(chosen.map((p) => [key(pairs[p]!.a, pairs[p]!.b), pairs[p]!.score]));
  }
  const total = new Map(chosen.map((p) => [key(pairs[p]!.a, pairs[p]!.b), totals[p]!.score]));
  const beads = joinBeads(
    features,
    chosen.map((p) => ({ a: [pairs[p]!.a], b: [pairs[p]!.b], score: pairs[p]!.score })),
  );
  const rivals = rivalsOf(totals);
  return {
    beads: beads.map((bead) => {
      const own = total.get(key(bead.a[0]!, bead.b[0]!)) ?? bead.score;
      return { ...bead, total: own, alternatives: bead.a.length + bead.b.length > 2 ? [] : rivals(bead, own) };
    }),
    truncated,
  };
}

function rivalsOf(totals: readonly Pair[]): (bead: Bead, own: number) => LinkedBead['alternatives'] {
  const byA = new Map<number, Pair[]>();
  const byB = new Map<number, Pair[]>();
  for (const pair of totals) {
    if (pair.score === 0) continue;
    byA.set(pair.a, [...(byA.get(pair.a) ?? []), pair]);
    byB.set(pair.b, [...(byB.get(pair.b) ?? []), pair]);
  }
  return (bead, own) => {
    const [i, j] = [bead.a[0]!, bead.b[0]!];
    return [...(byA.get(i) ?? []).filter((p) => p.b !== j), ...(byB.get(j) ?? []).filter((p) => p.a !== i)]
      .filter((p) => own - p.score < AMBIGUITY)
      .sort((p, q) => q.score - p.score || p.a - q.a || p.b - q.b)
      .slice(0, MOST_ALTERNATIVES)
      .map((p) => ({ a: [p.a], b: [p.b], score: Math.min(1, p.score) }));
  };
}
