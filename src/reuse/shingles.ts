/**
 * What the likelihood of a passage reads: one shingle a token. In spaced scripts the shingle is the word; in Han it is
 * the overlapping pair of this token and the next (a single character meets by chance, a triple breaks at every edit),
 * and the last character of a clause stands alone, so that shuffled clauses keep all their shingles.
 */

import { Gap, Kind, type Tokens } from '../model/tokens.js';
import type { Units } from '../outline/units.js';
import type { Range } from './range.js';

export interface Shingles {
  readonly length: number;
  /** Identity of the shingle that begins at each token. */
  readonly id: Uint32Array;
  /** Tokens that the shingle covers: 1, or 2 for a pair. */
  readonly reach: Uint8Array;
  /** Break before each token (`Gap`), and `Gap.paragraph` at `length`. */
  readonly gap: Uint8Array;
  /** First token of each sentence, and `length` at the end. */
  readonly sentences: Uint32Array;
  /** 1 where a formula explains the token: it gives no bits and breaks nothing. */
  readonly explained?: Uint8Array;
}

/** Imported names are looked up at every use, constants of the file are not. */
const { none: NONE, clause: CLAUSE, semicolon: SEMICOLON, sentence: SENTENCE, paragraph: PARAGRAPH } = Gap;
const { han: HAN, word: WORD } = Kind;
const LINE_END = 0x0a;
const SPACE = 0x20;
/** . ! ? behind which white space follows. */
const CLOSERS: ReadonlySet<number> = new Set([...'"\')]’”'].map((char) => char.charCodeAt(0)));
const STOP = 0x2e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;

/** `text` is the source text of the units; `window` a range of tokens, by default all. Cost: linear, no allocation a token. */
export function shinglesOf(
  { tokens }: Units,
  text: string,
  explained?: Uint8Array,
  window: Range = { from: 0, to: tokens.length },
): Shingles {
  const { from, to } = window;
  const { id: identity, kind, start, end } = tokens;
  const length = to - from;
  const id = new Uint32Array(length);
  const reach = new Uint8Array(length).fill(1);
  const gap = new Uint8Array(length + 1);
  gap.set(tokens.gap.subarray(from, to));
  gap[length] = to < tokens.length ? tokens.gap[to]! : PARAGRAPH;
  for (let i = 0; i < length; i++) {
    const at = from + i;
    const own = identity[at]!;
    if (kind[at]! >= WORD && isWordLike(tokens, at)) {
      // Where words stand alone a number does too, and says more by its digits than by being one.
      id[i] = kind[at] === WORD ? own : hashOf(text, start[at]!, end[at]!);
      if (at > 0 && gap[i]! > NONE && gap[i]! < SENTENCE) {
        const strength = breakBetweenWords(text, end[at - 1]!, start[at]!);
        if (strength > gap[i]!) gap[i] = strength;
      }
    } else if (i + 1 < length && gap[i + 1]! < CLAUSE && (kind[at + 1]! < WORD || !isWordLike(tokens, at + 1))) {
      id[i] = mix(own, identity[at + 1]!);
      reach[i] = 2;
    } else id[i] = mix(own, 0);
  }
  return {
    length,
    id,
    reach,
    gap,
    sentences: sentencesOf(tokens.gap, window),
    ...(explained ? { explained: explained.subarray(from, to) } : {}),
  };
}

/** The sentences of the tokeniser: a stop before a small letter may end a stretch, but makes no sentence to compare. */
function sentencesOf(gap: Uint8Array, { from, to }: Range): Uint32Array {
  const starts = new Uint32Array(to - from + 1);
  let count = 0;
  for (let i = from; i < to; i++) if (i === from || gap[i]! >= SENTENCE) starts[count++] = i - from;
  starts[count++] = to - from;
  return starts.slice(0, count);
}

/** A word, or a slot with a word before or behind it and no Han character. */
function isWordLike({ kind, length }: Tokens, at: number): boolean {
  if (kind[at]! <= WORD) return kind[at] === WORD;
  const before = at > 0 ? kind[at - 1] : WORD;
  const behind = at + 1 < length ? kind[at + 1] : WORD;
  return (before === WORD || behind === WORD) && before !== HAN && behind !== HAN;
}

function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * Line ends inside a Latin paragraph break no sentence, but a stretch is often lifted line by line. And who rewords
 * leaves stops before small letters: where a stretch may begin or end every stop counts.
 */
function breakBetweenWords(text: string, from: number, to: number): Gap {
  let strength: Gap = NONE;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === LINE_END) strength = SEMICOLON;
    else if ((unit === STOP || unit === EXCLAMATION || unit === QUESTION) && i + 1 < to && isStop(text, i + 1, to))
      return SENTENCE;
  }
  return strength;
}

/** White space, with closing marks before it or not. */
function isStop(text: string, from: number, to: number): boolean {
  let i = from;
  while (i < to && CLOSERS.has(text.charCodeAt(i))) i++;
  return i < to && text.charCodeAt(i) <= SPACE;
}

function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b ^ (b >>> 15), 0x85ebca77);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
