// Adding twice, changing, removing: the record and its look-ups always say the same.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { hold } from '../../src/reuse/copy-align.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { openIndex } from '../../src/store/open.js';
import { Record } from '../../src/store/record.js';
import { SegmentSet } from '../../src/store/segment-set.js';
import { hasDatabase } from './available.js';
import { temporaryFolder } from './folder.js';
import { readSamples, small } from './samples.js';

describe.skipIf(!hasDatabase)('changes of an index', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  test('adding is idempotent, a changed file replaces what was there, removing leaves nothing', async () => {
    const index = await openIndex(`${folder.path}/changes`, { mode: 'create' });
    const first = await small('a.txt', '甲乙');
    expect(await index.add(first)).toEqual({ added: 1, replaced: 0, unchanged: 0 });
    expect(await index.add([...first, ...(await small('b.txt', '丙丁'))])).toEqual({
      added: 1,
      replaced: 0,
      unchanged: 1,
    });
    expect(await index.add(await small('a.txt', '戊己'))).toEqual({ added: 0, replaced: 1, unchanged: 0 });
    const titles: (string | undefined)[] = [];
    for await (const { title } of index.reports()) titles.push(title);
    expect(titles.map((title) => title?.slice(0, 2))).toEqual(['戊己', '丙丁']);
    expect((await index.verify()).faults).toEqual([]);
    expect(await index.remove(['a.txt', 'nowhere.txt'])).toBe(1);
    expect(await index.remove(['a.txt'])).toBe(0);
    expect((await index.info()).reports).toBe(1);
    expect((await index.verify()).faults).toEqual([]);
    await index.close();
    const again = await openIndex(`${folder.path}/changes`);
    expect(again.mended).toEqual([]);
    expect((await again.info()).reports).toBe(1);
    await again.close();
  });

  test('after every change the findings are those on the reports that are left', async () => {
    const reports = await readSamples();
    const draft = reports[7]!;
    const index = await openIndex(`${folder.path}/left`, { mode: 'create' });
    let left = reports.slice(0, 4);
    await index.add(left);
    for (const [i, report] of reports.slice(4).entries()) {
      await index.add([report]);
      left = [...left, report];
      if (i % 4 === 2) {
        const gone = left[i]!;
        expect(await index.remove([gone.source.path!])).toBe(1);
        left = left.filter((one) => one !== gone);
        const others = left.filter(({ id }) => id !== draft.id);
        expect(await flagCopies(draft, index)).toEqual(await flagCopies(draft, others));
      }
    }
    expect((await index.verify()).faults).toEqual([]);
    await index.close();
  });

  test('a removed report is withdrawn from its segment, which stays as it is until it is packed', async () => {
    const path = `${folder.path}/withdrawn`;
    const reports = await readSamples();
    const [draft, gone, changed] = [reports[7]!, reports[6]!, reports[9]!];
    let index = await openIndex(path, { mode: 'create' });
    await index.add(reports);
    const large = readdirSync(`${path}/segments`).filter((name) => name !== 'list.json');
    expect(await index.remove([gone.source.path!])).toBe(1);
    const again = await small(changed.source.path!, '壬癸');
    expect(await index.add(again)).toMatchObject({ replaced: 1 });
    expect(readdirSync(`${path}/segments`)).toEqual(expect.arrayContaining(large));
    expect(await index.info()).toMatchObject({ reports: 13, withdrawn: 2 });
    const left = [...reports.filter((report) => ![draft, gone, changed].includes(report)), ...again];
    const expected = await flagCopies(draft, left);
    const agrees = async (): Promise<void> => {
      for (const mode of ['read', 'write'] as const) {
        expect(await flagCopies(draft, index)).toEqual(expected);
        expect((await index.verify()).faults).toEqual(index.mended);
        await index.close();
        index = await openIndex(path, { mode });
      }
    };
    await agrees();
    expect(index.mended).toEqual([]);
    // A withdrawal that cannot be read: its segment is made anew.
    const list = JSON.parse(readFileSync(`${path}/segments/list.json`, 'utf8')) as { withdrawn: { name: string }[] };
    await index.close();
    writeFileSync(`${path}/segments/${list.withdrawn[0]!.name}`, 'no segment');
    index = await openIndex(path);
    expect(index.mended).toHaveLength(1);
    await agrees();
    await index.compact();
    expect(await index.info()).toMatchObject({ segments: 1, withdrawn: 0 });
    await agrees();
    await index.close();
  });

  test('a withdrawal before the record has forgotten the report counts for nothing', async () => {
    const path = `${folder.path}/crash`;
    const reports = await readSamples();
    const index = await openIndex(path, { mode: 'create' });
    await index.add(reports);
    await index.close();
    const record = await Record.open(path, 'write');
    const set = await SegmentSet.open(path, record, true);
    const { no, issuer } = [...record.reports.values()][6]!;
    const [first, second] = [1, 2].map(() => ({ no, issuer, id: hold(reports[6]!).units.tokens.id }));
    set.withdraw([first!]);
    set.withdraw([second!]);
    // The process ends here.
    set.close();
    record.close();
    const after = await openIndex(path);
    expect(await after.verify()).toEqual({ isSound: true, reports: 14, faults: [] });
    const draft = reports[7]!;
    expect(await flagCopies(draft, after)).toEqual(
      await flagCopies(
        draft,
        reports.filter((report) => report !== draft),
      ),
    );
    await after.close();
  });

  test('a reader whose list is overtaken by a writer takes the new one', async () => {
    const path = `${folder.path}/overtaken`;
    const [first, second] = [await small('a.txt', '甲乙'), await small('b.txt', '丙丁')];
    const index = await openIndex(path, { mode: 'create' });
    await index.add(first);
    await index.close();
    let open: (record: Record) => void = () => {};
    const opening = new Promise<Record>((resolve) => {
      open = resolve;
    });
    // Reads the list at once, then waits for its record.
    const reading = SegmentSet.open(path, opening, false);
    const writer = await openIndex(path, { mode: 'write' });
    await writer.add(second);
    await writer.compact();
    await writer.close();
    const record = await Record.open(path, 'read');
    open(record);
    const set = await reading;
    expect(set.mended).toEqual([]);
    expect(set.segments.map(({ report }) => report.length)).toEqual([2]);
    set.close();
    record.close();
    // A record that cannot be opened leaves no files open.
    await expect(SegmentSet.open(path, Promise.reject(new Error('locked')), false)).rejects.toThrow('locked');
  });

  test('packing keeps everything that is there and nothing that is gone', async () => {
    const path = `${folder.path}/packed`;
    const reports = await readSamples();
    const index = await openIndex(path, { mode: 'create' });
    for (const report of reports) await index.add([report]);
    await index.remove(reports.slice(1).map(({ source }) => source.path!));
    await index.compact();
    expect(await index.verify()).toEqual({ isSound: true, reports: 1, faults: [] });
    expect(await index.add(reports)).toEqual({ added: 13, replaced: 0, unchanged: 1 });
    await index.compact();
    await index.close();
    expect(readdirSync(path).sort()).toEqual(['reports.duckdb', 'segments']);
    const again = await openIndex(path);
    expect(await again.verify()).toEqual({ isSound: true, reports: 14, faults: [] });
    await again.close();
  });

  test('an empty index, and reports without a word', async () => {
    const [report] = await small('a.txt', '甲乙');
    const index = await openIndex(`${folder.path}/empty`, { mode: 'create' });
    expect((await flagCopies(report!, index)).diagnostics.map(({ code }) => code)).toEqual(['no-sources']);
    const { readReports } = await import('../../src/outline/read.js');
    await index.add([
      ...(await readReports('', { path: 'nothing.txt' })),
      ...(await readReports('好', { path: 'one.txt' })),
    ]);
    expect(await index.verify()).toMatchObject({ isSound: true, reports: 2 });
    expect((await flagCopies(report!, index)).passages).toEqual([]);
    await index.close();
  });

  test('the export is whole, and nothing else lies beside it', async () => {
    const index = await openIndex(`${folder.path}/export`, { mode: 'create' });
    await index.add(await small('a.txt', '甲乙'));
    await index.export(`${folder.path}/parquet`);
    await index.close();
    const names = readdirSync(`${folder.path}/parquet`).sort();
    expect(names).toEqual(
      ['formulas', 'occurrences', 'passages', 'reports', 'sources'].map((name) => `${name}.parquet`),
    );
    for (const name of names) {
      const bytes = readFileSync(`${folder.path}/parquet/${name}`);
      expect([bytes.toString('latin1', 0, 4), bytes.toString('latin1', bytes.length - 4)]).toEqual(['PAR1', 'PAR1']);
    }
    expect(existsSync(`${folder.path}/export/reports.duckdb`)).toBe(true);
  });
});
