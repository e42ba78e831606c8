/**
 * Debris of pages and conversions inside a report: page numbers, running marks of Markdown, indents that became `? ?`,
 * newspaper jumps. It is furniture: tagged, never deleted, and out of the matching layer.
 */

import type { Furniture, SourceFormat } from '../model/report.js';
import type { Span } from '../model/span.js';

interface Rule {
  readonly rule: string;
  /** Global; group 1 is the debris where the pattern needs context, else the whole match is. */
  readonly pattern: RegExp;
}

const SPACE = '[ \\t\\u00a0\\u3000]';
const PAGE = '\\d{1,4}';

const RULES: readonly Rule[] = [
  // `— 12 —`, `- 12 -`, `·12·`, `第12页`, `第12页 共30页`, `12/30`: alone on a line.
  {
    rule: 'page-number',
    pattern: new RegExp(
      `(?<=^|\\n)${SPACE}*(?:[—–\\-－─~～·•.]{1,3}${SPACE}*${PAGE}${SPACE}*[—–\\-－─~～·•.]{1,3}|第${SPACE}*${PAGE}${SPACE}*页(?:[\\s,，/]*共${SPACE}*${PAGE}${SPACE}*页)?|(?:Page|PAGE|page)${SPACE}+${PAGE}(?:${SPACE}+of${SPACE}+${PAGE})?|${PAGE}${SPACE}*/${SPACE}*${PAGE})${SPACE}*(?=\\n|$)`,
      'g',
    ),
  },
  // Indent characters that the target charset could not hold.
  { rule: 'indent-debris', pattern: /(?<=^|\n)(?:\? ){1,8}\??(?=[^\s?])/g },
  { rule: 'question-run', pattern: /[?？]{4,}/g },
  {
    rule: 'newspaper-jump',
    pattern: /[(（](?:上接|下转|下接|上转)第?[0-9A-Za-z一二三四五六七八九十]{1,6}[版页][^()（）\n]{0,10}[)）]/g,
  },
  // What is left of a line whose characters were lost.
  { rule: 'lone-stop', pattern: /(?<=^|\n)[ \t\u3000]*[。，、；][ \t\u3000]*(?=\n|$)/g },
];

/** A bare number alone on a line is a page number only where such numbers count upwards through the text. */
const BARE_NUMBER = /(?<=^|\n)[ \t\u3000]*(\d{1,4})[ \t\u3000]*(?=\n|$)/g;

const MARKDOWN: readonly Rule[] = [
  {
    rule: 'markdown-mark',
    pattern:
      /(?<=^|\n) {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[*+-][ \t]+(?=\S)|(?:[*_-][ \t]*){3,}(?=\n|$)|(?:`{3,}|~{3,})[^\n]*)/g,
  },
  { rule: 'markdown-mark', pattern: /\*{2,3}(?=\S)|(?<=\S)\*{2,3}|__(?=\S)|(?<=\S)__/g },
  {
    rule: 'markdown-mark',
    pattern: /!?\[(?=[^\]\n]{0,200}\]\([^)\s]{0,500}\))|(?<=\[[^\]\n]{0,200})\]\([^)\s]{0,500}\)/g,
  },
];

/** Debris inside `span`, sorted, without overlap. Cost: linear. */
export function findDebris(text: string, span: Span, format: SourceFormat = 'text'): Furniture[] {
  const part = text.slice(span.start, span.end);
  const found: Furniture[] = [];
  const add = (rule: string, start: number, end: number): void => {
    if (end > start) found.push({ span: { start: span.start + start, end: span.start + end }, rule });
  };
  const rules = format === 'markdown' ? [...RULES, ...MARKDOWN] : RULES;
  for (const { rule, pattern } of rules)
    for (const match of part.matchAll(pattern)) add(rule, match.index, match.index + match[0].length);
  for (const { start, end } of countingNumbers(part)) add('page-number', start, end);
  return withoutOverlap(found);
}

/** Lone numbers that go up by one from page to page; at least three, or every lone number of the text if fewer. */
function countingNumbers(part: string): Span[] {
  const lone = [...part.matchAll(BARE_NUMBER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: Number(match[1]),
  }));
  const counting = lone.filter(
    ({ value }, i) => lone[i - 1]?.value === value - 1 || lone[i + 1]?.value === value + 1 || lone.length === 1,
  );
  return 2 * counting.length >= lone.length ? counting : [];
}

function withoutOverlap(found: Furniture[]): Furniture[] {
  found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let reached = -1;
  return found.filter(({ span }) => {
    if (span.start < reached) return false;
    reached = span.end;
    return true;
  });
}
