import { expect, test } from 'vitest';
import { type Bead, joinBeads } from '../../src/align/beads.js';
import { buildFeatures } from '../../src/align/features.js';
import { CLAUSES, rowsOf } from './draw.js';

const [p, q, r, s] = CLAUSES as unknown as [string, string, string, string];

function joined(a: readonly string[], b: readonly string[], links: readonly (readonly [number, number])[]): string {
  const beads: Bead[] = links.map(([i, j]) => ({ a: [i], b: [j], score: 0.7 }));
  return joinBeads(buildFeatures(rowsOf(a), rowsOf(b)), beads)
    .map((bead) => `${bead.a}-${bead.b}`)
    .join(' ');
}

test('the other half of a split sentence joins', () => {
  expect(
    joined(
      [`${p}，${q}。`, `${s}。`],
      [`${p}。`, `${q}。`, `${s}。`],
      [
        [0, 0],
        [1, 2],
      ],
    ),
  ).toBe('0-0,1 1-2');
});

test('the other part of a merged sentence joins, also across what was dropped', () => {
  expect(joined([`${p}。`, `${r}。`, `${q}。`], [`${p}，${q}。`], [[0, 0]])).toBe('0,2-0');
});

test('a neighbour that shares nothing new stays outside', () => {
  expect(joined([`${p}。`, `${p}。`], [`${p}，${q}。`], [[0, 0]])).toBe('0-0');
  expect(joined([`${p}。`, `${r}。`], [`${p}，${q}。`], [[0, 0]])).toBe('0-0');
});

test('a poor link of its own is left for a good join', () => {
  const a = [`${p}。`, `${q}。`];
  const b = [`${p}，${q}。`, `${r}，${s}，${q.slice(0, 4)}。`];
  const beads: Bead[] = [
    { a: [0], b: [0], score: 0.7 },
    { a: [1], b: [1], score: 0.36 },
  ];
  const found = joinBeads(buildFeatures(rowsOf(a), rowsOf(b)), beads);
  expect(found.map((bead) => `${bead.a}-${bead.b}`)).toEqual(['0,1-0']);
});
