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
  /** The phrase that begins at each token, or -1. */
  readonly at: Int32Array;
  /** Issuers that have it. */
  readonly df: Uint32Array;
  readonly count: Uint32Array;
}

/** Phrases that stand more than once, by two independent 32-bit hashes. */
function phrasesOf(corpus: Corpus, { symbol, issuer }: Columns): Phrases {
  const { length, kind } = corpus.tokens;
  let slots = 1024;
  while (slots < length * 1.5) slots *= 2;
  const keys = new Uint32Array(slots);
  const checks = new Uint32Array(slots);
  const rows = new Int32Array(slots);
  const at = new Int32Array(length).fill(-1);
  const df = new Uint32Array(length);
  const count = new Uint32Array(length);
  const last = new Uint32Array(length);
  let size = 0;
  for (const { first, units } of corpus.documents) {
    for (let s = 0; s + 1 < units.sentences.length; s++) {
      const end = first + units.sentences[s + 1]!;
      for (let i = first + units.sentences[s]!; i < end; i++) {
        const width = kind[i] === Kind.word ? WORDS : HAN;
        if (i + width > end) continue;
        let key = 0;
        let check = 0x9e3779b9;
        let literal = true;
        for (let k = i; k < i + width && literal; k++) {
          literal = literalWeight(kind[k]!) > 0;
          key = Math.imul(key ^ symbol[k]!, 0x2c1b3c6d);
          key ^= key >>> 15;
          check = Math.imul(check ^ symbol[k]!, 0x01000193) + 0x7f4a7c15;
        }
        if (!literal) continue;
        key = (key | 1) >>> 0;
        check >>>= 0;
        let slot = (key >>> 1) & (slots - 1);
        while (keys[slot] !== 0 && (keys[slot] !== key || checks[slot] !== check)) slot = (slot + 1) & (slots - 1);
        if (keys[slot] === 0) {
          keys[slot] = key;
          checks[slot] = check;
          rows[slot] = size++;
        }
        const p = rows[slot]!;
        at[i] = p;
        count[p]!++;
        if (last[p] !== issuer[i]! + 1) {
          last[p] = issuer[i]! + 1;
          df[p]!++;
        }
      }
    }
  }
  return { at, df, count };
}
