// What an index meets in the wild: cut and changed files, another writer, other versions, folders that cannot be written.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flagCopies } from '../../src/reuse/flag.js';
import { openIndex } from '../../src/store/open.js';
import { Record } from '../../src/store/record.js';
import { SegmentSet } from '../../src/store/segment-set.js';
import { hasDatabase } from './available.js';
import { temporaryFolder } from './folder.js';
import { small } from './samples.js';

const FILES = fileURLToPath(new URL('./files/', import.meta.url));

describe.skipIf(!hasDatabase)('an index in trouble', () => {
  const folder = temporaryFolder();
  const sound = `${folder.path}/sound`;
  let copies = 0;
  beforeAll(async () => {
    const index = await openIndex(sound, { mode: 'create' });
    for (const [i, words] of ['甲乙', '丙丁', '戊己'].entries()) await index.add(await small(`${i}.txt`, words));
    await index.close();
  });
  afterAll(() => folder.remove());

  function copy(): string {
    const path = `${folder.path}/copy-${++copies}`;
    cpSync(sound, path, { recursive: true });
    return path;
  }

  const segmentsOf = (path: string): string[] =>
    readdirSync(`${path}/segments`).map((name) => `${path}/segments/${name}`);

  async function findings(path: string): Promise<unknown> {
    const [draft] = await small('draft.txt', '甲乙');
    const index = await openIndex(path);
    const found = await flagCopies(draft!, index);
    await index.close();
    return found;
  }

  test('look-ups that are gone, cut or changed are made anew from the record', async () => {
    const expected = await findings(sound);
    const harms: ((file: string) => void)[] = [
      (file) => truncateSync(file, 7),
      (file) => writeFileSync(file, ''),
      (file) => flip(file, 3),
      (file) => flip(file, readFileSync(file).length - 30),
    ];
    for (const harm of harms) {
      const path = copy();
      for (const file of segmentsOf(path)) harm(file);
      expect(await findings(path)).toEqual(expected);
      const index = await openIndex(path, { mode: 'write' });
      expect(index.mended.length).toBeGreaterThan(0);
      await index.close();
      const again = await openIndex(path);
      expect(await again.verify()).toEqual({ isSound: true, reports: 3, faults: [] });
      await again.close();
    }
  });

  test('a reader makes few look-ups in memory, and of more says what to do', async () => {
    const path = copy();
    rmSync(`${path}/segments`, { recursive: true });
    const record = await Record.open(path, 'read');
    const few = await SegmentSet.open(path, record, false);
    expect([few.behind, few.segments.length]).toEqual([0, 1]);
    const many = await SegmentSet.open(path, record, false, 20);
    expect([many.behind, many.segments.length]).toEqual([3, 0]);
    record.close();
    const writer = await openIndex(path, { mode: 'write' });
    await writer.close();
    expect(segmentsOf(path).length).toBeGreaterThan(1);
  });

  test('a flipped bit anywhere in a segment is found: never another answer', async () => {
    const expected = JSON.stringify(await findings(sound));
    const path = copy();
    const [file] = segmentsOf(path).filter((name) => !name.endsWith('.json'));
    const whole = readFileSync(file!);
    for (let i = 0; i < 60; i++) {
      flip(file!, Math.floor((i * whole.length) / 60));
      const index = await openIndex(path);
      const { isSound } = await index.verify();
      await index.close();
      expect(isSound).toBe(false);
      const found = await findings(path).then(JSON.stringify, (error: Error) => error.message);
      if (found !== expected) expect(found).toMatch(/is damaged/);
      if (i === 59) {
        const writer = await openIndex(path, { mode: 'write' });
        await writer.compact();
        expect(await writer.verify()).toMatchObject({ reports: 3 });
        await writer.close();
        expect(JSON.stringify(await findings(path))).toBe(expected);
      }
      writeFileSync(file!, whole);
    }
  });

  test('a record that is cut or changed is refused with what to do', async () => {
    for (const harm of [(file: string) => truncateSync(file, 5000), (file: string) => flip(file, 9)]) {
      const path = copy();
      harm(`${path}/reports.duckdb`);
      await expect(openIndex(path)).rejects.toMatchObject({
        name: 'TaohuaError',
        code: expect.stringMatching(/^index-(?:damaged|failed|version)$/),
      });
    }
  });

  test('no index, and another program’s database', async () => {
    await expect(openIndex(`${folder.path}/nowhere`)).rejects.toMatchObject({ code: 'index-missing' });
    expect(existsSync(`${folder.path}/nowhere`)).toBe(false);
    mkdirSync(`${folder.path}/other`);
    writeFileSync(`${folder.path}/other/reports.duckdb`, 'something else');
    await expect(openIndex(`${folder.path}/other`)).rejects.toMatchObject({ code: expect.stringMatching(/^index-/) });
    await expect(openIndex('')).rejects.toMatchObject({ code: 'bad-argument' });
  });

  test('an older or newer format is named, and so is ours', async () => {
    const path = copy();
    const { Database } = await import('../../src/store/duckdb.js');
    const database = await Database.open(`${path}/reports.duckdb`, 'READ_WRITE');
    await database.run("UPDATE setting SET value = '7' WHERE key = 'format'");
    database.close();
    await expect(openIndex(path)).rejects.toMatchObject({
      code: 'index-version',
      message: expect.stringMatching(/format 7, .*formats 1 to 2/),
    });
  });

  test('look-ups made by another way of reading are made anew', async () => {
    const expected = await findings(sound);
    const path = copy();
    const list = `${path}/segments/list.json`;
    writeFileSync(list, readFileSync(list, 'utf8').replace(/, tokens [0-9a-f]+"/, ', tokens 0"'));
    expect(await findings(path)).toEqual(expected);
    const index = await openIndex(path, { mode: 'write' });
    expect(index.mended).toEqual([expect.stringMatching(/tokens 0", this program works with "TAOHUAS2, runs/)]);
    await index.close();
    const again = await openIndex(path);
    expect(again.mended).toEqual([]);
    await again.close();
  });

  test.each([1, 2])('an index of format %i opens, for ever', async (format) => {
    const path = `${folder.path}/format-${format}`;
    cpSync(`${FILES}format-${format}`, path, { recursive: true });
    writeFileSync(`${path}/reports.duckdb`, gunzipSync(readFileSync(`${path}/reports.duckdb.gz`)));
    rmSync(`${path}/reports.duckdb.gz`);
    const reader = await openIndex(path);
    expect(await reader.info()).toMatchObject({ format, reports: 3 });
    await reader.close();
    const index = await openIndex(path, { mode: 'write' });
    // Its look-ups are made anew where the way of reading has changed since.
    expect((await index.verify()).faults).toEqual(index.mended);
    await index.add(await small('new.txt', '庚辛'));
    expect(await index.info()).toMatchObject({ format: 2, reports: 4 });
    await index.close();
  });

  test('a folder that cannot be made is told, also where the system says strange things', async () => {
    const file = `${folder.path}/a-file`;
    writeFileSync(file, '');
    const index = await openIndex(sound);
    for (const target of [`${file}/below`, file, '/proc/nowhere/below']) {
      if (target.startsWith('/proc') && !existsSync('/proc/self')) continue;
      await expect(openIndex(target, { mode: 'create' })).rejects.toMatchObject({ code: 'index-read-only' });
      await expect(index.export(target)).rejects.toMatchObject({ code: 'index-export' });
    }
    await index.close();
  });

  test('what was opened for reading is not written', async () => {
    const index = await openIndex(sound);
    await expect(index.add(await small('x.txt', '壬癸'))).rejects.toMatchObject({ code: 'bad-argument' });
    await index.close();
    await expect(index.info()).rejects.toMatchObject({ code: 'bad-argument' });
  });

  function flip(file: string, at: number): void {
    const bytes = readFileSync(file);
    bytes[at]! ^= 4;
    writeFileSync(file, bytes);
  }
});
