/**
 * Named things in a report: places of the gazetteer, and by their endings places it does not list (…镇, …工业园),
 * organisations (…大学) and projects (…高铁, …水库); quoted programmes and 《titles》. A name begins behind a mark, a
 * number or a word of plain prose; where none stands near enough, there is no name: better one missed than one made up.
 */

import { POLICY_WORDS } from '../align/lexicon.data.js';
import type { NamedKind } from '../model/comparison.js';
import type { Span } from '../model/span.js';
import { Gap, Kind } from '../model/tokens.js';
import { foldForReading } from '../outline/reading.js';
import { BEFORE_NAMES, NAME_ENDINGS, type NameEnding } from './names.data.js';
import type { Side } from './side.js';

export interface Mention {
  readonly kind: NamedKind;
  /** Folded, without white space. */
  readonly text: string;
  readonly span: Span;
}

/** A name is this long at most before its ending: what goes on longer is a description. */
const LONGEST_CORE = 6;
/** The same where places open it: 沈阳桃仙, 乌鲁木齐至尉犁. */
const LONGEST_PLACED = 12;
/** A name with its ending. */
const LONGEST_NAME = 40;
/** Plain words between a name and its ending. */
const MOST_PLAIN = 4;
const LINE_END = 0x0a;
const MASKED = /[某×*○□Xx]/;
/** Characters that end the phrase before a name, or count what follows. */
const BREAKS = new Set(
  '和与及等的在把对为以至到由从向于是了将让使被各每个条座项家所批期新全本我该其这那两双多余并或者也都还又使用含建修赴入出动设达成第县省市区乡村城小强名老特重点级型类性化业式好最些层段境镇绕\n',
);
const WORDS: ReadonlySet<string> = wordsOf(`${POLICY_WORDS} ${BEFORE_NAMES}`);
const LONGEST_WORD = 4;
const ENDINGS = new Map(
  NAME_ENDINGS.flatMap((ending) => {
    const entry = { ...ending, plain: wordsOf(ending.plain ?? '') };
    return ending.ends.split(' ').map((end) => [end, entry] as const);
  }),
);
const LONGEST_END = Math.max(...[...ENDINGS.keys()].map((end) => end.length));
/** 1 for each character that closes an ending. */
const CLOSES = new Uint8Array(0x10000);
for (const end of ENDINGS.keys()) CLOSES[end.charCodeAt(end.length - 1)] = 1;
/** Two ends of a line: 乌鲁木齐至尉犁高速. */
const LINE = /高速|铁路|高铁/;
const DIVERSION = /引[㐀-鿿]济[㐀-鿿](?:工程)?|南水北调(?:[东中西]线)?(?:工程)?/g;
const PROGRAMME = /[“"「『][㐀-鿿]{2,12}[”"」』](?:工程|行动|计划|项目)/g;
/** Named in every report, or by no name of its own. */
const GENERIC_TITLE = /^(?:政府工作报告|决定|意见|条例|办法|规划|纲要|通知|方案)$/;
const TITLE = /《([^《》]{2,40})》/g;

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}

/** In text order. Cost: linear. */
export function readNames(side: Side): readonly Mention[] {
  return [...quotedNames(side), ...endingNames(phrasesOf(side))].sort(
    (p, q) => p.span.start - q.span.start || p.span.end - q.span.end,
  );
}

function quotedNames({ report: { source, span } }: Side): readonly Mention[] {
  const text = source.text.slice(span.start, span.end);
  const found: Mention[] = [];
  for (const [kind, pattern] of [
    ['project', PROGRAMME],
    ['document', TITLE],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const inner = bare(match[1] ?? match[0]);
      if (GENERIC_TITLE.test(inner) || MASKED.test(inner)) continue;
      const start = span.start + match.index;
      found.push({ kind, text: inner, span: { start, end: start + match[0].length } });
    }
  }
  return found;
}

function bare(text: string): string {
  return foldForReading(text).replace(/\s+/g, '');
}

/** The Han characters of a report, with a line end wherever anything else stands between two of them. */
interface Phrases {
  readonly text: string;
  /** Source range of each character. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Where the place begins that a character belongs to; -1 outside. */
  readonly place: Int32Array;
}

function phrasesOf({ tokens, report }: Side): Phrases {
  const { length, kind, gap, id } = tokens;
  const source = report.source.text;
  // A token gives its own characters, or one, and a line end before it.
  const capacity = 2 * length + report.span.end - report.span.start;
  const [start, end, place] = [new Uint32Array(capacity), new Uint32Array(capacity), new Int32Array(capacity)];
  const units = new Uint16Array(capacity);
  let size = 0;
  let cut = true;
  for (let t = 0; t < length; t++) {
    const isPlace = kind[t] === Kind.place;
    if (!isPlace && kind[t] !== Kind.han) {
      cut = true;
      continue;
    }
    const [from, to] = [tokens.start[t]!, tokens.end[t]!];
    if (cut || gap[t] !== Gap.none) {
      units[size] = LINE_END;
      start[size] = end[size] = from;
      place[size++] = -1;
    }
    cut = false;
    if (isPlace) {
      const name = bare(source.slice(from, to));
      const apart = name.length === to - from;
      const begin = size;
      for (let k = 0; k < name.length; k++, size++) {
        units[size] = name.charCodeAt(k);
        start[size] = apart ? from + k : from;
        end[size] = apart ? from + k + 1 : to;
        place[size] = begin;
      }
    } else {
      units[size] = id[t]!;
      start[size] = from;
      end[size] = to;
      place[size++] = -1;
    }
  }
  const text = new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units.subarray(0, size));
  return { text, start, end, place };
}

interface Named {
  readonly kind: NamedKind;
  readonly from: number;
  readonly to: number;
}

function endingNames(phrases: Phrases): readonly Mention[] {
  const { text, start, end, place } = phrases;
  const named: Named[] = [];
  for (const match of text.matchAll(DIVERSION))
    named.push({ kind: 'project', from: match.index, to: match.index + match[0].length });
  for (let to = 1; to <= text.length; to++) {
    if (CLOSES[text.charCodeAt(to - 1)] === 0) continue;
    for (let size = Math.min(to - 1, LONGEST_END); size > 0; size--) {
      const word = text.slice(to - size, to);
      if (!ENDINGS.has(word)) continue;
      const name = nameEnding(phrases, to - size, word);
      if (name) named.push(name);
      break;
    }
  }
  const longest = new Uint32Array(text.length);
  for (const { from, to } of named) longest[from] = Math.max(to, longest[from]!);
  const inside = ({ from, to }: Named): boolean => {
    for (let at = from; at > to - LONGEST_NAME && at >= 0; at--) {
      const far = longest[at]!;
      if (far >= to && far - at > to - from) return true;
    }
    return false;
  };
  for (let i = 0; i < text.length; i++) {
    const length = placeLength(place, i);
    if (length > 0 && beginsThere(phrases, i)) named.push({ kind: 'place', from: i, to: i + length });
  }
  const found: Mention[] = [];
  for (const name of named) {
    const words = text.slice(name.from, name.to);
    if (inside(name) || MASKED.test(words)) continue;
    found.push({ kind: name.kind, text: words, span: { start: start[name.from]!, end: end[name.to - 1]! } });
  }
  return found;
}

/** The name that ends in `word` at a position; undefined where it is none. */
function nameEnding(phrases: Phrases, at: number, word: string): Named | undefined {
  const { text, place } = phrases;
  const ending = ENDINGS.get(word)!;
  const to = at + word.length;
  if (place[at]! >= 0 || !fits(ending, text[at - 1] ?? '\n', text[to] ?? '\n')) return undefined;
  const plain = plainBegin(text, at, ending.plain);
  const from = nameBegin(phrases, plain, LINE.test(word));
  if (from === undefined) return undefined;
  const { kind, least, between = 0 } = ending;
  const size = plain - from;
  const opened = placeLength(place, from);
  // 高新 of 沈阳高新区 is the plain word where 沈阳 is the name.
  const enough = opened > 0 ? at - from - opened >= between : least > 0 && size >= least;
  return enough ? { kind, from, to } : undefined;
}

function fits({ notBefore = '', notBehind = '', behind = '' }: Omit<NameEnding, 'plain'>, left: string, right: string) {
  return !notBefore.includes(right) && !notBehind.includes(left) && (behind === '' || behind.includes(left));
}

/** Where the plain words begin that end at a position. */
function plainBegin(text: string, end: number, plain: ReadonlySet<string>): number {
  let at = end;
  for (let n = 0; n < MOST_PLAIN; n++) {
    let length = LONGEST_WORD;
    while (length > 0 && !plain.has(text.slice(Math.max(0, at - length), at))) length--;
    if (length === 0) break;
    at -= length;
  }
  return at;
}

/** Where the name begins whose plain words begin at `end`; undefined where none can be told. */
function nameBegin(phrases: Phrases, end: number, line: boolean): number | undefined {
  const near = coreBegin(phrases, end);
  // The near end of a line alone is no name of it: 松江河|至|长白高速.
  if (near === undefined || !line || phrases.text[near - 1] !== '至') return near;
  const far = coreBegin(phrases, near - 1);
  return far !== undefined && near - 1 - far >= 2 && end - far <= LONGEST_PLACED ? far : undefined;
}

/** Where the words begin that stand before `end` and are no plain prose: at a place, or behind a break. */
function coreBegin({ text, place }: Phrases, end: number): number | undefined {
  let at = end;
  while (at > 0) {
    const begin = place[at - 1]!;
    if (begin >= 0) {
      if (end - begin > LONGEST_PLACED) return undefined;
      // 四川|成都|…
      if (place[begin - 1] === -1) return begin;
      at = begin;
      continue;
    }
    if (BREAKS.has(text[at - 1]!) || endsInWord(text, at)) return at;
    at--;
    if (end - at > LONGEST_CORE && place[at - 1] === -1) return undefined;
  }
  return at;
}

/** Whether a word can begin here: 辽|东山区 is no 东山区. */
function beginsThere({ text, place }: Phrases, at: number): boolean {
  return place[at - 1]! >= 0 || BREAKS.has(text[at - 1]!) || endsInWord(text, at);
}

/** Of the place that begins at a character; 0 where none does. */
function placeLength(place: Int32Array, at: number): number {
  if (place[at] !== at) return 0;
  let to = at + 1;
  while (place[to] === at) to++;
  return to - at;
}

function endsInWord(text: string, at: number): boolean {
  for (let length = 2; length <= LONGEST_WORD && length <= at; length++)
    if (WORDS.has(text.slice(at - length, at))) return true;
  return false;
}
