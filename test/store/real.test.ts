// The three commands on 108 real reports, as files and as an index: the same output to the byte. The reports lie beside the
// repository and are never copied into it; where they are absent this test skips.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { taohua } from '../cli/spawn.js';
import { hasDatabase } from './available.js';
import { temporaryFolder } from './folder.js';

const shared = new URL('../../../shared/data/', import.meta.url);
const real = ['gwr-city-a.jsonl', 'gwr-province-2025.jsonl'].map((name) => new URL(name, shared));

describe.skipIf(!hasDatabase || !real.every((file) => existsSync(file)))('108 real reports', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  const drafts: string[] = [];
  beforeAll(async () => {
    mkdirSync(join(cwd, 'reports'));
    for (const line of real.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))) {
      const { id, text } = JSON.parse(line) as { readonly id: string; readonly text: string };
      drafts.push(`reports/${id}.txt`);
      writeFileSync(join(cwd, `reports/${id}.txt`), text);
    }
    expect(drafts).toHaveLength(108);
    const built = await taohua(['index', 'build', 'ix', 'reports', '--lang', 'en'], { cwd });
    expect(built.stderr).toContain('108 files added');
  }, 240_000);
  afterAll(() => folder.remove());

  test.each([
    ['flag', ['flag', '--json'], ['--against', 'reports']],
    ['ratio', ['ratio', '--json'], ['reports']],
    ['formulas', ['formulas', 'list', '--json'], ['reports']],
  ])('%s: the same output', { timeout: 240_000 }, async (name, args, files) => {
    const asked = name === 'flag' ? [...args, drafts[3]!, drafts[80]!] : args;
    const [onFiles, onIndex] = await Promise.all([
      taohua([...asked, ...files], { cwd }),
      taohua([...asked, '--against', 'ix'], { cwd }),
    ]);
    expect(onFiles.code).toBe(0);
    expect(onFiles.stdout.length).toBeGreaterThan(10_000);
    expect(onIndex.stdout === onFiles.stdout, 'the outputs are equal').toBe(true);
    // What reading had to warn of was said when the index was built.
    expect([onIndex.code, onIndex.stderr]).toEqual([onFiles.code, '']);
  });
});
