import { describe, expect, it } from 'vitest';
import { readReports } from '../../src/outline/read.js';
import { spanOfTokens, unitsOf } from '../../src/outline/units.js';

/** The quotations of all sentences or clauses of `text`. */
async function cut(text: string, what: 'sentences' | 'clauses'): Promise<string[]> {
  const [report] = await readReports(text, { split: false });
  if (!report) throw new Error('no report');
  const units = unitsOf(report);
  const starts = units[what];
  return [...starts.subarray(0, -1)].map((from, i) => {
    const { start, end } = spanOfTokens(text, units.tokens, from, starts[i + 1] ?? 0, report.span);
    return text.slice(start, end);
  });
}

describe('unitsOf', () => {
  it('keeps closing quotes and brackets with their sentence', async () => {
    expect(await cut('他说：“路修好了。”大家都很高兴（真的）。', 'sentences')).toEqual([
      '他说：“路修好了。”',
      '大家都很高兴（真的）。',
    ]);
  });

  it('opens a sentence with its quotation mark', async () => {
    expect(await cut('路通了！“四好农村路”建成三条。', 'sentences')).toEqual(['路通了！', '“四好农村路”建成三条。']);
  });

  it('goes on behind a semicolon in a sentence, not in a clause', async () => {
    const text = '新修道路三条；新建桥梁两座，长三里。';
    expect(await cut(text, 'sentences')).toEqual([text]);
    expect(await cut(text, 'clauses')).toEqual(['新修道路三条；', '新建桥梁两座，', '长三里。']);
  });

  it('makes a heading a sentence of its own, also where it runs into the body', async () => {
    const body = '我们修了三条路，开了两座桥，把答应的事情办好。';
    expect(
      await cut(
        `请予审议。 一、过去五年工作回顾过去五年，很不平凡，${body} 二、2022年重点工作2022年是新的开始，${body}`,
        'sentences',
      ),
    ).toEqual([
      '请予审议。',
      '一、过去五年工作回顾',
      `过去五年，很不平凡，${body}`,
      '二、2022年重点工作',
      `2022年是新的开始，${body}`,
    ]);
  });

  it('gives the same units to a report that went through JSON', async () => {
    const [report] = await readReports('一、道路\n修了三条路。\n二、河流\n水清了。');
    if (!report) throw new Error('no report');
    expect(unitsOf(JSON.parse(JSON.stringify(report)))).toEqual(unitsOf(report));
  });
});
