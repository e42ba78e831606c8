/**
 * What a number in a report says: its value, its unit and whether it is a share, a range or a date. `1.2万亿元` is 1.2e12 元,
 * `百分之五` and `5%` are both 0.05. Reads what is written and nothing else: no unit conversion, no guess behind a mask.
 */

import { foldUnits } from './fold.js';
import { numberValue } from './numerals.js';

export interface Value {
  readonly kind: 'number' | 'percent' | 'date' | 'masked';
  /** Percent as a share of one. Absent behind a mask and for dates. */
  readonly value?: number;
  /** Upper end of a range: `2-3个`. */
  readonly upTo?: number;
  /** As written, folded: `'元'`, `'平方公里'`; empty without one. For a percentage `'%'`, for percentage points `'个百分点'`. */
  readonly unit: string;
  /** `'2024'`, `'2024-09'`, `'2024-09-30'`, `'--03-05'` without a year. */
  readonly iso?: string;
  /** 余, 多, 几 or 左右 follows: about this much. */
  readonly about: boolean;
  /** Units of the text that were read, from its start. */
  readonly length: number;
}

const MULTIPLIERS: readonly (readonly [sign: string, factor: number])[] = [
  ['万亿', 1e12],
  ['千亿', 1e11],
  ['百亿', 1e10],
  ['十亿', 1e9],
  ['亿', 1e8],
  ['千万', 1e7],
  ['百万', 1e6],
  ['万', 1e4],
];

const UNIT =
  /^(?:个?百分点|人民币|美元|港元|欧元|日元|元|角|平方公里|平方千米|平方米|立方米|公里|千米|海里|厘米|毫米|米|公顷|亩|吨标准煤|标准箱|标箱|吨|公斤|千克|克|升|千瓦时|千瓦|兆瓦|万千瓦|度|人次|人|户|家|个月|个|项|条|件|座|所|处|张|辆|艘|架|台|套|名|位|场|次|批|种|类|款|支|只|头|匹|棵|株|片|段|层|倍|年|月|天|日|小时|分钟|周(?!年)|岁|间|栋|幢|套|部|篇|册|℃|㎡|[kKMGT]?[WV]h?|[kcm]?m|k?g|t)/;
const MASK = /^(?:[Xx]{1,6}(?:[.·][Xx]{1,3})?|×+|\*{2,})/;
const DIGITS = /^[+-]?\d+(?:,\d{3})*(?:\.\d+)?/;
const NUMERALS = /^[〇零○一二两三四五六七八九十百千]+(?:点[〇零一二三四五六七八九]+)?/;
const RANGE = /^ ?(%?) ?[-—~至] ?(?=[\d])/;

/** Reads the value at the start of `text`; undefined when it starts with none. */
export function readValue(text: string): Value | undefined {
  const folded = String.fromCharCode(...foldUnits(text.slice(0, WINDOW), false));
  return readDate(folded) ?? readShare(folded) ?? readMasked(folded) ?? readPlain(folded);
}

/** A value with its unit is never longer than this. */
const WINDOW = 48;

function readPlain(text: string): Value | undefined {
  const first = readNumber(text);
  if (!first) return undefined;
  let at = first.length;
  let upTo: number | undefined;
  const range = RANGE.exec(text.slice(at));
  if (range) {
    const second = readNumber(text.slice(at + range[0].length));
    if (second) {
      upTo = second.value;
      at += range[0].length + second.length;
    }
  }
  const multiplied = multiplierAt(text, at);
  let about = /^[余多几]/.test(text.slice(multiplied.end));
  at = multiplied.end + (about ? 1 : 0);
  let factor = multiplied.factor;
  if (about) {
    // 三百余万元: the multiplier stands behind 余.
    const behind = multiplierAt(text, at);
    factor *= behind.factor;
    at = behind.end;
  }
  const spaced = text[at] === ' ' ? at + 1 : at;
  const sign = /^[%‰]/.exec(text.slice(spaced))?.[0];
  const unit = sign ?? UNIT.exec(text.slice(spaced))?.[0] ?? '';
  const length = unit === '' ? at : spaced + unit.length;
  about ||= text.startsWith('左右', length) || text.startsWith('上下', length);
  const share = sign === '%' ? 0.01 : sign === '‰' ? 0.001 : 1;
  return {
    kind: sign === undefined ? 'number' : 'percent',
    value: tidy(first.value * factor * share),
    ...(upTo === undefined ? {} : { upTo: tidy(upTo * factor * share) }),
    unit: sign === undefined ? unit : '%',
    about,
    length,
  };
}

interface Read {
  readonly value: number;
  readonly length: number;
}

function readNumber(text: string): Read | undefined {
  const digits = DIGITS.exec(text)?.[0];
  if (digits !== undefined) {
    const value = Number(digits.replaceAll(',', ''));
    const fraction = /^\/(\d+)/.exec(text.slice(digits.length));
    if (fraction && Number(fraction[1]) > 0)
      return { value: value / Number(fraction[1]), length: digits.length + fraction[0].length };
    return { value, length: digits.length };
  }
  const numerals = NUMERALS.exec(text)?.[0];
  if (numerals === undefined) return undefined;
  const value = readNumerals(numerals);
  return value === undefined ? undefined : { value, length: numerals.length };
}

/** 三百零五, 二十, 三点五. */
function readNumerals(numerals: string): number | undefined {
  const [whole = '', decimals = ''] = numerals.split('点');
  const units = foldUnits(whole, false);
  const value = whole === '零' || whole === '〇' ? 0 : numberValue(units, 0, units.length);
  if (value < 0) return undefined;
  return decimals === '' ? value : value + Number(`0.${positional(decimals)}`);
}

function positional(numerals: string): string {
  return numerals.replace(/[〇零○一二三四五六七八九]/g, (char) =>
    String(Math.max(0, '零一二三四五六七八九'.indexOf(char))),
  );
}

function multiplierAt(text: string, at: number): { readonly factor: number; readonly end: number } {
  const from = text[at] === ' ' ? at + 1 : at;
  for (const [sign, factor] of MULTIPLIERS) if (text.startsWith(sign, from)) return { factor, end: from + sign.length };
  return { factor: 1, end: at };
}

/** 百分之五点二, 三分之二, 千分之六. */
function readShare(text: string): Value | undefined {
  const match = /^([百千万]|[二三四五六七八九十]{1,3})分之/.exec(text);
  if (!match) return undefined;
  const base = match[1] ?? '';
  const part =
    readNumber(text.slice(match[0].length)) ?? (text[match[0].length] === '百' ? { value: 100, length: 1 } : undefined);
  if (!part) return undefined;
  const length = match[0].length + part.length;
  const fixed = new Map([
    ['百', 100],
    ['千', 1000],
    ['万', 10_000],
  ]).get(base);
  const whole = fixed ?? readNumerals(base);
  if (whole === undefined || whole === 0) return undefined;
  const about = /^(?:左右|多|余)/.test(text.slice(length));
  return fixed === undefined
    ? { kind: 'number', value: part.value / whole, unit: '', about, length }
    : { kind: 'percent', value: tidy(part.value / whole), unit: '%', about, length };
}

function readMasked(text: string): Value | undefined {
  const mask = MASK.exec(text)?.[0];
  if (mask === undefined) return undefined;
  const { end } = multiplierAt(text, mask.length);
  const at = text[end] === ' ' ? end + 1 : end;
  const unit = /^[%‰]/.exec(text.slice(at))?.[0] ?? UNIT.exec(text.slice(at))?.[0] ?? '';
  return { kind: 'masked', unit, about: false, length: unit === '' ? end : at + unit.length };
}

const DATE = /^(\d{4})(?: ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号])?)?|-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2}))/;
const MONTH_DAY = /^(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号])?/;
const CHINESE_DATE =
  /^([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?)?/;

function readDate(text: string): Value | undefined {
  const full = DATE.exec(text);
  if (full) {
    const year = Number(full[1]);
    if (year < 1800 || year > 2199) return undefined;
    return dated(full[0].length, full[1], full[2] ?? full[4] ?? full[6], full[3] ?? full[5] ?? full[7]);
  }
  const chinese = CHINESE_DATE.exec(text);
  if (chinese) {
    const number = (numerals: string | undefined): string | undefined => {
      const value = numerals === undefined ? undefined : readNumerals(numerals);
      return value === undefined ? undefined : String(value);
    };
    return dated(chinese[0].length, positional(chinese[1] ?? ''), number(chinese[2]), number(chinese[3]));
  }
  const day = MONTH_DAY.exec(text);
  return day && Number(day[1]) <= 12 ? dated(day[0].length, undefined, day[1], day[2]) : undefined;
}

function dated(length: number, year: string | undefined, month?: string, day?: string): Value {
  const two = (part: string): string => part.padStart(2, '0');
  const iso = `${year ?? '-'}${month === undefined ? '' : `-${two(month)}`}${day === undefined ? '' : `-${two(day)}`}`;
  return { kind: 'date', unit: '', iso, about: false, length };
}

/** Decimal powers bring binary dust (5.2 × 0.01); twelve digits are more than any report has. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
