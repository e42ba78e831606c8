/** Places dealt into buckets and sorted there come out as a stable sort of those in the range gives them. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  closePlaceSort,
  countPlaces,
  createPlaceSort,
  cutNodes,
  openPlaceSort,
  type PlaceSort,
  takePlaces,
} from '../../src/sketch/place-sort.js';
import { createNodes, type NodeSet, viewNodes } from '../../src/sketch/repeat-list.js';
import { runAtOnce } from '../../src/sketch/steps.js';
import { createDraw } from './draw.js';

/** Repeats of few and of many places, in text that is skewed: half of all places lie in a hundredth of it. */
function drawNodes(count: number, length: number, seed: number): NodeSet {
  const draw = createDraw(seed);
  const nodes = createNodes();
  for (let left = count; left > 0; ) {
    const own = Math.min(left, draw(50) === 0 ? 20_000 : 2 + draw(5));
    nodes.from.push(nodes.places.length);
    for (let p = 0; p < own; p++) nodes.places.push(draw(draw(2) === 0 ? length : Math.ceil(length / 100)));
    nodes.to.push(nodes.places.length);
    nodes.length.push(13);
    left -= own;
  }
  return viewNodes(nodes);
}

function visit(set: NodeSet, sort: PlaceSort, range: { from: number; to: number }): [number, number][] {
  for (const stretch of cutNodes(set)) countPlaces(set, stretch, sort);
  const placed = openPlaceSort(sort, (count) => new Uint32Array(count));
  for (const stretch of cutNodes(set)) takePlaces(set, { ...stretch, base: 0 }, sort, placed);
  runAtOnce(closePlaceSort(sort, placed));
  expect(placed.start.length - 1).toBe(set.places.filter((place) => place >= range.from && place < range.to).length);
  return Array.from(placed.start.subarray(0, -1), (place, i) => [place, placed.node[i]!]);
}

function expected({ places, from, to }: NodeSet, range: { from: number; to: number }): [number, number][] {
  const all: [number, number][] = [];
  for (let r = 0; r < from.length; r++) {
    for (const place of places.subarray(from[r], to[r])) {
      if (place >= range.from && place < range.to) all.push([place, r]);
    }
  }
  return all.sort(([a], [b]) => a - b);
}

test('equal to a stable sort, whatever the range, the number of places and the length of the text', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60_000 }),
      fc.constantFrom(3, 70, 5000, 1_000_003, 2 ** 30),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat({ max: 1e6 }),
      (count, length, share, seed) => {
        const set = drawNodes(count, length, seed);
        const cut = Math.floor(length * share);
        for (const range of [
          { from: 0, to: cut },
          { from: cut, to: length },
        ]) {
          expect(visit(set, createPlaceSort(range, set.places.length), range)).toEqual(expected(set, range));
        }
      },
    ),
    { seed: 5, numRuns: 12 },
  );
});

test('places beyond 2^31 are sorted in parts', () => {
  const set = {
    places: Uint32Array.of(2 ** 32 - 2, 5, 2 ** 31 + 7, 2 ** 30, 3 * 2 ** 30, 2 ** 31 - 1),
    from: Uint32Array.of(0),
    to: Uint32Array.of(6),
    length: Uint32Array.of(13),
  };
  const starts = [0, 1, 2, 3].flatMap((part) => {
    const range = { from: part * 2 ** 30, to: (part + 1) * 2 ** 30 };
    return visit(set, createPlaceSort(range, 6), range).map(([place]) => place);
  });
  expect(starts).toEqual([5, 2 ** 30, 2 ** 31 - 1, 2 ** 31 + 7, 3 * 2 ** 30, 2 ** 32 - 2]);
});
