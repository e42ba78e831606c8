/** Marks that come in pairs and signs of units: a wording takes the other half of the one and the other with it. */

import type { Span } from '../model/span.js';

const PAIRS: readonly (readonly [string, string])[] = [
  ['“', '”'],
  ['‘', '’'],
  ['《', '》'],
  ['（', '）'],
  ['「', '」'],
];

/** A wording with the other half of each mark that stands in it alone. */
export function balanced(text: string): string {
  let whole = text;
  for (const [open, close] of PAIRS) {
    const opens = whole.lastIndexOf(open);
    const closes = whole.indexOf(close);
    if (opens >= 0 && whole.indexOf(close, opens) < 0) whole += close;
    if (closes >= 0 && whole.slice(0, closes).indexOf(open) < 0) whole = open + whole;
  }
  return whole;
}

const UNIT_SIGNS = '%％‰℃';

/** Whether a sign that belongs to the number before it stands at `at`. */
export function isUnitSign(text: string, at: number): boolean {
  return at < text.length && signs()[text.charCodeAt(at)] === UNIT;
}

const UNIT = 1;
const OPENS = 2;
const CLOSES = 3;
let table: Uint8Array | undefined;

/** What a unit is to a wording that it stands beside: every occurrence asks for two. */
function signs(): Uint8Array {
  if (table !== undefined) return table;
  table = new Uint8Array(0x10000);
  for (const sign of UNIT_SIGNS) table[sign.charCodeAt(0)] = UNIT;
  for (const [open, close] of PAIRS) {
    table[open.charCodeAt(0)] = OPENS;
    table[close.charCodeAt(0)] = CLOSES;
  }
  return table;
}

/** A span with the unit sign behind it, and with the other half of marks that stand directly at its ends. */
export function widened(text: string, { start, end: last }: Span): Span {
  const end = isUnitSign(text, last) ? last + 1 : last;
  const isMarked =
    (start > 0 && signs()[text.charCodeAt(start - 1)] === OPENS) ||
    (end < text.length && signs()[text.charCodeAt(end)] === CLOSES);
  return isMarked ? paired(text, start, end) : { start, end };
}

function paired(text: string, first: number, last: number): Span {
  let [start, end] = [first, last];
  const inside = text.slice(start, end);
  for (const [open, close] of PAIRS) {
    if (text[start - 1] === open && inside.includes(close) && !inside.includes(open)) start--;
    if (text[end] === close && inside.includes(open) && !inside.includes(close)) end++;
  }
  return { start, end };
}
