/**
 * Candidate pairs from banded signatures, linear on skew: a bucket of a few passages gives all its pairs, a crowded one
 * links each passage to the next eight in it. Passages with equal signatures are banded as one and come apart again in
 * the buckets; a bucket of nothing but copies of one passage is the same in every band and is read once.
 */

import { type Banding, bandKeys } from './bands.js';
import { type Copies, collapseCopies } from './copies.js';
import { GrowingUint32 } from './growing.js';
import { createKeyTable } from './key-table.js';
import type { Signatures } from './sign.js';
import type { Steps } from './steps.js';
import type { GroupTable } from './table.js';

/** Default of `allPairsUpTo`: 32 passages make 496 pairs, 15 a passage, twice what the chain gives. */
export const ALL_PAIRS_UP_TO = 32;

/** Links a passage gives in a crowded bucket. */
export const CHAIN_REACH = 8;

/** Bytes the machine reads at a time. */
const CACHE_LINE = 64;

export interface CandidateQuery extends Banding {
  readonly permutations: number;
  readonly allPairsUpTo: number;
}

/** Pairs i < j, flattened, ascending, each once. */
export function* findCandidates(signatures: Signatures, query: CandidateQuery): Steps<Uint32Array> {
  const { permutations, bands, rows } = query;
  const copies = collapseCopies(signatures, permutations);
  const passages = signatures.length / permutations;
  const buckets = { next: new Uint32Array(passages), size: new Uint32Array(passages) };
  const classes = copies.first.length;
  // The signatures are read a cache line at a time: as many bands at once as lie in one.
  const together = Math.max(1, Math.floor(CACHE_LINE / (rows * signatures.BYTES_PER_ELEMENT)));
  const keys = new Uint32Array(together * classes);
  const table = createKeyTable(classes);
  const link = createLinker(copies, buckets);
  const several = listSeveral(copies);
  /** Classes of copies that had a bucket to themselves in some band. */
  const alone = new Uint8Array(classes);
  const runs: Uint32Array[] = [];
  for (let band = 0; band < bands; band++) {
    yield band / bands;
    const ahead = band % together;
    if (ahead === 0) {
      const columns = { permutations, rows, band, bands: Math.min(together, bands - band), passages: copies.first };
      bandKeys(signatures, columns, keys);
    }
    const groups = table.enter(keys.subarray(ahead * classes, (ahead + 1) * classes));
    yield (band + 0.3) / bands;
    buckets.next.fill(0);
    buckets.size.fill(0);
    linkBuckets(signatures, { permutations, rows, band, groups, copies }, link);
    for (const c of several) if (buckets.size[copies.first[c]!] === 0) alone[c] = 1;
    yield (band + 0.6) / bands;
    pushRun(runs, listLinks(buckets, query.allPairsUpTo));
  }
  buckets.next.fill(0);
  buckets.size.fill(0);
  const one = new Uint32Array(1);
  for (const c of several) {
    one[0] = c;
    if (alone[c] === 1) link(one);
  }
  pushRun(runs, listLinks(buckets, query.allPairsUpTo));
  while (runs.length > 1) {
    yield 1;
    runs.push(mergeLinks(runs.pop()!, runs.pop()!));
  }
  return runs[0] ?? new Uint32Array(0);
}

/** The buckets of one band. */
interface Buckets {
  /** The next passage of the same bucket, counted from 1; 0 behind the last. */
  readonly next: Uint32Array;
  /** Passages in the passage's bucket; 0 where it stands alone. */
  readonly size: Uint32Array;
}

function listSeveral({ starts }: Copies): Uint32Array {
  const several = new GrowingUint32();
  for (let c = 0; c + 1 < starts.length; c++) if (starts[c + 1]! - starts[c]! > 1) several.push(c);
  return several.view();
}

/** Makes a bucket of the passages of some classes. */
type Link = (classes: Uint32Array) => void;

function createLinker({ members, starts }: Copies, { next, size }: Buckets): Link {
  let bucket = new Uint32Array(64);
  return (classes) => {
    let count = 0;
    for (const c of classes) count += starts[c + 1]! - starts[c]!;
    if (count > bucket.length) bucket = new Uint32Array(2 * count);
    const passages = bucket.subarray(0, count);
    let n = 0;
    for (const c of classes) for (let m = starts[c]!; m < starts[c + 1]!; m++) passages[n++] = members[m]!;
    // First members of classes ascend; only the copies of one may lie between those of another.
    if (count > classes.length && classes.length > 1) passages.sort();
    for (let m = 0; m < count; m++) {
      size[passages[m]!] = count;
      if (m + 1 < count) next[passages[m]!] = passages[m + 1]! + 1;
    }
  };
}

interface BandWork {
  readonly permutations: number;
  readonly rows: number;
  readonly band: number;
  readonly groups: GroupTable;
  readonly copies: Copies;
}

/** Equal keys make a bucket when the rows agree too; those that do not are looked at again. */
function linkBuckets(signatures: Signatures, work: BandWork, link: Link): void {
  const { permutations, rows, band, groups, copies } = work;
  const agree = (c: number, d: number): boolean => {
    const a = copies.first[c]! * permutations + band * rows;
    const b = copies.first[d]! * permutations + band * rows;
    for (let r = 0; r < rows; r++) if (signatures[a + r] !== signatures[b + r]) return false;
    return true;
  };
  let agreed = new Uint32Array(64);
  for (let piece = 0; piece < groups.pieces; piece++) {
    const { members, starts, count } = groups.group(piece);
    for (let g = 0; g < count; g++) {
      const from = starts[g]!;
      let end = starts[g + 1]!;
      if (end - from > agreed.length) agreed = new Uint32Array(2 * (end - from));
      while (end - from > 1) {
        const head = members[from]!;
        agreed[0] = head;
        let n = 1;
        let left = from;
        for (let m = from + 1; m < end; m++) {
          if (agree(head, members[m]!)) agreed[n++] = members[m]!;
          else members[left++] = members[m]!;
        }
        if (n > 1) link(agreed.subarray(0, n));
        end = left;
      }
    }
  }
}

/** Reads the links off in ascending order: passages ascend, and so do the members of a bucket behind each of them. */
function listLinks({ next, size }: Buckets, allPairsUpTo: number): Uint32Array {
  const links = new GrowingUint32();
  for (let i = 0; i < next.length; i++) {
    const members = size[i]!;
    if (members < 2) continue;
    let reach = members <= allPairsUpTo ? members : CHAIN_REACH;
    for (let j = next[i]!; j !== 0 && reach > 0; j = next[j - 1]!, reach--) {
      links.push(i);
      links.push(j - 1);
    }
  }
  return links.view();
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
