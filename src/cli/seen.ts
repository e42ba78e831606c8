/** What an inspected stage gives: a value for programs and lines for people, made from the same data. */

import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { visible } from '../render/escape.js';
import { columnsOf, padEnd } from '../render/terminal/layout.js';
import type { InspectWords } from './inspect-words.js';

export interface Seen {
  readonly value: unknown;
  readonly lines: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of one shape: JSON as they are, lines as `key value` columns. */
export function seen(rows: readonly Row[], words: InspectWords): Seen {
  return { value: rows, lines: rows.length === 0 ? [words.nothing] : rows.map((row) => inLine(row, words)) };
}

/** A list of texts gets a line each below its row. */
function inLine(row: Row, words: InspectWords): string {
  return Object.entries(row)
    .map(([key, value]) => {
      const texts = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
      const name = words.key(key);
      return texts.length > 0
        ? `${name}${texts.map((one) => `\n    ${visible(one)}`).join('')}`
        : `${name} ${valueWords(key, value, words)}`;
    })
    .join('  ');
}

/** One fact a line; what holds facts of its own goes on below, indented. */
export function facts(row: Row, words: InspectWords, indent = 2): readonly string[] {
  const names = Object.keys(row).map((key) => columnsOf(words.key(key)));
  const wide = Math.max(9, ...names) + 1;
  const margin = ' '.repeat(indent);
  return Object.entries(row).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const name = words.key(key);
    if (Array.isArray(value)) {
      const rows = value.filter((one): one is Row => typeof one === 'object' && one !== null);
      return [`${margin}${name} (${value.length})`, ...rows.map((one) => `${margin}  ${inLine(one, words)}`)];
    }
    return typeof value === 'object' && value !== null && !isSpan(value)
      ? [`${margin}${name}`, ...facts(value as Row, words, indent + 2)]
      : [`${margin}${padEnd(name, wide)}${valueWords(key, value, words)}`];
  });
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value && Object.keys(value).length === 2;
}

function valueWords(key: string, value: unknown, words: InspectWords): string {
  if (typeof value === 'object' && value !== null && isSpan(value)) return `${value.start}–${value.end}`;
  if (typeof value === 'number') return String(rounded(value));
  return typeof value === 'object' ? visible(JSON.stringify(value)) : visible(words.value(key, String(value)));
}

const QUOTE = 60;

/** The first sixty units of a span, on one line. */
export function quote(report: Report, { start, end }: Span): string {
  const text = report.source.text.slice(start, Math.min(end, start + QUOTE)).replace(/\s+/g, ' ');
  return end - start > QUOTE ? `${text}…` : text;
}

/** To three decimals. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
