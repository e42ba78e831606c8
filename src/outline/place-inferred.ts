/**
 * The place of a report that has no title block: the jurisdiction the speech keeps naming as its own. Its level is told by
 * 全省, 全市, 我州 …; among the divisions of that level the one named far more often than any other is the speaker's. Names come
 * from the text alone; where a mask hides the place nothing is inferred.
 */

import type { Place, PlaceLevel } from '../model/report.js';
import { type Division, divisionNames, divisionsNamed } from '../text/gazetteer.js';

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
const OWN: Readonly<Record<Division['level'], RegExp>> = {
  province: /[全我]省|省委|自治区党委/g,
  city: /[全我][市州盟]|[市州]委(?!员)/g,
  county: /[全我][县旗区]|[县区]委(?!员)/g,
};
const NATION = /国务院|我国|全国/g;
/** Times a text must say 全市, 我市 or 市委 to be a city's. */
const CITY_LEAST = 5;
/** Least times a place must be named, and how much more often than the next. */
const LEAST = 3;
const AHEAD = 1.8;
/** What 中共咸阳市委 or 咸阳市人民政府 counts. */
const OFFICE_WEIGHT = 4;

/** Units at the beginning and at the end that are read: a speech names its own place there most. */
const READ = { head: 8000, tail: 4000 } as const;

/** `whole` is folded. Cost: linear; names are looked for in READ only. */
export function inferPlace(whole: string): Place | undefined {
  const long = whole.length > READ.head + READ.tail;
  const text = long ? `${whole.slice(0, READ.head)}\n${whole.slice(-READ.tail)}` : whole;
  const level = speakersLevel(whole);
  if (level === undefined) return undefined;
  if (level === 'country') return { name: '全国', level };
  byPair ??= namesByPair();
  const counts = new Map<string, number>();
  for (let i = 0; i < text.length; i++) {
    const length = nameLengthAt(text, i);
    if (length === 0) continue;
    const name = text.slice(i, i + length);
    const division = ofLevel(divisionsNamed(name), level);
    if (division) {
      const office = /^(?:市委|人民政府|委|政府)/.test(text.slice(i + length, i + length + 4));
      counts.set(division.name, (counts.get(division.name) ?? 0) + (office ? OFFICE_WEIGHT : 1));
    }
    i += length - 1;
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (!first || first[1] < LEAST || first[1] < AHEAD * (second?.[1] ?? 0)) return undefined;
  return { name: first[0], level: ofLevel(divisionsNamed(first[0]), level)?.level ?? level };
}

/** A city speaks of its province often (居全省前列), a province of 全市 hardly: the lower level wins where both are used. */
function speakersLevel(text: string): PlaceLevel | undefined {
  const spoken = SPEAKER.exec(text.slice(0, 1000))?.[1];
  if (spoken) return LEVEL_OF[spoken];
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const province = count(OWN.province);
  const city = count(OWN.city);
  const county = count(OWN.county);
  if (count(NATION) > 4 * Math.max(province, city, county)) return count(/国务院/g) > 0 ? 'country' : undefined;
  if (county > city && county > province) return 'county';
  return city >= CITY_LEAST && city > province / 5 ? 'city' : province > 0 ? 'province' : undefined;
}

/** 1 for units that begin a name, and for what two first units mix to; filled with `byPair`. */
const openers = new Uint8Array(0x10000);
const mixes = new Uint8Array(0x10000);
let byPair: ReadonlyMap<number, readonly string[]> | undefined;

/** Length of the longest division name at `at`; 0 where none begins. */
function nameLengthAt(text: string, at: number): number {
  if (!openers[text.charCodeAt(at)] || !mixes[mixAt(text, at)]) return 0;
  return byPair?.get(pairAt(text, at))?.find((name) => text.startsWith(name, at))?.length ?? 0;
}

function pairAt(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + (text.charCodeAt(at + 1) || 0);
}

function mixAt(text: string, at: number): number {
  return (Math.imul(text.charCodeAt(at), 0x9e3b) ^ Math.imul(text.charCodeAt(at + 1), 0x85eb)) & 0xffff;
}

/** Names by their first two units, the longest first. */
function namesByPair(): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const name of divisionNames(new Set())) {
    const key = pairAt(name, 0);
    openers[name.charCodeAt(0)] = 1;
    mixes[mixAt(name, 0)] = 1;
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
