/**
 * The place a report speaks for, its level, and the issuer: the series that document frequency counts as one voice.
 * A place is what the title block says, never what a mask may hide; a masked place makes an issuer of its own, so that
 * two reports of 某市 never become one voice.
 */

import type { Place, PlaceLevel } from '../model/report.js';
import { type Division, divisionsNamed } from '../text/gazetteer.js';
import { foldForReading } from './reading.js';

/** Signs that stand for something struck out, in a folded text. */
export const MASK_SIGNS: RegExp = /[某Xx×*□〇]/;

const NAME = /^(?:[\u3400-\u9fff〇○×*□XxＸ]|[a-z]{2}){1,20}$/u;
const SUFFIX = /(?:省|自治区|特别行政区|市|自治州|州|盟|地区|县|自治县|旗|区|新区|兵团)$/;
const MUNICIPALITIES = new Set(['北京市', '天津市', '上海市', '重庆市']);
const NATION = new Set(['全国', '中华人民共和国', '国务院']);

/** `name` is folded and without spaces; undefined when it cannot be a place. */
export function readPlace(name: string): Place | undefined {
  if (NATION.has(name)) return { name: '全国', level: 'country' };
  if (!NAME.test(name)) return undefined;
  const division = divisionOf(name);
  if (division) return { name, level: division.level };
  if (!SUFFIX.test(name)) return undefined;
  const level = levelBySuffix(name);
  return level ? { name, level } : { name };
}

/** The division a full or short name stands for: the widest when several share it (吉林 is the province), none when same-level. */
export function divisionOf(name: string, level?: PlaceLevel): Division | undefined {
  const known = divisionsNamed(name);
  const same = known.filter((division) => division.level === level);
  const named = same.length > 0 ? same : known;
  const [first, ...others] = [...named].sort((a, b) => RANK[a.level] - RANK[b.level]);
  if (first) return others.some((other) => other.level === first.level) ? undefined : first;
  return withParent(name);
}

const RANK: Readonly<Record<Division['level'], number>> = { province: 0, city: 1, county: 2 };

/** `天津市蓟州区`, `湖北省天门市`: a division behind the name of the one above it. */
function withParent(name: string): Division | undefined {
  for (let cut = 2; cut <= name.length - 2; cut++) {
    const above = name.slice(0, cut);
    if (divisionsNamed(above).length === 0) continue;
    const found = divisionsNamed(name.slice(cut)).filter((d) => [d.province, d.city].some((n) => n.startsWith(above)));
    if (found.length === 1) return found[0];
    const deeper = withParent(name.slice(cut));
    if (deeper && [deeper.province, deeper.city].some((n) => n.startsWith(above))) return deeper;
  }
  return undefined;
}

function levelBySuffix(name: string): PlaceLevel | undefined {
  if (/(?:省|自治区|特别行政区|兵团)$/.test(name) || MUNICIPALITIES.has(name)) return 'province';
  if (/(?:市|州|盟|地区)$/.test(name)) return 'city';
  if (/(?:县|旗|区)$/.test(name)) return 'county';
  return undefined;
}

/** The series: `咸阳市`, `天津市蓟州区`, or for a masked place `某市?key`, an issuer of its own. */
export function issuerOf(place: Place | undefined, key: string): string {
  if (!place) return `?${key}`;
  if (place.level === 'country') return place.name;
  const name = foldForReading(place.name);
  if (MASK_SIGNS.test(name)) return `${name}?${key}`;
  const division = divisionOf(name, place.level);
  if (!division) return name;
  // 天门市 hangs directly on its province and is known by its own name; 东丽区 needs the city above it.
  const above = division.city || (MUNICIPALITIES.has(division.province) ? division.province : '');
  return division.level === 'county' ? `${above}${division.name}` : division.name;
}
