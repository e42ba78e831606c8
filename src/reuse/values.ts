/**
 * What a slot met, cut down to a value of its kind: an alignment that cannot tell a value in words from other words lets a
 * slot swallow what stands around one (和6.4, 提高到50.2, 党中央国务院、省) or instead of one (建议和提案 for 建议{number}件、提案).
 */

import { Kind } from '../model/tokens.js';
import type { Fit } from './fit.js';
import { isSlot, type Template } from './template.js';

const charset = (chars: string): ReadonlySet<number> => new Set([...chars].map((char) => char.charCodeAt(0)));

/** A value in words of each kind has one of these; a place in no gazetteer may be any name. */
const IN_WORDS: ReadonlyMap<number, ReadonlySet<number>> = new Map([
  [Kind.number, charset('〇零一二两三四五六七八九十百千万亿几数多余半双若')],
  [Kind.ordinal, charset('〇零一二三四五六七八九十百千首历')],
  [Kind.date, charset('年月日天季期末底初今')],
  [Kind.level, charset('国省市区州县旗盟乡镇')],
]);
/** What makes a number a round one stands behind it, what makes it a share before it. */
export const ROUND: ReadonlySet<number> = charset('余多');
export const SHARE: readonly number[] = [...'百分之'].map((char) => char.charCodeAt(0));
/** Words that lead to a place, and are no part of its name. */
const BEFORE_PLACE = charset('在对把以向由从至到为和与及的');
/** Behind a place its smaller ones (安化县东坪镇). */
const PLACE_END = charset('省市区州县旗盟乡镇村');

/** Whether 百分之 stands before a number. */
export function isShare(symbol: Uint32Array, number: number): boolean {
  return SHARE.every((sign, i) => symbol[number - SHARE.length + i] === sign);
}

/** Narrows the values of a fit in place; a slot that met none is left unmet. */
export function narrowValues(symbol: Uint32Array, template: Template, { met }: Fit): void {
  if (met === undefined) return;
  for (let c = 0; c < template.symbol.length; c++) {
    const kind = template.symbol[c]!;
    if (!isSlot(kind) || kind === Kind.any) continue;
    const start = met[2 * c]!;
    const end = met[2 * c + 1]!;
    if (start < 0 || (end - start === 1 && symbol[start] === kind)) continue;
    let last = end - 1;
    while (last >= start && symbol[last] !== kind) last--;
    if (last >= start) narrow(symbol, met, c, kind, last);
    else if (!isInWords(symbol, kind, start, end)) met[2 * c] = met[2 * c + 1] = -1;
  }
}

/** Of several typed tokens the last is the value: it stands where the wording goes on. */
function narrow(symbol: Uint32Array, met: Int32Array, c: number, kind: number, last: number): void {
  let start = met[2 * c]!;
  let end = met[2 * c + 1]!;
  if (kind === Kind.place) {
    // 丹|霞浦县: the name of a place that is not listed may end in that of one that is.
    if (symbol[start] !== kind && (symbol[start + 1] !== kind || BEFORE_PLACE.has(symbol[start]!)))
      while (symbol[start] !== kind) start++;
    if (!PLACE_END.has(symbol[end - 1]!)) end = last + 1;
  } else {
    const first = start;
    start = last;
    if (kind === Kind.number) {
      if (start - first >= SHARE.length && isShare(symbol, last)) start -= SHARE.length;
      end = last + 1 < end && ROUND.has(symbol[last + 1]!) ? last + 2 : last + 1;
    } else end = last + 1;
  }
  met[2 * c] = start;
  met[2 * c + 1] = end;
}

function isInWords(symbol: Uint32Array, kind: number, start: number, end: number): boolean {
  const signs = IN_WORDS.get(kind);
  if (signs === undefined) return true;
  for (let i = start; i < end; i++) if (signs.has(symbol[i]!)) return true;
  return false;
}
