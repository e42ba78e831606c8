/**
 * Items (一是…, 第一,…) and bullets (——…) as headings. An item counts when it has a body: its first sentence is followed by
 * more before the next item. A list inside one sentence (一是…;二是…;三是…) is text, not outline.
 */

import { type Marker, Style } from './markers.js';

export interface Item {
  readonly marker: Marker;
  /** Offset in the reading behind the heading text. */
  readonly end: number;
}

/** One item further away than this from the one before opens no continuation. */
const MAX_APART = 4000;
const MAX_HEADING = 90;
const MAX_OPEN = 4;

/** `bounds` are the starts of numbered headings: no list runs across one. */
export function findItems(text: string, markers: readonly Marker[], bounds: readonly number[]): readonly Item[] {
  const found: Item[] = [];
  let next = 0;
  let lists: Marker[][] = [];
  const close = (limit: number): void => {
    for (const list of lists) found.push(...settle(text, list, limit));
    lists = [];
  };
  for (const marker of markers) {
    while (next < bounds.length && (bounds[next] ?? 0) <= marker.at) close(bounds[next++] ?? 0);
    if (marker.style === Style.bullet) {
      const end = headingEnd(text, marker);
      if (end > marker.end + 1) found.push({ marker, end });
    } else if (marker.style === Style.item) {
      const list = lists.find(
        (l) =>
          l.at(-1)?.word === marker.word &&
          l.at(-1)?.number === marker.number - 1 &&
          marker.at - (l.at(-1)?.at ?? 0) < MAX_APART,
      );
      if (list) list.push(marker);
      else if (marker.number === 1) {
        // A list inside an item of another is all the depth there is; older ones are over.
        if (lists.length === MAX_OPEN) found.push(...settle(text, lists.shift() ?? [], marker.at));
        lists.push([marker]);
      }
    }
  }
  close(bounds[next] ?? text.length);
  return found.sort((a, b) => a.marker.at - b.marker.at);
}

/** The items of one list that are headings. */
function settle(text: string, list: readonly Marker[], limit: number): readonly Item[] {
  if (list.length < 2) return [];
  const later = list.slice(1);
  const inSentence = later.filter(({ before }) => before === ';' || before === ',' || before === ':').length;
  if (2 * inSentence > later.length) return [];
  const items = list.map((marker) => ({ marker, end: headingEnd(text, marker) }));
  const withBody = items.filter(({ end }, i) => hasBody(text, end, list[i + 1]?.at ?? limit)).length;
  const ownLines = list.filter(({ opensLine }) => opensLine).length;
  if (2 * withBody < list.length && 2 * ownLines < list.length) return [];
  return items.filter(({ marker, end }) => end > marker.end + 1);
}

function hasBody(text: string, end: number, next: number): boolean {
  if (!'。!?'.includes(text[end] ?? '')) return false;
  return /\S{4}/.test(text.slice(end + 1, Math.min(next, end + 40)));
}

const LINE_END = 0x0a;

/** Behind the first sentence; a long one is cut at its first clause. */
export function headingEnd(text: string, { end }: Marker): number {
  // Beyond MAX_HEADING the line may end where it will: a long line is not searched for each of its items.
  const reach = Math.min(text.length, end + MAX_HEADING + 1);
  let limit = end;
  while (limit < reach && text.charCodeAt(limit) !== LINE_END) limit++;
  for (let i = end; i < Math.min(limit, end + MAX_HEADING); i++) if ('。!?;'.includes(text[i] ?? '')) return i;
  if (limit - end <= MAX_HEADING) return trimmed(text, end, limit);
  for (let i = end + 4; i < limit && i < end + MAX_HEADING; i++) if (',:'.includes(text[i] ?? '')) return i;
  return end;
}

function trimmed(text: string, from: number, end: number): number {
  let to = end;
  while (to > from && /[\s:,、]/.test(text[to - 1] ?? '')) to--;
  return to;
}
