/**
 * Which of two reports can have taken from the other: from dates alone. The level of the issuers supports a reading but
 * never decides it, and the order of the input decides nothing.
 */

import type { Direction, Route } from '../model/passage.js';
import type { Report } from '../model/report.js';
import { divisionsOfName } from '../outline/jurisdiction.js';

type Dated = Pick<Report, 'date' | 'year'>;
type Placed = Pick<Report, 'place'> & Partial<Pick<Report, 'issuer'>>;

/** By delivery date where both have one, else by year; `unknown` where either is missing or they are equal. */
export function directionOf(draft: Dated, source: Dated): Direction {
  const order = compareTimes(draft, source);
  if (order === 0) return 'unknown';
  return order > 0 ? 'draft-from-source' : 'source-from-draft';
}

/** Below 0 when `a` is earlier, 0 when nothing can be said. A date that names no day is compared as far as it goes. */
export function compareTimes(a: Dated, b: Dated): number {
  if (a.date !== undefined && b.date !== undefined) {
    const length = Math.min(a.date.length, b.date.length);
    const [first, second] = [a.date.slice(0, length), b.date.slice(0, length)];
    return first < second ? -1 : first > second ? 1 : 0;
  }
  const [first, second] = [a.year ?? yearOf(a.date), b.year ?? yearOf(b.date)];
  return first === undefined || second === undefined ? 0 : first - second;
}

function yearOf(date: string | undefined): number | undefined {
  const year = Number.parseInt(date?.slice(0, 4) ?? '', 10);
  return Number.isNaN(year) ? undefined : year;
}

/** From an own other report, down from the centre, the own province or city, or from a place beside; undefined where a place is unknown. */
export function routeOf(draft: Placed, source: Placed): Route | undefined {
  if (draft.issuer !== undefined && draft.issuer === source.issuer) return 'own';
  if (draft.place === undefined || source.place === undefined) return undefined;
  if (source.place.level === 'country') return 'vertical';
  const above = divisionsOfName(source.place.name);
  const own = divisionsOfName(draft.place.name);
  if (above.length === 0 || own.length === 0) return undefined;
  const vertical = own.some((place) =>
    above.some(
      ({ level, name }) =>
        (level === 'province' && place.level !== 'province' && place.province === name) ||
        (level === 'city' && place.level === 'county' && place.city === name),
    ),
  );
  return vertical ? 'vertical' : 'lateral';
}
