/** A finished run in its folder: which results belong together, and how they are asked. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import { quoted, Relations } from '../store/relations.js';
import { writeWhole } from '../store/whole-file.js';
import { RESULT, type Result, resultOf } from './findings.js';
import { unpackReport } from './packed.js';
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
  const run = JSON.parse(readFileSync(path, 'utf8')) as Partial<Run>;
  return run.kind === 'taohua-cluster' ? (run as Run) : undefined;
}

/** Relations by the names of their stages, each with its folder, to be asked in SQL. */
async function openFolders(folders: Readonly<Record<string, string>>): Promise<Relations> {
  const relations = await Relations.open({ spill: join(dirname(Object.values(folders)[0] ?? '.'), 'spill') });
  for (const [stage, folder] of Object.entries(folders)) {
    const files = quoted(join(folder, '*.parquet'));
    await relations.run(`CREATE VIEW ${stage} AS SELECT * FROM read_parquet(${files})`);
  }
  return relations;
}

export async function readResult(folders: Readonly<Record<string, string>>): Promise<Result> {
  const relations = await openFolders(folders);
  try {
    return await resultOf(relations.stream(RESULT));
  } finally {
    relations.close();
  }
}

/** Counts that a reader of the result should know of. */
export async function countsOf(
  folders: Readonly<Record<string, string>>,
): Promise<{ readonly reports: number; readonly crowded: number }> {
  const relations = await openFolders(folders);
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
