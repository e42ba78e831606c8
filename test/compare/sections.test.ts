import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { CLAUSES } from '../align/draw.js';
import { outlined } from './notation.js';

const FARM = '乡村振兴\n粮食总产量稳定在85万吨以上，推广节水灌溉技术。农产品加工企业新增12家，村集体经济不断壮大。';
const CITY = '城市更新\n抓好老旧小区改造，加装电梯60部。新建口袋公园8个，打通断头路5条。';
const TRADE = '对外开放\n中欧班列开行120列，跨境电商进出口翻了一番。引进外资企业7家，口岸通关时间压缩三成。';
const SCHOOL = '教育事业\n新增公办幼儿园学位3000个，教师轮岗交流全面推开。职业院校与企业共建实训基地9个。';

function match(x: readonly string[], y: readonly string[]): readonly string[] {
  const [a, b] = [outlined(x.map((s) => `# ${s}\n`).join('')), outlined(y.map((s) => `# ${s}\n`).join(''))];
  const name = (text: string, start: number): string => text.slice(start + 2, text.indexOf('\n', start));
  return compareReports(a, b).sections.map((section) => {
    const side = (report: typeof a, spans: typeof section.a): string =>
      spans.map(({ start }) => name(report.source.text, start)).join('+') || '-';
    return `${side(a, section.a)} = ${side(b, section.b)}${section.moved ? ' moved' : ''}`;
  });
}

test('sections are matched by what they hold, not by place', () => {
  expect(
    match([FARM, CITY, TRADE], [CITY, TRADE, FARM])
      .map((s) => s.replace(' moved', ''))
      .sort(),
  ).toEqual(['乡村振兴 = 乡村振兴', '城市更新 = 城市更新', '对外开放 = 对外开放'].sort());
});

test('a section only one side has stands alone', () => {
  expect(match([FARM, CITY], [FARM, SCHOOL])).toEqual(['乡村振兴 = 乡村振兴', '城市更新 = -', '- = 教育事业']);
});

test('two sections that became one are one match', () => {
  const joined = `城乡发展\n${CITY.split('\n')[1]}${FARM.split('\n')[1]}`;
  expect(match([TRADE, CITY, FARM], [TRADE, joined])).toEqual(['对外开放 = 对外开放', '城市更新+乡村振兴 = 城乡发展']);
});

test('five thousand headings end in time', () => {
  const many = (shift: number): readonly string[] =>
    Array.from({ length: 2500 }, (_, n) => `第${n}节\n${CLAUSES[(n + shift) % CLAUSES.length]}，编号${n}甲。`);
  expect(match(many(0), many(1)).length).toBeGreaterThan(0);
}, 20_000);
