/**
 * The record as Parquet, for other programs and for `importParquet`: sources and reports as they are held; passages with their
 * band keys, and formulas, derived on the way, because an index answers without them and other programs want them. The tables
 * grow in a database beside the target, so that memory does not; each is written to a name of its own and renamed when whole.
 */

import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import { mineFormulas } from '../reuse/analyse.js';
import { hold } from '../reuse/copy-align.js';
import { quoted, type Value } from './duckdb.js';
import { type PassageKeys, passageKeys, passagesOf } from './passage-rows.js';
import type { Record } from './record.js';
import { readingOf } from './stored-report.js';
import { BESIDE, makeFolder, syncFile, syncFolder } from './whole-file.js';

export type ExportTable = 'sources' | 'reports' | 'passages' | 'formulas' | 'occurrences';

/** Columns, and the query that reads them where it is more than all of them. `values` and `reading` are JSON. */
const TABLES: { readonly [name in ExportTable]: { readonly columns: string; readonly query?: string } } = {
  sources: {
    // `exact` is the text as a JSON string, where UTF-8 cannot hold it.
    columns: `no INTEGER, path VARCHAR, hash VARCHAR, format VARCHAR, encoding VARCHAR, characters INTEGER, locators VARCHAR,
      text VARCHAR, exact VARCHAR`,
  },
  reports: {
    columns: `no INTEGER, source INTEGER, number INTEGER, id VARCHAR, issuer VARCHAR, title VARCHAR, place VARCHAR,
      level VARCHAR, year INTEGER, date VARCHAR, meeting VARCHAR, speaker VARCHAR, script VARCHAR, starts INTEGER,
      ends INTEGER, tokens INTEGER, reading VARCHAR`,
  },
  passages: {
    columns: 'report INTEGER, number INTEGER, starts INTEGER, ends INTEGER, text VARCHAR, hash VARCHAR, keys VARCHAR',
    query: "SELECT * REPLACE (string_split(keys, ',')::UINTEGER[] AS keys) FROM fresh.passages",
  },
  formulas: { columns: 'id VARCHAR, template VARCHAR, issuers INTEGER, reports INTEGER, first_seen VARCHAR' },
  occurrences: {
    columns: 'formula VARCHAR, report VARCHAR, starts INTEGER, ends INTEGER, text VARCHAR, "values" VARCHAR',
  },
};

export const EXPORT_TABLES: readonly ExportTable[] = ['sources', 'reports', 'passages', 'formulas', 'occurrences'];

/** Tables by their names; all where none is named. */
export function checkTables(tables: readonly string[] = EXPORT_TABLES): readonly ExportTable[] {
  return tables.map((name) => {
    const table = EXPORT_TABLES.find((known) => known === name);
    if (table === undefined)
      throw new TaohuaError('bad-argument', `"${name}" is no table of an index; there are ${EXPORT_TABLES.join(', ')}`);
    return table;
  });
}

/** Files between two flushes of the tables. */
const BATCH = 64;

export async function exportParquet(
  record: Record,
  folder: string,
  wanted: readonly ExportTable[],
): Promise<readonly string[]> {
  const { database } = record;
  makeFolder(folder);
  const beside = join(folder, `tables.duckdb${BESIDE}`);
  const sweep = (): void => {
    for (const name of [beside, `${beside}.wal`]) rmSync(name, { force: true });
  };
  sweep();
  await database.run(`ATTACH ${quoted(beside)} AS fresh`);
  try {
    for (const name of wanted) await database.run(`CREATE TABLE fresh.${name} (${TABLES[name].columns})`);
    await fill(record, wanted);
    const written: string[] = [];
    for (const name of wanted) written.push(await copy(record, folder, name));
    return written;
  } finally {
    await database.run('DETACH fresh');
    sweep();
  }
}

type Rows = Map<ExportTable, Value[][]>;

async function fill(record: Record, wanted: readonly ExportTable[]): Promise<void> {
  const keys = wanted.includes('passages') ? await passageKeys() : undefined;
  const wantsFormulas = wanted.includes('formulas') || wanted.includes('occurrences');
  const held: Report[] = [];
  let rows: Rows = new Map();
  const add = (name: ExportTable, row: Value[]): void => {
    const held = rows.get(name);
    if (held === undefined) rows.set(name, [row]);
    else held.push(row);
  };
  const flush = async (): Promise<void> => {
    for (const [name, some] of rows) {
      if (!wanted.includes(name)) continue;
      await record.database.transaction(() => record.database.append(name, some, 'fresh'));
    }
    rows = new Map();
  };
  const order = await record.order();
  const hashes = new Map([...record.sources.values()].map(({ no, hash }) => [no, hash]));
  let source = -1;
  let files = 0;
  let number = 0;
  for (const no of order) {
    const entry = record.reports.get(no)!;
    const report = await record.load(no);
    if (entry.source !== source) {
      if (files++ % BATCH === 0) await flush();
      source = entry.source;
      number = 0;
      add('sources', sourceRow(source, hashes.get(source) ?? null, report));
    }
    add('reports', reportRow([no, source, ++number], entry.tokens, report));
    if (keys) for (const row of passageRows(no, report, keys)) add('passages', row);
    if (wantsFormulas) held.push(report);
  }
  if (wantsFormulas) addFormulas(held, add);
  await flush();
}

function sourceRow(no: number, hash: string | null, { source }: Report): Value[] {
  const { path, format, encoding, text, locators } = source;
  const isExact = Buffer.from(text).toString() === text && !text.includes('\0');
  return [
    no,
    path ?? null,
    hash,
    format,
    encoding ?? null,
    text.length,
    locators === undefined ? null : JSON.stringify(locators),
    isExact ? text : text.replaceAll('\0', '\ufffd'),
    isExact ? null : JSON.stringify(text),
  ];
}

function reportRow(numbers: readonly number[], tokens: number, report: Report): Value[] {
  const { id, issuer, title, place, year, date, meeting, speaker, script, span } = report;
  const texts = [title, place?.name, place?.level];
  return [
    ...numbers,
    id,
    issuer,
    ...texts.map((text) => text ?? null),
    year ?? null,
    date ?? null,
    meeting ?? null,
    speaker ?? null,
    script,
    span.start,
    span.end,
    tokens,
    readingOf(report),
  ];
}

function passageRows(no: number, report: Report, keys: PassageKeys): Value[][] {
  const { units } = hold(report);
  const { text } = report.source;
  return passagesOf(units, keys).map(({ start, end, hash, bandKeys }, i) => [
    no,
    i + 1,
    start,
    end,
    text.slice(start, end),
    hash,
    bandKeys.join(','),
  ]);
}

function addFormulas(reports: readonly Report[], add: (name: ExportTable, row: Value[]) => void): void {
  const texts = new Map(reports.map((report) => [report.id, report.source.text]));
  for (const { formula } of mineFormulas(reports).mined) {
    const { id, template, issuers, firstSeen, occurrences } = formula;
    add('formulas', [id, template, issuers, formula.reports, firstSeen ?? null]);
    for (const { report, span, values } of occurrences) {
      const text = texts.get(report)?.slice(span.start, span.end) ?? null;
      add('occurrences', [id, report, span.start, span.end, text, JSON.stringify(values)]);
    }
  }
}

async function copy({ database }: Record, folder: string, name: ExportTable): Promise<string> {
  const path = join(folder, `${name}.parquet`);
  const beside = `${path}${BESIDE}`;
  try {
    const query = TABLES[name].query ?? `SELECT * FROM fresh.${name}`;
    await database.run(`COPY (${query}) TO ${quoted(beside)} (FORMAT parquet, COMPRESSION zstd)`);
    syncFile(beside);
    renameSync(beside, path);
    syncFolder(folder);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return path;
}
