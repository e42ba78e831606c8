import { describe, expect, it } from 'vitest';
import { readReports } from '../../src/outline/read.js';
import { unitsOf } from '../../src/outline/units.js';
import { allSections, checkReport, sketch } from './check-outline.js';

const article = (numeral: string): string =>
  `第${numeral}条　为了爱护河道，制定本条例。\n\n（一）不得倾倒垃圾；\n\n（二）不得占用河岸。\n\n`;
const LAW = `## 第一章　总则\n\n${article('一')}${article('二')}## 第二章　河道管理\n\n### 第一节　岸线\n\n${article('三')}${article('四')}### 第二节　水面\n\n${article('五')}${article('五')}`;

async function read(text: string) {
  const [report] = await readReports(text, { split: false });
  if (!report) throw new Error('no report');
  checkReport(report);
  return report;
}

describe('the outline of a law', () => {
  it('has articles under chapters and sections', async () => {
    const { outline } = await read(LAW);
    expect(sketch(outline)).toBe(
      '1第一章总则 3第一条 3第二条 1第二章河道管理 2第一节岸线 3第三条 3第四条 2第二节水面 3第五条 3第五条',
    );
    expect(new Set(allSections(outline).map(({ kind }) => kind))).toEqual(new Set(['chapter', 'section']));
  });

  it('leaves the table of contents out', async () => {
    const { outline } = await read(`目录\n第一章　总则\n第二章　河道管理\n\n${LAW}`);
    expect(allSections(outline)).toHaveLength(10);
  });

  it('keeps the number of an article in its first sentence', async () => {
    const report = await read(LAW);
    const { tokens, sentences } = unitsOf(report);
    const starts = [...sentences].map((token) => LAW.slice(tokens.start[token], tokens.end[token]));
    expect(starts.filter((word) => word === '为了' || word === '为')).toEqual([]);
  });

  it('reads numbers beyond a thousand and inserted articles', async () => {
    const marks = ['一千零九', '一千零一十', '一千零一十一', '一千零一十一条之一', '一千零一十二'];
    const text = marks.map((mark) => `第${mark}${mark.includes('条') ? '' : '条'} 河道应当畅通。\n`).join('');
    expect(sketch((await read(text)).outline)).toBe(
      '1第一千零九条 1第一千零一十条 1第一千零一十一条 1第一千零一十一条之一 1第一千零一十二条',
    );
  });

  it('is not seen in a report that quotes articles', async () => {
    const text = `一、工作回顾\n根据条例第一条和第二条，我们修了三条路。\n二、工作安排\n第三条 路继续修。\n`;
    expect(sketch((await read(text)).outline)).toBe('1一、工作回顾 1二、工作安排');
  });
});
