/**
 * What in a report's span is no part of what the report says: page chrome, the title block, debris of pages. It is tagged, so
 * that ratios leave it out and matching runs across it; the text keeps it.
 */

import type { Furniture } from '../model/report.js';
import type { Span } from '../model/span.js';
import { chromeRule } from './chrome.js';
import { foldForReading } from './reading.js';

/** Lines in this many units at either end of the span may be page chrome; a site's notices stand nowhere else. */
const EDGE = 3000;

/** Chrome lines near both ends of `span`, in source offsets. `blockEnd` is where the title block ends. */
export function findChrome(text: string, span: Span, blockEnd: number): readonly Furniture[] {
  const found: Furniture[] = [];
  const head = { start: span.start, end: Math.min(span.end, Math.max(blockEnd, span.start)) };
  found.push(...chromeLines(text, head));
  const tail = Math.max(head.end, span.end - EDGE);
  const lineStart = tail === head.end ? tail : text.indexOf('\n', tail);
  if (lineStart >= 0 && lineStart < span.end) found.push(...chromeLines(text, { start: lineStart, end: span.end }));
  return found;
}

function chromeLines(text: string, { start, end }: Span): readonly Furniture[] {
  const folded = foldForReading(text.slice(start, end));
  const found: Furniture[] = [];
  for (let at = 0; at < folded.length; ) {
    const newline = folded.indexOf('\n', at);
    const stop = newline < 0 ? folded.length : newline;
    const line = folded.slice(at, stop);
    const rule = line.trim() === '' ? undefined : chromeRule(line.trim());
    if (rule) {
      const from = start + at + line.search(/\S/);
      found.push({ span: { start: from, end: start + at + line.trimEnd().length }, rule });
    }
    at = stop + 1;
  }
  return found;
}

/** The title block: everything before the speech that is not chrome yet. Empty when the text opens at once. */
export function titleBlock(text: string, start: number, end: number): readonly Furniture[] {
  let from = start;
  let to = end;
  while (from < to && (text[from] ?? '').trim() === '') from++;
  while (to > from && (text[to - 1] ?? '').trim() === '') to--;
  return to > from ? [{ span: { start: from, end: to }, rule: 'title-block' }] : [];
}

/** Sorted and without overlap: of two pieces that overlap the earlier stays. The title block yields to all others. */
export function settleFurniture(pieces: readonly Furniture[], block: readonly Furniture[]): readonly Furniture[] {
  const sorted = [...pieces].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let reached = -1;
  const apart = sorted.filter(({ span }) => {
    if (span.start < reached) return false;
    reached = span.end;
    return true;
  });
  const rest = block.flatMap(({ span, rule }) => {
    const open: Furniture[] = [];
    let from = span.start;
    for (const { span: hole } of apart) {
      if (hole.start >= span.end) break;
      if (hole.start > from) open.push({ span: { start: from, end: hole.start }, rule });
      from = Math.max(from, hole.end);
    }
    if (from < span.end) open.push({ span: { start: from, end: span.end }, rule });
    return open;
  });
  return [...apart, ...rest].sort((a, b) => a.span.start - b.span.start);
}
