import { expect, test } from 'vitest';
import { compareMany } from '../../src/compare/many.js';
import { outlined } from './notation.js';

const report = (gdp: string, order: readonly string[]): ReturnType<typeof outlined> =>
  outlined(
    `# 2021年工作回顾\n地区生产总值增长${gdp}。\n${order
      .map((subject) => `# ${subject}\n${subject}迈出新步伐，${subject}项目新增12个，投入资金3亿元。\n`)
      .join('')}`,
  );

test('three reports: one row a section and one a value, a column a report', () => {
  const reports = [
    report('6.5%', ['乡村振兴', '对外开放']),
    report('5.8%', ['对外开放', '城市更新']),
    report('7.1%', ['城市更新', '乡村振兴', '对外开放']),
  ];
  const table = compareMany(reports);
  const rows = table.sections.map(({ heading, cells }) => `${heading} ${cells.map((cell) => cell.length).join('')}`);
  expect(rows).toEqual(['2021年工作回顾 111', '乡村振兴 101', '对外开放 111', '城市更新 011']);
  const gdp = table.values.find(
    ({ template }) => template === '生产总值增长{value}' || template === '地区生产总值增长{value}',
  );
  expect(gdp?.cells.map((cell) => cell?.value)).toEqual(['6.5%', '5.8%', '7.1%']);
  expect(gdp?.part).toBe('review');
  expect(table.reports).toHaveLength(3);
});

test('where one report bounds its value and another does not, each value says so itself', () => {
  const reports = ['突破4万亿元', '达到27584亿元', '突破3万亿元'].map((value) =>
    outlined(`# 2021年工作回顾\n地区生产总值${value}。\n`),
  );
  const [row] = compareMany(reports).values;
  expect(row?.template).toBe('地区生产总值{value}');
  expect(row?.cells.map((cell) => cell?.value)).toEqual(['突破4万亿元', '27584亿元', '突破3万亿元']);
});

test('one report and none are tables too', () => {
  expect(compareMany([]).sections).toEqual([]);
  expect(compareMany([report('5%', ['城市更新'])]).sections.map(({ score }) => score)).toEqual([0, 0]);
});
