/**
 * Cuts runs of Han characters into words: the hand-written lexicon plus the pairs of characters that the compared texts
 * themselves hold together (pointwise mutual information, Church and Hanks 1990). No platform segmenter: its dictionary
 * differs between versions, and the same two texts must give the same result everywhere.
 */

import { Gap, Kind, type Tokens } from '../model/tokens.js';
import { POLICY_WORDS } from './lexicon.data.js';

/** What begins with two given characters: bit n is set when a written word of n characters does, bit 0 for a learned pair. */
export type Lexicon = ReadonlyMap<number, number>;

/** A pair of characters is a word when it stands this often and this many bits more often than its parts would meet. */
const MIN_COUNT = 4;
const MIN_BITS = 5;
/** Costs of one word in the cheapest cut: few words win, and a written word beats a learned one. */
const COST_WRITTEN = 1;
const COST_LEARNED = 1.1;
const COST_SINGLE = 0.9;
const LEARNED = 1;

const WRITTEN: ReadonlySet<string> = new Set(POLICY_WORDS.split(/\s+/).filter((word) => word.length > 1));
const LONGEST = Math.max(...[...WRITTEN].map((word) => word.length));
const BEGINNINGS: Lexicon = beginningsOf(WRITTEN);

function beginningsOf(words: ReadonlySet<string>): Lexicon {
  const beginnings = new Map<number, number>();
  for (const word of words) {
    const key = keyOf(word.charCodeAt(0), word.charCodeAt(1));
    beginnings.set(key, (beginnings.get(key) ?? 0) | (1 << word.length));
  }
  return beginnings;
}

/** Signed, so that every key is a small integer of the engine. */
function keyOf(left: number, right: number): number {
  return (left << 16) | right;
}

/** The lexicon for some texts. Cost: linear in their tokens. */
export function learnLexicon(texts: readonly Tokens[]): Lexicon {
  const single = new Uint32Array(0x10000);
  const pairs = new Map<number, number>();
  let total = 0;
  for (const { length, id, kind, gap } of texts) {
    let before = -1;
    for (let i = 0; i < length; i++) {
      const unit = id[i]!;
      if (kind[i] !== Kind.han || unit > 0xffff) {
        before = -1;
        continue;
      }
      total++;
      single[unit]!++;
      if (before >= 0 && gap[i] === Gap.none) {
        const key = keyOf(before, unit);
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
      before = unit;
    }
  }
  const lexicon = new Map(BEGINNINGS);
  for (const [key, count] of pairs) {
    if (count < MIN_COUNT) continue;
    const bits = Math.log2((count * total) / (single[key >>> 16]! * single[key & 0xffff]!));
    if (bits >= MIN_BITS) lexicon.set(key, (lexicon.get(key) ?? 0) | LEARNED);
  }
  return lexicon;
}

const SHORT_RUN = 64;
const SHORT_COST = new Float64Array(SHORT_RUN);
const SHORT_NEXT = new Uint32Array(SHORT_RUN);

/** Lengths of the words of a run of Han characters, in order: the cut with the least cost, long words first. */
export function segment(run: string, lexicon: Lexicon): readonly number[] {
  const size = run.length;
  // Thousands of runs of a few characters: to make arrays for each takes longer than to cut them.
  const small = size < SHORT_RUN;
  const cost = small ? SHORT_COST : new Float64Array(size + 1);
  const next = small ? SHORT_NEXT : new Uint32Array(size + 1);
  cost[size] = 0;
  for (let i = size - 1; i >= 0; i--) {
    cost[i] = COST_SINGLE + cost[i + 1]!;
    next[i] = i + 1;
    if (i + 1 === size) continue;
    const known = lexicon.get(keyOf(run.charCodeAt(i), run.charCodeAt(i + 1)));
    if (known === undefined) continue;
    for (let length = 2; length <= LONGEST && i + length <= size; length++) {
      const written = (known & (1 << length)) !== 0 && (length === 2 || WRITTEN.has(run.slice(i, i + length)));
      if (!written && (length > 2 || (known & LEARNED) === 0)) continue;
      const price = (written ? COST_WRITTEN : COST_LEARNED) + cost[i + length]!;
      if (price <= cost[i]!) {
        cost[i] = price;
        next[i] = i + length;
      }
    }
  }
  const lengths: number[] = [];
  for (let i = 0; i < size; i = next[i]!) lengths.push(next[i]! - i);
  return lengths;
}
