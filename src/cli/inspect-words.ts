/**
 * What `taohua inspect` says to people, in both languages: names of facts, values that are codes, and the reasons of
 * corrections. What it gives to programs (--json) has the library's own names in every language.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Basis } from '../model/passage.js';
import type { Repair } from '../model/report.js';
import { visible } from '../render/escape.js';
import { reasonOf } from '../render/names.js';
import type { Lang } from '../render/options.js';
import { SLOTS_ZH } from '../render/slot-words.js';
import { wordsOf } from '../render/words.js';

export interface InspectWords {
  /** The name of a fact: `'encoding'` → 编码. */
  readonly key: (name: string) => string;
  /** A value that is a code of the library, by the fact it belongs to; anything else as it is. */
  readonly value: (name: string, value: string) => string;
  readonly repairs: (repair: Repair, count: number) => string;
  readonly more: (count: number) => string;
  readonly diagnostic: (found: Diagnostic) => string;
  readonly outside: (offset: number, start: number, end: number) => string;
  /** Why a name or a number was marked. */
  readonly reason: (found: { readonly reason?: string; readonly basis?: Basis }) => string | undefined;
  readonly nothingRemarkable: string;
  readonly nothingToRepair: string;
  readonly noHeadings: string;
  readonly nothing: string;
}

const EN: InspectWords = {
  key: (name) => name,
  value: (_name, value) => value,
  repairs: ({ rule, applied, evidence }, count) =>
    `${rule}${applied ? '' : ', suggested only'}: ${count}; ${visible(evidence ?? '')}`,
  more: (count) => `… and ${count} more (--json lists all)`,
  diagnostic: ({ severity, code, message }) => `${severity} ${code}: ${visible(message)}`,
  outside: (offset, start, end) => `${offset} is outside ${start}..${end}`,
  reason: (found) => reasonOf(wordsOf('en', 'corpus'), found),
  nothingRemarkable: 'nothing remarkable',
  nothingToRepair: 'nothing to repair',
  noHeadings: 'no headings found',
  nothing: 'nothing found',
};

const ZH: InspectWords = {
  key: (name) => KEYS_ZH[name] ?? name,
  value: (name, value) => VALUES_ZH[name]?.[value] ?? value,
  repairs: ({ rule, applied, evidence }, count) => {
    const [name, why] = REPAIRS_ZH[rule] ?? [rule, visible(evidence ?? '')];
    return `${name}（${rule}）${applied ? '' : '，只建议、未采用'}：${count} 处；${why}`;
  },
  more: (count) => `… 另有 ${count} 处（--json 列出全部）`,
  diagnostic: (found) =>
    `${SEVERITY_ZH[found.severity]} ${visible(wordsOf('zh-CN').sentence.diagnostic(found))}（${found.code}）`,
  outside: (offset, start, end) => `位置 ${offset} 不在报告的 ${start}–${end} 之内`,
  reason: (found) => reasonOf(wordsOf('zh-CN', 'corpus'), found),
  nothingRemarkable: '没有异常',
  nothingToRepair: '没有要修正的',
  noHeadings: '没有找到标题',
  nothing: '没有找到',
};

const SEVERITY_ZH: Readonly<Record<Diagnostic['severity'], string>> = { info: '提示', warning: '警告', error: '错误' };

const KEYS_ZH: Readonly<Record<string, string>> = {
  a: '甲',
  applied: '已采用',
  b: '乙',
  band: '带',
  bands: '带数',
  buckets: '桶数',
  candidate: '成为候选的概率',
  candidates: '候选对',
  count: '次数',
  date: '日期',
  direction: '先后',
  distinct: '不同的',
  draft: '一处',
  encoding: '编码',
  end: '止',
  error: '误差',
  estimate: '估计',
  exact: '实际',
  format: '格式',
  formula: '套话',
  id: '编号',
  identity: '相似度',
  issuer: '发文单位',
  issuers: '单位数',
  issuersNeeded: '至少单位数',
  jaccard: 'Jaccard',
  kernel: '内核',
  label: '标签',
  leftovers: '残留地名',
  length: '长度',
  level: '级别',
  masks: '隐去的名称',
  meeting: '会议',
  moved: '移位',
  name: '名称',
  numbers: '相同的数',
  offset: '位置',
  pairs: '对数',
  passage: '沿用段落',
  permutations: '排列数',
  place: '地方',
  places: '出现处',
  reason: '理由',
  relation: '关系',
  report: '报告',
  reports: '报告数',
  route: '来路',
  rows: '行数',
  score: '得分',
  script: '字体',
  seed: '种子',
  sentence: '句子',
  sentences: '句子',
  shingles: '片段数',
  size: '大小',
  source: '另一处',
  span: '范围',
  speaker: '报告人',
  start: '起',
  surprise: '惊异度(bit)',
  template: '说法',
  text: '原文',
  threshold: '阈值',
  tokens: '词元',
  truncated: '被截断',
  value: '数值',
  wordings: '各种说法',
  year: '年份',
};

const YES_NO: Readonly<Record<string, string>> = { true: '是', false: '否' };
const RELATIONS = wordsOf('zh-CN').relation;

/** Values by the name of their fact. */
const VALUES_ZH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  truncated: YES_NO,
  moved: YES_NO,
  applied: YES_NO,
  format: { text: '文本' },
  script: { simplified: '简体', traditional: '繁体', latin: '拉丁字母', other: '其他' },
  level: { country: '国家', province: '省', city: '市', county: '县' },
  section: { chapter: '章', section: '节', item: '条', bullet: '点', lead: '段首句' },
  slot: SLOTS_ZH,
  relation: RELATIONS,
  label: wordsOf('zh-CN').label,
  direction: wordsOf('zh-CN', 'corpus').direction,
  route: wordsOf('zh-CN').route,
};

/** By rule: its name, and why it was applied. */
export const REPAIRS_ZH: Readonly<Record<string, readonly [name: string, why: string]>> = {
  'false-heading-space': ['像标题的空格', '前面没有句末标点，后面不会是标题'],
  'half-byte-shift': ['错开一个字节', 'GBK 从半个字读起成了乱码；换成这样读，重演同样的差错正好得到文件里的字'],
  'line-after-comma': ['逗号后换行', '逗号之后句子没有完'],
  'line-after-semicolon': ['分号后换行', '分号之后句子没有完'],
  'mixed-space': ['中西文间空格', '汉字与数字、字母之间的空格没有意义'],
  'page-wrap': ['翻页断句', '段落没有句末标点，下一行也不是标题'],
  'pinyin-note': ['拼音注音', '括号里是前一个字的读音'],
  'scattered-space': ['字间空格', '全文字与字之间都有空格'],
  'split-quotation': ['括号、引号内换行', '一行在括号或引号里断开'],
  'torn-heading': ['标题断成两行', '标题在正文之前的第二短行里继续'],
  'wrapped-line': ['满行换行', '这一行写满了，文本每行字数固定'],
};

export function inspectWords(lang: Lang): InspectWords {
  return lang === 'en' ? EN : ZH;
}
