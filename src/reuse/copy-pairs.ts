/**
 * Which pairs of a corpus may hold a copy: pairs of documents where runs of eight tokens that few issuers have stand
 * close together in both. Runs are grouped by their hash, slice by slice, so that memory has a bound; a group makes a
 * few links, never all its pairs, so that what everybody says costs no more than what one says.
 */

import { Kind, type Tokens } from '../model/tokens.js';
import { createGrouper, partitionKeys } from '../sketch/radix.js';
import { type Corpus, documentAt } from './corpus.js';
import { type Region, regionsOf } from './regions.js';

/** Tokens of a run, and Han characters or words among them. */
const RUN = 8;
const LITERALS = 5;
/** Occurrences of one run that are linked all with all; beyond, each with its next few. */
const ALL_PAIRS = 8;
const CHAIN = 3;
/** Runs entered at a time: some 200 MB. */
const SLICE = 12_000_000;
/** Runs that make a region: a stretch below the threshold of surprise may have more. */
const MET = 6;

/** Two documents, indices in `corpus.documents`, first < second, and regions in their own tokens. */
export interface CandidatePair {
  readonly first: number;
  readonly second: number;
  readonly regions: readonly Region[];
}

/** `explained`: tokens that formulas explain; `maxIssuers`: a run in more issuers points nowhere. Cost: linear. */
export function candidatePairs(corpus: Corpus, explained: Uint8Array, maxIssuers: number): CandidatePair[] {
  const links = new Links();
  const slices = Math.max(1, Math.ceil(corpus.tokens.length / SLICE));
  for (let slice = 0; slice < slices; slice++) linkSlice(corpus, explained, maxIssuers, slice, slices, links);
  return clustered(corpus, links);
}

function linkSlice(
  corpus: Corpus,
  explained: Uint8Array,
  maxIssuers: number,
  slice: number,
  slices: number,
  links: Links,
): void {
  const { starts, documents, tokens } = corpus;
  const room = Math.min(tokens.length, Math.ceil((tokens.length / slices) * 1.2) + 1024);
  let hashes = new Uint32Array(room);
  let places = new Uint32Array(room);
  let count = 0;
  const longest = documents.reduce((most, _, d) => Math.max(most, starts[d + 1]! - starts[d]!), 0);
  const hash = new Uint32Array(longest);
  const at = new Uint32Array(longest);
  for (let d = 0; d < documents.length; d++) {
    const runs = readTelling(tokens, explained, starts[d]!, starts[d + 1]!, hash, at);
    for (let i = 0; i < runs; i++) {
      const own = hash[i]!;
      if (slices > 1 && (Math.imul(own, 0x9e3779b1) >>> 8) % slices !== slice) continue;
      if (count === hashes.length) {
        hashes = grown(hashes);
        places = grown(places);
      }
      hashes[count] = own;
      places[count++] = at[i]!;
    }
  }
  const partition = partitionKeys(hashes.subarray(0, count));
  const grouper = createGrouper();
  for (let piece = 0; piece + 1 < partition.bounds.length; piece++) {
    const { members, starts: first, count: groups } = grouper.group(partition, piece);
    for (let g = 0; g < groups; g++)
      link(corpus, places, members.subarray(first[g]!, first[g + 1]!), maxIssuers, links);
  }
}

function grown(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(column.length * 1.5) + 1024);
  larger.set(column);
  return larger;
}

/**
 * Runs of tokens [from, to) with enough literals, and not all of it said by everybody: fills their hashes and first tokens,
 * tells how many. Cost: linear.
 */
function readTelling(
  { id, kind }: Pick<Tokens, 'id' | 'kind'>,
  explained: Uint8Array,
  from: number,
  to: number,
  hash: Uint32Array,
  at: Uint32Array,
): number {
  let count = 0;
  // Literals, and tokens that no formula explains, of the run that ends here.
  let literals = 0;
  let open = 0;
  for (let last = from; last < to; last++) {
    if (kind[last]! <= Kind.word) literals++;
    if (explained[last] !== 1) open++;
    const first = last - RUN + 1;
    if (first < from) continue;
    if (literals >= LITERALS && open > RUN / 2) {
      hash[count] = hashRun(id, first);
      at[count++] = first;
    }
    if (kind[first]! <= Kind.word) literals--;
    if (explained[first] !== 1) open--;
  }
  return count;
}

function hashRun(id: Uint32Array, at: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + RUN; i++) {
    hash = Math.imul(hash ^ id[i]!, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0xc2b2ae35) >>> 0;
}

/** Links the occurrences of one run, in ascending order of place, when few issuers have it. */
function link(corpus: Corpus, places: Uint32Array, members: Uint32Array, maxIssuers: number, links: Links): void {
  const { starts, documents } = corpus;
  const held: number[] = [];
  const isFew = isSaidByFew(maxIssuers);
  // Places ascend, and documents stand in the order of their issuers.
  let end = 0;
  for (let i = 0; i < members.length; i++) {
    const place = places[members[i]!]!;
    if (place < end) continue;
    const document = documentAt(corpus, place);
    end = starts[document + 1]!;
    if (!isFew(documents[document]!.issuer)) return;
    held.push(place);
  }
  if (held.length > 1) linkAll(held.length, (i, j) => links.add(held[i]!, held[j]!));
}

/** Told the issuer of each occurrence in order: whether there are still at most `maxIssuers` of them. */
export function isSaidByFew(maxIssuers: number): (issuer: number) => boolean {
  let issuers = 0;
  let last = -1;
  return (issuer) => {
    if (issuer !== last) issuers++;
    last = issuer;
    return issuers <= maxIssuers;
  };
}

/** Which of so many occurrences of one run are linked: all of a few; of more, each with its next few. */
export function linkAll(count: number, meet: (i: number, j: number) => void): void {
  const reach = count <= ALL_PAIRS ? count : CHAIN;
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count && j <= i + reach; j++) meet(i, j);
}

/** The runs of one report that may point to a copy: hash and first token of each. Cost: linear. */
export function tellingRuns(
  tokens: Pick<Tokens, 'length' | 'id' | 'kind'>,
  explained: Uint8Array,
): { readonly hash: Uint32Array; readonly at: Uint32Array } {
  const hash = new Uint32Array(tokens.length);
  const at = new Uint32Array(tokens.length);
  const count = readTelling(tokens, explained, 0, tokens.length, hash, at);
  return { hash: hash.subarray(0, count), at: at.subarray(0, count) };
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
  links.each((a) => counts[documentAt(corpus, a)]!++);
  const pairs: CandidatePair[] = [];
  for (let from = 0; from < counts.length; ) {
    let to = from;
    let sum = 0;
    while (to < counts.length && (to === from || sum + counts[to]! <= CLUSTERED)) sum += counts[to++]!;
    const [left, right] = [new Uint32Array(sum), new Uint32Array(sum)];
    let count = 0;
    links.each((a, b) => {
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
  const none = new Float64Array(0);
  const places = counts.map((count) => (count < MET ? none : new Float64Array(count)));
  const filled = new Uint32Array(counts.length);
  const keys = Float64Array.from(rowOf.keys());
  for (let i = 0; i < left.length; i++) {
    const own = row[i]!;
    if (counts[own]! < MET) continue;
    const [first, second] = [Math.floor(keys[own]! / size), keys[own]! % size];
    places[own]![filled[own]!++] = (left[i]! - starts[first]!) * PLACE + right[i]! - starts[second]!;
  }
  const pairs: CandidatePair[] = [];
  for (const key of keys.slice().sort()) {
    const packed = places[rowOf.get(key)!]!.sort();
    if (packed.length === 0) continue;
    const regions = regionsOf(
      packed.map((place) => Math.floor(place / PLACE)),
      packed.map((place) => place % PLACE),
      MET,
    );
    if (regions.length > 0) pairs.push({ first: Math.floor(key / size), second: key % size, regions });
  }
  return pairs;
}

/** Pairs of tokens in a block. */
const BLOCK = 1 << 18;

/** Pairs of tokens where the same run stands: blocks of columns, since a list of numbers takes twice as much, and twice again as it grows. */
class Links {
  private readonly blocks: Uint32Array[] = [];
  private used = BLOCK;

  add(a: number, b: number): void {
    if (this.used === BLOCK) {
      this.blocks.push(new Uint32Array(2 * BLOCK));
      this.used = 0;
    }
    const block = this.blocks[this.blocks.length - 1]!;
    block[2 * this.used] = a;
    block[2 * this.used++ + 1] = b;
  }

  each(meet: (a: number, b: number) => void): void {
    for (let k = 0; k < this.blocks.length; k++) {
      const block = this.blocks[k]!;
      const count = k + 1 < this.blocks.length ? BLOCK : this.used;
      for (let i = 0; i < count; i++) meet(block[2 * i]!, block[2 * i + 1]!);
    }
  }
}
