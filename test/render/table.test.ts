import { expect, test } from 'vitest';
import { renderCsv } from '../../src/render/csv.js';
import { renderDocx } from '../../src/render/docx.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { renderSarif } from '../../src/render/sarif.js';
import { columnSign } from '../../src/render/table-rows.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { tableSet } from './build.js';

test('a table says which reports have a section and what each gives for a value', () => {
  const text = renderTerminal(tableSet());
  expect(text).toContain('3 份报告：共 4 个章节，其中 1 个各份都有；1 项数值可以对照。');
  expect(text).toMatch(/地区生产总值增长…左右 · 实绩\s+5\.2%\s+6\.1%\s+4\.8%/);
  expect(text).toMatch(/政府自身建设\s+· +● +·/);
});

test('a value that one report alone gives is listed, not counted as comparable', () => {
  expect(renderTerminal(tableSet())).toContain('数值对照 (2)');
  expect(renderMarkdown(tableSet())).toContain('1 项数值可以对照');
});

test('a window too narrow for columns lists what each report gives', () => {
  expect(renderTerminal(tableSet(), { width: 40 })).toContain('A 5.2%  B 6.1%  C 4.8%');
});

test('one part, or one section, where the reader asks', () => {
  const values = renderTerminal(tableSet(), { only: 'values' });
  expect(values).toContain('八十里');
  expect(values).not.toContain('章节对应');
  const own = renderTerminal(tableSet(), { only: 'specific' });
  expect(own).toContain('政府自身建设');
  expect(own).not.toContain('今年工作安排');
  expect(renderTerminal(tableSet(), { only: 'changed' })).not.toContain('八十里');
  const section = renderMarkdown(tableSet(), { section: '民生实事' });
  expect(section).toContain('八十里');
  expect(section).not.toContain('6.1%');
});

test('CSV has a column a report, quoted and as a number', () => {
  const [head, first] = renderCsv(tableSet()).split('\r\n');
  expect(head).toBe(
    'template,part,unit,清河市 2025,海州市 2025,东岭县 2025,清河市 2025 (number),海州市 2025 (number),东岭县 2025 (number)',
  );
  expect(first).toBe('地区生产总值增长{value}左右,review,percent,5.2%,6.1%,4.8%,5.2,6.1,4.8');
  expect(renderCsv(tableSet(), { table: 'sections' })).toContain(
    '今年工作安排,0.41,二、今年工作安排,二、重点任务,\r\n',
  );
});

test('formats of copies have nothing to say of a table', () => {
  expect(() => renderSarif(tableSet())).toThrow(/SARIF/);
  expect(() => renderDocx(tableSet())).toThrow(/table/);
});

test('columns beyond the alphabet are numbered', () => {
  expect([0, 25, 26].map(columnSign)).toEqual(['A', 'Z', 'R27']);
});
