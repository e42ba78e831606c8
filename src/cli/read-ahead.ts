/**
 * Files read one after the other, or by threads some files ahead of the one that is asked for. What comes back is the same
 * in both cases, and so is its order; threads cost their start, so a few files are read without them.
 */

import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Report } from '../model/report.js';
import type { Host } from './host.js';
import type { ReadReports } from './read-pool.js';

/** Files read ahead by each thread: enough that none waits, few enough that they take little memory. */
const AHEAD = 2;

/**
 * Bytes of all files from which threads are started. Each loads the readers and compiles them anew, .5 s of CPU time: of 9
 * MB the main thread was spared .3 s in 7.5 and all cores together worked 1.5 s more, of 46 MB it was 2.8 in 22.
 */
const SHARE_FROM: number = 2 ** 25;

export interface Threads {
  /** Threads that read, at most. Default: as many as the machine runs at once. */
  readonly workers?: number;
  /** Bytes of all files from which threads are started. */
  readonly shareFrom?: number;
}

export interface ReaderOptions extends Threads {
  readonly host: Host;
  /** Where reports are kept by path a file may be asked for again, and is not read ahead. */
  readonly known?: ReadonlyMap<string, unknown>;
}

export interface FileRead {
  readonly reports: readonly Report[];
  readonly problems: readonly string[];
}

export interface Reader {
  /** The file of that number; they are asked for in their order. */
  read(index: number): Promise<FileRead>;
  close(): Promise<void>;
}

interface Reached {
  readonly real: string;
}

export async function openReader<File extends Reached>(
  files: readonly File[],
  options: ReaderOptions,
  readFile: (file: File, read: ReadReports) => Promise<FileRead>,
): Promise<Reader> {
  const threads = options.known === undefined ? await threadsFor(files, options) : 0;
  // Loaded on first use: `--help` and wrong usage answer without the readers.
  const pool = threads === 0 ? undefined : (await import('./read-pool.js')).createReadPool(threads);
  const read: ReadReports =
    pool?.read ?? (async (bytes, how) => (await import('../outline/read.js')).readReports(bytes, how));
  const started = new Map<number, Promise<FileRead>>();
  return {
    read(index) {
      for (let next = index; next < files.length && next <= index + AHEAD * threads; next++) {
        if (started.has(next)) continue;
        const reading = readFile(files[next]!, read);
        // It is looked at when its turn comes; until then a failure is nobody's.
        reading.catch(() => undefined);
        started.set(next, reading);
      }
      const reading = started.get(index)!;
      started.delete(index);
      return reading;
    },
    close: async () => pool?.close(),
  };
}

/** Threads for these files: none where reading them here is as fast. */
async function threadsFor(
  files: readonly Reached[],
  { host, workers = availableParallelism(), shareFrom = SHARE_FROM }: ReaderOptions,
): Promise<number> {
  if (workers < 2 || files.length < 2 * workers) return 0;
  let bytes = 0;
  for (const { real } of files) {
    if (host.signal.aborted) return 0;
    bytes += (await stat(real).catch(() => undefined))?.size ?? 0;
    if (bytes >= shareFrom) return workers;
  }
  return 0;
}
