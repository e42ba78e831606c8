/**
 * Chinese numerals in running text: which are quantities, dates or ordinals, and which are part of a word. Most are
 * words (一带一路, 十四五, 三农, 四个意识, 一是), so a numeral counts as a quantity only with evidence: two signs that form a number
 * and a measure word behind, 余 or 多, 百分之 before, or 万 and 亿 with a unit. Scanners give `16 × end + kind`, or 0.
 */

import { Kind } from '../model/tokens.js';
import { CLASS_OF, Class, NUMERALS, unitSet } from './characters.js';

const code = (char: string): number => char.charCodeAt(0);
/** ○ stands for 〇 among numerals; elsewhere it is a mask. */
const NUMERAL = unitSet(`${NUMERALS}○`);
const DIGIT = unitSet('〇零○O0一二三四五六七八九');
const MEASURE = unitSet(
  '个项条家户人名位座所处件次场批套辆台架艘列栋幢间亩顷公里米克吨升元块年月天日周小时分秒岁倍成种类款门本部篇首支只头匹棵株张片段层级期轮度瓦伏平立万亿千百宗例起笔桩校村镇县市省站点余多几%',
);
const ORDINAL_NEXT = unitSet('届次号条批期轮章节');
const YEAR = code('年');
const MONTH = code('月');
const DAY = code('日');
const DATE_DAY = code('号');
const TEN = code('十');
const NTH = code('第');
const SESSION = code('届');
const GREAT = code('大');
const MIDDLE = code('中');
const WHOLE = code('全');
const PAUSE = code('、');
const POINT = code('点');
const MYRIAD = code('万');
const HUNDRED_MILLION = code('亿');
const TIMES = code('次');
const HUNDRED = code('百');
const THOUSAND = code('千');
const ONE = code('一');
const MEETING = code('会');
const DELIBERATING = code('议');
const PARTY = code('党');
const AND = code('和');
const S = code('的');
const PART = code('分');
const OF = code('之');
const FOLD = code('倍');
const GRADE = code('级');
const CLOCK = code('钟');
const END = code('底');
const BEGIN = code('初');
const LAST = code('末');
/** { of a slot in a text that is normalised already. */
const SLOT = 0x7b;
const RELATIVE = unitSet('新上下这每本历换同');
const MORE = unitSet('余多几');
/** What follows 二十大 when it is the congress and not 二十 large things. */
const AFTER_CONGRESS = unitSet('以精报代召关提作确擘部战胜和后前对');

/** What may stand behind the only sign of a numeral that counts; most numerals are words (一批, 三农) and end here. */
const COUNTING = unitSet(`${NUMERALS}○O0月届次中大分万亿余多几点倍`);

/** What starts with the numeral at `i`. A numeral behind another one was already judged with it. */
export function scanNumerals(units: Uint16Array, i: number): number {
  const previous = i > 0 ? units[i - 1]! : 0;
  if (NUMERAL[previous] === 1) return 0;
  const next = i + 1 < units.length ? units[i + 1]! : 0;
  if (COUNTING[next] === 0 && previous !== NTH && previous !== OF) return 0;
  return scanCounting(units, i, previous);
}

function scanCounting(units: Uint16Array, i: number, previous: number): number {
  const date = scanChineseDate(units, i);
  if (date > 0) return 16 * date + Kind.date;
  let end = i;
  while (NUMERAL[units[end] ?? 0]) end++;
  const next = units[end] ?? 0;
  if (isOrdinal(units, i, end, previous, next)) return 16 * end + Kind.ordinal;
  if (previous === NTH) return 0;
  const to = quantityEnd(units, i, end, next);
  return to > 0 ? 16 * to + Kind.number : 0;
}

function isOrdinal(units: Uint16Array, i: number, end: number, previous: number, next: number): boolean {
  if (previous === NTH) return ORDINAL_NEXT[next] === 1;
  // 十九届; 新一届, 这一届 count nothing.
  if (next === SESSION)
    return numberValue(units, i, end) > 1 || (end === i + 1 && !RELATIVE[previous] && units[i] === ONE);
  // 十七届人大五次会议, 十五次党代会, 四次全会
  if (next === TIMES) {
    const after = units[end + 1] ?? 0;
    return (after === MEETING && units[end + 2] === DELIBERATING) || after === WHOLE || after === PARTY;
  }
  // 六中全会; 三中、四中、五中、六中全会
  if (next === MIDDLE && end === i + 1) {
    const after = units[end + 1] ?? 0;
    return after === WHOLE || ((previous === SESSION || previous === PAUSE) && (after === PAUSE || after === AND));
  }
  if (next !== GREAT) return false;
  if (units[i - 1] === S && units[i - 2] === PARTY) return true;
  const value = numberValue(units, i, end);
  const after = units[end + 1] ?? 0;
  return value > 10 && value < 30 && (AFTER_CONGRESS[after] === 1 || (CLASS_OF[after] !== Class.han && after !== SLOT));
}

/** End of the quantity whose numerals are [i, end), 0 when they are part of a word. */
function quantityEnd(units: Uint16Array, i: number, end: number, next: number): number {
  if (isShareOf(units, i)) return decimalEnd(units, end);
  // 三分之二; the 百 of 百分之五 stays a character.
  if (next === PART && units[end + 1] === OF && NUMERAL[units[end + 2] ?? 0]) {
    if (end === i + 1 && (units[i] === HUNDRED || units[i] === THOUSAND)) return 0;
    let to = end + 2;
    while (NUMERAL[units[to] ?? 0]) to++;
    return to;
  }
  const value = numberValue(units, i, end);
  if (value < 0) return 0;
  const first = units[i] ?? 0;
  if (end === i + 1) {
    const big = next === MYRIAD || next === HUNDRED_MILLION;
    // 十余家, 百余项, 十万吨; 百亿级, 千万千瓦 are sizes, not counts.
    if (first === TEN || first === HUNDRED || first === THOUSAND)
      return (MORE[next] && MEASURE[units[end + 1] ?? 0]) || (first === TEN && big && counts(units, end + 1)) ? end : 0;
    if (big) return counts(units, end + 1) ? end : 0;
    if (next === POINT && DIGIT[units[end + 1] ?? 0]) {
      const to = decimalEnd(units, end);
      return units[to] === MYRIAD || units[to] === HUNDRED_MILLION || units[to] === FOLD ? to : 0;
    }
    return next === FOLD ? end : 0;
  }
  if (!MEASURE[next] || isFixed(units, i, end)) return 0;
  return end;
}

/** Whether 万 or 亿 at `at - 1` counts something: 三万余人, 五亿元; not 一万年, 万无一失. */
function counts(units: Uint16Array, at: number): boolean {
  const unit = units[at] ?? 0;
  return unit !== YEAR && unit !== GRADE && (MEASURE[unit] === 1 || NUMERAL[unit] === 1);
}

/** 十五分钟生活圈, 两个一百年: names, whatever the number. */
function isFixed(units: Uint16Array, i: number, end: number): boolean {
  const next = units[end] ?? 0;
  const after = units[end + 1] ?? 0;
  if (next === PART && after === CLOCK && units[i] === TEN) return true;
  return next === YEAR && end === i + 2 && units[i] === ONE && units[i + 1] === HUNDRED;
}

/** Whether 百分之, 千分之 or 万分之 stands before `i`. */
function isShareOf(units: Uint16Array, i: number): boolean {
  if (units[i - 1] !== OF || units[i - 2] !== PART) return false;
  const base = units[i - 3] ?? 0;
  return base === HUNDRED || base === THOUSAND || base === MYRIAD;
}

/** 五点二: the end of the decimals behind numerals that end at `end`. */
function decimalEnd(units: Uint16Array, end: number): number {
  if (units[end] !== POINT || !DIGIT[units[end + 1] ?? 0]) return end;
  let to = end + 1;
  while (DIGIT[units[to] ?? 0]) to++;
  return to;
}

/** 二〇一九年一月九日, 二○二四年, 一月九日, 十二月底; 0 otherwise. */
export function scanChineseDate(units: Uint16Array, i: number): number {
  let end = i;
  while (DIGIT[units[end] ?? 0] && end < i + 5) end++;
  if (end === i + 4 && units[end] === YEAR && NUMERAL[units[i] ?? 0]) return monthEnd(units, end + 1, end + 1);
  return monthEnd(units, i, 0);
}

/** End of `…月…日` or `…月底` from `at`; `otherwise` when there is no month, or no day where one is required. */
function monthEnd(units: Uint16Array, at: number, otherwise: number): number {
  if (units[at] === END || units[at] === BEGIN || units[at] === LAST) return otherwise > 0 ? at + 1 : 0;
  let end = at;
  while (NUMERAL[units[end] ?? 0] && end < at + 3) end++;
  const month = end === at ? -1 : numberValue(units, at, end);
  if (month < 1 || month > 12 || units[end] !== MONTH) return otherwise;
  const day = end + 1;
  if (units[day] === END || units[day] === BEGIN || units[day] === LAST) return day + 1;
  let stop = day;
  while (NUMERAL[units[stop] ?? 0] && stop < day + 3) stop++;
  if (stop > day && (units[stop] === DAY || units[stop] === DATE_DAY) && numberValue(units, day, stop) <= 31)
    return stop + 1;
  return otherwise > 0 ? day : 0;
}

/** What a sign of a numeral says: 1 more than its value below ten, and above these the scales. */
const SAYS: Uint8Array = new Uint8Array(0x10000);
for (const [value, char] of [...'零一二三四五六七八九'].entries()) SAYS[code(char)] = 1 + value;
for (const [char, alike] of ['〇零', '○零', '两二']) SAYS[code(char!)] = SAYS[code(alike!)]!;
const FIRST_SCALE = 11;
const SCALES = [10, 100, 1000];
for (const [k, char] of [...'十百千'].entries()) SAYS[code(char)] = FIRST_SCALE + k;

/** Value of an additive numeral below ten thousand (二十一, 三百零五, 两千); −1 where the signs form none (十四五, 三四). */
export function numberValue(units: Uint16Array, from: number, to: number): number {
  let total = 0;
  let scale = 10_000;
  let digit = -1;
  let zero = false;
  for (let i = from; i < to; i++) {
    const says = SAYS[units[i]!]!;
    if (says >= FIRST_SCALE) {
      const power = SCALES[says - FIRST_SCALE]!;
      // 十 may stand without a digit at the start only; 百 and 千 alone are "about a hundred".
      if (power >= scale || (digit < 0 && i > from) || digit === 0) return -1;
      total += (digit < 0 ? 1 : digit) * power;
      scale = power;
      digit = -1;
      zero = false;
      continue;
    }
    if (says === 0 || digit > 0) return -1;
    if (says === 1) {
      if (zero || total === 0) return -1;
      zero = true;
      continue;
    }
    digit = says - 1;
  }
  if (zero && digit < 0) return -1;
  if (digit > 0) {
    // 一百五 is 150, 一百零五 is 105; a bare last digit behind 百 or 千 counts the next scale.
    total += scale > 10 && scale < 10_000 && !zero ? (digit * scale) / 10 : digit;
  }
  return total > 0 ? total : -1;
}
