/** Reading by threads gives what reading here gives, in the same order, problems included. Threads need the built files. */

import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { processHost } from '../../src/cli/host.js';
import { readInputs } from '../../src/cli/inputs.js';
import { sayIn } from '../../src/cli/say.js';

const built = new URL(`../../${process.env['TAOHUA_BUILD'] ?? 'dist'}/cli/`, import.meta.url);
const hasThreads = existsSync(new URL('read-pool.js', built));

const folder = await mkdtemp(join(tmpdir(), 'taohua-ahead-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
for (let file = 0; file < 12; file++) {
  const text = `某${file}市政府工作报告\n各位代表：\n一、2023年工作回顾\n地区生产总值增长${file}.5%。\n二、2024年工作安排\n稳中求进。`;
  await writeFile(join(folder, `${String(file).padStart(2, '0')}.txt`), file === 5 ? '' : text);
}

function hostIn(signal: AbortSignal) {
  return { ...processHost(signal), cwd: folder };
}

describe.skipIf(!hasThreads)(`threads that read (${hasThreads ? 'built' : 'not built: run npm run build'})`, () => {
  test('reports, their order and what was wrong are the same', async () => {
    const fromBuilt = (await import(new URL('inputs.js', built).href)) as { readInputs: typeof readInputs };
    const host = hostIn(new AbortController().signal);
    const here = await readInputs(['.', 'missing.txt'], host, sayIn('en'));
    const there = await fromBuilt.readInputs(['.', 'missing.txt'], host, sayIn('en'), { workers: 2, shareFrom: 1 });
    expect(here.reports.length).toBeGreaterThan(10);
    expect(there).toEqual(here);
  });

  test('an interrupt ends the threads', async () => {
    const fromBuilt = (await import(new URL('inputs.js', built).href)) as { readInputs: typeof readInputs };
    const stop = new AbortController();
    const read = await fromBuilt.readInputs(['.'], hostIn(stop.signal), sayIn('en'), {
      workers: 2,
      shareFrom: 1,
      onRead: (done) => {
        if (done === 3) stop.abort();
      },
    });
    expect(read.reports.length).toBeLessThan(11);
  });
});
