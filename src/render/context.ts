/** A quotation with the words before and after it, and marked stretches inside. */

import type { Span } from '../model/span.js';
import { quote, type SourceReport } from './findings-set.js';

export interface QuoteInContext {
  readonly before: string;
  readonly inside: readonly { readonly text: string; readonly marked: boolean }[];
  readonly after: string;
}

/** Undefined where the text is not at hand; context that is not at hand is ''. An ellipsis shows where the text goes on. */
export function quoteInContext(
  report: SourceReport | undefined,
  span: Span,
  context: number,
  marks: readonly Span[] = [],
): QuoteInContext | undefined {
  const whole = quote(report, span);
  if (whole === undefined || report === undefined) return undefined;
  const from = Math.max(report.span.start, span.start - context);
  const to = Math.min(report.span.end, span.end + context);
  const before = from < span.start ? (quote(report, { start: from, end: span.start }) ?? '') : '';
  const after = to > span.end ? (quote(report, { start: span.end, end: to }) ?? '') : '';
  const inside: { text: string; marked: boolean }[] = [];
  let at = span.start;
  for (const mark of [...marks].sort((x, y) => x.start - y.start)) {
    const start = Math.max(at, mark.start);
    const end = Math.min(mark.end, span.end);
    if (end <= start) continue;
    if (start > at) inside.push({ text: whole.slice(at - span.start, start - span.start), marked: false });
    inside.push({ text: whole.slice(start - span.start, end - span.start), marked: true });
    at = end;
  }
  if (at < span.end) inside.push({ text: whole.slice(at - span.start), marked: false });
  return {
    before: before === '' ? '' : `${from > report.span.start ? '…' : ''}${before}`,
    inside,
    after: after === '' ? '' : `${after}${to < report.span.end ? '…' : ''}`,
  };
}
