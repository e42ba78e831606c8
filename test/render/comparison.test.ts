import { expect, test } from 'vitest';
import type { ComparisonSummary } from '../../src/model/comparison.js';
import { renderCsv } from '../../src/render/csv.js';
import type { Findings } from '../../src/render/findings-set.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { groupBySection, rowsOfGroup } from '../../src/render/section-groups.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { differenceInWords, itemName } from '../../src/render/value-figures.js';
import { comparisonSet } from './build.js';

const shares = { formula: 0, shared: 0.25, numbers: 0.1, edited: 0.4, own: 0.25 };

function withSummary(): Findings & { kind: 'comparison' } {
  const set = comparisonSet();
  const [first] = set.comparison.values;
  const value = { ...first!, numberA: 5.2, numberB: 6.1, unit: 'percent', part: 'plan' as const };
  const summary: ComparisonSummary = {
    mode: 'free',
    inOrder: 0.5,
    sections: { matched: 2, onlyA: 0, onlyB: 1 },
    links: 4,
    moved: 0,
    shares: { a: shares, b: shares },
    kept: { a: 0.333, b: 0.444 },
    largest: [
      { kind: 'value', label: value.template, a: value.spanA!, b: value.spanB!, size: 0.9 },
      { kind: 'section', label: '政府自身建设', b: { start: 0, end: 5 }, size: 0.072 },
    ],
  };
  return { ...set, comparison: { ...set.comparison, values: [value], summary } };
}

test('the summary a comparison carries opens the page, in both languages', () => {
  const zh = renderTerminal(withSummary());
  expect(zh).toContain('2 对章节相互对应，另有 0 节仅 A 有、1 节仅 B');
  expect(zh).toMatch(/逐字相同的字合计\s+33\.3%\s+44\.4%/);
  expect(zh).toContain('1. 地区生产总值增长…左右（目标）：A 5.2%，B 6.1%，相差 +0.9个百分点');
  expect(zh).toContain('仅 B 有一节“政府自身建设”，占其全文 7.2%');
  expect(zh).toContain('不把次序当作变化');
  const en = renderMarkdown(withSummary(), { lang: 'en' });
  expect(en).toContain('2 sections matched, 0 only in A, 1 only in B');
  expect(en).toContain('difference +0.9 pp');
  expect(en).toContain('| target |');
});

test('formula has no line where nothing is marked as one', () => {
  expect(renderTerminal(withSummary())).not.toMatch(/^ {2}套话 /m);
  expect(renderTerminal(comparisonSet())).toMatch(/^ {2}套话 +\d/m);
});

test.each([
  [{ numberA: 4e12, numberB: 2.7584e12, unit: 'yuan' }, '−1.24万亿元（−31.0%）', '−1.24 trillion yuan (−31.0%)'],
  [{ numberA: 925_000, numberB: 484_000, unit: 'person' }, '−44.1万人（−47.7%）', '−441,000 people (−47.7%)'],
  [{ numberA: 8.9, numberB: 4.1, unit: 'percent' }, '−4.8个百分点', '−4.8 pp'],
  [{ numberA: 0, numberB: 3, unit: 'count' }, '+3', '+3'],
  [{ numberA: 0.1 + 0.2, numberB: 0.3, unit: 'percent' }, '=', '='],
  [{ numberA: 7, unit: 'count' }, '', ''],
])('the difference of %o', (row, zh, en) => {
  expect(differenceInWords(row, 'zh-CN')).toBe(zh);
  expect(differenceInWords(row, 'en')).toBe(en);
});

test('a template is named without the slot that ends it', () => {
  expect(itemName('城镇新增就业{value}')).toBe('城镇新增就业');
  expect(itemName('增长{value}左右')).toBe('增长…左右');
});

test('links stand under the smallest section of A around them; those outside come in a group of their own', () => {
  const span = (start: number, end: number): { start: number; end: number } => ({ start, end });
  const section = (a: readonly [number, number]): { a: [ReturnType<typeof span>]; b: []; score: 0; moved: false } => ({
    a: [span(...a)],
    b: [],
    score: 0,
    moved: false,
  });
  const link = (start: number): Parameters<typeof groupBySection>[1][number] => ({
    a: [span(start, start + 2)],
    b: [span(start, start + 2)],
    relation: 'identical',
    moved: false,
    score: 1,
    formula: false,
  });
  const [outer, inner] = [section([10, 50]), section([20, 30])];
  const groups = groupBySection([inner, outer], [link(22), link(40), link(0), link(12)]);
  expect(groups.map((group) => [group.section, group.links.map(({ a }) => a[0]!.start)])).toEqual([
    [undefined, [0]],
    [outer, [12, 40]],
    [inner, [22]],
  ]);
  expect(rowsOfGroup(20, 15, false)).toBe(2);
  expect(rowsOfGroup(20, 15, true)).toBe(20);
});

test('context cuts what did not change around an edit; without it sentences are whole', () => {
  expect(renderTerminal(comparisonSet(), { only: 'changed' })).toContain('新建高标准农田12万亩');
  const cut = renderTerminal(comparisonSet(), { only: 'changed', context: 3 });
  expect(cut).toContain('我们[-深入-]实施乡…');
  expect(cut).not.toContain('新建高标准农田12万亩');
});

test('a section named by the reader leaves its values, links and own text alone', () => {
  const text = renderTerminal(withSummary(), { section: '二、重点任务' });
  expect(text).toContain('渔港渡口改造完成');
  expect(text).not.toContain('灯塔公园');
  expect(renderTerminal(withSummary(), { section: '重点', only: 'values' })).toContain('数值对照 (0)');
});

test('CSV lists the names of one side, each with how often and where it stands first', () => {
  const set = comparisonSet();
  const span = set.comparison.links[0]!.a[0]!;
  const name = { kind: 'project', text: '青云河堤坝', spans: [span, span] } as const;
  const comparison = { ...set.comparison, onlyNamed: { a: [], b: [name] } };
  const [head, row] = renderCsv({ ...set, comparison }, { table: 'names' }).split('\r\n');
  expect(head).toBe('side,kind,name,times,section,start,end');
  expect(row).toBe(`B,project,青云河堤坝,2,,${span.start},${span.end}`);
});

test('one report twice has one name, and where nothing is linked nothing is said of order', () => {
  const set = comparisonSet();
  const { a } = set.comparison;
  const nothing = { ...set.comparison, b: a, links: [] };
  const text = renderTerminal({ ...set, comparison: nothing, reports: [set.reports[0], set.reports[0]] });
  expect(text).toContain('A(清河市 2025) 与 B(清河市 2025)');
  expect(text).not.toContain('次序');
});
