/**
 * Sentences of two reports linked: candidates by rare shared words, partners by a global assignment in which neighbours
 * support each other, then merges and splits. No order is assumed; order only breaks ties.
 */

import { anchor, type Classes, classify } from '../align/anchors.js';
import { assign } from '../align/assign.js';
import { type Bead, joinBeads } from '../align/beads.js';
import { type Candidates, findCandidates, type Pair } from '../align/candidates.js';
import { buildFeatures, type Features, selectRows } from '../align/features.js';
import { sharedWindows } from '../align/runs.js';
import type { Role } from './role.js';
import type { Side } from './side.js';
import { placeWordless } from './wordless.js';

export interface LinkOptions {
  /** Score, support included, from which a pair is shown at all, 0..1. Default 0.35: below it pairs share a subject only. */
  readonly show?: number;
  /** Largest support of linked neighbours, added to the score. Default 0.16. */
  readonly support?: number;
}

export interface LinkInputs {
  /** What the part of the report does that each sentence stands in. */
  readonly roles: { readonly a: readonly Role[]; readonly b: readonly Role[] };
  /** 1 for each sentence that is a heading. */
  readonly headings: { readonly a: Uint8Array; readonly b: Uint8Array };
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
  readonly features: Features;
  readonly truncated: boolean;
}

/** Totals closer than this are two readings of one sentence. */
const AMBIGUITY = 0.03;
/** Same relative place in both reports: enough to break a tie, never to make a link. */
const PLACE_BONUS = 0.02;
/** A result of the past year and a target of the next are about one thing, not the same thing. */
const OTHER_ROLE = 0.05;
/** A heading names a subject, a sentence says something of it. */
const OTHER_KIND = 0.1;
/** A pair whose own words score less than this is no link, whatever stands around it. */
const LEAST_SCORE = 0.2;
/** The same words on both sides outweigh any two half-fitting links. */
const SAME_WORDS = 0.3;
/** Windows in common from which a long run supports a pair, and what the longest is worth. */
const LEAST_WINDOWS = 8;
const RUN_SUPPORT = 0.12;
const LONG_RUN = 12;
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
export function linkSentences(a: Side, b: Side, { roles, headings }: LinkInputs, options: LinkOptions = {}): Links {
  const { show = 0.35, support = 0.16 } = options;
  const features = buildFeatures(a, b);
  const classes = classify(a, b);
  const partner = anchor(a, classes);
  const { pairs, truncated } = searchRest(features, classes, partner);
  const [sizeA, sizeB] = [features.a.count, features.b.count];
  const key = (i: number, j: number): number => i * sizeB + j;
  const place = (pair: Pair): number => {
    const [x, y] = [roles.a[pair.a], roles.b[pair.b]];
    const apart = x !== y && x !== 'other' && y !== 'other';
    const unlike = headings.a[pair.a] !== headings.b[pair.b];
    const near = PLACE_BONUS * (1 - Math.abs(pair.a / sizeA - pair.b / sizeB));
    return near - (apart ? OTHER_ROLE : 0) - (unlike ? OTHER_KIND : 0);
  };
  const windows = sharedWindows(a, b);
  const run = (pair: Pair): number => {
    const count = windows.get(key(pair.a, pair.b)) ?? 0;
    return count < LEAST_WINDOWS ? 0 : RUN_SUPPORT * Math.min(1, count / LONG_RUN);
  };
  const anchors: Pair[] = [];
  partner.forEach((j, i) => {
    if (j >= 0) anchors.push({ a: i, b: j, score: 1 });
  });
  const knownOf = (found: readonly Pair[]): Map<number, number> =>
    new Map([...anchors, ...found].map((pair) => [key(pair.a, pair.b), pair.score]));
  let known = knownOf(pairs);
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
      const near = (support / 2) * (beside(pair, 1) + beside(pair, -1)) + place(pair) + run(pair);
      return { ...pair, score: pair.score + near + (pair.score === 1 ? SAME_WORDS : 0) };
    });
    chosen = assign(totals, { threshold: show });
    known = knownOf(chosen.map((p) => pairs[p]!));
  }
  const total = new Map(chosen.map((p) => [key(pairs[p]!.a, pairs[p]!.b), totals[p]!.score]));
  const single = [...anchors, ...chosen.map((p) => pairs[p]!)].sort((p, q) => p.a - q.a);
  const beads = joinBeads(
    features,
    single.map((pair) => ({ a: [pair.a], b: [pair.b], score: pair.score })),
  );
  const rivals = rivalsOf(totals);
  const linked = beads.map((bead) => {
    const own = total.get(key(bead.a[0]!, bead.b[0]!)) ?? bead.score;
    return { ...bead, total: own, alternatives: bead.a.length + bead.b.length > 2 ? [] : rivals(bead, own) };
  });
  return {
    beads: placeWordless(a, b, linked),
    features,
    truncated,
  };
}

/** All pairs of two classes up to this many; of larger ones the n-th meets the n-th. */
const ALL_PAIRS_UP_TO = 64;

/** Candidates among the units that are not settled; equal units are searched once and paired afterwards. */
function searchRest(features: Features, classes: Classes, partner: Int32Array): Candidates {
  const takenB = new Uint8Array(classes.b.length);
  for (const j of partner) if (j >= 0) takenB[j] = 1;
  const groupsA = membersOf(classes.a, (i) => partner[i]! < 0);
  const groupsB = membersOf(classes.b, (j) => takenB[j] === 0);
  const size = features.weight.length;
  const { pairs, truncated } = findCandidates({
    a: selectRows(
      features.a,
      Uint32Array.from(groupsA, (group) => group[0]!),
      size,
    ),
    b: selectRows(
      features.b,
      Uint32Array.from(groupsB, (group) => group[0]!),
      size,
    ),
    weight: features.weight,
  });
  const spread: Pair[] = [];
  for (const { a, b, score } of pairs) {
    const [as, bs] = [groupsA[a]!, groupsB[b]!];
    if (as.length * bs.length <= ALL_PAIRS_UP_TO)
      for (const i of as) for (const j of bs) spread.push({ a: i, b: j, score });
    else for (let n = 0; n < Math.min(as.length, bs.length); n++) spread.push({ a: as[n]!, b: bs[n]!, score });
  }
  return { pairs: spread.sort((p, q) => p.a - q.a || p.b - q.b), truncated };
}

/** Units of each class that has any, in order. */
function membersOf(names: Uint32Array, isOpen: (unit: number) => boolean): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  names.forEach((name, unit) => {
    if (!isOpen(unit)) return;
    const group = groups.get(name);
    if (group) group.push(unit);
    else groups.set(name, [unit]);
  });
  return [...groups.values()];
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
