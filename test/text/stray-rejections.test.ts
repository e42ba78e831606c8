// Many files read at once ask the process for one listener, and give it back; strays of any of them are dropped.

import { expect, test } from 'vitest';
import { droppingStrays } from '../../src/text/extract/stray-rejections.js';

test('one listener for all calls that run, none afterwards', async () => {
  const before = process.listenerCount('unhandledRejection');
  const dropped: unknown[] = [];
  const calls = Array.from({ length: 20 }, (_, i) =>
    droppingStrays(
      (reason) => {
        if (reason !== `stray ${i}`) return false;
        dropped.push(reason);
        return true;
      },
      async () => {
        void Promise.reject(`stray ${i}`);
        expect(process.listenerCount('unhandledRejection')).toBe(before + 1);
        return i;
      },
    ),
  );
  expect(await Promise.all(calls)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(dropped).toHaveLength(20);
  expect(process.listenerCount('unhandledRejection')).toBe(before);
});
