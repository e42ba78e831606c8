/**
 * What the outline says of itself: numbers that are missing in a sequence, and announcements (抓好以下六个方面的工作:) that the
 * sections found do not fill. An unfilled announcement at the end is a sure sign of a truncated text.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import { Style } from './markers.js';
import type { Nested } from './nest.js';
import { ordinalNumeral } from './numeral.js';
import { type Reading, spanAt } from './reading.js';

export interface OutlineNotices {
  readonly diagnostics: readonly Diagnostic[];
  /** The last sequence of the text is shorter than announced. */
  readonly unfinished: boolean;
}

const ANNOUNCEMENT =
  /([一二三四五六七八九十两]{1,3}|\d{1,2})\s?(?:个|大|项|条|方面)(?:方面|重点|主要|任务|工作|举措|行动|工程|专项|部分|的)[^。:!;]{0,14}[。:!;]?\s*$/;
/** The announcement stands in the last sentence before the first section, this close. */
const REACH = 60;

interface Sequence {
  readonly first: Nested;
  last: Nested;
  found: number;
}

export function readNotices(reading: Reading, nested: readonly Nested[]): OutlineNotices {
  const diagnostics: Diagnostic[] = [];
  const open: Sequence[] = [];
  const all: Sequence[] = [];
  for (const heading of nested) {
    const { marker, depth, number, missing } = heading;
    if (marker.style === Style.title && depth > 1) continue;
    if (missing > 0) {
      diagnostics.push({
        code: 'outline-gap',
        severity: 'warning',
        params: { from: missing, to: number - 1, before: reading.raw.slice(marker.at, marker.end) },
        message: `The numbers ${missing}${missing === number - 1 ? '' : ` to ${number - 1}`} are missing before ${reading.raw.slice(marker.at, marker.end)}.`,
        span: spanAt(reading, marker.at, marker.end),
      });
    }
    open.length = Math.min(open.length, depth);
    const sequence = open[depth - 1];
    if (sequence && number > sequence.last.number && sequence.first.marker.style === marker.style) {
      sequence.last = heading;
      sequence.found++;
    } else {
      const begun: Sequence = { first: heading, last: heading, found: 1 };
      open[depth - 1] = begun;
      all.push(begun);
    }
  }
  let unfinished = false;
  for (const sequence of all) {
    const { marker } = sequence.first;
    const before = reading.text.slice(Math.max(0, marker.at - REACH), marker.at);
    const match = ANNOUNCEMENT.exec(before);
    const announced = match?.[1] ? ordinalNumeral(match[1].replace('两', '二')) : undefined;
    if (!match || announced === undefined || announced === sequence.last.number || announced < 2) continue;
    const at = marker.at - before.length + match.index;
    diagnostics.push({
      code: 'announced-count',
      severity: 'warning',
      params: {
        announced,
        found: sequence.found,
        last: reading.raw.slice(sequence.last.marker.at, sequence.last.marker.end),
      },
      message: `${announced} points are announced, ${sequence.found} are there (up to ${reading.raw.slice(sequence.last.marker.at, sequence.last.marker.end)}).`,
      span: spanAt(reading, at, at + match[0].trimEnd().length),
    });
    if (sequence.last.number < announced && open.includes(sequence)) unfinished = true;
  }
  return { diagnostics, unfinished };
}
