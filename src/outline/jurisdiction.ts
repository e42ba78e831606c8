/**
 * Which jurisdiction a place name belongs to: the tree province ⊃ city ⊃ county. A name may stand for several divisions
 * (鼓楼区 lies in four cities); what is asked is always whether one of them lies in a given tree.
 */

import type { Place } from '../model/report.js';
import { type Division, divisionsNamed } from '../text/gazetteer.js';
import { divisionOf } from './place.js';
import { foldForReading } from './reading.js';

export type { Division } from '../text/gazetteer.js';

/** The division a report speaks for, when the text says it and the gazetteer knows it. */
export function divisionOfPlace(place: Place | undefined): Division | undefined {
  return place === undefined ? undefined : divisionOf(foldForReading(place.name));
}

/** Every division a name as written may stand for; empty when it is no division's. */
export function divisionsOfName(written: string): readonly Division[] {
  return divisionsNamed(foldForReading(written).replace(/\s+/g, ''));
}

/** Whether both lie in one province. */
export function sameProvince(a: Division, b: Division): boolean {
  return a.province === b.province;
}

/** Whether `inner` is `outer`, lies in it, or is one of the divisions above it. */
export function inLineWith(outer: Division, inner: Division): boolean {
  if (outer.province !== inner.province) return false;
  if (outer.level === 'province' || inner.level === 'province') return true;
  if (outer.city === '' || inner.city === '') return outer.name === inner.name;
  if (outer.city !== inner.city) return false;
  return outer.level === 'city' || inner.level === 'city' || outer.name === inner.name;
}

/** `'湖南省 益阳市 安化县'`: the divisions from the province down, each once. */
export function pathOf({ province, city, name }: Division): string {
  return [...new Set([province, city, name])].filter((part) => part !== '').join(' ');
}
