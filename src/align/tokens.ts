/**
 * A linked sentence as atoms: the smallest parts a change is shown in. Words by the lexicon; numbers, dates, places,
 * masks and 《titles》 whole; marks one by one. An atom's key is what is compared: width, script and the shape of quotation
 * marks are folded, and slots of one kind share a key, so that a changed value is no change of wording.
 */

import type { Span } from '../model/span.js';
import { Kind, type Tokens } from '../model/tokens.js';
import { type Lexicon, segment } from './lexicon.js';

export type AtomKind = 'word' | 'latin' | 'number' | 'date' | 'place' | 'level' | 'mask' | 'title' | 'mark';

export interface Atom {
  readonly kind: AtomKind;
  /** Equal keys match. */
  readonly key: string;
  /** Folded text: equal keys with other text are another value. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Han characters in it. */
  readonly han: number;
  /** Which of the spans it stands in. */
  readonly piece: number;
}

export interface AtomSource {
  readonly text: string;
  readonly tokens: Tokens;
  readonly spans: readonly Span[];
  /** Compare the folded characters, so that script is no change; false where both sides are in one script. */
  readonly foldScript: boolean;
  /** Short names of the places the reports speak for: 东丽 is a place there, though no gazetteer lists it alone. */
  readonly places: ReadonlySet<string>;
}

/** Folded characters one by one, with where each came from. */
interface Flat {
  readonly text: string;
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Kind of the token each character belongs to; -1 between tokens. */
  readonly kind: readonly number[];
}

const NUMERAL = '(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?|[Xx]{1,6}(?:[.,][Xx]{1,3})*|×{1,4}(?:\\.×+)?|\\*{2,6}|○{2,4}|□{1,4})';
const WRITTEN_YEAR = '[〇○零一二三四五六七八九]{4}';
const DAY = '(?:\\d{1,2}|[Xx×]{1,2}|[一二三四五六七八九十]{1,3})';
const DATE = new RegExp(`(?:${NUMERAL}|${WRITTEN_YEAR})年(?:${DAY}月(?:${DAY}[日号])?)?|${DAY}月${DAY}[日号]`, 'y');
/** 3.2万 and 5800 are two values of one thing; 千 of 千瓦 is no thousand. */
const NUMBER = new RegExp(`${NUMERAL}(?:[百千万亿]{1,2}(?!瓦)|[%‰])?`, 'y');
const MASK = /^[Xx×*○□.,]+/;
const LATIN = /[A-Za-zÀ-ʯͰ-῿぀-ヿ가-힯][A-Za-z0-9À-ʯͰ-῿぀-ヿ가-힯]*/y;
const TITLE = /《[^《》]{1,40}》/y;
const HAN = /[㐀-鿿豈-﫿〇]/;
const PLACE_SUFFIX = /[省市区县州镇乡盟旗]$/;

const LONGEST_PLACE = 6;

const OPENING_QUOTES = '“‘「『„‚';
const CLOSING_QUOTES = '”’」』';

/** The folded text of some spans: equal for two sentences that differ in nothing a reader would call a change. */
export function foldedText(source: AtomSource): string {
  return flatten(source)
    .map((flat) => flat.text)
    .join('');
}

/** Cost: linear in the text times the longest word. */
export function readAtoms(source: AtomSource, lexicon: Lexicon): readonly Atom[] {
  const atoms: Atom[] = [];
  const words = { lexicon, places: source.places, raw: source.text };
  for (const [piece, flat] of flatten(source).entries()) readPiece(flat, piece, words, atoms);
  return atoms;
}

interface Words {
  readonly lexicon: Lexicon;
  readonly places: ReadonlySet<string>;
  /** The text as it stands, which alone tells which way a quotation mark faces. */
  readonly raw: string;
}

function readPiece(flat: Flat, piece: number, words: Words, atoms: Atom[]): void {
  const { text } = flat;
  const push = (kind: AtomKind, key: string, from: number, to: number): number => {
    const folded = text.slice(from, to);
    let han = 0;
    for (const unit of folded) if (HAN.test(unit)) han++;
    atoms.push({ kind, key, text: folded, start: flat.start[from]!, end: flat.end[to - 1]!, han, piece });
    return to;
  };
  let quoted = false;
  let i = 0;
  while (i < text.length) {
    const title = matchAt(TITLE, text, i);
    if (title > 0) {
      i = push('title', text.slice(i, i + title), i, i + title);
      continue;
    }
    const kind = flat.kind[i]!;
    if (kind === Kind.place || kind === Kind.level) {
      i = readPlace(flat, i, kind, push);
      continue;
    }
    const date = matchAt(DATE, text, i);
    if (date > 0) {
      i = push('date', '#date', i, i + date);
      continue;
    }
    const number = isLetter(text.charCodeAt(i - 1)) ? 0 : matchAt(NUMBER, text, i);
    if (number > 0 && !(isMask(text, i) && isLetter(text.charCodeAt(i + number)))) {
      const mask = kind === Kind.any;
      i = push(mask ? 'mask' : 'number', mask ? '#any' : '#', i, i + number);
      continue;
    }
    if (kind === Kind.ordinal) {
      let to = i + 1;
      while (to < text.length && flat.kind[to] === Kind.ordinal) to++;
      i = push('number', '#ordinal', i, to);
      continue;
    }
    const latin = matchAt(LATIN, text, i);
    if (latin > 0) i = push('latin', text.slice(i, i + latin).toLowerCase(), i, i + latin);
    else if (HAN.test(text[i]!)) i = readHan(flat, i, words, push);
    else if (text[i] === '"') {
      quoted = opensQuote(words.raw[flat.start[i]!]!, quoted);
      i = push('mark', quoted ? '"(' : '")', i, i + 1);
    } else {
      const width = text.codePointAt(i)! > 0xffff ? 2 : 1;
      i = push('mark', text.slice(i, i + width), i, i + width);
    }
  }
}

type Push = (kind: AtomKind, key: string, from: number, to: number) => number;

/** A place without its suffix (河北 in 河北省), so that 河北省 and 辽宁 differ in the name alone; 省 in 全省 as it is. */
function readPlace(flat: Flat, i: number, kind: number, push: Push): number {
  let to = i;
  while (to < flat.text.length && flat.kind[to] === kind) to++;
  const raw = flat.text.slice(i, to);
  if (kind === Kind.level) return push('level', raw.slice(0, 1), i, i + 1);
  const suffix = raw.length > 2 || MASK.test(raw) ? (PLACE_SUFFIX.exec(raw)?.[0].length ?? 0) : 0;
  push('place', '#place', i, to - suffix);
  if (suffix > 0) push('word', raw.slice(-suffix), to - suffix, to);
  return to;
}

function readHan(flat: Flat, i: number, words: Words, push: Push): number {
  const own = placeAt(flat.text, i, words.places);
  if (own > 0) return push('place', '#place', i, i + own);
  let to = i;
  while (to < flat.text.length && HAN.test(flat.text[to]!)) {
    const kind = flat.kind[to]!;
    if (to > i && ((kind !== Kind.han && kind >= 0) || placeAt(flat.text, to, words.places) > 0)) break;
    to++;
  }
  let at = i;
  for (const length of segment(flat.text.slice(i, to), words.lexicon)) {
    push('word', flat.text.slice(at, at + length), at, at + length);
    at += length;
  }
  return to;
}

function placeAt(text: string, at: number, places: ReadonlySet<string>): number {
  if (places.size === 0) return 0;
  for (let length = LONGEST_PLACE; length >= 2; length--) if (places.has(text.slice(at, at + length))) return length;
  return 0;
}

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** Style is no change, direction is: the end of one quotation never stands for the beginning of another. Straight marks alternate. */
function opensQuote(mark: string, quoted: boolean): boolean {
  if (OPENING_QUOTES.includes(mark)) return true;
  return !CLOSING_QUOTES.includes(mark) && !quoted;
}

function isMask(text: string, at: number): boolean {
  return 'Xx×*○□'.includes(text[at] ?? '');
}

function isLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

function flatten(source: AtomSource): readonly Flat[] {
  return source.spans.map((span) => flattenSpan(source, span));
}

/** Tokens give folded characters and slots; what stands between them is read from the text. */
function flattenSpan({ text, tokens, foldScript }: AtomSource, span: Span): Flat {
  const parts: string[] = [];
  const start: number[] = [];
  const end: number[] = [];
  const kind: number[] = [];
  const raw = (from: number, to: number, tokenKind: number): void => {
    for (let p = from; p < to; p++) {
      const unit = foldUnit(text.charCodeAt(p));
      if (unit === 0x20) continue;
      parts.push(String.fromCharCode(unit));
      start.push(p);
      end.push(p + 1);
      kind.push(tokenKind);
    }
  };
  let at = span.start;
  for (let t = firstTokenFrom(tokens, span.start); t < tokens.length && tokens.start[t]! < span.end; t++) {
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    if (from < at) {
      // Several tokens of one repaired stretch share its range: their characters stand for it together.
      if (parts.length > 0 && tokens.kind[t] === Kind.han)
        parts[parts.length - 1] += String.fromCharCode(tokens.id[t]!);
      continue;
    }
    raw(at, from, -1);
    if (tokens.kind[t] === Kind.han && (foldScript || to > from + 1)) {
      parts.push(String.fromCharCode(tokens.id[t]!));
      start.push(from);
      end.push(to);
      kind.push(Kind.han);
    } else raw(from, to, tokens.kind[t]!);
    at = Math.max(at, to);
  }
  raw(at, span.end, -1);
  return padded(parts, start, end, kind);
}

/** One entry a UTF-16 unit, also where a repair put several characters in one place. */
function padded(parts: readonly string[], start: number[], end: number[], kind: number[]): Flat {
  const text = parts.join('');
  if (text.length === parts.length) return { text, start, end, kind };
  const spread = (values: readonly number[]): number[] => parts.flatMap((part, i) => [...part].map(() => values[i]!));
  return { text, start: spread(start), end: spread(end), kind: spread(kind) };
}

/** Full width to half, all quotation marks to one, white space and format characters to a plain space. */
function foldUnit(unit: number): number {
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
  if (unit <= 0x20 || unit === 0xa0 || unit === 0x3000 || unit === 0xfeff) return 0x20;
  if (unit >= 0x2000 && unit <= 0x200f) return 0x20;
  if ((unit >= 0x2018 && unit <= 0x201f) || unit === 0x27 || (unit >= 0x300c && unit <= 0x300f)) return 0x22;
  if ((unit >= 0x2028 && unit <= 0x202f) || (unit >= 0x205f && unit <= 0x2064) || unit === 0xad) return 0x20;
  return unit;
}

function firstTokenFrom(tokens: Tokens, position: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.end[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
