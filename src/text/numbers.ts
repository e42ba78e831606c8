/**
 * Numbers and dates in Arabic digits, scanned by hand. Each scanner gives `16 × end + kind`, or 0 where it finds
 * nothing. The unit and the percent sign stay outside: the number is what varies.
 */

import { Kind } from '../model/tokens.js';
import { CLASS_OF, Class, unitSet } from './characters.js';

/** Imported names are looked up at every use, constants of the file are not. */
const classOf = CLASS_OF;
const { han: HAN, letter: LETTER } = Class;
const code = (char: string): number => char.charCodeAt(0);
const YEAR = code('年');
const MONTH = code('月');
const DAY = code('日');
const DATE_DAY = code('号');
const DOT = 0x2e;
const COMMA = 0x2c;
const PERCENT = 0x25;
const UP_TO = code('至');
/** 9月底, 年初, 3月上旬. */
const PART = unitSet('底初末');
const THIRD = unitSet('上中下');
const TEN_DAYS = code('旬');
const MIDDLE = code('中');
const DASH = unitSet('-—~─');
const MASK = unitSet('Xx×*');

/** Latin units after a number; any other letters make one word with it: 5G, 4A, 3D. */
const UNITS = new Set(
  'kV kv KV kW kw KW MW GW kWh KWh MWh VA kVA MVA m km KM cm mm nm μm g kg mg t ml ha KB MB GB TB PB EB PFlops PFLOPS EFLOPS Hz kHz MHz GHz dB TEU DWT'.split(
    ' ',
  ),
);

export const isDigit = (unit: number | undefined): boolean => unit !== undefined && unit >= 0x30 && unit <= 0x39;

function skipSpaces(units: Uint16Array, at: number): number {
  let i = at;
  while (units[i] === 0x20 && i < at + 2) i++;
  return i;
}

function digitsEnd(units: Uint16Array, at: number): number {
  let i = at;
  while (i < units.length && isDigit(units[i])) i++;
  return i;
}

function digitsValue(units: Uint16Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to && i < from + 9; i++) value = 10 * value + (units[i] ?? 0) - 0x30;
  return value;
}

/** What starts with the digit at `i`: a date, a number (with its range or fraction), or 0 for a word such as 5G. */
export function scanDigits(units: Uint16Array, i: number): number {
  const end = digitsEnd(units, i);
  // 5.2亿, but 2024.1.15 may be a date.
  const to = end - i !== 4 && isDecimal(units, end) ? digitsEnd(units, end + 1) : end;
  return endsPlainly(units, to) ? 16 * to + Kind.number : scanMore(units, i, end);
}

function isDecimal(units: Uint16Array, at: number): boolean {
  return at + 1 < units.length && units[at] === DOT && isDigit(units[at + 1]);
}

/** The same where more than the digits [i, end) belongs to it. */
function scanMore(units: Uint16Array, i: number, end: number): number {
  const date = scanDate(units, i, end);
  if (date > 0) return 16 * date + Kind.date;
  if (classOf[units[end] ?? 0] === LETTER && !hasUnit(units, end)) return 0;
  const to = numberEnd(units, i, end);
  return 16 * rangeEnd(units, to) + Kind.number;
}

/** ASCII that can stand right behind the digits of no date, range, fraction or unit, and behind a space after them. */
const PLAIN = 1;
const PLAIN_BEHIND_SPACE = 2;
const ASCII: Uint8Array = new Uint8Array(0x80).fill(PLAIN_BEHIND_SPACE);
for (const char of '\n"\'()[]{}<>;!?&') ASCII[char.charCodeAt(0)] = PLAIN | PLAIN_BEHIND_SPACE;
for (const char of '-~') ASCII[char.charCodeAt(0)] = 0;

/** Most numbers end where a look at one or two units says so (100万, 5 men); all others are asked for what follows. */
function endsPlainly(units: Uint16Array, end: number): boolean {
  if (end >= units.length) return true;
  let unit = units[end]!;
  if (unit === COMMA || unit === DOT) return end + 1 < units.length && !isDigit(units[end + 1]);
  if (unit === PERCENT) return end + 1 < units.length && !mayGoOn(units[end + 1]!);
  if (unit >= 0x80) return classOf[unit] === HAN && unit !== YEAR && unit !== MONTH && unit !== UP_TO;
  if (unit !== 0x20) return (ASCII[unit]! & PLAIN) !== 0;
  const at = skipSpaces(units, end);
  if (at >= units.length) return true;
  unit = units[at]!;
  return unit < 0x80 && (ASCII[unit]! & PLAIN_BEHIND_SPACE) !== 0;
}

/** Whether a range may follow: 5% - 6%. */
function mayGoOn(unit: number): boolean {
  return unit === 0x20 || unit === UP_TO || DASH[unit] === 1;
}

function hasUnit(units: Uint16Array, at: number): boolean {
  let word = '';
  let i = at;
  for (; i < at + 7 && classOf[units[i] ?? 0] === LETTER; i++) word += String.fromCharCode(units[i] ?? 0);
  return word.length < 7 && !isDigit(units[i]) && UNITS.has(word);
}

/** End of the number whose digits are [i, end): thousands, decimals, a fraction or ratio. */
function numberEnd(units: Uint16Array, i: number, end: number): number {
  let to = end;
  if (end - i <= 3) {
    while (units[to] === COMMA) {
      const group = digitsEnd(units, to + 1);
      if (group !== to + 4) break;
      to = group;
    }
  }
  for (let next = units[to]; next === DOT && isDigit(units[to + 1]); next = units[to]) to = digitsEnd(units, to + 1);
  if ((units[to] === 0x2f || units[to] === 0x3a) && isDigit(units[to + 1])) to = digitsEnd(units, to + 1);
  return to;
}

/** `2-3`, `2—3`, `5%～6%`, `2至3`: one number. Not `——`, not up to a date. */
function rangeEnd(units: Uint16Array, to: number): number {
  let at = to;
  if (units[at] === PERCENT) at++;
  at = skipSpaces(units, at);
  const sign = units[at] ?? 0;
  if (sign !== UP_TO && !DASH[sign]) return to;
  const start = skipSpaces(units, at + 1);
  if (!isDigit(units[start])) return to;
  const end = digitsEnd(units, start);
  if (scanDate(units, start, end) > 0) return to;
  if (classOf[units[end] ?? 0] === LETTER && !hasUnit(units, end)) return to;
  return numberEnd(units, start, end);
}

/** End of the date whose first digits are [i, end), 0 when it is none. */
function scanDate(units: Uint16Array, i: number, end: number): number {
  const length = end - i;
  if (length === 4) {
    const year = digitsValue(units, i, end);
    if (year < 1800 || year > 2199) return 0;
    const at = skipSpaces(units, end);
    if (units[at] === YEAR) return afterYear(units, at + 1);
    const iso = isoEnd(units, end);
    if (iso > 0) return iso;
    // 2021—2023年
    if (DASH[units[at] ?? 0] || units[at] === UP_TO) {
      const start = skipSpaces(units, at + 1);
      const stop = digitsEnd(units, start);
      const mark = skipSpaces(units, stop);
      if (stop - start === 4 && units[mark] === YEAR) return afterYear(units, mark + 1);
    }
    return 0;
  }
  if (length > 3 || length === 0) return 0;
  // 20XX年, 202X年: the digits that were masked belong to the date.
  if (length >= 2) {
    let masked = end;
    while (MASK[units[masked] ?? 0]) masked++;
    const at = skipSpaces(units, masked);
    if (masked > end && masked - i === 4 && units[at] === YEAR) return afterYear(units, at + 1);
  }
  if (length > 2) return 0;
  let at = skipSpaces(units, end);
  if (length === 2 && units[at] === YEAR) {
    const month = digitsEnd(units, at + 1);
    return month > at + 1 && units[month] === MONTH ? afterYear(units, at + 1) : 0;
  }
  const first = digitsValue(units, i, end);
  if (first < 1 || first > 12) return 0;
  // 1—11月
  if (DASH[units[at] ?? 0] || units[at] === UP_TO) {
    const start = at + 1;
    const stop = digitsEnd(units, start);
    if (stop === start || stop > start + 2 || digitsValue(units, start, stop) > 12) return 0;
    at = skipSpaces(units, stop);
  }
  return units[at] === MONTH ? afterMonth(units, at + 1) : 0;
}

function afterYear(units: Uint16Array, at: number): number {
  const next = skipSpaces(units, at);
  if (PART[units[next] ?? 0]) return next + 1;
  const end = digitsEnd(units, next);
  if (end === next || end > next + 2) return at;
  const mark = skipSpaces(units, end);
  const month = digitsValue(units, next, end);
  return units[mark] === MONTH && month >= 1 && month <= 12 ? afterMonth(units, mark + 1) : at;
}

function afterMonth(units: Uint16Array, at: number): number {
  const next = skipSpaces(units, at);
  if (PART[units[next] ?? 0]) return next + 1;
  if (THIRD[units[next] ?? 0] && units[next + 1] === TEN_DAYS) return next + 2;
  if (units[next] === MIDDLE && units[next + 1] === TEN_DAYS) return next + 2;
  const end = digitsEnd(units, next);
  if (end === next || end > next + 2) return at;
  const mark = skipSpaces(units, end);
  return units[mark] === DAY || units[mark] === DATE_DAY ? mark + 1 : at;
}

/** 2024-01-15, 2024/1/15, 2024.1.15. */
function isoEnd(units: Uint16Array, at: number): number {
  const sign = units[at] ?? 0;
  if (sign !== 0x2d && sign !== 0x2f && sign !== DOT) return 0;
  const month = digitsEnd(units, at + 1);
  if (month === at + 1 || month > at + 3 || units[month] !== sign) return 0;
  const day = digitsEnd(units, month + 1);
  if (day === month + 1 || day > month + 3) return 0;
  return digitsValue(units, at + 1, month) <= 12 && digitsValue(units, month + 1, day) <= 31 ? day : 0;
}
