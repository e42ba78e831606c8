import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReports } from '../../src/outline/read.js';
import { anonymised } from '../../src/render/anonymise.js';
import { withoutNames } from '../../src/render/anonymise-names.js';
import { renderCsv } from '../../src/render/csv.js';
import type { Findings } from '../../src/render/findings-set.js';
import { unpackJson, unpackText } from '../../src/render/html/chunks.js';
import { renderHtml } from '../../src/render/html/html.js';
import { parseFindings, renderJson } from '../../src/render/json.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { renderSarif } from '../../src/render/sarif.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { spokenOf } from '../../src/render/texts.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from './build.js';

const SETS: readonly Findings[] = [comparisonSet(), tableSet(), corpusSet(), flagSet()];
const NAMES = /清河|海州|东岭|白鹭|in\//;

/** All that the page carries, model and texts. */
function unpacked(html: string): string {
  const chunks = [...html.matchAll(/id="chunk-(\d+)">([^<]*)</g)];
  return chunks
    .map(([, n, chunk]) => (Number(n) < 2 ? JSON.stringify(unpackJson(chunk!)) : unpackText(chunk!)))
    .join('\n');
}

test('no name of a place, a file or an issuer is left in any format', () => {
  for (const set of SETS) {
    const formats = [
      renderTerminal,
      renderMarkdown,
      renderJson,
      renderCsv,
      ...(set.kind === 'comparison' || set.kind === 'table' ? [] : [renderSarif]),
    ];
    for (const render of formats) {
      expect(render(set)).toMatch(NAMES);
      expect(render(set, { anonymise: true })).not.toMatch(NAMES);
    }
    expect(unpacked(renderHtml(set))).toMatch(NAMES);
    expect(unpacked(renderHtml(set, { anonymise: true }))).not.toMatch(NAMES);
  }
});

test('every span still quotes a text of the same length', () => {
  for (const set of SETS) {
    const hidden = anonymised(set);
    const spoken = new Set(spokenOf(set));
    const shown = set.reports.filter(({ id }) => spoken.has(id));
    expect(hidden.reports).toHaveLength(shown.length);
    shown.forEach((report, i) => {
      expect(hidden.reports[i]!.source.text).toHaveLength(report.source.text.length);
      expect(hidden.reports[i]!.span).toEqual(report.span);
    });
  }
});

test('what is not a name stays', () => {
  expect(renderTerminal(flagSet(), { anonymise: true }).replace(/\s/g, '')).toContain('修建防洪堤坝二十公里');
});

test('who gave the speech is masked in the text as well', () => {
  const set = flagSet();
  const [first, ...rest] = set.reports;
  const named = {
    ...first!,
    source: { ...first!.source, text: `市长 周望山 ${first!.source.text}` },
    speaker: '周望山',
  };
  const hidden = anonymised({ ...set, reports: [named, ...rest] });
  expect(hidden.reports[0]!.source.text).toContain('市长 某某某');
});

test('of the sample corpus no place, part of a place, speaker, file or meeting is left, in either direction of saving', async () => {
  const seeds = new URL('../../seeds/clean/', import.meta.url);
  const reports = (
    await Promise.all(readdirSync(seeds).map((path) => readReports(readFileSync(new URL(path, seeds)), { path })))
  ).flat();
  const draft = reports.find(({ id }) => id.startsWith('hedian'))!;
  const island = reports.find(({ id }) => id.startsWith('luyu'))!;
  const others = reports.filter((report) => report !== draft);
  const found = await flagCopies(draft, others);
  const near = await flagCopies(island, others);
  const set: Findings = { kind: 'flag', findings: [found, near], reports };
  const shown = new Set(
    [found, near].flatMap((one) => [one.draft.id, ...one.passages.map(({ source }) => source.report)]),
  );
  const names = reports
    .filter(({ id }) => shown.has(id))
    .flatMap(({ place, speaker, source }) => [
      ...place!.name.split(/(?<=[省市县区])/),
      ...place!.name.split(/(?<=[省市县区])/).map((part) => part.slice(0, -1)),
      speaker!,
      source.path!.replace('.txt', ''),
    ]);
  expect(names).toContain('鹭屿');
  for (const findings of [set, parseFindings(renderJson(set))]) {
    const rendered = [
      renderTerminal(findings, { anonymise: true, limit: 1000 }),
      renderJson(findings, { anonymise: true }),
      renderMarkdown(findings, { anonymise: true, limit: 1000 }),
      renderSarif(findings, { anonymise: true }),
      unpacked(renderHtml(findings, { anonymise: true })),
    ];
    for (const text of rendered) expect(names.filter((name) => text.includes(name))).toEqual([]);
  }
});

test('divisions of China are masked where they are names, and only there; spaces in a name do not hide it', () => {
  const set = flagSet();
  const [first, ...rest] = set.reports;
  const text = `周 望 山在咸阳市秦都区、天津和平区调研。以上海洋产业和平发展。${first!.source.text}`;
  const named = { ...first!, source: { ...first!.source, text }, speaker: '周望山' };
  const hidden = anonymised({ ...set, reports: [named, ...rest] });
  expect(hidden.reports[0]!.source.text).toMatch(/^某 某 某在某{6}、某{5}调研。以上海洋产业和平发展。/);
});

test('what has the form of a name is masked, ordinary words stay', () => {
  const mask = (text: string): string => withoutNames(text, (name) => name.replace(/\S/g, '某'));
  for (const [text, masked] of [
    ['燕赵大地,雄安新区、京津冀', '某某大地,某某新区、某某某'],
    ['市长 周望山。市委书记李明同志主持', '市长 某某某。市委书记某某同志主持'],
    ['王芳同志和赵立新院士', '某某同志和赵立新院士'],
    ['由鼎禾集团和清江大学承建', '由某某集团和某某大学承建'],
    ['推进柏岭寺水库、忻原大道建设', '推进某某某水库、某某大道建设'],
    ['云水镇、白鹭村率先完成', '某某某、某某某率先完成'],
  ] as const)
    expect(mask(text)).toBe(masked);
  for (const plain of [
    '同志们,各位代表,市长热线',
    '各类公司、国有企业集团化',
    '重点大学、公立医院、省级开发区',
    '经济保持高速增长,高铁、机场建设加快',
    '城镇、乡镇、美丽乡村、行政村',
    '三天山洪',
    '主任会议决定,书记抓落实',
  ])
    expect(mask(plain)).toBe(plain);
});

test('a mask never changes the length of a text', () => {
  const parts = [
    '市长',
    '王芳',
    '同志',
    '集团',
    '鼎禾',
    '新区',
    '雄安',
    '镇',
    '白鹭',
    ',',
    ' ',
    '\ud842\udfb7',
    '的',
    '长江',
    '5',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 40 }), (words) => {
      const text = words.join('');
      expect(withoutNames(text, (name) => '某'.repeat(name.length))).toHaveLength(text.length);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('ids and paths go from notes as well', () => {
  const set = flagSet();
  const [one] = set.findings;
  const { id } = one!.draft;
  const noted = { ...one!, diagnostics: [{ code: 'x', severity: 'info' as const, message: `see ${id}#1 and ${id}` }] };
  const longer = JSON.parse(
    JSON.stringify({ ...set, findings: [noted] }).replaceAll(`"${id}"`, `"${id}#1"`),
  ) as Findings;
  expect(JSON.stringify(anonymised(longer))).not.toContain(`${id}#1`);
});
