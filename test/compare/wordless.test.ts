import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { outlined, quoted, reportOf } from './notation.js';

function linksOf(a: string, b: string): readonly string[] {
  return compareReports(reportOf(a), reportOf(b)).links.map((link) => `${quoted(a, link.a)} → ${quoted(b, link.b)}`);
}

const FIRST = 'The Sheriff shall pay the same into Court within four days after the deposit.';
const SECOND = 'A defendant arrested may apply to the Judge to vacate the order of arrest.';
const THIRD = 'The recovery of a judgment shall not protect the parties to the undertaking given.';

test('a bare number goes with the paragraph behind it, or with nothing', () => {
  const a = `93.\n${FIRST}\n94.\n${THIRD}\n95.\n${SECOND}`;
  const b = `129.\n${FIRST}\n130.\n${SECOND}`;
  expect(linksOf(a, b)).toEqual(['93. → 129.', `${FIRST} → ${FIRST}`, '95. → 130.', `${SECOND} → ${SECOND}`]);
});

test('a text of bare numbers is still equal to itself', () => {
  expect(linksOf('93.\n94.\n95.', '93.\n94.\n95.')).toHaveLength(3);
});

test('a heading is linked with a heading, not with a sentence in its words', () => {
  const body = '国家建立农产品质量监测制度，制定风险监测计划。\n农产品批发市场应当设立检测机构。\n';
  const a = outlined(`# 农产品质量安全标准\n${body}`);
  const b = outlined(`# 农产品质量安全风险管理和标准制定\n${body}销售的农产品应当符合农产品质量安全标准。\n`);
  const links = compareReports(a, b).links.map(
    (link) => `${quoted(a.source.text, link.a)} → ${quoted(b.source.text, link.b)}`,
  );
  expect(links.find((link) => link.includes('销售的'))).toBeUndefined();
});
