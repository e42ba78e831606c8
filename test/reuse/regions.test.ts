import { expect, test } from 'vitest';
import { regionsOf } from '../../src/reuse/regions.js';

test('runs close together in both texts make one region', () => {
  expect(regionsOf([10, 11, 12, 40], [500, 501, 502, 540], 3)).toEqual([
    { a: { from: 10, to: 41 }, b: { from: 500, to: 541 }, runs: 4 },
  ]);
});

test('moved stretches are regions of their own; few runs are none', () => {
  const regions = regionsOf([0, 1, 2, 3, 4, 5, 900], [800, 801, 802, 10, 11, 12, 3], 3);
  expect(regions.map(({ b }) => b.from).sort((x, y) => x - y)).toEqual([10, 800]);
});

test('one run at many places is no region', () => {
  expect(regionsOf([7, 7, 7, 7], [1, 2, 3, 4], 2)).toEqual([]);
});
