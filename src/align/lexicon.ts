/**
 * Cuts runs of Han characters into words: the hand-written lexicon plus the pairs of characters that the compared texts
 * themselves hold together (pointwise mutual information, Church and Hanks 1990). No platform segmenter: its dictionary
 * differs between versions, and the same two texts must give the same result everywhere.
 */

import { Gap, Kind, type Tokens } from '../model/tokens.js';
import { POLICY_WORDS } from './lexicon.data.js';

export interface Lexicon {
  readonly words: ReadonlySet<string>;
  readonly longest: number;
}

/** A pair of characters is a word when it stands this often and this many bits more often than its parts would meet. */
const MIN_COUNT = 4;
const MIN_BITS = 5;
/** Costs of one word in the cheapest cut: few words win, and a written word beats a learned one. */
const COST_WRITTEN = 1;
const COST_LEARNED = 1.1;
const COST_SINGLE = 0.9;

const WRITTEN: ReadonlySet<string> = new Set(POLICY_WORDS.split(/\s+/).filter(Boolean));
const LONGEST = Math.max(...[...WRITTEN].map((word) => word.length));

/** The lexicon for some texts. Cost: linear in their tokens. */
export function learnLexicon(texts: readonly Tokens[]): Lexicon {
  const single = new Map<number, number>();
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
      single.set(unit, (single.get(unit) ?? 0) + 1);
      if (before >= 0 && gap[i] === Gap.none) {
        const key = before * 0x10000 + unit;
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
      before = unit;
    }
  }
  const words = new Set<string>();
  for (const [key, count] of pairs) {
    if (count < MIN_COUNT) continue;
    const left = Math.floor(key / 0x10000);
    const right = key % 0x10000;
    const bits = Math.log2((count * total) / (single.get(left)! * single.get(right)!));
    if (bits >= MIN_BITS) words.add(String.fromCharCode(left, right));
  }
  return { words, longest: LONGEST };
}

/** Lengths of the words of a run of Han characters, in order: the cut with the least cost, long words first. */
export function segment(run: string, lexicon: Lexicon): readonly number[] {
  const size = run.length;
  const cost = new Float64Array(size + 1);
  const next = new Uint32Array(size + 1);
  for (let i = size - 1; i >= 0; i--) {
    cost[i] = COST_SINGLE + cost[i + 1]!;
    next[i] = i + 1;
    for (let length = 2; length <= lexicon.longest && i + length <= size; length++) {
      const word = run.slice(i, i + length);
      const price = WRITTEN.has(word) ? COST_WRITTEN : length === 2 && lexicon.words.has(word) ? COST_LEARNED : 0;
      if (price > 0 && price + cost[i + length]! <= cost[i]!) {
        cost[i] = price + cost[i + length]!;
        next[i] = i + length;
      }
    }
  }
  const lengths: number[] = [];
  for (let i = 0; i < size; i = next[i]!) lengths.push(next[i]! - i);
  return lengths;
}
