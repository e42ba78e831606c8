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

/** Between two Han. */
const INSIDE = new RegExp(` (?<=${HAN} )(?=${HAN})`, 'g');
/** From this share of the pairs of Han on, spaces between them are scattered by a layout: headings and names have one in hundreds. */
const SCATTERED = 0.04;
const LEAST_SCATTERED = 20;

/** Spaces scattered between Han: 地区 生产 总值. Text that has few is left alone, for there they part headings and names. */
function scatteredSpaces(part: string): readonly number[] {
  const found = [...part.matchAll(INSIDE)].map(({ index }) => index);
  if (found.length < LEAST_SCATTERED) return [];
  let pairs = 0;
  for (let i = 1; i < part.length; i++) if (isHan(part.charCodeAt(i - 1)) && isHan(part.charCodeAt(i))) pairs++;
  return found.length >= SCATTERED * (pairs + found.length) ? found : [];
}

function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff;
}

export function findSpaceRepairs(text: string, span: Span): Repair[] {
  const part = text.slice(span.start, span.end);
  const repairs: Repair[] = [];
  const add = (at: number, length: number, rule: string, confidence: number, evidence: string): void => {
    const start = span.start + at;
    repairs.push({ span: { start, end: start + length }, replacement: '', rule, confidence, evidence, applied: true });
  };
  const scattered = scatteredSpaces(part);
  for (const at of scattered)
    add(at, 1, 'scattered-space', 0.97, 'spaces stand between the characters all through the text');
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
    if (scattered.length === 0 && gap.length === 1 && BEFORE_HEADING.test(before) && FALSE_HEADING.test(part))
      add(index, 1, 'false-heading-space', 0.95, 'no sentence ends before it, so no heading begins after it');
  }
  return repairs;
}
