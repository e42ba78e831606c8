/**
 * The five largest differences: what a reader would tell a colleague first. A value counts by what it measures (growth,
 * revenue, income, jobs before anything else) and by how far apart the two sides are; a section that only one side has by
 * its own text. Between two places the size of an amount mostly tells the size of the place.
 */

import type { LargestDifference, SectionLink, SentenceLink, ValueRow } from '../model/comparison.js';
import { indicatorKey, weightOf } from './indicator.js';
import { roleOf } from './role.js';
import type { SectionNode } from './section-nodes.js';

export interface DifferenceInputs {
  readonly links: readonly SentenceLink[];
  readonly sections: readonly SectionLink[];
  readonly values: readonly ValueRow[];
  readonly nodes: { readonly a: readonly SectionNode[]; readonly b: readonly SectionNode[] };
  /** One text is the other's revision, or of the same place: amounts can be compared. */
  readonly ordered: boolean;
}

const MOST = 5;
/** Places kept for sections, however far the values are apart. */
const SECTIONS_AMONG = 1;
/** A value this many times the other, or this many points away, is worth the top of the page. */
const LEAST_RATIO = Math.log(1.1);
const LEAST_POINTS = 0.5;
/** Points and ratio that are a clear difference; twice as much is hardly worth more. */
const CLEAR_POINTS = 2;
const CLEAR_RATIO = Math.log(1.5);
/** What an amount is worth beside a rate where two places of different size are compared. */
const AMOUNT_OF_PLACE = 0.4;
/** Below this a difference is a detail: 办理建议 987件 and 748件. */
const LEAST_WEIGHT = 0.1;
/** A section below this share of its report, or with more of it linked elsewhere, is no headline. */
const LEAST_SECTION = 0.03;
const MOST_LINKED = 0.3;

export function largestDifferences(inputs: DifferenceInputs): readonly LargestDifference[] {
  const values = rankedValues(inputs);
  const sections = inputs.sections.flatMap((section) => aloneSection(section, inputs)).sort((p, q) => q.size - p.size);
  const forSections = Math.min(sections.length, Math.max(SECTIONS_AMONG, MOST - values.length));
  return [...values.slice(0, MOST - forSections), ...sections.slice(0, forSections)];
}

interface Weighed {
  readonly difference: LargestDifference;
  readonly key: string;
  readonly weight: number;
}

/** The weightiest first, one for each indicator. */
function rankedValues({ values, ordered }: DifferenceInputs): readonly LargestDifference[] {
  const weighed = values.flatMap((row) => weigh(row, ordered)).sort((p, q) => q.weight - p.weight);
  const seen = new Set<string>();
  return weighed.filter(({ key }) => !seen.has(key) && seen.add(key)).map(({ difference }) => difference);
}

function weigh({ template, spanA, spanB, numberA, numberB, unit }: ValueRow, ordered: boolean): readonly Weighed[] {
  if (!spanA || !spanB || numberA === undefined || numberB === undefined || numberA === numberB) return [];
  const isRate = unit === 'percent' || unit === 'permille' || unit === 'point';
  if (!isRate && (numberA <= 0 || numberB <= 0)) return [];
  const size = isRate ? Math.abs(numberB - numberA) : Math.abs(Math.log(numberB / numberA));
  if (size < (isRate ? LEAST_POINTS : LEAST_RATIO)) return [];
  const clear = 1 - Math.exp(-size / (isRate ? CLEAR_POINTS : CLEAR_RATIO));
  const indicator = template.slice(0, template.indexOf('{value}'));
  const weight = weightOf(indicator) * clear * (isRate || ordered ? 1 : AMOUNT_OF_PLACE);
  if (weight < LEAST_WEIGHT) return [];
  const rounded = Math.round(size * 1e4) / 1e4;
  return [
    {
      difference: { kind: 'value', label: template, a: spanA, b: spanB, size: rounded },
      key: `${rootOf(indicator)}${isRate ? '%' : ''}`,
      weight,
    },
  ];
}

/** Subjects that headings name, each in the words it goes by. */
const TOPICS: readonly RegExp[] = [
  /民生|福祉|共同富裕|高品质生活|群众/,
  /创新|科技|动能/,
  /改革|营商环境|活力/,
  /开放|外贸|自贸/,
  /乡村|三农|农业|农村/,
  /产业|工业|制造|实体经济/,
  /生态|绿色|污染|低碳|美丽/,
  /安全|风险|平安|稳定|治理/,
  /政府(?:自身)?建设|自身建设|法治政府|廉洁|廉政|作风/,
  /城乡|区域|城市|城镇/,
  /消费|内需|投资|项目/,
  /文化|旅游|文旅/,
  /教育|人才/,
  /健康|疫情|防控|医/,
  /稳增长|经济(?:运行|增长|发展|体系)|高质量发展|稳中/,
  /数字/,
  /脱贫/,
];

/** Which subjects a heading names. */
function topicsOf(heading: string): readonly number[] {
  return TOPICS.flatMap((topic, n) => (topic.test(heading) ? [n] : []));
}

const MANNER = /^(?:拟安排|地方|财政)+|规模|比[上去]年增加|拟按/g;
const VERB_BEHIND = /(?:增长|下降|达到?|突破|超过?|约|控制|在|为|实际|涨幅|上涨|提高到?|迈上)+$/;

/** An indicator without the verb behind it: target and result, growth and level of one thing are one item of the list. */
function rootOf(indicator: string): string {
  return indicatorKey(indicator.replace(MANNER, '').replace(VERB_BEHIND, ''));
}

function aloneSection(section: SectionLink, { nodes, links }: DifferenceInputs): readonly LargestDifference[] {
  const which = section.b.length === 0 ? 'a' : section.a.length === 0 ? 'b' : undefined;
  if (which === undefined) return [];
  const span = section[which][0]!;
  const node = nodes[which].find(({ section: { span: own } }) => own.start === span.start && own.end === span.end);
  const whole = nodes[which].reduce((sum, { parent, weight }) => sum + (parent < 0 ? weight : 0), 0);
  if (!node || whole === 0 || node.weight < LEAST_SECTION * whole) return [];
  const { heading } = node.section;
  // Every report looks back and plans ahead, under whatever heading.
  const role = roleOf(heading);
  if (role === 'plan' || role === 'review') return [];
  const topics = topicsOf(heading);
  const across = new Set(nodes[which === 'a' ? 'b' : 'a'].flatMap((other) => topicsOf(other.section.heading)));
  if (topics.length > 0 && topics.every((topic) => across.has(topic))) return [];
  let linked = 0;
  for (const link of links)
    for (const { start, end } of link[which]) if (span.start <= start && end <= span.end) linked += end - start;
  if (linked > MOST_LINKED * (span.end - span.start)) return [];
  const size = Math.round((node.weight / whole) * 1e4) / 1e4;
  return [{ kind: 'section', label: heading, ...(which === 'a' ? { a: span } : { b: span }), size }];
}
