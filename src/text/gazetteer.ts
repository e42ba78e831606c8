/**
 * The administrative divisions of China as a tree, by name. Provinces and prefectures are known by their short names
 * too (咸阳 for 咸阳市); counties only by the full name, because short county names are everyday words too often.
 */

import type { Place } from '../model/report.js';
import { DIVISIONS } from './gazetteer.data.js';

/** One division. A name may belong to several (鼓楼区 stands in four cities). */
export interface Division {
  readonly name: string;
  readonly level: 'province' | 'city' | 'county';
  readonly province: string;
  /** Empty for a province and for a county that hangs directly on its province. */
  readonly city: string;
}

const SUFFIX = /(?:特别行政区|自治[区州县旗]|省|市|地区|盟|林区)$/;
const PEOPLES =
  /(?:蒙古族?|回族?|藏族?|维吾尔族?|苗族?|彝族?|壮族?|布依族?|朝鲜族?|满族?|侗族?|瑶族?|白族?|土家族?|哈尼族?|哈萨克族?|傣族?|黎族?|傈僳族?|羌族?|景颇族?|柯尔克孜族?)+$/;

/** `'咸阳市'` → `'咸阳'`, `'广西壮族自治区'` → `'广西'`, `'恩施土家族苗族自治州'` → `'恩施'`. At least two characters stay. */
export function shortName(name: string): string {
  const stem = name.replace(SUFFIX, '');
  if (stem.length < 2) return name;
  if (!name.includes('自治')) return stem;
  const short = stem.replace(PEOPLES, '');
  return short.length >= 2 ? short : stem;
}

/** Regions with their own system, which the list of divisions leaves out. */
const OUTSIDE = '香港特别行政区|澳门特别行政区|台湾省'.split('|');

let known: ReadonlyMap<string, readonly Division[]> | undefined;

function byName(): ReadonlyMap<string, readonly Division[]> {
  known ??= readDivisions();
  return known;
}

function readDivisions(): ReadonlyMap<string, readonly Division[]> {
  const names = new Map<string, Division[]>();
  const add = (name: string, division: Division): void => {
    const same = names.get(name);
    if (!same) names.set(name, [division]);
    else if (
      !same.some((d) => d.name === division.name && d.city === division.city && d.province === division.province)
    )
      same.push(division);
  };
  const addBoth = (division: Division): void => {
    add(division.name, division);
    add(shortName(division.name), division);
  };
  for (const name of OUTSIDE) addBoth({ name, level: 'province', province: name, city: '' });
  for (const line of DIVISIONS.trim().split('\n')) {
    const [province = '', city = '', counties = ''] = line.split('|');
    addBoth({ name: province, level: 'province', province, city: '' });
    if (city) addBoth({ name: city, level: 'city', province, city });
    for (const county of counties.split(' ').filter(Boolean)) {
      const division: Division = { name: county, level: 'county', province, city };
      add(county, division);
      // 松桃苗族自治县 is 松桃县 in speech; a county-level city right under its province (万宁市) is as well known as a prefecture.
      if (/自治[县旗]$/.test(county)) add(shortName(county) + county.slice(-1), division);
      else if (city === '' && county.endsWith('市')) add(shortName(county), division);
    }
  }
  return names;
}

/** Every division of that exact name, full or short; empty when there is none. */
export function divisionsNamed(name: string): readonly Division[] {
  return byName().get(name) ?? [];
}

/** All names, full and short, without those in `except`. */
export function divisionNames(except: ReadonlySet<string>): readonly string[] {
  return [...byName().keys()].filter((name) => !except.has(name));
}

/** Short names that a report may use of its own place though the gazetteer does not know them: 东丽 for 东丽区. */
export function ownNames(place: Place | undefined): readonly string[] {
  const last = /(?:^|[省市州盟])([一-龥]{3,12}(?:市|县|区|旗|州|盟|省))$/.exec(place?.name ?? '')?.[1];
  if (last === undefined) return [];
  const stem = shortName(last).replace(/[县区旗]$/, '');
  return stem.length >= 2 && divisionsNamed(stem).length === 0 ? [stem] : [];
}
