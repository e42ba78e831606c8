import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import { checkReport, sketch } from './check-outline.js';

/** A small report of our own making. */
function speech(place: string, year: number, opening = ''): string {
  return `${year}年${place}政府工作报告
——${year}年1月8日在${place}第九届人民代表大会第三次会议上
${place}市长 林远山
各位代表:
现在,我代表市人民政府,向大会报告工作,请予审议。
一、${year - 1}年工作回顾
${opening}过去一年,我们修了三条路,开了两座桥,河水比往年清。
(一)道路更通畅。新修道路三十公里,改造路灯六百盏,夜里行人不再摸黑。
(二)河流更清澈。关停排污口十二个,岸边种柳树四千株,白鹭回来了。
二、${year}年工作安排
今年要把剩下的事情办完,把答应的事情办好。
各位代表!让我们一起努力,把家乡建设得更好!`;
}

async function only(text: string, path = 'a.txt'): Promise<Report> {
  const [report, ...more] = await readReports(text, { path });
  expect(more).toEqual([]);
  if (!report) throw new Error('no report');
  return report;
}

describe('readReports', () => {
  it('reads who, when and the outline', async () => {
    const report = await only(speech('临江市', 2023));
    checkReport(report);
    expect(report).toMatchObject({
      title: '2023年临江市政府工作报告',
      place: { name: '临江市' },
      year: 2023,
      date: '2023-01-08',
      meeting: '临江市第九届人民代表大会第三次会议',
      speaker: '林远山',
      script: 'simplified',
      truncated: false,
    });
    expect(sketch(report.outline)).toContain('1一、2022年工作回顾 2(一)道路更通畅 2(二)河流更清澈 1二、2023年工作安排');
  });

  it('splits a file of several reports at their title blocks', async () => {
    const text = `-\n${speech('临江市', 2023)}\n2025-07-02\n-\n${speech('平湖县', 2024)}\n2025-07-02\n有想补充的信息?点我投稿\n`;
    const reports = await readReports(text, { path: 'many.txt' });
    expect(reports.map(({ issuer, year }) => [issuer.slice(-3), year])).toEqual([
      ['临江市', 2023],
      ['平湖县', 2024],
    ]);
    for (const report of reports) {
      checkReport(report);
      expect(report.source.text).toBe(text);
      expect(text.slice(report.span.start, report.span.end)).toMatch(/^20.*更好!$/s);
    }
    expect(new Set(reports.map(({ id }) => id)).size).toBe(2);
  });

  it('gives exactly one report over the whole text when it must not split', async () => {
    const text = `页眉\n${speech('临江市', 2023)}\n${speech('平湖县', 2024)}`;
    const reports = await readReports(text, { split: false });
    expect(reports.map(({ span }) => span)).toEqual([{ start: 0, end: text.length }]);
  });

  it.each([
    ['', 'empty'],
    ['The quick brown fox.\nIt jumps over the lazy dog.', 'English'],
    ['第一条 为了保护河流,制定本条例。\n第二条 本条例自公布之日起施行。', 'a regulation'],
    ['各位代表!', 'a call'],
    ['\n\n \u3000\n', 'blank'],
  ])('reads %j (%s) as one report with the span of the whole text', async (text) => {
    const report = await only(text);
    checkReport(report);
    expect(report.span).toEqual({ start: 0, end: text.length });
  });

  it('keeps a later call of 各位代表 inside the report', async () => {
    const text = speech('临江市', 2023).replace('二、', '各位代表:\n过去的成绩来之不易。\n二、');
    await only(text);
  });

  it('reads the same from bytes, from text and again', async () => {
    const text = speech('临江市', 2023);
    const [a] = await readReports(new TextEncoder().encode(text), { path: 'a.txt' });
    const [b] = await readReports(new TextEncoder().encode(text), { path: 'a.txt' });
    expect(b).toEqual(a);
    const c = await only(text);
    expect({ ...c, source: a?.source }).toEqual(a);
    expect(JSON.parse(JSON.stringify(a))).toEqual(a);
  });

  it('gives another id to another path or content', async () => {
    const ids = await Promise.all([
      only(speech('临江市', 2023), 'a.txt'),
      only(speech('临江市', 2023), 'b.txt'),
      only(speech('临江市', 2024), 'a.txt'),
    ]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
  });

  it('refuses what is neither bytes nor text', async () => {
    // @ts-expect-error: a caller without types
    await expect(readReports(42)).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it('never throws and keeps its promises on mutated text', async () => {
    const base = speech('临江市', 2023);
    const edit = fc.record({
      at: fc.nat(base.length),
      length: fc.nat(40),
      text: fc.oneof(
        fc.constantFrom(
          '一、',
          '(一)',
          '\n',
          '。',
          '各位代表:',
          '第一方面',
          '——',
          '一是',
          '2022年',
          '\u{20000}',
          '某市',
        ),
        fc.string({ maxLength: 12 }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 8 }), fc.boolean(), async (edits, split) => {
        let text = base;
        for (const { at, length, text: put } of edits) text = text.slice(0, at) + put + text.slice(at + length);
        for (const report of await readReports(text, { split })) checkReport(report);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('never throws on mutated bytes', async () => {
    const base = new TextEncoder().encode(speech('临江市', 2023));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 30 }), async (changes) => {
        const bytes = base.slice();
        for (const [at, value] of changes) bytes[at] = value;
        for (const report of await readReports(bytes)) checkReport(report);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('reads a long single line in linear time', async () => {
    const line = speech('临江市', 2023).replaceAll('\n', ' ');
    const time = async (times: number): Promise<number> => {
      const text = line.repeat(times);
      const begin = performance.now();
      await readReports(text, { split: false });
      return performance.now() - begin;
    };
    await time(100);
    const short = await time(200);
    expect(await time(2000)).toBeLessThan(40 * Math.max(short, 5));
  });
});
