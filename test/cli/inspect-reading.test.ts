import { expect, it } from 'vitest';
import { showDecoded, showNormalised, showOutlines, showRepairs } from '../../src/cli/inspect-reading.js';
import { inspectWords } from '../../src/cli/inspect-words.js';
import { readReports } from '../../src/outline/read.js';

const EN = inspectWords('en');
const body = '我们新修道路 30 公里，投资1.2亿元，增长5%，建成学校两所，群众十分满意。';

it('shows corrections by rule, the rarest first, the original beside the result', async () => {
  const reports = await readReports(`一、創(chuàng)新\n${body.repeat(8)}`, { path: 'a.txt' });
  const lines = showRepairs(reports, EN).lines;
  expect(lines[1]).toMatch(/^ {2}pinyin-note: 1; /);
  expect(lines[2]).toBe('       3 一、創[(chuàng)]新⏎我们新修道路 → 一、創新⏎我们新修道路');
  expect(lines.at(-1)).toContain('… and 11 more (--json lists all)');
  expect(showRepairs(reports, EN).value).toHaveLength(17);
});

it('shows the original beside a heading only where it is written otherwise', async () => {
  const reports = await readReports(`一、創(chuàng)新發展\n${body}\n二、安排\n${body}`);
  const lines = showOutlines(reports, EN).lines.filter((line) => line.includes('chapter'));
  expect(lines.map((line) => line.includes('│'))).toEqual([true, false]);
  expect(showDecoded(reports, EN).lines.at(-1)).toBe('  nothing remarkable');
});

it('shows what matching reads of each paragraph, with the values', async () => {
  const reports = await readReports(`一、工作\n${body}`);
  expect(showNormalised(reports, EN).lines.slice(3)).toEqual([
    `       5 ${body}`,
    '       → 我们新修道路{number}公里,投资{number}亿元,增长{number}%,建成学校两所,群众十分满意。',
    '       = number 30 = 30公里 · number 1.2 = 120000000元 · number 5 = 0.05',
  ]);
});
