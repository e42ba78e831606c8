/** Indexes as the commands use them: opened for one piece of work and always closed; their faults are told, not traced. */

import { resolve } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import type { Index, IndexOptions } from '../store/open.js';
import type { Host } from './host.js';
import { type Inputs, NO_INPUTS } from './inputs.js';
import type { Settled } from './options.js';
import { gather } from './run-inputs.js';
import { UsageError } from './usage-error.js';

export function withIndex<T>(
  path: string,
  mode: NonNullable<IndexOptions['mode']>,
  work: (index: Index) => Promise<T>,
  keyOf?: (path: string) => string,
): Promise<T> {
  return withOpening(path, mode, async (opening) => work(await opening), keyOf);
}

/** The work is begun while the index is being opened: that takes threads of its own, and the work may have to read first. */
export async function withOpening<T>(
  path: string,
  mode: NonNullable<IndexOptions['mode']>,
  work: (opening: Promise<Index>) => Promise<T>,
  keyOf?: (path: string) => string,
): Promise<T> {
  const opening = open(path, { mode, ...(keyOf === undefined ? {} : { keyOf }) });
  // Its fault is told where the index is wanted; work that ends before has no use for it.
  opening.catch(() => {});
  try {
    return await work(opening);
  } catch (error) {
    if (error instanceof TaohuaError && error.code.startsWith('index-')) throw new UsageError(error.message);
    throw error;
  } finally {
    await opening.then(
      (index) => index.close(),
      () => {},
    );
  }
}

async function open(path: string, options: IndexOptions): Promise<Index> {
  const { openIndex } = await import('../store/open.js');
  return openIndex(path, options);
}

/** The path of the index, when one index is all there is. */
export async function loneIndex(args: readonly string[], host: Host): Promise<string | undefined> {
  const { indexes, others } = await splitIndexes(args, host);
  return indexes.length === 1 && others.length === 0 ? indexes[0] : undefined;
}

/** Arguments that are indexes, and the rest. */
async function splitIndexes(
  args: readonly string[],
  host: Host,
): Promise<{ readonly indexes: readonly string[]; readonly others: readonly string[] }> {
  const { isIndex } = await import('../store/open.js');
  const indexes: string[] = [];
  const others: string[] = [];
  for (const arg of args) {
    const path = resolve(host.cwd, arg);
    if (await isIndex(path)) indexes.push(path);
    else others.push(arg);
  }
  return { indexes, others };
}

/** Reads arguments of which some may be indexes; a report that was read already is not taken again. */
export async function gatherAll(args: readonly string[], settled: Settled, host: Host): Promise<Inputs> {
  const { indexes, others } = await splitIndexes(args, host);
  const inputs = others.length === 0 ? NO_INPUTS : await gather(others, settled, host);
  if (indexes.length === 0) return inputs;
  const reports: Report[] = [...inputs.reports];
  const known = new Set(reports.map(({ id }) => id));
  for (const path of indexes) {
    await withIndex(path, 'read', async (index) => {
      for await (const report of index.reports()) {
        if (known.has(report.id)) continue;
        known.add(report.id);
        reports.push(report);
      }
    });
  }
  return { ...inputs, reports };
}
