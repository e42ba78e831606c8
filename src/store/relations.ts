/** Relations on disk as Parquet, asked in SQL: what the local engine of a cluster run needs of the database. */

import { mkdirSync, rmdirSync } from 'node:fs';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { TaohuaError } from '../model/errors.js';
import { parquetIn, quoted } from './duckdb.js';

/** Fields of a row; numbers as decimal text, so that none is rounded. */
export type TextRow = readonly (string | null)[];

export interface RelationOptions {
  /** Threads. Default 2. */
  readonly threads?: number;
  /** Memory beyond which sorting and joining go to the disk. Default `2GB`. */
  readonly memory?: string;
  /** Where they go then. */
  readonly spill: string;
}

export class Relations {
  private readonly instance: DuckDBInstance;
  private readonly asking: DuckDBConnection;
  private readonly writing: DuckDBConnection;
  private readonly spill: string;

  private constructor(instance: DuckDBInstance, asking: DuckDBConnection, writing: DuckDBConnection, spill: string) {
    this.instance = instance;
    this.asking = asking;
    this.writing = writing;
    this.spill = spill;
  }

  static async open({ threads = 2, memory = '2GB', spill }: RelationOptions): Promise<Relations> {
    mkdirSync(spill, { recursive: true });
    const { DuckDBInstance } = await import('@duckdb/node-api').catch((error: unknown) => {
      throw new TaohuaError(
        'bad-engine',
        'the local engine needs the package @duckdb/node-api, which is not installed here (or not for this system)',
        { cause: error },
      );
    });
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(threads),
      memory_limit: memory,
      temp_directory: spill,
      preserve_insertion_order: 'false',
      // Nothing is fetched, ever.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const asking = await instance.connect();
    // Sorting goes to the disk from the first: begun in memory it does not get out again, and 1.8 GB of long rows need 4 GB.
    await asking.run('SET debug_force_external = true');
    return new Relations(instance, asking, await instance.connect(), spill);
  }

  private async run(sql: string): Promise<void> {
    await this.asking.run(sql);
  }

  /** Names the relation that lies in a folder. */
  async name(relation: string, folder: string): Promise<void> {
    await this.run(`CREATE OR REPLACE VIEW ${relation} AS SELECT * FROM ${parquetIn(folder, '*')}`);
  }

  /** Rows as they come; nothing else may be asked meanwhile, but rows may be written. */
  async *stream(sql: string): AsyncGenerator<TextRow> {
    const result = await this.asking.stream(sql);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      for (const row of chunk.getRows()) yield row.map((value) => (value === null ? null : String(value)));
    }
  }

  async rows(sql: string): Promise<TextRow[]> {
    const rows: TextRow[] = [];
    for await (const row of this.stream(sql)) rows.push(row);
    return rows;
  }

  /** Writes rows into one Parquet file; a field that is not of its type throws. */
  async write(
    path: string,
    columns: readonly { readonly name: string; readonly type: string }[],
    rows: Iterable<TextRow>,
  ): Promise<void> {
    const fields = columns.map(({ name }) => `"${name}" VARCHAR`).join(', ');
    await this.writing.run(`CREATE OR REPLACE TEMP TABLE fresh (${fields})`);
    const appender = await this.writing.createAppender('fresh', null, 'temp');
    for (const row of rows) {
      for (const field of row) {
        if (field === null) appender.appendNull();
        else appender.appendVarchar(field);
      }
      appender.endRow();
    }
    appender.closeSync();
    const cast = columns.map(({ name, type }) => `CAST("${name}" AS ${type}) AS "${name}"`).join(', ');
    await this.writing.run(`COPY (SELECT ${cast} FROM fresh) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`);
    await this.writing.run('DROP TABLE fresh');
  }

  /** Ends what is being asked or written, with an error where it is awaited. */
  interrupt(): void {
    this.asking.interrupt();
    this.writing.interrupt();
  }

  close(): void {
    this.asking.closeSync();
    this.writing.closeSync();
    this.instance.closeSync();
    try {
      rmdirSync(this.spill);
    } catch {
      // Gone already, or holding what is not ours.
    }
  }
}
