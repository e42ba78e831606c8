/**
 * What a renderer is given: findings of one of four kinds, and the texts they quote.
 * Findings speak of places in texts; a quotation needs the text. A text that is not there (an index keeps none, a saved file
 * may hold stretches only) makes its quotations `undefined`, and every format then says so instead of inventing words.
 */

import type { Comparison } from '../model/comparison.js';
import type { ComparisonTable } from '../model/comparison-table.js';
import type { CorpusFindings, FlagFindings } from '../model/findings.js';
import type { Report, ReportSummary } from '../model/report.js';
import type { Span } from '../model/span.js';
import { countCharacters } from './characters.js';

/** The part of a `Report` that rendering reads; every `Report` is one. */
export interface SourceReport extends Pick<Report, 'id' | 'source' | 'span' | 'issuer' | 'outline'> {
  readonly title?: string;
  readonly place?: NonNullable<Report['place']>;
  readonly year?: number;
  readonly date?: string;
  /** Where sections of the upper levels begin, for a saved file that carries no outline. */
  readonly breaks?: readonly number[];
  /** Wanted only to be left out where names must go. */
  readonly speaker?: string;
  readonly diagnostics?: Report['diagnostics'];
  /** Stretches of `source.text` that are really there, sorted; absent when the text is whole. */
  readonly known?: readonly Span[];
  /** Of a text in stretches: its lines lie where they lay in the whole. */
  readonly hasLines?: boolean;
}

export type Findings =
  | {
      readonly kind: 'comparison';
      readonly comparison: Comparison;
      readonly reports: readonly [SourceReport, SourceReport];
    }
  /** `reports` in the order of the table's columns. */
  | { readonly kind: 'table'; readonly table: ComparisonTable; readonly reports: readonly SourceReport[] }
  | { readonly kind: 'corpus'; readonly findings: CorpusFindings; readonly reports: readonly SourceReport[] }
  /** One entry a draft. `reports` holds drafts and sources alike, in any order. */
  | { readonly kind: 'flag'; readonly findings: readonly FlagFindings[]; readonly reports: readonly SourceReport[] };

/** Reports by id; of two with one id the first stands. */
export function byId(reports: readonly SourceReport[]): ReadonlyMap<string, SourceReport> {
  const map = new Map<string, SourceReport>();
  for (const report of reports) if (!map.has(report.id)) map.set(report.id, report);
  return map;
}

/** The quotation, or undefined where the text is not at hand. Never throws on a span outside the text. */
export function quote(report: SourceReport | undefined, span: Span): string | undefined {
  if (report === undefined || span.start < 0 || span.end > report.source.text.length || span.end < span.start) {
    return undefined;
  }
  const { known } = report;
  if (known !== undefined && !known.some((piece) => piece.start <= span.start && span.end <= piece.end)) {
    return undefined;
  }
  return report.source.text.slice(span.start, span.end);
}

/** Every report the findings speak of, once, with what they say of it; the order is that of the findings. */
export function summariesOf(set: Findings): readonly ReportSummary[] {
  if (set.kind === 'comparison') return [set.comparison.a, set.comparison.b];
  if (set.kind === 'table') return set.table.reports;
  const seen = new Map<string, ReportSummary>();
  const add = (summary: ReportSummary): void => {
    if (!seen.has(summary.id)) seen.set(summary.id, summary);
  };
  if (set.kind === 'corpus') for (const summary of set.findings.reports ?? []) add(summary);
  else {
    for (const one of set.findings) add(one.draft);
    for (const one of set.findings) for (const summary of one.sources ?? []) add(summary);
  }
  // Of the reports a draft was held against only those that passages point to: the others are in no saved findings either.
  const wanted =
    set.kind === 'flag' && new Set(set.findings.flatMap(({ passages }) => passages.map(({ source }) => source.report)));
  for (const report of set.reports)
    if (!seen.has(report.id) && (wanted === false || wanted.has(report.id))) add(summaryOf(report));
  return [...seen.values()];
}

/** A summary made from the report itself, for findings that carry none. Characters are counted over the whole span. */
export function summaryOf(report: SourceReport): ReportSummary {
  return {
    id: report.id,
    ...(report.source.path === undefined ? {} : { path: report.source.path }),
    ...(report.title === undefined ? {} : { title: report.title }),
    ...(report.place === undefined ? {} : { place: report.place }),
    issuer: report.issuer,
    ...(report.year === undefined ? {} : { year: report.year }),
    ...(report.date === undefined ? {} : { date: report.date }),
    span: report.span,
    characters: countCharacters(quote(report, report.span) ?? ''),
  };
}
