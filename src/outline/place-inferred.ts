/**
 * The place of a report that has no title block: the jurisdiction the speech keeps naming as its own. Its level is told by
 * 全省, 全市, 我州 …; among the divisions of that level the one named far more often than any other is the speaker's. Names come
 * from the text alone; where a mask hides the place nothing is inferred.
 */

import type { Place, PlaceLevel } from '../model/report.js';
import type { Span } from '../model/span.js';
import { pairKey, unitSet } from '../text/characters.js';
import { type Division, divisionNames, divisionsNamed } from '../text/gazetteer.js';
import type { Folded } from './reading.js';

/** 现在,我代表市人民政府 settles the level. */
const SPEAKER = /代表(省|市|州|盟|自治区|区|县|旗)(?:人民)?政府/;
const LEVEL_OF: Readonly<Record<string, Division['level']>> = {
  省: 'province',
  自治区: 'province',
  市: 'city',
  州: 'city',
  盟: 'city',
  区: 'county',
  县: 'county',
  旗: 'county',
};
/** Times a text must say 全市, 我市 or 市委 to be a city's. */
const CITY_LEAST = 5;
/** Least times a place must be named, and how much more often than the next. */
const LEAST = 3;
const AHEAD = 1.8;
/** What 中共咸阳市委 or 咸阳市人民政府 counts. */
const OFFICE_WEIGHT = 4;

/** Units at the beginning and at the end that are read: a speech names its own place there most. */
const READ = { head: 8000, tail: 4000 } as const;

/** Cost: linear; names are looked for in READ only. */
export function inferPlace(whole: Folded): Place | undefined {
  const level = speakersLevel(whole);
  if (level === undefined) return undefined;
  if (level === 'country') return { name: '全国', level };
  const counts = new Map<string, number>();
  for (const [name, count] of countNames(whole)) {
    const division = ofLevel(divisionsNamed(name), level);
    if (division) counts.set(division.name, (counts.get(division.name) ?? 0) + count);
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (!first || first[1] < LEAST || first[1] < AHEAD * (second?.[1] ?? 0)) return undefined;
  return { name: first[0], level: ofLevel(divisionsNamed(first[0]), level)?.level ?? level };
}

/** How often each division name stands in what is read of a text; before an office it counts more. */
function countNames(text: Folded): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const { length } = text.units;
  if (length <= READ.head + READ.tail) addNames(text, { start: 0, end: length }, counts);
  else {
    addNames(text, { start: 0, end: READ.head }, counts);
    addNames(text, { start: length - READ.tail, end: length }, counts);
  }
  return counts;
}

function addNames({ text, units }: Folded, { start, end }: Span, counts: Map<string, number>): void {
  byPair ??= namesByPair();
  for (let i = start; i + 1 < end; i++) {
    if (mixes[mixed(units[i]!, units[i + 1]!)] === 0) continue;
    const name = nameAt(text, i, end);
    if (name === undefined) continue;
    const behind = i + name.length;
    const office = behind < end && OFFICE_STARTS[units[behind]!] === 1 && isOffice(text, behind);
    counts.set(name, (counts.get(name) ?? 0) + (office ? OFFICE_WEIGHT : 1));
    i = behind - 1;
  }
}

/** A city speaks of its province often (居全省前列), a province of 全市 hardly: the lower level wins where both are used. */
function speakersLevel(whole: Folded): PlaceLevel | undefined {
  const spoken = SPEAKER.exec(whole.text.slice(0, 1000))?.[1];
  if (spoken) return LEVEL_OF[spoken];
  const { province, city, county, nation, council } = countLevels(whole);
  if (nation > 4 * Math.max(province, city, county)) return council > 0 ? 'country' : undefined;
  if (county > city && county > province) return 'county';
  return city >= CITY_LEAST && city > province / 5 ? 'city' : province > 0 ? 'province' : undefined;
}

type LevelCounts = Readonly<Record<'province' | 'city' | 'county' | 'nation' | 'council', number>>;

/** How often a text says 全省 or 省委, 我市 or 市委, 全县 or 县委, 全国 or 国务院. One pass. */
function countLevels({ text, units }: Folded): LevelCounts {
  const counts = { province: 0, city: 0, county: 0, nation: 0, council: 0 };
  for (let i = 0; i < units.length; i++) {
    const sign = SIGNS[units[i]!]!;
    if (sign === Sign.none) continue;
    const own = i > 0 && OWN[units[i - 1]!] === 1;
    if (sign === Sign.nation) {
      const council = text.startsWith('国务院', i);
      if (council) counts.council++;
      if (council || own) counts.nation++;
      continue;
    }
    const committee = text[i + 1] === '委';
    if (sign === Sign.province) {
      if (own || committee) counts.province++;
    } else if (sign === Sign.banner) {
      // 盟 as a city, 旗 as a county: without a committee of their own in the patterns of speech.
      if (own) counts[text[i] === '盟' ? 'city' : 'county']++;
    } else {
      const said = own || (committee && text[i + 2] !== '员');
      if (said) counts[sign === Sign.city ? 'city' : 'county']++;
      if (sign === Sign.area && text.startsWith('自治区党委', i - 2)) counts.province++;
    }
  }
  return counts;
}

/** What a unit may say of the speaker's level: 省; 市 州; 县; 区; 盟 旗; 国. */
const Sign = { none: 0, province: 1, city: 2, county: 3, area: 4, banner: 5, nation: 6 } as const;

function signs(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [sign, units] of [
    [Sign.province, '省'],
    [Sign.city, '市州'],
    [Sign.county, '县'],
    [Sign.area, '区'],
    [Sign.banner, '盟旗'],
    [Sign.nation, '国'],
  ] as const)
    for (const unit of units) table[unit.charCodeAt(0)] = sign;
  return table;
}

const SIGNS = signs();
const OWN: Uint8Array = unitSet('全我');
const OFFICES = ['市委', '人民政府', '委', '政府'];
const OFFICE_STARTS: Uint8Array = unitSet('市人委政');

function isOffice(text: string, at: number): boolean {
  return OFFICES.some((words) => text.startsWith(words, at));
}

/** 1 for what the first two units of a name mix to; filled with `byPair`. */
const mixes = new Uint8Array(0x10000);
let byPair: ReadonlyMap<number, readonly string[]> | undefined;

/** The longest division name at `at` that ends by `end`. */
function nameAt(text: string, at: number, end: number): string | undefined {
  const names = byPair?.get(pairAt(text, at));
  if (names === undefined) return undefined;
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    if (at + name.length <= end && text.startsWith(name, at)) return name;
  }
  return undefined;
}

function pairAt(text: string, at: number): number {
  return pairKey(text.charCodeAt(at), text.charCodeAt(at + 1));
}

function mixed(unit: number, next: number): number {
  return (Math.imul(unit, 0x9e3b) ^ Math.imul(next, 0x85eb)) & 0xffff;
}

/** Names by their first two units, the longest first. */
function namesByPair(): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const name of divisionNames(new Set())) {
    const key = pairAt(name, 0);
    mixes[mixed(name.charCodeAt(0), name.charCodeAt(1))] = 1;
    const names = groups.get(key);
    if (names) names.push(name);
    else groups.set(key, [name]);
  }
  for (const names of groups.values()) names.sort((a, b) => b.length - a.length);
  return groups;
}

/** The one division of that level; a municipality counts as a city, for its report says 全市. */
function ofLevel(named: readonly Division[], level: Division['level']): Division | undefined {
  const fitting = named.filter(
    (division) =>
      division.level === level ||
      (level === 'city' && ((division.level === 'province' && division.name.endsWith('市')) || division.city === '')),
  );
  const [only] = fitting.filter(
    (division) => level !== 'city' || division.level !== 'province' || division.name.endsWith('市'),
  );
  return fitting.length === 1 || only?.level === level ? only : undefined;
}
