/** Stage `read`: files → reports. What could not be used is a row too, with the reason, so that nothing is lost silently. */

import { createHash } from 'node:crypto';
import type { Report } from '../model/report.js';
import { readReports } from '../outline/read.js';
import { DOCUMENT_NAMES } from '../text/document-names.js';
import { readArchive } from '../text/extract/archive.js';
import { packReport, sortKey, sortNumber } from './packed.js';
import { mapProgram, type Program, text, whole } from './program.js';
import { type Row, textOf } from './protocol.js';

/**
 * `place`: order of the input, folders by name; `voice` and `sort`: canonical order; `text`: hash of what the report says,
 * `blank` where that is nothing. Of a file that cannot be used `usable` is 0 and `body` the diagnostic.
 */
export const read: Program = mapProgram(
  text('path', 'content'),
  [...text('path', 'place'), ...whole('number', 'usable', 'blank'), ...text('id', 'voice', 'sort', 'text', 'body')],
  async ([path, content], { encoding }) => {
    const name = textOf(path, 'path');
    const bytes = Buffer.from(textOf(content, 'content'), 'base64');
    const options = encoding === undefined ? {} : { encoding };
    const rows: Row[] = [];
    const add = async (bytes: Uint8Array, path: string): Promise<void> => {
      for (const report of await readReports(bytes, { path, ...options })) rows.push(rowOf(report, path, rows.length));
    };
    if (!name.toLowerCase().endsWith('.zip')) await add(new Uint8Array(bytes), name);
    else {
      const archive = readArchive(new Uint8Array(bytes));
      for (const { message } of archive.diagnostics) rows.push(problemRow(name, rows.length, message));
      for (const entry of archive.entries)
        if (DOCUMENT_NAMES.test(entry.name)) await add(entry.bytes, `${name}!${entry.name}`);
    }
    return rows;
  },
);

function rowOf(report: Report, path: string, number: number): Row {
  const fault = report.diagnostics.find(({ severity }) => severity === 'error');
  if (fault !== undefined) return problemRow(path, number, fault.message);
  const { source, span, id, issuer } = report;
  const said = source.text.slice(span.start, span.end);
  return [
    path,
    placeOf(path),
    String(number),
    '1',
    said.trim() === '' ? '1' : '0',
    id,
    sortKey(issuer),
    [sortKey(issuer), sortKey(id), sortNumber(span.start), placeOf(path)].join('.'),
    createHash('sha256').update(Buffer.from(said, 'utf16le')).digest('hex'),
    packReport(report),
  ];
}

function problemRow(path: string, number: number, message: string): Row {
  return [path, placeOf(path), String(number), '0', '0', '', '', '', '', message];
}

/** Folder by folder: a name sorts before what goes on from it. */
function placeOf(path: string): string {
  return path.split('/').map(sortKey).join('.');
}
