import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { readNames } from '../../src/compare/names.js';
import { readSide } from '../../src/compare/side.js';
import { outlined, reportOf } from './notation.js';

const found = (text: string): readonly string[] =>
  readNames(readSide(reportOf(text))).map((name) => `${name.kind} ${name.text}`);

test.each([
  ['加快建设石雄铁路和雄忻高铁。', ['project 石雄铁路', 'project 雄忻高铁']],
  ['沈阳桃仙国际机场扩建', ['project 沈阳桃仙国际机场']],
  ['开工建设珲春至防川高速公路', ['project 珲春至防川高速公路']],
  ['推进青枫岭水库、引江济淮工程', ['project 青枫岭水库', 'project 引江济淮工程']],
  ['支持沈阳农业大学与云岫实验室合作', ['organisation 沈阳农业大学', 'organisation 云岫实验室']],
  ['实施“百鹭归巢”行动，落实《城市更新条例》', ['project “百鹭归巢”行动', 'document 城市更新条例']],
  ['在枕溪镇建成唐山高新区', ['place 枕溪镇', 'place 唐山高新区']],
  ['新疆石河子大学', ['organisation 新疆石河子大学']],
])('%s', (text, names) => expect(found(text)).toEqual(names));

test.each([
  '推进新型城镇化，建设特色小镇，加强乡镇街道建设。',
  '加快高速发展，增长较快的高速公路网更加完善。',
  '实施重大项目，开工一批工程项目，建设重点实验室、公立医院和大学城。',
  '支持上市公司、跨国公司和企业集团，深化公立医院改革。',
  '除险加固病险水库，推进国家公园和通用机场建设。',
  '某某镇、XX机场、《政府工作报告》',
])('names nothing: %s', (text) => expect(found(text)).toEqual([]));

test('only what the other side does not name, most often named first, with the section', () => {
  const a = outlined(
    '# 交通\n开工石雄铁路，石雄铁路通车，唐山和保定受益，京雄高速公路建成。\n# 教育\n支持燕山大学。\n',
  );
  const b = outlined('# 交通\n京雄高速建成。\n# 教育\n支持保定教育，唐山市开学。\n');
  const { onlyNamed } = compareReports(a, b);
  expect(onlyNamed?.a.map(({ text, spans }) => `${text} ${spans.length}`)).toEqual(['石雄铁路 2', '燕山大学 1']);
  expect(onlyNamed?.a.map(({ section }) => section)).toEqual(a.outline.map(({ span }) => span));
  expect(onlyNamed?.b).toEqual([]);
  expect(compareReports(b, a).onlyNamed).toEqual({ a: onlyNamed?.b, b: onlyNamed?.a });
});

test('the places the two reports speak for are named by neither', () => {
  const a = reportOf('河北省加强与辽宁省合作。', { place: { name: '河北省' } });
  const b = reportOf('沈阳发展。', { place: { name: '辽宁省' } });
  const { onlyNamed } = compareReports(a, b);
  expect(onlyNamed?.a).toEqual([]);
  expect(onlyNamed?.b.map(({ text }) => text)).toEqual(['沈阳']);
});
