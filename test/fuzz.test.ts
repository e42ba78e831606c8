// A short run of the fuzzer: the same cases every time. The long runs are in docs/reliability.md.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readReports } from '../src/index.js';

const FUZZER = fileURLToPath(new URL('./bench/fuzz.mjs', import.meta.url));

test('mutated samples of every format: nothing throws, nothing hangs, no span leaves its text', async () => {
  const printed = await new Promise<string>((resolve) => {
    execFile(process.execPath, [FUZZER, '--cases', '150', '--seed', '1'], (_error, stdout) => resolve(stdout));
  });
  const { cases, hangs, faults } = JSON.parse(printed) as { cases: number; hangs: unknown[]; faults: unknown[] };
  expect({ cases, hangs, faults }).toEqual({ cases: 150, hangs: [], faults: [] });
}, 90_000);

test('a line separator before the title does not hang the search for it', async () => {
  expect(await readReports('\u2028沧澜省2024年政府工作报告\n各位代表：\n', { path: 'x.txt' })).toHaveLength(1);
});
