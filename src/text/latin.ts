/**
 * Breaks that read differently in Latin text: a line end there is only where the line was full, a blank line ends the
 * paragraph, and a full stop ends a sentence when a new one visibly starts.
 */

import { Gap } from '../model/tokens.js';
import { CLASS_OF, Class } from './characters.js';
import { isDigit } from './numbers.js';

/** Imported names are looked up at every use, constants of the file are not. */
const classOf = CLASS_OF;
const { han: HAN, letter: LETTER, dot: DOT } = Class;
const SPACE = 0x20;
const LINE_END = 0x0a;

/** Strength of the line end at `i`: weak inside a Latin paragraph, otherwise a paragraph. */
export function lineEndGap(units: Uint16Array, i: number): number {
  let next = i + 1;
  while (units[next] === SPACE) next++;
  if (next >= units.length || units[next] === LINE_END) return Gap.paragraph;
  let previous = i - 1;
  while (units[previous] === SPACE) previous--;
  const before = units[previous];
  if (before === undefined || before === LINE_END) return Gap.paragraph;
  return isLatinText(before) && isLatinText(units[next] ?? 0) && isLatinLine(units, i) ? Gap.weak : Gap.paragraph;
}

function isLatinText(unit: number): boolean {
  // { and } enclose the slots of a text that is normalised already.
  return (unit > SPACE && unit < 0x2000 && unit !== 0x7b && unit !== 0x7d) || (unit >= 0x2010 && unit <= 0x2026);
}

/** How far back a line is looked at. */
const WINDOW = 24;

/** The end of the line holds Latin letters and no Han: a list of figures, or Chinese that ends in a number, does not. */
function isLatinLine(units: Uint16Array, i: number): boolean {
  let letters = 0;
  const first = Math.max(0, i - WINDOW);
  for (let at = i - 1; at >= first; at--) {
    const sign = LINE[units[at]!]!;
    if (sign === Sign.end) break;
    if (sign === Sign.other) return false;
    letters += sign;
  }
  return letters > 2;
}

/** What a unit says of its line: nothing, that it holds a letter, that it is none of words, that it begins here. */
const Sign = { none: 0, letter: 1, other: 2, end: 3 } as const;
const LINE: Uint8Array = CLASS_OF.map((sign) =>
  sign === LETTER ? Sign.letter : sign === HAN ? Sign.other : Sign.none,
);
LINE[0x7d] = Sign.other;
LINE[LINE_END] = Sign.end;

/** Strength of the full stop at `i`: a sentence end behind Han, or behind a word when white space and a capital follow. */
export function dotGap(units: Uint16Array, i: number): number {
  const before = units[i - 1] ?? 0;
  if (classOf[before] === HAN) return classOf[units[i + 1] ?? 0] === DOT ? Gap.weak : Gap.sentence;
  let next = i + 1;
  while (isCloser(units[next] ?? 0)) next++;
  const space = next;
  while (units[next] === SPACE || units[next] === LINE_END) next++;
  if (next >= units.length) return Gap.sentence;
  if (next === space) return Gap.weak;
  if (isOpener(units[next] ?? 0)) next++;
  const unit = units[next] ?? 0;
  const starts = isCapital(unit) || isDigit(unit);
  return starts && !isAbbreviation(units, i, isDigit(unit)) ? Gap.sentence : Gap.weak;
}

const ABBREVIATIONS: ReadonlySet<number> = new Set(
  'mr mrs ms dr st prof sr jr vs gen col capt lt sgt rev hon gov sen rep inc ltd corp eg ie cf'.split(' ').map(keyOf),
);

/** Abbreviations only before a number; otherwise words that may end a sentence. */
const NUMBERED: ReadonlySet<number> = new Set(['no', 'vol', 'fig', 'p', 'pp', 'art', 'sec', 'ch'].map(keyOf));

/** Up to four small letters as one number: no string is made for the word before every stop. */
function keyOf(word: string): number {
  let key = 0;
  for (let i = 0; i < word.length; i++) key = (key << 7) | word.charCodeAt(i);
  return key;
}

/** J. Smith, Mr. Smith, U.S. Army, No. 5 (but "He said no. Then"). */
function isAbbreviation(units: Uint16Array, dot: number, beforeDigit: boolean): boolean {
  let start = dot;
  while (start > dot - 6 && classOf[units[start - 1] ?? 0] === LETTER) start--;
  const length = dot - start;
  if (length === 1) return isCapital(units[start] ?? 0);
  if (length === 0 || length > 4) return false;
  let key = 0;
  for (let at = start; at < dot; at++) {
    const unit = units[at]!;
    if (unit >= 0x80) return false;
    key = (key << 7) | unit | 0x20;
  }
  return ABBREVIATIONS.has(key) || (beforeDigit && NUMBERED.has(key));
}

function isCapital(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0xc0 && unit <= 0xde) || (unit >= 0x410 && unit <= 0x42f);
}

function isCloser(unit: number): boolean {
  return unit === 0x22 || unit === 0x27 || unit === 0x29 || unit === 0x5d || unit === 0x2019 || unit === 0x201d;
}

function isOpener(unit: number): boolean {
  return unit === 0x22 || unit === 0x27 || unit === 0x28 || unit === 0x5b || unit === 0x2018 || unit === 0x201c;
}
