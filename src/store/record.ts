/**
 * The record of truth: which sources an index holds and what was read in them. Every change is one transaction: after a
 * crash a source is there with all its reports or not at all. Numbers of reports are never used twice.
 */

import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import { bytesOf, Database } from './duckdb.js';
import { type AddedSource, type CountedGroup, rowsOfReports, rowsOfSources, type SourceEntry } from './record-rows.js';
import { checkFormat, createTables } from './schema.js';
import { unpackGroup } from './stored-report.js';
import { Together } from './together.js';
import { BESIDE, makeFolder, syncFile, syncFolder } from './whole-file.js';

const RECORD = 'reports.duckdb';

export interface ReportEntry {
  readonly no: number;
  readonly source: number;
  readonly id: string;
  readonly issuer: string;
  readonly script: string;
  readonly tokens: number;
}

export class Record {
  /** By key; of a record that is opened for reading only after `readSources`. */
  readonly sources: Map<string, SourceEntry> = new Map();
  readonly reports: Map<number, ReportEntry> = new Map();
  readonly format: number;
  database: Database;
  private readonly path: string;
  private nextSource = 1;
  private nextReport = 1;
  private nextRank = 1;
  private readonly bodies: Together<Uint8Array> = new Together((sources) => this.readBodies(sources));
  private last: { readonly no: number; readonly reports: readonly Report[] } | undefined;

  private constructor(path: string, database: Database, format: number) {
    this.path = path;
    this.database = database;
    this.format = format;
  }

  /** Opens the record in `folder`; creates it first where `mode` allows. */
  static async open(folder: string, mode: 'read' | 'write' | 'create'): Promise<Record> {
    const path = join(folder, RECORD);
    if (!existsSync(path)) {
      if (mode !== 'create') {
        throw new TaohuaError(
          'index-missing',
          `${folder} is no index; make one with: taohua index build ${folder} FILES`,
        );
      }
      await createRecord(folder, path);
    }
    // Whoever was packing is gone: two writers never have the record open.
    const database = await Database.open(path, mode === 'read' ? 'READ_ONLY' : 'READ_WRITE');
    if (mode !== 'read') rmSync(`${path}${BESIDE}`, { force: true });
    try {
      const format = await checkFormat(database, folder, mode !== 'read');
      const record = new Record(path, database, format);
      await record.readReports();
      if (mode !== 'read') await record.readSources();
      return record;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private async readReports(): Promise<void> {
    const values = await this.database.texts('report', ['no', 'source', 'id', 'issuer', 'script', 'tokens']);
    for (let i = 0; i < values.length; i += 6) {
      const [no, source, tokens] = [Number(values[i]), Number(values[i + 1]), Number(values[i + 5])];
      this.enter(no, source, String(values[i + 2]), String(values[i + 3]), String(values[i + 4]), tokens);
    }
  }

  /** Reads what is known of the sources, once, and which numbers come next: a search asks for reports alone. */
  async readSources(): Promise<void> {
    if (this.sources.size > 0) return;
    const values = await this.database.texts('source', ['no', 'rank', 'key', 'hash']);
    for (let i = 0; i < values.length; i += 4) {
      const [no, rank] = [Number(values[i]), Number(values[i + 1])];
      const entry = { no, rank, key: String(values[i + 2]), hash: String(values[i + 3]) };
      this.sources.set(entry.key, entry);
      this.nextSource = Math.max(this.nextSource, entry.no + 1);
      this.nextRank = Math.max(this.nextRank, entry.rank + 1);
    }
    const [last] = await this.database.rows("SELECT max(value::INTEGER) FROM setting WHERE key = 'last-report'");
    this.nextReport = Math.max(this.nextReport, Number(last?.[0] ?? 0) + 1);
  }

  private enter(no: number, source: number, id: string, issuer: string, script: string, tokens: number): void {
    this.reports.set(no, { no, source, id, issuer, script, tokens });
    this.nextReport = Math.max(this.nextReport, no + 1);
  }

  /** Replaces sources of the same key. Returns the numbers of the new reports, in order. */
  async add(groups: readonly CountedGroup[]): Promise<number[]> {
    const replaced = groups.flatMap(({ key }) => this.sources.get(key) ?? []);
    const added: AddedSource[] = [];
    let report = this.nextReport;
    for (const group of groups) {
      const rank = this.sources.get(group.key)?.rank ?? this.nextRank++;
      added.push({ entry: { no: this.nextSource++, rank, key: group.key, hash: group.hash }, group, first: report });
      report += group.reports.length;
    }
    await this.database.transaction(async () => {
      await this.deleteRows(replaced.map(({ no }) => no));
      await this.database.append('source', rowsOfSources(added));
      await this.database.append('report', rowsOfReports(added));
      await this.database.run("INSERT OR REPLACE INTO setting VALUES ('last-report', $1)", [String(report - 1)]);
    });
    this.forceNames();
    for (const { no } of replaced) this.forget(no);
    for (const { entry, group, first } of added) {
      this.sources.set(entry.key, entry);
      for (const [i, { id, issuer, script }] of group.reports.entries())
        this.enter(first + i, entry.no, id, issuer, script, group.tokens[i]!);
    }
    return added.flatMap(({ group, first }) => group.reports.map((_, i) => first + i));
  }

  /** Removes whole sources. Unknown keys are ignored. */
  async remove(keys: readonly string[]): Promise<number> {
    const gone = keys.flatMap((key) => this.sources.get(key) ?? []);
    if (gone.length === 0) return 0;
    await this.database.transaction(() => this.deleteRows(gone.map(({ no }) => no)));
    this.forceNames();
    for (const { key } of gone) this.sources.delete(key);
    for (const { no } of gone) this.forget(no);
    return gone.length;
  }

  /** The database forces its log to the disk at every commit, but not the name of a log that it has just begun. */
  private forceNames(): void {
    syncFolder(dirname(this.path));
  }

  private async deleteRows(sources: readonly number[]): Promise<void> {
    if (sources.length === 0) return;
    const list = sources.join(', ');
    await this.database.run(`DELETE FROM report WHERE source IN (${list})`);
    await this.database.run(`DELETE FROM source WHERE no IN (${list})`);
  }

  private forget(source: number): void {
    for (const [no, entry] of this.reports) if (entry.source === source) this.reports.delete(no);
  }

  /**
   * Writes the record anew without the room that changes and removals left, and puts it in the place of the old one when
   * it is whole. Removed texts are gone from the file then.
   */
  async compact(): Promise<void> {
    const beside = `${this.path}${BESIDE}`;
    rmSync(beside, { force: true });
    try {
      await this.database.copyTo(beside);
    } catch (error) {
      rmSync(beside, { force: true });
      rmSync(`${beside}.wal`, { force: true });
      throw error;
    }
    this.database.close();
    // A log that is still there belongs to the old file, which then stays.
    if (existsSync(`${this.path}.wal`)) rmSync(beside, { force: true });
    else {
      syncFile(beside);
      renameSync(beside, this.path);
      syncFolder(dirname(this.path));
    }
    this.database = await Database.open(this.path, 'READ_WRITE');
  }

  /** One report with its text. */
  async load(no: number): Promise<Report> {
    const entry = this.reports.get(no);
    if (entry === undefined) throw damaged(`report ${no}`);
    const reports = await this.loadSource(entry.source);
    return reports.find(({ id }) => id === entry.id) ?? fail(entry.id);
  }

  /** The reports of a file ask for the same source one after another. */
  private async loadSource(no: number): Promise<readonly Report[]> {
    if (this.last?.no === no) return this.last.reports;
    const body = await this.bodies.get(no);
    if (body === undefined) throw damaged(`source ${no}`);
    const reports = unpackGroup(body);
    this.last = { no, reports };
    return reports;
  }

  private async readBodies(sources: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
    const rows = await this.database.rows(`SELECT no, body FROM source WHERE no IN (${sources.join(', ')})`);
    return new Map(rows.map(([no, body]) => [Number(no), bytesOf(body)]));
  }

  /** Numbers of all reports, as they were added. */
  async order(): Promise<number[]> {
    await this.readSources();
    const rank = new Map([...this.sources.values()].map((entry) => [entry.no, entry.rank]));
    return [...this.reports.values()]
      .sort((a, b) => rank.get(a.source)! - rank.get(b.source)! || a.no - b.no)
      .map(({ no }) => no);
  }

  close(): void {
    this.database.close();
  }
}

export function hasRecord(folder: string): boolean {
  return existsSync(join(folder, RECORD));
}

function damaged(what: string): TaohuaError {
  return new TaohuaError('index-damaged', `${what} is missing from the record; build the index anew`);
}

function fail(id: string): never {
  throw damaged(`report ${id}`);
}

/** A new record appears whole: a crash while its tables are made leaves no index behind. */
async function createRecord(folder: string, path: string): Promise<void> {
  const beside = `${path}${BESIDE}`;
  const sweep = (): void => {
    for (const name of [beside, `${beside}.wal`]) rmSync(name, { force: true });
  };
  try {
    makeFolder(folder);
    sweep();
  } catch (error) {
    const reason = (error as Error).message;
    throw new TaohuaError('index-read-only', `cannot make an index in ${folder}: ${reason}`, { cause: error });
  }
  try {
    const database = await Database.open(beside, 'READ_WRITE');
    try {
      await createTables(database);
      await database.run('CHECKPOINT');
    } finally {
      database.close();
    }
    syncFile(beside);
    renameSync(beside, path);
    syncFolder(folder);
    syncFolder(dirname(folder));
  } catch (error) {
    sweep();
    throw error;
  }
}
