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
  return isOneOf(UNIT_SIGNS, text, at);
}

const OPENING = PAIRS.map(([open]) => open).join('');
const CLOSING = PAIRS.map(([, close]) => close).join('');
/** A span with the unit sign behind it, and with the other half of marks that stand directly at its ends. */
export function widened(text: string, span: Span): Span {
  let { start, end } = span;
  if (isUnitSign(text, end)) end++;
  if (!isOneOf(OPENING, text, start - 1) && !isOneOf(CLOSING, text, end)) return { start, end };
  const inside = text.slice(start, end);
  for (const [open, close] of PAIRS) {
    if (text[start - 1] === open && inside.includes(close) && !inside.includes(open)) start--;
    if (text[end] === close && inside.includes(open) && !inside.includes(close)) end++;
  }
  return { start, end };
}

/** Whether one of these marks stands at `at`: most places are told by a look at the unit. */
function isOneOf(marks: string, text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  for (let i = 0; i < marks.length; i++) if (marks.charCodeAt(i) === unit) return true;
  return false;
}
