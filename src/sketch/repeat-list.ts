/**
 * From the nodes of the repeat tree to the list of the contract: triples in text order, groups numbered as they appear.
 * The text may be cut into parts whose lists are made side by side: a place belongs to one part, and parts come in order.
 */

import { GrowingUint32 } from './growing.js';
import { COPIED, sortInSteps } from './radix.js';
import { STRIDE, type Steps, within } from './steps.js';

/** Repeat r stands at places[from[r] .. to[r]) and has length[r] symbols; ranges of places may be nested. */
export interface RepeatNodes {
  readonly places: GrowingUint32;
  readonly from: GrowingUint32;
  readonly to: GrowingUint32;
  readonly length: GrowingUint32;
}

export function createNodes(room?: number): RepeatNodes {
  return {
    places: new GrowingUint32(room),
    from: new GrowingUint32(room),
    to: new GrowingUint32(room),
    length: new GrowingUint32(room),
  };
}

export interface Repeats {
  /** [start, end, group] triples, ascending by start, then end. Groups are numbered as they first appear. */
  readonly triples: Uint32Array;
  /** Repeats left out because nested repeats of one run (`aaaa…`) would have been quadratic; the shortest go first. */
  readonly omitted: number;
}

/** Triples kept in any case, and for each symbol of the text. Text that people wrote stays far below. */
const LEAST_TRIPLES = 2 ** 20;
const TRIPLES_A_SYMBOL = 8;

export function* listTriples(nodes: RepeatNodes, textLength: number): Steps<Repeats> {
  const kept = yield* within(keepNodes(nodes, textLength), 0, 0.2);
  const part = yield* within(sortPart(kept, { from: 0, to: textLength }), 0.2, 0.7);
  const group = yield* within(numberGroups(kept, [part]), 0.7, 0.75);
  // What was given up so far may be taken back when much is asked for: a step of its own.
  yield 0.75;
  const triples = new Uint32Array(3 * part.start.length);
  yield* within(writePart(part, { length: kept.length, group }, triples), 0.75, 1);
  return { triples, omitted: kept.omitted };
}

/** The repeats that are listed, by rising length. */
export interface KeptNodes {
  readonly places: Uint32Array;
  /** Repeat r stands at places[from[r] .. to[r]) and has length[r] symbols. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly length: Uint32Array;
  readonly omitted: number;
}

export function* keepNodes(nodes: RepeatNodes, textLength: number): Steps<KeptNodes> {
  const from = nodes.from.view();
  const to = nodes.to.view();
  const length = nodes.length.view();
  const count = from.length;
  const order = new Uint32Array(count);
  const keys = new Uint32Array(count);
  let longest = 0;
  for (let r = 0; r < count; r++) {
    order[r] = r;
    keys[r] = length[r]!;
    if (length[r]! > longest) longest = length[r]!;
    if (r % STRIDE === STRIDE - 1) yield 0;
  }
  yield* within(sortInSteps(keys, order, Math.ceil(Math.log2(longest + 1))), 0, 0.8);
  const first = yield* chooseKept(order, nodes, Math.max(LEAST_TRIPLES, TRIPLES_A_SYMBOL * textLength));
  const kept = {
    places: nodes.places.view(),
    from: new Uint32Array(count - first),
    to: new Uint32Array(count - first),
    length: new Uint32Array(count - first),
    omitted: first,
  };
  for (let o = first; o < count; o++) {
    const r = order[o]!;
    kept.from[o - first] = from[r]!;
    kept.to[o - first] = to[r]!;
    kept.length[o - first] = length[r]!;
    if (o % STRIDE === 0) yield 0.9;
  }
  return kept;
}

/**
 * The first in the order that is kept: the longest repeats that fit. A length is taken whole or not at all, so that what is
 * left out depends on nothing but the text: not on the slices it was read in, nor on the number of workers.
 */
function* chooseKept(order: Uint32Array, nodes: RepeatNodes, most: number): Steps<number> {
  const from = nodes.from.view();
  const to = nodes.to.view();
  const length = nodes.length.view();
  let total = 0;
  let first = order.length;
  while (first > 0) {
    const same = length[order[first - 1]!]!;
    let next = first;
    for (; next > 0 && length[order[next - 1]!] === same; next--) {
      const r = order[next - 1]!;
      total += to[r]! - from[r]!;
      if (next % STRIDE === 0) yield 0.8;
    }
    if (total > most) break;
    first = next;
  }
  return first;
}

/** Places from `from` to `to`, which is not included. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

/** What a part of the text lists. */
export interface ListPart {
  /** Places in the part by start, then by length, and the repeat that stands there. */
  readonly start: Uint32Array;
  readonly node: Uint32Array;
  /** Repeats in the order in which they first appear in the part. */
  readonly seen: Uint32Array;
}

export type CreateNumbers = (count: number) => Uint32Array;

/** Lists the places that lie in a range of the text. */
export function* sortPart(
  { places, from, to }: Omit<KeptNodes, 'omitted'>,
  range: PlaceRange,
  create: CreateNumbers = (count) => new Uint32Array(count),
): Steps<ListPart> {
  let count = 0;
  let turns = 0;
  for (let r = 0; r < from.length; r++) {
    for (let at = from[r]!; at < to[r]!; at += STRIDE) {
      const stretch = { places, at, end: Math.min(to[r]!, at + STRIDE) };
      count += countPlaces(stretch, range);
      turns += stretch.end - at + 1;
      if (turns < STRIDE) continue;
      turns = 0;
      yield 0;
    }
  }
  // One more than the list has: a place outside the range is written where the next one will be.
  const start = create(count + 1);
  const node = create(count + 1);
  let n = 0;
  for (let r = 0; r < from.length; r++) {
    for (let at = from[r]!; at < to[r]!; at += STRIDE) {
      const stretch = { places, at, end: Math.min(to[r]!, at + STRIDE) };
      const taken = takePlaces(stretch, range, start, n);
      node.fill(r, n, taken);
      n = taken;
      turns += stretch.end - at + 1;
      if (turns < STRIDE) continue;
      turns = 0;
      yield 0.1;
    }
  }
  const part = { start: start.subarray(0, count), node: node.subarray(0, count) };
  // Repeats were entered by rising length, and the sort is stable: places come out by start, then by end.
  yield* within(sortInSteps(part.start, part.node, Math.ceil(Math.log2(range.to + 1))), 0.2, 0.9);
  const known = new Uint8Array(from.length);
  const seen = create(from.length);
  let first = 0;
  for (let t = 0; t < count; t += STRIDE) {
    first = noteSeen(part.node.subarray(t, t + STRIDE), known, seen, first);
    yield 0.9;
  }
  return { ...part, seen: seen.subarray(0, first) };
}

interface Stretch {
  readonly places: Uint32Array;
  readonly at: number;
  readonly end: number;
}

function countPlaces({ places, at, end }: Stretch, { from, to }: PlaceRange): number {
  let count = 0;
  const width = to - from;
  for (let p = at; p < end; p++) count += (places[p]! - from) >>> 0 < width ? 1 : 0;
  return count;
}

function takePlaces({ places, at, end }: Stretch, { from, to }: PlaceRange, start: Uint32Array, n: number): number {
  let next = n;
  const width = to - from;
  for (let p = at; p < end; p++) {
    const place = places[p]!;
    start[next] = place;
    next += (place - from) >>> 0 < width ? 1 : 0;
  }
  return next;
}

function noteSeen(node: Uint32Array, known: Uint8Array, seen: Uint32Array, first: number): number {
  let next = first;
  for (let t = 0; t < node.length; t++) {
    const r = node[t]!;
    if (known[r] !== 0) continue;
    known[r] = 1;
    seen[next++] = r;
  }
  return next;
}

/** The number of each repeat's group, from the parts in text order. */
export function* numberGroups({ length }: Pick<KeptNodes, 'length'>, parts: readonly ListPart[]): Steps<Uint32Array> {
  const group = new Uint32Array(length.length);
  for (let from = 0; from < group.length; from += COPIED) {
    group.fill(UNNUMBERED, from, from + COPIED);
    yield 0.5;
  }
  let groups = 0;
  for (const { seen } of parts) {
    for (let from = 0; from < seen.length; from += STRIDE) {
      groups = numberSeen(seen.subarray(from, from + STRIDE), group, groups);
      yield 1;
    }
  }
  return group;
}

function numberSeen(seen: Uint32Array, group: Uint32Array, groups: number): number {
  let next = groups;
  for (const r of seen) if (group[r] === UNNUMBERED) group[r] = next++;
  return next;
}

/** No text has so many repeats: each takes memory of its own. */
const UNNUMBERED = 0xffffffff;

export interface NumberedNodes {
  readonly length: Uint32Array;
  readonly group: Uint32Array;
}

/** Writes the triples of a part. */
export function* writePart({ start, node }: ListPart, nodes: NumberedNodes, triples: Uint32Array): Steps<void> {
  for (let t = 0; t < start.length; t += STRIDE) {
    const stretch = { start: start.subarray(t, t + STRIDE), node: node.subarray(t, t + STRIDE) };
    writeStretch(stretch, nodes, triples.subarray(3 * t));
    yield t / start.length;
  }
}

function writeStretch(
  { start, node }: Omit<ListPart, 'seen'>,
  { length, group }: NumberedNodes,
  triples: Uint32Array,
): void {
  for (let t = 0; t < start.length; t++) {
    const r = node[t]!;
    triples[3 * t] = start[t]!;
    triples[3 * t + 1] = start[t]! + length[r]!;
    triples[3 * t + 2] = group[r]!;
  }
}
