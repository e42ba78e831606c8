import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import { checkReport } from './check-outline.js';

const SPEECH = `各位代表:
现在,我代表市人民政府,向大会报告工作,请予审议。
一、工作回顾
我们修了三条路,开了两座桥。
二、工作安排
继续努力,把家乡建设得更好!`;

async function read(block: string, speech = SPEECH, path = 'a.txt'): Promise<Report> {
  const [report] = await readReports(`${block}${speech}`, { path });
  if (!report) throw new Error('no report');
  checkReport(report);
  return report;
}

describe('title block', () => {
  it('is read where it was run into the body', async () => {
    const report = await read(
      '2022年襄阳市政府工作报告2022年1月6日在襄阳市第十八届人民代表大会第一次会议上襄阳市人民政府市长林远山',
    );
    expect(report).toMatchObject({
      title: '2022年襄阳市政府工作报告',
      issuer: '襄阳市',
      date: '2022-01-06',
      meeting: '襄阳市第十八届人民代表大会第一次会议',
      speaker: '林远山',
    });
  });

  it.each([
    '——2024年1月15日在临江市第八\n　　届人民代表大会第四次会议上\n',
    '——2024年1月15日在临江市第八届人民代表\n大会第四次会议上\n',
    '——2024年1月15日在临江市第八届人民代表大会第四\n次会议上\n',
  ])('names the meeting where a narrow column tears it: %s', async (block) => {
    expect((await read(block)).meeting).toBe('临江市第八届人民代表大会第四次会议');
  });

  it.each([
    ['——2024年1月16日在亳州市第五届人民代表大会第三次会议上\n\n市人民政府市长 林 远\n', '林远'],
    ['2025年1月14日在天津市第十八届人民代表大会第三次会议上天津市市长林远山同志作政府工作报告。\n', '林远山'],
    ['——2025年1月16日省长 林远山在辽宁省第十四届人民代表大会第三次会议上的讲话\n', '林远山'],
    ['----2025年1月15日林远山市长在上海市第十六届人民代表大会第三次会议的政府工作报告\n', '林远山'],
    ['2021年12月30日在郴州市第六届人民代表大会第一次会议上林远山', '林远山'],
    [
      '2025年1月19日在新疆维吾尔自治区第十四届人民代表大会第三次会议上\n自治区主席 艾尔肯·吐尼亚孜\n',
      '艾尔肯·吐尼亚孜',
    ],
    ['市长 XXX\n', undefined],
    ['', undefined],
  ])('names the speaker in %j', async (block, speaker) => {
    expect((await read(block)).speaker).toBe(speaker);
  });

  it.each([
    ['2020 年 7 月 15 日', '2020-07-15'],
    ['二〇一九年一月九日', '2019-01-09'],
    ['二○二一年十二月二十一日', '2021-12-21'],
    ['２０２２年１月６日', '2022-01-06'],
  ])('reads the date %s', async (written, date) => {
    expect((await read(`政府工作报告\n——${written}在临江市第九届人民代表大会第三次会议上\n`)).date).toBe(date);
  });

  it('takes no posting date, crawl date or source for a delivery date', async () => {
    const report = await read(
      '政府工作报告\n发布时间:2022-06-01 来源:网友投稿\n时间:2022年6月1日 点击:12\n2025-07-02\n',
    );
    expect(report.date).toBeUndefined();
    expect(report.furniture.map(({ rule }) => rule)).toContain('posting');
  });

  it('prefers the fuller of two titles and drops a claimed length', async () => {
    expect((await read('2022年东丽区政府工作报告\n政府工作报告\n')).title).toBe('2022年东丽区政府工作报告');
    const claimed = await read('临江市政府工作报告(全文18521字)\n\n临江市政府工作报告\n');
    expect(claimed.title).toBe('临江市政府工作报告');
    expect(claimed.diagnostics.map(({ code }) => code)).toContain('claimed-length');
  });

  it('joins a title that was torn over two lines', async () => {
    const report = await read(
      '政府工作报\n告\n——2021年3月5日在第十三届全国人民代表大会第四次会议上\n国务院总理 林远山\n',
    );
    expect(report).toMatchObject({ title: '政府工作报告', issuer: '全国', place: { name: '全国', level: 'country' } });
  });

  it('folds script for the issuer and keeps the place as written', async () => {
    const report = await read(
      '——2024年1月21日在三亞市第十三届人民代表大會第五次會議上\n三亞市市長 林遠山\n',
      SPEECH.replaceAll('们', '們')
        .replaceAll('设', '設')
        .replaceAll('报', '報')
        .replaceAll('现', '現')
        .replaceAll('开', '開')
        .replaceAll('议', '議')
        .replaceAll('会', '會'),
    );
    expect(report).toMatchObject({
      issuer: '三亚市',
      place: { name: '三亞市', level: 'city' },
      speaker: '林遠山',
      script: 'traditional',
    });
  });
});

describe('place and issuer', () => {
  it.each([
    ['2022年蓟州区政府工作报告\n2021年12月12日在天津市蓟州区第二届人民代表大会第一次会议上', '天津市蓟州区', 'county'],
    ['2022年东丽区政府工作报告\n', '天津市东丽区', 'county'],
    [
      '2025年广西政府工作报告\n2025年1月13日在广西壮族自治区第十四届人民代表大会第三次会议上\n',
      '广西壮族自治区',
      'province',
    ],
    ['2025年西藏政府工作报告\n', '西藏自治区', 'province'],
    ['2025年上海市政府工作报告\n', '上海市', 'province'],
    ['吉林市2024年政府工作报告\n', '吉林市', 'city'],
    ['2024年天门市政府工作报告\n', '天门市', 'county'],
  ])('of %j is %s', async (block, issuer, level) => {
    const report = await read(block);
    expect([report.issuer, report.place?.level]).toEqual([issuer, level]);
  });

  it('never makes one voice of two masked places', async () => {
    const [a, b] = [await read('某市政府工作报告\n'), await read('某市政府工作报告\n', SPEECH, 'b.txt')];
    expect(a.place).toEqual({ name: '某市', level: 'city' });
    expect(a.issuer).not.toBe(b.issuer);
    expect(a.issuer).not.toBe('某市');
  });

  it('reads the place of a report without a title from the speech, and says so', async () => {
    const own =
      '临沂的发展离不开大家。全市上下齐心,临沂一定更好。中共临沂市委带领我市前进,市委和全市人民同在,我市明天更好。';
    const report = await read('', SPEECH.replace('一、', `${own}\n一、`));
    expect(report.issuer).toBe('临沂市');
    expect(report.diagnostics.map(({ code }) => code)).toContain('place-inferred');
  });
});

describe('year', () => {
  const chapters = (past: number): string =>
    SPEECH.replace('一、工作回顾', `一、${past}年工作回顾`).replace('二、工作安排', `二、${past + 1}年主要工作`);

  it('is the one planned for, also when delivered at the end of the year before', async () => {
    const report = await read(
      '2022年东丽区政府工作报告\n2021年12月12日在东丽区第十八届人民代表大会第一次会议上',
      chapters(2021),
    );
    expect(report).toMatchObject({ year: 2022, date: '2021-12-12', diagnostics: [] });
  });

  it('follows the body against a title that disagrees, and says so', async () => {
    const report = await read(
      '2022年厦门市政府工作报告二〇一九年一月九日在厦门市第十五届人民代表大会第三次会议上厦门市人民政府市长林远山',
      chapters(2018),
    );
    expect(report.year).toBe(2019);
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['year-conflict']);
  });

  it('finds a past that lies after the delivery', async () => {
    const report = await read(
      '2022年天门市政府工作报告2021年12月16日在天门市第九届人民代表大会第一次会议上',
      chapters(2021).replace('我们修了', '2022年以来,我们修了'),
    );
    const finding = report.diagnostics.find(({ code }) => code === 'year-after-delivery');
    expect(finding?.span && report.source.text.slice(finding.span.start, finding.span.end)).toBe('2022年以来');
  });
});
