// Each damaged form of a sample report, read as a user's file is read, is still that report: its place, year and date, and
// its numbered headings (by count: what a damage does to their words is the text room's business).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Section } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';

type Gold = { report: string; place: string; year: number; date: string; outline: { kind: string }[] };
type Form = {
  file: string;
  reports: string[];
  format: string;
  script: string;
  encoding?: string;
  masks?: string[];
  truncated?: boolean;
  lost?: number;
};

const seeds = new URL('../../seeds/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, seeds));
const gold = new Map((JSON.parse(read('gold/reports.json').toString()) as Gold[]).map((g) => [g.report, g]));
const forms = JSON.parse(read('gold/damaged.json').toString()) as Form[];

const NUMBERED = new Set(['chapter', 'section']);
const count = (sections: readonly Section[]): number =>
  sections.reduce((sum, s) => sum + (NUMBERED.has(s.kind) ? 1 : 0) + count(s.children), 0);

describe.each(forms)('$file', (form) => {
  test('holds its reports', async () => {
    const reports = await readReports(read(`damaged/${form.file}`), { path: form.file });
    expect(reports.length).toBe(form.reports.length);
    for (const [i, report] of reports.entries()) {
      const { place, year, date, outline } = gold.get(form.reports[i]!)!;
      const numbered = outline.filter((h) => NUMBERED.has(h.kind)).length;
      expect(report.source.format).toBe(form.format);
      expect(report.script).toBe(form.script);
      if (form.encoding) expect(report.source.encoding).toBe(form.encoding);
      const asWritten = !form.masks && form.script === 'simplified';
      if (asWritten) expect(report.place?.name.endsWith(place)).toBe(true);
      expect(report).toMatchObject({ year, date, truncated: form.truncated ?? false });
      if (form.truncated) expect(count(report.outline)).toBeGreaterThan(numbered / 3);
      else expect(Math.abs(count(report.outline) - numbered)).toBeLessThanOrEqual(form.lost ?? 1);
    }
  });
});

test('a report is the same whatever holds it: Word numbers, web chrome and Markdown hide nothing', async () => {
  for (const file of ['modu-2024.docx', 'jinsuo-2023.html', 'dingyuan-2022.md', 'wangxi-2023.gb18030.txt']) {
    const [damaged] = await readReports(read(`damaged/${file}`), { path: file });
    const clean = read(`clean/${file.slice(0, file.indexOf('.'))}.txt`).toString();
    const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
    const body = letters(damaged!.source.text.slice(damaged!.span.start, damaged!.span.end));
    expect(body.endsWith(letters(clean.slice(clean.indexOf('各位代表'))))).toBe(true);
  }
});
