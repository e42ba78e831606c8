/**
 * Candidate links, the first two stages. `runs`: each report's runs of eight tokens that may point to a copy, split by hash
 * into buckets, one row a bucket instead of one a run: the pipe would cost more than the work. `links`: all runs of a bucket →
 * places of reports that share a run few issuers have; copies within a report collapse first, and a crowded run makes a
 * chain, never all its pairs.
 */

import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import { unitsOf } from '../outline/units.js';
import { isSaidByFew, linkAll, tellingRuns } from '../reuse/links-js.js';
import { createGrouper, partitionKeys } from '../sketch/radix.js';
import { type About, type Mask, maskOf } from './families.js';
import { packWords, unpackReport, unpackWords } from './packed.js';
import { type Group, mapProgram, NO_ROWS, type Program, text, whole } from './program.js';
import { jsonOf, type Row, textOf, wholeOf } from './protocol.js';

/** Tokens of a report that can be counted beside a 32-bit hash in one double. */
const LONGEST = 2 ** 21;

export const runs: Program = mapProgram(
  [...whole('d', 'v'), ...text('body', 'mask')],
  [...whole('bucket', 'd', 'v'), ...text('runs')],
  ([d, v, body, mask], { buckets }) => {
    const report = unpackReport(textOf(body, 'body'));
    const { tokens } = unitsOf(report);
    const explained = maskOf(jsonOf<Mask>(mask, 'mask'), tokens.length);
    const { hash, at } = firstOfEach(tellingRuns(tokens, explained), report);
    return inBuckets(hash, buckets).map(([bucket, from, to]): Row => {
      const packed = packWords(hash.subarray(from, to), at.subarray(from, to));
      return [String(bucket), textOf(d, 'd'), textOf(v, 'v'), packed];
    });
  },
);

/** Runs sorted by hash, each at its first place: a report says what it says once. */
function firstOfEach(
  { hash, at }: { readonly hash: Uint32Array; readonly at: Uint32Array },
  { id }: Report,
): { readonly hash: Uint32Array; readonly at: Uint32Array } {
  if (hash.length >= LONGEST) throw new TaohuaError('bad-row', `${id} is too long: ${hash.length} tokens`);
  const packed = Float64Array.from(hash, (one, i) => one * LONGEST + at[i]!).sort();
  let count = 0;
  for (const [i, one] of packed.entries()) {
    if (i === 0 || Math.floor(one / LONGEST) !== hash[count - 1]) {
      hash[count] = Math.floor(one / LONGEST);
      at[count++] = one % LONGEST;
    }
  }
  return { hash: hash.subarray(0, count), at: at.subarray(0, count) };
}

/** Stretches of sorted hashes that fall into one bucket: bucket, from, to. */
export function inBuckets(hash: Uint32Array, buckets: number): (readonly [number, number, number])[] {
  const stretches: (readonly [number, number, number])[] = [];
  for (let from = 0; from < hash.length; ) {
    const bucket = bucketOf(hash[from]!, buckets);
    let to = from + 1;
    while (to < hash.length && bucketOf(hash[to]!, buckets) === bucket) to++;
    stretches.push([bucket, from, to]);
    from = to;
  }
  return stretches;
}

function bucketOf(hash: number, buckets: number): number {
  return Math.floor((hash / 2 ** 32) * buckets);
}

/** `kind` 'link': packed places in `first` and in `second`. 'crowded': runs that were linked in a chain, in `links`. */
export const links: Program = {
  input: [...whole('part', 'd', 'v'), ...text('runs', 'about')],
  output: [...text('kind'), ...whole('first', 'second', 'bucket'), ...text('links')],
  grouped: true,
  open: () => new Bucket(),
};

class Bucket implements Group {
  private bucket = '';
  private maxIssuers = 0;
  private readonly documents: number[] = [];
  private readonly issuers: number[] = [];
  private readonly hashes: Uint32Array[] = [];
  private readonly places: Uint32Array[] = [];
  private size = 0;

  take([part, d, v, packed, about]: Row): Iterable<Row> {
    this.bucket = textOf(part, 'part');
    if (this.maxIssuers === 0) this.maxIssuers = Math.max(2, jsonOf<About>(about, 'about').minIssuers - 1);
    const words = unpackWords(textOf(packed, 'runs'));
    const document = wholeOf(d, 'd');
    if (document <= (this.documents.at(-1) ?? -1))
      throw new TaohuaError('bad-row', `report ${document} of bucket ${this.bucket} is not in its place`);
    this.documents.push(document);
    this.issuers.push(wholeOf(v, 'v'));
    this.hashes.push(words.subarray(0, words.length / 2));
    this.places.push(words.subarray(words.length / 2));
    this.size += words.length / 2;
    return NO_ROWS;
  }

  *end(): Iterable<Row> {
    const hash = new Uint32Array(this.size);
    const place = new Uint32Array(this.size);
    const row = new Uint32Array(this.size);
    let filled = 0;
    for (const [i, own] of this.hashes.entries()) {
      hash.set(own, filled);
      place.set(this.places[i]!, filled);
      row.fill(i, filled, filled + own.length);
      filled += own.length;
    }
    const pairs = new Map<number, number[]>();
    const crowded = this.link(hash, place, row, pairs);
    for (const [key, held] of pairs) {
      const first = Math.floor(key / PAIR);
      yield ['link', String(first), String(key % PAIR), this.bucket, packWords(Uint32Array.from(held))];
    }
    if (crowded > 0) yield ['crowded', null, null, this.bucket, String(crowded)];
  }

  /** Fills `pairs` with places, two by two; returns how many runs were too crowded for all their pairs. */
  private link(hash: Uint32Array, place: Uint32Array, row: Uint32Array, pairs: Map<number, number[]>): number {
    const partition = partitionKeys(hash);
    const grouper = createGrouper();
    let crowded = 0;
    for (let piece = 0; piece + 1 < partition.bounds.length; piece++) {
      const { members, starts, count } = grouper.group(partition, piece);
      for (let g = 0; g < count; g++) {
        const [from, to] = [starts[g]!, starts[g + 1]!];
        const isFew = isSaidByFew(this.maxIssuers);
        let few = true;
        for (let m = from; few && m < to; m++) few = isFew(this.issuers[row[members[m]!]!]!);
        if (!few) continue;
        let met = 0;
        linkAll(to - from, (i, j) => {
          const [a, b] = [members[from + i]!, members[from + j]!];
          const key = this.documents[row[a]!]! * PAIR + this.documents[row[b]!]!;
          const held = pairs.get(key);
          if (held === undefined) pairs.set(key, [place[a]!, place[b]!]);
          else held.push(place[a]!, place[b]!);
          met++;
        });
        if (met < ((to - from) * (to - from - 1)) / 2) crowded++;
      }
    }
    return crowded;
  }
}

/** Two report numbers in one double. */
const PAIR = 2 ** 26;
