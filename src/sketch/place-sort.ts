/**
 * Sorts the places of repeats in text order. They come in no order, so they are dealt by their top bits into buckets that
 * fit a near cache and sorted there: each place goes through far memory once, where a plain radix sort takes it thrice.
 */

import { sortInSteps } from './radix.js';
import type { CreateNumbers, NodeSet, PlaceRange } from './repeat-list.js';
import { STRIDE, type Steps } from './steps.js';

/** Places a bucket should hold. */
const BUCKET = 1024;

/** Most buckets: with more places to write at, every write misses a cache. */
const MOST_BUCKET_BITS = 11;

/** Places in a bucket that are sorted without a pause; larger ones are sorted the ordinary way. */
const MOST_AT_ONCE = 2 ** 16;

/** Places counted or dealt out in one call of a loop: the engine optimises what is called often. */
const PLACES = 2 ** 14;

/** Few places are sorted by moving each to where it belongs. */
const FEW = 24;

export interface PlaceSort {
  readonly from: number;
  readonly width: number;
  /** The bucket of a place is what is left of it, counted from `from`, without so many bits. */
  readonly shift: number;
  /** The last bucket, for places outside the range. */
  readonly outside: number;
  /** Places in each bucket; then where the next one goes. */
  readonly next: Uint32Array;
}

/** Places, and the repeat that stands at each. */
export interface Placed {
  readonly start: Uint32Array;
  readonly node: Uint32Array;
}

/** Symbols that one sort may range over. */
export const MOST_WIDTH: number = 2 ** 30;

/** A sort of the places in a range, MOST_WIDTH at most, of some `count` places in all. */
export function createPlaceSort({ from, to }: PlaceRange, count: number): PlaceSort {
  const width = Math.max(1, to - from);
  const bits = Math.ceil(Math.log2(width));
  const bucketBits = Math.min(bits, MOST_BUCKET_BITS, Math.ceil(Math.log2(Math.max(1, count / BUCKET))));
  const shift = bits - bucketBits;
  const outside = ((width - 1) >>> shift) + 1;
  return { from, width: to - from, shift, outside, next: new Uint32Array(outside + 1) };
}

/** Repeats `first` to `last`, which is not included, and of their places those at `at` to `end`. */
export interface NodeRange {
  readonly first: number;
  readonly last: number;
  readonly at: number;
  readonly end: number;
}

/** Repeats in stretches of some PLACES places. */
export function* cutNodes(set: NodeSet): Generator<NodeRange, void, void> {
  const { places, from, to } = set;
  for (let first = 0; first < from.length; ) {
    const last = endOfStretch(set, first);
    if (last > first) yield { first, last, at: 0, end: places.length };
    first = last;
    if (first === from.length || to[first]! - from[first]! + 1 <= PLACES) continue;
    for (let at = from[first]!; at < to[first]!; at += PLACES) yield { first, last: first + 1, at, end: at + PLACES };
    first++;
  }
}

/** The repeat behind the last one of a stretch; one with very many places is in no stretch with others. */
function endOfStretch({ from, to }: NodeSet, first: number): number {
  let places = 0;
  for (let r = first; r < from.length; r++) {
    const own = to[r]! - from[r]! + 1;
    places += own;
    if (own > PLACES) return r;
    if (places > PLACES) return r + 1;
  }
  return from.length;
}

export function countPlaces({ places, from, to }: NodeSet, stretch: NodeRange, sort: PlaceSort): void {
  const { next } = sort;
  for (let r = stretch.first; r < stretch.last; r++) {
    const end = Math.min(to[r]!, stretch.end);
    for (let p = Math.max(from[r]!, stretch.at); p < end; p++) next[bucketOf(places[p]!, sort)]!++;
  }
}

/** Without a branch: where several parts of a text take turns nobody can predict whose a place is. */
function bucketOf(place: number, { from, width, shift, outside }: PlaceSort): number {
  const at = (place - from) | 0;
  const inside = ~(at >> 31) & ((at - width) >> 31);
  return ((at >>> shift) & inside) | (outside & ~inside);
}

/** Ends counting: room for the places of the range, and for one more, where those outside are written. */
export function openPlaceSort({ next, outside }: PlaceSort, create: CreateNumbers): Placed {
  let sum = 0;
  for (let bucket = 0; bucket < outside; bucket++) {
    const count = next[bucket]!;
    next[bucket] = sum;
    sum += count;
  }
  next[outside] = sum;
  return { start: create(sum + 1), node: create(sum + 1) };
}

/** Deals out places; `base` is the number of the first repeat of the set. */
export function takePlaces(
  { places, from, to }: NodeSet,
  stretch: NodeRange & { readonly base: number },
  sort: PlaceSort,
  { start, node }: Placed,
): void {
  const { next, outside } = sort;
  const room = start.length - 1;
  for (let r = stretch.first; r < stretch.last; r++) {
    const end = Math.min(to[r]!, stretch.end);
    for (let p = Math.max(from[r]!, stretch.at); p < end; p++) {
      const bucket = bucketOf(places[p]!, sort);
      const at = next[bucket]!++;
      start[at] = places[p]!;
      node[at] = stretch.base + r;
      next[outside] = room;
    }
  }
}

/** Sorts each bucket. Stable. */
export function* closePlaceSort(sort: PlaceSort, placed: Placed): Steps<void> {
  const { from, shift, outside, next } = sort;
  const { start, node } = placed;
  const digit = Math.ceil(shift / 2);
  const scratch = {
    start: new Uint32Array(Math.min(MOST_AT_ONCE, start.length)),
    node: new Uint32Array(Math.min(MOST_AT_ONCE, start.length)),
    low: new Uint32Array(2 ** digit),
    high: new Uint32Array(2 ** (shift - digit)),
  };
  let turns = 0;
  for (let bucket = 0, first = 0; bucket < outside; bucket++) {
    const last = next[bucket]!;
    const count = last - first;
    if (count <= FEW) insertPlaces(placed, first, last);
    else if (count <= MOST_AT_ONCE && digit <= 11) sortBucket(placed, { first, last, from, digit }, scratch);
    else yield* sortInSteps(start.subarray(first, last), node.subarray(first, last), 32);
    first = last;
    turns += count + 1;
    if (turns < STRIDE) continue;
    turns = 0;
    yield last / start.length;
  }
}

function insertPlaces({ start, node }: Placed, first: number, last: number): void {
  for (let t = first + 1; t < last; t++) {
    const place = start[t]!;
    const repeat = node[t]!;
    let at = t;
    for (; at > first && start[at - 1]! > place; at--) {
      start[at] = start[at - 1]!;
      node[at] = node[at - 1]!;
    }
    start[at] = place;
    node[at] = repeat;
  }
}

interface Scratch extends Placed {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

interface Bucket {
  readonly first: number;
  readonly last: number;
  /** What its places are counted from, and the lower half of the bits in which they differ. */
  readonly from: number;
  readonly digit: number;
}

/** Two rounds, by the lower and by the higher half of the bits that differ within a bucket. */
function sortBucket(
  { start, node }: Placed,
  { first, last, from, digit }: Bucket,
  { start: otherStart, node: otherNode, low, high }: Scratch,
): void {
  const lowMask = low.length - 1;
  const highMask = high.length - 1;
  low.fill(0);
  high.fill(0);
  for (let t = first; t < last; t++) {
    const place = start[t]! - from;
    low[place & lowMask]!++;
    high[(place >>> digit) & highMask]!++;
  }
  sumUp(low, 0);
  sumUp(high, first);
  for (let t = first; t < last; t++) {
    const place = start[t]! - from;
    const at = low[place & lowMask]!++;
    otherStart[at] = place;
    otherNode[at] = node[t]!;
  }
  for (let t = 0; t < last - first; t++) {
    const place = otherStart[t]!;
    const at = high[(place >>> digit) & highMask]!++;
    start[at] = from + place;
    node[at] = otherNode[t]!;
  }
}

function sumUp(counts: Uint32Array, first: number): void {
  let sum = first;
  for (let d = 0; d < counts.length; d++) {
    const count = counts[d]!;
    counts[d] = sum;
    sum += count;
  }
}
