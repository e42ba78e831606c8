/** Links found in words. wasm/links.ts is the same for the engines that have it. */

import { Kind, type Tokens } from '../model/tokens.js';
import { createGrouper, partitionKeys } from '../sketch/radix.js';
import { type Corpus, documentAt } from './corpus.js';
import type { Links, Slice } from './links.js';

/** Tokens of a run, and Han characters or words among them. */
const RUN = 8;
const LITERALS = 5;
/** Occurrences of one run that are linked all with all; beyond, each with its next few. */
const ALL_PAIRS = 8;
const CHAIN = 3;

/** The links of one slice of the hashes. Cost: linear. */
export function linksInWords(
  corpus: Corpus,
  explained: Uint8Array,
  maxIssuers: number,
  { index: slice, of: slices }: Slice,
): Links {
  const links = new LinkColumns();
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
  return links.done();
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
function link(corpus: Corpus, places: Uint32Array, members: Uint32Array, maxIssuers: number, links: LinkColumns): void {
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

/** Links of a block. */
const BLOCK = 1 << 18;

/** Grows by blocks: a list of numbers takes twice as much, and twice again as it grows. */
class LinkColumns {
  private readonly blocks: Uint32Array[] = [];
  private block: Uint32Array = new Uint32Array(0);
  private used = 0;

  add(a: number, b: number): void {
    if (this.used === this.block.length) {
      this.block = new Uint32Array(2 * BLOCK);
      this.blocks.push(this.block);
      this.used = 0;
    }
    this.block[this.used++] = a;
    this.block[this.used++] = b;
  }

  done(): Links {
    const last = this.blocks.pop();
    return last === undefined ? [] : [...this.blocks, last.subarray(0, this.used)];
  }
}
