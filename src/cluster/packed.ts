/**
 * What travels inside a field: columns of numbers as base64 (little end first), and a report with its own text only: a
 * file of many reports is not repeated for each of them.
 */

import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';

/** Columns of 32 bits, end to end. */
export function packWords(...columns: readonly Uint32Array[]): string {
  const parts = columns.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  return Buffer.concat(parts).toString('base64');
}

export function unpackWords(text: string): Uint32Array {
  const bytes = unpackBytes(text);
  if (bytes.length % 4 !== 0) throw new TaohuaError('bad-row', `a packed column has ${bytes.length} bytes`);
  return new Uint32Array(bytes.buffer, 0, bytes.length / 4);
}

export function packBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** In memory of its own, so that wider columns may look at it. */
export function unpackBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

export function packDoubles(values: Float64Array): string {
  return packBytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

export function unpackDoubles(text: string): Float64Array {
  const bytes = unpackBytes(text);
  if (bytes.length % 8 !== 0) throw new TaohuaError('bad-row', `packed numbers have ${bytes.length} bytes`);
  return new Float64Array(bytes.buffer, 0, bytes.length / 8);
}

/** Characters kept around a report: quotation marks and signs at its edges are looked at. */
const AROUND = 64;

interface PackedReport extends Report {
  readonly at: number;
  readonly length: number;
  /** Line ends before `at`, and what stands behind the last of them: lines are counted in findings. */
  readonly lines: number;
  readonly column: number;
}

export function packReport(report: Report): string {
  const { source, span } = report;
  let at = Math.max(0, span.start - AROUND);
  // Never inside CR LF, which is one line end.
  if (source.text[at] === '\n' && source.text[at - 1] === '\r') at--;
  let [lines, column] = [0, at];
  for (const match of source.text.slice(0, at).matchAll(LINE_END)) {
    lines++;
    column = at - match.index - match[0].length;
  }
  const text = source.text.slice(at, span.end + AROUND);
  const packed: PackedReport = {
    ...report,
    source: { ...source, text },
    at,
    length: source.text.length,
    lines,
    column,
  };
  return JSON.stringify(packed);
}

const LINE_END = /\r\n?|\n/g;

/** Every place of the report is where it was, in its line; what lies beyond its edges is blank. */
export function unpackReport(packed: string): Report {
  const { at, length, lines, column, ...report } = JSON.parse(packed) as PackedReport;
  const { text } = report.source;
  const before = `${' '.repeat(at - lines - column)}${'\n'.repeat(lines)}${' '.repeat(column)}`;
  const whole = `${before}${text}${'\n'.repeat(length - at - text.length)}`;
  return { ...report, source: { ...report.source, text: whole } };
}

/** A text that sorts by bytes as the given one does by UTF-16 units: the order of our own code in any engine. */
export function sortKey(text: string): string {
  let key = '';
  for (let i = 0; i < text.length; i++) key += text.charCodeAt(i).toString(16).padStart(4, '0');
  return key;
}

/** A number that sorts as text does. */
export function sortNumber(value: number): string {
  return String(value).padStart(12, '0');
}
