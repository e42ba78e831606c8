/** One thread in turns, or workers: the same bytes, and both stop when told. Workers need the built files. */

import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createLocalRunner, type Runner } from '../../src/sketch/runner.js';
import { createDraw } from './draw.js';

const built = new URL(`../../${process.env['TAOHUA_BUILD'] ?? 'dist'}/sketch/pool.js`, import.meta.url);
const hasWorkers = existsSync(built);

/** Text with copies in it: passages of 1 to 80 units, and one long one. */
function makeText(units: number): { symbols: Uint16Array; offsets: Uint32Array } {
  const draw = createDraw(5);
  const symbols = Uint16Array.from({ length: units }, () => 0x4e00 + draw(900));
  for (let copy = 0; copy < units / 400; copy++) {
    const from = draw(units - 200);
    symbols.copyWithin(draw(units - 200), from, from + draw(200));
  }
  const offsets = [0];
  for (let at = 0; at < units; ) {
    at = Math.min(units, at + (at === 0 ? units >>> 2 : draw(80)));
    offsets.push(at);
  }
  return { symbols, offsets: Uint32Array.from(offsets) };
}

const text = makeText(400_000);
const local = createLocalRunner();

async function createPool(workers: number): Promise<Runner> {
  const { createPoolRunner } = (await import(built.href)) as typeof import('../../src/sketch/pool.js');
  return createPoolRunner({ workers, shareFrom: 1000 });
}

describe.skipIf(!hasWorkers)(`workers (${hasWorkers ? 'built' : 'not built: run npm run build'})`, () => {
  const pools: Runner[] = [];
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  test.each([2, 3])('%d give the bytes of one thread', async (workers) => {
    const pool = await createPool(workers);
    pools.push(pool);
    for (const width of [16, 32] as const) {
      const signed = await pool.signatures(text, { width });
      expect(
        Buffer.compare(Buffer.from(signed.buffer), Buffer.from((await local.signatures(text, { width })).buffer)),
      ).toBe(0);
    }
    const expected = await local.repeats(text, { minLength: 13 });
    expect(expected.triples.length).toBeGreaterThan(3000);
    expect(await pool.repeats(text, { minLength: 13 })).toEqual(expected);
    expect(await pool.repeats(text, { minLength: 13, memoryBudget: 2 ** 20 })).toEqual(expected);
  });

  test('stop within a tenth of a second of the signal, and work again afterwards', async () => {
    const pool = await createPool(2);
    pools.push(pool);
    await expectStop(pool);
    expect(await pool.signatures(text)).toHaveLength(128 * (text.offsets.length - 1));
  });

  test('wrong arguments are refused before a worker starts', async () => {
    const pool = await createPool(2);
    await expect(pool.repeats(text, { minLength: 0 })).rejects.toThrow('minLength is 0');
    await expect(pool.signatures(text, { k: 0 })).rejects.toThrow('k is 0');
  });
});

type Job = (signal: AbortSignal) => Promise<unknown>;

/** Starts long work, aborts it after a while, and gives the milliseconds it went on. */
async function abortAfter(delay: number, job: Job): Promise<number> {
  const controller = new AbortController();
  const aborted = new Promise<number>((resolve) => {
    setTimeout(() => {
      controller.abort();
      resolve(performance.now());
    }, delay);
  });
  await expect(job(controller.signal)).rejects.toThrow(expect.objectContaining({ code: 'aborted' }));
  return performance.now() - (await aborted);
}

/** The best of three: a busy machine may keep a thread waiting longer than the work does. */
async function expectStop(runner: Runner): Promise<void> {
  const long = makeText(1_500_000);
  const jobs: readonly Job[] = [
    (signal) => runner.signatures(long, { signal, kernel: 'js' }),
    (signal) => runner.repeats(long, { signal, minLength: 4, memoryBudget: 2 ** 20 }),
  ];
  for (const job of jobs) {
    let best = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 3 && best > 100; attempt++) best = Math.min(best, await abortAfter(30, job));
    expect(best).toBeLessThan(250);
  }
}

describe('one thread', () => {
  test('stops within a tenth of a second of the signal', () => expectStop(local));

  test('does not begin when the signal has fired already', async () => {
    const signal = AbortSignal.abort();
    await expect(local.signatures(text, { signal })).rejects.toThrow(expect.objectContaining({ code: 'aborted' }));
    await expect(local.repeats(text, { signal, minLength: 13 })).rejects.toThrow(
      expect.objectContaining({ code: 'aborted' }),
    );
  });

  test('tells how far it is', async () => {
    const heard: number[] = [];
    await local.repeats(text, { minLength: 2, onProgress: ({ done, total }) => heard.push(done / total) });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.every((share, i) => share >= (heard[i - 1] ?? 0) && share <= 1)).toBe(true);
  });
});
