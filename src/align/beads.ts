/**
 * Merged and split units: a unit without a partner that stands beside a linked one, and whose words are the part of the
 * partner that the link does not explain, joins the link. Containment is measured on what is left over, so that a
 * sentence that merely shares the subject of its neighbour stays outside.
 */

import { pairScore } from './candidates.js';
import { BIT, type FeatureRows, type Features } from './features.js';

/** Units of A linked to units of B: 1:1, n:1 or 1:n; ascending. */
export interface Bead {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly score: number;
}

export interface BeadOptions {
  /** Units joined on one side at most. Default 3. */
  readonly size?: number;
  /** How far, in units, a joining unit may stand from the link. Default 4: what was put or dropped between the halves. */
  readonly reach?: number;
  /** Share of the joining unit that the leftover of the partner must hold, 0..1. Default 0.3. */
  readonly containment?: number;
  /** A joining unit leaves a link of its own that scores this much less than the containment. Default 0.2. */
  readonly margin?: number;
}

/**
 * Weight of the leftover agreement a joining unit needs, in bits: a short unit must be held nearly whole, of a long one
 * a clause of some eight characters is enough.
 */
const JOIN_BITS = 36;
const WHOLE_BITS = 20;
const WHOLE = 0.5;
/** What each unit that stands between costs. */
const DISTANCE = 0.05;

interface Join {
  readonly bead: number;
  readonly side: 'a' | 'b';
  readonly unit: number;
  readonly gain: number;
}

/** Joins units to beads, the surest first. Cost: linear in the beads. */
export function joinBeads(features: Features, beads: readonly Bead[], options: BeadOptions = {}): readonly Bead[] {
  const { size = 3, reach = 4, containment = 0.3, margin = 0.2 } = options;
  const current: (Bead | undefined)[] = [...beads];
  const owner = { a: new Map<number, number>(), b: new Map<number, number>() };
  const own = (bead: Bead, k: number): void => {
    for (const unit of bead.a) owner.a.set(unit, k);
    for (const unit of bead.b) owner.b.set(unit, k);
  };
  beads.forEach(own);
  const measure = leftoverMeasure(features);
  for (let round = 1; round < size; round++) {
    const joins: Join[] = [];
    current.forEach((bead, k) => {
      if (!bead) return;
      for (const side of ['a', 'b'] as const) {
        const across = side === 'a' ? bead.b : bead.a;
        if (across.length > 1 || bead[side].length >= size) continue;
        const last = bead[side].at(-1)!;
        const leftover = measure(side, bead);
        for (let unit = Math.max(0, bead[side][0]! - reach); unit <= last + reach; unit++) {
          if (unit >= features[side].count || bead[side].includes(unit)) continue;
          const away = unit < bead[side][0]! ? bead[side][0]! - unit : Math.max(1, unit - last);
          const gain = leftover(unit) - DISTANCE * (away - 1);
          if (gain >= containment) joins.push({ bead: k, side, unit, gain });
        }
      }
    });
    joins.sort((p, q) => q.gain - p.gain || p.bead - q.bead || p.unit - q.unit);
    let joined = 0;
    for (const { bead: k, side, unit, gain } of joins) {
      const bead = current[k];
      if (!bead || bead[side].length > round) continue;
      const rival = owner[side].get(unit);
      if (rival !== undefined) {
        const other = current[rival];
        if (!other || rival === k || other.a.length + other.b.length > 2 || other.score + margin > gain) continue;
        current[rival] = undefined;
        owner.a.delete(other.a[0]!);
        owner.b.delete(other.b[0]!);
      }
      const units = [...bead[side], unit].sort((x, y) => x - y);
      const grown = side === 'a' ? { a: units, b: bead.b } : { a: bead.a, b: units };
      current[k] = { ...grown, score: beadScore(features, grown.a, grown.b) };
      owner[side].set(unit, k);
      joined++;
    }
    if (joined === 0) break;
  }
  return current.filter((bead) => bead !== undefined);
}

/** Similarity of the units taken together. */
function beadScore(features: Features, a: readonly number[], b: readonly number[]): number {
  const [inA, inB] = [union(features.a, a), union(features.b, b)];
  let [massA, massB, shared] = [0, 0, 0];
  for (const f of inA) {
    massA += features.weight[f]!;
    if (inB.has(f)) shared += features.weight[f]!;
  }
  for (const f of inB) massB += features.weight[f]!;
  return pairScore(shared, massA, massB);
}

function union(rows: FeatureRows, units: readonly number[]): Set<number> {
  const all = new Set<number>();
  for (const i of units) for (let x = rows.from[i]!; x < rows.from[i + 1]!; x++) all.add(rows.feature[x]!);
  return all;
}

/** For one side of a bead: the share of a unit's weight found in the part of the other side that the bead's own units lack. */
function leftoverMeasure(features: Features): (side: 'a' | 'b', bead: Bead) => (unit: number) => number {
  // Stamps instead of sets: 2n = held by the other side, 2n + 1 = held by both, for the n-th question.
  const stamps = new Uint32Array(features.weight.length);
  let question = 0;
  return (side, bead) => {
    question += 2;
    const [held, explained] = [question, question + 1];
    const [rows, opposite] = side === 'a' ? [features.a, features.b] : [features.b, features.a];
    for (const j of side === 'a' ? bead.b : bead.a)
      for (let x = opposite.from[j]!; x < opposite.from[j + 1]!; x++) stamps[opposite.feature[x]!] = held;
    for (const i of bead[side])
      for (let x = rows.from[i]!; x < rows.from[i + 1]!; x++)
        if (stamps[rows.feature[x]!] === held) stamps[rows.feature[x]!] = explained;
    return (unit) => {
      let [found, asked] = [0, 0];
      for (let x = rows.from[unit]!; x < rows.from[unit + 1]!; x++) {
        const f = rows.feature[x]!;
        if (stamps[f] === explained) continue;
        asked += features.weight[f]!;
        if (stamps[f] === held) found += features.weight[f]!;
      }
      const share = asked === 0 ? 0 : found / asked;
      return found >= JOIN_BITS * BIT || (found >= WHOLE_BITS * BIT && share >= WHOLE) ? share : 0;
    };
  };
}
