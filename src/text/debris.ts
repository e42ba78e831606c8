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

/** A line that is nothing but a page number: `— 12 —`, `- 12 -`, `·12·`, `第12页`, `第12页 共30页`, `12/30`. */
const PAGE_LINE = new RegExp(
  `^${SPACE}*(?:[—–\\-－─~～·•.]{1,3}${SPACE}*${PAGE}${SPACE}*[—–\\-－─~～·•.]{1,3}|第${SPACE}*${PAGE}${SPACE}*页(?:[\\s,，/]*共${SPACE}*${PAGE}${SPACE}*页)?|(?:Page|PAGE|page)${SPACE}+${PAGE}(?:${SPACE}+of${SPACE}+${PAGE})?|${PAGE}${SPACE}*/${SPACE}*${PAGE})${SPACE}*$`,
);
/** A bare number is a page number only where such numbers count upwards through the text. */
const BARE_NUMBER = new RegExp(`^${SPACE}*(${PAGE})${SPACE}*$`);
/** What is left of a line whose characters were lost; behind an unfinished line it is that line's own stop. */
const LONE_STOP = new RegExp(`^${SPACE}*[。，、；]${SPACE}*$`);
const FINISHED = /[。！？!?；;：:”][ \t\u3000]{0,4}$/;
/** Indent characters that the target charset could not hold. */
const INDENT = /^(?:\? ){1,8}\??(?=[^\s?])/;

const RULES: readonly Rule[] = [
  // A zero between Han and the next word, left by a PDF.
  { rule: 'stray-zero', pattern: /0(?<=(?:[\u3400-\u9fff] |^|\n)0)(?= (?:[A-Z]\d|\d{4} ?年))/g },
  { rule: 'question-run', pattern: /[?？]{4,}/g },
  {
    rule: 'newspaper-jump',
    pattern: /[(（](?:上接|下转|下接|上转)第?[0-9A-Za-z一二三四五六七八九十]{1,6}[版页][^()（）\n]{0,10}[)）]/g,
  },
];

const MARKDOWN: readonly Rule[] = [
  {
    rule: 'markdown-mark',
    pattern:
      /(?<=^|\n) {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[*+-][ \t]+(?=\S)|(?:[*_-][ \t]*){3,}(?=\n|$)|(?:`{3,}|~{3,})[^\n]*)/g,
  },
  { rule: 'markdown-mark', pattern: /\*{2,3}(?=\S)|(?<=\S)\*{2,3}|__(?=\S)|(?<=\S)__/g },
];

/** `[text](address)` and `![text](address)`: all but the text is a mark. */
const LINK = /(!?\[)([^\][\n]{0,200})(\]\([^)\s]{0,500}\))/g;

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
  if (format === 'markdown') {
    for (const { index, 0: whole, 1: open = '', 3: close = '' } of part.matchAll(LINK)) {
      add('markdown-mark', index, index + open.length);
      add('markdown-mark', index + whole.length - close.length, index + whole.length);
    }
  }
  for (const { start, end } of countingNumbers(lineDebris(part, add))) add('page-number', start, end);
  const pages = found
    .filter(({ rule }) => rule === 'page-number')
    .map(({ span: page }) => ({ start: page.start - span.start, end: page.end - span.start }));
  for (const { start, end } of runningHeads(part, pages)) add('running-head', start, end);
  return withoutOverlap(found);
}

interface LoneNumber extends Span {
  readonly value: number;
}

/** Adds the debris that fills or opens a line, and gives the lines that are bare numbers. */
function lineDebris(part: string, add: (rule: string, start: number, end: number) => void): LoneNumber[] {
  const lone: LoneNumber[] = [];
  for (let start = 0, stop = 0; start < part.length; start = stop + 1) {
    stop = part.indexOf('\n', start);
    if (stop < 0) stop = part.length;
    const end = part.charCodeAt(stop - 1) === 0x0d ? stop - 1 : stop;
    if (part.charCodeAt(start) === 0x3f) {
      const indent = INDENT.exec(part.slice(start, start + 24))?.[0] ?? '';
      add('indent-debris', start, start + indent.length);
    }
    if (end <= start || end - start > MAX_HEAD) continue;
    const line = part.slice(start, end);
    const number = BARE_NUMBER.exec(line)?.[1];
    if (number !== undefined) lone.push({ start, end, value: Number(number) });
    else if (PAGE_LINE.test(line)) add('page-number', start, end);
    else if (LONE_STOP.test(line) && (start === 0 || FINISHED.test(part.slice(Math.max(0, start - 6), start - 1))))
      add('lone-stop', start, end);
  }
  return lone;
}

/** Lone numbers that go up by one from page to page, a page's length apart; a single one only as page 1 of a long text. */
function countingNumbers(lone: readonly LoneNumber[]): readonly Span[] {
  const follows = (a: number, b: number): boolean => {
    const [first, second] = [lone[a], lone[b]];
    return !!first && !!second && second.value === first.value + 1 && second.start - first.end >= PAGE_LENGTH;
  };
  const counting = lone.filter(
    ({ value, start }, i) =>
      follows(i - 1, i) || follows(i, i + 1) || (lone.length === 1 && value === 1 && start > 2 * PAGE_LENGTH),
  );
  return 2 * counting.length >= lone.length ? counting : [];
}

/** Fewest characters between two page numbers. */
const PAGE_LENGTH = 250;

/** Lines that stand beside several page numbers, whatever digits they hold: running heads and feet. */
function runningHeads(part: string, pageNumbers: readonly Span[]): Span[] {
  const seen = new Map<string, Span[]>();
  for (const { start, end } of pageNumbers) {
    for (const line of [lineBefore(part, start), lineAfter(part, end)]) {
      if (!line) continue;
      const key = keyOf(part, line);
      // A head names the paper; what has clauses is text that happens to be repeated.
      if (key === '' || /[，。；,;]/.test(key)) continue;
      const same = seen.get(key);
      if (same) same.push(line);
      else seen.set(key, [line]);
    }
  }
  const least = Math.max(MIN_HEADS, HEAD_SHARE * pageNumbers.length);
  const heads = [...seen].filter(([, spans]) => spans.length >= least);
  // The head of the first page has no page number before it.
  const first = { start: 0, end: part.indexOf('\n') };
  if (first.end > 0 && heads.some(([key]) => key === keyOf(part, first)))
    return [first, ...heads.flatMap(([, s]) => s)];
  return heads.flatMap(([, spans]) => spans);
}

function keyOf(part: string, { start, end }: Span): string {
  return end - start > MAX_HEAD ? '' : part.slice(start, end).replace(/[\s\d]+/g, '');
}

const MAX_HEAD = 40;
const MIN_HEADS = 3;
/** Share of the pages that carry it; left and right pages may differ. */
const HEAD_SHARE = 0.4;

function lineBefore(part: string, start: number): Span | undefined {
  const end = part.lastIndexOf('\n', start - 1);
  if (start === 0 || end < 0) return undefined;
  return { start: end === 0 ? 0 : part.lastIndexOf('\n', end - 1) + 1, end };
}

function lineAfter(part: string, end: number): Span | undefined {
  if (part[end] !== '\n') return undefined;
  const stop = part.indexOf('\n', end + 1);
  return { start: end + 1, end: stop < 0 ? part.length : stop };
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
