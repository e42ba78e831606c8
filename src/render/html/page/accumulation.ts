/**
 * The accumulation curve under the reader's switches and verdicts. The curve of the findings stands for all that is counted;
 * what is left of each point is the share of its expected formula characters that still count. A formula that m of N issuers
 * use is one to a corpus of n of them, the writer's own among these, with the probability that t issuers of it are drawn: the
 * upper tail of the hypergeometric distribution, as in rarefaction (Hurlbert 1971).
 */

import type { PageData } from '../page-data.js';
import { ALL_COUNTED, countedLabels, type Filters } from './figures.js';

/** From so many issuers on a wording can be a formula, however small the corpus; what the findings ask for may be less. */
const LEAST_ISSUERS = 3;

/** `carried`: the page's data before the reader judged any formula; `judged`: with those taken for none as own words. */
export function curveUnder(carried: PageData, judged: PageData, filters: Filters): PageData['accumulation'] {
  const { accumulation } = carried;
  if (!filters.formulas) return accumulation.map(([issuers]) => [issuers, 0]);
  if (filters.quotations && judged.documents.every((document, i) => document === carried.documents[i]))
    return accumulation;
  const issuers = carried.threshold?.issuers ?? accumulation.at(-1)?.[0] ?? 0;
  const all = weights(carried, ALL_COUNTED, issuers);
  const left = weights(judged, filters, issuers);
  const logs = logFactorials(issuers);
  return accumulation.map(([size, formula]) => {
    const drawn = Math.max(1, Math.min(size, issuers));
    const least = neededOf(carried, drawn, issuers);
    let [whole, kept] = [0, 0];
    for (const [users, characters] of all) {
      const known = tail(logs, { issuers, users, drawn, least });
      whole += characters * known;
      kept += (left.get(users) ?? 0) * known;
    }
    return [size, whole > 0 ? (formula * kept) / whole : formula];
  });
}

/** Counted characters of formulas that still count, by the number of issuers that use them. */
function weights(data: PageData, filters: Filters, issuers: number): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const document of data.documents) {
    for (const { kind, kept, ref } of countedLabels(data, document, filters)) {
      const formula = data.formulas[ref - 1];
      if ((kind !== 'formula' && kind !== 'slot') || formula === undefined || kept === 0) continue;
      // A bank counts issuers of other corpora too; here none of them can be drawn.
      const users = Math.max(1, Math.min(formula.issuers, issuers));
      sums.set(users, (sums.get(users) ?? 0) + kept);
    }
  }
  return sums;
}

/** Issuers that make a formula in a corpus of `drawn`: the same share as in the whole, at least as many as anywhere. */
function neededOf({ threshold }: PageData, drawn: number, issuers: number): number {
  const minIssuers = threshold?.minIssuers ?? LEAST_ISSUERS;
  const least = Math.min(minIssuers, LEAST_ISSUERS);
  return Math.max(least, Math.ceil((minIssuers * drawn) / Math.max(1, issuers) - 1e-9));
}

interface Draw {
  readonly issuers: number;
  /** Issuers that use the formula. */
  readonly users: number;
  readonly drawn: number;
  readonly least: number;
}

/** Probability that at least `least` users are among `drawn` of all issuers, one user being drawn for sure. */
function tail(logs: Float64Array, { issuers, users, drawn, least }: Draw): number {
  if (users < least || drawn < least) return 0;
  const [others, rest] = [users - 1, issuers - users];
  const choose = (n: number, k: number): number => logs[n]! - logs[k]! - logs[n - k]!;
  const ways = choose(issuers - 1, drawn - 1);
  let below = 0;
  for (let k = Math.max(0, drawn - 1 - rest); k < least - 1 && k <= others && k < drawn; k++)
    below += Math.exp(choose(others, k) + choose(rest, drawn - 1 - k) - ways);
  return Math.max(0, 1 - below);
}

function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = logs[n - 1]! + Math.log(n);
  return logs;
}
