import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import { checkReport } from './check-outline.js';

async function read(text: string): Promise<Report> {
  const [report] = await readReports(text);
  if (!report) throw new Error('no report');
  checkReport(report);
  return report;
}

const quoted = (report: Report): string[] =>
  report.furniture.map(({ span, rule }) => `${rule}:${report.source.text.slice(span.start, span.end)}`);

const BODY = `各位代表:
现在,我代表市人民政府向大会报告工作,请予审议。
一、工作回顾
我们修了三条路,开了两座桥,河水比往年清,答应的事情都办好了。
二、工作安排
继续努力,把家乡建设得更好!`;

describe('furniture', () => {
  it('tags chrome and the title block before the speech', async () => {
    const text = `当前位置:某某网>专题 > 讲话稿 > 正文\n\n临江市政府工作报告\n\n时间:2022-06-01 来源:网友投稿\n\n临江市政府工作报告\n\n${BODY}`;
    const report = await read(text);
    expect(text.slice(report.span.start)).toMatch(/^临江市政府工作报告/);
    expect(quoted(report).map((piece) => piece.replace(/\s+/g, ' '))).toEqual([
      'title-block:临江市政府工作报告 ',
      'posting:时间:2022-06-01 来源:网友投稿',
      'title-block: 临江市政府工作报告',
    ]);
  });

  it('ends the report before the page behind it', async () => {
    const tail =
      '\n\n推荐访问:政府 报告\n\n版权所有:某某网 2013-2024\n\n本文内容由互联网用户自发贡献,该文观点仅代表作者本人。\n\n备案号:苏ICP备00000000号';
    const report = await read(BODY + tail);
    expect(report.source.text.slice(report.span.start, report.span.end)).toBe(BODY);
    expect(report.truncated).toBe(false);
  });

  it('takes a licence line by line: sentences of the speech behind it stay text', async () => {
    const licence = [
      '本作品是某某国的\n法律\n、\n法规',
      '根据《\n某某国著作权法\n》第五条，属于\n公有领域\n。\nPublic domain',
    ];
    const sentence = '沿河的三条老路全部翻修，夜里都亮起了灯。';
    const whole = await read(`${BODY}\n\n${licence.join('')}`);
    expect(whole.source.text.slice(whole.span.start, whole.span.end)).toBe(BODY);
    const mixed = await read(`${BODY}\n\n${licence.join(`\n${sentence}\n`)}`);
    const at = mixed.source.text.indexOf(sentence);
    expect(mixed.span.end).toBeGreaterThanOrEqual(at + sentence.length);
    expect(mixed.furniture.some(({ span }) => span.start < at + sentence.length && span.end > at)).toBe(false);
    expect(mixed.furniture[0]?.rule).toBe('notice');
  });

  it('leaves sentences of the speech out of the title block', async () => {
    const sentence = '沿河的三条老路全部翻修,夜里都亮起了灯。';
    const [report] = await readReports(`临江市政府工作报告\n${sentence}\n${BODY}`, { split: false });
    expect(report && quoted(report)).toEqual(['title-block:临江市政府工作报告']);
  });

  it('tags debris inside the report', async () => {
    const report = await read(BODY.replace('我们修了', '? ? 我们修了').replace('二、', '— 12 —\n二、'));
    expect(quoted(report)).toEqual(['indent-debris:? ? ', 'page-number:— 12 —']);
  });

  it('leaves a clean report alone', async () => {
    expect(quoted(await read(BODY))).toEqual([]);
  });
});

describe('truncation', () => {
  it.each([
    ['a trial-read notice', `${BODY}\n\n............试读结束............\n\n查阅全文加微信\n`],
    ['a sentence that breaks off', BODY.replace('把家乡建设得更好!', '把答应的事情办好。把家乡建设')],
    [
      'an announcement that is not filled',
      BODY.replace('继续努力,把', '重点做好三个方面的工作:\n(一)修路。继续修路。\n(二)植树。把'),
    ],
  ])('is seen by %s', async (_name, text) => {
    const report = await read(text);
    expect(report.truncated).toBe(true);
    expect(report.diagnostics.map(({ code }) => code)).toContain('truncated');
  });

  it('is not seen where all that was announced is there', async () => {
    const report = await read(
      BODY.replace('继续努力,', '重点做好两个方面的工作:\n(一)修路。继续修路。\n(二)植树。继续努力,'),
    );
    expect(report.truncated).toBe(false);
    expect(report.diagnostics).toEqual([]);
  });

  it('names missing numbers', async () => {
    const report = await read(
      BODY.replace('继续努力,', '(一)修路。继续修路。\n(二)治水。继续治水。\n(四)植树。继续努力,'),
    );
    const gap = report.diagnostics.find(({ code }) => code === 'outline-gap');
    expect(gap?.span && report.source.text.slice(gap.span.start, gap.span.end)).toBe('(四)');
  });
});

describe('masks', () => {
  it('are listed as written, each once', async () => {
    const text = BODY.replace('三条路', 'XX条路')
      .replace('两座桥', 'X.X亿元的桥')
      .replace('河水', '某市河水,某市湖水')
      .replace('答应', '***同志答应');
    expect([...(await read(text)).masks].sort()).toEqual(['***', 'X.X', 'XX', '某市']);
  });

  it('are not seen in products, light and single letters', async () => {
    expect((await read(BODY.replace('三条路', '3×2米的路,做了X光检查'))).masks).toEqual([]);
  });
});
