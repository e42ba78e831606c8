/** The record of truth as tables, and the numbers that say which program can read an index. */

import { TaohuaError } from '../model/errors.js';
import type { Database } from './duckdb.js';

/**
 * Raised when an older program could not read what is written, or would answer differently. 2: texts are packed as UTF-16
 * where that is smaller.
 */
export const FORMAT = 2;
/** The oldest format that is read. An index that is opened for writing has the new one from then on. */
const OLDEST = 1;

const TABLES = `
CREATE TABLE setting (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE source (
  no INTEGER PRIMARY KEY, rank INTEGER NOT NULL, key VARCHAR NOT NULL, hash VARCHAR NOT NULL,
  path VARCHAR, format VARCHAR NOT NULL, encoding VARCHAR, characters INTEGER NOT NULL, bytes INTEGER NOT NULL,
  body BLOB NOT NULL);
CREATE TABLE report (
  no INTEGER PRIMARY KEY, source INTEGER NOT NULL, number INTEGER NOT NULL, id VARCHAR NOT NULL, issuer VARCHAR NOT NULL,
  title VARCHAR, place VARCHAR, year INTEGER, date VARCHAR, script VARCHAR NOT NULL, tokens INTEGER NOT NULL);`;

export async function createTables(database: Database): Promise<void> {
  await database.transaction(async () => {
    for (const statement of TABLES.split(';')) if (statement.trim() !== '') await database.run(statement);
    await database.append('setting', [['format', String(FORMAT)]]);
  });
}

/** The format of the index: an older one is raised before anything is written in ours. Throws for one we do not read. */
export async function checkFormat(database: Database, path: string, isWritable: boolean): Promise<number> {
  const rows = await database.rows('SELECT key, value FROM setting').catch((error: unknown) => {
    // A sound database without our tables is somebody else's; anything else is told as it is.
    if (error instanceof TaohuaError && !/does not exist/.test(error.message)) throw error;
    throw new TaohuaError('index-damaged', `${path} is no index of taohua: its database holds other things`, {
      cause: error,
    });
  });
  const settings = new Map(rows.map(([key, value]) => [String(key), String(value)]));
  const format = settings.get('format');
  if (!/^\d+$/.test(format ?? '') || Number(format) < OLDEST || Number(format) > FORMAT) {
    throw new TaohuaError(
      'index-version',
      `the index ${path} has format ${format ?? '(none)'}, and this program reads formats ${OLDEST} to ${FORMAT}; ` +
        'use the program that wrote it, or build the index anew from the files',
    );
  }
  if (!isWritable || format === String(FORMAT)) return Number(format);
  await database.run("UPDATE setting SET value = $1 WHERE key = 'format'", [String(FORMAT)]);
  return FORMAT;
}
