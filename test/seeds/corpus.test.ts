// The sample corpus keeps its promises: it is what its sources make, its gold slices to what it says, and what it shares is
// what its marks say. Everything here reads files; no room of the library is involved.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

type Span = { start: number; end: number };
type Side = { report: string; span: Span };
type Gold = {
  report: string;
  place: string;
  title: string;
  outline: { marker: string; heading: string; headingSpan: Span }[];
};
type Formula = {
  id: string;
  template: string;
  issuers: number;
  occurrences: (Side & { varied: boolean; values: { span: Span }[] })[];
};
type Copy = { draft: Side; source: Side; leftovers: { span: Span; name: string; place: string }[] };
type Links = { a: string; b: string; links: { a: Span[]; b: Span[]; relation: string; moved: boolean }[] };

const seeds = fileURLToPath(new URL('../../seeds/', import.meta.url));
const json = (name: string): unknown => JSON.parse(readFileSync(`${seeds}gold/${name}.json`, 'utf8'));
const reports = json('reports') as Gold[];
const formulas = json('formulas') as Formula[];
const copies = json('copies') as Copy[];
const ownSeries = json('own-series') as { id: string; occurrences: Side[] }[];
const links = json('links') as Links;
const damaged = json('damaged') as { file: string; reports: string[] }[];
const texts = new Map(reports.map((r) => [r.report, readFileSync(`${seeds}clean/${r.report}.txt`, 'utf8')]));
const placeOf = new Map(reports.map((r) => [r.report, r.place]));
const quote = (report: string, { start, end }: Span): string => texts.get(report)!.slice(start, end);

describe('the sample corpus', () => {
  test('is what its sources make, byte for byte', () => {
    const run = spawnSync(process.execPath, [`${seeds}make.mjs`, '--check'], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  test('has twelve long reports of at least six places', () => {
    expect(reports.length).toBeGreaterThanOrEqual(12);
    expect(new Set(reports.map((r) => r.place)).size).toBeGreaterThanOrEqual(6);
    for (const [name, text] of texts)
      expect([name, text.match(/\p{Script=Han}/gu)!.length >= 3000]).toEqual([name, true]);
  });

  test('stays small', () => {
    const files = readdirSync(seeds, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
    const sizes = files.map((f) => statSync(`${f.parentPath}/${f.name}`).size);
    expect(Math.max(...sizes)).toBeLessThan(500_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
  });

  test('names a report for every damaged form', () => {
    expect(damaged.map((d) => d.file).sort()).toEqual(readdirSync(`${seeds}damaged`).sort());
    for (const form of damaged) for (const name of form.reports) expect(texts.has(name)).toBe(true);
  });
});

describe('its gold', () => {
  test('has headings that stand where it says', () => {
    for (const { report, outline } of reports) {
      expect(outline.length).toBeGreaterThan(5);
      for (const { marker, heading, headingSpan } of outline) {
        const found = quote(report, headingSpan);
        expect(found.startsWith(marker)).toBe(true);
        expect(found.endsWith(heading)).toBe(true);
        expect([undefined, '\n', '。']).toContain(texts.get(report)![headingSpan.start - 1]);
      }
    }
  });

  test('has formulas of three to eight issuers, each of which says its template', () => {
    for (const { id, template, issuers, occurrences } of formulas) {
      expect([id, issuers >= 3 && issuers <= 8]).toEqual([id, true]);
      for (const { report, span, varied, values } of occurrences) {
        const parts = values.map((v) => v.span);
        let rest = '';
        let at = span.start;
        for (const { start, end } of parts) {
          rest += `${quote(report, { start: at, end: start })}{}`;
          at = end;
        }
        rest += quote(report, { start: at, end: span.end });
        if (varied) expect(rest).not.toBe(template.replace(/\{\w+\}/gu, '{}'));
        else expect(rest).toBe(template.replace(/\{\w+\}/gu, '{}'));
      }
    }
  });

  test('has four lifted passages with two leftover names', () => {
    expect(copies.length).toBe(4);
    const leftovers = copies.flatMap((c) => c.leftovers.map((l) => ({ ...l, report: c.draft.report })));
    expect(leftovers.length).toBe(2);
    for (const { report, span, name, place } of leftovers) {
      expect(quote(report, span)).toBe(name);
      expect(placeOf.get(report)).not.toBe(place);
    }
    for (const { draft, source } of copies) {
      expect(quote(draft.report, draft.span).length).toBeGreaterThan(100);
      expect(quote(source.report, source.span).length).toBeGreaterThan(100);
    }
  });

  test('has own boilerplate that never leaves its issuer', () => {
    for (const { occurrences } of ownSeries) {
      expect(new Set(occurrences.map((o) => placeOf.get(o.report))).size).toBe(1);
      expect(new Set(occurrences.map((o) => o.report)).size).toBeGreaterThanOrEqual(2);
      expect(new Set(occurrences.map((o) => quote(o.report, o.span))).size).toBe(1);
    }
  });

  test('links two years of one place: alike, changed, merged, split, moved', () => {
    expect(placeOf.get(links.a)).toBe(placeOf.get(links.b));
    for (const { a, b, relation } of links.links) {
      const [left, right] = [a.map((s) => quote(links.a, s)).join(''), b.map((s) => quote(links.b, s)).join('')];
      expect(left === right).toBe(relation === 'identical');
    }
    expect(new Set(links.links.map((l) => l.relation))).toEqual(new Set(['identical', 'slot', 'edited']));
    expect(links.links.some((l) => l.a.length > 1 && l.b.length === 1)).toBe(true);
    expect(links.links.some((l) => l.a.length === 1 && l.b.length > 1)).toBe(true);
    expect(links.links.some((l) => l.moved) && links.links.some((l) => !l.moved)).toBe(true);
  });
});

test('two issuers share nothing of twelve letters or more that touches no mark and no title block', () => {
  const LENGTH = 12;
  const seen = new Map<string, string>();
  const shared: string[] = [];
  for (const [name, text] of texts) {
    const marked = new Uint8Array(text.length);
    const opening = text.indexOf('各位代表');
    marked.fill(1, 0, opening + 30);
    const sides: Side[] = [...formulas.flatMap((f) => f.occurrences), ...copies.flatMap((c) => [c.draft, c.source])];
    for (const { report, span } of sides) if (report === name) marked.fill(1, span.start, span.end);
    const at = [...text.matchAll(/[\p{L}\p{N}]/gu)].map((m) => m.index);
    for (let i = 0; i + LENGTH <= at.length; i++) {
      const where = at.slice(i, i + LENGTH);
      if (where.some((p) => marked[p] === 1)) continue;
      const run = where.map((p) => text[p]).join('');
      const place = placeOf.get(name)!;
      if (seen.has(run) && seen.get(run) !== place) shared.push(`${name}: ${run}`);
      seen.set(run, place);
    }
  }
  expect(shared).toEqual([]);
});
