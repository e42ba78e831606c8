/**
 * Where each report of a file begins and ends. Anchor: the opening of the speech (各位代表: … 我代表…报告), 14 of 14 in the
 * copies at hand; later calls 各位代表! open nothing. A report begins at the first title or date line of the block
 * above its opening and ends at its last line that is not page chrome, before the next block.
 */

import type { Span } from '../model/span.js';
import { chromeRule } from './chrome.js';
import { findNotices } from './notice.js';

export interface Cut {
  readonly span: Span;
  /** Where 各位代表 (or the first sentence) stands; undefined when the text does not open like a report. */
  readonly opening?: number;
}

const CALL = /各\s?位\s?代\s?表(?:\s?[、,]\s?各\s?位[^:!。,\n]{2,8}|\s?[、,和]?\s?(?:同志们|委员们))?\s*[:!,]/g;
/** The speaker says that he reports: 现在,我代表市人民政府,向大会报告工作,请予审议. */
const INTRODUCTION =
  /(?:我|受)[^。!\n]{0,24}(?:代表|委托)[^。!]{1,60}?(?:报\s?告|审\s?议|审\s?查)|报告[^。!]{0,30}(?:请|予)[^。!]{0,12}(?:审\s?议|评\s?议|审\s?查)/;
const INTRODUCTION_LINE =
  /代表(?<=^([^\S\n]*(?:现在|今天)?\s?,?\s?我\s?(?:受[^。,\n]{2,30}委托\s?,)?\s?)代表)[^。\n]{1,40}报告[^。\n]{0,20}(?:请|予)[^。\n]{0,6}审\s?议/gm;
const MEETING = /第[^\s。,]{1,6}届[^。;\n]{0,40}(?:代表大会|委员会)[^。;]{0,30}会\s?议(?:上|的)/;
const TITLE = /(?:政\s?府\s?|人\s?大\s?|法\s?院\s?|检\s?察\s?院\s?|会\s?)工\s?作\s?报\s*告|会议上的?(?:讲话|报告)/;
/** Units above an opening in which its title block stands. */
const BLOCK = 700;
const AFTER_OPENING = 260;

/** `text` is folded (reading.ts), offsets are its own. Always at least one cut; `whole` gives exactly one over all of it. */
export function cutReports(text: string, options: { readonly whole: boolean }): readonly Cut[] {
  const openings = findOpenings(text);
  const [first] = openings;
  const whole = { start: 0, end: text.length };
  if (first === undefined) return [{ span: whole }];
  if (options.whole) return [{ span: whole, opening: first }];
  const starts = openings.map((opening, i) => blockStart(text, opening, i === 0 ? 0 : (openings[i - 1] ?? 0) + 1));
  return openings.map((opening, i) => {
    const start = starts[i] ?? opening;
    const limit = starts[i + 1] ?? text.length;
    const end = lastLineEnd(text, opening, limit);
    return { span: { start, end: end > opening ? end : limit }, opening };
  });
}

function findOpenings(text: string): readonly number[] {
  const found: number[] = [];
  for (const match of text.matchAll(CALL)) {
    const { index } = match;
    const introduced = INTRODUCTION.test(text.slice(index, index + AFTER_OPENING));
    const headed = hasHeader(text, index);
    if (found.length === 0 && (introduced || headed || (index < BLOCK && startsLine(text, index)))) found.push(index);
    // Inside a report, 各位代表! and 各位代表, are calls: only both signs together make an opening of them.
    else if (match[0].endsWith(':') ? headed || (introduced && startsLine(text, index)) : headed && introduced)
      found.push(index);
  }
  for (const match of text.matchAll(INTRODUCTION_LINE)) {
    const [, opening = ''] = match;
    const index = match.index - opening.length + opening.search(/\S/);
    if (found.some((opening) => index >= opening && index - opening < AFTER_OPENING)) continue;
    if (index < BLOCK || hasHeader(text, index)) found.push(index);
  }
  return found.sort((a, b) => a - b);
}

function startsLine(text: string, index: number): boolean {
  return /(?:^|\n)[^\S\n]*$/.test(text.slice(Math.max(0, index - 40), index));
}

/** Whether a title or the naming of the meeting stands shortly above, with no speech between. */
function hasHeader(text: string, index: number): boolean {
  const above = text.slice(Math.max(0, index - 300), index);
  const meeting = MEETING.exec(above);
  // …作政府工作报告。 may end the line that names the meeting.
  if (meeting && above.length - meeting.index < 200 && (above.slice(meeting.index).match(/[。!]/g)?.length ?? 0) <= 1)
    return true;
  const title = TITLE.exec(above);
  return title !== null && !/[。!]/.test(above.slice(title.index));
}

/** The first line of the title block above an opening; not before `floor`. */
function blockStart(text: string, opening: number, floor: number): number {
  const limit = Math.max(floor, opening - BLOCK);
  let line = lineStart(text, floor, opening);
  let start = opening;
  // Inside the line of the report before, none begins.
  const flattened = line === floor && floor > 0;
  if (opening - line > 300 || flattened) {
    // No line break above: a title inside a flattened text.
    start = flattenedStart(text, Math.max(line, opening - 300), opening);
    if (start > line || flattened) return start;
  }
  start = line < opening && text.slice(line, opening).trim() === '' ? opening : Math.max(line, floor);
  let other = 0;
  while (line > limit && other < 4) {
    const end = line - 1;
    // A search before the first unit would find the break at 0 again, for ever.
    if (end <= floor) break;
    line = lineStart(text, floor, end);
    const words = text.slice(line, end).trim();
    if (words === '') continue;
    const rule = chromeRule(words);
    if (rule === 'separator' && start < opening) break;
    if (rule) continue;
    if (isHeaderLine(words)) start = line + text.slice(line, end).search(/\S/);
    else if (words.length > 60 || /[。!;]$/.test(words)) break;
    else other++;
  }
  return start;
}

/** Where the line that ends at `at` begins, but not before `floor`: a search beyond it would read a long line for every opening. */
function lineStart(text: string, floor: number, at: number): number {
  return floor + text.slice(floor, at).lastIndexOf('\n') + 1;
}

function flattenedStart(text: string, from: number, opening: number): number {
  const above = text.slice(from, opening);
  const sentence = Math.max(
    above.lastIndexOf('。'),
    above.lastIndexOf('!'),
    above.lastIndexOf(';'),
    above.lastIndexOf('\n'),
  );
  return from + sentence + 1;
}

function isHeaderLine(line: string): boolean {
  if (line.length > 120) return false;
  // 临江市人民政府2022年工作报告; 政府工作报⏎告, torn over two lines.
  if (
    TITLE.test(line) ||
    /工\s?作\s?报(?:\s?告(?:\s?\([^()]*\))?)?$/.test(line) ||
    MEETING.test(line) ||
    /代表大会第[^。]{1,5}次会议上?/.test(line)
  )
    return true;
  return /^[—(-]*\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日/.test(line) || isSpeakerLine(line);
}

function isSpeakerLine(line: string): boolean {
  return (
    line.length <= 30 &&
    /(?:省长|市长|区长|县长|州长|盟长|旗长|主席|总理|主任|院长|检察长)/.test(line) &&
    !/[。,;!]/.test(line)
  );
}

/** The end of the last line before `limit` that is not page chrome; `from` when all of it is. `text` is folded. */
export function lastLineEnd(text: string, from: number, limit: number): number {
  let end = limit;
  let at = limit;
  let held = 0;
  while (at > from && limit - at < TAIL) {
    const line = lineStart(text, from, at);
    const words = text.slice(line, at).trim();
    if (words === '') {
      if (held === 0) end = line;
    } else if (chromeRule(words)) {
      end = line;
      held = 0;
    } else if (++held > MAX_HELD || words.length > 120 || (words.length > 1 && /[。!?”)]$/.test(words))) break;
    at = line - 1;
  }
  const notice = findNotices(text, Math.max(from, end - TAIL), end).at(-1);
  if (notice && text.slice(notice.end, end).trim() === '') end = notice.start;
  while (end > from && (text[end - 1] ?? '').trim() === '') end--;
  return end;
}

/** Page chrome and notices are looked for in this many units before the end. */
const TAIL = 6000;
/** Lines between two lines of chrome that belong to it though nothing in them says so. */
const MAX_HELD = 3;
