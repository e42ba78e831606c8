/** Which stretches of which reports a file must carry so that its findings can be shown again. */

import type { Passage } from '../model/passage.js';
import type { Span } from '../model/span.js';
import { rankedCopies } from './corpus-figures.js';
import { type Findings, type SourceReport, summariesOf } from './findings-set.js';
import { union } from './flag-figures.js';
import type { TextPolicy } from './options.js';

/** Characters kept on both sides of a stretch that findings point to. */
const MARGIN = 120;

export interface QuotedOptions {
  /** Characters kept on both sides of a stretch. Default 120. */
  readonly margin?: number;
  /** Of so many passages, the strongest first. Default all. */
  readonly passages?: number;
}

/** Stretches to keep, by report id, sorted, without overlap; only such as are at hand. */
export function keptSpans(
  set: Findings,
  policy: TextPolicy,
  { margin = MARGIN, passages = Number.POSITIVE_INFINITY }: QuotedOptions = {},
): ReadonlyMap<string, readonly Span[]> {
  const kept = new Map<string, readonly Span[]>();
  if (policy === 'none') return kept;
  const wanted = policy === 'full' ? undefined : quotedSpans(set, passages);
  const spoken = new Set(spokenOf(set));
  for (const report of set.reports) {
    if (kept.has(report.id) || !spoken.has(report.id)) continue;
    const spans =
      wanted === undefined ? [report.span] : (wanted.get(report.id) ?? []).map((span) => widened(report, span, margin));
    kept.set(
      report.id,
      union(spans).flatMap((span) => atHand(report, span)),
    );
  }
  return kept;
}

function quotedSpans(set: Findings, passages: number): Map<string, Span[]> {
  const wanted = new Map<string, Span[]>();
  const add = (report: string, span: Span): void => {
    const list = wanted.get(report);
    if (list === undefined) wanted.set(report, [span]);
    else list.push(span);
  };
  const addPassage = ({ draft, source, leftovers }: Passage): void => {
    add(draft.report, draft.span);
    add(source.report, source.span);
    for (const { span } of leftovers) add(draft.report, span);
  };
  if (set.kind === 'comparison') {
    for (const side of ['a', 'b'] as const) {
      const { id } = set.comparison[side];
      for (const link of set.comparison.links) for (const span of link[side]) add(id, span);
      for (const span of set.comparison.specific[side]) add(id, span);
    }
  } else if (set.kind === 'table') {
    set.table.reports.forEach(({ id }, column) => {
      for (const { cells } of set.table.sections)
        for (const { start } of cells[column] ?? []) add(id, { start, end: start });
      for (const { cells } of set.table.values) if (cells[column] !== undefined) add(id, cells[column].span);
    });
  } else if (set.kind === 'corpus') {
    for (const passage of rankedCopies(set.findings.copies).slice(0, passages)) addPassage(passage);
  } else {
    for (const passage of rankedCopies(set.findings.flatMap((one) => one.passages)).slice(0, passages))
      addPassage(passage);
    for (const one of set.findings) {
      for (const { span } of one.leftovers) add(one.draft.id, span);
    }
  }
  return wanted;
}

function widened(report: SourceReport, span: Span, margin: number): Span {
  return { start: Math.max(report.span.start, span.start - margin), end: Math.min(report.span.end, span.end + margin) };
}

/** The parts of a stretch whose text is at hand, without half a surrogate pair at the ends. */
function atHand(report: SourceReport, span: Span): readonly Span[] {
  const whole = { start: Math.max(0, span.start), end: Math.min(span.end, report.source.text.length) };
  if (whole.end <= whole.start) return [];
  if (report.known === undefined) return [outsidePairs(report.source.text, whole)];
  return report.known.flatMap((piece) => {
    const part = { start: Math.max(piece.start, whole.start), end: Math.min(piece.end, whole.end) };
    return part.end > part.start ? [part] : [];
  });
}

function outsidePairs(text: string, { start, end }: Span): Span {
  const splits = (at: number): boolean =>
    /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
  return { start: splits(start) ? start - 1 : start, end: splits(end) ? end + 1 : end };
}

/** Ids of the reports that findings speak of. A draft is checked against many reports, but only those it met count. */
export function spokenOf(set: Findings): readonly string[] {
  if (set.kind !== 'flag') return summariesOf(set).map(({ id }) => id);
  return set.findings.flatMap(({ draft, sources, passages }) => [
    draft.id,
    ...(sources ?? []).map(({ id }) => id),
    ...passages.map(({ source }) => source.report),
  ]);
}
