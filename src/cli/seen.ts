/** What an inspected stage gives: a value for programs and lines for people, made from the same data. */

import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { visible } from '../render/escape.js';

export interface Seen {
  readonly value: unknown;
  readonly lines: readonly string[];
}

/** Rows of one shape: JSON as they are, lines as `key value` columns. */
export function seen(rows: readonly Readonly<Record<string, unknown>>[]): Seen {
  const lines = rows.map((row) =>
    Object.entries(row)
      .map(([key, value]) => `${key} ${typeof value === 'string' ? visible(value) : JSON.stringify(value)}`)
      .join('  '),
  );
  return { value: rows, lines };
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
