/** Reading ahead: the same things in the same order, few on their way, faults where they belong. */

import { expect, test } from 'vitest';
import { readAhead, TOGETHER } from '../../src/reuse/ahead.js';

test('gives all in order and has begun two batches at most ahead of what was taken', async () => {
  const items = Array.from({ length: 3 * TOGETHER + 1 }, (_, n) => n);
  let begun = 0;
  const read = async (n: number): Promise<string> => {
    begun++;
    return `#${n}`;
  };
  let seen = 0;
  for await (const [n, content] of readAhead(items, read)) {
    expect([n, content]).toEqual([seen, `#${seen}`]);
    seen++;
    expect(begun).toBe(Math.min(items.length, (Math.floor(n / TOGETHER) + 2) * TOGETHER));
  }
  expect(seen).toBe(items.length);
});

test('the first are begun before any is asked for', async () => {
  let begun = 0;
  const reading = readAhead([1, 2, 3], async () => ++begun);
  expect(begun).toBe(3);
  await reading.return(undefined);
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
