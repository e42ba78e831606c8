/** A quotation with the words before and after it, and marked stretches inside. */

import type { Passage } from '../model/passage.js';
import type { Span } from '../model/span.js';
import type { Side } from './comparison-figures.js';
import { differences } from './differences.js';
import { quote, type SourceReport } from './findings-set.js';

/** leftover = a name that belongs elsewhere; differs = not the same on the other side. */
export type MarkKind = 'leftover' | 'differs';

export interface Mark {
  readonly span: Span;
  readonly kind: MarkKind;
}

export interface QuoteInContext {
  readonly before: string;
  readonly inside: readonly { readonly text: string; readonly mark?: MarkKind }[];
  readonly after: string;
}

/** What to mark on both sides of a passage. Sides whose text is not at hand get no differences. */
export function passageMarks(
  { draft, source, leftovers, relation }: Pick<Passage, 'draft' | 'source' | 'leftovers' | 'relation'>,
  draftReport: SourceReport | undefined,
  sourceReport: SourceReport | undefined,
): Readonly<Record<'draft' | 'source', readonly Mark[]>> {
  const names = leftovers.map(({ span }): Mark => ({ span, kind: 'leftover' }));
  const there = quote(draftReport, draft.span) !== undefined && quote(sourceReport, source.span) !== undefined;
  if (relation === 'identical' || !there) return { draft: names, source: [] };
  const edits = differences(draftReport!.source.text, draft.span, sourceReport!.source.text, source.span) ?? [];
  const marks = (side: Side): readonly Mark[] =>
    edits.flatMap((edit): readonly Mark[] =>
      edit[side].end > edit[side].start ? [{ span: edit[side], kind: 'differs' }] : [],
    );
  return { draft: [...names, ...marks('a')], source: marks('b') };
}

/**
 * Undefined where the text is not at hand; context that is not at hand is ''. An ellipsis shows where the text goes on.
 * Of marks that overlap the one named first stands.
 */
export function quoteInContext(
  report: SourceReport | undefined,
  span: Span,
  context: number,
  marks: readonly Mark[] = [],
): QuoteInContext | undefined {
  const whole = quote(report, span);
  if (whole === undefined || report === undefined) return undefined;
  const from = Math.max(report.span.start, span.start - context);
  const to = Math.min(report.span.end, span.end + context);
  const before = from < span.start ? (quote(report, { start: from, end: span.start }) ?? '') : '';
  const after = to > span.end ? (quote(report, { start: span.end, end: to }) ?? '') : '';
  return {
    before: before === '' ? '' : `${from > report.span.start ? '…' : ''}${before}`,
    inside: cut(whole, span, marks),
    after: after === '' ? '' : `${after}${to < report.span.end ? '…' : ''}`,
  };
}

function cut(whole: string, span: Span, marks: readonly Mark[]): QuoteInContext['inside'] {
  const edges = new Set([span.start, span.end]);
  const inside = marks.filter((mark) => mark.span.end > span.start && mark.span.start < span.end);
  for (const mark of inside) {
    edges.add(Math.max(span.start, mark.span.start));
    edges.add(Math.min(span.end, mark.span.end));
  }
  const sorted = [...edges].sort((x, y) => x - y);
  const pieces: { text: string; mark?: MarkKind }[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const start = sorted[i]!;
    const end = sorted[i + 1]!;
    const mark = inside.find((one) => one.span.start <= start && end <= one.span.end)?.kind;
    const text = whole.slice(start - span.start, end - span.start);
    const last = pieces.at(-1);
    if (last !== undefined && last.mark === mark) last.text += text;
    else pieces.push(mark === undefined ? { text } : { text, mark });
  }
  return pieces;
}
