// A service that flags draft after draft keeps nothing of them: the heap after 2,000 calls is the heap after a few.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { flagCopies, readReports } from '../src/index.js';

const MEGABYTE = 1024 * 1024;
/** What the caches of the engine itself may add. */
const ALLOWED = 12 * MEGABYTE;

test('2,000 small calls leave the heap as it was', async () => {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const [source] = await readReports(text('东溪市', '把老码头改成了夜市，把旧船厂改成了书店'), { path: 'source.txt' });
  const heapAfter = async (calls: number, from: number): Promise<number> => {
    for (let i = from; i < from + calls; i++) {
      const [draft] = await readReports(text(`第${i}市`, `把第${i}座老码头改成了夜市，把旧船厂改成了书店`), {
        path: `draft-${i}.txt`,
      });
      await flagCopies(draft!, [source!]);
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await heapAfter(200, 0);
  const after = await heapAfter(2000, 200);
  expect(after - before).toBeLessThan(ALLOWED);
}, 60_000);

function text(place: string, sentence: string): string {
  return `${place}政府工作报告\n各位代表：\n一、工作回顾\n一年来，我们${sentence}，修好了通往山里的最后一条路。\n二、工作安排\n新的一年，再修三座桥。\n`;
}
