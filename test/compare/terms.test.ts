import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { reportOf } from './notation.js';

test('terms of each side are those it uses more than chance, with the statistic named', () => {
  const common = '持续优化营商环境，改善基础设施。';
  const a = reportOf(`${common.repeat(3)}${'长江沿岸的港口和码头扩建，码头货运量创新高。'.repeat(6)}`);
  const b = reportOf(`${common.repeat(3)}${'草原牧区的种业和养殖基地提质，种业企业增多。'.repeat(6)}`);
  const { terms } = compareReports(a, b);
  expect(terms.a.map(({ term }) => term)).toEqual(expect.arrayContaining(['码头', '港口', '长江']));
  expect(terms.b.map(({ term }) => term)).toEqual(expect.arrayContaining(['种业', '草原', '养殖']));
  expect(terms.a.map(({ term }) => term)).not.toContain('营商环境');
  for (const { statistic, count, other } of [...terms.a, ...terms.b]) {
    expect(statistic).toBe('log-odds-z');
    expect(count).toBeGreaterThan(other);
  }
});
