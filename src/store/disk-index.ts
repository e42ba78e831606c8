/** The index: the record and its segments together. A change is in the record first; the segments follow. */

import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';
import type { Report } from '../model/report.js';
import { breathe } from '../reuse/breathe.js';
import { type Held, hold } from '../reuse/copy-align.js';
import type { CorpusSource } from '../reuse/corpus-source.js';
import { Catalogue } from './catalogue.js';
import { Database } from './duckdb.js';
import { behind, inOurWords } from './faults.js';
import { KeptReports } from './kept-reports.js';
import type { Added, ExportOptions, Index, IndexInfo, IndexOptions, Verification } from './open.js';
import { Record, type ReportEntry } from './record.js';
import type { CountedGroup } from './record-rows.js';
import { type GoneReport, SegmentSet } from './segment-set.js';
import { groupSources } from './stored-report.js';
import { corpusOfIndex } from './survey.js';

/** Files that one transaction adds or removes. */
const BATCH = 256;

export async function openDiskIndex(path: string, options: IndexOptions): Promise<Index> {
  const mode = options.mode ?? 'read';
  const opening = Record.open(path, mode);
  try {
    const set = await SegmentSet.open(path, opening, mode !== 'read');
    return new DiskIndex(path, await opening, set, mode !== 'read', options.keyOf);
  } catch (error) {
    await opening.then(
      (record) => record.close(),
      () => {},
    );
    throw inOurWords(error);
  }
}

class DiskIndex implements Index {
  readonly path: string;
  private readonly record: Record;
  private readonly set: SegmentSet;
  private readonly isWritable: boolean;
  private readonly keyOf: (path: string) => string;
  private readonly kept: KeptReports;
  private readonly catalogue: Catalogue;
  private isOpen = true;
  /** Whether something was changed, and nothing failed since. */
  private isFilled = false;

  constructor(
    path: string,
    record: Record,
    set: SegmentSet,
    isWritable: boolean,
    keyOf: (path: string) => string = (name) => name,
  ) {
    this.keyOf = keyOf;
    this.path = path;
    this.record = record;
    this.set = set;
    this.isWritable = isWritable;
    const read = async ({ no }: ReportEntry): Promise<Held> => hold(await record.load(no));
    this.kept = new KeptReports(read);
    this.catalogue = new Catalogue(record, set, read);
  }

  get mended(): readonly string[] {
    return this.set.mended;
  }

  async add(reports: readonly Report[], options: Running = {}): Promise<Added> {
    this.mustWrite();
    const groups = groupSources(reports, (name) => this.keyIn(name));
    const isKnown = (key: string): boolean => this.record.sources.has(key);
    const fresh = groups.filter(({ key, hash }) => this.record.sources.get(key)?.hash !== hash);
    const replaced = fresh.filter(({ key }) => isKnown(key)).length;
    try {
      for (let from = 0; from < fresh.length; from += BATCH) {
        await breathe(from, fresh.length, 'index', options);
        await this.changing(() => this.addBatch(fresh.slice(from, from + BATCH)));
      }
    } catch (error) {
      throw inOurWords(error);
    }
    return { added: fresh.length - replaced, replaced, unchanged: groups.length - fresh.length };
  }

  private async changing<T>(work: () => Promise<T>): Promise<T> {
    this.isFilled = false;
    try {
      const result = await work();
      this.isFilled = true;
      return result;
    } finally {
      this.catalogue.change();
    }
  }

  private async addBatch(groups: readonly ReturnType<typeof groupSources>[number][]): Promise<void> {
    const ids = groups.map(({ reports }) => reports.map((report) => hold(report).units.tokens.id));
    const counted: CountedGroup[] = groups.map((group, g) => ({
      ...group,
      tokens: ids[g]!.map(({ length }) => length),
    }));
    const gone = await this.load(groups.map(({ key }) => key));
    if (gone.length > 0) this.set.withdraw(gone);
    const numbers = await this.record.add(counted);
    const reports = groups.flatMap((group) => group.reports);
    const columns = ids.flat();
    await this.set.add(reports.map((report, i) => ({ no: numbers[i]!, report, id: columns[i]! })));
  }

  /** What the look-ups must forget when these sources go. */
  private async load(keys: readonly string[]): Promise<GoneReport[]> {
    const sources = new Set(keys.flatMap((key) => this.record.sources.get(key)?.no ?? []));
    const gone: GoneReport[] = [];
    if (sources.size === 0) return gone;
    for (const { no, source, issuer } of this.record.reports.values()) {
      if (sources.has(source)) gone.push({ no, issuer, id: hold(await this.record.load(no)).units.tokens.id });
    }
    return gone;
  }

  async remove(paths: readonly string[]): Promise<number> {
    this.mustWrite();
    try {
      let count = 0;
      for (let from = 0; from < paths.length; from += BATCH) {
        const batch = paths.slice(from, from + BATCH).map((name) => this.keyIn(name));
        const gone = await this.load(batch);
        if (gone.length === 0) continue;
        count += await this.changing(() => {
          this.set.withdraw(gone);
          return this.record.remove(batch);
        });
      }
      if (count > 0) await this.set.settle();
      return count;
    } catch (error) {
      throw inOurWords(error);
    }
  }

  /** The key of a path; what was added under the path itself, as older programs did, keeps it. */
  private keyIn(path: string): string {
    const key = this.keyOf(path);
    return !this.record.sources.has(key) && this.record.sources.has(path) ? path : key;
  }

  async compact(): Promise<void> {
    this.mustWrite();
    try {
      await this.record.compact();
      await this.set.compact();
      await this.catalogue.settle();
    } catch (error) {
      throw inOurWords(error);
    }
  }

  async corpus(without?: string): Promise<CorpusSource> {
    this.mustBeOpen();
    if (this.set.behind > 0) throw behind(this.path, this.set.behind);
    const all = this.catalogue.reports;
    return corpusOfIndex({
      sources: all.filter(({ id }) => id !== without),
      left: all.filter(({ id }) => id === without),
      segments: this.set.segments,
      withdrawn: this.set.withdrawals.map(({ segment }) => segment),
      hold: (entry) => this.kept.get(entry),
      wordings: (running) => this.catalogue.wordings(without, running),
    });
  }

  async find(ids: Iterable<string>): Promise<Report[]> {
    this.mustBeOpen();
    const wanted = new Set(ids);
    const found: Report[] = [];
    for (const { no, id } of this.record.reports.values()) if (wanted.has(id)) found.push(await this.record.load(no));
    return found;
  }

  async *reports(): AsyncGenerator<Report> {
    this.mustBeOpen();
    for (const no of await this.record.order()) yield await this.record.load(no);
  }

  async info(): Promise<IndexInfo> {
    this.mustBeOpen();
    const [sums] = await this.record.database.rows('SELECT count(*), coalesce(sum(bytes), 0)::BIGINT FROM source');
    const reports = [...this.record.reports.values()];
    return {
      format: this.record.format,
      sources: Number(sums?.[0] ?? 0),
      reports: reports.length,
      issuers: new Set(reports.map(({ issuer }) => issuer)).size,
      tokens: reports.reduce((sum, { tokens }) => sum + tokens, 0),
      textBytes: Number(sums?.[1] ?? 0),
      segments: this.set.segments.length,
      segmentBytes: this.set.bytes,
      withdrawn: this.set.withdrawals.reduce((sum, { segment }) => sum + segment.report.length, 0),
    };
  }

  async verify(): Promise<Verification> {
    this.mustBeOpen();
    const { verifyIndex } = await import('./verify.js');
    return verifyIndex(this.record, this.set, this.catalogue);
  }

  async export(folder: string, options: ExportOptions = {}): Promise<readonly string[]> {
    this.mustBeOpen();
    // A draft is not to wait for the whole engine that mines formulas.
    const { checkTables, exportParquet } = await import('./export.js');
    try {
      return await exportParquet(this.record, folder, checkTables(options.tables));
    } catch (error) {
      if (error instanceof TaohuaError) throw error;
      throw new TaohuaError('index-export', `cannot write to ${folder}: ${(error as Error).message}`, { cause: error });
    }
  }

  async import(folder: string, options: Running = {}): Promise<Added> {
    this.mustWrite();
    const done = { added: 0, replaced: 0, unchanged: 0 };
    const { importParquet } = await import('./import.js');
    let batch: Report[] = [];
    let files = 0;
    const take = async (): Promise<void> => {
      const { added, replaced, unchanged } = await this.add(batch, options);
      batch = [];
      done.added += added;
      done.replaced += replaced;
      done.unchanged += unchanged;
    };
    // A database of its own: a stream is read while this one is written.
    const reader = await Database.open(':memory:', 'READ_WRITE');
    try {
      for await (const group of importParquet(reader, folder)) {
        batch.push(...group);
        if (++files % BATCH === 0) await take();
      }
      await take();
    } finally {
      reader.close();
    }
    return done;
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    try {
      // What was added may have changed the sample; who opens the index next need not wait for it.
      if (this.isFilled) await this.catalogue.settle();
    } catch {
      // What is not kept is learned anew where it is asked for.
    } finally {
      this.set.close();
      this.record.close();
    }
  }

  private mustBeOpen(): void {
    if (!this.isOpen) throw new TaohuaError('bad-argument', `the index ${this.path} is closed; open it again`);
  }

  private mustWrite(): void {
    this.mustBeOpen();
    if (!this.isWritable) {
      throw new TaohuaError('bad-argument', `the index ${this.path} was opened for reading; open it with mode "write"`);
    }
  }
}
