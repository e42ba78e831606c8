/**
 * The title block of a report: title, delivery date, meeting, speaker, and the names that say whose report it is. It is
 * read the same way whether it stands on lines of its own or was run into the body (标题2022年1月6日在…会议上市长王太晖各位代表:):
 * page chrome is struck out, spaces are dropped, and what is left is one string with a way back.
 */

import { chromeRule } from './chrome.js';
import { type DateFound, findDates } from './dates.js';
import { MASK_SIGNS } from './place.js';
import type { Reading } from './reading.js';

/** Words of the title block, folded and as written; unit for unit alike. */
export interface Found {
  readonly folded: string;
  readonly raw: string;
}

export interface Header {
  /** As written, without spaces around it and without a claimed length. */
  readonly title?: string;
  readonly date?: DateFound;
  readonly meeting?: string;
  readonly speaker?: string;
  /** Candidates for the place, the surest first, without spaces. */
  readonly places: readonly Found[];
  /** Year in the title. */
  readonly titleYear?: number;
  /** Number of characters the title claims (全文18521字). */
  readonly claimedLength?: number;
  /** End of the block in the reading: where the speech begins. */
  readonly end: number;
}

/** Without an opening the block is looked for in this many units. */
const HEAD = 400;
/** Units after the opening in which the speaker may name the meeting and the government. */
const INTRODUCTION = 160;

export function readHeader(reading: Reading, opening: number | undefined): Header {
  const end = opening ?? blockEnd(reading.text);
  const head = compact(reading, end);
  const titles = findTitles(reading, end);
  const title = chooseTitle(titles);
  const introduction = reading.text.slice(end, end + INTRODUCTION).replace(/\s+/g, '');
  const meeting = findMeeting(head) ?? findMeeting(compactTitle(title)) ?? findAddressed(introduction);
  const date = deliveryDate(head.text);
  const speaker = findSpeaker(head, meeting);
  const claimed = titles.map((t) => /\(全文(?:约|共)?(\d{3,6})字\)/.exec(t.folded)?.[1]).find((digits) => digits);
  const year = /(?<!\d)((?:19|20)\d\d)年?/.exec(title?.folded ?? '')?.[1];
  return {
    ...(title ? { title: title.raw } : {}),
    ...(date ? { date } : {}),
    ...(meeting ? { meeting: meeting.raw } : {}),
    ...(speaker ? { speaker } : {}),
    ...(year ? { titleYear: Number(year) } : {}),
    ...(claimed ? { claimedLength: Number(claimed) } : {}),
    places: placeNames(head, titles, { meeting, introduction }),
    end,
  };
}

/** Without 各位代表 the block ends at the first line that is a paragraph. */
function blockEnd(text: string): number {
  let at = 0;
  while (at < Math.min(HEAD, text.length)) {
    const next = text.indexOf('\n', at);
    const line = text.slice(at, next < 0 ? text.length : next).trim();
    if (line.length > 60 || /[。;!?]$/.test(line) || HEADING.test(line)) return at;
    if (next < 0) return at;
    at = next + 1;
  }
  return at;
}

const HEADING =
  /^(?:[一二三四五六七八九十]{1,3}\s*、|\([一二三四五六七八九十]{1,3}\)|(?:#{1,6} *)?第[一二三四五六七八九十]{1,3}(?:[章节部方]|分?编|条 )|\d{4}年.{0,4}工作回顾|过去.年)/;

interface Compact {
  /** Folded, without spaces and chrome. */
  readonly text: string;
  readonly raw: string;
}

function compact(reading: Reading, end: number): Compact {
  const folded: string[] = [];
  const raw: string[] = [];
  for (let at = 0; at < end; ) {
    const newline = reading.text.indexOf('\n', at);
    const stop = newline < 0 || newline > end ? end : newline;
    const line = reading.text.slice(at, stop);
    if (!chromeRule(line.trim())) {
      for (let i = at; i < stop; i++) {
        if (/\s/.test(reading.text[i] ?? '')) continue;
        folded.push(reading.text[i] ?? '');
        raw.push(reading.raw[i] ?? '');
      }
      // A line end stays visible: a name ends there.
      folded.push('\n');
      raw.push('\n');
    }
    at = stop + 1;
  }
  return { text: folded.join(''), raw: raw.join('') };
}

const TITLE_LINE =
  /^[#\s]*(?:\d\s+(?=(?:19|20)\d\d))?([^\n。,;!:<>]{0,40}?工\s?作\s?报\s*告(?:\s*\([^()\n]{1,24}\))?)/gm;
const SPEECH_LINE = /^[#\s]*([^\n。,;!:<>]{2,50}会议上的?(?:讲话|报告)(?:\([^()\n]{1,24}\))?)[^\S\n]*$/gm;
const RESOLUTION_LINE = /^[#\s]*([^\n。,;!:<>]{4,50}的决议)[^\S\n]*$/gm;

function findTitles(reading: Reading, end: number): readonly Found[] {
  const head = reading.text.slice(0, end);
  const found: (Found & { at: number })[] = [];
  for (const pattern of [TITLE_LINE, SPEECH_LINE, RESOLUTION_LINE]) {
    for (const match of head.matchAll(pattern)) {
      const folded = match[1] ?? '';
      if (pattern === TITLE_LINE && NO_TITLE.test(folded)) continue;
      const at = match.index + match[0].indexOf(folded);
      found.push({ folded: strip(folded), raw: strip(reading.raw.slice(at, at + folded.length)), at });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Says who reported when, or where the text is from: no title. */
const NO_TITLE = /[月]\s*\d{1,2}\s*日|作\s?(?:政府)?工|会议上|来源|当前位置|下面是|^\s*[—-]|听取|关于政府工作报告$/;

function strip(title: string): string {
  return title.replace(/\s*\n\s*/g, '').trim();
}

const withoutClaim = (title: string): string => title.replace(/\s*[(（]全文[^()（）]{0,12}[)）]$/, '');

/** The title nearest to the speech, unless one above says the same and more (政府工作报告 under 2022年东丽区政府工作报告). */
function chooseTitle(titles: readonly Found[]): Found | undefined {
  const last = titles.at(-1);
  if (!last) return undefined;
  const key = (title: Found): string => withoutClaim(title.folded).replace(/\s+/g, '');
  const fuller = titles.findLast((t) => key(t).length > key(last).length && key(t).includes(key(last)));
  const chosen = fuller ?? last;
  const claimsLength = /\(全文[^()]*\d/.test(chosen.folded);
  return claimsLength ? { folded: withoutClaim(chosen.folded), raw: withoutClaim(chosen.raw) } : chosen;
}

function compactTitle(title: Found | undefined): Found | undefined {
  return title && { folded: title.folded.replace(/\s+/g, ''), raw: title.raw.replace(/\s+/g, '') };
}

/** Narrow columns tear it over two lines, wherever they are full. */
const SESSION =
  /第[^届。,\n]{1,6}\n?届[^。,;:\n]{0,12}?(?:代表大会|委员会)?\n?[^。,;:\n]{0,20}?第\n?[^次。,\n]{1,6}\n?次(?:\([^()]{1,6}\))?\n?(?:全体)?会\n?议/;

interface Meeting extends Found {
  /** Offset behind the meeting in the compact text. */
  readonly end: number;
}

function findMeeting(where: Found | Compact | undefined): Meeting | undefined {
  if (!where) return undefined;
  const text = 'text' in where ? where.text : where.folded;
  const session = SESSION.exec(text);
  if (!session) return undefined;
  const end = session.index + session[0].length;
  const before = text.slice(Math.max(0, session.index - 30), session.index);
  const at = Math.max(before.lastIndexOf('在') + 1, before.lastIndexOf('\n') + 1, before.search(/[^日—]*$/));
  const from = session.index - before.length + at;
  const clean = (value: string): string => value.slice(from, end).replace(/\s+/g, '');
  return { folded: clean(text), raw: clean(where.raw), end };
}

/** 我代表国务院,向第六届全国人民代表大会第一次会议作政府工作报告 */
function findAddressed(introduction: string): Meeting | undefined {
  const match = /向(第[^届。,]{1,4}届[^。,]{2,20}第[^次。,]{1,4}次会议)/.exec(introduction);
  return match?.[1] ? { folded: match[1], raw: match[1], end: 0 } : undefined;
}

function deliveryDate(head: string): DateFound | undefined {
  const dates = findDates(head);
  return dates.find(({ to }) => /^[^。\n]{0,24}(?:在|第)/.test(head.slice(to))) ?? dates.at(0);
}

const OFFICE = '(?:代理|代)?(?:省长|市长|区长|县长|州长|盟长|旗长|主席|总理|主任|专员|院长|检察长)';
const NAME = '((?!在)[\\u3400-\\u9fff·]{2,12}?)';
/** 市长王太晖 · 市长张工同志作政府工作报告 · 省长 李乐成在…会议上; then 龚正市长在…; then a bare name behind the meeting. */
const SPEAKER = [
  new RegExp(`${OFFICE}:?\\n?${NAME}(?:同志)?(?:代表|所?作|在|\\n|$)`, 'du'),
  new RegExp(`日${NAME}${OFFICE}`, 'du'),
];
const BARE_SPEAKER = /^上?的?(?:讲话|报告)?[)）]?\n?([\u3400-\u9fff·]{2,4})\n?$/du;

/** The name of the speaker, without the office; undefined where it is masked or missing. */
function findSpeaker(head: Compact, meeting: Meeting | undefined): string | undefined {
  const named = (match: RegExpExecArray | null, offset: number): string | undefined => {
    const range = match?.indices?.[1];
    return range && nameOrNone(head.raw.slice(offset + range[0], offset + range[1]));
  };
  for (const pattern of SPEAKER) {
    const name = named(pattern.exec(head.text), 0);
    if (name) return name;
  }
  return meeting && meeting.end > 0 ? named(BARE_SPEAKER.exec(head.text.slice(meeting.end)), meeting.end) : undefined;
}

function nameOrNone(name: string): string | undefined {
  return MASK_SIGNS.test(name) || /政府|会议|报告|讲话/.test(name) ? undefined : name;
}

/** Names of the place, the surest first: meeting, title, office, the government the speaker names. */
function placeNames(
  head: Compact,
  titles: readonly Found[],
  { meeting, introduction }: { readonly meeting: Found | undefined; readonly introduction: string },
): readonly Found[] {
  const names: Found[] = [];
  const add = (found: Found | undefined): void => {
    const name = found && without(found, /^(?:[(—\-年度]+|关于|[上下]半年)+/);
    if (name && name.folded !== '' && !names.some(({ folded }) => folded === name.folded)) names.push(name);
  };
  const nation: Found = { folded: '全国', raw: '全国' };
  if (meeting)
    add(/^第/.test(meeting.folded) ? (/全国/.test(meeting.folded) ? nation : undefined) : before(meeting, '第'));
  for (const title of titles.toReversed()) {
    const named = before(compactTitle(title), /(?:人民)?(?:政府)?(?:工作)?报告/);
    add(named && without(named, /(?:19|20)\d\d年?(?:度|上半年|下半年)?/));
  }
  const office = /(?:^|[上日\n])([^\n\d上日]{2,20}?)(?:人民政府)?(?:代理|代)?(?:省长|市长|区长|县长|州长|主席)/d.exec(
    head.text,
  );
  add(range(head, office?.indices?.[1]));
  const government = /代表([^,。:]{2,20}?)人民政府/.exec(introduction)?.[1];
  add(government === undefined ? undefined : { folded: government, raw: government });
  if (/代表(?:中华人民共和国)?(?:国务院|中央人民政府)|国务院的?委托|国务院总理/.test(head.text + introduction))
    add(nation);
  return names;
}

/** What stands before `pattern`; undefined where that does not occur. */
function before(found: Found | undefined, pattern: RegExp | string): Found | undefined {
  const at = found?.folded.search(pattern) ?? -1;
  return found && at > 0 ? { folded: found.folded.slice(0, at), raw: found.raw.slice(0, at) } : undefined;
}

/** `found` with the first match of `pattern` taken out, on both sides alike. */
function without({ folded, raw }: Found, pattern: RegExp): Found {
  const match = pattern.exec(folded);
  if (!match) return { folded, raw };
  const end = match.index + match[0].length;
  const cut = (text: string): string => text.slice(0, match.index) + text.slice(end);
  return { folded: cut(folded), raw: cut(raw) };
}

function range(head: Compact, indices: readonly [number, number] | undefined): Found | undefined {
  return indices && { folded: head.text.slice(...indices), raw: head.raw.slice(...indices) };
}
