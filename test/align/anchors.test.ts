import { expect, test } from 'vitest';
import { anchor, classify } from '../../src/align/anchors.js';
import { CLAUSES, rowsOf } from './draw.js';

const [p, q, r] = CLAUSES.slice(0, 3).map((clause) => `${clause}，${clause}。`) as [string, string, string];

function anchors(a: readonly string[], b: readonly string[]): readonly number[] {
  const [rowsA, rowsB] = [rowsOf(a), rowsOf(b)];
  return [...anchor(rowsA, classify(rowsA, rowsB))];
}

test('a unit that stands once on each side is settled, wherever it stands', () => {
  expect(anchors([p, q, r], [r, p, q])).toEqual([1, 2, 0]);
});

test('a repeated unit is settled only beside an anchor', () => {
  expect(anchors([p, q, q], [q, q, p])).toEqual([2, -1, -1]);
  expect(anchors([p, q, r, q], [p, q, '另有一句。', q])).toEqual([0, 1, -1, -1]);
});

test('other values are the same unit', () => {
  expect(anchors(['地区生产总值增长6.5%，好于预期。'], ['地区生产总值增长5%，好于预期。'])).toEqual([0]);
});

test('short units are no anchors of their own, and go with their neighbour', () => {
  expect(anchors(['各位代表！'], ['各位代表！'])).toEqual([-1]);
  expect(anchors(['各位代表！', p], ['各位代表！', p])).toEqual([0, 1]);
});
