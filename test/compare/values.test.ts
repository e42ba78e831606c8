import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { readQuantity } from '../../src/compare/quantity.js';
import { outlined, reportOf } from './notation.js';

function table(x: string, y: string): readonly string[] {
  return compareReports(reportOf(x), reportOf(y)).values.map(
    (row) => `${row.template} ${row.a ?? '-'} ${row.b ?? '-'}`,
  );
}

test('an indicator carries its value through the clauses that follow', () => {
  expect(
    table(
      '全省生产总值突破4万亿元、增长6.5%，一般公共预算收入增长8.9%。',
      '预计全省生产总值达到27584亿元、同比增长5.8%；一般公共预算收入2764.7亿元、增长4.1%。',
    ),
  ).toEqual([
    '生产总值{value} 突破4万亿元 27584亿元',
    '生产总值增长{value} 6.5% 5.8%',
    '一般公共预算收入增长{value} 8.9% 4.1%',
    '一般公共预算收入{value} - 2764.7亿元',
  ]);
});

test('a rise is no level, and a fall no rise', () => {
  expect(table('城镇新增就业增长5%。', '城镇新增就业下降5%。')).toEqual([
    '城镇新增就业增长{value} 5% -',
    '城镇新增就业下降{value} - 5%',
  ]);
});

test('what 分别 shares out goes to the things listed, in their order', () => {
  expect(
    table(
      '城镇登记失业率、城镇调查失业率全年分别控制在3.5%和5.5%以内；城镇新增就业6万人。',
      '城镇调查失业率控制在5%左右。城镇新增就业8万人。',
    ),
  ).toEqual([
    '城镇登记失业率控制在{value} 3.5% -',
    '城镇调查失业率控制在{value} 5.5%以内 5%左右',
    '城镇新增就业{value} 6万人 8万人',
  ]);
  expect(
    table(
      '进出口总额、社会消费品零售总额、地方一般公共预算收入分别比上年增长8.8%、10.1%、9.6%。',
      '社会消费品零售总额增长7%。',
    ),
  ).toEqual([
    '进出口总额比上年增长{value} 8.8% -',
    '社会消费品零售总额增长{value} 10.1% 7%',
    '地方一般公共预算收入比上年增长{value} 9.6% -',
  ]);
});

test('a bound that one side has stands with its value', () => {
  expect(table('常住人口城镇化率达61%左右。', '常住人口城镇化率超过60%。')).toEqual([
    '常住人口城镇化率{value} 61%左右 超过60%',
  ]);
  expect(table('城镇新增就业超6万人。', '城镇新增就业超过8万人。')).toEqual(['城镇新增就业{value} 超6万人 超过8万人']);
  expect(table('城镇新增就业超6万人。', '城镇新增就业超8万人。')).toEqual(['城镇新增就业超{value} 6万人 8万人']);
});

test('a part of a name before 分别 is no thing of its own', () => {
  expect(table('城镇、农村居民人均可支配收入分别增长5%和7%。', '农村居民人均可支配收入增长6%。')).toEqual([
    '城镇、农村居民人均可支配收入分别增长{value} 5% -',
    '城镇、农村居民人均可支配收入{value} 7% -',
    '农村居民人均可支配收入增长{value} - 6%',
  ]);
});

test('nearly the same name is one indicator', () => {
  expect(table('全体居民人均可支配收入增长8.3%。', '居民人均可支配收入增长6.6%。')).toEqual([
    '全体居民人均可支配收入增长{value} 8.3% 6.6%',
  ]);
});

test('results of the past year and targets of the next stand in rows of their own', () => {
  const text = (result: string, target: string): string =>
    `# 2021年工作回顾\n地区生产总值增长${result}。\n# 2022年工作安排\n地区生产总值增长${target}。\n`;
  const { values } = compareReports(outlined(text('6.5%', '7%')), outlined(text('5.8%', '6%左右')));
  expect(values.map(({ part, a, b }) => `${part} ${a} ${b}`)).toEqual(['review 6.5% 5.8%', 'plan 7% 6%左右']);
});

test.each([
  ['4.04万亿元', '4.04', 4.04e12, 'yuan', '4.04万亿元'],
  ['9000多人', '9000', 9000, 'person', '9000多人'],
  ['6.5%左右，', '6.5', 6.5, 'percent', '6.5%左右'],
  ['３.２个百分点', '３.２', 3.2, 'point', '３.２个百分点'],
  ['300千瓦', '300', 300, 'kilowatt', '300千瓦'],
  ['1,200家', '1,200', 1200, 'count', '1,200家'],
  ['XX亿元', 'XX', undefined, 'yuan', 'XX亿元'],
])('%s', (text, digits, number, unit, quoted) => {
  const quantity = readQuantity(text, { start: 0, end: digits.length }, text.length);
  expect(quantity.number).toBe(number);
  expect(quantity.unit).toBe(unit);
  expect(text.slice(quantity.span.start, quantity.span.end)).toBe(quoted);
});
