// Formulas from corpora of a few lines: what unites, what stays apart, what varies.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReports } from '../../src/index.js';
import type { Formula } from '../../src/model/formula.js';
import type { Report } from '../../src/model/report.js';
import { type AnalyseOptions, analyseCorpus, mineFormulas } from '../../src/reuse/analyse.js';
import { bankOf, parseBank, writeBank } from '../../src/reuse/bank.js';
import { labelFaults } from '../../src/reuse/labels.js';
import { made } from './made.js';

const CITIES = ['甲城', '乙城', '丙城', '丁城', '戊城', '己城', '庚城', '辛城', '壬城'];
const OWN = [
  '河滩种下三百棵柳',
  '学堂换了新的门窗',
  '渡船改成木桥',
  '老街铺上青石',
  '坡地收得早谷',
  '井水引到村口',
  '窑火重新点起',
  '戏台请来外乡班子',
  '药铺晒满当归',
];

/** One report a city: what all say, between sentences of its own. */
const say = (...lines: readonly string[]): Report[] =>
  lines.map((line, i) =>
    made(`${OWN[i]}。${line}。${[...OWN[i]!].reverse().join('')}。`, { id: CITIES[i]!, issuer: CITIES[i]! }),
  );

const mine = (reports: readonly Report[], options: AnalyseOptions = {}): Formula[] =>
  mineFormulas(reports, options).mined.map(({ formula }) => formula);
const shown = (formulas: readonly Formula[]): string[] => formulas.map((f) => `${f.issuers} ${f.template}`);

test('a wording of three issuers is a formula, one of two is not', () => {
  const line = '把村级账目晒在阳光下、算在明白处';
  expect(shown(mine(say(line, line, line)))).toEqual([`3 ${line}`]);
  expect(mine(say(line, line, '别的话'))).toEqual([]);
});

test('numbers and dates are slots, with their values', () => {
  const [formula, ...others] = mine(
    say(
      '全年梳理堵点事项12条，当年化解率保持在95%以上',
      '全年梳理堵点事项340条，当年化解率保持在88.5%以上',
      '全年梳理堵点事项7条，当年化解率保持在91%以上',
    ),
  );
  expect(others).toEqual([]);
  expect(formula?.template).toBe('全年梳理堵点事项{number}条，当年化解率保持在{number}%以上');
  expect(formula?.occurrences.map(({ values }) => values.length)).toEqual([2, 2, 2]);
});

test('a reworded occurrence belongs to its formula and is listed as a wording', () => {
  const lines = ['逐项', '逐项', '逐项', '逐条'].map((word) => `以钉钉子的韧劲把年初列出的5件惠民细账${word}销号`);
  const [formula, ...others] = mine(say(...lines));
  expect(others).toEqual([]);
  expect(formula?.issuers).toBe(4);
  expect(formula?.wordings?.map(({ issuers }) => issuers)).toEqual([3, 1]);
});

test('a number in words and a place no gazetteer knows are values', () => {
  const lines = ['盘活300处、', '盘活41处、', '盘活5处、', '盘活三百余处、'].map(
    (head) => `${head}腾出闲置厂房交给青年工匠`,
  );
  const [formula] = mine(say(...lines));
  expect(formula?.issuers).toBe(4);
  expect(formula?.template).toBe('盘活{number}处、腾出闲置厂房交给青年工匠');
});

test('an idiom that opens a longer formula is kept apart from it', () => {
  const idiom = '坚持一把尺子量到底不松手';
  const long = `${idiom}，把扯皮推诿的门槛一道道拆干净`;
  const found = shown(mine(say(idiom, idiom, idiom, idiom, long, long, long)));
  expect(found.sort()).toEqual([`3 ${long}`, `7 ${idiom}`]);
});

test.each(['守好仓廪里的每一粒陈粮和秧田里的每一株新苗', '修桥补路修桥补路修桥补路'])(
  'a wording that says the same run twice is found: %s',
  (line) => {
    const found = mine(say(line, line, line, line));
    expect(found.map(({ issuers }) => issuers)).toEqual([4]);
  },
);

test('unrelated reports remove no formula, and order changes nothing', () => {
  const lines = [
    '让每一笔财政支出都经得起放大镜打量',
    '让每一笔财政支出都经得起放大镜打量',
    '让每一笔财政支出都经得起放大镜端详',
  ];
  const reports = say(...lines);
  const more = [...reports, made('此处记着一件与众不同的旧事，谁也没有说过。', { id: '旁人', issuer: '旁人' })];
  expect(shown(mine(more))).toEqual(shown(mine(reports)));
  expect(mine([...more].reverse())).toEqual(mine(more));
});

test('the same text under many names is one voice', async () => {
  const text = '把村级账目晒在阳光下、算在明白处。让每一笔财政支出都经得起放大镜打量。';
  const reports = CITIES.map((id) => made(text, { id, issuer: id }));
  const findings = await analyseCorpus(reports);
  expect(findings.formulas).toEqual([]);
  expect(findings.diagnostics.map(({ code }) => code)).toContain('duplicate-reports');
});

test('a bank lets two reports know what everybody says', () => {
  const line = '全年梳理堵点事项12条，当年化解率保持在95%以上';
  const taught = mineFormulas(say(line, line, line, line));
  const { bank, diagnostics } = parseBank(writeBank(bankOf(taught.corpus, taught.mined, taught.minIssuers)));
  expect(diagnostics).toEqual([]);
  const two = [
    made(`旧渠通了水。${line}。`, { id: '子城', issuer: '子城' }),
    made('新桥过了车。', { id: '丑城', issuer: '丑城' }),
  ];
  expect(mine(two)).toEqual([]);
  expect(shown(mine(two, { bank: bank! }))).toEqual(['5 全年梳理堵点事项{number}条，当年化解率保持在{number}%以上']);
});

test.each([
  ['', 'bank-damaged'],
  ['[]', 'bank-damaged'],
  ['{"kind":"taohua-formula-bank","version":99,"formulas":[]}', 'bank-version'],
  ['{"kind":"taohua-formula-bank","version":1,"issuers":3,"formulas":[{"template":7}]}', 'bank-entries'],
])('a bank that reads %j gives %s', (json, code) => {
  expect(parseBank(json).diagnostics.map((d) => d.code)).toEqual([code]);
});

const BAD: readonly (readonly [string, readonly Report[]])[] = [
  ['no report', []],
  ['an empty report', [made('', { id: '空' })]],
  ['one sentence', [made('我们要做好工作。', { id: '一' })]],
  ['white space only', [made(' \n　\n', { id: '白' })]],
  ['punctuation only', [made('，。！？', { id: '点' }), made('……', { id: '点二' })]],
  [
    'scripts together',
    [made('The roof was mended before the rain came.', { id: 'en' }), made('屋顶在雨前修好了。', { id: '中' })],
  ],
  ['broken surrogates', [made('\ud800开\udc00头', { id: '半' })]],
];

test.each(BAD)('%s: labels, ratios and diagnostics hold', async (_name, reports) => {
  const findings = await analyseCorpus(reports);
  expect(findings.documents).toHaveLength(reports.length);
  for (const [i, { labels, ratio }] of findings.documents.entries()) {
    expect(labelFaults(reports[i]!, labels)).toEqual([]);
    const { formula, slot, copied, specific, interval, ...others } = ratio;
    for (const share of [formula, slot, copied, specific, ...Object.values(others), ...(interval?.formula ?? [])]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect([0, 1]).toContain(Math.round((formula + slot + copied + specific) * 1e9) / 1e9);
  }
});

test('whatever is said, labels cover every report once and shares add up', async () => {
  const phrase = fc.constantFrom(
    '坚持稳中求进工作总基调不动摇',
    '新增就业12万人',
    '新增就业3.5万人',
    '把老街修好',
    '，',
    '。',
    '\n',
    '渡口',
    'ABC def',
    '全市',
  );
  const text = fc.array(phrase, { maxLength: 25 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 7 }), async (texts) => {
      const reports = texts.map((one, i) => made(one, { id: `r${i}`, issuer: `r${i}` }));
      const { documents } = await analyseCorpus(reports);
      for (const [i, { labels, ratio }] of documents.entries()) {
        expect(labelFaults(reports[i]!, labels)).toEqual([]);
        const sum = ratio.formula + ratio.slot + ratio.copied + ratio.specific;
        expect(sum === 0 || Math.abs(sum - 1) < 1e-9).toBe(true);
        expect(ratio.sentenceFormula).toBeLessThanOrEqual(1);
      }
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('a wording goes on over a clause mark to a value that all give', () => {
  const villages = ['长兴县', '半边街', '桂平市', '宁河区', '银杏坞', '颍上县'];
  const lines = villages.map((place, i) => `截至202${i}年，${place}已有${i + 21}户农家挂上共富账牌`);
  expect(shown(mine(say(...lines)))).toEqual(['6 截至{date}，{place}已有{number}户农家挂上共富账牌']);
});

test('no wording is made of two that one report has in two places', () => {
  const lines = [1, 2, 3, 4, 5].map((i) => `现在，我代表渡口各家向堂上说话。${OWN[i]}。在此，我代表渡口各家向诸位致谢`);
  for (const { template } of mine(say(...lines))) expect(template).not.toContain('现在此');
});

test('a wording does not end with a word that leads on to what is not said alike', () => {
  const lines = ['好办法', '新章程', '老规矩', '大账本', '小窍门'].map((end) => `守住渡口各家百姓过日子的${end}`);
  expect(shown(mine(say(...lines)))).toEqual(['5 守住渡口各家百姓过日子']);
});

const REAL = new URL('../../../shared/seeds/', import.meta.url);

test.skipIf(!existsSync(REAL))(
  'the sign behind a number that ends some occurrences ends no wording that runs on',
  async () => {
    const reports: Report[] = [];
    for (const name of readdirSync(REAL))
      reports.push(...(await readReports(readFileSync(new URL(name, REAL)), { path: name })));
    const templates = mine(reports).map(({ template }) => template);
    expect(templates.filter((template) => /左右$/.test(template))).not.toEqual([]);
    expect(templates.filter((template) => /左右[%％]/.test(template))).toEqual([]);
  },
);

test('a round number at the end of a wording is its value whole', () => {
  const lines = ['12', '三百余', '340', '75'].map((count) => `全年渡口过往的客船增长${count}%`);
  const [formula] = mine(say(...lines));
  const values = formula?.occurrences.map(({ report, values: [value] }) => {
    const { source } = say(...lines).find(({ id }) => id === report)!;
    return source.text.slice(value?.span.start, value?.span.end);
  });
  expect(values).toEqual(expect.arrayContaining(['12', '三百余', '340', '75']));
});

test('what makes a number round belongs to it, and the wording goes on behind it', () => {
  const values = ['330', '554', '972', '434', '六百余', '619', '191', '八百余', '三十九'];
  const lines = values.map((value, i) => {
    const idiom = i === 3 ? '坚持切实一把尺子量项目' : i === 8 ? '坚持一把尺子目' : '坚持一把尺子量项目';
    return `${idiom}、一本账目管到底，截至${2024 + (i % 2)}年，${i + 3}个村已有${40 + i}户农家挂上共富账牌，户均年增收${value}元`;
  });
  const [formula] = mine(say(...lines));
  expect(formula?.template).toMatch(/户均年增收\{number\}元$/);
});

/** What the slots of a formula hold, a text an occurrence, in the order of the lines. */
const valuesOf = (lines: readonly string[]): string[][] => {
  const [formula] = mine(say(...lines));
  return (formula?.occurrences ?? []).map(({ report, values }) => {
    const { source } = say(...lines).find(({ id }) => id === report)!;
    return values.map(({ span }) => source.text.slice(span.start, span.end));
  });
};

test('a value is what is of its kind, not what stands around it', () => {
  const lines = ['12', '约340', '提高到75', '三百余', '41'].map((count) => `老街上修旧如旧的茶馆酒肆新添${count}家`);
  expect(valuesOf(lines).flat().sort()).toEqual(['12', '340', '41', '75', '三百余']);
});

test('where there is no value none is given', () => {
  const lines = ['12件、', '3件、', '41件、', '和'].map(
    (count) => `逐条答复渡口父老当面递来的口信${count}街坊夹在门缝里的字条`,
  );
  expect(valuesOf(lines).flat().sort()).toEqual(['12', '3', '41']);
});

test('the name of a place that is not listed may end in that of one that is', () => {
  const lines = ['丹霞浦县', '长兴县', '桂平市', '宁河区'].map((place) => `把${place}打造成联通南北的茶马锚点`);
  expect(valuesOf(lines).flat()).toContain('丹霞浦县');
});

test('a word more, less or other before the last value does not cut the value off', () => {
  const ends = ['达到61%', '升至28.3%', '有序达到12%', '到70.4%', '达到88%'];
  const lines = ends.map((end, i) => `新增口袋林荫空间${i + 20}处，推窗见绿人口占比${end}`);
  expect(shown(mine(say(...lines)))).toEqual(['5 新增口袋林荫空间{number}处，推窗见绿人口占比达到{number}%']);
});

test('a changed word behind a place that no gazetteer knows does not hide the place', () => {
  const lines = ['把长兴县打造成', '把桂平市打造成', '把宁河区打造成', '把青石湾县锻造成'].map(
    (head) => `${head}联通南北、吞吐四方的茶马锚点`,
  );
  expect(valuesOf(lines).flat().sort()).toEqual(['宁河区', '桂平市', '长兴县', '青石湾县']);
});

test('what makes a number round is no wording, however many say it', () => {
  const lines = ['九百余', '八百余', '三百余', '340'].map((count) => `盘活沿街铺面腾出可用空间${count}平方米`);
  expect(mine(say(...lines)).map(({ template }) => template)).toEqual(['盘活沿街铺面腾出可用空间{number}平方米']);
  expect(valuesOf(lines).flat().sort()).toEqual(['340', '三百余', '九百余', '八百余']);
});

test('of two wordings that as many use neither hides the other', () => {
  const lines = ['始终', '始终', '始终', '一直', '一直', '一直'].map(
    (word) => `${word}保持渡口归零心态、重整行装再爬陡坡`,
  );
  expect(mine(say(...lines)).map(({ issuers }) => issuers)).toEqual([6]);
});
