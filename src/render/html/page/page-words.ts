/** What the page says beside the words all formats share. */

import type { Lang } from '../../options.js';

export interface PageWords {
  readonly views: Readonly<
    Record<
      'summary' | 'formulas' | 'reports' | 'matrix' | 'pair' | 'evidence' | 'curve' | 'values' | 'notes' | 'draft',
      string
    >
  >;
  readonly skip: string;
  readonly language: string;
  readonly theme: Readonly<Record<'name' | 'auto' | 'light' | 'dark', string>>;
  readonly print: string;
  readonly counting: string;
  readonly filters: Readonly<Record<'formulas' | 'sameIssuer' | 'quotations' | 'least', string>>;
  readonly excluded: string;
  readonly excludedHint: string;
  readonly kpi: Readonly<Record<'reuse' | 'copied' | 'copiedOther' | 'most' | 'formula' | 'own', string>>;
  readonly mean: string;
  readonly sortBy: string;
  readonly search: string;
  readonly all: string;
  readonly wordings: string;
  readonly slotValues: string;
  readonly years: string;
  readonly where: string;
  readonly pickOne: string;
  readonly rows: (shown: number, all: number) => string;
  readonly strip: string;
  readonly openReport: string;
  readonly openPair: string;
  readonly matrixHint: string;
  readonly matrixRaw: string;
  readonly matrixOwn: string;
  readonly histogram: string;
  readonly threshold: string;
  readonly pairsAbove: (count: number, share: string) => string;
  readonly sharedCharacters: string;
  readonly verdict: string;
  readonly verdicts: Readonly<Record<'confirmed' | 'fair' | 'ignored', string>>;
  readonly note: string;
  readonly exportVerdicts: string;
  readonly verdictsKept: (done: number, all: number) => string;
  readonly verdictsLost: string;
  readonly before: string;
  readonly next: string;
  readonly keys: string;
  readonly changes: Readonly<Record<'all' | 'shared' | 'edited' | 'slot' | 'moved' | 'own' | 'suspected', string>>;
  readonly show: string;
  readonly onlyOwn: string;
  readonly sync: string;
  readonly swap: string;
  readonly change: (at: number, all: number) => string;
  readonly noChange: string;
  readonly legend: string;
  readonly shortened: (count: number) => string;
  readonly curveHint: string;
  readonly tableBehind: string;
  readonly method: readonly string[];
  readonly nothing: string;
  readonly pairOf: string;
  readonly with: string;
  readonly template: string;
  readonly minIssuers: string;
  readonly withSlots: string;
  readonly own: string;
  readonly minimap: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly copyStart: string;
  readonly copyEnd: string;
  readonly left: string;
}

const ZH: PageWords = {
  views: {
    summary: '摘要',
    formulas: '套话清单',
    reports: '文档',
    matrix: '相似矩阵',
    pair: '成对对照',
    evidence: '证据卡',
    curve: '累积曲线',
    values: '数值表',
    notes: '方法与诊断',
    draft: '草稿全文',
  },
  skip: '跳到正文',
  language: 'English',
  theme: { name: '外观', auto: '跟随系统', light: '浅色', dark: '深色' },
  print: '打印',
  counting: '计入',
  filters: {
    formulas: '套话',
    sameIssuer: '本单位其他报告',
    quotations: '引号、书名号内',
    least: '沿用段落至少（字）',
  },
  excluded: '未计入',
  excludedHint: '未计入的字仍留在分母里，各项之和为 100%。',
  kpi: {
    reuse: '总文字复制比',
    copied: '沿用（去除套话）',
    copiedOther: '沿用（去除套话与本单位）',
    most: '单份最大沿用比',
    formula: '套话与变项',
    own: '独有',
  },
  mean: '各报告平均',
  sortBy: '排序',
  search: '搜索',
  all: '全部',
  wordings: '各种说法',
  slotValues: '变项取值',
  years: '按年份',
  where: '出现之处',
  pickOne: '在左边选一条，这里显示详情。',
  rows: (shown, all) => (shown === all ? `共 ${all} 项` : `${shown} / ${all} 项`),
  strip: '从头到尾',
  openReport: '看全文',
  openPair: '成对对照',
  matrixHint: '每格是两份报告共有的字数占较短一份的比例；同组报告排在一起。点一格可打开对照。',
  matrixRaw: '含套话',
  matrixOwn: '不含套话',
  histogram: '各对的共有比例',
  threshold: '阈值',
  pairsAbove: (count, share) => `共有比例不低于 ${share} 的有 ${count} 对`,
  sharedCharacters: '共有字数',
  verdict: '判断',
  verdicts: { confirmed: '确认沿用', fair: '合理借鉴', ignored: '忽略' },
  note: '备注',
  exportVerdicts: '导出判断 (CSV)',
  verdictsKept: (done, all) => `已判断 ${done} / ${all}`,
  verdictsLost: '浏览器不允许保存，关闭页面前请先导出。',
  before: '上一处',
  next: '下一处',
  keys: '键盘：j 下一处，k 上一处',
  changes: {
    all: '全部变化',
    shared: '共有段落',
    edited: '改写',
    slot: '数值、地名',
    moved: '移位',
    own: '独有',
    suspected: '疑似',
  },
  show: '逐处查看',
  onlyOwn: '只突出各自独有',
  sync: '同步滚动',
  swap: '左右互换',
  change: (at, all) => `第 ${at} / ${all} 处`,
  noChange: '没有这一类变化。',
  legend: '图例',
  shortened: (count) => `为使文件不过大，${count} 份报告只随附了被引用的段落及其上下文，没有全文。`,
  curveHint: '发文单位越多，认得出的套话越多。占比只能与同样大小的语料相比。',
  tableBehind: '图中数据',
  method: [
    '每个字只有一个标签：套话（许多单位都用的说法）、变项（套话里的数字、日期、地名）、沿用（与另一份报告一致，且套话和偶然都解释不了）、独有、页面杂物。',
    '各项占比按字母、汉字、数字计，不含标点、空白和页面杂物，合计为 100%。',
    '使用频率按发文单位计，同一单位历年的报告只算一个声音。',
    '惊异度(bit)表示这样的一致在偶然情况下有多难得：每多 10 bit，约难一千倍。',
    '先后只看日期和年份；日期不明或同日的，不判断谁沿用谁。',
  ],
  nothing: '没有可列出的内容。',
  pairOf: '左',
  with: '右',
  template: '说法',
  minIssuers: '单位数至少',
  withSlots: '只看有变项的',
  own: '独有',
  minimap: '全文缩略图',
  kinds: {
    number: '数',
    percent: '百分比',
    date: '日期',
    place: '地名',
    level: '级别',
    ordinal: '届次',
    person: '人名',
    any: '任意',
    value: '值',
  },
  copyStart: '〔沿用开始〕',
  copyEnd: '〔沿用结束〕',
  left: '残留地名',
};

const EN: PageWords = {
  views: {
    summary: 'Summary',
    formulas: 'Formulas',
    reports: 'Reports',
    matrix: 'Matrix',
    pair: 'Pair',
    evidence: 'Evidence',
    curve: 'Accumulation',
    values: 'Values',
    notes: 'Method and notes',
    draft: 'Draft text',
  },
  skip: 'Skip to content',
  language: '中文',
  theme: { name: 'Theme', auto: 'as the system', light: 'light', dark: 'dark' },
  print: 'Print',
  counting: 'Count',
  filters: {
    formulas: 'formulas',
    sameIssuer: 'other reports of the same issuer',
    quotations: 'inside quotation marks',
    least: 'copied passages of at least (characters)',
  },
  excluded: 'left out',
  excludedHint: 'What is left out stays in the denominator: the shares sum to 100%.',
  kpi: {
    reuse: 'all reuse',
    copied: 'copied (without formulas)',
    copiedOther: 'copied from other issuers',
    most: 'highest copied share',
    formula: 'formula and slots',
    own: 'own',
  },
  mean: 'mean of all reports',
  sortBy: 'Sort by',
  search: 'Search',
  all: 'all',
  wordings: 'Wordings',
  slotValues: 'Slot values',
  years: 'By year',
  where: 'Where it stands',
  pickOne: 'Choose one on the left to see it here.',
  rows: (shown, all) => (shown === all ? `${all} rows` : `${shown} of ${all} rows`),
  strip: 'first to last character',
  openReport: 'Open the text',
  openPair: 'Side by side',
  matrixHint:
    'Each cell is the share of the shorter report that both have in common; groups stand together. Choose a cell to see the pair.',
  matrixRaw: 'with formulas',
  matrixOwn: 'without formulas',
  histogram: 'Shared share of all pairs',
  threshold: 'Threshold',
  pairsAbove: (count, share) => `${count} ${count === 1 ? 'pair has' : 'pairs have'} a share of ${share} or more`,
  sharedCharacters: 'shared characters',
  verdict: 'Verdict',
  verdicts: { confirmed: 'copied', fair: 'fair use', ignored: 'ignore' },
  note: 'Note',
  exportVerdicts: 'Export verdicts (CSV)',
  verdictsKept: (done, all) => `${done} of ${all} judged`,
  verdictsLost: 'This browser keeps nothing; export before you close the page.',
  before: 'Previous',
  next: 'Next',
  keys: 'Keys: j next, k previous',
  changes: {
    all: 'all changes',
    shared: 'shared passages',
    edited: 'edited',
    slot: 'values and places',
    moved: 'moved',
    own: 'only here',
    suspected: 'suspected',
  },
  show: 'Step through',
  onlyOwn: 'Show only what is own',
  sync: 'Scroll together',
  swap: 'Swap sides',
  change: (at, all) => `${at} of ${all}`,
  noChange: 'No change of this kind.',
  legend: 'Legend',
  shortened: (count) =>
    `To keep the file small, of ${count} ${count === 1 ? 'report' : 'reports'} it carries only the quoted passages and their context, not the whole text.`,
  curveHint: 'The more issuers, the more formulas are recognised. Compare shares only between corpora of one size.',
  tableBehind: 'Data of the plot',
  method: [
    'Every character has one label: formula (a wording of many issuers), slot (the number, date or place inside a formula), copied (agrees with another report beyond formulas and chance), own, page furniture.',
    'Shares count letters, Han characters and digits, without punctuation, blanks and furniture, and sum to 100%.',
    'Frequency counts issuers: the yearly reports of one issuer are one voice.',
    'Surprise in bits says how unlikely such an agreement is by chance: each 10 bits make it about a thousand times rarer.',
    'Direction comes from dates and years alone; where they are missing or equal, none is claimed.',
  ],
  nothing: 'Nothing to list.',
  pairOf: 'Left',
  with: 'Right',
  template: 'Wording',
  minIssuers: 'Issuers, at least',
  withSlots: 'only with slots',
  own: 'own',
  minimap: 'Overview of the text',
  kinds: {
    number: 'number',
    percent: 'percent',
    date: 'date',
    place: 'place',
    level: 'level',
    ordinal: 'ordinal',
    person: 'person',
    any: 'any',
    value: 'value',
  },
  copyStart: '[copied from here]',
  copyEnd: '[to here]',
  left: 'leftover place name',
};

export function pageWordsOf(lang: Lang): PageWords {
  return lang === 'en' ? EN : ZH;
}
