/**
 * Every number of the page under the reader's switches. What a switch leaves out is shown as left out and stays in the
 * denominator, as in 去除引用文献复制比: a share can only sink by it, and shares still sum to 1.
 */

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
  if (passage.characters < filters.least) return false;
  if (filters.sameIssuer) return true;
  const draft = data.reports[passage.draft]?.issuer;
  return draft === undefined || draft !== data.reports[passage.source]?.issuer;
}

/** Of the whole document, or of the labels of a stretch; a label across its edge counts by the part inside. */
export function countsOf(data: PageData, document: PageDocument, filters: Filters, within?: Span): Counts {
  const sums = { formula: 0, slot: 0, copied: 0, specific: 0, furniture: 0, excluded: 0 };
  let ref = 0;
  let q = 0;
  let at = within === undefined ? 0 : (data.reports[document.report]?.span.start ?? 0);
  for (let i = 0; i < document.lengths.length; i++) {
    const kind = LABELS[document.kinds.charCodeAt(i) - 48] ?? 'furniture';
    const length = document.lengths[i]!;
    const part = within === undefined ? 1 : partInside(at, at + length, within);
    const counted = Math.round((length - document.uncounted[i]!) * part);
    at += length;
    let quoted = 0;
    if (document.quoted[q] === i) {
      quoted = Math.round((document.quoted[q + 1] ?? 0) * part);
      q += 2;
    }
    if (kind === 'specific' || kind === 'furniture') {
      sums[kind] += counted;
      continue;
    }
    const number = document.refs[ref++] ?? 0;
    const passage = kind === 'copied' ? data.passages[number - 1] : undefined;
    const kept = kind === 'copied' ? passage === undefined || passageCounts(data, passage, filters) : filters.formulas;
    const excluded = kept ? (filters.quotations ? 0 : quoted) : counted;
    sums[kind] += counted - excluded;
    sums.excluded += excluded;
  }
  const { formula, slot, copied, specific, excluded } = sums;
  return { total: formula + slot + copied + specific + excluded, formula, slot, copied, specific, excluded };
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
