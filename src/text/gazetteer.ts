/**
 * The administrative divisions of China as a tree, and the longest place name that starts at a position of a text.
 * Prefectures and provinces are known by their short names too (咸阳 for 咸阳市); counties only by the full name,
 * because short county names are everyday words too often.
 */

import { DIVISIONS } from './gazetteer.data.js';

/** One division. A name may belong to several (鼓楼区 stands in four cities). */
export interface Division {
  readonly name: string;
  readonly level: 'province' | 'city' | 'county';
  readonly province: string;
  /** Empty for a province and for a county that hangs directly on its province. */
  readonly city: string;
}

/** Short names that are everyday words: never read as a place without their suffix. */
const WORDS = new Set(
  '长治 来宾 东方 和平 海南 新和 大同 通化 保定 安康 平安 中山 朝阳 凉山 临高 定安 安定 宝山 伊春 开封 丽水 太平 河池 白山 百色 兴安 文山 红河 昌都 海东 海北 三明 江门 清远'
    .split(' ')
    .filter((w) => ['长治', '来宾', '东方', '和平', '平安', '安定', '太平', '新和'].includes(w)),
);

const SUFFIX = /(?:(?:壮族|回族|维吾尔|[一-龥]{1,8}族)?自治[区州县旗]|特别行政区|省|市|地区|盟|林区|新区)$/;

/** `'咸阳市'` → `'咸阳'`, `'广西壮族自治区'` → `'广西'`, `'恩施土家族苗族自治州'` → `'恩施'`. At least two characters stay. */
export function shortName(name: string): string {
  const named = ETHNIC.get(name);
  if (named) return named;
  const short = name.replace(SUFFIX, '');
  return short.length >= 2 ? short : name;
}

const ETHNIC_NAMES =
  '蒙古族 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克 傣族 黎族 傈僳族 羌族 景颇族 柯尔克孜 蒙古 土家 彝 藏';
const ETHNIC = new Map<string, string>();

const byName = new Map<string, Division[]>();
const byFirst = new Map<number, string[]>();

function add(name: string, division: Division): void {
  const known = byName.get(name);
  if (known) {
    if (!known.some((d) => d.name === division.name && d.city === division.city && d.province === division.province)) {
      known.push(division);
    }
    return;
  }
  byName.set(name, [division]);
  const first = name.charCodeAt(0);
  const names = byFirst.get(first);
  if (names) names.push(name);
  else byFirst.set(first, [name]);
}

for (const line of DIVISIONS.trim().split('\n')) {
  const [province = '', city = '', counties = ''] = line.split('|');
  for (const name of [province, city]) {
    if (!name.includes('自治')) continue;
    let short = name.replace(/自治[区州县]$/, '');
    for (const ethnic of ETHNIC_NAMES.split(' '))
      if (short.length > ethnic.length + 1) short = short.replace(ethnic, '');
    ETHNIC.set(name, short);
  }
  const asProvince: Division = { name: province, level: 'province', province, city: '' };
  add(province, asProvince);
  add(shortName(province), asProvince);
  if (city) {
    const asCity: Division = { name: city, level: 'city', province, city };
    add(city, asCity);
    const short = shortName(city);
    if (!WORDS.has(short)) add(short, asCity);
  }
  for (const county of counties.split(' ').filter(Boolean))
    add(county, { name: county, level: 'county', province, city });
}
for (const names of byFirst.values()) names.sort((a, b) => b.length - a.length);

/** Every division of that exact name, full or short; empty when there is none. */
export function divisionsNamed(name: string): readonly Division[] {
  return byName.get(name) ?? [];
}

/** Length of the longest division name that starts at `position` of `text`; 0 when none does. */
export function placeLengthAt(text: string, position: number): number {
  const names = byFirst.get(text.charCodeAt(position));
  if (!names) return 0;
  for (const name of names) if (text.startsWith(name, position)) return name.length;
  return 0;
}
