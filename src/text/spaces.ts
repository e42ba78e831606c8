/**
 * Spaces that say nothing: between Han and digits or Latin (from PDFs), and before a numeral inside a word, where a
 * blind rule took `第一、` for a heading (`保护第 一、全民共享`). Spaces of headings and between names stay.
 */

import type { Repair } from '../model/report.js';
import type { Span } from '../model/span.js';

const HAN = '[\\u3400-\\u9fff\\u3007]';
/** Beside a digit, percent sign or Latin letter on the one side and Han or a Chinese mark on the other. */
const GAP = /[ \u00a0]{1,3}/g;
const NARROW = /[0-9A-Za-z×]/;
const NARROW_END = /[0-9A-Za-z×%％]/;
const WIDE = /[\u3400-\u9fff\u3007，。、；：（）“”《》]/;
/** Before `一、` where no sentence or clause ended: real headings of flattened text follow one of 。！？：；”. */
const FALSE_HEADING = new RegExp(`[一二三四五六七八九十]{1,3}、${HAN}`, 'y');
const BEFORE_HEADING = new RegExp(HAN);

export function findSpaceRepairs(text: string, span: Span): Repair[] {
  const part = text.slice(span.start, span.end);
  const repairs: Repair[] = [];
  const add = (at: number, length: number, rule: string, confidence: number, evidence: string): void => {
    const start = span.start + at;
    repairs.push({ span: { start, end: start + length }, replacement: '', rule, confidence, evidence, applied: true });
  };
  for (const { index, 0: gap } of part.matchAll(GAP)) {
    const before = part[index - 1] ?? '';
    const after = part[index + gap.length] ?? '';
    const mixed =
      (WIDE.test(before) && NARROW.test(after)) ||
      (NARROW_END.test(before) && (WIDE.test(after) || /[%％]/.test(after)));
    if (mixed)
      add(
        index,
        gap.length,
        'mixed-space',
        0.99,
        'a space between Han and digits or Latin carries no meaning in Chinese text',
      );
    FALSE_HEADING.lastIndex = index + 1;
    if (gap.length === 1 && BEFORE_HEADING.test(before) && FALSE_HEADING.test(part))
      add(index, 1, 'false-heading-space', 0.95, 'no sentence ends before it, so no heading begins after it');
  }
  return repairs;
}
