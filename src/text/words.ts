/**
 * Words as tokens: where one ends and its identity. Words agree when their first six letters do: inflection then costs
 * no match (design note on passages).
 */

import { CLASS_OF, Class } from './characters.js';

/** Imported names are looked up at every use, constants of the file are not. */
const classOf = CLASS_OF;
const { digit: DIGIT, letter: LETTER, roman: ROMAN, surrogate: SURROGATE } = Class;

export const WORD_BIT = 0x80000000;
export const WORD_PREFIX = 6;
export const FNV_OFFSET = 0x811c9dc5;
export const FNV_PRIME = 0x01000193;

export function isInWord(unit: number): boolean {
  const sign = classOf[unit];
  return sign === LETTER || sign === DIGIT;
}

/** End of the word at `i`: letters and digits; one astral character; one roman numeral sign. */
export function wordEnd(units: Uint16Array, i: number): number {
  const unit = units[i]!;
  const sign = classOf[unit]!;
  if (sign === SURROGATE)
    return unit < 0xdc00 && i + 1 < units.length && (units[i + 1]! & 0xfc00) === 0xdc00 ? i + 2 : i + 1;
  if (sign === ROMAN) return i + 1;
  let end = i + 1;
  while (end < units.length && isInWord(units[end]!)) end++;
  return end;
}

const LETTERS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** The identity of the word [from, to). */
export function wordId(units: Uint16Array, from: number, to: number): number {
  const first = units[from]!;
  const sign = classOf[first]!;
  if (sign === SURROGATE && to === from + 2)
    return (WORD_BIT | ((first - 0xd800) * 0x400 + units[from + 1]! - 0xdc00 + 0x10000)) >>> 0;
  let hash = FNV_OFFSET;
  if (sign === ROMAN) {
    const letters = LETTERS[(first - 0x2160) & 15] ?? '';
    for (let k = 0; k < letters.length; k++) hash = Math.imul(hash ^ letters.charCodeAt(k), FNV_PRIME);
  } else {
    const end = Math.min(to, from + WORD_PREFIX);
    for (let i = from; i < end; i++) {
      const unit = units[i]!;
      hash = Math.imul(hash ^ (unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit), FNV_PRIME);
    }
  }
  return (WORD_BIT | hash) >>> 0;
}
