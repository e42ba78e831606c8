// An index large enough to be mined by a sample: the findings of the files, whatever was added, removed or damaged since.

import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { collectionOf } from '../../src/reuse/corpus-source.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { SAMPLE, sampleOf, WHOLE } from '../../src/reuse/sample.js';
import { type Index, openIndex } from '../../src/store/open.js';
import { unpackWordings } from '../../src/store/wordings-file.js';
import { filler, made } from '../reuse/made.js';
import { hasDatabase } from './available.js';
import { temporaryFolder } from './folder.js';

const CLAUSES = [
  '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回。',
  '沿河新修步道12公里，补种柳树三千株。',
  'the harbour office mended 40 boats before the autumn tide。',
];

function report(number: number, more: string = CLAUSES[number % 7] ?? ''): Report {
  const text = `${filler(number + 500, 2)}${more}${filler(number + 1500, 1)}`;
  const id = `report ${number}`;
  return made(text, { id, issuer: `issuer ${number % 90}`, source: { format: 'text', text, path: `${id}.txt` } });
}

describe.skipIf(!hasDatabase)('an index of more reports than are mined at once', () => {
  const folder = temporaryFolder();
  const path = `${folder.path}/index`;
  let reports = Array.from({ length: WHOLE + 4 }, (_, i) => report(i));
  const text = `${filler(1, 4)}${CLAUSES.join(filler(2, 2))}${filler(3, 2)}`;
  const draft = made(text, { id: 'draft', issuer: 'draft' });
  let copies = 0;
  beforeAll(async () => {
    const index = await openIndex(path, { mode: 'create' });
    await index.add(reports);
    await index.close();
  });
  afterAll(() => folder.remove());

  const listed = (at: string): { readonly wordings?: string } =>
    JSON.parse(readFileSync(`${at}/segments/list.json`, 'utf8')) as { readonly wordings?: string };
  const fileOf = (at: string): string => `${at}/segments/${listed(at).wordings}`;
  function copy(): string {
    const to = `${folder.path}/copy-${++copies}`;
    cpSync(path, to, { recursive: true });
    return to;
  }
  async function asked<T>(at: string, work: (index: Index) => Promise<T>): Promise<T> {
    const index = await openIndex(at);
    try {
      return await work(index);
    } finally {
      await index.close();
    }
  }

  test('a draft, a report of the sample and one that is not in it: the findings of the files', async () => {
    const sampled = sampleOf(reports);
    expect(sampled).toHaveLength(SAMPLE);
    const other = reports.findIndex((_, i) => !sampled.includes(i));
    const collection = collectionOf(reports);
    await asked(path, async (index) => {
      for (const one of [draft, reports[sampled[5]!]!, reports[other]!, draft]) {
        const others = reports.filter(({ id }) => id !== one.id);
        const findings = await flagCopies(one, others);
        expect(await flagCopies(one, index)).toEqual(findings);
        expect(await flagCopies(one, collection)).toEqual(findings);
        expect(await flagCopies(one, index, { minIssuers: 30 })).toEqual(
          await flagCopies(one, others, { minIssuers: 30 }),
        );
        if (one === draft)
          expect(findings.labels?.filter(({ label }) => label === 'formula').length).toBeGreaterThan(2);
      }
    });
  });

  test('what was learned is kept at closing, and used as it is', async () => {
    const kept = unpackWordings(readFileSync(fileOf(path)));
    expect(kept?.sample).toHaveLength(SAMPLE);
    expect(kept?.wordings.said.length).toBeGreaterThan(1);
    await asked(path, async (index) => {
      expect(await index.verify()).toEqual({ isSound: true, reports: reports.length, faults: [] });
    });
  });

  test('damage is noticed: learned anew in memory, and kept anew by the next writer', async () => {
    const expected = await asked(path, (index) => flagCopies(draft, index));
    for (const harm of [(bytes: Buffer) => bytes.subarray(0, 40), flipped, () => Buffer.alloc(0)]) {
      const at = copy();
      writeFileSync(fileOf(at), harm(readFileSync(fileOf(at))));
      await asked(at, async (index) => {
        expect(await flagCopies(draft, index)).toEqual(expected);
        expect((await index.verify()).faults).toEqual(['the wordings that were learned are damaged']);
      });
      const writer = await openIndex(at, { mode: 'write' });
      await writer.compact();
      await writer.close();
      expect(readFileSync(fileOf(at))).toEqual(readFileSync(fileOf(path)));
    }
  });

  test('after adding, changing and removing: the findings of the reports that are left, and one file of wordings', async () => {
    const index = await openIndex(path, { mode: 'write' });
    const fresh = [report(900, CLAUSES[0]), report(901, CLAUSES[1])];
    const changed = report(0, CLAUSES[1]);
    await index.add([...fresh, changed]);
    const gone = sampleOf(reports).slice(3, 9);
    await index.remove(gone.map((i) => reports[i]!.source.path!));
    reports = [...reports.map((one) => (one.id === changed.id ? changed : one)), ...fresh].filter(
      (_, i) => !gone.includes(i),
    );
    const expected = await flagCopies(draft, reports);
    expect(await flagCopies(draft, index)).toEqual(expected);
    await index.close();
    await asked(path, async (reader) => {
      expect(await flagCopies(draft, reader)).toEqual(expected);
      expect((await reader.verify()).faults).toEqual([]);
    });
    const files = readdirSync(`${path}/segments`).filter((name) => /^\d+$/.test(name));
    expect(files.filter((name) => unpackWordings(readFileSync(`${path}/segments/${name}`)))).toEqual([
      listed(path).wordings,
    ]);
  });

  test('too few reports are left to be sampled: mined with the draft again', async () => {
    const index = await openIndex(path, { mode: 'write' });
    const gone = reports.slice(0, 20);
    await index.remove(gone.map(({ source }) => source.path!));
    const expected = await flagCopies(draft, reports.slice(20));
    expect(expected.omitted.filter(({ what }) => what === 'reports')).toEqual([]);
    expect(await flagCopies(draft, index)).toEqual(expected);
    await index.close();
  });
});

function flipped(bytes: Buffer): Buffer {
  const at = bytes.length >> 1;
  bytes[at]! ^= 4;
  return bytes;
}
