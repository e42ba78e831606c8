/**
 * The boilerplate measure of Lang and Stice-Lawrence (2015): characters of the sentences that hold a common phrase, over
 * those of all sentences. A phrase is four words inside a sentence without a number; it is common when 30 % of the
 * documents have it or it stands five times a document on average, and with the cap it is left out again where 75 % have
 * it (regulated or idiomatic text). Documents are counted by issuer. Chinese is not spaced and no segmentation is frozen
 * for ever, so seven characters stand for four words there (a Chinese word has 1.7 characters on average).
 */

import { Kind } from '../model/tokens.js';
import { type Columns, literalWeight } from './columns.js';
import type { Corpus } from './corpus.js';

export interface LangStice {
  /** As published: phrases that more than 75 % have are left out. */
  readonly capped: number;
  readonly uncapped: number;
}

const WORDS = 4;
const HAN = 7;
const COMMON = 0.3;
const PER_DOCUMENT = 5;
const CAP = 0.75;

/** The measure of every document, in corpus order; 0 for a document without sentences. Cost: linear in tokens. */
export function langStice(corpus: Corpus, columns: Columns): LangStice[] {
  const phrases = phrasesOf(corpus, columns);
  const issuers = corpus.issuers.length;
  const documents = Math.max(1, corpus.documents.length);
  const isCommon = (p: number): boolean =>
    phrases.df[p]! >= COMMON * issuers || phrases.count[p]! >= PER_DOCUMENT * documents;
  return corpus.documents.map(({ first, units }) => {
    let [all, capped, uncapped] = [0, 0, 0];
    for (let s = 0; s + 1 < units.sentences.length; s++) {
      const from = first + units.sentences[s]!;
      const to = first + units.sentences[s + 1]!;
      const weight = columns.literals[to]! - columns.literals[from]!;
      let [hasCapped, hasUncapped] = [false, false];
      for (let i = from; i < to && !hasCapped; i++) {
        const p = phrases.at[i]!;
        if (p < 0 || !isCommon(p)) continue;
        hasUncapped = true;
        if (phrases.df[p]! < CAP * issuers) hasCapped = true;
      }
      all += weight;
      if (hasCapped) capped += weight;
      if (hasUncapped) uncapped += weight;
    }
    return all === 0 ? { capped: 0, uncapped: 0 } : { capped: capped / all, uncapped: uncapped / all };
  });
}

interface Phrases {
  /** The phrase that begins at each token, or -1 where none or only a rare one does. */
  readonly at: Int32Array;
  /** Issuers that have it. */
  readonly df: Uint32Array;
  readonly count: Uint32Array;
}

/**
 * Phrases by hash. A small table of sums first tells which may be common at all, so that exact counts are kept
 * for few.
 */
function phrasesOf(corpus: Corpus, columns: Columns): Phrases {
  const { issuer } = columns;
  const length = corpus.tokens.length;
  const keys = phraseHashes(corpus, columns);
  const bits = Math.min(24, Math.max(10, 32 - Math.clz32(length)));
  const sums = new Uint16Array(1 << bits);
  for (let i = 0; i < length; i++) {
    const slot = keys[i]! >>> (32 - bits);
    if (keys[i] !== 0 && sums[slot]! < 0xffff) sums[slot]!++;
  }
  // Neither condition of a common phrase can hold below this many occurrences.
  const least = Math.min(
    0xffff,
    Math.ceil(Math.min(COMMON * corpus.issuers.length, PER_DOCUMENT * corpus.documents.length)),
  );
  const rows = new Map<number, number>();
  const at = new Int32Array(length).fill(-1);
  const df: number[] = [];
  const count: number[] = [];
  const last: number[] = [];
  for (let i = 0; i < length; i++) {
    const key = keys[i]!;
    if (key === 0 || sums[key >>> (32 - bits)]! < least) continue;
    let row = rows.get(key);
    if (row === undefined) {
      row = df.length;
      rows.set(key, row);
      df.push(0);
      count.push(0);
      last.push(-1);
    }
    at[i] = row;
    count[row]!++;
    if (last[row] !== issuer[i]) {
      last[row] = issuer[i]!;
      df[row]!++;
    }
  }
  return { at, df: Uint32Array.from(df), count: Uint32Array.from(count) };
}

/** Hash of the phrase that begins at each token; 0 where a number, a slot or the end of the sentence is in the way. */
function phraseHashes(corpus: Corpus, { symbol }: Columns): Uint32Array {
  const { kind } = corpus.tokens;
  const keys = new Uint32Array(corpus.tokens.length);
  for (const { first, units } of corpus.documents) {
    for (let s = 0; s + 1 < units.sentences.length; s++) {
      const start = first + units.sentences[s]!;
      const end = first + units.sentences[s + 1]!;
      let blocked = end;
      for (let i = end - 1; i >= start; i--) {
        if (literalWeight(kind[i]!) === 0) blocked = i;
        const width = kind[i] === Kind.word ? WORDS : HAN;
        if (i + width > blocked) continue;
        let key = symbol[i]!;
        for (let k = i + 1; k < i + width; k++) key = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d) + symbol[k]!;
        key = Math.imul(key ^ (key >>> 13), 0x297a2d39);
        keys[i] = (key ^ (key >>> 16)) | 1;
      }
    }
  }
  return keys;
}
