/**
 * The outline of a law: articles (第X条) at line starts, under parts, chapters and sections (编, 章, 节). What holds of reports does
 * not hold here: numbers of articles run on through the chapters, an article has no heading, its enumerations are no sections.
 * A text is a law when it has several articles that count upwards; no report has.
 */

import { ordinalNumeral } from './numeral.js';
import type { Heading } from './tree.js';

/** Fewest articles of a law. */
const LEAST = 5;
/** Least share of articles that follow the number before: laws quote others, and excerpts leave articles out. */
const COUNTING = 0.6;
/** Units before 条 in which its line begins: `  **第一千二百六十条之一`. */
const REACH = 24;

const N = '[一二三四五六七八九十百千零〇两\\d]';
const ARTICLE = new RegExp(`(?:^|\\n)[ *]*(第(${N}{1,9})条)$`);
const SUFFIX = new RegExp(`之${N}{1,3}`, 'y');
const BEHIND = /\*{0,2}(?=[ \n])/y;
const DIVISION = new RegExp(
  `^[ #*]*(第(${N}{1,5})(分?编|章|节))(?= |\\n|\\*|[\\u3400-\\u9fff]{1,20}\\**\\n)([^\\n。;]{0,60})$`,
  'gm',
);
/** Outermost first. */
const RANKS = ['编', '分编', '章', '节'];

interface Division {
  readonly at: number;
  readonly markerEnd: number;
  readonly end: number;
  readonly rank: number;
  readonly number: number;
}

interface Article {
  readonly at: number;
  readonly end: number;
}

/** Headings of a law in `text` (folded) from `from` on; undefined when it is none. Cost: linear. */
export function lawHeadings(text: string, from: number): readonly Heading[] | undefined {
  const articles = findArticles(text, from);
  const [first] = articles ?? [];
  if (!articles || !first) return undefined;
  const divisions = withoutContents(findDivisions(text, from), first.at);
  const ranks = [...new Set(divisions.map(({ rank }) => rank))].sort((a, b) => a - b);
  const headings: Heading[] = divisions.map(({ at, markerEnd, end, rank }) => ({
    at,
    markerEnd,
    end,
    level: ranks.indexOf(rank) + 1,
    kind: rank < RANKS.length - 1 ? 'chapter' : 'section',
  }));
  for (const { at, end } of articles)
    headings.push({ at, markerEnd: end, end, level: ranks.length + 1, kind: 'section' });
  return headings.sort((a, b) => a.at - b.at);
}

function findArticles(text: string, from: number): readonly Article[] | undefined {
  const found: Article[] = [];
  let last = 0;
  let counting = 0;
  for (let sign = text.indexOf('条', from); sign >= 0; sign = text.indexOf('条', sign + 1)) {
    const start = Math.max(from, sign - REACH);
    const before = text.slice(start, sign + 1);
    const match = ARTICLE.exec(before);
    // Cut off at REACH, what looks like a line start is none.
    if (!match?.[1] || (match.index === 0 && before[0] !== '\n' && start > from)) continue;
    const number = ordinalNumeral(match[2] ?? '') ?? 0;
    SUFFIX.lastIndex = sign + 1;
    const end = SUFFIX.test(text) ? SUFFIX.lastIndex : sign + 1;
    BEHIND.lastIndex = end;
    if (number === 0 || !BEHIND.test(text)) continue;
    if (number === last + 1 || number === last) counting++;
    last = number;
    found.push({ at: sign + 1 - match[1].length, end });
  }
  return found.length >= LEAST && counting >= COUNTING * found.length ? found : undefined;
}

function findDivisions(text: string, from: number): readonly Division[] {
  const found: Division[] = [];
  for (const match of text.slice(from).matchAll(DIVISION)) {
    const [line, mark = '', numeral = '', kind = '', words = ''] = match;
    const at = from + match.index + line.indexOf(mark);
    const markerEnd = at + mark.length;
    const end = markerEnd + words.replace(/[ *]+$/, '').length;
    found.push({ at, markerEnd, end, rank: RANKS.indexOf(kind), number: ordinalNumeral(numeral) ?? 0 });
  }
  return found;
}

/** Without the table of contents: of the divisions before the first article only those that lead to it count. */
function withoutContents(divisions: readonly Division[], first: number): readonly Division[] {
  const before = divisions.filter(({ at }) => at < first);
  const outermost = Math.min(...before.map(({ rank }) => rank));
  const opening = before.findLast(({ rank, number }) => rank === outermost && number === 1);
  return divisions.filter(({ at }) => at >= (opening?.at ?? 0));
}
