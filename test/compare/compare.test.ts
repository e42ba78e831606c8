import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { transpose } from '../../src/compare/transpose.js';
import type { Comparison } from '../../src/model/comparison.js';
import type { Report } from '../../src/model/report.js';
import { CLAUSES, document } from '../align/draw.js';
import { linkWords, printLink, quoted, reportOf, unedited, versions } from './notation.js';

const RUNS = { seed: 1, numRuns: 40 };

/** Everything a comparison promises whatever the texts are. */
function expectSound(comparison: Comparison, a: Report, b: Report): void {
  for (const [side, report] of [
    ['a', a],
    ['b', b],
  ] as const) {
    const spans = [...comparison.links.flatMap((link) => link[side]), ...comparison.specific[side]];
    spans.sort((x, y) => x.start - y.start);
    let reached = report.span.start;
    let covered = '';
    for (const { start, end } of spans) {
      expect(start).toBeGreaterThanOrEqual(reached);
      expect(end).toBeLessThanOrEqual(report.span.end);
      expect(end).toBeGreaterThan(start);
      covered += report.source.text.slice(start, end);
      reached = end;
    }
    expect(covered.replace(/[^\p{L}\p{N}]/gu, '')).toBe(report.source.text.replace(/[^\p{L}\p{N}]/gu, ''));
    const { formula, shared, numbers, edited, own } = comparison.summary!.shares[side];
    expect(formula + shared + numbers + edited + own).toBeCloseTo(covered.length > 0 ? 1 : 0, 9);
  }
  for (const link of comparison.links) {
    const [x, y] = [
      unedited(
        a.source.text,
        link.a,
        (link.edits ?? []).map((edit) => edit.a),
      ),
      unedited(
        b.source.text,
        link.b,
        (link.edits ?? []).map((edit) => edit.b),
      ),
    ];
    expect(x).toBe(y);
    if (link.relation === 'identical') expect(link.edits).toBeUndefined();
  }
}

test('linked and specific text cover both reports, and edits tell the whole difference', () => {
  fc.assert(
    fc.property(document, document, (x, y) => {
      const [a, b] = [reportOf(x), reportOf(y)];
      expectSound(compareReports(a, b), a, b);
    }),
    RUNS,
  );
});

test('a report compared with itself is all identical and in order', () => {
  fc.assert(
    fc.property(document, (text) => {
      const report = reportOf(text);
      const { links, specific } = compareReports(report, report);
      expect(specific).toEqual({ a: [], b: [] });
      for (const link of links) {
        expect(link.relation).toBe('identical');
        expect(link.moved).toBe(false);
        expect(link.a).toEqual(link.b);
      }
    }),
    RUNS,
  );
});

test('the other way round is the mirror image', () => {
  fc.assert(
    fc.property(document, document, (x, y) => {
      const [a, b] = [reportOf(x), reportOf(y)];
      expect(compareReports(b, a)).toEqual(transpose(compareReports(a, b)));
    }),
    RUNS,
  );
});

test('width, quotation marks and white space are no change', () => {
  const folded = (text: string): string =>
    text
      .replaceAll('，', ',')
      .replaceAll('。', '。\n')
      .replaceAll('%', '％')
      .replace(/\d/g, (d) => '０１２３４５６７８９'[Number(d)]!);
  fc.assert(
    fc.property(document, (text) => {
      const { links, specific } = compareReports(reportOf(text), reportOf(folded(text)));
      expect(links.map(({ relation }) => relation)).toEqual(links.map(() => 'identical'));
      expect(specific).toEqual({ a: [], b: [] });
    }),
    RUNS,
  );
  const [a, b] = [reportOf('坚持“两手抓”，推动“三个转变”。'), reportOf('坚持"两手抓",推动「三个转变」。')];
  expect(compareReports(a, b).links[0]!.relation).toBe('identical');
});

test('other numbers change no link', () => {
  const shifted = (text: string): string => text.replace(/\d/g, (d) => String((Number(d) % 9) + 1));
  fc.assert(
    fc.property(document, (text) => {
      const { links, specific } = compareReports(reportOf(text), reportOf(shifted(text)));
      for (const link of links) {
        expect(link.a).toEqual(link.b);
        expect(['identical', 'slot']).toContain(link.relation);
      }
      expect(specific).toEqual({ a: [], b: [] });
    }),
    RUNS,
  );
});

test('script is no change between a Traditional and a Simplified text', () => {
  const [a, b] = [
    reportOf('持续优化营商环境，扩大开放。'),
    reportOf('持續優化營商環境，擴大開放。', { script: 'traditional' }),
  ];
  expect(compareReports(a, b).links[0]!.relation).toBe('identical');
});

test('an unrelated text behind it adds only text of its own', () => {
  const text = CLAUSES.slice(0, 8)
    .map((clause) => `${clause}，${clause.slice(0, 4)}成效明显。`)
    .join('');
  const foreign = '月亮升上了树梢，孩子们在院子里捉迷藏。奶奶摇着蒲扇讲起从前的故事。';
  const { links, specific } = compareReports(reportOf(text), reportOf(text + foreign));
  expect(links.every(({ relation }) => relation === 'identical')).toBe(true);
  expect(quoted(text + foreign, specific.b)).toBe(
    '月亮升上了树梢，孩子们在院子里捉迷藏。|奶奶摇着蒲扇讲起从前的故事。',
  );
});

test.each([
  ['新建改造农村公路value[120/86]公里，惠及value[3.2万/5800]人。', 'slot'],
  ['value[2021年/2022年]place[河北/辽宁]省生产总值增长value[6.5%/5.8%]。', 'slot'],
  ['抢抓机遇，place[河北/×]各项事业取得新成就，粮食总产量达到value[765.1亿/XXX.X亿]斤。', 'slot'],
  ['持续优化营商环境，replace[大力/着力]培育壮大特色产业集群，守牢安全生产底线。', 'edited'],
  ['持续优化营商环境，insert[/全面推行一窗受理，]守牢安全生产底线。', 'edited'],
  // The end of one quotation is not the beginning of another.
  ['实施梯次培育行动，replace[培育市级“/新增]专精特新insert[/“小巨人]”企业，规上工业产值稳步增长。', 'edited'],
  [
    '不得设定不合理条件，insert[/不得要求供应商或者投标人设立分支机构，]或者以其他任何形式排斥、限制潜在投标人。',
    'edited',
  ],
])('%s', (expected, relation) => {
  const [x, y] = versions(expected.replace(/(?:value|place|replace|insert|delete)\[/g, '['));
  const [a, b] = [reportOf(x), reportOf(y)];
  const { links } = compareReports(a, b);
  expect(links).toHaveLength(1);
  expect(printLink(links[0]!, a, b)).toBe(expected);
  expect(links[0]!.relation).toBe(relation);
});

test('a changed number says by how much', () => {
  const [a, b] = [
    reportOf('地区生产总值增长5.2%，城镇新增就业3.2万人，建成2022年项目。'),
    reportOf('地区生产总值增长6.1%，城镇新增就业9800人，建成XXXX年项目。'),
  ];
  const edits = compareReports(a, b).links[0]!.edits!;
  expect(edits.map(({ kind, difference }) => [kind, difference])).toEqual([
    ['value', 0.9],
    ['value', -22_200],
    ['value', undefined],
  ]);
  expect(compareReports(b, a).links[0]!.edits![1]!.difference).toBe(22_200);
});

test('what is kept word for word is less than what is linked', () => {
  const [a, b] = [
    reportOf('持续优化营商环境，大力培育壮大产业集群。'),
    reportOf('持续优化营商环境，着力培育壮大产业集群。'),
  ];
  const { kept, shares } = compareReports(a, b).summary!;
  expect(shares.a.edited).toBe(1);
  expect(kept).toEqual({ a: 0.8889, b: 0.8889 });
});

test('moved blocks are one event each in a revision, and none between two cities', () => {
  const sentences = CLAUSES.map((clause, n) => `${clause}，${CLAUSES[(n + 5) % CLAUSES.length]}。`);
  const moved = [...sentences.slice(4), ...sentences.slice(0, 4)];
  const [a, b] = [reportOf(sentences.join('')), reportOf(moved.join(''))];
  const flagged = compareReports(a, b).links.filter((link) => link.moved);
  expect(
    quoted(
      a.source.text,
      flagged.flatMap((link) => link.a),
    ),
  ).toBe(sentences.slice(0, 4).join('|'));
  expect(compareReports(a, b, { mode: 'free' }).links.some((link) => link.moved)).toBe(false);
});

test('merged and split sentences are one link of several spans', () => {
  const [p, q, r] = CLAUSES.filter((clause) => !/\d/.test(clause)) as [string, string, string];
  const [a, b] = [reportOf(`${p}。${q}。${r}。`), reportOf(`${p}，${q}。${r}。`)];
  expect(linkWords(compareReports(a, b), a, b)).toEqual([
    `${p}。|${q}。 = ${p}，${q}。 (edited)`,
    `${r}。 = ${r}。 (identical)`,
  ]);
});

test('a bank makes sentences formula; they are neither shared wording nor the region’s own', () => {
  const [a, b] = [
    reportOf('全面贯彻党的二十大精神。霁川大桥建成通车。'),
    reportOf('全面贯彻党的二十大精神。云台水库开工。'),
  ];
  const tokens = [...'全面贯彻党的'].map((c) => c.charCodeAt(0));
  const bank = { formulas: [{ tokens: [...tokens, 6, ...[...'大精神'].map((c) => c.charCodeAt(0))] }] };
  const without = compareReports(a, b);
  expect(without.links.map(({ formula }) => formula)).toEqual([false]);
  const withBank = compareReports(a, b, { bank });
  expect(withBank.links.map(({ formula }) => formula)).toEqual([true]);
  expect(withBank.summary!.shares.a.formula).toBeGreaterThan(0.4);
});

test.each([
  ['', ''],
  ['', '守牢安全生产底线。'],
  ['。。。！？', '守牢'],
  ['\n\n\n', '——'],
  ['The quick brown fox jumps over the lazy dog.', '守牢安全生产底线。'],
  ['一'.repeat(20_000), '一'.repeat(19_000)],
  ['\ud800 broken \udc00', '\ud83d\ude00😀'],
  ['"引号"“混”用"', '"引号"'],
])('odd input gives a sound answer (%#)', (x, y) => {
  const [a, b] = [reportOf(x), reportOf(y)];
  const comparison = compareReports(a, b);
  for (const link of comparison.links) expect(link.a.length * link.b.length).toBeGreaterThan(0);
  expect(compareReports(b, a)).toEqual(transpose(comparison));
});

test('a weak link needs a subject in common, not a frame', () => {
  const linked = (x: string, y: string): number =>
    compareReports(reportOf(x), reportOf(y), { threshold: 0.95 }).links.length;
  expect(linked('提升产业链现代化水平。', '提升市域社会治理现代化水平。')).toBe(0);
  expect(linked('做强做优做大数字经济。', '做强做大产业集群。')).toBe(0);
  expect(linked('加快提升产业链现代化水平。', '提升产业链供应链现代化水平。')).toBe(1);
});
