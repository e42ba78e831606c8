/** The plan on Apache Spark: written as SQL, carried out by a small driver that `spark-submit` runs. */

import { spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';
import { DOCUMENT_NAMES } from '../text/document-names.js';
import { pack, SHIPPED_NODE, SHIPPED_ROOT } from './archive.js';
import { RESULT, type Result, resultOf } from './findings.js';
import type { Manifest } from './folders.js';
import { parametersOf, recipeOf, type Stage, stagesOf } from './plan.js';
import { HEAP, type Parameters } from './program.js';
import { PROGRAMS } from './programs.js';
import type { Row } from './protocol.js';
import { transformOf } from './spark-sql.js';

export interface SparkOptions extends Running {
  /** A folder, a file, or Parquet with the columns `path` and `text`. */
  readonly input: { readonly name: string; readonly path: string };
  /** The files that are meant, by their names in the results; absent where only Spark can see them. */
  readonly files?: readonly string[];
  /** A folder, or a URI that the cluster knows. */
  readonly output: string;
  readonly parameters: Parameters;
  readonly version: string;
  /** Folder of the built program. */
  readonly root: string;
  readonly node: string;
  /** `spark-submit`, or where it is. */
  readonly submit: string;
  readonly master?: string;
  readonly conf: readonly string[];
  readonly findingsUpTo: number;
  /** Hears what Spark says. */
  readonly say: (line: string) => void;
}

export interface SparkRun {
  readonly stages: readonly (Manifest & { readonly skipped: boolean; readonly seconds: number })[];
  readonly reports: number;
  readonly crowded: number;
  /** Absent where there are too many reports for one file of findings. */
  readonly result?: Result;
}

const HEAPED = `--max-old-space-size=${HEAP}`;

/** The folder that the archive becomes on an executor. */
const SHIPPED = 'taohua_worker';

export async function runOnSpark(options: SparkOptions): Promise<SparkRun> {
  const folder = mkdtempSync(join(tmpdir(), 'taohua-'));
  try {
    // With `local` there are no executors to ship to, and Spark does not unpack archives.
    const isHere = options.master === undefined ? false : /^local(?:\[|$)/.test(options.master);
    const { command, archives } = isHere
      ? { command: `${shell(options.node)} ${HEAPED} ${shell(join(options.root, 'cli/worker-main.js'))}`, archives: [] }
      : await shipped(options, folder);
    const paths = { report: join(folder, 'report.json'), result: join(folder, 'result.ndjson') };
    const plan = join(folder, 'plan.json');
    writeFileSync(plan, JSON.stringify({ ...planOf(options, command), ...paths }));
    await submit(options, archives, plan, paths.report);
    const report = JSON.parse(readFileSync(paths.report, 'utf8')) as Omit<SparkRun, 'result'>;
    if (report.reports > options.findingsUpTo) return report;
    return { ...report, result: await resultOf(resultRows(paths.result)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function shipped(
  { root, node, version }: SparkOptions,
  folder: string,
): Promise<{
  readonly command: string;
  readonly archives: readonly string[];
}> {
  const path = join(cacheOf(root) ?? folder, `taohua-${version}.tgz`);
  await pack({ root, node, path });
  return {
    command: `./${SHIPPED}/${SHIPPED_NODE} ${HEAPED} ./${SHIPPED}/${SHIPPED_ROOT}/cli/worker-main.js`,
    archives: ['--archives', `${path}#${SHIPPED}`],
  };
}

/**
 * A folder that outlives the run, so that the program is packed once; undefined where there is none. Never one that other users
 * can write: what lies in it under our name is run on the cluster.
 */
function cacheOf(root: string): string | undefined {
  for (const cache of [join(dirname(root), '.cache', 'worker'), join(homedir(), '.cache', 'taohua')]) {
    try {
      mkdirSync(cache, { recursive: true });
      accessSync(cache, constants.W_OK);
      return cache;
    } catch {
      // An installed program may stand where nobody may write.
    }
  }
  return undefined;
}

function planOf({ input, files, output, parameters, version, findingsUpTo }: SparkOptions, command: string): object {
  return {
    starter: process.pid,
    output,
    input: {
      ...input,
      names: `(?i)${DOCUMENT_NAMES.source}`,
      kind: isParquet(input.path) ? 'parquet' : 'files',
      ...(files === undefined ? {} : { files }),
    },
    stages: stagesOf(parameters).map((stage) => ({
      name: stage.name,
      from: stage.from,
      recipe: recipeOf(stage, parameters, version),
      sql: sqlOf(stage, parameters, command),
    })),
    resultSql: RESULT,
    findingsUpTo,
  };
}

/** Reports as rows: `path` and `text`. */
export function isParquet(path: string): boolean {
  return /\.parquet\/?$/.test(path);
}

function sqlOf(stage: Stage, parameters: Parameters, command: string): string {
  if (stage.program === undefined) return stage.query;
  const told = Buffer.from(JSON.stringify(parametersOf(stage, parameters))).toString('base64');
  return transformOf(
    stage,
    PROGRAMS[stage.program]!.input,
    `exec ${command} worker ${stage.program} --parameters ${told}`,
  );
}

/** A path inside the command of a stage, which bash reads and which stands in an SQL text. */
function shell(path: string): string {
  if (!/^[\w./+@:,-]+$/.test(path))
    throw new TaohuaError(
      'bad-argument',
      `${path} holds signs that Spark's shell would read otherwise; move the program`,
    );
  return path;
}

/**
 * What every run needs: rows of a file each may be long, a second try of a slow task is never wanted, lost ones are repeated.
 * Opening a file counts as 64 kB: at Spark's 4 MB four small reports fill a partition, and each starts a worker (0.3 s).
 */
const CONF: readonly string[] = [
  'spark.speculation=false',
  'spark.sql.shuffle.partitions=64',
  'spark.sql.files.maxPartitionBytes=64m',
  'spark.sql.files.openCostInBytes=64k',
  'spark.sql.parquet.compression.codec=zstd',
  'spark.ui.showConsoleProgress=false',
];

/** Milliseconds that Spark has to end its processes when the run is stopped. */
const TO_END = 20_000;

/** Ends when Spark has ended, also where the run was stopped: nothing writes into the output any more. */
function submit(
  { submit, master, conf, say, signal }: SparkOptions,
  archives: readonly string[],
  plan: string,
  report: string,
): Promise<void> {
  const driver = fileURLToPath(new URL('../../bin/taohua_spark.py', import.meta.url));
  const args = [
    ...(master === undefined ? [] : ['--master', master]),
    ...[...CONF, ...conf].flatMap((one) => ['--conf', one]),
    ...archives,
    driver,
    plan,
  ];
  return new Promise((resolve, reject) => {
    // In a group of its own: Spark, its driver and its workers are then ended together, whichever of them still listens.
    const child = spawn(submit, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const last: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (line.startsWith('taohua: ')) say(line);
        last.push(line);
        if (last.length > MOST_LINES) last.shift();
      });
    }
    let late: NodeJS.Timeout | undefined;
    const stop = (): void => {
      endGroup(child.pid, 'SIGTERM');
      late = setTimeout(() => endGroup(child.pid, 'SIGKILL'), TO_END);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
    child.on('error', (error) =>
      reject(new TaohuaError('bad-engine', `${submit} cannot be started: ${error.message}`, { cause: error })),
    );
    child.on('close', (code) => {
      clearTimeout(late);
      signal?.removeEventListener('abort', stop);
      // What Spark left behind, a worker in the middle of a long partition.
      endGroup(child.pid, 'SIGKILL');
      if (signal?.aborted) reject(new TaohuaError('aborted', 'Stopped, as asked.'));
      else if (code === 0) resolve();
      else reject(failed(code, last, stageAt(report)));
    });
  });
}

function endGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // All of it has ended.
  }
}

/** What was being made, by the report of what is done; undefined where the plan had not begun. */
function stageAt(report: string): string | undefined {
  if (!existsSync(report)) return undefined;
  const { stages, plan } = JSON.parse(readFileSync(report, 'utf8')) as {
    readonly stages: readonly unknown[];
    readonly plan: readonly string[];
  };
  return plan[stages.length] ?? 'the findings';
}

/** Before the plan has begun, it is Spark's settings or the input; from then on, the run. */
function failed(code: number | null, last: readonly string[], stage: string | undefined): TaohuaError {
  const when = stage === undefined ? 'before the first stage' : `while it made ${stage}`;
  return new TaohuaError(
    stage === undefined ? 'bad-engine' : 'cluster-failed',
    `spark-submit ended with ${code} ${when}; it said last: ${telling(last)}`,
  );
}

/** Lines of Spark kept for a message, and shown in it. */
const MOST_LINES = 2000;
const SHOWN_LINES = 12;

/** The lines that name a cause. */
function telling(lines: readonly string[]): string {
  const causes = lines.filter((line) => /Caused by|taohua worker|Error|Exception/.test(line) && !/^\s+at /.test(line));
  return (causes.length > 0 ? causes : lines).slice(-SHOWN_LINES).join(' | ');
}

async function* resultRows(path: string): AsyncGenerator<Row> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line) as Row;
}
