/**
 * Small findings made by hand. Reports are written in a notation, so that spans never have to be counted:
 * `'⟦f1:坚持稳中求进⟧,⟦c1:一段抄来的话⟧。'` names stretches; `place(report, 'f1')` gives the span of one.
 */

import type { Comparison } from '../../src/model/comparison.js';
import type { ComparisonTable } from '../../src/model/comparison-table.js';
import type { CorpusFindings, FlagFindings, Label, LabelKind, Ratios } from '../../src/model/findings.js';
import type { Passage } from '../../src/model/passage.js';
import type { Section } from '../../src/model/report.js';
import type { Span } from '../../src/model/span.js';
import { countCharacters } from '../../src/render/characters.js';
import { type Findings, type SourceReport, summaryOf } from '../../src/render/findings-set.js';
import { counterOf } from '../../src/reuse/counted-text.js';
import { countFormulaSentences, sentencesWithFormula } from '../../src/reuse/ratios.js';

export interface Noted {
  readonly report: SourceReport;
  readonly spans: ReadonlyMap<string, Span>;
}

export interface About {
  readonly place?: string;
  readonly year?: number;
  readonly path?: string;
  readonly date?: string;
}

/** A report from its notation. Lines that begin with 一、 二、 … become sections. */
export function noted(id: string, notation: string, about: About = {}): Noted {
  const spans = new Map<string, Span>();
  const open: { name: string; start: number }[] = [];
  let text = '';
  for (const token of notation.match(/⟦\w+:|⟧|[^⟦⟧]+|[⟦⟧]/gu) ?? []) {
    const name = /^⟦(\w+):$/.exec(token)?.[1];
    if (name !== undefined) open.push({ name, start: text.length });
    else if (token === '⟧') {
      const top = open.pop();
      if (top !== undefined) spans.set(top.name, { start: top.start, end: text.length });
    } else text += token;
  }
  const outline: Section[] = [];
  for (const match of text.matchAll(/^([一二三四五六]、)(.*)$/gm)) {
    const start = match.index;
    const previous = outline.at(-1);
    if (previous !== undefined) outline[outline.length - 1] = { ...previous, span: { ...previous.span, end: start } };
    outline.push({
      level: 1,
      kind: 'chapter',
      marker: match[1] ?? '',
      heading: match[2] ?? '',
      headingSpan: { start, end: start + match[0].length },
      span: { start, end: text.length },
      children: [],
    });
  }
  const { place, year, path = `${id}.txt`, date } = about;
  const report: SourceReport = {
    id,
    source: { path, format: 'text', encoding: 'utf-8', text },
    span: { start: 0, end: text.length },
    issuer: place ?? id,
    outline,
    title: '政府工作报告',
    ...(place === undefined ? {} : { place: { name: place } }),
    ...(year === undefined ? {} : { year }),
    ...(date === undefined ? {} : { date }),
  };
  return { report, spans };
}

export function place({ spans }: Noted, name: string): Span {
  const span = spans.get(name);
  if (span === undefined) throw new Error(`no stretch called ${name}`);
  return span;
}

/** Labels from stretches named by the first letter of their kind; the rest is `specific`. */
export function labelsOf({ report, spans }: Noted): readonly Label[] {
  const kinds: Readonly<Record<string, LabelKind>> = { f: 'formula', s: 'slot', c: 'copied', x: 'furniture' };
  const marked = [...spans]
    .flatMap(([name, span]) => {
      const kind = kinds[name.charAt(0)];
      return kind === undefined ? [] : [{ name, kind, span }];
    })
    .sort((x, y) => x.span.start - y.span.start);
  const labels: Label[] = [];
  let at = report.span.start;
  for (const { name, kind, span } of marked) {
    if (span.start < at) continue;
    if (span.start > at) labels.push({ span: { start: at, end: span.start }, label: 'specific' });
    labels.push({
      span,
      label: kind,
      ...(kind === 'formula' ? { formula: name } : {}),
      ...(kind === 'copied' ? { passage: `p${name.slice(1)}` } : {}),
    });
    at = span.end;
  }
  if (at < report.span.end) labels.push({ span: { start: at, end: report.span.end }, label: 'specific' });
  return labels;
}

/** Ratios and the sentences with a formula, a sentence ending at 。 or at the end of its line. */
export function sharesOf(
  { report }: Pick<Noted, 'report'>,
  labels: readonly Label[],
): { readonly ratio: Ratios; readonly formulaSentences: readonly Span[] } {
  const { text } = report.source;
  const sentences = [...text.matchAll(/[^。\n]+。?/g)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
  const formulaSentences = sentencesWithFormula(labels, sentences);
  const counted = countFormulaSentences(counterOf(text), labels, formulaSentences, report.span);
  const total = countCharacters(text) - furnitureIn(text, labels);
  const ratio = { ...ratioOf({ report }, labels), sentenceFormula: total === 0 ? 0 : counted / total };
  return { ratio, formulaSentences };
}

function furnitureIn(text: string, labels: readonly Label[]): number {
  return labels.reduce(
    (sum, { label, span }) => (label === 'furniture' ? sum + countCharacters(text, span.start, span.end) : sum),
    0,
  );
}

function ratioOf({ report }: Pick<Noted, 'report'>, labels: readonly Label[]): Omit<Ratios, 'sentenceFormula'> {
  const sums = { formula: 0, slot: 0, copied: 0, specific: 0, furniture: 0 };
  for (const { label, span } of labels) {
    sums[label] += countCharacters(report.source.text.slice(span.start, span.end));
  }
  const total = sums.formula + sums.slot + sums.copied + sums.specific;
  const share = (n: number): number => (total === 0 ? 0 : n / total);
  const [formula, slot, copied] = [share(sums.formula), share(sums.slot), share(sums.copied)];
  return {
    formula,
    slot,
    copied,
    specific: share(sums.specific),
    reuse: formula + slot + copied,
  };
}

const TEXT_A = `政府工作报告
一、过去一年工作回顾
⟦i1:全市上下坚持稳中求进工作总基调,扎实推进各项工作。⟧⟦v1:地区生产总值增长⟦va:5.2%⟧左右。⟧⟦e1:我们⟦ea:深入⟧实施乡村振兴战略,新建高标准农田12万亩。⟧
⟦o1:在清河两岸建成灯塔公园三处,市民散步有了好去处。⟧
二、今年工作安排
⟦m1:加快建设现代化产业体系,培育壮大新兴产业集群,推动制造业高端化发展。⟧⟦o2:青石巷老戏台修缮完工。⟧
`;
const TEXT_B = `政府工作报告
一、2024年工作回顾
⟦m1:加快建设现代化产业体系,培育壮大新兴产业集群,推动制造业高端化发展。⟧⟦i1:全市上下坚持稳中求进工作总基调,扎实推进各项工作。⟧
⟦v1:地区生产总值增长⟦vb:6.1%⟧左右。⟧⟦e1:我们⟦eb:全面⟧实施乡村振兴战略,新建高标准农田12万亩。⟧
二、重点任务
⟦o1:渔港渡口改造完成,候船厅面积扩大一倍。⟧
三、政府自身建设
⟦o2:每季度公开办理结果。⟧
`;

export function comparisonSet(): Findings & { kind: 'comparison' } {
  const a = noted('a1', TEXT_A, { place: '清河市', year: 2025, path: 'in/清河.txt' });
  const b = noted('b1', TEXT_B, { place: '海州市', year: 2025, path: 'in/海州.txt' });
  const both = (name: string): { a: Span[]; b: Span[] } => ({ a: [place(a, name)], b: [place(b, name)] });
  const sectionsOf = ({ report }: Noted): Span[] => report.outline.map(({ span }) => span);
  const [a1, a2] = sectionsOf(a) as [Span, Span];
  const [b1, b2, b3] = sectionsOf(b) as [Span, Span, Span];
  const comparison: Comparison = {
    schemaVersion: '1.0',
    a: summaryOf(a.report),
    b: summaryOf(b.report),
    sections: [
      { a: [a1], b: [b1], score: 0.72, moved: false },
      { a: [a2], b: [b2], score: 0.41, moved: true },
      { a: [], b: [b3], score: 0, moved: false },
    ],
    links: [
      { ...both('i1'), relation: 'identical', moved: false, score: 1, formula: true },
      {
        ...both('v1'),
        relation: 'slot',
        moved: false,
        score: 0.98,
        formula: false,
        edits: [{ a: place(a, 'va'), b: place(b, 'vb'), kind: 'value' }],
      },
      {
        ...both('e1'),
        relation: 'edited',
        moved: false,
        score: 0.86,
        formula: false,
        edits: [{ a: place(a, 'ea'), b: place(b, 'eb'), kind: 'replace' }],
      },
      { ...both('m1'), relation: 'identical', moved: true, score: 1, formula: false },
    ],
    specific: { a: [place(a, 'o1'), place(a, 'o2')], b: [place(b, 'o1'), place(b, 'o2')] },
    values: [
      { template: '地区生产总值增长{value}左右', a: '5.2%', b: '6.1%', spanA: place(a, 'va'), spanB: place(b, 'vb') },
    ],
    terms: {
      a: [{ term: '灯塔', count: 1, other: 0, score: 1.2, statistic: 'log-odds-z' }],
      b: [{ term: '渔港', count: 1, other: 0, score: 1.1, statistic: 'log-odds-z' }],
    },
    truncated: false,
    diagnostics: [{ code: 'title-block', severity: 'info', message: '标题不计入正文。' }],
  };
  return { kind: 'comparison', comparison, reports: [a.report, b.report] };
}

/** Three reports: two of the comparison and a third that gives one value and has one section of its own. */
export function tableSet(): Findings & { kind: 'table' } {
  const pair = comparisonSet();
  const third = noted(
    't1',
    '政府工作报告\n一、过去一年工作回顾\n地区生产总值增长⟦v1:4.8%⟧左右。\n二、民生实事\n⟦o1:新修山路八十里,接通三个寨子。⟧\n',
    { place: '东岭县', year: 2025, path: 'in/东岭.txt' },
  );
  const reports = [...pair.reports, third.report];
  const [first] = pair.comparison.values;
  const section = (column: number, row: number): Span[] => {
    const found = reports[column]?.outline[row];
    return found === undefined ? [] : [found.span];
  };
  const table: ComparisonTable = {
    schemaVersion: '1.0',
    reports: reports.map((report) => summaryOf(report)),
    sections: [
      { heading: '过去一年工作回顾', cells: [section(0, 0), section(1, 0), section(2, 0)], score: 0.72 },
      { heading: '今年工作安排', cells: [section(0, 1), section(1, 1), []], score: 0.41 },
      { heading: '政府自身建设', cells: [[], section(1, 2), []], score: 0 },
      { heading: '民生实事', cells: [[], [], section(2, 1)], score: 0 },
    ],
    values: [
      {
        template: '地区生产总值增长{value}左右',
        unit: 'percent',
        part: 'review',
        cells: [
          { value: first!.a!, span: first!.spanA!, number: 5.2 },
          { value: first!.b!, span: first!.spanB!, number: 6.1 },
          { value: '4.8%', span: place(third, 'v1'), number: 4.8 },
        ],
      },
      {
        template: '新修山路{value}',
        unit: 'li',
        cells: [undefined, undefined, { value: '八十里', span: place(third, 'o1') }],
      },
    ],
    truncated: false,
  };
  return { kind: 'table', table, reports };
}

const CORPUS: readonly (readonly [string, string, About])[] = [
  [
    'r1',
    '⟦x1:- 1 -⟧⟦f1:坚持稳中求进工作总基调⟧,⟦f2:地区生产总值增长⟧⟦s1:5.2%⟧⟦f3:左右⟧。⟦c1:沿青云河修建防洪堤坝二十公里,安置沿岸群众三百余户,白鹭镇率先完成。⟧青石巷老戏台修缮完工,游客增加一成。',
    { place: '清河市', year: 2025, path: 'in/清河.txt', date: '2025-01-12' },
  ],
  [
    'r2',
    '⟦f1:坚持稳中求进工作总基调⟧,渔港渡口改造完成。⟦f2:地区生产总值增长⟧⟦s1:6.1%⟧⟦f3:左右⟧。沿青云河修建防洪堤坝二十公里,安置沿岸群众三百余户,白鹭镇率先完成。',
    { place: '海州市', year: 2024, path: 'in/海州.txt', date: '2024-01-09' },
  ],
  [
    'r3',
    '⟦f1:坚持稳中求进工作总基调⟧,全力以赴。⟦f2:地区生产总值增长⟧⟦s1:4.8%⟧⟦f3:左右⟧。新修山路八十里,接通三个寨子。',
    { place: '东岭县', year: 2025, path: 'in/东岭.txt' },
  ],
];

function leftoverPassage(draft: Noted, source: Noted): Passage {
  const draftText = draft.report.source.text;
  const span = place(draft, 'c1');
  const quoted = draftText.slice(span.start, span.end);
  const at = source.report.source.text.indexOf(quoted);
  const name = draftText.indexOf('白鹭镇');
  return {
    id: 'p1',
    draft: { report: draft.report.id, span },
    source: { report: source.report.id, span: { start: at, end: at + quoted.length } },
    identity: 0.97,
    surprise: 214.3,
    direction: 'draft-from-source',
    route: 'lateral',
    leftovers: [{ span: { start: name, end: name + 3 }, name: '白鹭镇', place: '海州市', reason: '来源同处也是此名' }],
    relation: 'edited',
  };
}

function unitsOf(words: string): number[] {
  return Array.from(words, (sign) => sign.charCodeAt(0));
}

export function corpusSet(): Findings & { kind: 'corpus' } {
  const all = CORPUS.map(([id, notation, about]) => noted(id, notation, about));
  const [first, second] = all as [Noted, Noted];
  const documents = all.map((one) => {
    const labels = labelsOf(one);
    return { report: one.report.id, labels, ...sharesOf(one, labels) };
  });
  const findings: CorpusFindings = {
    schemaVersion: '1.0',
    reports: all.map(({ report }) => summaryOf(report)),
    threshold: { issuers: 3, minIssuers: 3 },
    formulas: [
      {
        id: 'f1',
        template: '坚持稳中求进工作总基调',
        tokens: unitsOf('坚持稳中求进工作总基调'),
        issuers: 3,
        reports: 3,
        firstSeen: '2024-01-09',
        wordings: [{ text: '坚持稳中求进工作总基调', count: 3, issuers: 3 }],
        occurrences: all.map((one) => ({ report: one.report.id, span: place(one, 'f1'), values: [] })),
      },
      {
        id: 'f2',
        template: '地区生产总值增长{percent}左右',
        tokens: [...unitsOf('地区生产总值增长'), 2, ...unitsOf('左右')],
        issuers: 3,
        reports: 3,
        firstSeen: '2024',
        occurrences: all.map((one) => ({
          report: one.report.id,
          span: { start: place(one, 'f2').start, end: place(one, 'f3').end },
          values: [{ slot: 0, kind: 'percent', span: place(one, 's1') }],
        })),
      },
    ],
    documents,
    copies: [leftoverPassage(first, second)],
    pairs: [{ a: 'r1', b: 'r2', passages: 1, surprise: 214.3, characters: 31 }],
    clusters: [['r1', 'r2']],
    accumulation: [
      { issuers: 1, formula: 0 },
      { issuers: 2, formula: 0.2 },
      { issuers: 3, formula: 0.41 },
    ],
    omitted: [{ what: '少于 13 字的相同片段', count: 7, reason: '偶然相同的可能太大' }],
    diagnostics: [{ code: 'small-corpus', severity: 'warning', message: '只有 3 个发文单位,套话占比偏低。' }],
  };
  return { kind: 'corpus', findings, reports: all.map(({ report }) => report) };
}

export function flagSet(): Findings & { kind: 'flag' } {
  const all = CORPUS.map(([id, notation, about]) => noted(id, notation, about));
  const [draft, source] = all as [Noted, Noted];
  const labels = labelsOf(draft);
  const passage = leftoverPassage(draft, source);
  const findings: FlagFindings = {
    schemaVersion: '1.0',
    draft: summaryOf(draft.report),
    sources: [summaryOf(source.report)],
    passages: [passage],
    leftovers: passage.leftovers,
    labels,
    ...sharesOf(draft, labels),
    omitted: [{ what: '套话', count: 2, reason: '至少 3 个单位都在用' }],
    diagnostics: [],
  };
  return { kind: 'flag', findings: [findings], reports: all.map(({ report }) => report) };
}
