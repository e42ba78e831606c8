/** The benchmark without Python or its packages: rates are null, and it is said why. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';

interface PythonRates {
  readonly rates: Readonly<Record<string, number | null>>;
  readonly missing?: string;
}

const measure: string = new URL('../bench/measure.mjs', import.meta.url).href;
const { pythonRates } = (await import(measure)) as {
  pythonRates(script: string, args: readonly string[], names: readonly string[]): PythonRates;
};

const folder = mkdtempSync(join(tmpdir(), 'taohua-rivals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** One passage of four units, as the benchmark exports it. */
const file = join(folder, 'passages.bin');
writeFileSync(file, Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 97, 0, 98, 0, 99, 0, 100, 0]));

const names = ['datasketch', 'rensa'];

test('no Python', () => {
  vi.stubEnv('PYTHON', join(folder, 'nothing'));
  expect(pythonRates('sketch-rivals.py', [file, '1'], names)).toEqual({
    rates: { datasketch: null, rensa: null },
    missing: expect.stringContaining('does not start (ENOENT)'),
  });
});

test('a program that is no Python', () => {
  vi.stubEnv('PYTHON', process.execPath);
  const { rates, missing } = pythonRates('sketch-rivals.py', [file, '1'], names);
  expect(rates).toEqual({ datasketch: null, rensa: null });
  expect(missing).toContain(process.execPath);
});

test('a rate for each package that Python has, a reason for the others', ({ skip }) => {
  const { rates, missing } = pythonRates('sketch-rivals.py', [file, '1'], names);
  if (missing?.includes('does not start')) skip('no Python here');
  for (const name of names) {
    if (rates[name] === null) expect(missing).toContain(`no ${name}`);
    else expect(rates[name]).toBeGreaterThan(0);
  }
});
