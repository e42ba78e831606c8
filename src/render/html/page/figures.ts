/**
 * Every number of the page under the reader's switches. What a switch leaves out is shown as left out and stays in the
 * denominator, as in 去除引用文献复制比: a share can only sink by it, and shares still sum to 1.
 */

import type { LabelKind } from '../../../model/findings.js';
import type { Span } from '../../../model/span.js';
import { LABELS, type PageData, type PageDocument, type PagePassage } from '../page-data.js';

export interface Filters {
  /** Count formulas and their slots as reuse. */
  readonly formulas: boolean;
  /** Count what comes from another report of the same issuer. */
  readonly sameIssuer: boolean;
  /** Count reuse inside “ ”, 「 」 and 《 》. */
  readonly quotations: boolean;
  /** Copied passages of fewer counted characters are left out. */
  readonly least: number;
}

export const ALL_COUNTED: Filters = { formulas: true, sameIssuer: true, quotations: true, least: 0 };

/** Counted characters. */
export interface Counts {
  readonly total: number;
  readonly formula: number;
  readonly slot: number;
  readonly copied: number;
  readonly specific: number;
  readonly excluded: number;
}

export const CLASSES = ['copied', 'formula', 'slot', 'specific', 'excluded'] as const;
export type Class = (typeof CLASSES)[number];

export function passageCounts(data: PageData, passage: PagePassage, filters: Filters): boolean {
  if (passage.characters < filters.least || countedIn(passage, filters) === 0) return false;
  if (filters.sameIssuer) return true;
  const draft = data.reports[passage.draft]?.issuer;
  return draft === undefined || draft !== data.reports[passage.source]?.issuer;
}

/** Counted characters of a passage that the switches leave. */
export function countedIn({ characters, quoted = 0 }: PagePassage, filters: Filters): number {
  return filters.quotations ? characters : characters - quoted;
}

/** One label under the switches, in counted characters. */
export interface CountedLabel {
  readonly kind: LabelKind;
  readonly counted: number;
  /** Those of `counted` that the switches leave; of own text and furniture all. */
  readonly kept: number;
  /** Number of its formula or passage, counting from 1; 0 for none. */
  readonly ref: number;
}

/** The labels of a document, in order; of those across the edge of `within` the part inside. */
export function countedLabels(
  data: PageData,
  document: PageDocument,
  filters: Filters,
  within?: Span,
): readonly CountedLabel[] {
  let next = 0;
  let q = 0;
  let at = within === undefined ? 0 : (data.reports[document.report]?.span.start ?? 0);
  return document.lengths.map((length, i): CountedLabel => {
    const kind = LABELS[document.kinds.charCodeAt(i) - 48] ?? 'furniture';
    const part = within === undefined ? 1 : partInside(at, at + length, within);
    const counted = Math.round((length - document.uncounted[i]!) * part);
    at += length;
    let quoted = 0;
    if (document.quoted[q] === i) {
      quoted = Math.round((document.quoted[q + 1] ?? 0) * part);
      q += 2;
    }
    if (kind === 'specific' || kind === 'furniture') return { kind, counted, kept: counted, ref: 0 };
    const ref = document.refs[next++] ?? 0;
    const passage = kind === 'copied' ? data.passages[ref - 1] : undefined;
    const counts =
      kind === 'copied' ? passage === undefined || passageCounts(data, passage, filters) : filters.formulas;
    return { kind, counted, kept: !counts ? 0 : filters.quotations ? counted : counted - quoted, ref };
  });
}

/** Of the whole document, or of the labels of a stretch. */
export function countsOf(data: PageData, document: PageDocument, filters: Filters, within?: Span): Counts {
  const sums = { formula: 0, slot: 0, copied: 0, specific: 0, furniture: 0, excluded: 0 };
  for (const { kind, counted, kept } of countedLabels(data, document, filters, within)) {
    sums[kind] += kept;
    sums.excluded += counted - kept;
  }
  const { formula, slot, copied, specific, excluded } = sums;
  return { total: formula + slot + copied + specific + excluded, formula, slot, copied, specific, excluded };
}

/**
 * Share of the characters in sentences that hold a formula which still counts. Where the sentences are not known (findings
 * of an earlier version), the share as computed with all counted.
 */
export function sentenceShare(data: PageData, document: PageDocument, filters: Filters): number {
  const { formulaSentences } = document;
  if (formulaSentences === undefined) return filters.formulas ? document.sentenceFormula : 0;
  const labels = countedLabels(data, document, filters);
  let total = 0;
  for (const { kind, counted } of labels) if (kind !== 'furniture') total += counted;
  let [sum, first] = [0, 0];
  for (let s = 0; s + 2 < formulaSentences.length; s += 3) {
    first += formulaSentences[s]!;
    const end = first + formulaSentences[s + 1]!;
    let holds = false;
    for (let i = first; i < end && !holds; i++) {
      const { kind, kept } = labels[i]!;
      holds = (kind === 'formula' || kind === 'slot') && kept > 0;
    }
    if (holds) sum += formulaSentences[s + 2]!;
  }
  return total === 0 ? 0 : Math.min(1, sum / total);
}

function partInside(start: number, end: number, within: Span): number {
  const inside = Math.min(end, within.end) - Math.max(start, within.start);
  return inside <= 0 ? 0 : inside / (end - start);
}

export function shareOf(counts: Counts, what: Class | 'reuse'): number {
  if (counts.total === 0) return 0;
  const part = what === 'reuse' ? counts.formula + counts.slot + counts.copied : counts[what];
  return part / counts.total;
}

/** Means over reports that have counted characters. */
export function meanShare(all: readonly Counts[], what: Class | 'reuse'): number {
  const counted = all.filter(({ total }) => total > 0);
  return counted.length === 0 ? 0 : counted.reduce((sum, counts) => sum + shareOf(counts, what), 0) / counted.length;
}
