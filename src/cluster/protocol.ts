/**
 * Rows as lines: how the engine and our worker talk. A field is text or NULL (`\N`); tab, line feed, carriage return and
 * backslash are written `\t`, `\n`, `\r`, `\e`, so that undoing them is four plain replacements in SQL, in this order.
 * A line ends with a field `.`: an empty last column cannot be lost, and a line cut short is seen.
 */

import { TaohuaError } from '../model/errors.js';

export type Field = string | null;
export type Row = readonly Field[];

/** The last field of each line. */
export const END = '.';

const NULL = '\\N';
const WRITTEN: Readonly<Record<string, string>> = { '\\': '\\e', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const READ: Readonly<Record<string, string>> = { e: '\\', t: '\t', n: '\n', r: '\r' };

/** One row as a line, without its line feed. Cost: linear. */
export function encodeRow(row: Row): string {
  let line = '';
  for (const field of row) line += `${field === null ? NULL : encodeField(field)}\t`;
  return line + END;
}

function encodeField(field: string): string {
  return /[\\\t\n\r]/.test(field) ? field.replace(/[\\\t\n\r]/g, (sign) => WRITTEN[sign] ?? sign) : field;
}

/** The row of a line that must have so many fields. Throws `bad-row` for anything else. */
export function decodeRow(line: string, columns: number): Row {
  const fields = line.split('\t');
  if (fields.length !== columns + 1 || fields[columns] !== END) {
    throw new TaohuaError(
      'bad-row',
      `a row has ${fields.length} fields where ${columns} and the end mark were expected: ${shown(line)}`,
    );
  }
  fields.length = columns;
  return fields.map((field) => (field === NULL ? null : decodeField(field, line)));
}

function decodeField(field: string, line: string): string {
  if (!field.includes('\\')) return field;
  return field.replace(/\\(.?)/gs, (_, letter: string) => {
    const sign = READ[letter];
    if (sign === undefined) throw new TaohuaError('bad-row', `unknown escape \\${letter} in ${shown(line)}`);
    return sign;
  });
}

/** The beginning of a line, for messages. */
function shown(line: string): string {
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);
}

/** A field as a whole number. */
export function wholeOf(field: Field | undefined, name: string): number {
  const value = field === null || field === undefined || field === '' ? Number.NaN : Number(field);
  if (!Number.isSafeInteger(value))
    throw new TaohuaError('bad-row', `${name} is ${JSON.stringify(field)} and no whole number`);
  return value;
}

/** A field that must be there. */
export function textOf(field: Field | undefined, name: string): string {
  if (field === null || field === undefined) throw new TaohuaError('bad-row', `${name} is NULL`);
  return field;
}

/** A field as JSON. Its shape is ours: only our own programs write these columns. */
export function jsonOf<T>(field: Field | undefined, name: string): T {
  try {
    return JSON.parse(textOf(field, name)) as T;
  } catch (error) {
    if (error instanceof TaohuaError) throw error;
    throw new TaohuaError('bad-row', `${name} is no JSON`, { cause: error });
  }
}
