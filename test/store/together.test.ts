/** Asking together: one reading for one turn, every asker its own answer. */

import { expect, test } from 'vitest';
import { Together } from '../../src/store/together.js';

test('those who ask in one turn are answered by one reading, each key read once', async () => {
  const read: (readonly number[])[] = [];
  const names = new Together(async (keys) => {
    read.push(keys);
    return new Map(keys.filter((key) => key < 9).map((key) => [key, `#${key}`]));
  });
  expect(await Promise.all([names.get(1), names.get(2), names.get(1), names.get(9)])).toEqual([
    '#1',
    '#2',
    '#1',
    undefined,
  ]);
  expect(await names.get(3)).toBe('#3');
  expect(read).toEqual([[1, 2, 9], [3]]);
});

test('a fault is told to all who asked, and not to those who ask later', async () => {
  let broken = true;
  const names = new Together(async (keys) => {
    if (broken) throw new Error('damaged');
    return new Map(keys.map((key) => [key, key]));
  });
  expect(await Promise.allSettled([names.get(1), names.get(2)])).toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
  broken = false;
  expect(await names.get(1)).toBe(1);
});
