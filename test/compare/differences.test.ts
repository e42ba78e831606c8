import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { indicatorKey, likenessOf } from '../../src/compare/indicator.js';
import { outlined, reportOf } from './notation.js';

function largest(x: string, y: string): readonly string[] {
  return compareReports(reportOf(x), reportOf(y)).summary!.largest.map(({ label }) => label);
}

test('what reports open with comes before what is further apart', () => {
  const x = '地区生产总值增长6.5%，居民人均可支配收入增长8%，技术合同成交额增长28%，城镇调查失业率5.5%。';
  const y = '地区生产总值增长4%，居民人均可支配收入增长5.5%，技术合同成交额增长11%，城镇调查失业率5%。';
  expect(largest(x, y)).toEqual([
    '地区生产总值增长{value}',
    '居民人均可支配收入增长{value}',
    '技术合同成交额增长{value}',
    '城镇调查失业率{value}',
  ]);
});

test('counts of different things are no difference', () => {
  expect(largest('打造30个省级示范基地。', '打造1000个美丽宜居村。')).toEqual([]);
  expect(largest('规上工业增加值居全国第3位。', '规上工业增加值居全国第21位。')).toEqual([]);
});

test('a target and a result of one indicator are one item', () => {
  const text = (past: string, next: string): string =>
    `# 2021年工作回顾\n固定资产投资增长${past}。\n# 2022年工作安排\n固定资产投资增长${next}。\n`;
  const { summary } = compareReports(outlined(text('9%', '8%')), outlined(text('4%', '6%')));
  expect(summary!.largest.map(({ label }) => label)).toEqual(['固定资产投资增长{value}']);
});

test.each([
  ['全体居民人均可支配收入', '居民人均可支配收入'],
  ['规上工业增加值', '规模以上工业增加值'],
  ['实现地区生产总值', '国内生产总值'],
  ['办理省人大代表建议', '市人大代表建议'],
])('%s is %s', (x, y) => expect(indicatorKey(x)).toBe(indicatorKey(y)));

test.each([
  ['城镇居民人均可支配收入', '农村居民人均可支配收入'],
  ['进出口总额', '出口总额'],
  ['海洋生产总值', '地区生产总值'],
  ['新增高新技术企业', '高新技术企业'],
  ['一般公共预算收入', '一般公共预算支出'],
])('%s is not %s', (x, y) => expect(likenessOf(x, y)).toBe(0));
