/** DuckDB behind an index (relations.ts has it for runs by stages): loads it on first use, opens a file, runs statements, and says its faults in our words. */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Connection, Database as Instance, Result } from '@duckdb/node-bindings';
import { TaohuaError } from '../model/errors.js';
import { type Bindings, nextRows, type Row } from './duckdb-rows.js';

export type Value = string | number | Uint8Array | null;

/** Rows that a checkpoint writes anew when one of them changes: the least there is, because a row holds a whole file. */
const ROW_GROUP = 2048;

/** The unit separator of ASCII, which hardly a name holds. */
const SEPARATOR = 31;

const SETTINGS: Readonly<Record<string, string>> = {
  threads: '2',
  memory_limit: '1GB',
  // Nothing is fetched, ever.
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Nothing is written but beside the index: a query that does not fit in memory fails.
  temp_directory: '',
};

export class Database {
  private readonly path: string;
  private readonly bindings: Bindings;
  private readonly instance: Instance;
  private readonly connection: Connection;

  private constructor(path: string, bindings: Bindings, instance: Instance, connection: Connection) {
    this.path = path;
    this.bindings = bindings;
    this.instance = instance;
    this.connection = connection;
  }

  static async open(path: string, mode: 'READ_ONLY' | 'READ_WRITE'): Promise<Database> {
    const bindings = load();
    try {
      const config = bindings.create_config();
      for (const [name, value] of Object.entries(SETTINGS)) bindings.set_config(config, name, value);
      const instance = await bindings.open(':memory:', config);
      const connection = await bindings.connect(instance);
      const database = new Database(path, bindings, instance, connection);
      try {
        const how = mode === 'READ_ONLY' ? 'READ_ONLY' : `ROW_GROUP_SIZE ${ROW_GROUP}`;
        await bindings.query(connection, `ATTACH ${quoted(path)} AS corpus (${how}); USE corpus`);
      } catch (error) {
        database.close();
        throw error;
      }
      return database;
    } catch (error) {
      throw inOurWords(error, path);
    }
  }

  async run(sql: string, values: readonly string[] = []): Promise<void> {
    try {
      await this.ask(sql, values);
    } catch (error) {
      throw inOurWords(error, this.path);
    }
  }

  async rows(sql: string, values: readonly string[] = []): Promise<readonly Row[]> {
    try {
      const result = await this.ask(sql, values);
      const all: Row[] = [];
      for (let some = await this.next(result); some; some = await this.next(result)) all.push(...some);
      return all;
    } catch (error) {
      throw inOurWords(error, this.path);
    }
  }

  /** Rows as the database finds them, a few thousand in memory at a time. */
  async *stream(sql: string): AsyncGenerator<Row> {
    try {
      const prepared = await this.bindings.prepare(this.connection, sql);
      try {
        const result = await this.bindings.execute_prepared_streaming(prepared);
        for (let some = await this.next(result); some; some = await this.next(result)) yield* some;
      } finally {
        this.bindings.destroy_prepare_sync(prepared);
      }
    } catch (error) {
      throw inOurWords(error, this.path);
    }
  }

  /** Columns of a whole table as text, row behind row: put together by the database, a tenth of the time of taking value after value. */
  async texts(table: string, columns: readonly string[]): Promise<readonly unknown[]> {
    const separator = `chr(${SEPARATOR})`;
    const row = columns.join(` || ${separator} || `);
    const [all] = await this.rows(`SELECT count(*)::INTEGER, string_agg(${row}, ${separator}) FROM ${table}`);
    const count = Number(all?.[0] ?? 0);
    const values = typeof all?.[1] === 'string' ? all[1].split(String.fromCharCode(SEPARATOR)) : [];
    // A value that is missing, or holds the sign that separates them.
    if (values.length === count * columns.length) return values;
    const rows = await this.rows(`SELECT ${columns.join(', ')} FROM ${table}`);
    return rows.flat();
  }

  /** All of `work` or nothing of it. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN');
    let result: T;
    try {
      result = await work();
      await this.run('COMMIT');
    } catch (error) {
      // After a fault of the file itself there may be nothing left to roll back.
      await this.run('ROLLBACK').catch(() => {});
      throw error;
    }
    return result;
  }

  /** Many rows at once; only inside a transaction, because an appender by itself commits part by part. */
  async append(table: string, rows: Iterable<readonly Value[]>, catalog?: string): Promise<void> {
    try {
      const { bindings } = this;
      const appender = bindings.appender_create_ext(this.connection, catalog ?? null, null, table);
      for (const row of rows) {
        for (const value of row) {
          if (value === null) bindings.append_null(appender);
          else if (typeof value === 'string') bindings.append_varchar(appender, value);
          else if (typeof value === 'number') bindings.append_int32(appender, value);
          else bindings.append_blob(appender, value);
        }
        bindings.appender_end_row(appender);
      }
      bindings.appender_close_sync(appender);
    } catch (error) {
      throw inOurWords(error, this.path);
    }
  }

  /** A copy of everything in a new file, without room for what is gone. */
  async copyTo(path: string): Promise<void> {
    await this.run('CHECKPOINT');
    await this.run(`ATTACH ${quoted(path)} AS fresh (ROW_GROUP_SIZE ${ROW_GROUP})`);
    try {
      await this.run('COPY FROM DATABASE corpus TO fresh');
      await this.run('CHECKPOINT fresh');
    } finally {
      await this.run('DETACH fresh');
    }
  }

  close(): void {
    this.bindings.disconnect_sync(this.connection);
    this.bindings.close_sync(this.instance);
  }

  private next(result: Result): Promise<Row[] | undefined> {
    return nextRows(this.bindings, result);
  }

  private async ask(sql: string, values: readonly string[]): Promise<Result> {
    const { bindings, connection } = this;
    if (values.length === 0) return bindings.query(connection, sql);
    const prepared = await bindings.prepare(connection, sql);
    try {
      for (const [i, value] of values.entries()) bindings.bind_varchar(prepared, i + 1, value);
      return await bindings.execute_prepared(prepared);
    } finally {
      bindings.destroy_prepare_sync(prepared);
    }
  }
}

/** Text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Parquet as SQL reads it; signs that would make the name of its folder a pattern are put in brackets. */
export function parquetIn(folder: string, name: string): string {
  return `read_parquet(${quoted(join(folder.replace(/[*?[]/g, '[$&]'), `${name}.parquet`))})`;
}

/** The bytes of a blob in a row. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TaohuaError('index-damaged', `the index holds ${typeof value} where bytes were expected; build it anew`);
}

/** What `@duckdb/node-api` rests on, found from there: an install has exactly the version that belongs to it. */
function load(): Bindings {
  try {
    const api = createRequire(import.meta.url).resolve('@duckdb/node-api');
    const bindings: Bindings = createRequire(api)('@duckdb/node-bindings');
    return bindings;
  } catch (error) {
    throw new TaohuaError(
      'index-unavailable',
      'an index needs the package @duckdb/node-api, which is not installed here (or not for this system); ' +
        'install it, or give the files themselves instead of the index',
      { cause: error },
    );
  }
}

/** What DuckDB says → what to do. The first line that fits counts. */
const WORDS: readonly (readonly [RegExp, string, string])[] = [
  [
    /conflicting lock|could not set lock|used by another process/i,
    'index-busy',
    'another process has this index open; wait until it is done, then try again',
  ],
  [
    /no space left|disk full|not enough (?:disk )?space/i,
    'index-full',
    'the disk is full; what was added before is kept, and nothing is there by half; free some space and try again',
  ],
  [
    /version number|newer version|older version|storage version/i,
    'index-version',
    'the database of this index was written by another version of DuckDB',
  ],
  [
    /permission denied|read-only file system|read-only mode/i,
    'index-read-only',
    'the index cannot be written here; make its folder writable',
  ],
  [
    /checksum|corrupt|not a valid duckdb|serialization|out of range|invalid|could not read|read enough|end of file/i,
    'index-damaged',
    'the database of this index is damaged; restore it from a copy or build the index anew',
  ],
];

function inOurWords(error: unknown, path: string): TaohuaError {
  if (error instanceof TaohuaError) return error;
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  const [, code, words] = WORDS.find(([pattern]) => pattern.test(said)) ?? [/$/, 'index-failed', 'the database failed'];
  return new TaohuaError(code, `${words} (${path}: ${said})`, { cause: error });
}
