/**
 * Sections of two reports matched by what they hold, not by number or place: the linked sentences they share, the words
 * they have in common, and their headings. One partner each by assignment; a section that is left over joins the match
 * that took a good part of it (one was split, or two were joined).
 */

import { assign } from '../align/assign.js';
import type { Pair } from '../align/candidates.js';
import { heaviestChain } from '../align/chain.js';
import type { SectionLink } from '../model/comparison.js';
import type { Span } from '../model/span.js';
import type { Links } from './links.js';
import { scorePairs } from './section-likeness.js';
import { isKin, linkedMass, type Mass, type SectionNode } from './section-nodes.js';
import type { Side } from './side.js';
import { inOrder } from './transpose.js';

export interface SectionInputs extends Pick<Links, 'beads' | 'features'> {
  readonly nodes: { readonly a: readonly SectionNode[]; readonly b: readonly SectionNode[] };
  /** Whether order means something; else no section counts as moved. */
  readonly ordered: boolean;
}

export interface SectionOptions {
  /** How sure a match must be, 0..1: likeness, and how far the next best stays behind. Default 0.35. */
  readonly threshold?: number;
  /** Share of a left-over section that must be linked into a match for it to join. Default 0.35. */
  readonly join?: number;
}

/** Two sections on unrelated subjects reach this by common words alone. */
const LEAST_LIKENESS = 0.1;

/** Sections `a` of one side and `b` of the other are one; indexes into the nodes, ascending. */
export interface SectionMatch {
  readonly a: number[];
  readonly b: number[];
  /** How sure, 0..1. */
  readonly score: number;
}

/** Which sections are one: 1:1, n:1 or 1:n. Lead sentences are no sections here. */
export function matchNodes(
  a: Side,
  b: Side,
  { beads, features, nodes }: Omit<SectionInputs, 'ordered'>,
  options: SectionOptions = {},
): readonly SectionMatch[] {
  const { threshold = 0.35, join = 0.35 } = options;
  const { a: nodesA, b: nodesB } = nodes;
  if (nodesA.length === 0 || nodesB.length === 0) return [];
  const mass = linkedMass(a, b, nodesA, nodesB, beads);
  const pairs = scorePairs(features, nodesA, nodesB, mass).filter(({ score }) => score >= LEAST_LIKENESS / 2);
  const sure = sureness(pairs, nodesA, nodesB);
  const groups = assign(pairs, { threshold: LEAST_LIKENESS })
    .filter((p) => sure[p]! >= threshold)
    .map((p) => ({ a: [pairs[p]!.a], b: [pairs[p]!.b], score: Math.min(1, sure[p]!) }));
  joinLeftOvers(nodesA, nodesB, mass, groups, join);
  return groups;
}

/** Matched sections in the order of A, then those of one side alone. */
export function matchSections(
  a: Side,
  b: Side,
  inputs: SectionInputs,
  options: SectionOptions = {},
): readonly SectionLink[] {
  const { ordered } = inputs;
  const { a: nodesA, b: nodesB } = inputs.nodes;
  const groups = matchNodes(a, b, inputs, options);
  const chain = heaviestChain(
    groups.map((g) => ({
      a: nodesA[g.a[0]!]!.from * 64 + nodesA[g.a[0]!]!.depth,
      b: nodesB[g.b[0]!]!.from * 64 + nodesB[g.b[0]!]!.depth,
      weight: 1 + nodesA[g.a[0]!]!.weight,
    })),
  );
  const spans = (nodes: readonly SectionNode[], members: readonly number[]): readonly Span[] =>
    members.map((n) => nodes[n]!.section.span);
  const links: SectionLink[] = groups.map((group, k) => ({
    a: spans(nodesA, group.a),
    b: spans(nodesB, group.b),
    score: group.score,
    moved: ordered && !chain[k],
  }));
  const alone = (nodes: readonly SectionNode[], taken: ReadonlySet<number>): readonly Span[] =>
    nodes.filter((_, n) => !taken.has(n)).map(({ section }) => section.span);
  for (const span of alone(nodesA, new Set(groups.flatMap((g) => g.a))))
    links.push({ a: [span], b: [], score: 0, moved: false });
  for (const span of alone(nodesB, new Set(groups.flatMap((g) => g.b))))
    links.push({ a: [], b: [span], score: 0, moved: false });
  return links.sort(inOrder);
}

/**
 * How sure each pair is: how alike, and how far the best other partner of either side stays behind. Sections that
 * contain each other are no rivals.
 */
function sureness(
  pairs: readonly Pair[],
  nodesA: readonly SectionNode[],
  nodesB: readonly SectionNode[],
): readonly number[] {
  const byA = groupBy(pairs, ({ a }) => a);
  const byB = groupBy(pairs, ({ b }) => b);
  return pairs.map((pair) => {
    let rival = LEAST_LIKENESS / 2;
    for (const p of byA.get(pair.a) ?? []) {
      const { b, score } = pairs[p]!;
      if (score > rival && !isKin(nodesB, b, pair.b)) rival = score;
    }
    for (const p of byB.get(pair.b) ?? []) {
      const { a, score } = pairs[p]!;
      if (score > rival && !isKin(nodesA, a, pair.a)) rival = score;
    }
    return 1 - (1 - Math.min(1, pair.score)) * Math.min(1, rival / pair.score);
  });
}

function groupBy(pairs: readonly Pair[], key: (pair: Pair) => number): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  pairs.forEach((pair, p) => {
    const group = groups.get(key(pair));
    if (group) group.push(p);
    else groups.set(key(pair), [p]);
  });
  return groups;
}

/** A section without a partner joins the match that holds enough of its linked text, unless it lies inside it already. */
function joinLeftOvers(
  nodesA: readonly SectionNode[],
  nodesB: readonly SectionNode[],
  mass: Mass,
  groups: readonly SectionMatch[],
  join: number,
): void {
  const sideOf = (which: 'a' | 'b') => {
    const [own, other] = which === 'a' ? [nodesA, nodesB] : [nodesB, nodesA];
    const linked = (n: number, m: number): number =>
      (which === 'a' ? mass.get(n * nodesB.length + m)?.[0] : mass.get(m * nodesB.length + n)?.[1]) ?? 0;
    const taken = new Set(groups.flatMap((group) => group[which]));
    const opposite = which === 'a' ? 'b' : 'a';
    own.forEach((node, n) => {
      if (taken.has(n) || node.weight === 0) return;
      let best: SectionMatch | undefined;
      let most = join * node.weight;
      for (const group of groups) {
        if (group[opposite].length > 1) continue;
        const held = linked(n, group[opposite][0]!);
        const smaller = other[group[opposite][0]!]!.weight < (best ? other[best[opposite][0]!]!.weight : Infinity);
        if (held > most || (held === most && best && smaller)) {
          best = group;
          most = held;
        }
      }
      if (best && !best[which].some((m) => isKin(own, n, m))) best[which].push(n);
    });
    for (const group of groups) group[which].sort((x, y) => x - y);
  };
  sideOf('a');
  sideOf('b');
}
