/** How much each pair of reports has in common, with and without formulas, and the order that puts groups together. */

import type { PageData } from '../page-data.js';
import { countedIn, countedLabels, type Filters, passageCounts } from './figures.js';

export interface Shared {
  /** Number of documents, a row and a column each. */
  readonly size: number;
  /** Document numbers in the order of rows. */
  readonly order: readonly number[];
  /** Counted characters in common, row-major by document number. */
  readonly copied: Float64Array;
  readonly formula: Float64Array;
  /** Counted characters by document number. */
  readonly totals: Float64Array;
}

export function sharedOf(data: PageData, filters: Filters): Shared {
  const size = data.documents.length;
  const copied = new Float64Array(size * size);
  const formula = new Float64Array(size * size);
  const totals = new Float64Array(size);
  const numbers = new Map(data.documents.map(({ report }, i) => [report, i]));
  for (const passage of data.passages) {
    if (!passageCounts(data, passage, filters)) continue;
    const a = numbers.get(passage.draft);
    const b = numbers.get(passage.source);
    if (a === undefined || b === undefined || a === b) continue;
    copied[a * size + b] = copied[b * size + a] = copied[a * size + b]! + countedIn(passage, filters);
  }
  const holders = new Map<number, Map<number, number>>();
  data.documents.forEach((document, d) => {
    for (const { kind, counted, kept, ref } of countedLabels(data, document, filters)) {
      if (kind !== 'furniture') totals[d] = totals[d]! + counted;
      if (kind !== 'formula' || ref === 0 || kept === 0) continue;
      const where = holders.get(ref) ?? new Map<number, number>();
      where.set(d, Math.max(where.get(d) ?? 0, kept));
      holders.set(ref, where);
    }
  });
  for (const where of holders.values()) {
    const all = [...where];
    for (let x = 0; x < all.length; x++) {
      const [a, wide] = all[x]!;
      for (let y = x + 1; y < all.length; y++) {
        const [b, other] = all[y]!;
        const common = Math.min(wide, other);
        formula[a * size + b] = formula[b * size + a] = formula[a * size + b]! + common;
      }
    }
  }
  return { size, order: orderOf(data, copied, size), copied, formula, totals };
}

/**
 * Rows that share wording stand together: groups by what they share at all, the largest first; inside a group each row
 * stands beside the one it shares most with among those that stand already. The rest by issuer and year.
 */
function orderOf(data: PageData, copied: Float64Array, size: number): readonly number[] {
  const sums = new Float64Array(size);
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) sums[a] = sums[a]! + copied[a * size + b]!;
  const free = new Set(data.documents.map((_, i) => i).filter((i) => sums[i]! > 0));
  const groups: number[][] = [];
  while (free.size > 0) {
    const group: number[] = [];
    // What each row shares most with a row of the group.
    const near = new Float64Array(size);
    let next = best(free, sums);
    while (next >= 0) {
      free.delete(next);
      group.push(next);
      for (const row of free) near[row] = Math.max(near[row]!, copied[next * size + row]!);
      next = best(free, near);
    }
    groups.push(group);
  }
  groups.sort((x, y) => y.length - x.length || x[0]! - y[0]!);
  const rest = data.documents.map((_, i) => i).filter((i) => sums[i] === 0);
  const key = (i: number): string => {
    const report = data.reports[data.documents[i]!.report];
    return `${report?.issuer ?? ''}\n${report?.year ?? ''}`;
  };
  rest.sort((x, y) => (key(x) < key(y) ? -1 : key(x) > key(y) ? 1 : x - y));
  return [...groups.flat(), ...rest];
}

/** The row of most weight above nothing, the first of equals; -1 for none. */
function best(rows: ReadonlySet<number>, weight: Float64Array): number {
  let found = -1;
  for (const row of rows) if (weight[row]! > (found < 0 ? 0 : weight[found]!)) found = row;
  return found;
}

/** Share of the shorter of the two, at most 1; never NaN. */
export function pairShare(shared: Shared, a: number, b: number, withFormulas: boolean): number {
  const least = Math.min(shared.totals[a]!, shared.totals[b]!);
  if (!(least > 0)) return 0;
  const at = a * shared.size + b;
  return Math.min(1, (shared.copied[at]! + (withFormulas ? shared.formula[at]! : 0)) / least);
}
