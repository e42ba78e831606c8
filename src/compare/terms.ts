/**
 * The distinctive words of each side: log-odds with an informative Dirichlet prior, as z-scores (Monroe, Colaresi and
 * Quinn 2008, "Fightin' Words"). The prior is what both texts say together, so that a word common to all cities counts
 * only by how unevenly the two use it.
 */

import { type Lexicon, segment } from '../align/lexicon.js';
import type { Keyword } from '../model/comparison.js';
import { Gap, Kind, type Tokens } from '../model/tokens.js';
import type { Side } from './side.js';

export interface TermOptions {
  /** Words shown for each side. Default 20. */
  readonly most?: number;
  /** Least occurrences. Default 3: two may be one sentence said twice. */
  readonly least?: number;
  /** Least z-score. Default 1.64 (one word in twenty by chance, one-sided). */
  readonly threshold?: number;
}

const STATISTIC = 'log-odds-z';
/** Size of the prior in words, and at most this share of both texts: a few occurrences outweigh it. */
const PRIOR = 500;
const PRIOR_SHARE = 0.05;

/** Words of two or more characters, names of places included; most distinctive first. Cost: linear. */
export function distinctiveTerms(
  a: Side,
  b: Side,
  lexicon: Lexicon,
  options: TermOptions = {},
): { readonly a: readonly Keyword[]; readonly b: readonly Keyword[] } {
  const [wordsA, wordsB] = [wordsOf(a, lexicon), wordsOf(b, lexicon)];
  const phrases = phrasesOf([...wordsA, ...wordsB]);
  const [inA, inB] = [countTerms(wordsA, phrases), countTerms(wordsB, phrases)];
  return { a: rank(inA, inB, options), b: rank(inB, inA, options) };
}

function rank(
  own: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
  { most = 20, least = 3, threshold = 1.64 }: TermOptions,
): readonly Keyword[] {
  const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);
  const [n, m] = [total(own), total(other)];
  const size = Math.min(PRIOR, PRIOR_SHARE * (n + m));
  const found: Keyword[] = [];
  for (const [term, count] of own) {
    if (count < least) continue;
    const across = other.get(term) ?? 0;
    const prior = (size * (count + across)) / (n + m);
    const odds = (hits: number, words: number): number => Math.log((hits + prior) / (words + size - hits - prior));
    const z = (odds(count, n) - odds(across, m)) / Math.sqrt(1 / (count + prior) + 1 / (across + prior));
    if (z >= threshold)
      found.push({ term, count, other: across, score: Math.round(z * 1000) / 1000, statistic: STATISTIC });
  }
  const byTerm = (p: string, q: string): number => (p < q ? -1 : p > q ? 1 : 0);
  return found.sort((p, q) => q.score - p.score || q.count - p.count || byTerm(p.term, q.term)).slice(0, most);
}

/** Two words are one name (雄安新区) when they stand together this often, and mostly stand together. */
const PHRASE_COUNT = 3;
const PHRASE_SHARE = 0.6;

/** Pairs of adjacent words that are names, joined. */
function phrasesOf(runs: readonly (readonly string[])[]): ReadonlySet<string> {
  const single = new Map<string, number>();
  const pairs = new Map<string, { readonly words: readonly [string, string]; count: number }>();
  for (const run of runs) {
    run.forEach((word, i) => {
      single.set(word, (single.get(word) ?? 0) + 1);
      const next = run[i + 1];
      if (next === undefined || word.length < 2 || next.length < 2) return;
      const pair = pairs.get(word + next);
      if (pair) pair.count++;
      else pairs.set(word + next, { words: [word, next], count: 1 });
    });
  }
  const phrases = new Set<string>();
  for (const [phrase, { words, count }] of pairs) {
    const rarer = Math.min(single.get(words[0])!, single.get(words[1])!);
    if (count >= PHRASE_COUNT && count >= PHRASE_SHARE * rarer) phrases.add(phrase);
  }
  return phrases;
}

function countTerms(runs: readonly (readonly string[])[], phrases: ReadonlySet<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const run of runs) {
    for (let i = 0; i < run.length; ) {
      const joined = run[i]! + (run[i + 1] ?? '');
      const isPhrase = i + 1 < run.length && phrases.has(joined);
      const term = isPhrase ? joined : run[i]!;
      if (term.length >= 2) counts.set(term, (counts.get(term) ?? 0) + 1);
      i += isPhrase ? 2 : 1;
    }
  }
  return counts;
}

/** The words of a report in runs; a run ends at a slot and at any mark, and a place is a run of its own. */
function wordsOf({ tokens, report }: Side, lexicon: Lexicon): readonly (readonly string[])[] {
  const runs: string[][] = [];
  for (let t = 0; t < tokens.length; ) {
    if (tokens.kind[t] === Kind.place) {
      runs.push([report.source.text.slice(tokens.start[t]!, tokens.end[t]!)]);
      t++;
    } else if (tokens.kind[t] === Kind.han) {
      const end = runEnd(tokens, t);
      let han = '';
      for (let i = t; i < end; i++) han += String.fromCharCode(tokens.id[i]!);
      const run: string[] = [];
      let at = 0;
      for (const length of segment(han, lexicon)) {
        run.push(han.slice(at, at + length));
        at += length;
      }
      runs.push(run);
      t = end;
    } else t++;
  }
  return runs;
}

function runEnd(tokens: Tokens, from: number): number {
  let t = from + 1;
  while (t < tokens.length && tokens.kind[t] === Kind.han && tokens.gap[t] === Gap.none) t++;
  return t;
}
