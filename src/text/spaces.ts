/**
 * Spaces that say nothing: between Han and digits or Latin (from PDFs), and before a numeral inside a word, where a
 * blind rule took `第一、` for a heading (`保护第 一、全民共享`). Spaces of headings and between names stay.
 */

import type { Repair } from '../model/report.js';
import type { Span } from '../model/span.js';

const HAN = '[\\u3400-\\u9fff\\u3007]';
const GAP = '[ \\u00a0]{1,3}';
/** Between Han (or a Chinese mark) and a digit, percent sign or Latin letter, either way round. */
const MIXED = new RegExp(
  `(?<=${HAN}|[，。、；：（）“”《》])${GAP}(?=[0-9A-Za-z×])|(?<=[0-9A-Za-z%％×])${GAP}(?=${HAN}|[，。、；：（）“”《》%％])`,
  'g',
);
/** Before `一、` where no sentence or clause ended: real headings of flattened text follow one of 。！？：；”. */
const FALSE_HEADING = new RegExp(`(?<=${HAN})[ \\u00a0](?=[一二三四五六七八九十]{1,3}、${HAN})`, 'g');

export function findSpaceRepairs(text: string, span: Span): Repair[] {
  const part = text.slice(span.start, span.end);
  const repairs: Repair[] = [];
  const add = (pattern: RegExp, rule: string, confidence: number, evidence: string): void => {
    for (const match of part.matchAll(pattern)) {
      const start = span.start + match.index;
      repairs.push({
        span: { start, end: start + match[0].length },
        replacement: '',
        rule,
        confidence,
        evidence,
        applied: true,
      });
    }
  };
  add(MIXED, 'mixed-space', 0.99, 'a space between Han and digits or Latin carries no meaning in Chinese text');
  add(FALSE_HEADING, 'false-heading-space', 0.95, 'no sentence ends before it, so no heading begins after it');
  return repairs;
}
