/** The outline of a report as a list of sections over its sentences, and how much linked text two sections share. */

import type { Bead } from '../align/beads.js';
import type { Section } from '../model/report.js';
import { type Role, roleOf } from './role.js';
import type { Side } from './side.js';

/** A section as sentences [from, to), with its place in the tree. */
export interface SectionNode {
  readonly section: Section;
  readonly depth: number;
  readonly parent: number;
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly role: Role;
}

/** The outline as a list, parents before children, without lead sentences and empty sections. */
export function nodesOf(side: Side): readonly SectionNode[] {
  const nodes: SectionNode[] = [];
  const walk = (sections: readonly Section[], depth: number, parent: number): void => {
    for (const section of sections) {
      if (section.kind === 'lead') continue;
      const from = firstSentence(side, section.span.start);
      const to = firstSentence(side, section.span.end);
      let weight = 0;
      for (let i = from; i < to; i++) weight += side.weight[i]!;
      const role = roleOf(section.heading) ?? nodes[parent]?.role ?? 'other';
      nodes.push({ section, depth, parent, from, to, weight, role });
      walk(section.children, depth + 1, nodes.length - 1);
    }
  };
  walk(side.report.outline, 0, -1);
  return nodes;
}

/** 1 for each sentence that is the heading of a chapter or section and nothing more; 一是… is a sentence. */
export function headingsOf({ spans }: Side, nodes: readonly SectionNode[]): Uint8Array {
  const marks = new Uint8Array(spans.length);
  for (const { section, from, to } of nodes) {
    // A full stop or a bracket may close the sentence behind the heading.
    const named = (section.kind === 'chapter' || section.kind === 'section') && section.heading !== '';
    if (named && from < to && spans[from]!.end <= section.headingSpan.end + 1) marks[from] = 1;
  }
  return marks;
}

/** First sentence whose middle lies at or behind a position. */
function firstSentence({ spans }: Side, position: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]!.start + spans[middle]!.end) / 2 < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Linked weight of each pair of sections: on side A, on side B. */
export type Mass = ReadonlyMap<number, readonly [number, number]>;

export function linkedMass(
  a: Side,
  b: Side,
  nodesA: readonly SectionNode[],
  nodesB: readonly SectionNode[],
  beads: readonly Bead[],
): Mass {
  const mass = new Map<number, [number, number]>();
  const [ownersA, ownersB] = [ownersOf(nodesA, a.spans.length), ownersOf(nodesB, b.spans.length)];
  for (const bead of beads) {
    const weightA = bead.a.reduce((sum, i) => sum + a.weight[i]!, 0) * bead.score;
    const weightB = bead.b.reduce((sum, j) => sum + b.weight[j]!, 0) * bead.score;
    for (let s = ownersA[bead.a[0]!]!; s >= 0; s = nodesA[s]!.parent) {
      for (let t = ownersB[bead.b[0]!]!; t >= 0; t = nodesB[t]!.parent) {
        const cell = mass.get(s * nodesB.length + t);
        if (cell) {
          cell[0] += weightA;
          cell[1] += weightB;
        } else mass.set(s * nodesB.length + t, [weightA, weightB]);
      }
    }
  }
  return mass;
}

/** The innermost section of each sentence; -1 outside. */
function ownersOf(nodes: readonly SectionNode[], sentences: number): Int32Array {
  const owners = new Int32Array(sentences).fill(-1);
  for (const [n, node] of nodes.entries()) owners.fill(n, node.from, node.to);
  return owners;
}

/** The role of each sentence: that of the innermost section around it that has one. */
export function rolesOf(side: Side, nodes: readonly SectionNode[]): readonly Role[] {
  return Array.from(ownersOf(nodes, side.spans.length), (n) => nodes[n]?.role ?? 'other');
}

export function isKin(nodes: readonly SectionNode[], n: number, m: number): boolean {
  return isInside(nodes, n, m) || isInside(nodes, m, n);
}

function isInside(nodes: readonly SectionNode[], inner: number, outer: number): boolean {
  for (let n = inner; n >= 0; n = nodes[n]!.parent) if (n === outer) return true;
  return false;
}
