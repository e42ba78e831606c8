// The eight invariants of docs/architecture.md, on the sample corpus and through the public door alone.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyseCorpus, compareReports, flagCopies, type Report, readReports, type Span } from '../src/index.js';

const folder = fileURLToPath(new URL('../seeds/clean/', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort();
const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

async function read(text: string | Uint8Array, path: string): Promise<Report> {
  const [report] = await readReports(text, { path });
  if (report === undefined) throw new Error(`no report in ${path}`);
  return report;
}

const readAll = (change: (text: string) => string = (text) => text): Promise<Report[]> =>
  Promise.all(names.map((name) => read(change(texts.get(name) ?? ''), name)));

const inside = (span: Span, report: Report): boolean =>
  report.span.start <= span.start && span.start <= span.end && span.end <= report.span.end;

/** The same words with other numbers: every digit becomes the next one but the first of a number, which stays no zero. */
const otherNumbers = (text: string): string =>
  text.replace(/(?<![\d.年月A-Za-z])\d+(?:\.\d+)?(?![\d.年月日届次A-Za-z）])/g, (number) =>
    number.replace(/\d/g, (digit, at: number) =>
      at === 0 ? String((Number(digit) % 9) + 1) : String((Number(digit) + 3) % 10),
    ),
  );
const halfWidth = (text: string): string =>
  text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
const fullWidthDigits = (text: string): string =>
  text.replace(/[0-9%]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

let reports: Report[];
beforeAll(async () => {
  reports = await readAll();
});

/** What a family is, whatever the width of its letters and the value of a number that all say alike. */
const templates = (findings: Awaited<ReturnType<typeof analyseCorpus>>): string[] =>
  findings.formulas
    .map(
      ({ template, issuers, occurrences }) =>
        `${halfWidth(template).replace(/\d/g, '0')} ${issuers} ${occurrences.length}`,
    )
    .sort();

test('1: the source is never changed and every span is inside it', async () => {
  for (const [i, report] of reports.entries()) expect(report.source.text).toBe(texts.get(names[i] ?? ''));
  const findings = await analyseCorpus(reports);
  const byId = new Map(reports.map((report) => [report.id, report]));
  for (const { occurrences } of findings.formulas) {
    for (const { report: id, span, values } of occurrences) {
      const report = byId.get(id);
      expect(report !== undefined && inside(span, report)).toBe(true);
      for (const value of values) expect(value.span.start >= span.start && value.span.end <= span.end).toBe(true);
    }
  }
  for (const { draft, source } of findings.copies) {
    for (const place of [draft, source]) {
      const report = byId.get(place.report);
      expect(report !== undefined && inside(place.span, report)).toBe(true);
    }
  }
});

test('2: labels cover a report exactly once and ratios sum to 1', async () => {
  const { documents } = await analyseCorpus(reports);
  expect(documents.map(({ report }) => report)).toEqual(reports.map(({ id }) => id));
  for (const [i, { labels, ratio }] of documents.entries()) {
    const report = reports[i]!;
    let at = report.span.start;
    for (const { span } of labels) {
      expect(span.start).toBe(at);
      expect(span.end).toBeGreaterThan(span.start);
      at = span.end;
    }
    expect(at).toBe(report.span.end);
    expect(ratio.formula + ratio.slot + ratio.copied + ratio.specific).toBeCloseTo(1, 9);
    expect(ratio.reuse).toBeCloseTo(ratio.formula + ratio.slot + ratio.copied, 9);
  }
});

describe('4: comparisons', () => {
  test('with itself: all identical, nothing of its own', () => {
    for (const report of reports.slice(0, 4)) {
      const { links, specific } = compareReports(report, report);
      expect(links.every(({ relation, moved }) => relation === 'identical' && !moved)).toBe(true);
      expect([...specific.a, ...specific.b]).toEqual([]);
    }
  });

  test('mirrored: what A is to B, B is to A', () => {
    fc.assert(
      fc.property(fc.nat(reports.length - 1), fc.nat(reports.length - 1), (i, j) => {
        const ab = compareReports(reports[i]!, reports[j]!);
        const ba = compareReports(reports[j]!, reports[i]!);
        const key = (a: readonly Span[], b: readonly Span[], relation: string): string =>
          JSON.stringify([a, b, relation]);
        expect(ba.links.map(({ a, b, relation }) => key(b, a, relation)).sort()).toEqual(
          ab.links.map(({ a, b, relation }) => key(a, b, relation)).sort(),
        );
        expect(ba.specific).toEqual({ a: ab.specific.b, b: ab.specific.a });
      }),
      { seed: 1, numRuns: 12 },
    );
  });
});

describe('5: what varies by rule changes nothing', () => {
  const changes: readonly (readonly [string, (text: string) => string])[] = [
    ['numbers', otherNumbers],
    ['half-width punctuation', halfWidth],
    ['full-width digits', fullWidthDigits],
    ['line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['blank lines', (text) => text.replaceAll('\n', '\n\n')],
  ];
  test.each(changes)('%s change no family', async (_, change) => {
    expect(templates(await analyseCorpus(await readAll(change)))).toEqual(templates(await analyseCorpus(reports)));
  });

  test.each(changes)('%s change no link', async (_, change) => {
    const changed = await readAll(change);
    for (const [i, report] of reports.slice(0, 4).entries()) {
      const { links, specific } = compareReports(report, changed[i]!);
      expect(links.every(({ relation, moved }) => (relation === 'identical' || relation === 'slot') && !moved)).toBe(
        true,
      );
      expect([...specific.a, ...specific.b]).toEqual([]);
    }
  });

  test('encoding changes nothing but the encoding', async () => {
    const name = names[0]!;
    const utf16 = Buffer.from(`\uFEFF${texts.get(name)}`, 'utf16le');
    const again = await read(new Uint8Array(utf16), name);
    expect(again.outline).toEqual(reports[0]!.outline);
    expect(again.source.text).toBe(texts.get(name));
  });
});

test('6: an unrelated report removes no formula and adds no copy', async () => {
  const law = await read(
    `关于湖泊水文观测的若干规定\n${Array.from({ length: 60 }, (_, i) => `第${i + 1}条 观测站应当在每月第${(i % 28) + 1}日记录水位${i}次，并报送流域机构备案。`).join('\n')}`,
    'law.txt',
  );
  const before = await analyseCorpus(reports);
  const after = await analyseCorpus([...reports, law]);
  const kept = new Set(after.formulas.map(({ template }) => template));
  expect(before.formulas.map(({ template }) => template).filter((template) => !kept.has(template))).toEqual([]);
  expect(after.copies.length).toBe(before.copies.length);
});

test('7: input order and repetition of the run change no byte', async () => {
  const sorted = (findings: Awaited<ReturnType<typeof analyseCorpus>>): string =>
    JSON.stringify({
      ...findings,
      reports: [...(findings.reports ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
      documents: [...findings.documents].sort((a, b) => (a.report < b.report ? -1 : 1)),
    });
  const first = sorted(await analyseCorpus(reports));
  expect(sorted(await analyseCorpus(reports))).toBe(first);
  expect(sorted(await analyseCorpus([...reports].reverse()))).toBe(first);
  const flag = async (others: readonly Report[]): Promise<string> =>
    JSON.stringify(await flagCopies(reports[0]!, others));
  expect(await flag(reports.slice(1).reverse())).toBe(await flag(reports.slice(1)));
});
