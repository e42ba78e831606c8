/**
 * The table of values: what both reports measure, with each side's number, aligned by the wording that carries it. A row
 * needs the same indicator, the same kind of change, and the same unit; results of the past year and targets of the next
 * never share a row.
 */

import type { ValueRow } from '../model/comparison.js';
import { indicatorKey, likenessOf } from './indicator.js';
import type { LinkedBead } from './links.js';
import { type Observation, readObservations } from './observations.js';
import type { Role } from './role.js';
import type { Side } from './side.js';

/** Up to this many open values a side are compared by likeness; beyond, by equality alone. */
const LIKENESS_UP_TO = 1500;
/** One-sided rows are shown for what every report of the kind states. */
export const HEADLINE: RegExp =
  /生产总值|预算收入|可支配收入|固定资产投资|社会消费品零售|进出口|城镇新增就业|失业率|居民消费价格|规模以上工业|粮食产量|森林覆盖率|能耗|常住人口|城镇化率|实际利用外资|研发(?:经费)?投入|高新技术企业|脱贫|优良天数/;

/** Rows in the order of A, then those of B alone. Cost: linear, but for the comparison by likeness. */
export function tabulateValues(
  a: Side,
  b: Side,
  roles: { readonly a: readonly Role[]; readonly b: readonly Role[] },
  beads: readonly LinkedBead[],
): readonly ValueRow[] {
  const inA = readObservations(a, roles.a);
  const inB = readObservations(b, roles.b);
  const partner = new Map<Observation, Observation>();
  const taken = new Set<Observation>();
  const join = (x: Observation, y: Observation): void => {
    partner.set(x, y);
    taken.add(y);
  };
  pairInLinks(inA, inB, beads, (x, y) => !partner.has(x) && !taken.has(y) && keyOf(x) === keyOf(y), join);
  const openA = (): readonly Observation[] => inA.filter((x) => !partner.has(x));
  const openB = (): readonly Observation[] => inB.filter((y) => !taken.has(y));
  pairByKey(openA(), openB(), join);
  pairByLikeness(openA(), openB(), join);
  const rows: ValueRow[] = [];
  for (const x of inA) {
    const y = partner.get(x);
    if (y || HEADLINE.test(x.indicator)) rows.push(rowOf(x, y));
  }
  for (const y of inB) if (!taken.has(y) && HEADLINE.test(y.indicator)) rows.push(rowOf(undefined, y));
  return rows;
}

/** Equal for two values that belong in one row. */
/** Of two values in one breath (城乡居民收入分别增长 6.6% 和 10.1%) neither is that of the whole. */
const APART = /分别/;

export function keyOf({ indicator, object, verb, change, unit, part }: Observation): string {
  return `${indicatorKey(indicator)}\u0000${object}${APART.test(verb) ? '分别' : ''}\u0000${classOf(change, unit)}\u0000${part ?? ''}`;
}

/** A rise in percent is a rate; a rise in money is an amount. */
function classOf(change: Observation['change'], unit: string): string {
  return `${change}:${unit}`;
}

function pairInLinks(
  inA: readonly Observation[],
  inB: readonly Observation[],
  beads: readonly LinkedBead[],
  fits: (x: Observation, y: Observation) => boolean,
  join: (x: Observation, y: Observation) => void,
): void {
  const bySentence = new Map<number, Observation[]>();
  for (const y of inB) bySentence.set(y.sentence, [...(bySentence.get(y.sentence) ?? []), y]);
  const partners = new Map<number, readonly number[]>();
  for (const bead of beads) for (const i of bead.a) partners.set(i, bead.b);
  for (const x of inA) {
    const near = (partners.get(x.sentence) ?? []).flatMap((j) => bySentence.get(j) ?? []);
    const y = near.find((candidate) => fits(x, candidate));
    if (y) join(x, y);
  }
}

/** The first mention of an indicator is the one a reader means; it meets the first mention on the other side. */
function pairByKey(
  openA: readonly Observation[],
  openB: readonly Observation[],
  join: (x: Observation, y: Observation) => void,
): void {
  const first = new Map<string, Observation>();
  for (const y of openB) if (!first.has(keyOf(y))) first.set(keyOf(y), y);
  for (const x of openA) {
    const y = first.get(keyOf(x));
    if (!y) continue;
    first.delete(keyOf(x));
    join(x, y);
  }
}

function pairByLikeness(
  openA: readonly Observation[],
  openB: readonly Observation[],
  join: (x: Observation, y: Observation) => void,
): void {
  if (Math.max(openA.length, openB.length) > LIKENESS_UP_TO) return;
  const candidates: { x: Observation; y: Observation; score: number; order: number }[] = [];
  openA.forEach((x, i) => {
    openB.forEach((y, j) => {
      if (x.unit !== y.unit || x.change !== y.change || x.part !== y.part || x.object !== y.object) return;
      const score = likenessOf(x.indicator, y.indicator);
      if (score > 0) candidates.push({ x, y, score, order: i * openB.length + j });
    });
  });
  candidates.sort((p, q) => q.score - p.score || p.order - q.order);
  const used = new Set<Observation>();
  for (const { x, y } of candidates) {
    if (used.has(x) || used.has(y)) continue;
    used.add(x);
    used.add(y);
    join(x, y);
  }
}

/** `'一般公共预算收入增长{value}'` */
function templateOf({ indicator, verb, object }: Observation): string {
  return `${indicator}${verb}{value}${object}`;
}

/** 超过60% is not 60%: what bounds a number, at the end of its verb. */
const BOUND = /(?:超过|超|突破|不低于|不高于|高于|低于|大于|约)$/;

/** What a row shows. Where its values are bounded otherwise, each carries its own bound and the wording none. */
export function shownRow(
  first: Observation,
  cells: readonly (Observation | undefined)[],
): { readonly template: string; readonly values: readonly string[] } {
  const bounds = cells.map((cell) => BOUND.exec(cell?.verb ?? '')?.[0] ?? '');
  const present = bounds.filter((_, i) => cells[i] !== undefined);
  const differs = present.some((bound) => bound !== present[0]);
  const verb = differs ? first.verb.replace(BOUND, '') : first.verb;
  return {
    template: templateOf({ ...first, verb }),
    values: cells.map((cell, i) => (differs ? bounds[i] : '') + (cell?.value ?? '')),
  };
}

function rowOf(x: Observation | undefined, y: Observation | undefined): ValueRow {
  const shown = (x ?? y)!;
  const { template, values } = shownRow(shown, [x, y]);
  return {
    template,
    ...(x ? { a: values[0]!, spanA: x.span } : {}),
    ...(y ? { b: values[1]!, spanB: y.span } : {}),
    ...(x?.number === undefined ? {} : { numberA: x.number }),
    ...(y?.number === undefined ? {} : { numberB: y.number }),
    unit: shown.unit,
    ...(shown.part === undefined ? {} : { part: shown.part }),
  };
}
