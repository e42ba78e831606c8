// Parquet out and in: the same index comes back, other programs can read the tables, and what is no export is refused.

import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import { mineFormulas } from '../../src/reuse/analyse.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { Database, parquetIn } from '../../src/store/duckdb.js';
import { type Index, openIndex } from '../../src/store/open.js';
import { hasDatabase } from './available.js';
import { temporaryFolder } from './folder.js';
import { readSamples, small } from './samples.js';

describe.skipIf(!hasDatabase)('Parquet', () => {
  const folder = temporaryFolder();
  const parquet = `${folder.path}/it's parquet [1]*`;
  let reports: Report[] = [];
  let index: Index;
  beforeAll(async () => {
    reports = await readSamples();
    const [first] = reports;
    // What UTF-8 and C strings cannot hold, a file of two reports, one without a path, one with pages, a changed one.
    reports.push(
      ...(await readReports(`${first!.source.text.slice(0, 900)}\ud800\u0000尾`, { path: "odd 'name'\n.txt" })),
      ...(await readReports(`${reports[3]!.source.text}\n\n\n${reports[9]!.source.text}`, { path: 'two.txt' })),
      ...(await readReports(reports[5]!.source.text.slice(0, 2000))),
      ...(await readReports(readFileSync(new URL('../../seeds/damaged/yangui-2023.pdf', import.meta.url)), {
        path: 'pages.pdf',
      })),
    );
    index = await openIndex(`${folder.path}/index`, { mode: 'create' });
    await index.add(await small('two.txt', '甲乙'));
    await index.add(reports);
    expect((await index.export(parquet)).map((path) => path.slice(parquet.length + 1))).toEqual(
      ['sources', 'reports', 'passages', 'formulas', 'occurrences'].map((name) => `${name}.parquet`),
    );
  });
  afterAll(async () => {
    await index.close();
    folder.remove();
  });

  async function all(of: Index): Promise<Report[]> {
    const found: Report[] = [];
    for await (const report of of.reports()) found.push(report);
    return found;
  }

  async function rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    const database = await Database.open(':memory:', 'READ_WRITE');
    const found = await database.rows(sql.replace(/\{(\w+)\}/g, (_, name: string) => parquetIn(parquet, name)));
    database.close();
    return found;
  }

  test('a round trip gives the same reports in the same order, and the same findings', async () => {
    const copy = await openIndex(`${folder.path}/copy`, { mode: 'create' });
    const { sources } = await index.info();
    expect(await copy.import(parquet)).toEqual({ added: sources, replaced: 0, unchanged: 0 });
    expect(await all(copy)).toEqual(await all(index));
    expect(await copy.verify()).toMatchObject({ isSound: true, faults: [] });
    expect(await flagCopies(reports[7]!, copy)).toEqual(await flagCopies(reports[7]!, index));
    expect(await copy.import(parquet)).toEqual({ added: 0, replaced: 0, unchanged: sources });
    await copy.close();
    expect(readdirSync(parquet).sort()).toEqual(
      ['formulas', 'occurrences', 'passages', 'reports', 'sources'].map((name) => `${name}.parquet`),
    );
  });

  test('passages quote their reports, and band keys bring like ones together', async () => {
    const quoted = await rows(
      `SELECT count(*)::INTEGER, count_if(p.text = substr(s.text, p.starts + 1, p.ends - p.starts))::INTEGER, min(len(p.keys))::INTEGER
       FROM {passages} p JOIN {reports} r ON p.report = r.no JOIN {sources} s ON r.source = s.no WHERE s.exact IS NULL`,
    );
    const [count, equal, keys] = quoted[0]!.map(Number);
    expect(count).toBeGreaterThan(1000);
    expect([equal, keys]).toEqual([count, 32]);
    // Sentences with one hash have the same keys in every band.
    expect(
      await rows('SELECT count(DISTINCT keys)::INTEGER FROM {passages} GROUP BY hash HAVING count(DISTINCT keys) > 1'),
    ).toEqual([]);
  });

  test('formulas and their occurrences are those of the reports', async () => {
    const held = await all(index);
    const { mined } = mineFormulas(held);
    const found = await rows('SELECT id, template, issuers FROM {formulas} ORDER BY ALL');
    const expected = mined.map(({ formula: { id, template, issuers } }) => [id, template, issuers]);
    expect(found).toEqual(expected.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)));
    const texts = new Map(held.map(({ id, source }) => [id, source.text]));
    const places = await rows('SELECT report, starts, ends, text FROM {occurrences}');
    expect(places).toHaveLength(mined.reduce((sum, { formula }) => sum + formula.occurrences.length, 0));
    for (const [report, from, to, text] of places)
      expect(text).toBe(texts.get(String(report))!.slice(Number(from), Number(to)));
  });

  test('only the tables that were asked for', async () => {
    await index.export(`${folder.path}/few`, { tables: ['reports'] });
    expect(readdirSync(`${folder.path}/few`)).toEqual(['reports.parquet']);
    await expect(index.export(`${folder.path}/few`, { tables: ['keys'] })).rejects.toMatchObject({
      code: 'bad-argument',
    });
  });

  test('what is missing, cut or another’s is refused, and nothing of it is kept half', async () => {
    const copy = await openIndex(`${folder.path}/refused`, { mode: 'create' });
    await expect(copy.import(`${folder.path}/nowhere`)).rejects.toMatchObject({ code: 'index-import' });
    const broken = `${folder.path}/broken`;
    mkdirSync(broken);
    for (const name of ['sources', 'reports']) copyFileSync(`${parquet}/${name}.parquet`, `${broken}/${name}.parquet`);
    writeFileSync(`${broken}/reports.parquet`, readFileSync(`${broken}/reports.parquet`).subarray(0, 4000));
    await expect(copy.import(broken)).rejects.toMatchObject({ code: 'index-import' });
    // The readings of other sources.
    copyFileSync(`${parquet}/formulas.parquet`, `${broken}/reports.parquet`);
    await expect(copy.import(broken)).rejects.toMatchObject({ code: 'index-import' });
    expect(await copy.info()).toMatchObject({ reports: 0 });
    await copy.close();
  });
});
