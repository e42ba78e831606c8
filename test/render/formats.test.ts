import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import type { FlagFindings } from '../../src/model/findings.js';
import { CSV_TABLES, renderCsv } from '../../src/render/csv.js';
import { renderDocx } from '../../src/render/docx.js';
import { summaryOf } from '../../src/render/findings-set.js';
import { lineFinder } from '../../src/render/lines.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { RENDERERS } from '../../src/render/renderers.js';
import { renderSarif } from '../../src/render/sarif.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from './build.js';
import { hostileSets } from './hostile.js';

const require = createRequire(import.meta.url);
const sarifSchema = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Readonly<Record<string, unknown>>;
// The official schema is in draft 4; what it uses of that draft reads the same in draft 7, but for its own name and address.
const { $schema: _draft, id: _address, ...rules } = sarifSchema;
const validSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(
  rules,
);

interface SarifRun {
  readonly columnKind: string;
  readonly results: readonly {
    readonly ruleId: string;
    readonly locations: readonly {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: {
          readonly startLine: number;
          readonly startColumn: number;
          readonly charOffset: number;
          readonly charLength: number;
        };
      };
    }[];
    readonly relatedLocations?: readonly unknown[];
    readonly partialFingerprints: Readonly<Record<string, string>>;
  }[];
}

function runOf(sarif: string): SarifRun {
  return (JSON.parse(sarif) as { runs: [SarifRun] }).runs[0];
}

test('SARIF is valid by the official schema, also for hostile findings', () => {
  for (const set of [
    flagSet(),
    corpusSet(),
    ...hostileSets().filter(({ kind }) => kind === 'corpus' || kind === 'flag'),
  ]) {
    validSarif(JSON.parse(renderSarif(set)));
    expect(validSarif.errors ?? []).toEqual([]);
  }
});

test('SARIF points at the words: offset, line, column, the other side, a percent-encoded name', () => {
  const set = flagSet();
  const run = runOf(renderSarif(set));
  expect(run.columnKind).toBe('utf16CodeUnits');
  const copied = run.results.find(({ ruleId }) => ruleId === 'copied-passage')!;
  const { artifactLocation, region } = copied.locations[0]!.physicalLocation;
  expect(artifactLocation.uri).toBe('in/%E6%B8%85%E6%B2%B3.txt');
  const { text } = set.reports[0]!.source;
  expect(text.slice(region.charOffset, region.charOffset + region.charLength)).toMatch(/^沿青云河/);
  const line = text.split('\n')[region.startLine - 1]!;
  expect(line.slice(region.startColumn - 1)).toMatch(/^沿青云河/);
  expect(copied.relatedLocations).toHaveLength(1);
  expect(run.results.filter(({ ruleId }) => ruleId === 'place-name-residue')).toHaveLength(1);
});

test('SARIF fingerprints survive edits elsewhere in the draft', () => {
  const set = flagSet();
  const moved = (text: string): string => `${'新增一段。'.repeat(3)}${text}`;
  const by = 15;
  const shift = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
      (key === 'start' || key === 'end') && typeof inner === 'number' ? inner + by : inner,
    ) as Value;
  const edited = {
    ...set,
    findings: shift(set.findings),
    reports: set.reports.map((report) => ({
      ...report,
      span: shift(report.span),
      source: { ...report.source, text: moved(report.source.text) },
    })),
  };
  const prints = (sarif: string): unknown => runOf(sarif).results.map(({ partialFingerprints }) => partialFingerprints);
  expect(prints(renderSarif(edited))).toEqual(prints(renderSarif(set)));
});

test('SARIF states what its limit of results left out', () => {
  const set = flagSet();
  const [one] = set.findings;
  const passages = Array.from({ length: 5_003 }, (_, i) => ({ ...one!.passages[0]!, id: `p${i}`, leftovers: [] }));
  const sarif = renderSarif({ ...set, findings: [{ ...one!, passages, leftovers: [] }] }, { lang: 'en' });
  expect(runOf(sarif).results).toHaveLength(5_000);
  expect(sarif).toContain('SARIF: 3 (at most 5000 results a run)');
});

/** A reader of RFC 4180 that knows nothing of the writer. */
function parseCsv(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let inside = false;
  for (let i = 0; i < csv.length; i++) {
    const sign = csv[i]!;
    if (inside) {
      if (sign !== '"') cell += sign;
      else if (csv[i + 1] === '"') {
        cell += '"';
        i++;
      } else inside = false;
    } else if (sign === '"') inside = true;
    else if (sign === ',') {
      rows.at(-1)!.push(cell);
      cell = '';
    } else if (sign === '\n') {
      rows.at(-1)!.push(cell.replace(/\r$/, ''));
      rows.push([]);
      cell = '';
    } else cell += sign;
  }
  return rows.slice(0, -1);
}

test('CSV has as many cells in every row as in its head, and no cell that a spreadsheet would run', () => {
  for (const set of [comparisonSet(), tableSet(), corpusSet(), flagSet(), ...hostileSets()]) {
    for (const table of CSV_TABLES[set.kind]) {
      const rows = parseCsv(renderCsv(set, { table }));
      if (table !== 'names') expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) {
        expect(row).toHaveLength(rows[0]!.length);
        for (const cell of row) expect(cell).not.toMatch(/^\s*[=+@]|^\s*-\D/);
      }
    }
  }
});

test('CSV begins with a byte order mark only when asked', () => {
  expect(renderCsv(flagSet(), { bom: true }).startsWith('\ufeff')).toBe(true);
  expect(renderCsv(flagSet()).startsWith('id,')).toBe(true);
});

test('DOCX keeps every word of the draft, and comments say why', async () => {
  const set = flagSet();
  const bytes = renderDocx(set);
  const { value: text, messages } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  expect(messages).toEqual([]);
  expect(text.replace(/\s/g, '')).toContain(set.reports[0]!.source.text.replace(/\s/g, ''));
  const parts = unzipSync(bytes);
  const comments = strFromU8(parts['word/comments.xml']!);
  expect(comments).toContain('海州市 2024');
  expect(comments).toContain('沿青云河修建防洪堤坝');
  expect(comments).toContain('「白鹭镇」属于 海州市');
  expect(strFromU8(parts['word/document.xml']!)).toContain(
    '<w:highlight w:val="cyan"/></w:rPr><w:t xml:space="preserve">白鹭镇',
  );
  expect(Buffer.from(renderDocx(set)).equals(Buffer.from(bytes))).toBe(true);
});

test('DOCX of hostile findings can be read by others', async () => {
  for (const set of hostileSets()) {
    if (set.kind !== 'flag') continue;
    const bytes = renderDocx(set);
    await expect(mammoth.extractRawText({ buffer: Buffer.from(bytes) })).resolves.toBeDefined();
    const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|<script|<img/);
    const ranges = (name: string): number => xml.split(`<w:${name} `).length - 1;
    expect(ranges('commentRangeStart')).toBe(ranges('commentRangeEnd'));
    expect(ranges('commentReference')).toBe(ranges('commentRangeEnd'));
  }
});

test('the terminal gets no control character from a text, Markdown no live markup', () => {
  for (const set of hostileSets()) {
    const terminal = renderTerminal(set);
    expect(terminal).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/);
    const markdown = renderMarkdown(set);
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown).not.toMatch(/<(?!\/?(del|ins|mark)>)|(?<!\\)\]\(|[\u0000-\u0009\u000b-\u001f\u202e\ud800-\udfff]/);
    expect(markdown).not.toMatch(/^#+ head/m);
  }
});

test('lines and columns count from one, whatever the line ends', () => {
  const find = lineFinder('一\n二\r\n三\r四');
  expect([0, 1, 2, 5, 7].map((at) => find(at))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
  ]);
});

test('a name of ten megabytes costs no format its patience', async () => {
  const name = '长名'.repeat(5_000_000);
  const set = flagSet();
  const long = {
    ...set,
    reports: set.reports.map((report) => ({
      ...report,
      issuer: name,
      title: name,
      source: { ...report.source, path: name },
    })),
    findings: set.findings.map((one) => ({
      ...one,
      draft: { ...one.draft, path: name, title: name, place: { name } },
    })),
  };
  for (const { load, kinds } of Object.values(RENDERERS)) {
    if (!kinds.includes('flag')) continue;
    const render = await load();
    const start = performance.now();
    render(long);
    expect(performance.now() - start, render.name).toBeLessThan(8000);
  }
});

test('several drafts at once stand in every format', async () => {
  const set = flagSet();
  const [first] = set.findings as [FlagFindings];
  const second = { ...first, draft: summaryOf(set.reports[2]!), passages: [], leftovers: [], labels: [] };
  const several = { ...set, findings: [first, second] };
  for (const { load, kinds } of Object.values(RENDERERS))
    if (kinds.includes('flag')) expect((await load())(several).length).toBeGreaterThan(100);
  expect(renderTerminal(several)).toContain('东岭县');
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(renderDocx(several)) });
  expect(value).toContain('新修山路八十里');
});
