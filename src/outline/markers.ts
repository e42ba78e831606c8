/**
 * The marks that open headings and items: 第一方面, 一、, (一), 1., 一是, 第一,, ——. A mark counts only where a sentence can
 * begin: at a line start or behind a sentence end. `保护第 一、全民共享` (a space put in by rule) is none: the character before
 * the space is not one of 。!?:;” (no exception in 150 true and 3 false ones).
 */

import { ordinalNumeral } from './numeral.js';
import type { Folded } from './reading.js';

/** Numbered styles, outermost first; then items and bullets. A title is a heading line without a number. */
export const Style = {
  title: -1,
  part: 0,
  comma: 1,
  paren: 2,
  digit: 3,
  digitParen: 4,
  circled: 5,
  item: 6,
  bullet: 7,
} as const;
export type Style = (typeof Style)[keyof typeof Style];

export interface Marker {
  /** Offsets in the reading: `[at, end)` is the mark with the space behind it left out. */
  readonly at: number;
  readonly end: number;
  readonly style: Style;
  /** 0: the number is lost (damage); bullets have none either. */
  readonly number: number;
  /** First thing in its line. */
  readonly opensLine: boolean;
  /** The sign before it, spaces skipped; `'\n'` at a line start. */
  readonly before: string;
  /** 是, 要 or the sign of 第一: items of one list agree. */
  readonly word: string;
  /** Where its heading ends, if the mark itself tells. */
  readonly headingEnd?: number;
}

const N = '[一二三四五六七八九十百]';
type Form = readonly [style: Style, pattern: RegExp];
const FORMS: readonly Form[] = [
  [Style.part, new RegExp(`第(${N}{1,4}|\\d{1,2})\\s?(?:方面|部分|[章节篇编])(?![一-龥]*(?:第|的决))\\s?[:、,]?`, 'y')],
  [Style.item, new RegExp(`第(${N}{1,3})\\s?[,、]`, 'y')],
  [Style.item, new RegExp(`(${N}{1,3})(是|要)(?!否|不是|非)`, 'y')],
  [Style.comma, new RegExp(`(${N}{1,4})\\s?[、.](?!\\s?${N}{1,2}[、产])`, 'y')],
  [Style.paren, new RegExp(`\\(\\s?(${N}{1,4})\\s?\\)\\s?[、.]?`, 'y')],
  [Style.digit, /(\d{1,2})\s?(?:[、]|\.(?!\d))/y],
  [Style.digitParen, /\(\s?(\d{1,2})\s?\)[、.]?|(\d{1,2})\)/y],
  [Style.bullet, /(?:—{1,3}|[●○•■◆▲※·])/y],
];
/** The forms a sign may open, in order. */
const OPENED: ReadonlyMap<number, readonly Form[]> = new Map(
  (
    [
      ['第', [0, 1]],
      ['一二三四五六七八九十百', [2, 3]],
      ['(', [4, 6]],
      ['0123456789', [5, 6]],
      ['—●○•■◆▲※·', [7]],
    ] as const
  ).flatMap(([signs, forms]) =>
    [...signs].map((sign) => [sign.charCodeAt(0), FORMS.filter((_, i) => (forms as readonly number[]).includes(i))]),
  ),
);
/** ① to ⑳, ㈠ to ㈩. */
const CIRCLED = { first: 0x2460, last: 0x2473 } as const;
const ENCLOSED = { first: 0x3220, last: 0x3229 } as const;
/** What (一) … (十) begin with when GBK text is read one byte off: `(三)` is `。ㄈ…`. */
const SHIFTED: ReadonlyMap<string, number> = new Map([
  ['ㄒ', 1],
  ['ㄈ', 3],
  ['ㄋ', 4],
  ['ㄎ', 5],
  ['ㄆ', 7],
  ['ㄊ', 10],
]);

/** What a unit may be to a mark: the first of one, the end of a sentence before it, a space. */
const Role = { first: 1, end: 2, space: 4 } as const;

function roles(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const give = (signs: string, role: number): void => {
    for (const sign of signs) table[sign.charCodeAt(0)] = (table[sign.charCodeAt(0)] ?? 0) | role;
  };
  give('第一二三四五六七八九十百(0123456789—●○•■◆▲※·。', Role.first);
  table.fill(Role.first, CIRCLED.first, CIRCLED.last + 1).fill(Role.first, ENCLOSED.first, ENCLOSED.last + 1);
  give('。!?:;”’」)…\n', Role.end);
  give(' ', Role.space);
  return table;
}

const ROLES = roles();
const SPACE = 0x20;
const LINE_END = 0x0a;
const STOP = 0x3002;
const COMMA = 0x2c;
const PAREN = 0x28;
const ONE = 0x4e00;

/** Every mark of `text` from `from` on, in order. Cost: linear; only sentence starts are looked at. */
export function findMarkers({ text, units }: Folded, from: number): readonly Marker[] {
  const found: Marker[] = [];
  let before = LINE_END;
  let lineStart = from;
  for (let i = from; i < units.length; i++) {
    const unit = units[i]!;
    const role = ROLES[unit]!;
    if (role === 0) {
      before = unit;
      continue;
    }
    if (unit === SPACE) {
      if (lineStart === i) lineStart = i + 1;
      continue;
    }
    if (role & Role.first) {
      const opensLine = lineStart === i;
      const begins =
        opensLine ||
        ROLES[before]! & Role.end ||
        (before === COMMA && units[i - 1] === COMMA) ||
        (unit === ONE && followsHeading(text, found.at(-1), i));
      if (begins) {
        const marker = markerAt(text, i, { before: String.fromCharCode(before), opensLine });
        if (marker) {
          found.push(marker);
          before = 0;
          i = marker.end - 1;
          continue;
        }
      } else if (unit === PAREN && strayBefore(text, lineStart, i)) {
        const marker = markerAt(text, i, { before: '\n', opensLine: true });
        if (marker?.style === Style.paren) found.push(marker);
      }
    }
    before = unit;
    if (unit === LINE_END) lineStart = i + 1;
  }
  return found;
}

/** `三、2024年主要任务 一、…`: between the mark before and this one stand the few words of a chapter head. */
function followsHeading(text: string, last: Marker | undefined, at: number): boolean {
  if (last?.style !== Style.comma && last?.style !== Style.part) return false;
  return at - last.end <= CHAPTER_HEAD && CHAPTER_TAIL.test(text.slice(last.end, at));
}

const CHAPTER_HEAD = 26;
const CHAPTER_TAIL = /^[^。!?;,:]{2,}(?:回顾|任务|安排|目标|工作|重点|建议|打算|部署|要求|举措) ?$/;

/** One or two displaced characters and a space stand before the mark in its line: `角 (二)立足新发展格局`. */
function strayBefore(text: string, lineStart: number, i: number): boolean {
  return i - lineStart >= 2 && i - lineStart <= 3 && text[i - 1] === ' ';
}

/** What stands before a possible mark. */
export interface Place {
  readonly before: string;
  readonly opensLine: boolean;
}

/** The mark that begins exactly at `at`. */
export function markerAt(text: string, at: number, place: Place): Marker | undefined {
  const { before, opensLine } = place;
  const sign = text.charCodeAt(at);
  if (sign === STOP) return opensLine ? shiftedMarker(text, at) : undefined;
  if (sign >= CIRCLED.first && sign <= CIRCLED.last)
    return markOf(place, at, { end: at + 1, style: Style.circled, number: sign - CIRCLED.first + 1, word: '' });
  if (sign >= ENCLOSED.first && sign <= ENCLOSED.last)
    return markOf(place, at, { end: at + 1, style: Style.paren, number: sign - ENCLOSED.first + 1, word: '' });
  for (const [style, pattern] of OPENED.get(sign) ?? []) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const number = style === Style.bullet ? 0 : (ordinalNumeral(match[1] ?? match[2] ?? '') ?? 0);
    if (number === 0 && style !== Style.bullet) continue;
    if (before === ',' && style !== Style.item) return undefined;
    if (!opensLine && (style === Style.digit || style === Style.bullet) && !'。!?:\n'.includes(before))
      return undefined;
    if (style === Style.bullet && match[0] === '—' && !opensLine) return undefined;
    if (style === Style.digit && !opensLine && text[at - 1] !== ' ' && match[0].endsWith('、')) return undefined;
    if (before === ';' && !opensLine && style !== Style.item) return undefined;
    const word = style === Style.item ? (match[2] ?? '第') : '';
    return markOf(place, at, { end: at + match[0].length, style, number, word });
  }
  return opensLine ? bareNumeral(text, at) : undefined;
}

/** Written out: copies of one object into another are slow. */
function markOf(
  { before, opensLine }: Place,
  at: number,
  { end, style, number, word }: Pick<Marker, 'end' | 'style' | 'number' | 'word'>,
): Marker {
  return { at, end, style, number, opensLine, before: opensLine ? '\n' : before, word };
}

/** A numeral alone on its line: a chapter without words. */
function bareNumeral(text: string, at: number): Marker | undefined {
  BARE.lastIndex = at;
  const match = BARE.exec(text);
  const number = ordinalNumeral(match?.[1] ?? '');
  if (!match?.[1] || number === undefined) return undefined;
  return { at, end: at + match[1].length, style: Style.comma, number, opensLine: true, before: '\n', word: '' };
}

const BARE = new RegExp(`(${N}{1,3}) *(?=\\n)`, 'y');

/**
 * Marks without the numbered lists inside one sentence (报告分三部分:一、…;二、…;三、…): their later marks stand behind a
 * semicolon and are gone already, so a first mark behind a colon that no second one follows outside is theirs too.
 */
export function withoutInlineLists(text: string, markers: readonly Marker[]): readonly Marker[] {
  return markers.filter((marker) => {
    if (marker.style >= Style.item || marker.style === Style.title || marker.opensLine || marker.before !== ':')
      return true;
    const sentence = text.slice(marker.end, marker.end + 200).split(/[。!\n]/, 1)[0] ?? '';
    return !INLINE_NEXT.test(sentence);
  });
}

const INLINE_NEXT = new RegExp(`[;,]\\s?(?:\\(?${N}{1,3}[)、.]|\\(?\\d{1,2}[)、.])`);

function shiftedMarker(text: string, at: number): Marker | undefined {
  const next = text[at + 1] ?? '';
  const damaged = SHIFTED.has(next) || /[\u2500-\u257f\u3105-\u3129]/.test(next);
  if (!damaged) return undefined;
  const number = SHIFTED.get(next) ?? 0;
  return { at, end: at + 1, style: Style.paren, number, opensLine: true, before: '\n', word: '' };
}
