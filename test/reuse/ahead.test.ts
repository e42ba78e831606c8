/** Reading one ahead: the same things in the same order, one on its way at most, faults where they belong. */

import { expect, test } from 'vitest';
import { readAhead } from '../../src/reuse/ahead.js';

test('gives all in order and has begun one more than was taken', async () => {
  const begun: number[] = [];
  const read = async (n: number): Promise<string> => {
    begun.push(n);
    return `#${n}`;
  };
  const seen: unknown[] = [];
  for await (const [n, content] of readAhead([1, 2, 3], read)) {
    seen.push([n, content]);
    expect(begun).toEqual([1, 2, 3].slice(0, n + 1));
  }
  expect(seen).toEqual([
    [1, '#1'],
    [2, '#2'],
    [3, '#3'],
  ]);
});

test('nothing to read is read', async () => {
  for await (const one of readAhead([], () => Promise.reject(new Error('read')))) expect(one).toBe('nothing');
});

test('a fault reaches who asks for that item, and nobody who has left', async () => {
  const read = async (n: number): Promise<number> => {
    if (n === 2) throw new Error('damaged');
    return n;
  };
  const all = async (): Promise<void> => {
    for await (const [n] of readAhead([1, 2], read)) expect(n).toBe(1);
  };
  await expect(all()).rejects.toThrow('damaged');
  for await (const [n] of readAhead([1, 2], read)) {
    expect(n).toBe(1);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve));
});
