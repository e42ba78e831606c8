/**
 * Parquet that `exportParquet` wrote, back into reports: sources are streamed and their readings put to them. What comes back
 * must have the hash that was exported with it, so that a changed or foreign file is refused and never half understood.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { Report, Source, SourceFormat } from '../model/report.js';
import { type Database, parquetIn } from './duckdb.js';
import { hashOf, withSource } from './stored-report.js';

const FORMATS: readonly SourceFormat[] = ['text', 'html', 'markdown', 'docx', 'doc', 'pdf'];

/** Yields the reports of one file after another. Throws `index-import` for what is no export of an index. */
export async function* importParquet(database: Database, folder: string): AsyncGenerator<readonly Report[]> {
  const [sources, reports] = ['sources', 'reports'].map((name) => {
    const path = join(folder, `${name}.parquet`);
    if (!existsSync(path))
      throw new TaohuaError('index-import', `${path} is missing; give a folder that taohua index export wrote`);
    return parquetIn(folder, name);
  });
  const readings = new Map<number, string[]>();
  for await (const [source, reading] of rowsOf(database, folder, `SELECT source, reading FROM ${reports}`))
    readings.set(Number(source), [...(readings.get(Number(source)) ?? []), String(reading)]);
  const query = `SELECT no, path, hash, format, encoding, locators, text, exact FROM ${sources}`;
  for await (const [no, path, hash, format, encoding, locators, text, exact] of rowsOf(database, folder, query)) {
    const name = typeof path === 'string' ? path : `source ${String(no)}`;
    const group = groupOf(name, readings.get(Number(no)) ?? [], () => ({
      ...(typeof path === 'string' ? { path } : {}),
      format: FORMATS.find((known) => known === format) ?? refuse(name),
      ...(typeof encoding === 'string' ? { encoding } : {}),
      text: exact === null ? String(text) : (JSON.parse(String(exact)) as string),
      ...(locators === null ? {} : { locators: JSON.parse(String(locators)) as NonNullable<Source['locators']> }),
    }));
    if (group.length === 0 || hashOf(group) !== hash) refuse(name);
    yield group;
  }
}

function groupOf(name: string, readings: readonly string[], source: () => Source): readonly Report[] {
  try {
    const one = source();
    return readings.map((reading) => withSource(reading, one));
  } catch {
    return refuse(name);
  }
}

function refuse(name: string): never {
  throw new TaohuaError(
    'index-import',
    `${name}: the Parquet files do not hold what was exported; export the index anew`,
  );
}

async function* rowsOf(database: Database, folder: string, query: string): AsyncGenerator<readonly unknown[]> {
  try {
    yield* database.stream(query);
  } catch (error) {
    if (error instanceof TaohuaError && error.code === 'index-import') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TaohuaError('index-import', `the Parquet files in ${folder} cannot be read: ${reason}`, { cause: error });
  }
}
