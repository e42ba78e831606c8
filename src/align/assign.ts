/**
 * One partner for each unit: the assignment that gains most over all. Small connected components are solved exactly
 * (Kuhn 1955, Munkres 1957, in the shortest-path form of Jonker and Volgenant 1987), larger ones greedily by score.
 */

import type { Pair } from './candidates.js';

export interface AssignOptions {
  /** Pairs below gain nothing and are not used, 0..1. */
  readonly threshold: number;
  /** Components with more units than this on their larger side are assigned greedily. Default 64 (under 1 ms each). */
  readonly exactUpTo?: number;
}

/** Indexes into `pairs`, ascending; no unit of either side twice. The gain of a pair is its score above the threshold. */
export function assign(pairs: readonly Pair[], options: AssignOptions): readonly number[] {
  const { threshold, exactUpTo = 64 } = options;
  const chosen: number[] = [];
  for (const component of components(pairs, threshold)) {
    if (component.length === 1) chosen.push(component[0]!);
    else {
      const sizeA = new Set(component.map((p) => pairs[p]!.a)).size;
      const sizeB = new Set(component.map((p) => pairs[p]!.b)).size;
      const found = Math.max(sizeA, sizeB) <= exactUpTo ? exact(pairs, component, threshold) : greedy(pairs, component);
      for (const p of found) chosen.push(p);
    }
  }
  return chosen.sort((p, q) => p - q);
}

/** Pairs above the threshold, grouped by what they share units with. */
function components(pairs: readonly Pair[], threshold: number): readonly (readonly number[])[] {
  const parent = pairs.map((_, p) => p);
  const find = (p: number): number => {
    let root = p;
    while (parent[root] !== root) root = parent[root]!;
    for (let q = p; q !== root; ) {
      const next = parent[q]!;
      parent[q] = root;
      q = next;
    }
    return root;
  };
  const ownerA = new Map<number, number>();
  const ownerB = new Map<number, number>();
  pairs.forEach((pair, p) => {
    if (pair.score < threshold) return;
    for (const [owners, unit] of [
      [ownerA, pair.a],
      [ownerB, pair.b],
    ] as const) {
      const owner = owners.get(unit);
      if (owner === undefined) owners.set(unit, p);
      else parent[find(p)] = find(owner);
    }
  });
  const groups = new Map<number, number[]>();
  pairs.forEach((pair, p) => {
    if (pair.score < threshold) return;
    const root = find(p);
    const group = groups.get(root);
    if (group) group.push(p);
    else groups.set(root, [p]);
  });
  return [...groups.values()];
}

function greedy(pairs: readonly Pair[], component: readonly number[]): readonly number[] {
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  const order = [...component].sort((p, q) => pairs[q]!.score - pairs[p]!.score || p - q);
  return order.filter((p) => {
    const { a, b } = pairs[p]!;
    if (takenA.has(a) || takenB.has(b)) return false;
    takenA.add(a);
    takenB.add(b);
    return true;
  });
}

function exact(pairs: readonly Pair[], component: readonly number[], threshold: number): readonly number[] {
  const as = [...new Set(component.map((p) => pairs[p]!.a))].sort((x, y) => x - y);
  const bs = [...new Set(component.map((p) => pairs[p]!.b))].sort((x, y) => x - y);
  const size = Math.max(as.length, bs.length);
  const cost = new Float64Array(size * size);
  const pairAt = new Int32Array(size * size).fill(-1);
  for (const p of component) {
    const cell = as.indexOf(pairs[p]!.a) * size + bs.indexOf(pairs[p]!.b);
    cost[cell] = threshold - pairs[p]!.score;
    pairAt[cell] = p;
  }
  const columns = hungarian(cost, size);
  const chosen: number[] = [];
  for (let row = 0; row < size; row++) {
    const p = pairAt[row * size + columns[row]!]!;
    if (p >= 0) chosen.push(p);
  }
  return chosen;
}

/** The column of each row in a cheapest assignment of a square matrix. O(n³). */
function hungarian(cost: Float64Array, size: number): Int32Array {
  const potentialRow = new Float64Array(size + 1);
  const potentialColumn = new Float64Array(size + 1);
  const rowOf = new Int32Array(size + 1);
  const way = new Int32Array(size + 1);
  const slack = new Float64Array(size + 1);
  const used = new Uint8Array(size + 1);
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row;
    let column = 0;
    slack.fill(Number.POSITIVE_INFINITY);
    used.fill(0);
    do {
      used[column] = 1;
      const current = rowOf[column]!;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= size; j++) {
        if (used[j]) continue;
        const reduced = cost[(current - 1) * size + j - 1]! - potentialRow[current]! - potentialColumn[j]!;
        if (reduced < slack[j]!) {
          slack[j] = reduced;
          way[j] = column;
        }
        if (slack[j]! < delta) {
          delta = slack[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= size; j++) {
        if (used[j]) {
          potentialRow[rowOf[j]!]! += delta;
          potentialColumn[j]! -= delta;
        } else slack[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    do {
      const before = way[column]!;
      rowOf[column] = rowOf[before]!;
      column = before;
    } while (column !== 0);
  }
  const columns = new Int32Array(size);
  for (let j = 1; j <= size; j++) columns[rowOf[j]! - 1] = j - 1;
  return columns;
}
