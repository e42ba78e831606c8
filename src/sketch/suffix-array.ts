/**
 * Suffix array by induced sorting (SA-IS, Nong, Zhang and Chan 2009) and longest common prefixes (Φ algorithm,
 * Kärkkäinen, Manzini and Puglisi 2009), on typed arrays: linear for any text, slower than hashing on ordinary text.
 */

import { STRIDE, type Steps } from './steps.js';

/** Numbers filled between two looks at an abort signal: fresh memory takes a nanosecond each. */
const FILLED = 2 ** 22;

export type Ranks = Int32Array | Uint32Array | Uint16Array;

/** Positions in the order of their suffixes. Symbols must lie from 0 to `largest`; memory goes with it too. */
export function* suffixArray(text: Ranks, largest: number): Steps<Int32Array> {
  const n = text.length;
  if (n < 2) return new Int32Array(n);
  const sorter = yield* createSorter(text, largest);
  const { lms, number } = yield* listLms(sorter.isS);
  yield* induce(sorter, lms);
  if (lms.length === 0) return sorter.sa;
  const sorted = new Int32Array(lms.length);
  for (let from = 0, m = 0; from < n; from += STRIDE) {
    const to = Math.min(n, from + STRIDE);
    for (let i = from; i < to; i++) if (number[sorter.sa[i]!]! > 0) sorted[m++] = sorter.sa[i]!;
    yield 0.3;
  }
  const { names, last } = yield* nameBlocks(text, { lms, number, sorted });
  const order = yield* suffixArray(names, last);
  for (let from = 0; from < lms.length; from += STRIDE) {
    const to = Math.min(lms.length, from + STRIDE);
    for (let i = from; i < to; i++) sorted[i] = lms[order[i]!]!;
    yield 0.6;
  }
  yield* induce(sorter, sorted);
  return sorter.sa;
}

interface Sorter {
  readonly text: Ranks;
  readonly sa: Int32Array;
  /** 1 where the suffix is less than the one behind it. */
  readonly isS: Uint8Array;
  /** Where the suffixes of each first symbol begin: those of type L, and those of type S behind them. */
  readonly startL: Int32Array;
  readonly startS: Int32Array;
  readonly next: Int32Array;
}

function* createSorter(text: Ranks, largest: number): Steps<Sorter> {
  const n = text.length;
  const isS = new Uint8Array(n);
  const startL = new Int32Array(largest + 2);
  const startS = new Int32Array(largest + 2);
  startS[text[n - 1]!]!++;
  for (let end = n - 1; end > 0; end -= STRIDE) {
    const to = Math.max(0, end - STRIDE);
    for (let i = end - 1; i >= to; i--) {
      isS[i] = text[i] === text[i + 1] ? isS[i + 1]! : text[i]! < text[i + 1]! ? 1 : 0;
      if (isS[i] === 1) startL[text[i]! + 1]!++;
      else startS[text[i]!]!++;
    }
    yield 0;
  }
  for (let c = 0; c <= largest; c++) {
    startS[c]! += startL[c]!;
    startL[c + 1]! += startS[c]!;
  }
  return { text, sa: new Int32Array(n), isS, startL, startS, next: new Int32Array(largest + 2) };
}

/** The leftmost positions of type S, and their numbers in text order from 1; 0 elsewhere. */
function* listLms(isS: Uint8Array): Steps<{ lms: Int32Array; number: Int32Array }> {
  const n = isS.length;
  const lms = new Int32Array(n >>> 1);
  const number = new Int32Array(n);
  let count = 0;
  for (let from = 1; from < n; from += STRIDE) {
    const to = Math.min(n, from + STRIDE);
    for (let i = from; i < to; i++) {
      if (isS[i - 1] === 1 || isS[i] === 0) continue;
      lms[count++] = i;
      number[i] = count;
    }
    yield 0;
  }
  return { lms: lms.subarray(0, count), number };
}

/** Sorts all suffixes from the order of the leftmost S ones. */
function* induce({ text, sa, isS, startL, startS, next }: Sorter, lms: Int32Array): Steps<void> {
  const n = text.length;
  for (let from = 0; from < n; from += FILLED) {
    sa.fill(-1, from, from + FILLED);
    yield 0.1;
  }
  next.set(startS);
  for (let from = 0; from < lms.length; from += STRIDE) {
    const to = Math.min(lms.length, from + STRIDE);
    for (let i = from; i < to; i++) sa[next[text[lms[i]!]!]!++] = lms[i]!;
    yield 0.1;
  }
  next.set(startL);
  sa[next[text[n - 1]!]!++] = n - 1;
  for (let from = 0; from < n; from += STRIDE) {
    const to = Math.min(n, from + STRIDE);
    for (let i = from; i < to; i++) {
      const v = sa[i]! - 1;
      if (v >= 0 && isS[v] === 0) sa[next[text[v]!]!++] = v;
    }
    yield 0.1;
  }
  next.set(startL);
  for (let end = n; end > 0; end -= STRIDE) {
    const to = Math.max(0, end - STRIDE);
    for (let i = end - 1; i >= to; i--) {
      const v = sa[i]! - 1;
      if (v >= 0 && isS[v] === 1) sa[--next[text[v]! + 1]!] = v;
    }
    yield 0.2;
  }
}

interface Blocks {
  readonly lms: Int32Array;
  readonly number: Int32Array;
  readonly sorted: Int32Array;
}

/** Equal names for equal blocks between leftmost S positions, in text order. */
function* nameBlocks(text: Ranks, blocks: Blocks): Steps<{ names: Int32Array; last: number }> {
  const { lms, number, sorted } = blocks;
  const names = new Int32Array(sorted.length);
  let last = 0;
  let left = STRIDE;
  for (let i = 1; i < sorted.length; i++) {
    const at = sorted[i]!;
    if (!sameBlock(text, blocks, sorted[i - 1]!, at)) last++;
    names[number[at]! - 1] = last;
    // A block may be as long as a page, and all of it was compared.
    left -= 1 + (lms[number[at]!] ?? text.length) - at;
    if (left > 0) continue;
    left = STRIDE;
    yield 0.3;
  }
  return { names, last };
}

function sameBlock(text: Ranks, { lms, number }: Blocks, a: number, b: number): boolean {
  const endA = lms[number[a]!] ?? text.length;
  const endB = lms[number[b]!] ?? text.length;
  if (endA - a !== endB - b || endA === text.length || endB === text.length) return false;
  for (let i = 0; i <= endA - a; i++) if (text[a + i] !== text[b + i]) return false;
  return true;
}

/** Entry i is the length of what the suffixes of rank i − 1 and i share, at most up to a symbol 0; entry 0 is 0. */
export function* commonPrefixes(text: Ranks, sa: Int32Array): Steps<Int32Array> {
  const n = text.length;
  const before = new Int32Array(n);
  for (let from = 0; from < n; from += STRIDE) {
    const to = Math.min(n, from + STRIDE);
    for (let i = from; i < to; i++) before[sa[i]!] = i === 0 ? -1 : sa[i - 1]!;
    yield 0;
  }
  // Once read, `before` holds the prefixes in text order: each is at least the last one's less one.
  const reader = { at: 0, length: 0 };
  while (reader.at < n) {
    comparePrefixes(text, before, reader);
    yield 0.5;
  }
  const lcp = new Int32Array(n);
  for (let from = 0; from < n; from += STRIDE) {
    const to = Math.min(n, from + STRIDE);
    for (let i = from; i < to; i++) lcp[i] = before[sa[i]!]!;
    yield 0.8;
  }
  return lcp;
}

/** The suffix whose prefix is read, and how much of it is known to be shared. */
interface PrefixReader {
  at: number;
  length: number;
}

/** Goes on for so many suffixes or symbols as a step may take: one prefix can be as long as the text. */
function comparePrefixes(text: Ranks, before: Int32Array, reader: PrefixReader): void {
  const n = text.length;
  let { at, length } = reader;
  for (let left = STRIDE; at < n && left > 0; left--) {
    const other = before[at]!;
    const most = other < 0 ? 0 : n - Math.max(at, other);
    const known = Math.min(length, most);
    const stop = Math.min(most, known + left);
    length = known;
    while (length < stop && text[at + length] === text[other + length] && text[at + length] !== 0) length++;
    left -= length - known;
    // Out of turns in the midst of a prefix: it is taken up again.
    if (length === stop && stop < most) break;
    before[at++] = length;
    if (length > 0) length--;
  }
  reader.at = at;
  reader.length = length;
}
