/**
 * Units without a word: a bare "93." before its paragraph, a row of figures. Any two of them are equal once numbers are
 * slots, so they are linked by what stands beside them and never by themselves.
 */

import type { LinkedBead } from './links.js';
import type { Side } from './side.js';

/** The links with those between two wordless units placed anew; the same unit twice keeps its link. Cost: linear. */
export function placeWordless(a: Side, b: Side, beads: readonly LinkedBead[]): readonly LinkedBead[] {
  const kept = beads.filter(
    (bead) => !isWordless(a, bead.a) || !isWordless(b, bead.b) || textOf(a, bead.a) === textOf(b, bead.b),
  );
  const partner = { a: new Int32Array(a.spans.length).fill(-1), b: new Int32Array(b.spans.length).fill(-1) };
  for (const bead of kept) {
    for (const i of bead.a) partner.a[i] = bead.b[0]!;
    for (const j of bead.b) partner.b[j] = bead.a[0]!;
  }
  // What follows tells more than what stands before: a number opens its paragraph.
  const first = kept.map(({ a: [i], b: [j] }) => [i!, j!] as const);
  const last = kept.map((bead) => [bead.a.at(-1)!, bead.b.at(-1)!] as const);
  const placed: LinkedBead[] = [];
  for (const [edges, step] of [
    [first, -1],
    [last, 1],
  ] as const) {
    for (const [from, to] of edges) {
      for (
        let i = from + step, j = to + step;
        isFree(a, partner.a, i) && isFree(b, partner.b, j);
        i += step, j += step
      ) {
        partner.a[i] = j;
        partner.b[j] = i;
        placed.push({ a: [i], b: [j], score: 1, total: 1, alternatives: [] });
      }
    }
  }
  return [...kept, ...placed].sort((p, q) => p.a[0]! - q.a[0]!);
}

function isFree({ weight }: Side, partner: Int32Array, unit: number): boolean {
  return unit >= 0 && unit < weight.length && weight[unit] === 0 && partner[unit] === -1;
}

function isWordless({ weight }: Side, units: readonly number[]): boolean {
  return units.every((unit) => weight[unit] === 0);
}

function textOf({ report, spans }: Side, units: readonly number[]): string {
  return units.map((unit) => report.source.text.slice(spans[unit]!.start, spans[unit]!.end)).join('');
}
