/** What each folded UTF-16 unit is to the tokeniser: one table look-up a unit instead of a chain of comparisons. */

import { Gap } from '../model/tokens.js';

export const Class = {
  /** Punctuation and signs: leaves the stream, with the strength in `GAP_OF`. */
  mark: 0,
  han: 1,
  digit: 2,
  letter: 3,
  lineEnd: 4,
  /** ¹ . between Latin words, where it may end a sentence. */
  dot: 5,
  /** × * ○ □: only ever a mask. */
  mask: 6,
  surrogate: 7,
  /** Ⅰ to Ⅻ, read as the letters they stand for. */
  roman: 8,
} as const;
export type Class = (typeof Class)[keyof typeof Class];

/** Bits of Han characters that may open something typed. */
export const Trigger = { numeral: 1, level: 2, certain: 4, place: 8 } as const;

export const NUMERALS = '〇零一二两三四五六七八九十百千';

export const CLASS_OF: Uint8Array = classes();
/** Strength of the break that a `mark` makes. */
export const GAP_OF: Uint8Array = gaps();
/** Han characters with a `Trigger`; the place bit is set by the gazetteer. */
export const TRIGGERS: Uint8Array = triggers();

function classes(): Uint8Array {
  const table = new Uint8Array(0x10000);
  table.fill(Class.han, 0x2e80, 0x2fe0);
  table.fill(Class.han, 0x3400, 0xa000);
  table.fill(Class.han, 0xf900, 0xfb00);
  table[0x3007] = Class.han;
  table.fill(Class.digit, 0x30, 0x3a);
  for (const [from, to] of [
    [0x41, 0x5b],
    [0x61, 0x7b],
    [0xc0, 0xd7],
    [0xd8, 0xf7],
    [0xf8, 0x2b0],
    [0x370, 0x37e],
    [0x37f, 0x2000],
    [0x3040, 0x3097],
    [0x30a0, 0x3100],
    [0xac00, 0xd7b0],
    [0xff66, 0xff9e],
  ] as const)
    table.fill(Class.letter, from, to);
  table[0x0a] = Class.lineEnd;
  table[0x2e] = Class.dot;
  for (const unit of [0xd7, 0x2a, 0x25cb, 0x25a1]) table[unit] = Class.mask;
  table.fill(Class.surrogate, 0xd800, 0xe000);
  table.fill(Class.roman, 0x2160, 0x216c);
  table.fill(Class.roman, 0x2170, 0x217c);
  return table;
}

function gaps(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(Gap.weak);
  const set = (chars: string, strength: number): void => {
    for (const char of chars) table[char.charCodeAt(0)] = strength;
  };
  table.fill(Gap.none, 0x00, 0x21);
  table.fill(Gap.none, 0x7f, 0xa1);
  // Signs that belong to the word or value beside them are no break.
  set('%‰°℃℉′″㎡㎥㎞㎏&@#_$￥¥€£+=^', Gap.none);
  set('。!?', Gap.sentence);
  set(';', Gap.semicolon);
  set(',:', Gap.clause);
  return table;
}

function triggers(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const char of NUMERALS) table[char.charCodeAt(0)] = Trigger.numeral;
  for (const char of '省市区州县') table[char.charCodeAt(0)] = Trigger.level;
  table['某'.charCodeAt(0)] = Trigger.certain;
  return table;
}

/** A set of units as a table: membership in a hot loop costs one look-up. */
export function unitSet(chars: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const char of chars) table[char.charCodeAt(0)] = 1;
  return table;
}

/** Two units as one small number, each pair of Han its own: engines box larger numbers, and look them up three times as slowly. */
export function pairKey(first: number, second: number): number {
  return (((first - 0x3400) & 0x7fff) << 15) | ((second - 0x3400) & 0x7fff);
}
