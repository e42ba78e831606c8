/** Small texts of our own for the rooms that align: sentences of made-up clauses, drawn by fast-check. */

import fc from 'fast-check';
import type { UnitRows } from '../../src/align/features.js';
import type { Tokens } from '../../src/model/tokens.js';
import { applyReplacements } from '../../src/text/layer.js';
import { tokenise } from '../../src/text/tokenise.js';

export const CLAUSES: readonly string[] = [
  '扎实推进重点项目建设',
  '新建改造农村公路120公里',
  '地区生产总值增长6.5%',
  '持续优化营商环境',
  '全面推行一窗受理',
  '城镇新增就业3.2万人',
  '粮食总产量稳定在85万吨以上',
  '抓好老旧小区改造',
  '完善基层医疗服务网络',
  '守牢安全生产底线',
  '培育壮大特色产业集群',
  '深入打好污染防治攻坚战',
  '办好人民满意的教育',
  '加强水源地保护',
  '一般公共预算收入达到42亿元',
  '引进高层次人才56名',
  '启动湿地公园二期工程',
  '推广节水灌溉技术',
];

export const sentence: fc.Arbitrary<string> = fc
  .uniqueArray(fc.constantFrom(...CLAUSES), { minLength: 1, maxLength: 4 })
  .map((clauses) => `${clauses.join('，')}。`);

export const document: fc.Arbitrary<string> = fc
  .array(sentence, { minLength: 1, maxLength: 20 })
  .map((sentences) => sentences.join(''));

export function tokensOf(text: string): Tokens {
  return tokenise(applyReplacements(text, { start: 0, end: text.length }, []), { traditional: false });
}

/** One unit for each of `texts`. */
export function rowsOf(texts: readonly string[]): UnitRows {
  const tokens = tokensOf(texts.join('\n'));
  const first: number[] = [];
  let at = 0;
  let token = 0;
  for (const text of texts) {
    while (token < tokens.length && tokens.start[token]! < at) token++;
    first.push(token);
    at += text.length + 1;
  }
  first.push(tokens.length);
  return { tokens, first: Uint32Array.from(first) };
}
