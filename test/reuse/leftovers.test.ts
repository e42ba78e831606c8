import { expect, test } from 'vitest';
import { unitsOf } from '../../src/outline/units.js';
import { leftoversOf, sharedNumbers } from '../../src/reuse/leftovers.js';
import { made } from './made.js';

/** Leftover names of a draft stretch that is the whole text. */
function left(draftPlace: string, draft: string, sourcePlace: string, source: string): string[] {
  return stretches(draftPlace, draft, sourcePlace, source, leftoversOf).map(({ name }) => name);
}

function stretches<T>(
  draftPlace: string,
  draft: string,
  sourcePlace: string,
  source: string,
  of: (a: Parameters<typeof leftoversOf>[0], b: Parameters<typeof leftoversOf>[1]) => T,
): T {
  const [a, b] = [made(draft, { place: { name: draftPlace } }), made(source, { place: { name: sourcePlace } })];
  const [x, y] = [unitsOf(a), unitsOf(b)];
  return of(
    { report: a, units: x, range: { from: 0, to: x.tokens.length } },
    { report: b, units: y, range: { from: 0, to: y.tokens.length } },
  );
}

const text = '安化县梅城镇、大福镇启动水渠衬砌，资江沿线修复梯田。';

test('counties and townships of the source stay behind in a copy', () => {
  expect(left('桂林市', text, '益阳市', text)).toEqual(['安化县', '梅城镇', '大福镇']);
});

test('short county names are read inside a sentence', () => {
  const short = '做好朗县光伏资源普查。';
  expect(left('桂林市', short, '林芝市', short)).toEqual(['朗县']);
});

test('names of the draft’s own province are its own', () => {
  expect(left('长沙市', text, '益阳市', text)).toEqual([]);
});

test('a name that the source does not have at that place is none of its leftovers', () => {
  expect(left('桂林市', '安化县启动水渠衬砌。', '益阳市', '沅江市启动水渠衬砌。')).toEqual([]);
});

test('a third place that both name is no leftover', () => {
  const both = '学习深圳市的做法，推广水渠衬砌。';
  expect(left('桂林市', both, '益阳市', both)).toEqual([]);
});

test('the far end of a railway that also names a place of the draft may be named', () => {
  const railway = '加快贵阳至南宁高铁建设，推进前期工作。';
  expect(left('贵阳市', railway, '南宁市', railway)).toEqual([]);
  const other = '加快崇左至南宁高铁建设，推进前期工作。';
  expect(left('贵阳市', other, '南宁市', other)).toContain('南宁');
});

test('a township whose province the draft names is not the source’s', () => {
  const draft = '浙江诸暨县枫桥镇干部群众创造的经验。';
  expect(left('绵阳市', draft, '来宾市', '诸暨县枫桥镇干部群众创造的经验。')).toEqual([]);
  expect(left('绵阳市', '广西石燕县枫桥镇的经验。', '来宾市', '石燕县枫桥镇的经验。')).toEqual(['枫桥镇']);
});

test('a county that no gazetteer knows is no part of a township’s name', () => {
  expect(left('绵阳市', '走进石燕县枫桥镇。', '来宾市', '走进石燕县枫桥镇。')).toEqual(['枫桥镇']);
  expect(left('绵阳市', '修路到东溪镇、新市镇。', '来宾市', '东溪镇、新市镇。')).toEqual(['东溪镇', '新市镇']);
});

test('words that end like townships are none', () => {
  const words =
    '大力发展乡村旅游，推进城镇建设，全面应用镇街综合平台，建设特色小镇，塑造文明乡风，创建省级森林城镇3个、卫生乡镇。';
  expect(left('桂林市', words, '益阳市', words)).toEqual([]);
});

test('each leftover says why and where it belongs', () => {
  const [first] = stretches('桂林市', text, '益阳市', text, leftoversOf);
  expect(first?.place).toBe('湖南省 益阳市 安化县');
  expect(first?.reason).toContain('广西壮族自治区');
});

test('identical rare numbers are evidence; years and short ones are not', () => {
  const a = '生产总值2,581.3亿元，增长5%，建成300座，2024年完成。';
  const b = '生产总值2581.3亿元，增长5%，建成300座，2024年完成。';
  const numbers = stretches('桂林市', a, '益阳市', b, sharedNumbers);
  expect(numbers.map(({ value }) => value)).toEqual(['2581.3']);
});
