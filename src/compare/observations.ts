/**
 * The values a report states: each number with the indicator it measures and the wording between them (地区生产总值 …
 * 增长 6.5%). A clause without an indicator of its own speaks of the one before it.
 */

import type { Span } from '../model/span.js';
import { Gap, Kind } from '../model/tokens.js';
import { isGeneric, isRank } from './indicator.js';
import { readQuantity } from './quantity.js';
import type { Role } from './role.js';
import type { Side } from './side.js';

export interface Observation {
  readonly sentence: number;
  /** Noun phrase that is measured: 一般公共预算收入. */
  readonly indicator: string;
  /** Folded wording between indicator and number: 同比增长, 达到, ''. */
  readonly verb: string;
  /** What is counted, where a verb alone stands before the number: 打造|30个|示范基地; else empty. */
  readonly object: string;
  /** Rise, fall or level: numbers of different change never stand in one row. */
  readonly change: 'rise' | 'fall' | 'level';
  readonly value: string;
  readonly span: Span;
  readonly unit: string;
  readonly number?: number;
  readonly part: 'review' | 'plan' | undefined;
}

const LEADING =
  /^(?:以及|其中|同时|并且|力争|预计|预期|确保|争取|全年|当年|今年|去年|累计|全部|年均|新增?建成|截至|截止|目前|到|主要预期目标是|主要目标是|主要预期目标|发展主要预期目标是|按(?:可比|不变)(?:价格?|口径)(?:计算)?)+/;
const OWN_LEVEL = /^(?:[全我本][国省市区县州]|[省市区县州](?![级内外属直委政域情]))(?=.{3})/;
const VERB =
  /(?:(?:实际|同比|环比|分别|年均|比上年|较上年|比去年|累计|合计|总计|已经?|仅|约|预计|力争|首次|成功|保持|控制|继续|稳定|平均每年|每年)*(?:增长到|增长|增加到|增加|增幅达?|增速达?|增至|提高到|提高|提升到|提升至|提升|上升到|上升至|上升|升至|下降到|下降至|下降|降低到|降低至|降低|降至|减少到|减少|缩小到|达到|达|迈上|跨上|连跨|站上|跃上|跃升|突破|超过|超|完成|实现|占比?|为|是|在|至|到|约|由|从|不低于|不高于|高于|低于|大于|控制|左右|位居|居|列|第|新增|发放|建成|投入|安排|筹集|拨付|新建|改造|开工|引进|培育|共|有|了|的|于|将)+)$/;
const RISE = /增|提高|提升|上升|升至/;
const FALL = /降|减少|缩小/;
/** A level that a verb of change ends in (增长到) is a level. */
const LEVEL = /到$|至$|达$/;
/** 分别: the values that follow belong one each to what was listed before it. */
const APART = /分别/;
/** What a list of 分别 names in full, each with a value of its own: 进出口总额、财政收入; not 城镇、农村居民收入. */
const MEASURED = /(?:率|额|量|[产增]?值|收入|支出|投资|余额|面积|比重|指数|浓度|强度)$/;
const LIST_END = /(?:全年|当年|今年|年均|总体|同比)+$/;
/** Between the values of one 分别. */
const BETWEEN = /^\s*[、和与及]\s*$/;
const SHORTEST_INDICATOR = 2;
const LONGEST_INDICATOR = 24;

/** Every number with a unit that has an indicator, in text order. `roles` is that of each sentence. */
export function readObservations(side: Side, roles: readonly Role[]): readonly Observation[] {
  const { tokens, first, report } = side;
  const text = report.source.text;
  const found: Observation[] = [];
  for (let s = 0; s + 1 < first.length; s++) {
    const role = roles[s];
    const part = role === 'review' || role === 'plan' ? role : undefined;
    let indicator = '';
    let clause = first[s]!;
    let listed = NOTHING_LISTED;
    for (let t = first[s]!; t < first[s + 1]!; t++) {
      if (tokens.gap[t]! >= Gap.weak && t > clause) clause = t;
      if (tokens.kind[t] !== Kind.number) continue;
      const limit = tokens.start[t + 1] !== undefined ? side.spans[s]!.end : report.span.end;
      const quantity = readQuantity(text, { start: tokens.start[t]!, end: tokens.end[t]! }, limit);
      const before = wordsOf(side, clause, t);
      let verb = VERB.exec(before)?.[0] ?? '';
      let noun = strip(before.slice(0, before.length - verb.length));
      const names = APART.test(before) ? listBefore(side, first[s]!, clause, noun) : [];
      if (names.length > 1 && names.every((name) => MEASURED.test(name))) {
        listed = { indicators: names, verb: verb.replace(APART, ''), used: 0, end: tokens.start[t]! };
      } else if (names.length > 1) noun = names.join('、');
      if (listed.used > 0 && !BETWEEN.test(text.slice(listed.end, tokens.start[t]))) listed = NOTHING_LISTED;
      const own = listed.indicators[listed.used];
      if (own !== undefined) {
        noun = own;
        verb = listed.verb;
        listed = { ...listed, used: listed.used + 1, end: quantity.span.end };
      }
      if (noun.length >= SHORTEST_INDICATOR) indicator = noun.slice(-LONGEST_INDICATOR);
      clause = t + 1;
      if (indicator === '' || quantity.unit === '' || quantity.unit === 'year') continue;
      if (quantity.unit === 'count' && noun.length < SHORTEST_INDICATOR) continue;
      const behind = isGeneric(indicator) ? objectBehind(side, t + 1, quantity.span.end) : '';
      if (isRank(indicator) || (behind.length < SHORTEST_INDICATOR && isGeneric(indicator))) continue;
      const change = LEVEL.test(verb) ? 'level' : RISE.test(verb) ? 'rise' : FALL.test(verb) ? 'fall' : 'level';
      found.push({
        sentence: s,
        indicator,
        verb,
        object: behind,
        change,
        value: text.slice(quantity.span.start, quantity.span.end),
        span: quantity.span,
        unit: quantity.unit,
        ...(quantity.number === undefined ? {} : { number: quantity.number }),
        part,
      });
    }
  }
  return found;
}

/** What 分别 shares out: the indicators in order, how many have their value, and where the last value ended. */
interface Listed {
  readonly indicators: readonly string[];
  readonly verb: string;
  readonly used: number;
  readonly end: number;
}

const NOTHING_LISTED: Listed = { indicators: [], verb: '', used: 0, end: 0 };

/** The names joined by 、 whose last is `noun`, the words from token `clause` on; none where nothing is listed. */
function listBefore(side: Side, sentence: number, clause: number, noun: string): readonly string[] {
  const { tokens, report } = side;
  const names = [noun.replace(LIST_END, '')];
  let to = clause;
  while (to > sentence && report.source.text.slice(tokens.end[to - 1], tokens.start[to]).trim() === '、') {
    let from = to - 1;
    while (from > sentence && tokens.gap[from]! < Gap.weak && tokens.kind[from] !== Kind.number) from--;
    const name = tokens.kind[from] === Kind.number ? '' : strip(wordsOf(side, from, to));
    if (name.length < SHORTEST_INDICATOR) return [];
    names.unshift(name);
    to = from;
  }
  return names.length > 1 ? names : [];
}

/** The words right behind a quantity, up to the next mark or number. */
function objectBehind(side: Side, from: number, end: number): string {
  const { tokens } = side;
  let first = from;
  while (first < tokens.length && tokens.start[first]! < end) first++;
  let to = first;
  while (
    to < tokens.length &&
    tokens.gap[to] === Gap.none &&
    (tokens.kind[to] === Kind.han || tokens.kind[to] === Kind.word) &&
    to - first < LONGEST_INDICATOR
  )
    to++;
  return wordsOf(side, first, to);
}

/** Folded Han and words of the tokens [from, to); a slot in between ends the phrase. */
function wordsOf({ tokens, report }: Side, from: number, to: number): string {
  const parts: string[] = [];
  for (let t = from; t < to; t++) {
    const kind = tokens.kind[t]!;
    if (kind === Kind.han) parts.push(String.fromCharCode(tokens.id[t]!));
    else if (kind === Kind.word) parts.push(report.source.text.slice(tokens.start[t]!, tokens.end[t]!));
    else if (kind === Kind.level) parts.push(report.source.text.slice(tokens.start[t]!, tokens.end[t]!));
    else parts.length = 0;
  }
  return parts.join('');
}

function strip(phrase: string): string {
  return phrase.replace(LEADING, '').replace(OWN_LEVEL, '').replace(LEADING, '');
}
