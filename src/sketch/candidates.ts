/**
 * Candidate pairs from banded signatures, linear on skew: a bucket of a few passages gives all its pairs, a crowded one
 * links each passage to the next eight in it. Buckets of equal keys are split where the signatures disagree, so the links
 * are exactly those of the definition. A bucket of nothing but exact copies is the same in every band and is read once.
 */

import { type Banding, bandKeys } from './bands.js';
import { createGrouper, type Groups, type Partition, partitionKeys } from './radix.js';
import type { Steps } from './steps.js';

/** Default of `allPairsUpTo`: 32 passages make 496 pairs, 15 a passage, twice what the chain gives. */
export const ALL_PAIRS_UP_TO = 32;

/** Links a passage gives in a crowded bucket. */
export const CHAIN_REACH = 8;

export interface CandidateQuery extends Banding {
  readonly permutations: number;
  readonly allPairsUpTo: number;
}

/** Pairs i < j, flattened, ascending, each once. */
export function* findCandidates(signatures: Uint16Array | Uint32Array, query: CandidateQuery): Steps<Uint32Array> {
  const { permutations, bands } = query;
  const passages = signatures.length / permutations;
  const keys = new Uint32Array(passages);
  const entries = new Uint32Array(2 * passages);
  const buckets = createBuckets(passages);
  const grouper = createGrouper();
  const runs: Uint32Array[] = [];
  for (let band = 0; band < bands; band++) {
    yield band / bands;
    bandKeys(signatures, { permutations, rows: query.rows, band }, keys);
    const partition = partitionKeys(keys, entries);
    yield (band + 0.3) / bands;
    collectBuckets({ signatures, query, band, partition, grouper }, buckets);
    yield (band + 0.6) / bands;
    pushRun(runs, listLinks(buckets, query.allPairsUpTo));
  }
  while (runs.length > 1) {
    yield 1;
    runs.push(mergeLinks(runs.pop()!, runs.pop()!));
  }
  return runs[0] ?? new Uint32Array(0);
}

/** The buckets of one band: `next[i]` chains the members of a bucket in ascending order, 0 ends. */
interface Buckets {
  /** Index of the bucket's next member + 1. */
  readonly next: Uint32Array;
  /** Size of the passage's bucket; 0 where it stands alone. */
  readonly size: Uint32Array;
}

function createBuckets(passages: number): Buckets {
  return { next: new Uint32Array(passages), size: new Uint32Array(passages) };
}

interface BandWork {
  readonly signatures: Uint16Array | Uint32Array;
  readonly query: CandidateQuery;
  readonly band: number;
  readonly partition: Partition;
  readonly grouper: ReturnType<typeof createGrouper>;
}

function collectBuckets({ signatures, query, band, partition, grouper }: BandWork, buckets: Buckets): void {
  const { permutations, rows } = query;
  buckets.next.fill(0);
  buckets.size.fill(0);
  const agree = (i: number, j: number, from: number, length: number): boolean => {
    const a = i * permutations + from;
    const b = j * permutations + from;
    for (let c = 0; c < length; c++) if (signatures[a + c] !== signatures[b + c]) return false;
    return true;
  };
  /** Links the members that agree with the first, leaves the others at the front for the next round. */
  const split = (groups: Groups, from: number, end: number): number => {
    const { members } = groups;
    const first = members[from]!;
    let last = first;
    let size = 1;
    let left = from;
    let copies = true;
    for (let m = from + 1; m < end; m++) {
      const member = members[m]!;
      if (!agree(first, member, band * rows, rows)) {
        members[left++] = member;
        continue;
      }
      copies = copies && band > 0 && agree(first, member, 0, permutations);
      buckets.next[last] = member + 1;
      last = member;
      size++;
    }
    // Copies and nothing else: band 0 had the same bucket.
    const counted = copies && band > 0 ? 0 : size;
    for (let m = first + 1; m !== 0; m = buckets.next[m - 1]!) buckets.size[m - 1] = counted;
    return left;
  };
  for (let piece = 0; piece + 1 < partition.bounds.length; piece++) {
    const groups = grouper.group(partition, piece);
    for (let g = 0; g < groups.count; g++) {
      const from = groups.starts[g]!;
      let end = groups.starts[g + 1]!;
      while (end - from > 0) end = split(groups, from, end);
    }
  }
}

/** Reads the links off in ascending order: passages ascend, and so do the members of a bucket behind each of them. */
function listLinks({ next, size }: Buckets, allPairsUpTo: number): Uint32Array {
  let count = 0;
  const walk = (links: Uint32Array | undefined): void => {
    count = 0;
    for (let i = 0; i < next.length; i++) {
      const members = size[i]!;
      if (members < 2) continue;
      let reach = members <= allPairsUpTo ? members : CHAIN_REACH;
      for (let j = next[i]!; j !== 0 && reach > 0; j = next[j - 1]!, reach--) {
        if (links !== undefined) {
          links[2 * count] = i;
          links[2 * count + 1] = j - 1;
        }
        count++;
      }
    }
  };
  walk(undefined);
  const links = new Uint32Array(2 * count);
  walk(links);
  return links;
}

/** Keeps runs of falling length, as a binary counter does, so that each link is merged a few times only. */
function pushRun(runs: Uint32Array[], run: Uint32Array): void {
  let top = run;
  while (runs.length > 0 && runs[runs.length - 1]!.length <= 2 * top.length) top = mergeLinks(runs.pop()!, top);
  runs.push(top);
}

function mergeLinks(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged = new Uint32Array(a.length + b.length);
  let i = 0;
  let j = 0;
  let n = 0;
  while (i < a.length || j < b.length) {
    const order = i >= a.length ? 1 : j >= b.length ? -1 : a[i]! - b[j]! || a[i + 1]! - b[j + 1]!;
    const from = order <= 0 ? a : b;
    const at = order <= 0 ? i : j;
    merged[n++] = from[at]!;
    merged[n++] = from[at + 1]!;
    if (order <= 0) i += 2;
    if (order >= 0) j += 2;
  }
  return merged.slice(0, n);
}
