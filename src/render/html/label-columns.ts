/** The labels of a report in columns, as the page carries them, with what stands inside quotation marks. */

import type { FlagFindings, Label } from '../../model/findings.js';
import type { Span } from '../../model/span.js';
import { countCharacters } from '../characters.js';
import { quote, type SourceReport } from '../findings-set.js';
import { LABELS, type PageDocument } from './page-data.js';

/** Labels of a draft whose findings carry none: its passages, and the rest as its own. */
export function labelsFrom({ draft, passages }: FlagFindings): readonly Label[] {
  const labels: Label[] = [];
  let at = draft.span.start;
  for (const { id, draft: where } of [...passages].sort((x, y) => x.draft.span.start - y.draft.span.start)) {
    const start = Math.max(at, where.span.start);
    if (where.span.end <= start) continue;
    if (start > at) labels.push({ span: { start: at, end: start }, label: 'specific' });
    labels.push({ span: { start, end: where.span.end }, label: 'copied', passage: id });
    at = where.span.end;
  }
  if (at < draft.span.end) labels.push({ span: { start: at, end: draft.span.end }, label: 'specific' });
  return labels;
}

export function labelColumns(
  labels: readonly Label[],
  report: SourceReport | undefined,
  quotations: readonly Span[],
  refOf: (label: Label) => number,
): Pick<PageDocument, 'kinds' | 'lengths' | 'uncounted' | 'quoted' | 'refs'> {
  const lengths: number[] = [];
  const uncounted: number[] = [];
  const quoted: number[] = [];
  const refs: number[] = [];
  let kinds = '';
  let q = 0;
  labels.forEach((label, i) => {
    const { start, end } = label.span;
    kinds += LABELS.indexOf(label.label);
    lengths.push(end - start);
    uncounted.push(
      quote(report, label.span) === undefined ? 0 : end - start - countCharacters(report!.source.text, start, end),
    );
    if (label.label !== 'specific' && label.label !== 'furniture') refs.push(refOf(label));
    while (q < quotations.length && quotations[q]!.end <= start) q++;
    let inside = 0;
    for (let at = q; at < quotations.length && quotations[at]!.start < end; at++) {
      const piece = { start: Math.max(start, quotations[at]!.start), end: Math.min(end, quotations[at]!.end) };
      inside += countCharacters(report!.source.text, piece.start, piece.end);
    }
    if (inside > 0 && label.label !== 'specific' && label.label !== 'furniture') quoted.push(i, inside);
  });
  return { kinds, lengths, uncounted, quoted, refs };
}

/** The sentences that hold a formula, as numbers of labels: see `PageDocument.formulaSentences`. Both lists are in order. */
export function sentenceColumns(
  sentences: readonly Span[],
  labels: readonly Label[],
  report: SourceReport,
): readonly number[] {
  const columns: number[] = [];
  let last = 0;
  let first = 0;
  for (const { start, end } of sentences) {
    while (first < labels.length && labels[first]!.span.end <= start) first++;
    let counted = 0;
    let next = first;
    for (; next < labels.length && labels[next]!.span.start < end; next++) {
      const { span, label } = labels[next]!;
      if (label === 'furniture') continue;
      counted += countCharacters(report.source.text, Math.max(start, span.start), Math.min(end, span.end));
    }
    columns.push(first - last, next - first, counted);
    last = first;
  }
  return columns;
}

/** Counted characters of a stretch of `text` that stand inside its quotations. */
export function quotedIn(text: string, quotations: readonly Span[], { start, end }: Span): number {
  return quotations.reduce((sum, quotation) => {
    const [from, to] = [Math.max(start, quotation.start), Math.min(end, quotation.end)];
    return from < to ? sum + countCharacters(text, from, to) : sum;
  }, 0);
}

/** Stretches between quotation marks of one kind, at most this long: an unclosed mark must not quote the rest. */
const LONGEST_QUOTATION = 200;

export function quotationsOf(report: SourceReport): readonly Span[] {
  const text = quote(report, report.span);
  if (text === undefined) return [];
  const pattern = new RegExp(
    `“[^“”]{1,${LONGEST_QUOTATION}}”|「[^「」]{1,${LONGEST_QUOTATION}}」|《[^《》]{1,${LONGEST_QUOTATION}}》`,
    'g',
  );
  return [...text.matchAll(pattern)].map((match) => ({
    start: report.span.start + match.index,
    end: report.span.start + match.index + match[0].length,
  }));
}
