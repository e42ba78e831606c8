/**
 * From the nodes of the repeat tree to the list of the contract: triples in text order, groups numbered as they appear.
 * The text may be cut into parts whose lists are made side by side: a place belongs to one part, and parts come in order.
 */

import { GrowingUint32 } from './growing.js';
import {
  closePlaceSort,
  countPlaces,
  createPlaceSort,
  cutNodes,
  MOST_WIDTH,
  openPlaceSort,
  takePlaces,
} from './place-sort.js';
import { COPIED } from './radix.js';
import { keepNodes } from './repeat-limit.js';
import { STRIDE, type Steps, within } from './steps.js';

/**
 * Repeat r stands at places[from[r] .. to[r]) and has length[r] symbols; ranges of places may be nested. Of two repeats that
 * begin at the same place the shorter comes first.
 */
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

/** The same when nothing more is added. Several sets are numbered through: those of the first, of the second, and so on. */
export interface NodeSet {
  readonly places: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly length: Uint32Array;
}

export function viewNodes({ places, from, to, length }: RepeatNodes): NodeSet {
  return { places: places.view(), from: from.view(), to: to.view(), length: length.view() };
}

export interface Repeats {
  /** [start, end, group] triples, ascending by start, then end. Groups are numbered as they first appear. */
  readonly triples: Uint32Array;
  /** Repeats left out because nested repeats of one run (`aaaa…`) would have been quadratic; the shortest go first. */
  readonly omitted: number;
}

export function* listTriples(nodes: RepeatNodes, textLength: number): Steps<Repeats> {
  const { sets, omitted } = yield* within(keepNodes([viewNodes(nodes)], textLength), 0, 0.2);
  const parts: ListPart[] = [];
  for (const range of cutText(textLength, 1)) parts.push(yield* within(sortPart(sets, range), 0.2, 0.7));
  const numbered = yield* within(numberGroups(sets, parts), 0.7, 0.75);
  // What was given up so far may be taken back when much is asked for: a step of its own.
  yield 0.75;
  const triples = new Uint32Array(3 * parts.reduce((sum, { start }) => sum + start.length, 0));
  let written = 0;
  for (const part of parts) {
    yield* within(writePart(part, numbered, triples.subarray(written)), 0.75, 1);
    written += 3 * part.start.length;
  }
  return { triples, omitted };
}

/** At least so many parts of a text, of the same length, each of which one sort can take. */
export function cutText(textLength: number, least: number): PlaceRange[] {
  const count = Math.max(least, Math.ceil(textLength / MOST_WIDTH));
  const cut = (part: number): number => Math.floor((textLength * part) / count);
  return Array.from({ length: count }, (_, part) => ({ from: cut(part), to: cut(part + 1) }));
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

const createOwn: CreateNumbers = (count) => new Uint32Array(count);

/** Lists the places that lie in a range of the text. */
export function* sortPart(
  sets: readonly NodeSet[],
  range: PlaceRange,
  create: CreateNumbers = createOwn,
): Steps<ListPart> {
  const nodes = sets.reduce((sum, { from }) => sum + from.length, 0);
  const sorting = createPlaceSort(
    range,
    sets.reduce((sum, { places }) => sum + places.length, 0),
  );
  for (const set of sets) {
    for (const stretch of cutNodes(set)) {
      countPlaces(set, stretch, sorting);
      yield 0;
    }
  }
  const sorted = openPlaceSort(sorting, create);
  let base = 0;
  for (const set of sets) {
    for (const stretch of cutNodes(set)) {
      takePlaces(set, { ...stretch, base }, sorting, sorted);
      yield 0.1;
    }
    base += set.from.length;
  }
  // Repeats at one place came by rising length, and the sort is stable: places come out by start, then by end.
  yield* within(closePlaceSort(sorting, sorted), 0.2, 0.9);
  const start = sorted.start.subarray(0, -1);
  const node = sorted.node.subarray(0, -1);
  const known = new Uint8Array(nodes);
  const seen = create(nodes);
  let first = 0;
  for (let t = 0; t < node.length; t += STRIDE) {
    first = noteSeen(node.subarray(t, t + STRIDE), known, seen, first);
    yield 0.9;
  }
  return { start, node, seen: seen.subarray(0, first) };
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

/** Lengths and groups of the repeats of all sets. */
export interface NumberedNodes {
  readonly length: Uint32Array;
  readonly group: Uint32Array;
}

/** Numbers the group of each repeat, from the parts in text order. */
export function* numberGroups(
  sets: readonly NodeSet[],
  parts: readonly ListPart[],
  create: CreateNumbers = createOwn,
): Steps<NumberedNodes> {
  const count = sets.reduce((sum, { from }) => sum + from.length, 0);
  const length = create(count);
  let base = 0;
  for (const set of sets) {
    for (let from = 0; from < set.length.length; from += COPIED) {
      length.set(set.length.subarray(from, from + COPIED), base + from);
      yield 0.2;
    }
    base += set.length.length;
  }
  const group = create(count);
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
  return { length, group };
}

function numberSeen(seen: Uint32Array, group: Uint32Array, groups: number): number {
  let next = groups;
  for (const r of seen) if (group[r] === UNNUMBERED) group[r] = next++;
  return next;
}

/** No text has so many repeats: each takes memory of its own. */
const UNNUMBERED = 0xffffffff;

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
