/** A number of a text with its unit, read into base units: 4.04万亿元, 6.5%左右, 92.5万人, 3.2个百分点. */

import type { Span } from '../model/span.js';

export interface Quantity {
  /** Number, unit and range words, as the text has them. */
  readonly span: Span;
  /** In the base unit; absent for a mask. */
  readonly number?: number;
  /** Name of the base unit; `''` where the text gives none. */
  readonly unit: string;
}

/** Measure words and the base unit they count, with the factor. Longest first where one begins another. */
const UNITS: readonly (readonly [string, string, number])[] = [
  ['个百分点', 'point', 1],
  ['百分点', 'point', 1],
  ['平方公里', 'square-metre', 1e6],
  ['平方千米', 'square-metre', 1e6],
  ['平方米', 'square-metre', 1],
  ['公顷', 'square-metre', 1e4],
  ['亩', 'mu', 1],
  ['立方米', 'cubic-metre', 1],
  ['千瓦时', 'kilowatt-hour', 1],
  ['千瓦', 'kilowatt', 1],
  ['吨标准煤', 'tonne-coal', 1],
  ['公里', 'kilometre', 1],
  ['米', 'metre', 1],
  ['吨', 'tonne', 1],
  ['公斤', 'kilogram', 1],
  ['斤', 'jin', 1],
  ['美元', 'dollar', 1],
  ['元', 'yuan', 1],
  ['人次', 'visit', 1],
  ['人', 'person', 1],
  ['名', 'person', 1],
  ['位', 'place', 1],
  ['户', 'household', 1],
  ['%', 'percent', 1],
  ['％', 'percent', 1],
  ['‰', 'permille', 1],
  ['倍', 'times', 1],
  ['标箱', 'container', 1],
  ['年', 'year', 1],
  ['天', 'day', 1],
  ['岁', 'age', 1],
];
const COUNTED = /^[个家项座所辆台套件起条处张床次枚支艘架栋间村镇县市区]/;
const SCALE: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };
const RANGE = /^(?:左右|以上|以内|以下|上下)/;
const NUMBER = /^[\d０-９]+(?:[,，][\d０-９]{3})*(?:[.．][\d０-９]+)?/;

/** Reads the quantity whose digits (or mask) stand at [start, end) of `text`; nothing beyond `limit` is read. */
export function readQuantity(text: string, { start, end }: Span, limit: number): Quantity {
  let at = end;
  let scale = 1;
  if (text[at] === '多' || text[at] === '余') at++;
  while (at < limit && SCALE[text[at]!] !== undefined) {
    // 千瓦 is a unit, not a thousand.
    if (text.startsWith('千瓦', at)) break;
    scale *= SCALE[text[at]!]!;
    at++;
  }
  if (text[at] === '多' || text[at] === '余') at++;
  let unit = '';
  const rest = text.slice(at, Math.min(limit, at + 6));
  const known = UNITS.find(([word]) => rest.startsWith(word));
  if (known) {
    unit = known[1];
    scale *= known[2];
    at += known[0].length;
  } else if (text[end - 1] === '%' || text[end - 1] === '％') unit = 'percent';
  else if (COUNTED.test(rest)) {
    unit = 'count';
    at++;
  }
  at += RANGE.exec(text.slice(at, Math.min(limit, at + 2)))?.[0].length ?? 0;
  const digits = NUMBER.exec(text.slice(start, end))?.[0].normalize('NFKC').replaceAll(',', '');
  const number = digits === undefined ? undefined : Number(digits) * scale;
  return {
    span: { start, end: at },
    unit,
    ...(number === undefined || !Number.isFinite(number) ? {} : { number: Number(number.toPrecision(12)) }),
  };
}
