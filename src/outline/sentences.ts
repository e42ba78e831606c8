/**
 * The sentences between two headings, as offsets: where each begins behind quotation marks and spaces, what ends it, and
 * whether a figure stands in it. One pass over the units, since every later look at leads begins here.
 */

import { unitSet } from '../text/characters.js';
import type { Folded } from './reading.js';

export interface Sentence {
  /** Offsets in the reading, without the stop. */
  readonly from: number;
  readonly to: number;
  readonly opensLine: boolean;
  /** Stands right behind a heading in the same line. */
  readonly behindHeading: boolean;
  /** Ended by 。, not by another sign or its line. */
  readonly stopped: boolean;
  /** What stands in it: bits of `Holds`. */
  readonly holds: number;
  readonly commas: number;
  /** Offset of the first comma, -1 without one. */
  readonly firstComma: number;
  /** Lengths of the longest and the shortest piece between commas. */
  readonly longest: number;
  readonly shortest: number;
}

/** What a sentence may hold. */
export const Holds = {
  /** A digit or a mask of one. */
  figure: 1,
  /** ; : % or a counted number (3家, 5万): sentences of figures. */
  detail: 2,
  /** 、 */
  list: 4,
  /** 的 */
  attribute: 8,
  /** 了 将 已 也 均 都 不 必须 就是 一定 */
  particle: 16,
} as const;

/** A stretch of text under one heading, without headings of its own. */
export interface Leaf {
  readonly from: number;
  readonly to: number;
  /** Items or bullets stand in it. */
  readonly itemised: boolean;
  /** Depth of the numbered heading above; 0 for none. */
  readonly depth: number;
}

/** What a unit is to a sentence: from `Part.found` on, `1 << (part - Part.found)` is what it holds by that. */
const Part = { none: 0, end: 1, opener: 2, comma: 3, digit: 4, word: 5, found: 6 } as const;

function parts(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const give = (signs: string, part: number): void => {
    for (const sign of signs) table[sign.charCodeAt(0)] = part;
  };
  give('。!?\n', Part.end);
  give(' ”」)', Part.opener);
  give(',', Part.comma);
  give('0123456789', Part.digit);
  // Their second unit tells 必须, 就是 and 一定.
  give('须是定', Part.word);
  give('Xx×', Part.found);
  give(';:%', Part.found + 1);
  give('、', Part.found + 2);
  give('的', Part.found + 3);
  give('了将已也均都不', Part.found + 4);
  return table;
}

const PARTS = parts();
const STOP = 0x3002;
const LINE_END = 0x0a;
const COUNTED: Uint8Array = unitSet('万亿个家项');
const WORDS = new Set(['必须', '就是', '一定']);

/** Sentences of a leaf; a sentence ends at 。!? or with its line. Cost: linear. */
export function readSentences(
  { text, units }: Folded,
  { from, to }: Leaf,
  behind: ReadonlySet<number>,
): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let first = from;
  let opensLine = from === 0 || text[from - 1] === '\n' || text[from] === '\n';
  let holds = 0;
  let commas = 0;
  let firstComma = -1;
  let clause = from;
  let longest = 0;
  let shortest = MAX;
  for (let i = from; i <= to; i++) {
    const sign = i < to ? units[i]! : LINE_END;
    const part = PARTS[sign]!;
    if (part === Part.none) continue;
    if (part >= Part.found) holds |= 1 << (part - Part.found);
    else if (part === Part.comma) {
      if (commas++ === 0) firstComma = i;
      const piece = i - clause;
      if (piece > longest) longest = piece;
      if (piece < shortest) shortest = piece;
      clause = i + 1;
    } else if (part === Part.digit) holds |= i + 1 < to && COUNTED[units[i + 1]!] === 1 ? DETAILED : Holds.figure;
    else if (part === Part.word) {
      if (i > first && WORDS.has(text.slice(i - 1, i + 1))) holds |= Holds.particle;
    } else if (part === Part.opener) {
      if (first === i) clause = first = i + 1;
    } else {
      if (first < i) {
        const piece = i - clause;
        sentences.push({
          from: first,
          to: i,
          opensLine,
          behindHeading: behind.has(first),
          stopped: sign === STOP,
          holds,
          commas,
          firstComma,
          longest: piece > longest ? piece : longest,
          shortest: piece < shortest ? piece : shortest,
        });
      }
      opensLine = sign === LINE_END || (opensLine && first >= i);
      clause = first = i + 1;
      holds = commas = longest = 0;
      firstComma = -1;
      shortest = MAX;
    }
  }
  return sentences;
}

const DETAILED: number = Holds.figure | Holds.detail;
const MAX = 0x7fffffff;
