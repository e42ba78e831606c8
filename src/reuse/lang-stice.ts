/**
 * The boilerplate measure of Lang and Stice-Lawrence (2015): characters of the sentences that hold a common phrase, over
 * those of all sentences. A phrase is four words inside a sentence without a number; it is common when 30 % of the
 * documents have it or it stands five times a document on average, and with the cap it is left out again where 75 % have
 * it (regulated or idiomatic text). Documents are counted by issuer. Chinese is not spaced and no segmentation is frozen
 * for ever, so seven characters stand for four words there (a Chinese word has 1.7 characters on average).
 */

import { Kind } from '../model/tokens.js';
import { type Columns, literalWeight, weightBetween } from './columns.js';
import type { Corpus, CorpusDocument } from './corpus.js';
import { IssuerTally } from './issuer-tally.js';

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
  const reader = new PhraseReader(corpus.tokens.kind, columns);
  const common = commonPhrases(corpus, reader);
  return corpus.documents.map((document, d) => {
    const keys = reader.of(document, d);
    const { first, units } = document;
    let [all, capped, uncapped] = [0, 0, 0];
    for (let s = 0; s + 1 < units.sentences.length; s++) {
      const from = units.sentences[s]!;
      const to = units.sentences[s + 1]!;
      let most = NONE;
      for (let i = from; i < to && most < SPECIAL; i++) {
        if (keys[i] !== 0) most = Math.max(most, classOf(common, keys[i]!));
      }
      const weight = weightBetween(columns, first + from, first + to);
      all += weight;
      if (most >= SPECIAL) capped += weight;
      if (most > NONE) uncapped += weight;
    }
    return all === 0 ? { capped: 0, uncapped: 0 } : { capped: capped / all, uncapped: uncapped / all };
  });
}

const NONE = 0;
/** A common phrase that so many have that it is left out with the cap. */
const REGULATED = 1;
const SPECIAL = 2;

/** The common phrases by hash, in open addressing: each phrase of the corpus is looked up, few are found. */
interface Common {
  readonly keys: Int32Array;
  readonly classes: Uint8Array;
  readonly mask: number;
}

function classOf({ keys, classes, mask }: Common, key: number): number {
  let slot = (key >>> 1) & mask;
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return classes[slot]!;
}

/** Slots of the table of sums: so many that a slot of phrases that nobody repeats has an eighth of what is common. */
const SPARSE = 8;

/**
 * The common phrases by hash. A small table of sums first tells which may be common at all, so that exact counts are kept
 * for few; phrases are hashed again rather than kept, so that no column of the corpus is needed.
 */
function commonPhrases(corpus: Corpus, reader: PhraseReader): Common {
  const { documents } = corpus;
  const issuers = corpus.issuers.length;
  const [share, often] = [COMMON * issuers, PER_DOCUMENT * Math.max(1, documents.length)];
  // Neither condition of a common phrase can hold below this many occurrences.
  const least = Math.min(0xffff, Math.ceil(Math.min(share, often)));
  const bits = Math.min(24, Math.max(10, 32 - Math.clz32((SPARSE * corpus.tokens.length) / least)));
  const sums = new Uint16Array(1 << bits);
  for (const [d, document] of documents.entries()) addSums(sums, reader.of(document, d), 32 - bits);
  const isAny = (key: number): boolean => sums[key >>> (32 - bits)]! >= least;
  const tally = new IssuerTally<number>();
  for (const [d, document] of documents.entries()) {
    countPhrases(tally, reader.of(document, d), document.issuer, isAny);
  }
  const { counts } = tally;
  const mask = 2 ** Math.max(10, 34 - Math.clz32(counts.size)) - 1;
  const common = { keys: new Int32Array(mask + 1), classes: new Uint8Array(mask + 1), mask };
  for (const [key, { count, issuers: df }] of counts) {
    if (df >= share || count >= often) enter(common, key, df < CAP * issuers ? SPECIAL : REGULATED);
  }
  return common;
}

function enter({ keys, classes, mask }: Common, key: number, kind: number): void {
  let slot = (key >>> 1) & mask;
  while (keys[slot] !== 0) slot = (slot + 1) & mask;
  keys[slot] = key;
  classes[slot] = kind;
}

function addSums(sums: Uint16Array, keys: Int32Array, shift: number): void {
  for (let i = 0; i < keys.length; i++) {
    const slot = keys[i]! >>> shift;
    if (keys[i] !== 0 && sums[slot]! < 0xffff) sums[slot]!++;
  }
}

function countPhrases(
  tally: IssuerTally<number>,
  keys: Int32Array,
  issuer: number,
  mayBeCommon: (key: number) => boolean,
): void {
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (key !== 0 && mayBeCommon(key)) tally.add(key, issuer);
  }
}

const BASE = 0x2c1b3c6d;

/** Up to so many tokens the phrases of all documents are kept: 32 MB. */
const KEPT = 8_000_000;

/** Hashes the phrases of one document after another, of a small corpus once. */
class PhraseReader {
  private readonly kind: Uint8Array;
  private readonly columns: Columns;
  private keys: Int32Array = new Int32Array(0);
  /** Hash of all tokens before each one: a phrase is the difference of two. */
  private before: Int32Array = new Int32Array(1);
  private readonly kept: (Int32Array | undefined)[] | undefined;

  constructor(kind: Uint8Array, columns: Columns) {
    this.kind = kind;
    this.columns = columns;
    this.kept = kind.length <= KEPT ? [] : undefined;
  }

  /** The phrases of document `d`. */
  of(document: CorpusDocument, d: number): Int32Array {
    const known = this.kept?.[d];
    if (known !== undefined) return known;
    const keys = this.read(document);
    if (this.kept === undefined) return keys;
    const own = keys.slice();
    this.kept[d] = own;
    return own;
  }

  /** The phrase that begins at each token; 0 where a number, a slot or the end of the sentence is in the way. */
  private read({ first, units }: CorpusDocument): Int32Array {
    const { length } = units.tokens;
    if (length > this.keys.length) {
      this.keys = new Int32Array(length * 2);
      this.before = new Int32Array(length * 2 + 1);
    }
    const keys = this.keys.subarray(0, length);
    const { before } = this;
    hashFrom(before, this.columns.symbol, first, length);
    for (let s = 0; s + 1 < units.sentences.length; s++) {
      readSentence(this.kind, first, before, keys, units.sentences[s]!, units.sentences[s + 1]!);
    }
    return keys;
  }
}

/** Fills in the hash of all tokens before each of a document. */
function hashFrom(before: Int32Array, symbol: Uint32Array, first: number, length: number): void {
  let hash = before[0]!;
  for (let i = 0; i < length; i++) {
    hash = (Math.imul(hash, BASE) + symbol[first + i]!) | 0;
    before[i + 1] = hash;
  }
}

const WORDS_POWER = power(WORDS);
const HAN_POWER = power(HAN);

function power(width: number): number {
  let product = 1;
  for (let i = 0; i < width; i++) product = Math.imul(product, BASE);
  return product;
}

function readSentence(
  kind: Uint8Array,
  first: number,
  before: Int32Array,
  keys: Int32Array,
  start: number,
  end: number,
): void {
  let blocked = end;
  for (let i = end - 1; i >= start; i--) {
    const own = kind[first + i]!;
    if (literalWeight(own) === 0) blocked = i;
    const width = own === Kind.word ? WORDS : HAN;
    if (i + width > blocked) {
      keys[i] = 0;
      continue;
    }
    let key = before[i + width]! - Math.imul(before[i]!, own === Kind.word ? WORDS_POWER : HAN_POWER);
    key = Math.imul(key ^ (key >>> 13), 0x297a2d39);
    key = Math.imul(key ^ (key >>> 15), 0x85ebca6b);
    keys[i] = (key ^ (key >>> 16)) | 1;
  }
}
