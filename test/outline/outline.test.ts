import { describe, expect, it } from 'vitest';
import type { Section } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import { allSections, checkReport, sketch } from './check-outline.js';

async function outline(text: string): Promise<readonly Section[]> {
  const [report] = await readReports(text);
  if (!report) throw new Error('no report');
  checkReport(report);
  return report.outline;
}

const body = '我们修了三条路,开了两座桥,种了四千株树,把答应的事情一件一件办好,河水比往年清了许多。';

describe('heading ends', () => {
  it('ends a heading at its line end, without a colon', async () => {
    expect(sketch(await outline(`一、去年的工作:\n${body}\n二、今年的打算\n${body}`))).toBe(
      '1一、去年的工作 1二、今年的打算',
    );
  });

  it('ends a heading at its full stop', async () => {
    expect(sketch(await outline(`一、工作\n(一)道路更通畅。${body}\n(二)河流更清澈。${body}`))).toBe(
      '1一、工作 2(一)道路更通畅 2(二)河流更清澈',
    );
  });

  it('cuts chapter headings that run into the body', async () => {
    const text = `请予审议。 一、过去五年工作回顾过去五年,是很不平凡的五年,${body} 二、今后五年目标任务今后五年,是继续努力的五年,${body} 三、2022年重点工作2022年是新的开始,${body}`;
    expect(sketch(await outline(text))).toBe('1一、过去五年工作回顾 1二、今后五年目标任务 1三、2022年重点工作');
  });

  it('cuts run-on sections where their bodies begin alike', async () => {
    const text = `请予审议。 一、2022年重点工作2022年要办好四件事。 一、全力以赴修好道路坚持质量第一,${body} 二、全力以赴治理河流坚持标本兼治,${body} 三、全力以赴植树造林坚持因地制宜,${body} 四、全力以赴办好学校坚持公平优先,${body}`;
    expect(
      sketch(await outline(text))
        .split(' ')
        .slice(1),
    ).toEqual(['2一、全力以赴修好道路', '2二、全力以赴治理河流', '2三、全力以赴植树造林', '2四、全力以赴办好学校']);
  });
});

describe('items, bullets and leads', () => {
  it('takes 一是 for an item when it has a body, and for text inside a sentence', async () => {
    const items = `一、工作\n要做好三件事:一是修好道路。${body}二是治理河流。${body}三是植树造林。${body}`;
    expect(sketch(await outline(items))).toBe('1一、工作 2一是修好道路 2二是治理河流 2三是植树造林');
    expect(sketch(await outline('一、工作\n主要问题:一是道路不平;二是河流不清;三是树木不多。\n二、安排\n继续。'))).toBe(
      '1一、工作 1二、安排',
    );
  });

  it('reads an item right behind a heading that runs on', async () => {
    const text = `请予审议。 一、2021年工作回顾2021年很好,${body} 二、全面加强政府自身建设一是对党忠诚。${body}二是依法行政。${body}`;
    expect(sketch(await outline(text))).toContain('1二、全面加强政府自身建设 2一是对党忠诚 2二是依法行政');
  });

  it('reads bullets at line starts', async () => {
    const sections = allSections(await outline(`一、工作\n${body}\n——道路更通畅。${body}\n——河流更清澈。${body}`));
    expect(sections.filter(({ kind }) => kind === 'bullet').map(({ marker, heading }) => marker + heading)).toEqual([
      '——道路更通畅',
      '——河流更清澈',
    ]);
  });

  it('ends a bullet before the numbered heading behind it in its line', async () => {
    const sections = await outline(`一、工作\n(一)修路\n${body}\n— (二)治水。${body}`);
    expect(sketch(sections)).toBe('1一、工作 2(一)修路 3— 2(二)治水');
  });

  it('finds lead sentences one level below their heading', async () => {
    const text = `一、工作\n(一)建设家乡,各项工作取得新进展。\n道路建设加快推进。新修道路30公里,改造路灯600盏,夜里行人不再摸黑走路。\n河流治理成效明显。关停排污口12个,岸边种柳树4000株,多年不见的白鹭也回来了。\n学校条件持续改善。新建教学楼3栋,招聘教师40名,孩子们在家门口就能上学。\n二、安排\n继续努力。`;
    const leads = allSections(await outline(text)).filter(({ kind }) => kind === 'lead');
    expect(leads.map(({ level, heading }) => `${level}${heading}`)).toEqual([
      '3道路建设加快推进',
      '3河流治理成效明显',
      '3学校条件持续改善',
    ]);
  });

  it('gives spans of the source behind corrections', async () => {
    const text = `一、工作\n? ? (一)修好道路\n${body}\n— 12 —\n? ? (二)治理河流\n${body}`;
    for (const { marker, heading, headingSpan } of allSections(await outline(text)))
      expect(text.slice(headingSpan.start, headingSpan.end)).toBe(marker + heading);
  });
});
