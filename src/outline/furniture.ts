/**
 * What in a report's span is no part of what the report says: page chrome, the title block, debris of pages. It is tagged, so
 * that ratios leave it out and matching runs across it; the text keeps it.
 */

import type { Furniture } from '../model/report.js';
import type { Span } from '../model/span.js';
import { chromeRule } from './chrome.js';
import { findNotices, sentencesIn } from './notice.js';
import { lastLineEnd } from './split.js';

/** Page chrome is looked for in this many units before the end. */
const EDGE = 6000;

/** Chrome in the title block and behind the last line of the report. `text` is the source, folded (reading.ts); `blockEnd` is where the block ends. */
export function findChrome(text: string, span: Span, blockEnd: number): readonly Furniture[] {
  const head = { start: span.start, end: Math.min(span.end, Math.max(blockEnd, span.start)) };
  const found = [...chromeLines(text, head)];
  const from = Math.max(head.end, span.end - EDGE);
  const tail = text.slice(from, span.end);
  const end = lastLineEnd(tail, 0, tail.length);
  for (const notice of findNotices(tail, 0, end)) {
    found.push({ span: { start: from + notice.start, end: from + notice.end }, rule: 'notice' });
  }
  const start = from + end + tail.slice(end).search(/\S|$/);
  if (start < span.end) found.push({ span: { start, end: span.end }, rule: 'page-tail' });
  return found;
}

function chromeLines(text: string, { start, end }: Span): readonly Furniture[] {
  const folded = text.slice(start, end);
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

/**
 * The title block: what stands before the speech and is not chrome yet, but for sentences of the speech that were put
 * there. Empty when the text opens at once. `folded` is the whole source text, folded.
 */
export function titleBlock(folded: string, start: number, end: number): readonly Furniture[] {
  const found: Furniture[] = [];
  let from = start;
  const add = (stop: number): void => {
    let to = stop;
    while (from < to && (folded[from] ?? '').trim() === '') from++;
    while (to > from && (folded[to - 1] ?? '').trim() === '') to--;
    if (to > from) found.push({ span: { start: from, end: to }, rule: 'title-block' });
  };
  for (const sentence of sentencesIn(folded, start, end)) {
    add(sentence.start);
    from = sentence.end;
  }
  add(end);
  return found;
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
