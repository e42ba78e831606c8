/** A finished run in its folder: which results belong together, and how they are asked. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import { Relations } from '../store/relations.js';
import { writeWhole } from '../store/whole-file.js';
import { RESULT, type Result, resultOf } from './findings.js';
import { isWhole, spillOf } from './folders.js';
import { unpackReport } from './packed.js';
import { isRelation } from './plan.js';
import type { Parameters } from './program.js';
import { textOf } from './protocol.js';

const RUN = 'run.json';

export interface Run {
  readonly kind: 'taohua-cluster';
  readonly engine: string;
  readonly parameters: Parameters;
  /** Rows, bytes and folder of each stage's result, relative to the run. */
  readonly stages: readonly {
    readonly stage: string;
    readonly folder: string;
    readonly rows: number;
    readonly bytes: number;
  }[];
}

export function writeRun(output: string, run: Run): void {
  writeWhole(join(output, RUN), new TextEncoder().encode(`${JSON.stringify(run, null, 2)}\n`));
}

/** The run in a folder; undefined where there is none. */
export function readRun(output: string): Run | undefined {
  const path = join(output, RUN);
  if (!existsSync(path)) return undefined;
  let run: Partial<Run> | null;
  try {
    run = JSON.parse(readFileSync(path, 'utf8')) as Partial<Run> | null;
  } catch (error) {
    throw new TaohuaError('bad-input', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  if (run?.kind !== 'taohua-cluster') return undefined;
  if (!Array.isArray(run.stages) || !run.stages.every(isOurs))
    throw new TaohuaError('bad-input', `${path} does not name the results of a run; run it again`);
  return run as Run;
}

/** A name goes into SQL and a folder is read: a file that came from elsewhere may say nothing but what we would have written. */
function isOurs(one: Partial<Run['stages'][number]> | null): boolean {
  const { stage, folder } = one ?? {};
  if (typeof stage !== 'string' || typeof folder !== 'string' || !isRelation(stage)) return false;
  return folder.startsWith(`stages/${stage}-`) && /^[0-9a-f]{16}$/.test(folder.slice(`stages/${stage}-`.length));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Relations by the names of their stages, each with its folder, to be asked in SQL. */
async function openFolders(output: string, folders: Readonly<Record<string, string>>): Promise<Relations> {
  const relations = await Relations.open({ spill: spillOf(output) });
  try {
    for (const [stage, folder] of Object.entries(folders)) {
      if (!isWhole(folder)) throw new Error(`${folder} is not whole; run it again`);
      await relations.name(stage, folder);
    }
  } catch (error) {
    relations.close();
    throw new TaohuaError('bad-input', `the results of the run cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return relations;
}

export async function readResult(output: string, folders: Readonly<Record<string, string>>): Promise<Result> {
  const relations = await openFolders(output, folders);
  try {
    return await resultOf(relations.stream(RESULT));
  } finally {
    relations.close();
  }
}

/** Counts that a reader of the result should know of. */
export async function countsOf(
  output: string,
  folders: Readonly<Record<string, string>>,
): Promise<{ readonly reports: number; readonly crowded: number }> {
  const relations = await openFolders(output, folders);
  try {
    const [row] = await relations.rows(
      "SELECT (SELECT count(*) FROM corpus), (SELECT coalesce(sum(CAST(links AS BIGINT)), 0) FROM link WHERE kind = 'crowded')",
    );
    return { reports: Number(row?.[0] ?? 0), crowded: Number(row?.[1] ?? 0) };
  } finally {
    relations.close();
  }
}

/** The reports of a run, those of one file together, with one text for all of them. */
export async function* reportsOfRun(output: string): AsyncGenerator<Report[]> {
  const run = readRun(output);
  if (run === undefined) throw new TaohuaError('bad-input', `${output} holds no finished run`);
  const relations = await openFolders(
    output,
    Object.fromEntries(run.stages.map(({ stage, folder }) => [stage, join(output, folder)])),
  );
  try {
    let path: string | undefined;
    let together: Report[] = [];
    const ask = 'SELECT path, body FROM report WHERE usable = 1 ORDER BY place, number';
    for await (const [own, body] of relations.stream(ask)) {
      if (own !== path && together.length > 0) {
        yield united(together);
        together = [];
      }
      path = textOf(own, 'path');
      together.push(unpackReport(textOf(body, 'body')));
    }
    if (together.length > 0) yield united(together);
  } catch (error) {
    if (error instanceof TaohuaError) throw error;
    throw new TaohuaError('bad-input', `the reports of ${output} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    relations.close();
  }
}

/** Each report knows its own part of the file; together they know the file but for what no report is. */
function united(reports: readonly Report[]): Report[] {
  if (reports.length === 1) return [...reports];
  let text = '';
  for (const { source, span } of reports) {
    text = `${text}${source.text.slice(text.length, span.start)}${source.text.slice(Math.max(span.start, text.length), span.end)}`;
  }
  text += reports[0]?.source.text.slice(text.length) ?? '';
  return reports.map((report) => ({ ...report, source: { ...report.source, text } }));
}
