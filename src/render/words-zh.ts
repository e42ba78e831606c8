/** The Chinese words. */

import { diagnosticInChinese } from './diagnostics-zh.js';
import type { Words } from './words.js';

/** What the findings say was left out, and why. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['passages', '段落'],
  ['another source explains the same stretch of the draft better', '草稿同一段另有更相近的来源'],
  ['another source explains the same stretch of the later report better', '后出报告同一段另有更相近的来源'],
]);

export const ZH: Words = {
  lang: 'zh-CN',
  verdict: '以上是线索，不是结论：每一处都请对照原文，由人判断。',
  needsScript: '此页需要运行其自带的脚本（不联网）才能显示。',
  titles: { comparison: '两份报告对照', table: '多份报告对照', corpus: '套话与沿用分析', flag: '草稿沿用检查' },
  label: { formula: '套话', slot: '变项', copied: '沿用', specific: '独有', furniture: '页面杂物' },
  relation: { identical: '完全相同', slot: '仅数字、日期、地名不同', edited: '有改写', suspected: '疑似' },
  direction: { 'draft-from-source': '草稿沿用来源', 'source-from-draft': '来源沿用草稿', unknown: '先后不明' },
  sides: sidesOf('草稿', '来源'),
  edit: { insert: '增', delete: '删', replace: '改', value: '数值', place: '地名' },
  route: { own: '同一单位', vertical: '上下级之间', lateral: '不相隶属' },
  share: {
    formula: '套话',
    shared: '整句相同',
    numbers: '整句仅数字、日期、地名不同',
    edited: '所在句有改写',
    own: '独有',
    kept: '逐字相同的字合计',
  },
  part: { review: '实绩', plan: '目标' },
  named: { place: '地名', organisation: '机构', project: '工程项目', document: '文件、作品' },
  nouns: {
    report: '报告',
    draft: '草稿',
    source: '来源',
    place: '地区',
    year: '年份',
    issuer: '发文单位',
    issuers: '单位数',
    reports: '报告数',
    characters: '字数',
    bar: '构成',
    file: '文件',
    sections: '章节对应',
    sentences: '句子对应',
    values: '数值对照',
    item: '项目',
    ownOnly: '各自独有',
    terms: '特征词',
    onlyNamed: '仅一方提到的名称',
    formulas: '常见套话',
    copies: '疑似沿用',
    passages: '疑似沿用段落',
    leftovers: '残留地名',
    sharedNumbers: '同处同数',
    omitted: '未列出',
    diagnostics: '提示',
    similarity: '相似',
    surprise: '惊异度',
    moved: '移位',
    formula: '套话',
    firstSeen: '最早',
    times: '次数',
    reason: '依据',
    noText: '（原文未随附）',
    none: '无',
    untitled: '（无题）',
    share: '占比',
    wordings: '说法',
    truncated: '时间或篇幅已到上限，结果不完整。',
    context: '上下文',
    position: '位置',
    kind: '类别',
    section: '章节',
    accumulation: '单位数与套话占比',
    reuse: '重复合计',
    sentenceFormula: '含套话句子占比',
    onlyA: '仅 A 有',
    onlyB: '仅 B 有',
    draftId: '草稿编号',
    severity: '级别',
    sectionSigns: '● 有这一节，数字为分成的节数，· 没有；末列为对应的把握',
    direction: '方向',
    format: '格式与编码',
    largest: '最大的差异',
    difference: '相差（B−A）',
    outside: '不在章节内',
    links: '对应句',
    everywhere: '各份都有',
  },
  sentence: {
    // A code of a later version has no words here: its own message says at least what it is.
    diagnostic: (found) => diagnosticInChinese(found) ?? found.message,
    comparison: ({ a, b, summary: { mode, sections, links, moved }, kept, own }) =>
      `${a} 与 ${b}：${sections.matched} 对章节相互对应，另有 ${sections.onlyA} 节仅 A 有、${sections.onlyB} 节仅 B 有；` +
      `${links} 处句子相互对应。逐字相同的文字占 A 的 ${kept[0]}、B 的 ${kept[1]}；` +
      `对方没有、也不是套话的，占 A 的 ${own[0]}、B 的 ${own[1]}。` +
      `${links === 0 ? '' : mode === 'ordered' ? `两份文本次序大体一致，按前后两稿对照，移位 ${moved} 处。` : '两份文本次序不同，不把次序当作变化。'}`,
    valueDifference: ({ item, part, a, b, difference }) =>
      `${item}${part === undefined ? '' : `（${part}）`}：A ${a}，B ${b}${difference === '' ? '' : `，相差 ${difference}`}`,
    sectionDifference: ({ side, heading, share }) => `仅 ${side} 有一节“${heading}”，占其全文 ${share}`,
    table: ({ reports, sections, common, values }) =>
      `${reports} 份报告：共 ${sections} 个章节，其中 ${common} 个各份都有；${values} 项数值可以对照。`,
    elsewhere: (heading) => `B 在“${heading}”`,
    corpus: ({ reports, issuers, least, formula, copied, own }) =>
      `${reports} 份报告、${issuers} 个发文单位：平均套话与变项 ${formula}，沿用 ${copied}，独有 ${own}` +
      `${least === undefined ? '。' : `（至少 ${least} 个单位都用的说法算套话）。`}`,
    flag: ({ draft, passages, characters, share, leftovers }) =>
      passages === 0 && leftovers === 0
        ? `${draft}：未发现沿用他处的段落，也没有残留地名。`
        : `${draft}：疑似沿用 ${passages} 处，共 ${characters} 字，占 ${share}；残留地名 ${leftovers} 处。`,
    passage: passageIn(sidesOf('草稿', '来源')),
    basis: basisIn('草稿', '来源'),
    leftover: (name, place) => `「${name}」属于 ${place}`,
    characters: (count) => `${count} 字`,
    issuers: (count) => `${count} 个单位`,
    reports: (count) => `${count} 份报告`,
    moreCharacters: (count) => `…（另有 ${count} 字）`,
    more: (count) => `……另有 ${count} 项未列出`,
    omitted: (what, count, reason) => `${KNOWN.get(what) ?? what} ${count} 项：${KNOWN.get(reason) ?? reason}`,
    missingTexts: (count) => `有 ${count} 份报告的原文未随附，相应引文无法显示。`,
    pages: (part) => `第 ${part} 部分`,
  },
};

type Sides = Words['sides'];

function sidesOf(draft: string, source: string): Sides {
  const both = { draft, source };
  return { 'draft-from-source': both, 'source-from-draft': both, unknown: both };
}

function passageIn(sides: Sides): Words['sentence']['passage'] {
  return ({ characters, identity, bits, relation, leftovers, direction }) =>
    `这 ${characters} 字与${sides[direction].source}相似 ${identity}（${ZH.relation[relation]}），偶然一致的可能约为 2 的 ${bits} 次方分之一` +
    `${leftovers === 0 ? '' : `；${sides[direction].draft}中留有别处地名 ${leftovers} 处`}。`;
}

function basisIn(draft: string, source: string): Words['sentence']['basis'] {
  return ({ code, params: { home, own, name, digits, value } }) =>
    code === 'division'
      ? `${home}的地名，与${source}同处出现；${own ? `不属于${own}` : `${draft}未写明所属地`}`
      : code === 'township'
        ? `${source}（${home}）同处有“${name}”，${draft}别处不见`
        : code === 'local-name'
          ? `${source}（${home}）多处使用的名称“${name}”，${draft}别处不见`
          : `两处都写“${value}”：${digits} 位以上的数字很少偶然相同`;
}

const CORPUS_SIDES: Sides = {
  'draft-from-source': { draft: '后出报告', source: '先出报告' },
  'source-from-draft': { draft: '先出报告', source: '后出报告' },
  unknown: { draft: '这份报告', source: '另一份报告' },
};

export const ZH_CORPUS: Words = {
  ...ZH,
  direction: {
    'draft-from-source': '后出报告沿用先出报告',
    'source-from-draft': '后出报告沿用先出报告',
    unknown: '先后不明',
  },
  sides: CORPUS_SIDES,
  sentence: { ...ZH.sentence, passage: passageIn(CORPUS_SIDES), basis: basisIn('这份报告', '另一份报告') },
};
