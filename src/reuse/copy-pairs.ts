/**
 * Which pairs of a corpus may hold a copy: pairs of documents where telling runs (links.ts) stand close together in both.
 */

import { type Corpus, documentAt } from './corpus.js';
import { eachLink, type Links, linksOf } from './links.js';
import { type Region, regionsOf, STEP_A } from './regions.js';

/** Runs that make a region: a stretch below the threshold of surprise may have more, and a reworded copy has few. */
const MET = 2;

/** Two documents, indices in `corpus.documents`, first < second, and regions in their own tokens. */
export interface CandidatePair {
  readonly first: number;
  readonly second: number;
  readonly regions: readonly Region[];
}

/** `explained`: tokens that formulas explain; `maxIssuers`: a run in more issuers points nowhere. Cost: linear. */
export function candidatePairs(corpus: Corpus, explained: Uint8Array, maxIssuers: number): CandidatePair[] {
  return clustered(corpus, linksOf(corpus, explained, maxIssuers));
}

/** Regions of two reports whose runs meet at these places, sorted by `a`, then `b`; none where too few do. */
export function regionsOfLinks(a: readonly number[], b: readonly number[]): Region[] {
  return a.length < MET ? [] : regionsOf(a, b, MET);
}

/** Two token numbers of documents in one double. */
const PLACE = 2 ** 26;
/** Links clustered at a time: some 150 MB. */
const CLUSTERED = 6_000_000;

/**
 * Pairs of documents with a region, in the order of the documents; of a large corpus some first documents at a time. Cost:
 * linear, and a sort of what enough links share.
 */
function clustered(corpus: Corpus, links: Links): CandidatePair[] {
  const { starts } = corpus;
  const counts = new Uint32Array(corpus.documents.length);
  eachLink(links, (a) => counts[documentAt(corpus, a)]!++);
  const pairs: CandidatePair[] = [];
  for (let from = 0; from < counts.length; ) {
    let to = from;
    let sum = 0;
    while (to < counts.length && (to === from || sum + counts[to]! <= CLUSTERED)) sum += counts[to++]!;
    const [left, right] = [new Uint32Array(sum), new Uint32Array(sum)];
    let count = 0;
    eachLink(links, (a, b) => {
      if (a < starts[from]! || a >= starts[to]!) return;
      left[count] = a;
      right[count++] = b;
    });
    for (const pair of clusteredPart(corpus, left, right)) pairs.push(pair);
    from = to;
  }
  return pairs;
}

function clusteredPart(corpus: Corpus, left: Uint32Array, right: Uint32Array): CandidatePair[] {
  const { documents, starts } = corpus;
  const size = documents.length;
  const row = new Uint32Array(left.length);
  const rowOf = new Map<number, number>();
  const counts: number[] = [];
  for (let i = 0; i < left.length; i++) {
    const key = documentAt(corpus, left[i]!) * size + documentAt(corpus, right[i]!);
    let known = rowOf.get(key);
    if (known === undefined) {
      known = counts.length;
      rowOf.set(key, known);
      counts.push(0);
    }
    row[i] = known;
    counts[known]!++;
  }
  const keys = Float64Array.from(rowOf.keys());
  // The links of each pair of documents side by side.
  const ends = new Uint32Array(counts.length);
  let sum = 0;
  for (let r = 0; r < counts.length; r++) {
    ends[r] = sum;
    sum += counts[r]!;
  }
  const places = new Float64Array(sum);
  for (let i = 0; i < left.length; i++) {
    const own = row[i]!;
    const first = Math.floor(keys[own]! / size);
    places[ends[own]!++] = (left[i]! - starts[first]!) * PLACE + right[i]! - starts[keys[own]! - first * size]!;
  }
  const pairs: CandidatePair[] = [];
  for (const key of keys.slice().sort()) {
    const own = rowOf.get(key)!;
    const regions = regionsAmong(places, ends[own]! - counts[own]!, ends[own]!);
    if (regions.length > 0) pairs.push({ first: Math.floor(key / size), second: key % size, regions });
  }
  return pairs;
}

/** The regions of links [from, to), which are sorted first; most pairs of documents have two or three, far apart. */
function regionsAmong(places: Float64Array, from: number, to: number): readonly Region[] {
  if (to - from < MET) return NO_REGIONS;
  const own = places.subarray(from, to);
  if (to - from > MET || own[0]! > own[1]!) own.sort();
  if (!mayHoldRegion(own)) return NO_REGIONS;
  const a = new Uint32Array(own.length);
  const b = new Uint32Array(own.length);
  for (let i = 0; i < own.length; i++) {
    a[i] = Math.floor(own[i]! / PLACE);
    b[i] = own[i]! % PLACE;
  }
  return regionsOf(a, b, MET);
}

const NO_REGIONS: readonly Region[] = [];

/** Whether any two neighbours are near enough in the first text. */
function mayHoldRegion(sorted: Float64Array): boolean {
  for (let i = 1; i < sorted.length; i++) if (sorted[i]! - sorted[i - 1]! <= (STEP_A + 1) * PLACE) return true;
  return false;
}
