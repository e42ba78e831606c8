/** The heaviest increasing chain: which of some matched pairs kept their order. The rest is what moved. */

export interface Placed {
  readonly a: number;
  readonly b: number;
  /** Above 0; whole numbers make ties exact. */
  readonly weight: number;
}

/**
 * True for the items of one heaviest chain in which `a` and `b` both increase strictly. Items in any order. Where two
 * chains weigh the same, the one that keeps the earlier item of B wins. Cost: O(n log n) by a Fenwick tree of maxima.
 */
export function heaviestChain(items: readonly Placed[]): readonly boolean[] {
  const order = items.map((_, i) => i).sort((x, y) => items[x]!.a - items[y]!.a || items[y]!.b - items[x]!.b);
  const ranks = new Map<number, number>();
  for (const b of [...new Set(items.map((item) => item.b))].sort((x, y) => x - y)) ranks.set(b, ranks.size + 1);
  const best = new Float64Array(ranks.size + 1);
  const last = new Int32Array(ranks.size + 1).fill(-1);
  const previous = new Int32Array(items.length).fill(-1);
  let top = -1;
  let topWeight = 0;
  for (const i of order) {
    const { b, weight } = items[i]!;
    const rank = ranks.get(b)!;
    let sum = 0;
    let before = -1;
    for (let r = rank - 1; r > 0; r -= r & -r) {
      if (best[r]! > sum) {
        sum = best[r]!;
        before = last[r]!;
      }
    }
    previous[i] = before;
    sum += weight;
    for (let r = rank; r <= ranks.size; r += r & -r) {
      if (sum > best[r]!) {
        best[r] = sum;
        last[r] = i;
      }
    }
    if (sum > topWeight) {
      topWeight = sum;
      top = i;
    }
  }
  const kept = items.map(() => false);
  for (let i = top; i >= 0; i = previous[i]!) kept[i] = true;
  return kept;
}
