/** A value of two reports for people: what it is about, and how far the two numbers are apart, in the unit they count in. */

import type { LargestDifference, ValueRow } from '../model/comparison.js';
import { decimal, grouped, percent } from './numbers.js';
import type { Lang } from './options.js';

/** Base units by name: what stands behind a number in Chinese and in English. */
const UNITS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['percent', ['个百分点', ' pp']],
  ['point', ['个百分点', ' pp']],
  ['permille', ['‰', '‰']],
  ['yuan', ['元', ' yuan']],
  ['dollar', ['美元', ' dollars']],
  ['person', ['人', ' people']],
  ['visit', ['人次', ' visits']],
  ['household', ['户', ' households']],
  ['place', ['位', ' places']],
  ['square-metre', ['平方米', ' m²']],
  ['mu', ['亩', ' mu']],
  ['cubic-metre', ['立方米', ' m³']],
  ['kilowatt-hour', ['千瓦时', ' kWh']],
  ['kilowatt', ['千瓦', ' kW']],
  ['tonne-coal', ['吨标准煤', ' t coal']],
  ['kilometre', ['公里', ' km']],
  ['metre', ['米', ' m']],
  ['tonne', ['吨', ' t']],
  ['kilogram', ['公斤', ' kg']],
  ['jin', ['斤', ' jin']],
  ['times', ['倍', ' times']],
  ['container', ['标箱', ' TEU']],
  ['year', ['年', ' years']],
  ['day', ['天', ' days']],
  ['age', ['岁', ' years']],
]);
const SCALES: Readonly<Record<Lang, readonly (readonly [number, string])[]>> = {
  'zh-CN': [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e12, ' trillion'],
    [1e9, ' billion'],
    [1e6, ' million'],
  ],
};
/** Units in which a difference is told in points, never as a share of the other number. */
const POINTS = new Set(['percent', 'point', 'permille']);

type Numbered = Pick<ValueRow, 'numberA' | 'numberB' | 'unit'>;

/** B against A: `+0.8个百分点`, `−1.24万亿元（−31.0%）`; `=` when equal, empty when a number is missing. */
export function differenceInWords({ numberA, numberB, unit = '' }: Numbered, lang: Lang): string {
  if (numberA === undefined || numberB === undefined) return '';
  const difference = numberB - numberA;
  if (Math.abs(difference) <= 1e-9 * Math.max(Math.abs(numberA), Math.abs(numberB))) return '=';
  const sign = difference > 0 ? '+' : '−';
  const absolute = `${sign}${amount(Math.abs(difference), unit, lang)}`;
  if (POINTS.has(unit) || numberA <= 0) return absolute;
  const share = `${sign}${percent(Math.abs(difference) / numberA)}`;
  return lang === 'en' ? `${absolute} (${share})` : `${absolute}（${share}）`;
}

function amount(number: number, unit: string, lang: Lang): string {
  const [factor, word] = SCALES[lang].find(([least]) => number >= least) ?? [1, ''];
  const scaled = number / factor;
  const digits = scaled >= 1000 ? grouped(scaled) : decimal(scaled, scaled >= 100 ? 1 : 2);
  return `${digits}${word}${UNITS.get(unit)?.[lang === 'en' ? 1 : 0] ?? ''}`;
}

/** The wording without its slot where the slot ends it; elsewhere the slot is shown as an ellipsis. */
export function itemName(template: string): string {
  return template.replace(/\{[^{}]*\}$/, '').replace(/\{[^{}]*\}/g, '…');
}

/** The row a largest difference speaks of. */
export function rowOf(values: readonly ValueRow[], difference: LargestDifference): ValueRow | undefined {
  if (difference.kind !== 'value') return undefined;
  return values.find(
    ({ spanA, spanB }) => spanA?.start === difference.a?.start && spanB?.start === difference.b?.start,
  );
}
