// taohua index as a user types it, the same answers with an index as with the files, a second writer, and a few kills.

import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openIndex } from '../../src/store/open.js';
import { STACK, taohua } from '../cli/spawn.js';
import { hasDatabase } from './available.js';
import { temporaryFolder } from './folder.js';
import { killAndCheck } from './kills.mjs';
import { CLEAN } from './samples.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

describe.skipIf(!hasDatabase)('taohua index', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  const run = (...args: string[]) => taohua([...args, '--lang', 'en'], { cwd });
  beforeAll(async () => {
    await cp(CLEAN, join(cwd, 'reports'), { recursive: true });
    const built = await run('index', 'build', 'ix', 'reports');
    expect([built.code, built.stdout, built.stderr]).toEqual([
      0,
      '',
      'index: 14 files added, 0 replaced, 0 unchanged.\n',
    ]);
  });
  afterAll(() => folder.remove());

  test('info, verify, export, and adding again', async () => {
    expect(JSON.parse((await run('index', 'info', 'ix', '--json')).stdout)).toMatchObject({ format: 2, reports: 14 });
    expect(await run('index', 'verify', 'ix')).toMatchObject({ code: 0, stdout: 'the index is sound: 14 reports.\n' });
    expect((await run('index', 'add', 'ix', 'reports')).stderr).toContain('0 files added, 0 replaced, 14 unchanged');
    expect((await run('index', 'export', 'ix', 'out')).code).toBe(0);
    expect((await run('index', 'import', 'copy', 'out')).stderr).toContain('14 files added, 0 replaced, 0 unchanged');
    expect((await run('index', 'verify', 'copy')).code).toBe(0);
    expect((await run('index', 'export', 'ix', 'few', '--tables', 'reports,sources')).code).toBe(0);
    expect(readdirSync(join(cwd, 'few')).sort()).toEqual(['reports.parquet', 'sources.parquet']);
    expect(await run('index', 'export', 'ix', 'few', '--tables', 'words')).toMatchObject({ code: 2, stdout: '' });
  });

  test.each([
    ['flag', ['flag', 'reports/hedian-2024.txt', '--json'], ['--against', 'reports']],
    ['ratio', ['ratio', '--json'], ['reports']],
    ['formulas', ['formulas', 'list'], ['reports']],
  ])('%s gives the same output on the index as on the files', async (_, args, files) => {
    const onFiles = await taohua([...args, ...files], { cwd });
    const onIndex = await taohua([...args, '--against', 'ix'], { cwd });
    expect(onFiles.code).toBe(0);
    expect(onIndex).toEqual(onFiles);
    expect(onFiles.stdout.length).toBeGreaterThan(1000);
  });

  test('removing says what was not there', async () => {
    await run('index', 'build', 'small', 'reports/modu-2023.txt', 'reports/modu-2024.txt');
    const { code, stderr } = await run('index', 'remove', 'small', 'reports/modu-2023.txt', 'other.txt');
    expect(code).toBe(3);
    expect(stderr).toMatch(/1 files removed[\s\S]*1 paths are not in the index/);
    expect(JSON.parse((await run('index', 'info', 'small', '--json')).stdout)).toMatchObject({ reports: 1 });
  });

  test('a file is one file however its path is spelled, and whether it is still there or not', async () => {
    const spelled = ['reports/modu-2023.txt', './reports//modu-2023.txt', join(cwd, 'reports/modu-2023.txt')];
    await run('index', 'build', 'spelled', spelled[0]!);
    for (const path of spelled)
      expect((await run('index', 'add', 'spelled', path)).stderr).toContain('0 files added, 0 replaced, 1 unchanged');
    const below = await taohua(['index', 'add', '../spelled', 'modu-2023.txt', '--lang', 'en'], {
      cwd: `${cwd}/reports`,
    });
    // The name that reports carry is the one typed last.
    expect(below.stderr).toContain('0 files added, 1 replaced, 0 unchanged');
    await cp(join(cwd, 'reports/modu-2024.txt'), join(cwd, 'gone.txt'));
    await run('index', 'add', 'spelled', 'gone.txt');
    rmSync(join(cwd, 'gone.txt'));
    expect((await run('index', 'remove', 'spelled', './gone.txt', spelled[2]!)).stderr).toContain('2 files removed');
    expect(JSON.parse((await run('index', 'info', 'spelled', '--json')).stdout)).toMatchObject({ sources: 0 });
  });

  test('a flag against an index that had to be mended says what to do', async () => {
    await run('index', 'build', 'behind', 'reports/modu-2023.txt');
    writeFileSync(join(cwd, 'behind/segments/list.json'), '?');
    const flagged = await run('flag', 'reports/modu-2024.txt', '--against', 'behind');
    expect(flagged.code).toBe(0);
    expect(flagged.stderr).toMatch(/mended in memory alone \(list\.json is damaged\); run taohua index build/);
  });

  test('a second writer, and what is no index', async () => {
    const held = await openIndex(join(cwd, 'ix'), { mode: 'write' });
    const second = await run('index', 'add', 'ix', 'reports');
    await held.close();
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/another process has this index open/);
    const missing = await run('index', 'info', 'nowhere');
    expect([missing.code, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toMatch(/is no index; make one with/);
    for (const { stderr } of [second, missing]) expect(stderr).not.toMatch(STACK);
  });

  test('five kills lose nothing (npm run test:kills does 200)', async () => {
    expect((await killAndCheck({ lib: DIST, kills: 5 })).faults).toEqual([]);
  });
});
