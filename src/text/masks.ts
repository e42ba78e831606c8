/**
 * Masks (XX, ×, ***, 某) as typed wildcards: what stands beside a mask says what it hides. A mask is never evidence of a
 * place and never filled in. Scanners give `16 × end + kind`, or 0 where a letter or sign is no mask.
 */

import { Kind } from '../model/tokens.js';
import { CLASS_OF, Class, TRIGGERS, Trigger, unitSet } from './characters.js';
import { isDigit } from './numbers.js';

const code = (char: string): number => char.charCodeAt(0);
const X = unitSet('Xx');
const SIGN = unitSet('×*○□');
const PLACE = unitSet('市县区省州镇乡旗盟');
/** 某市场, ×区域: the place character belongs to a word. */
const NOT_PLACE = unitSet('场值域间');
const COUNTED = unitSet('个万亿%家户人项条公里亩吨平立千百倍位名次日天所座辆件台套只头级米元岁处类种批余多‰');
const TITLE = ['同志', '总书记', '主席', '总理', '委员长', '书记', '市长', '省长', '县长', '区长', '新时代'];
const MAX = 8;
/** } of a slot in a text that is normalised already. */
const SLOT_END = 0x7d;

/** A mask at `i` (X, x, ×, *, ○, □), with the place or title character that tells its kind where there is one. */
export function scanMask(units: Uint16Array, i: number): number {
  const sign = units[i] ?? 0;
  const letters = X[sign] === 1;
  if (letters && (isWordUnit(units[i - 1]) || units[i - 1] === SLOT_END)) return 0;
  let end = i;
  const set = letters ? X : SIGN;
  while (set[units[end] ?? 0] && end < i + MAX) end++;
  let shaped = false;
  // X.X, XX·XX
  if ((units[end] === 0x2e || units[end] === 0xb7) && set[units[end + 1] ?? 0]) {
    shaped = true;
    end++;
    while (set[units[end] ?? 0] && end < i + 2 * MAX) end++;
  }
  if (letters && isWordUnit(units[end])) return unitFollows(units, end) ? 16 * end + Kind.number : 0;
  if (!amongHan(units, i, end)) return 0;
  // A list mark or a multiplication sign between digits hides nothing.
  if (
    !letters &&
    end === i + 1 &&
    (units[i] === 0x2a || isDigit(units[i - 1])) &&
    (units[end] === 0x20 || isDigit(units[end]))
  )
    return 0;
  // 数据要素×” ends a name; the mask “×” stands alone in its quotes.
  if (units[i] === 0xd7 && end === i + 1 && units[end] === 0x201d && units[i - 1] !== 0x201c) return 0;
  if (
    units[i] === 0x25cb &&
    (TRIGGERS[units[i - 1] ?? 0] === Trigger.numeral || TRIGGERS[units[end] ?? 0] === Trigger.numeral)
  )
    return 0;
  return roleOf(units, i, end, shaped);
}

function roleOf(units: Uint16Array, i: number, end: number, shaped: boolean): number {
  const next = nextSolid(units, end);
  const unit = units[next] ?? 0;
  const after = units[next + 1] ?? 0;
  const previous = previousSolid(units, i);
  const before = units[previous] ?? 0;
  if (before === code('第')) return 16 * end + Kind.ordinal;
  if (unit === code('届') || (unit === code('大') && before === code('的') && units[previous - 1] === code('党')))
    return 16 * end + Kind.ordinal;
  if (unit === code('年') || (unit === code('月') && !shaped)) return dateEnd(units, i, end);
  if (PLACE[unit] && !NOT_PLACE[after]) return 16 * (next + 1) + Kind.place;
  if (titleFollows(units, next)) return 16 * end + Kind.person;
  if (COUNTED[unit] || shaped || (end - i >= 3 && X[units[i] ?? 0])) return 16 * end + Kind.number;
  return 16 * end + Kind.any;
}

/** XXXX年X月X日, ×月×日 as a date; `×年` alone is a number of years. */
function dateEnd(units: Uint16Array, i: number, end: number): number {
  let to = end;
  let parts = 0;
  for (let at = nextSolid(units, end); ; ) {
    const mark = units[at] ?? 0;
    if (mark !== code('年') && mark !== code('月') && mark !== code('日')) break;
    to = at + 1;
    parts++;
    let next = nextSolid(units, to);
    const start = next;
    while (X[units[next] ?? 0] || SIGN[units[next] ?? 0] || isDigit(units[next])) next++;
    if (next === start) break;
    at = nextSolid(units, next);
  }
  return parts > 1 || end - i === 4 || units[to - 1] === code('月') ? 16 * to + Kind.date : 16 * end + Kind.number;
}

/** 某市, 某县 as a place, 某某同志 as a person, 某某 otherwise as anything; 某些, 某种 are words. */
export function scanCertain(units: Uint16Array, i: number): number {
  const certain = units[i];
  let end = i + 1;
  while (units[end] === certain && end < i + 4) end++;
  const unit = units[end] ?? 0;
  if (PLACE[unit] && !NOT_PLACE[units[end + 1] ?? 0]) return 16 * (end + 1) + Kind.place;
  if (end === i + 1) return 0;
  return 16 * end + (titleFollows(units, end) ? Kind.person : Kind.any);
}

function titleFollows(units: Uint16Array, at: number): boolean {
  return TITLE.some((title) => {
    for (let k = 0; k < title.length; k++) if (units[at + k] !== title.charCodeAt(k)) return false;
    return true;
  });
}

/** A mask stands in Chinese text: a Han character or a Chinese mark is near on one side at least. */
function amongHan(units: Uint16Array, i: number, end: number): boolean {
  const before = units[previousSolid(units, i)] ?? 0;
  const after = units[nextSolid(units, end)] ?? 0;
  return (
    isChinese(before) ||
    isChinese(after) ||
    (after === 0x25 && isChinese(units[nextSolid(units, nextSolid(units, end) + 1)] ?? 0))
  );
}

function isChinese(unit: number): boolean {
  return (
    CLASS_OF[unit] === Class.han ||
    unit === 0x3001 ||
    (unit >= 0x3008 && unit <= 0x3011) ||
    (unit >= 0x2018 && unit <= 0x201d)
  );
}

/** XXkV, XXMW count; XG基站 and XML are words. */
function unitFollows(units: Uint16Array, at: number): boolean {
  const unit = units[at] ?? 0;
  const after = units[at + 1] ?? 0;
  return (
    (unit === code('k') || unit === code('M')) && (after === code('V') || after === code('W') || after === code('m'))
  );
}

function isWordUnit(unit: number | undefined): boolean {
  return unit !== undefined && (CLASS_OF[unit] === Class.letter || isDigit(unit));
}

function nextSolid(units: Uint16Array, at: number): number {
  let i = at;
  while (units[i] === 0x20) i++;
  return i;
}

function previousSolid(units: Uint16Array, i: number): number {
  let at = i - 1;
  while (units[at] === 0x20) at--;
  return at;
}
