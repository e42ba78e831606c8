/**
 * Lines of a given width in a terminal, where a Han character takes two columns (UAX #11).
 * Text is a list of runs, so that wrapping and colour do not know of each other.
 */

import { eastAsianWidth } from 'get-east-asian-width';
import type { Paint, Style } from './style.js';

export interface Run {
  readonly text: string;
  readonly style?: Style;
}

/** May not begin a line (GB/T 15834); the sign before moves down with it. */
const NO_START = new Set('。，、；：！？）》」』”’】〕…—％‰℃·],.;:!?)%}›»');
/** May not end a line. */
const NO_END = new Set('（《「『“‘【〔([{‹«+−');
/** Signs of the edit marks, which stay together: `[-` `-]` `{+` `+}`. */
const OPENING = new Set(['[-', '{+']);
const CLOSING = new Set(['-]', '+}']);
const TOGETHER = new Set([...OPENING, ...CLOSING]);

const widths = new Map<string, number>();
/** Distinct signs kept; enough for the characters of any report. */
const WIDTHS_KEPT = 20_000;

/** Ranges of signs whose width is known: first, last, columns. What reports hold most of comes first. */
export const KNOWN_WIDTHS: readonly (readonly [number, number, number])[] = [
  [0x4e00, 0x9fff, 2],
  [0x20, 0x7e, 1],
  [0x3001, 0x3029, 2],
  [0xff01, 0xff60, 2],
  [0x2010, 0x2027, 1],
  [0x2030, 0x205e, 1],
  [0xa1, 0xac, 1],
  [0xae, 0x2ff, 1],
  [0x2190, 0x21ff, 1],
  [0x2212, 0x2212, 1],
  [0x2460, 0x259f, 1],
];

/** Signs that take no column of their own. */
const INVISIBLE =
  /^[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/u;

/** Columns of one sign (a code point). */
function signWidth(sign: string): number {
  // Nearly every sign of a report is one of these.
  if (sign.length === 1) {
    const unit = sign.charCodeAt(0);
    for (const [first, last, columns] of KNOWN_WIDTHS) if (unit >= first && unit <= last) return columns;
  }
  let width = widths.get(sign);
  if (width === undefined) {
    width = INVISIBLE.test(sign) ? 0 : eastAsianWidth(sign.codePointAt(0)!);
    if (widths.size < WIDTHS_KEPT) widths.set(sign, width);
  }
  return width;
}

export function columnsOf(text: string): number {
  let sum = 0;
  for (const sign of text) sum += signWidth(sign);
  return sum;
}

/** Runs broken into lines of at most `width` columns: between any two Han characters, between Latin words. */
export function wrap(runs: readonly Run[], width: number): readonly (readonly Run[])[] {
  const signs: { sign: string; style: Style | undefined; columns: number }[] = [];
  for (const { text, style } of runs) for (const sign of text) signs.push({ sign, style, columns: signWidth(sign) });
  const lines: Run[][] = [];
  let from = 0;
  while (from < signs.length) {
    let to = from;
    let columns = 0;
    while (to < signs.length && columns + signs[to]!.columns <= width) columns += signs[to++]!.columns;
    if (to === from) to++;
    if (to < signs.length) to = breakBefore(signs, from, to);
    lines.push(joined(signs.slice(from, to)));
    from = to;
    while (from < signs.length && signs[from]!.sign === ' ') from++;
  }
  return lines.length === 0 ? [[]] : lines;
}

/** The best place at or before `to` to break; `to` itself when nothing within a dozen signs is better. */
function breakBefore(signs: readonly { sign: string }[], from: number, to: number): number {
  for (let at = to; at > from + 1 && at > to - 12; at--) {
    const next = signs[at]!.sign;
    const last = signs[at - 1]!.sign;
    if (NO_START.has(next) || NO_END.has(last) || TOGETHER.has(last + next)) continue;
    // A mark opens with the text it marks and closes with it: no break behind `[-` or before `-]`.
    if (OPENING.has((signs[at - 2]?.sign ?? '') + last) || CLOSING.has(next + (signs[at + 1]?.sign ?? ''))) continue;
    if (isLatin(last) && isLatin(next)) continue;
    return at;
  }
  return to;
}

function isLatin(sign: string): boolean {
  return /[\p{Script=Latin}\p{Nd}.^_-]/u.test(sign);
}

function joined(signs: readonly { sign: string; style: Style | undefined }[]): Run[] {
  const runs: { text: string; style?: Style }[] = [];
  for (const { sign, style } of signs) {
    const last = runs.at(-1);
    if (last !== undefined && last.style === style) last.text += sign;
    else runs.push(style === undefined ? { text: sign } : { text: sign, style });
  }
  return runs;
}

export function paintRuns(runs: readonly Run[], paint: Paint): string {
  return runs.map(({ text, style }) => paint(text, style)).join('');
}

/** Wrapped, painted, each line with `indent` before it (the first with `first` instead, of the same width). */
export function paragraph(
  runs: readonly Run[],
  width: number,
  paint: Paint,
  indent = '',
  first: string = indent,
): string[] {
  const room = Math.max(8, width - columnsOf(indent));
  return wrap(runs, room).map((line, row) => `${row === 0 ? first : indent}${paintRuns(line, paint)}`.trimEnd());
}

/** Cut to `width` columns, with an ellipsis where something was cut. */
export function shorten(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let out = '';
  let columns = 0;
  for (const sign of text) {
    const next = signWidth(sign);
    if (columns + next > width - 1) break;
    out += sign;
    columns += next;
  }
  return `${out}…`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - columnsOf(text))) + text;
}

/** Two cells side by side, each wrapped to half of the width, with a rule between them. */
export function sideBySide(
  left: readonly Run[],
  right: readonly Run[],
  width: number,
  paint: Paint,
  indent = '  ',
): string[] {
  const half = Math.floor((width - columnsOf(indent) - 3) / 2);
  const leftLines = left.length === 0 ? [] : wrap(left, half);
  const rightLines = right.length === 0 ? [] : wrap(right, half);
  const rows: string[] = [];
  for (let row = 0; row < Math.max(leftLines.length, rightLines.length); row++) {
    const l = leftLines[row] ?? [];
    const r = rightLines[row] ?? [];
    const gap = ' '.repeat(Math.max(0, half - columnsOf(l.map((run) => run.text).join(''))));
    rows.push(`${indent}${paintRuns(l, paint)}${gap} ${paint('│', 'dim')} ${paintRuns(r, paint)}`.trimEnd());
  }
  return rows;
}

/** Rows aligned in columns as wide as their widest cell; in a narrow window the widest columns give way first. */
export function table(
  rows: readonly (readonly string[])[],
  width: number,
  options: { readonly right?: readonly number[]; readonly indent?: string } = {},
): string[] {
  const indent = options.indent ?? '  ';
  const count = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((row) => columnsOf(row[column] ?? ''))),
  );
  const taken = columns.reduce((sum, column) => sum + column + 2, columnsOf(indent) - 2);
  for (let over = taken - width; over > 0; over--) {
    const widest = columns.indexOf(Math.max(...columns));
    columns[widest] = Math.max(1, (columns[widest] ?? 0) - 1);
  }
  return rows.map((row) => {
    const cells = columns.map((columnWidth, column) => {
      const cell = shorten(row[column] ?? '', columnWidth);
      return options.right?.includes(column) ? padStart(cell, columnWidth) : padEnd(cell, columnWidth);
    });
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}
