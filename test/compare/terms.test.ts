import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { CLAUSES } from '../align/draw.js';
import { reportOf } from './notation.js';

test('terms of each side are those it uses more than chance, with the statistic named', () => {
  const common = '持续优化营商环境，改善基础设施。';
  const a = reportOf(`${common.repeat(3)}${'长江沿岸的港口和码头扩建，码头货运量创新高。'.repeat(12)}`);
  const b = reportOf(`${common.repeat(3)}${'草原牧区的种业和养殖基地提质，种业企业增多。'.repeat(12)}`);
  const { terms } = compareReports(a, b);
  const words = (side: 'a' | 'b'): string => terms[side].map(({ term }) => term).join(' ');
  for (const word of ['码头', '港口', '长江']) expect(words('a')).toContain(word);
  for (const word of ['种业', '草原', '养殖']) expect(words('b')).toContain(word);
  expect(terms.a.map(({ term }) => term)).not.toContain('营商环境');
  for (const { statistic, count, other } of [...terms.a, ...terms.b]) {
    expect(statistic).toBe('log-odds-z');
    expect(count).toBeGreaterThan(other);
  }
});

test('words that stand together are one name', () => {
  const a =
    '雄安新区规划获批。支持雄安新区建设。雄安新区承接疏解。建设一批新区。雄安新区大道通车。开发区提质，高新区扩容。';
  const { terms } = compareReports(reportOf(a.repeat(3) + CLAUSES.join('。')), reportOf(CLAUSES.join('。').repeat(3)));
  expect(terms.a.map(({ term }) => term)).toContain('雄安新区');
});
