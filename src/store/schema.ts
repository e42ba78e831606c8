/** The record of truth as tables, and the numbers that say which program can read an index. */

import { TaohuaError } from '../model/errors.js';
import type { Database } from './duckdb.js';

/** Raised when an older program could not read what is written, or would answer differently. */
export const FORMAT = 1;

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

export async function checkFormat(database: Database, path: string): Promise<void> {
  const rows = await database.rows('SELECT key, value FROM setting').catch((error: unknown) => {
    throw new TaohuaError('index-damaged', `${path} is no index of taohua, or its settings are lost`, { cause: error });
  });
  const settings = new Map(rows.map(([key, value]) => [String(key), String(value)]));
  const format = settings.get('format');
  if (format !== String(FORMAT)) {
    throw new TaohuaError(
      'index-version',
      `the index ${path} has format ${format ?? '(none)'}, and this program reads format ${FORMAT}; ` +
        'use the program that wrote it, or build the index anew from the files',
    );
  }
}
