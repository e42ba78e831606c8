/** `openIndex`: a corpus on disk that grows, is asked like reports in memory, and loses nothing. Loads the database on use. */

import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';
import type { Report } from '../model/report.js';
import type { ReportIndex } from '../reuse/corpus-source.js';

export interface IndexOptions {
  /** Default `read`. `write` opens an index that there is, `create` makes one where there is none. */
  readonly mode?: 'read' | 'write' | 'create';
  /** What a file is known by, from its path: files with one key are versions of one file. Default: the path itself. */
  readonly keyOf?: (path: string) => string;
}

/** What adding did, in files. */
export interface Added {
  readonly added: number;
  /** Files whose content had changed. */
  readonly replaced: number;
  /** Files that were there already with the same content. */
  readonly unchanged: number;
}

export interface IndexInfo {
  readonly format: number;
  readonly sources: number;
  readonly reports: number;
  readonly issuers: number;
  readonly tokens: number;
  /** UTF-8 bytes of all texts. */
  readonly textBytes: number;
  readonly segments: number;
  readonly segmentBytes: number;
  /** Removed or replaced reports that packing will take out of the look-ups. */
  readonly withdrawn: number;
}

export interface ExportOptions {
  /**
   * Default all: `sources`, `reports` (these two can be imported), `passages`, `formulas`, `occurrences` (these two need all
   * reports in memory at once, and the time that `ratio` takes for formulas).
   */
  readonly tables?: readonly string[];
}

export interface Index extends ReportIndex {
  readonly path: string;
  /** What was found damaged or behind at opening, and mended from the record. */
  readonly mended: readonly string[];
  /**
   * Reports of one file must be given together; a file with a known path and other content replaces what was there. When
   * the promise is fulfilled the reports are on the disk.
   */
  add(reports: readonly Report[], options?: Running): Promise<Added>;
  /** Removes whole files by their path. Returns how many there were. */
  remove(paths: readonly string[]): Promise<number>;
  /** One segment instead of many, for the quickest answers, after large additions; what is damaged is made anew. */
  compact(): Promise<void>;
  /** Reports by their ids; unknown ids are left out. */
  find(ids: Iterable<string>): Promise<Report[]>;
  /** All reports, in the order in which their files were added. */
  reports(): AsyncGenerator<Report>;
  info(): Promise<IndexInfo>;
  verify(): Promise<Verification>;
  /** Writes tables as Parquet into a folder: `sources.parquet` and so on. Returns the paths. */
  export(folder: string, options?: ExportOptions): Promise<readonly string[]>;
  /** Adds what `export` wrote: the same reports, whose files are not needed. */
  import(folder: string, options?: Running): Promise<Added>;
  close(): Promise<void>;
}

export interface Verification {
  readonly isSound: boolean;
  readonly reports: number;
  /** What is wrong, in words. */
  readonly faults: readonly string[];
}

/** Opens an index. Throws a `TaohuaError` whose code begins with `index-` where it cannot be used, with what to do. */
export async function openIndex(path: string, options: IndexOptions = {}): Promise<Index> {
  if (typeof path !== 'string' || path === '')
    throw new TaohuaError('bad-argument', 'openIndex needs the path of a folder');
  const { openDiskIndex } = await import('./disk-index.js');
  return openDiskIndex(path, options);
}

/** Whether a folder holds an index. */
export async function isIndex(path: string): Promise<boolean> {
  const { hasRecord } = await import('./record.js');
  return hasRecord(path);
}
