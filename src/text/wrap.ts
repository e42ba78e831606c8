/**
 * Lines broken inside sentences, joined: after a semicolon, at the ends of pages, and where whole paragraphs were hard
 * wrapped at one width (text pulled out of a PDF). Page numbers between the halves stay, as furniture.
 */

import type { Furniture, Repair } from '../model/report.js';
import type { Span } from '../model/span.js';

/** One line with text: `[start, end)` without its line end and outer spaces. */
interface Line {
  readonly start: number;
  readonly end: number;
  /** It opens like a paragraph: an ideographic space or two others in front. */
  readonly indented: boolean;
  /** Length in characters, and in full-width columns (two digits or letters to one). */
  readonly length: number;
  readonly columns: number;
  /** A line with nothing in it stood before this one. */
  readonly blankBefore: boolean;
}

/** Joins inside `span`; `debris` between the halves of a line does not hold them apart. */
export function findLineJoins(text: string, span: Span, debris: readonly Furniture[]): Repair[] {
  const lines = readLines(text, span, debris);
  const repairs: Repair[] = [];
  const wrap = wrapOf(text, lines);
  const indents = wrap !== undefined && lines.filter(({ indented }) => indented).length >= MIN_INDENTED;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i];
    const next = lines[i + 1];
    if (!line || !next) continue;
    const why = joinReason(text, line, next, wrap, indents) ?? (wrap ? undefined : tornHeading(text, lines, i));
    if (!why) continue;
    const [rule, confidence, evidence] = why;
    for (const [start, end] of lineEnds(text, line.end, next.start))
      repairs.push({ span: { start, end }, replacement: '', rule, confidence, evidence, applied: true });
  }
  return repairs;
}

/** Paragraphs of a wrapped text begin with an indent when at least this many lines have one. */
const MIN_INDENTED = 3;
/** A full line is at most this much shorter than the commonest one. */
const SLACK = 3;

type Why = readonly [rule: string, confidence: number, evidence: string];

function joinReason(text: string, line: Line, next: Line, wrap: Wrap | undefined, indents: boolean): Why | undefined {
  const last = lastSign(text, line);
  const first = text[next.start] ?? '';
  if (OPEN.test(last) || (CLOSED.test(first) && !TERMINAL.test(last) && !/[:：]/.test(last)))
    return ['split-quotation', 0.97, 'a line ends inside brackets or quotation marks'];
  const opens = MARKER.test(text.slice(next.start, next.start + 12));
  if (wrap && wrap.measure(line) + unbreakable(text, next) >= wrap.width - SLACK && !next.blankBefore) {
    if (indents ? !next.indented : !(opens && TERMINAL.test(last)))
      return ['wrapped-line', 0.98, `the line is full: lines of this text break at ${wrap.width} characters`];
  }
  if (next.indented || opens) return undefined;
  if (/[;；]/.test(last)) return ['line-after-semicolon', 0.97, 'a sentence goes on after a semicolon'];
  if (!wrap && /[,，、]/.test(last)) return ['line-after-comma', 0.95, 'a sentence goes on after a comma'];
  if (!wrap && !next.blankBefore && !TERMINAL.test(last) && !/[:：]/.test(last) && isBody(text, line))
    return ['page-wrap', 0.9, 'a paragraph ends without a stop and the next line does not open with a marker'];
  return undefined;
}

/** The last character of a line; a pinyin note behind it says nothing of whether the line is whole: 存量優(yōu)⏎質(zhì)企業. */
function lastSign(text: string, { start, end }: Line): string {
  const note = /[)）]/.test(text[end - 1] ?? '') ? NOTE.exec(text.slice(Math.max(start, end - 10), end)) : null;
  return text[end - 1 - (note?.[0].length ?? 0)] ?? '';
}

const NOTE = /(?<=[\u3400-\u9fff])[(（][a-zü\u00e0-\u01dc]{1,6}[)）]$/;

/**
 * A numbered heading and the rest of it in the next line (三、持续提升政府 / 治理效能和服务水平): two short lines without a stop above a
 * paragraph. A heading that is whole (…工作回顾) has a subheading below it, and subheadings do not come alone.
 */
function tornHeading(text: string, lines: readonly Line[], i: number): Why | undefined {
  const [line, next, after] = lines.slice(i, i + 3);
  if (!line || !next || !after || next.blankBefore) return undefined;
  if (!NUMBERED.test(text.slice(line.start, line.start + 12)) || !isShort(text, line) || !isShort(text, next))
    return undefined;
  if (MARKER.test(text.slice(next.start, next.start + 12))) return undefined;
  if (WHOLE.test(text.slice(line.start, line.end)) || isShort(text, after)) return undefined;
  for (let j = i + 3; j < Math.min(lines.length, i + TORN_REACH); j++) {
    const other = lines[j];
    if (!other || NUMBERED.test(text.slice(other.start, other.start + 12))) break;
    if (isShort(text, other)) return undefined;
  }
  return ['torn-heading', 0.85, 'a numbered heading goes on in a second short line above its paragraph'];
}

/** Lines behind a heading in which a second subheading is looked for. */
const TORN_REACH = 60;
const NUMBERED =
  /^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(?:部分|方面|章))/;
/** What whole headings of chapters end in. */
const WHOLE =
  /(?:回顾|回顧|总结|總結|情况|情況|任务|任務|安排|部署|打算|目标|目標|要求|思路|建议|建議|措施|重点|重點|[一-龥]{2}工作)$/;
const SHORT = { least: 4, most: 24 } as const;

function isShort(text: string, { start, end }: Line): boolean {
  if (end - start < SHORT.least || end - start > SHORT.most) return false;
  const words = text.slice(start, end);
  return !/[。！？!?；;：:，,—…]/.test(words) && /[\u3400-\u9fff]$/.test(words);
}

/** Columns of the word or number that opens a line: it was carried over whole, so the line before it may be shorter. */
function unbreakable(text: string, { start, end }: Line): number {
  let at = start;
  while (at < end && at < start + MAX_WORD && text.charCodeAt(at) > 0x20 && text.charCodeAt(at) < 0x2000) at++;
  return at - start < 2 ? 0 : (at - start) / 2;
}

const MAX_WORD = 24;
const ZERO_WIDTH = /[\u200b\ufeff]/;
const OPEN = /[《〈“‘（【「『]/;
const CLOSED = /[》〉”’）】」』，。、；：！？％,;]/;
const TERMINAL = /[。！？!?…”」』）)\]】》.]/;
const MARKER =
  /^(?:[一二三四五六七八九十百]{1,4}[、.．是]|[(（][一二三四五六七八九十百\d]{1,4}[)）]|第[一二三四五六七八九十百\d]{1,4}[方章节编条]|\d{1,3}(?:[、)）]|[.．](?!\d))|[—\-–─]{2}|[●■◆▲○•·※]|附[:：]|各位)/;

/** A paragraph of text, no heading and no table row: two clauses at least and some length, or a sentence that ended before. */
function isBody(text: string, { start, end }: Line): boolean {
  if (end - start < 16) return false;
  const words = text.slice(start, end);
  return /[\u3400-\u9fff]。/.test(words) || (end - start >= 30 && (words.match(/[，；,;]/g)?.length ?? 0) >= 2);
}

/** Lines with text, without those that are debris (page numbers). */
function readLines(text: string, span: Span, furniture: readonly Furniture[]): Line[] {
  const debris = new Map(furniture.map((piece) => [piece.span.start, piece.span.end]));
  const lines: Line[] = [];
  let blank = true;
  for (let at = span.start; at < span.end; ) {
    const found = text.indexOf('\n', at);
    const stop = found < 0 || found > span.end ? span.end : found;
    let start = at;
    let end = stop;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    // A line of nothing but zero-width characters separates nothing.
    if (start === end) blank ||= !ZERO_WIDTH.test(text.slice(at, stop));
    else if (!((debris.get(at) ?? debris.get(start) ?? 0) >= end)) {
      const length = stop - at;
      const indented = start - at >= 2 || text.charCodeAt(at) === 0x3000;
      lines.push({ start, end, indented, length, columns: columnsOf(text, at, end), blankBefore: blank });
      blank = false;
    }
    at = stop + 1;
  }
  return lines;
}

/** How a text was wrapped: the width, and whether it counts characters or columns. */
interface Wrap {
  readonly width: number;
  readonly measure: (line: Line) => number;
}

const MEASURES: readonly Wrap['measure'][] = [(line) => line.length, (line) => line.columns];

/** Wrapped: most lines that end inside a sentence share one length. Of the two measures the sharper one is taken. */
function wrapOf(text: string, lines: readonly Line[]): Wrap | undefined {
  let best: Wrap | undefined;
  let bestShare = 0;
  for (const measure of MEASURES) {
    const counts = new Uint32Array(MAX_WIDTH + 3 * SLACK + 1);
    let inside = 0;
    let considered = 0;
    for (const line of lines) {
      const length = measure(line);
      if (length > MAX_WIDTH || length < MIN_WIDTH) continue;
      considered++;
      if (TERMINAL.test(text[line.end - 1] ?? '')) continue;
      inside++;
      counts[length] = (counts[length] ?? 0) + 1;
    }
    if (inside < MIN_LINES || considered < WRAPPED_SHARE * lines.length) continue;
    let width = MIN_WIDTH;
    for (let length = MIN_WIDTH; length <= MAX_WIDTH; length++)
      if ((counts[length] ?? 0) > (counts[width] ?? 0)) width = length;
    let near = 0;
    for (let length = width - SLACK; length <= width + 2 * SLACK; length++) near += counts[length] ?? 0;
    const share = near / inside;
    const enough = inside < FEW_LINES ? 1 : PEAK_SHARE;
    if (share >= enough && share > bestShare) {
      best = { width, measure };
      bestShare = share;
    }
  }
  return best;
}

const MIN_WIDTH = 15;
const MAX_WIDTH = 120;
const MIN_LINES = 3;
/** With fewer unfinished lines than this all must have the same length. */
const FEW_LINES = 8;
/** Share of the lines whose length could be a printed one. */
const WRAPPED_SHARE = 0.6;
/** Share of the unfinished lines within the slack of the commonest length. */
const PEAK_SHARE = 0.6;

/** Of a line too long to be a printed one only the length is told. */
function columnsOf(text: string, from: number, to: number): number {
  if (to - from > 2 * MAX_WIDTH + 1) return to - from;
  let halves = 0;
  for (let i = from; i < to; i++) halves += text.charCodeAt(i) < 0x2000 ? 1 : 2;
  return Math.round(halves / 2);
}

/** The line ends (with the spaces around them) between two lines; debris between them stays. */
function* lineEnds(text: string, from: number, to: number): Generator<readonly [number, number]> {
  let at = from;
  while (at < to) {
    let end = at;
    let broken = false;
    while (end < to && isBreak(text.charCodeAt(end))) {
      broken ||= text.charCodeAt(end) === 0x0a;
      end++;
    }
    if (broken) yield [at, end];
    at = end;
    while (at < to && !isBreak(text.charCodeAt(at))) at++;
  }
}

function isSpace(unit: number): boolean {
  return (
    unit === 0x20 ||
    unit === 0x09 ||
    unit === 0x0d ||
    unit === 0xa0 ||
    unit === 0x3000 ||
    unit === 0xfeff ||
    unit === 0x200b ||
    unit === 0x0c
  );
}

function isBreak(unit: number): boolean {
  return unit === 0x0a || isSpace(unit);
}
