/** DuckDB behind an index (relations.ts has it for runs by stages): loads it on first use, opens a file, runs statements, and says its faults in our words. */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { TaohuaError } from '../model/errors.js';

export type Value = string | number | Uint8Array | null;
export type Row = readonly unknown[];

/** Rows that a checkpoint writes anew when one of them changes: the least there is, because a row holds a whole file. */
const ROW_GROUP = 2048;

/** The unit separator of ASCII, which hardly a name holds. */
const SEPARATOR = 31;

export class Database {
  private readonly path: string;
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;
  private readonly blobOf: (bytes: Uint8Array) => DuckDBValue;

  private constructor(
    path: string,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    blobOf: (bytes: Uint8Array) => DuckDBValue,
  ) {
    this.path = path;
    this.instance = instance;
    this.connection = connection;
    this.blobOf = blobOf;
  }

  static async open(path: string, mode: 'READ_ONLY' | 'READ_WRITE'): Promise<Database> {
    const { DuckDBInstance, blobValue } = load();
    try {
      const instance = await DuckDBInstance.create(':memory:', {
        threads: '2',
        memory_limit: '1GB',
        // Nothing is fetched, ever.
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
        // Nothing is written but beside the index: a query that does not fit in memory fails.
        temp_directory: '',
      });
      const connection = await instance.connect();
      const database = new Database(path, instance, connection, blobValue);
      try {
        const how = mode === 'READ_ONLY' ? 'READ_ONLY' : `ROW_GROUP_SIZE ${ROW_GROUP}`;
        await connection.run(`ATTACH ${quoted(path)} AS corpus (${how})`);
        await connection.run('USE corpus');
      } catch (error) {
        database.close();
        throw error;
      }
      return database;
    } catch (error) {
      throw inOurWords(error, path);
    }
  }

  async run(sql: string, values: readonly Value[] = []): Promise<void> {
    try {
      await this.connection.run(sql, this.bound(values));
    } catch (error) {
      throw inOurWords(error, this.path);
    }
  }

  async rows(sql: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    try {
      const reader = await this.connection.runAndReadAll(sql, this.bound(values));
      return reader.getRows();
    } catch (error) {
      throw inOurWords(error, this.path);
    }
  }

  /** Rows as the database finds them, a few thousand in memory at a time. */
  async *stream(sql: string): AsyncGenerator<Row> {
    try {
      const result = await this.connection.stream(sql);
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
        yield* chunk.getRows();
    } catch (error) {
      throw inOurWords(error, this.path);
    }
  }

  /** Columns of a whole table as text: put together by the database, a tenth of the time of taking value after value. */
  async texts(table: string, columns: readonly string[]): Promise<readonly (readonly unknown[])[]> {
    const separator = `chr(${SEPARATOR})`;
    const row = columns.join(` || ${separator} || `);
    const [all] = await this.rows(`SELECT count(*)::INTEGER, string_agg(${row}, ${separator}) FROM ${table}`);
    const count = Number(all?.[0] ?? 0);
    const values = typeof all?.[1] === 'string' ? all[1].split(String.fromCharCode(SEPARATOR)) : [];
    // A value that is missing, or holds the sign that separates them.
    if (values.length !== count * columns.length) return this.rows(`SELECT ${columns.join(', ')} FROM ${table}`);
    return Array.from({ length: count }, (_, i) => values.slice(i * columns.length, (i + 1) * columns.length));
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
      const appender = await this.connection.createAppender(table, null, catalog ?? null);
      for (const row of rows) {
        for (const value of row) {
          if (value === null) appender.appendNull();
          else if (typeof value === 'string') appender.appendVarchar(value);
          else if (typeof value === 'number') appender.appendInteger(value);
          else appender.appendBlob(value);
        }
        appender.endRow();
      }
      appender.closeSync();
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
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private bound(values: readonly Value[]): DuckDBValue[] {
    return values.map((value) => (value instanceof Uint8Array ? this.blobOf(value) : value));
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
  if (typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array)
    return value.bytes;
  throw new TaohuaError('index-damaged', `the index holds ${typeof value} where bytes were expected; build it anew`);
}

/** By `require`: to `import` it, Node first reads all of its CommonJS for names, which takes twice as long as loading it. */
function load(): typeof import('@duckdb/node-api') {
  try {
    const api: typeof import('@duckdb/node-api') = createRequire(import.meta.url)('@duckdb/node-api');
    return api;
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
