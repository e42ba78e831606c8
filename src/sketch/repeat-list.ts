/** From the nodes of the repeat tree to the list of the contract: triples in text order, groups numbered as they appear. */

import { sortInSteps } from './radix.js';
import type { RepeatNodes } from './repeat-tree.js';
import { STRIDE, type Steps, within } from './steps.js';

export interface Repeats {
  /** [start, end, group] triples, ascending by start, then end. Groups are numbered as they first appear. */
  readonly triples: Uint32Array;
  /** Repeats left out because nested repeats of one run (`aaaa…`) would have been quadratic; the shortest go first. */
  readonly omitted: number;
}

/** Triples kept in any case, and for each symbol of the text. Text that people wrote stays far below. */
const LEAST_TRIPLES = 2 ** 20;
const TRIPLES_A_SYMBOL = 8;

export function* listTriples(nodes: RepeatNodes, textLength: number): Steps<Repeats> {
  const from = nodes.from.view();
  const to = nodes.to.view();
  const length = nodes.length.view();
  const places = nodes.places.view();
  const count = from.length;
  const order = new Uint32Array(count);
  for (let r = 0; r < count; r++) order[r] = r;
  let longest = 0;
  for (let r = 0; r < count; r++) if (length[r]! > longest) longest = length[r]!;
  yield* within(sortInSteps(length.slice(), order, Math.ceil(Math.log2(longest + 1))), 0, 0.2);
  const most = Math.max(LEAST_TRIPLES, TRIPLES_A_SYMBOL * textLength);
  const { first, total } = chooseKept(order, nodes, most);
  const start = new Uint32Array(total);
  const node = new Uint32Array(total);
  let n = 0;
  for (let o = first; o < count; o++) {
    const r = order[o]!;
    for (let p = from[r]!; p < to[r]!; p++) {
      start[n] = places[p]!;
      node[n++] = r;
      if (n % STRIDE === 0) yield 0.2;
    }
  }
  // Repeats were entered by rising length, and the sort is stable: places come out by start, then by end.
  yield* within(sortInSteps(start, node, Math.ceil(Math.log2(textLength + 1))), 0.2, 0.8);
  const triples = new Uint32Array(3 * total);
  const groupOf = new Uint32Array(count);
  let groups = 0;
  for (let t = 0; t < total; t++) {
    if (t % STRIDE === 0) yield 0.8;
    const r = node[t]!;
    if (groupOf[r] === 0) groupOf[r] = ++groups;
    triples[3 * t] = start[t]!;
    triples[3 * t + 1] = start[t]! + length[r]!;
    triples[3 * t + 2] = groupOf[r]! - 1;
  }
  return { triples, omitted: first };
}

/**
 * The longest repeats that fit. A length is taken whole or not at all, so that what is left out depends on nothing but the
 * text: not on the slices it was read in, nor on the number of workers.
 */
function chooseKept(order: Uint32Array, nodes: RepeatNodes, most: number): { first: number; total: number } {
  const from = nodes.from.view();
  const to = nodes.to.view();
  const length = nodes.length.view();
  let total = 0;
  let first = order.length;
  while (first > 0) {
    const same = length[order[first - 1]!]!;
    let next = first;
    let added = 0;
    for (; next > 0 && length[order[next - 1]!] === same; next--) {
      const r = order[next - 1]!;
      added += to[r]! - from[r]!;
    }
    if (total + added > most) break;
    total += added;
    first = next;
  }
  return { first, total };
}
