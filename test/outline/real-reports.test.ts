/**
 * The outlines of real reports, in summary. The reports are not part of the project: where they are absent the test is skipped,
 * and says so. A new rule may change these figures; it must not make one of them worse.
 */

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Report, Section } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import { allSections, checkReport } from './check-outline.js';

const shared = new URL('../../../shared/data/', import.meta.url);
const FILES = ['gwr-national', 'gwr-province-2025', 'gwr-city-a'];
const present = FILES.every((name) => existsSync(new URL(`${name}.jsonl`, shared)));

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly place: string;
  readonly level: string;
  readonly year: number;
  readonly text: string;
}

function rows(name: string): readonly Row[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, shared), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}

async function readAll(name: string): Promise<readonly { row: Row; report: Report; sections: readonly Section[] }[]> {
  const read = [];
  for (const row of rows(name)) {
    const [report, ...more] = await readReports(row.text, { path: `${row.id}.txt` });
    if (!report || more.length > 0) throw new Error(`${row.id}: ${more.length + 1} reports`);
    checkReport(report);
    read.push({ row, report, sections: allSections(report.outline) });
  }
  return read;
}

/** What has no plausible outline, year or place; docs/outline.md tells each with its reason. */
const ODD: Readonly<Record<'chapters' | 'numbering' | 'openYear' | 'otherYear' | 'openPlace', readonly string[]>> = {
  chapters: ['national-1954', 'national-1975', 'national-2002'],
  numbering: [
    ...[1955, 1986, 1987].map((year) => `national-${year}`),
    'province-2025-广东',
    'province-2025-云南',
    'city-2024-梧州',
  ],
  openYear: [
    ...[1955, 1975, 1978, 1982, 1983, 1984, 1986, 1987, 1996, 2001, 2013].map((year) => `national-${year}`),
    'city-2024-梧州',
  ],
  otherYear: ['national-1964', 'national-1980'],
  openPlace: ['city-2024-鄂州'],
};

describe.skipIf(!present)('185 real reports (skipped without ../shared/data)', () => {
  const read = Promise.all(present ? FILES.map(readAll) : []).then((files) => files.flat());
  const reports = async (): ReturnType<typeof readAll> => (await read).filter(({ row }) => row.kind === 'report');
  const ids = (found: Awaited<typeof read>): readonly string[] => found.map(({ row }) => row.id);

  it('two chapters and five headings below them in all but those listed', async () => {
    const chapters = (report: Report): number => report.outline.filter(({ kind }) => kind === 'chapter').length;
    const few = (await reports()).filter(
      ({ report, sections }) => chapters(report) < 2 || sections.filter(({ level }) => level >= 2).length < 5,
    );
    expect(ids(few)).toEqual(ODD.chapters);
  });

  it('the numbers of chapters begin once, but in those listed', async () => {
    const again = (await reports()).filter(
      ({ report }) =>
        report.outline.filter(({ kind, marker }) => kind === 'chapter' && /^[（(]?一[）)、]/.test(marker)).length > 1,
    );
    expect(ids(again)).toEqual(ODD.numbering);
  });

  it('the year is right, or open in those listed', async () => {
    const all = await reports();
    expect(ids(all.filter(({ report }) => report.year === undefined))).toEqual(ODD.openYear);
    const other = all.filter(({ row, report }) => report.year !== undefined && report.year !== row.year);
    expect(ids(other)).toEqual(ODD.otherYear);
  });

  it('the place is right, or open in those listed, and nothing is cut off', async () => {
    const all = await reports();
    const told = ({ row, report }: (typeof all)[number]): boolean =>
      row.level === 'national' || row.id.startsWith('national')
        ? report.issuer === '全国'
        : report.place?.name.startsWith(row.place) === true;
    expect(ids(all.filter((one) => !told(one)))).toEqual(ODD.openPlace);
    expect(ids(all.filter(({ report }) => report.truncated))).toEqual([]);
  });

  it('docs/outline.md names each of them', () => {
    const page = readFileSync(new URL('../../docs/outline.md', import.meta.url), 'utf8');
    const section = page.slice(page.indexOf('## Reports without'), page.indexOf('## Damaged'));
    const names = Object.values(ODD)
      .flat()
      .map((id) => id.replace(/^(?:national|city-\d{4}|province-\d{4})-/, ''));
    expect(names.filter((name) => !section.includes(name))).toEqual([]);
  });
});
