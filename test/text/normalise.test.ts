import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyReplacements } from '../../src/text/layer.js';
import { type Normalised, normalise, originalOf } from '../../src/text/normalise.js';
import { readValue } from '../../src/text/values.js';

const read = (text: string, traditional = false): Normalised =>
  normalise(applyReplacements(text, { start: 0, end: text.length }, []), { traditional });

it('shows slots in place of what varies', () => {
  expect(read('全市地区生产总值增长 5.2 ％左右；\n2024年9月底前，杭州市').text).toBe(
    '全{level}地区生产总值增长{number}%左右;\n{date}前,{place}',
  );
  expect(read('經濟發展', true).text).toBe('经济发展');
});

it('gives the values beside', () => {
  const { slots } = read('达到1.2万亿元，2024年');
  expect(slots.map(({ kind, value }) => [kind, value?.value ?? value?.iso])).toEqual([
    ['number', 1.2e12],
    ['date', '2024'],
  ]);
});

const piece = fc.constantFrom(
  '一是',
  '我们',
  '增长',
  '5.2',
  '%',
  '2024年',
  '咸阳市',
  '和县',
  '三百余',
  '家',
  '，',
  '。',
  '；',
  '\n',
  ' ',
  '　',
  'GDP',
  'X',
  '×',
  '某市',
  '党的',
  '二十大',
  '第',
  '三',
  '届',
  'Ａ',
  '“',
  '”',
  '全市',
  '人民政府',
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

it('changes nothing the second time', () => {
  fc.assert(
    fc.property(text, (source) => {
      const once = read(source).text;
      expect(read(once).text).toBe(once);
    }),
    { seed: 1, numRuns: 1500 },
  );
});

it('maps each sentence to a slice of the source that normalises to it again', () => {
  fc.assert(
    fc.property(text, (source) => {
      const whole = read(source);
      for (const match of whole.text.matchAll(/[^。\n]+。?/g)) {
        const { span, at } = originalOf(whole, { start: match.index, end: match.index + match[0].length });
        const again = read(source.slice(span.start, span.end)).text;
        expect(again.trim()).toBe(whole.text.slice(at.start, at.end).trim());
      }
    }),
    { seed: 1, numRuns: 1500 },
  );
});

describe('values', () => {
  it.each([
    ['1.2万亿元', { value: 1.2e12, unit: '元' }],
    ['1,234.5亿元', { value: 123_450_000_000, unit: '元' }],
    ['145.5 亿元', { value: 145.5e8, unit: '元' }],
    ['5.2%', { value: 0.052, kind: 'percent' }],
    ['百分之五点二', { value: 0.052, kind: 'percent' }],
    ['3‰', { value: 0.003, kind: 'percent' }],
    ['0.5个百分点', { value: 0.5, unit: '个百分点' }],
    ['三分之二', { value: 2 / 3 }],
    ['1/4', { value: 0.25 }],
    ['2-3个', { value: 2, upTo: 3, unit: '个' }],
    ['5%—6%', { value: 0.05, upTo: 0.06 }],
    ['三百余家', { value: 300, unit: '家', about: true }],
    ['两千零五十亩', { value: 2050, unit: '亩' }],
    ['二十万人', { value: 200_000, unit: '人' }],
    ['二〇一九年一月九日', { iso: '2019-01-09' }],
    ['2020 年 7 月 15 日', { iso: '2020-07-15' }],
    ['3月5日', { iso: '--03-05' }],
    ['XX.X亿元', { kind: 'masked', unit: '元' }],
  ])('%s', (source, expected) => {
    expect(readValue(source)).toMatchObject(expected);
    expect(readValue(source)?.length).toBe(source.length);
  });
  it.each(['十四五', '一带一路', '增长', ''])('%s has none', (source) =>
    expect(readValue(source)?.unit ?? '').toBe(''),
  );
});

describe('a mask', () => {
  it.each(['贡献xx\n区域', '某\n市工作', '今年是xx\n年工作', '共XX\n亿元'])(
    'never reaches over a line end: %j',
    (text) => {
      const layer = { text, start: Uint32Array.from(text, (_, i) => i), end: Uint32Array.from(text, (_, i) => i + 1) };
      for (const { span } of normalise(layer, { traditional: false }).slots)
        expect(text.slice(span.start, span.end)).not.toContain('\n');
    },
  );
});
