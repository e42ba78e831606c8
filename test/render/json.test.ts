import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaohuaError } from '../../src/model/errors.js';
import { renderCsv } from '../../src/render/csv.js';
import { renderDocx } from '../../src/render/docx.js';
import { type Findings, summaryOf } from '../../src/render/findings-set.js';
import { renderHtml } from '../../src/render/html/html.js';
import { parseFindings, renderJson, renderNdjson, savedFindings } from '../../src/render/json.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { RENDERERS } from '../../src/render/renderers.js';
import { renderSarif } from '../../src/render/sarif.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from './build.js';
import { hostileSets } from './hostile.js';

const SETS: readonly Findings[] = [comparisonSet(), tableSet(), corpusSet(), flagSet()];
const schema = JSON.parse(
  readFileSync(new URL('../../schema/findings.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

function several(): Findings {
  const set = flagSet();
  return { ...set, findings: [...set.findings, ...set.findings] };
}

test('every kind is valid by the published schema, with and without texts', () => {
  for (const set of [...SETS, several(), ...hostileSets()]) {
    for (const texts of ['full', 'quoted', 'none'] as const) {
      const valid = validate(JSON.parse(renderJson(set, { texts })));
      expect(validate.errors ?? []).toEqual([]);
      expect(valid).toBe(true);
    }
  }
});

test('the schema refuses what is not findings', () => {
  expect(validate({ schemaVersion: '1.0', kind: 'corpus' })).toBe(false);
  expect(validate({ ...JSON.parse(renderJson(SETS[0]!)), schemaVersion: '2.0' })).toBe(false);
});

test('saved findings render again as they were, byte by byte', () => {
  for (const set of [...SETS, several()]) {
    const saved = renderJson(set);
    const again = parseFindings(saved);
    expect(renderJson(again)).toBe(saved);
    expect(renderTerminal(again)).toBe(renderTerminal(set));
    expect(renderMarkdown(again)).toBe(renderMarkdown(set));
    expect(renderHtml(again)).toBe(renderHtml(set));
    expect(renderCsv(again)).toBe(renderCsv(set));
    expect(renderNdjson(again)).toBe(renderNdjson(set));
    if (set.kind === 'flag') expect(renderDocx(again)).toEqual(renderDocx(set));
    if (set.kind === 'flag' || set.kind === 'corpus') expect(renderSarif(again)).toBe(renderSarif(set));
  }
});

test('SARIF of saved findings is that of the findings themselves, lines and all', () => {
  const set = flagSet();
  const lines = '前言一行\n'.repeat(2000);
  const moved = (span: { readonly start: number; readonly end: number }) => ({
    start: span.start + lines.length,
    end: span.end + lines.length,
  });
  const pushed: Findings = {
    ...set,
    reports: set.reports.map((report) => ({
      ...report,
      source: { ...report.source, format: 'text', text: lines + report.source.text },
      span: { start: 0, end: report.span.end + lines.length },
      outline: [],
    })),
    findings: set.findings.map((one) => ({
      ...one,
      leftovers: [],
      passages: one.passages.map((passage) => ({
        ...passage,
        draft: { ...passage.draft, span: moved(passage.draft.span) },
        source: { ...passage.source, span: moved(passage.source.span) },
        leftovers: [],
      })),
    })),
  };
  expect(renderSarif(pushed)).toMatch(/"startLine": 200\d/);
  const saved = renderJson(pushed, { texts: 'quoted' });
  expect(renderSarif(parseFindings(saved))).toBe(renderSarif(pushed));
  // A file of an earlier version does not say in which lines its stretches lie.
  const earlier = renderSarif(parseFindings(saved.replace(/,"line":\d+,"column":\d+/g, '')));
  expect(earlier).toContain('"charOffset"');
  expect(earlier).not.toContain('"startLine"');
});

test('line ends of every kind lie where they lay, in whatever stretches a text is saved', () => {
  const set = flagSet();
  const [first, ...others] = set.reports;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('字', '甲乙丙', '\n', '\r\n', ' '), { minLength: 60, maxLength: 400 }),
      fc.array(fc.nat(390), { minLength: 2, maxLength: 6 }),
      (parts, cuts) => {
        const text = parts.join('');
        const passages = cuts.map((at, i) => {
          const start = 3 + Math.min(at, text.length - 8);
          return {
            ...set.findings[0]!.passages[0]!,
            id: `p${i}`,
            draft: { report: first!.id, span: { start, end: start + 5 } },
          };
        });
        const report = { ...first!, source: { ...first!.source, text }, span: { start: 3, end: text.length } };
        const all: Findings & { kind: 'flag' } = {
          kind: 'flag',
          reports: [report, ...others],
          findings: [{ ...set.findings[0]!, draft: summaryOf(report), leftovers: [], labels: [], passages }],
        };
        expect(renderSarif(parseFindings(renderJson(all, { texts: 'quoted' })))).toBe(renderSarif(all));
      },
    ),
    { seed: 1, numRuns: 150 },
  );
});

test('the pages and paragraphs of a document come back too', () => {
  const set = flagSet();
  const paged: Findings & { kind: 'flag' } = {
    ...set,
    reports: set.reports.map((one) => ({
      ...one,
      source: {
        ...one.source,
        format: 'pdf',
        locators: [0, 12, 30].map((start, i) => ({ start, page: i + 1 })),
      },
    })),
  };
  expect(renderSarif(paged)).toMatch(/"page \d"/);
  expect(renderSarif(parseFindings(renderJson(paged, { texts: 'quoted' })))).toBe(renderSarif(paged));
});

test('without texts the quotations are missed aloud, not invented', () => {
  const bare = parseFindings(renderJson(flagSet(), { texts: 'none' }));
  const text = renderTerminal(bare);
  expect(text).toContain('原文未随附');
  expect(text).not.toContain('青云河');
});

test('quoted texts hold what findings point to, and no more than a margin', () => {
  const saved = renderJson(flagSet(), { texts: 'quoted' });
  expect(renderTerminal(parseFindings(saved), { context: 10 })).toContain('青云河');
});

test('files that are not findings are refused with a reason', () => {
  for (const bad of [
    '',
    '[]',
    '{}',
    'null',
    '{"schemaVersion":"9.0","kind":"flag"}',
    '{"schemaVersion":"1.0","kind":"corpus"}',
    '{"schemaVersion":"1.0","kind":"x"}',
  ]) {
    expect(() => parseFindings(bad)).toThrow(/findings/i);
  }
});

test('NDJSON is one object a line, the head first', () => {
  for (const set of SETS) {
    const lines = renderNdjson(set)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines[0]).toMatchObject({ type: 'head', kind: set.kind, schemaVersion: '1.0' });
    expect(lines.length).toBeGreaterThan(5);
  }
});

test('a damaged file is refused by name or rendered, never a fault of the program', async () => {
  const renderers = await Promise.all(
    Object.values(RENDERERS).map(async ({ load, kinds }) => ({ render: await load(), kinds })),
  );
  const junk = [null, 1, -1, Number.MAX_VALUE, 'x', [], {}, true, [null], { start: 5, end: 1 }];
  const places = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 1
      : 1 + Object.values(value).reduce((sum: number, one) => sum + places(one), 0);
  const damaged = (value: unknown, at: number, by: unknown): unknown => {
    let count = 0;
    const walk = (one: unknown): unknown => {
      if (count++ === at) return by;
      if (Array.isArray(one)) return one.map(walk);
      if (typeof one !== 'object' || one === null) return one;
      return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
    };
    return walk(value);
  };
  for (const set of SETS) {
    const saved: unknown = JSON.parse(renderJson(set));
    const all = places(saved);
    for (let n = 0; n < 400; n++) {
      const text = JSON.stringify(damaged(saved, (n * 7919) % all, junk[n % junk.length]));
      let again: Findings;
      try {
        again = parseFindings(text);
      } catch (error) {
        expect(error).toBeInstanceOf(TaohuaError);
        continue;
      }
      for (const { render, kinds } of renderers) if (kinds.includes(again.kind)) render(again);
    }
  }
});

test('the file says what one plain JSON.stringify would say', () => {
  for (const set of [...SETS, several(), ...hostileSets()]) {
    expect(JSON.parse(renderJson(set))).toEqual(JSON.parse(JSON.stringify(savedFindings(set))));
  }
});
