/**
 * How alike two sections are: the linked sentences they share, the words they have in common (weighted by how few sections
 * have them), and their headings. Each is one piece of evidence; together they leave less doubt than any alone.
 */

import type { Pair } from '../align/candidates.js';
import type { FeatureRows, Features } from '../align/features.js';
import type { Mass, SectionNode } from './section-nodes.js';

/** Above this many pairs only sections with linked sentences are compared. */
const ALL_PAIRS = 10_000;
/** What shared words and a shared heading are worth beside linked sentences. */
const WORDS_SHARE = 0.6;
const HEADING_SHARE = 0.5;
/** A review of the past year and the plan for the next speak of the same things in other parts. */
const OTHER_ROLE = 0.3;
const OTHER_DEPTH = 0.9;

/** Likeness of pairs of sections, 0..1. Cost: pairs times the words of a section. */
export function scorePairs(
  features: Features,
  nodesA: readonly SectionNode[],
  nodesB: readonly SectionNode[],
  mass: Mass,
): readonly Pair[] {
  const rarity = sectionRarity(features, nodesA, nodesB);
  const vectorsA = nodesA.map((node) => vectorOf(features.a, node, rarity));
  const vectorsB = nodesB.map((node) => vectorOf(features.b, node, rarity));
  const headingsA = nodesA.map(({ section }) => bigramsOf(section.heading));
  const headingsB = nodesB.map(({ section }) => bigramsOf(section.heading));
  const heading = headingLikeness([...headingsA, ...headingsB]);
  const score = (s: number, t: number, common: number): number => {
    const [x, y] = [nodesA[s]!, nodesB[t]!];
    const [massA, massB] = mass.get(s * nodesB.length + t) ?? [0, 0];
    const linked = x.weight + y.weight === 0 ? 0 : Math.min(1, (massA + massB) / (x.weight + y.weight));
    const title = heading(headingsA[s]!, headingsB[t]!);
    const sure = 1 - (1 - linked) * (1 - WORDS_SHARE * common) * (1 - HEADING_SHARE * title);
    const apart = x.role !== 'other' && y.role !== 'other' && x.role !== y.role;
    return sure * (apart ? OTHER_ROLE : 1) * (x.depth === y.depth ? 1 : OTHER_DEPTH);
  };
  const pairs: Pair[] = [];
  if (nodesA.length * nodesB.length <= ALL_PAIRS) {
    const products = dotProducts(vectorsB, features.weight.length);
    vectorsA.forEach((vector, s) => {
      const dots = products(vector);
      vectorsB.forEach(({ norm }, t) => {
        const common = vector.norm === 0 || norm === 0 ? 0 : dots[t]! / (vector.norm * norm);
        pairs.push({ a: s, b: t, score: score(s, t, common) });
      });
    });
  } else {
    for (const key of [...mass.keys()].sort((p, q) => p - q)) {
      const [s, t] = [Math.floor(key / nodesB.length), key % nodesB.length];
      pairs.push({ a: s, b: t, score: score(s, t, cosine(vectorsA[s]!, vectorsB[t]!)) });
    }
  }
  return pairs;
}

interface Vector {
  /** Ascending, each once. */
  readonly feature: Uint32Array;
  readonly value: Float64Array;
  readonly norm: number;
}

/** What a feature tells of a section: how few sections, of all on both sides, have it. */
function sectionRarity(
  { a, b, weight }: Features,
  nodesA: readonly SectionNode[],
  nodesB: readonly SectionNode[],
): Float64Array {
  const frequency = new Uint32Array(weight.length);
  const seen = new Uint32Array(weight.length);
  let stamp = 0;
  const count = (rows: FeatureRows, nodes: readonly SectionNode[]): void => {
    for (const node of nodes) {
      stamp++;
      for (let x = rows.from[node.from]!; x < rows.from[node.to]!; x++) {
        const f = rows.feature[x]!;
        if (seen[f] !== stamp) frequency[f]!++;
        seen[f] = stamp;
      }
    }
  };
  count(a, nodesA);
  count(b, nodesB);
  const all = nodesA.length + nodesB.length;
  return Float64Array.from(frequency, (n) => (n === 0 ? 0 : Math.log2(1 + all / n) - 1));
}

/** The features of a section's sentences with their counts dampened by the logarithm. */
function vectorOf(rows: FeatureRows, node: SectionNode, rarity: Float64Array): Vector {
  const all = rows.feature.slice(rows.from[node.from], rows.from[node.to]).sort();
  const feature = new Uint32Array(all.length);
  const value = new Float64Array(all.length);
  let size = 0;
  let square = 0;
  for (let i = 0; i < all.length; ) {
    let next = i;
    while (next < all.length && all[next] === all[i]) next++;
    feature[size] = all[i]!;
    value[size] = (1 + Math.log2(next - i)) * rarity[all[i]!]!;
    square += value[size]! ** 2;
    size++;
    i = next;
  }
  return { feature: feature.subarray(0, size), value: value.subarray(0, size), norm: Math.sqrt(square) };
}

/** For a vector, its product with each of `vectors`: by an index of who has a feature, as most pairs share few. */
function dotProducts(vectors: readonly Vector[], features: number): (vector: Vector) => Float64Array {
  const from = new Uint32Array(features + 1);
  for (const { feature } of vectors) for (const f of feature) from[f + 1]!++;
  for (let f = 0; f < features; f++) from[f + 1]! += from[f]!;
  const at = from.slice(0, features);
  const owner = new Uint32Array(from[features]!);
  const value = new Float64Array(from[features]!);
  vectors.forEach((vector, t) => {
    for (let x = 0; x < vector.feature.length; x++) {
      const place = at[vector.feature[x]!]!++;
      owner[place] = t;
      value[place] = vector.value[x]!;
    }
  });
  const sums = new Float64Array(vectors.length);
  return (vector) => {
    sums.fill(0);
    for (let x = 0; x < vector.feature.length; x++) {
      const f = vector.feature[x]!;
      for (let place = from[f]!; place < from[f + 1]!; place++)
        sums[owner[place]!]! += vector.value[x]! * value[place]!;
    }
    return sums;
  };
}

function cosine(p: Vector, q: Vector): number {
  if (p.norm === 0 || q.norm === 0) return 0;
  let sum = 0;
  for (let x = 0, y = 0; x < p.feature.length && y < q.feature.length; ) {
    const [f, g] = [p.feature[x]!, q.feature[y]!];
    if (f === g) sum += p.value[x]! * q.value[y]!;
    if (f <= g) x++;
    if (g <= f) y++;
  }
  return sum / (p.norm * q.norm);
}

function bigramsOf(heading: string): ReadonlySet<string> {
  const bare = heading.replace(/[^\p{L}\p{N}]/gu, '');
  const grams = new Set<string>();
  for (let i = 0; i + 2 <= bare.length; i++) grams.add(bare.slice(i, i + 2));
  return grams;
}

/** Dice over the bigrams of two headings, each worth what it tells: 推动 and 着力 stand in every second one. */
function headingLikeness(
  headings: readonly ReadonlySet<string>[],
): (p: ReadonlySet<string>, q: ReadonlySet<string>) => number {
  const frequency = new Map<string, number>();
  for (const grams of headings) for (const gram of grams) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const weigh = (gram: string): number => Math.log2(1 + headings.length / (frequency.get(gram) ?? 1));
  const massOf = (grams: ReadonlySet<string>): number => [...grams].reduce((sum, gram) => sum + weigh(gram), 0);
  const mass = new Map(headings.map((grams) => [grams, massOf(grams)]));
  return (p, q) => {
    const all = (mass.get(p) ?? 0) + (mass.get(q) ?? 0);
    let shared = 0;
    for (const gram of p) if (q.has(gram)) shared += weigh(gram);
    return all === 0 ? 0 : (2 * shared) / all;
  };
}
