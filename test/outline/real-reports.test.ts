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

/** Speeches that have no headings, or no chapter heads, in these copies. */
const WITHOUT_CHAPTERS = [
  'national-2002',
  'national-1954',
  'national-1960',
  'national-1964',
  'national-1975',
  'city-2024-梧州',
];

describe.skipIf(!present)('185 real reports (skipped without ../shared/data)', () => {
  for (const name of FILES.slice(1)) {
    it(`${name}: place, year, chapters and no truncation`, async () => {
      const read = await readAll(name);
      const wrong = read.filter(
        ({ row, report }) => !report.place?.name.startsWith(row.place) || (report.year ?? row.year) !== row.year,
      );
      // Two cities name a neighbour almost as often as themselves.
      expect(wrong.length).toBeLessThanOrEqual(1);
      const odd = read.filter(({ row, report }) => {
        const chapters = report.outline.filter(({ kind }) => kind === 'chapter').length;
        return (chapters < 2 || report.truncated) && !WITHOUT_CHAPTERS.includes(row.id);
      });
      expect(odd.map(({ row }) => row.id)).toEqual([]);
      const below = read.filter(({ sections }) => sections.filter(({ level }) => level >= 2).length < 5);
      expect(below.map(({ row }) => row.id).filter((id) => !WITHOUT_CHAPTERS.includes(id))).toEqual([]);
    });
  }

  it('gwr-national: one voice, chapters, no wrong year after 1990', async () => {
    const read = (await readAll('gwr-national')).filter(({ row }) => row.kind === 'report');
    expect(read.filter(({ report }) => report.issuer !== '全国').map(({ row }) => row.id)).toEqual([]);
    const without = read.filter(({ report }) => report.outline.filter(({ kind }) => kind === 'chapter').length < 2);
    expect(without.map(({ row }) => row.id).filter((id) => !WITHOUT_CHAPTERS.includes(id))).toEqual([]);
    const years = read.filter(
      ({ row, report }) => row.year > 1996 && report.year !== undefined && report.year !== row.year,
    );
    expect(years.map(({ row }) => row.id)).toEqual([]);
  });
});
