/** The record as Parquet, for other programs: written to a name of its own and renamed when it is whole. */

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Record } from './record.js';
import { BESIDE } from './whole-file.js';

/** Rows between two flushes of the texts. */
const BATCH = 256;

export async function exportParquet(record: Record, folder: string): Promise<readonly string[]> {
  const { database } = record;
  mkdirSync(folder, { recursive: true });
  await database.run('CREATE TEMP TABLE IF NOT EXISTS text (no INTEGER, text VARCHAR)');
  try {
    await database.run('DELETE FROM text');
    const numbers = record.order();
    const sources = new Set<number>();
    for (let from = 0; from < numbers.length; from += BATCH) {
      const rows: [number, string][] = [];
      for (const no of numbers.slice(from, from + BATCH)) {
        const { source } = record.reports.get(no)!;
        if (sources.has(source)) continue;
        sources.add(source);
        rows.push([source, (await record.load(no)).source.text]);
      }
      await database.transaction(() => database.append('text', rows, 'temp'));
    }
    return [
      await copy(
        record,
        folder,
        'sources.parquet',
        'SELECT s.no, s.path, s.hash, s.format, s.encoding, s.characters, t.text FROM source s JOIN text t ON s.no = t.no ORDER BY s.rank',
      ),
      await copy(
        record,
        folder,
        'reports.parquet',
        'SELECT no, source, number, id, issuer, title, place, year, date, script, tokens FROM report ORDER BY no',
      ),
    ];
  } finally {
    await database.run('DROP TABLE IF EXISTS text');
  }
}

async function copy({ database }: Record, folder: string, name: string, query: string): Promise<string> {
  const path = join(folder, name);
  const beside = `${path}${BESIDE}`;
  try {
    await database.run(`COPY (${query}) TO '${beside.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return path;
}
