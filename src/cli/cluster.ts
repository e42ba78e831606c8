/** `taohua cluster run`: the findings of `ratio` for more reports than one process holds, by stages kept as Parquet. */

import { rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import type { Result } from '../cluster/findings.js';
import type { Parameters } from '../cluster/program.js';
import { clusterWords, type StageLine } from './cluster-words.js';
import { ExitCode } from './exit-codes.js';
import { type Host, languageOf } from './host.js';
import { listInputs } from './inputs.js';
import type { Finish } from './main.js';
import { minIssuersOption } from './min-issuers.js';
import { parseWhole } from './numbers.js';
import { repeat } from './options.js';
import { makeFolder, writeWhole } from './outputs.js';
import { progressLine } from './progress.js';
import { sayInputs } from './run-inputs.js';
import { type Say, sayIn } from './say.js';
import { UsageError } from './usage-error.js';

interface RunOptions {
  readonly engine: 'local' | 'spark';
  readonly input: readonly string[];
  readonly output: string;
  readonly master?: string;
  readonly sparkSubmit: string;
  readonly conf?: readonly string[];
  readonly dryRun?: boolean;
  readonly minIssuers?: string;
  readonly minChars?: string;
  readonly encoding?: string;
  readonly buckets?: string;
  readonly learnFrom?: string;
  readonly threads?: string;
  readonly findingsUpTo: string;
  readonly lang?: string;
  readonly quiet?: boolean;
}

/** Reports up to which one file of findings is written beside the tables. */
const FINDINGS_UP_TO = '20000';

const FINDINGS = 'findings.json';

export function clusterCommand(host: Host, finish: Finish): Command {
  const run = new Command('run')
    .description('the findings of ratio, stage by stage, each kept as Parquet; a stage that is there is not made again')
    .addOption(new Option('--engine <name>', 'where it runs').choices(['local', 'spark']).default('local'))
    .requiredOption(
      '--input <path>',
      'folder or file of reports; may be repeated (spark: one folder or Parquet)',
      repeat,
    )
    .requiredOption('--output <folder>', 'where the stages and the findings go')
    .option('--master <url>', 'spark: local[2], yarn, spark://…, k8s://… (default: what spark-submit is set to)')
    .option('--spark-submit <path>', 'spark: the program', 'spark-submit')
    .option('--conf <key=value>', 'spark: handed on to spark-submit; may be repeated', repeat)
    .option('--dry-run', 'print the plan, do nothing')
    .option('--min-issuers <number|share>', 'issuers a wording needs to be a formula: 3, 0.1 or 10%')
    .option('--min-chars <number>', 'shortest copied stretch, in characters (5–500)')
    .option('--encoding <label>', 'encoding of the inputs, when detection is wrong')
    .option('--buckets <number>', 'pieces into which runs are split; more for larger corpora (1–65536)')
    .option(
      '--learn-from <reports>',
      'learn formulas from about so many reports, count them in all (for millions of reports)',
    )
    .option('--threads <number>', 'local: threads (1–64)')
    .option('--findings-up-to <reports>', 'write findings.json up to so many reports', FINDINGS_UP_TO)
    .addOption(new Option('--lang <code>', 'language of messages').choices(['zh-CN', 'en']))
    .option('-q, --quiet', 'only errors')
    .helpOption('-h, --help', 'show this help')
    .addHelpText(
      'after',
      `
Examples:
  taohua cluster run --input reports/ --output run/
  taohua cluster run --engine spark --master 'local[2]' --input reports/ --output run/
  taohua cluster run --engine spark --dry-run --input reports/ --output run/
  taohua report run/findings.json -r html -o out.html
  taohua index import all.index run/`,
    )
    .action(async (options: RunOptions) => finish(await runCluster(options, host)));
  return new Command('cluster')
    .description('a corpus beyond one process: the same findings by stages, here or on Apache Spark')
    .helpOption('-h, --help', 'show this help')
    .addCommand(run);
}

async function runCluster(options: RunOptions, host: Host): Promise<ExitCode> {
  const held: Held = [];
  try {
    return await runHolding(held, options, host);
  } finally {
    for (const release of held) release();
  }
}

/** What gives back the folders that a run took. */
type Held = (() => void)[];

async function runHolding(held: Held, options: RunOptions, host: Host): Promise<ExitCode> {
  const lang = languageOf(host, options.lang);
  const say = sayIn(lang);
  const words = clusterWords(lang);
  const minIssuers = minIssuersOption(options.minIssuers, say);
  const parameters: Parameters = {
    buckets: parseWhole('--buckets', options.buckets ?? '32', 1, 65536, say),
    ...(minIssuers === undefined ? {} : { minIssuers }),
    ...(options.minChars === undefined ? {} : { minChars: parseWhole('--min-chars', options.minChars, 5, 500, say) }),
    ...(options.learnFrom === undefined
      ? {}
      : { learnFrom: parseWhole('--learn-from', options.learnFrom, 1, 1_000_000, say) }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
  };
  const threads = parseWhole('--threads', options.threads ?? String(Math.min(64, availableParallelism())), 1, 64, say);
  const findingsUpTo = parseWhole('--findings-up-to', options.findingsUpTo, 0, 10_000_000, say);
  const { versionOf } = await import('../cluster/version.js');
  const root = fileURLToPath(new URL('../', import.meta.url));
  const version = versionOf(root);
  const output = resolve(host.cwd, options.output);
  if (options.dryRun) {
    const { printPlan } = await import('../cluster/print.js');
    await host.out(printPlan(options.engine, parameters, version));
    return ExitCode.done;
  }
  let unread = 0;
  const note = (line: string): void => {
    if (options.quiet !== true) host.err(line);
  };
  const progress = progressLine(host, say, options.quiet === true);
  const running = { signal: host.signal, onProgress: progress.listen };
  const { writeRun } = await import('../cluster/run.js');
  const made = options.engine === 'local' ? await here() : await there();
  progress.done();
  const { stages, reports, crowded } = made;
  if (!isRemote(options.output)) {
    writeRun(output, {
      kind: 'taohua-cluster',
      engine: options.engine,
      parameters,
      stages: stages.map(({ stage, digest, rows, bytes }) => ({
        stage,
        folder: `stages/${stage}-${digest}`,
        rows,
        bytes,
      })),
    });
  }
  for (const line of words.stages(stages)) note(line);
  if (crowded > 0) note(words.crowded(crowded));
  const name = isRemote(options.output) ? FINDINGS : join(options.output, FINDINGS);
  const result = await made.result();
  if (result === undefined) {
    note(words.tablesOnly(reports, findingsUpTo));
    // Those of an earlier run would be taken for what the tables hold.
    if (!isRemote(options.output)) rmSync(resolve(host.cwd, name), { force: true });
    return unread > 0 ? ExitCode.partial : ExitCode.done;
  }
  const { renderJson } = await import('../render/json.js');
  const { findings, reports: read } = result;
  await writeWhole(resolve(host.cwd, name), renderJson({ kind: 'corpus', findings, reports: read }), say, name);
  note(say.wrote(name));
  for (const problem of result.problems) host.err(`taohua: ${say.error}: ${problem}`);
  return unread + result.problems.length > 0 ? ExitCode.partial : ExitCode.done;

  async function here(): Promise<Made> {
    if (isRemote(options.output)) throw new UsageError(words.localOutput(options.output));
    const files = (await listed(options.input)).map((path) => ({ name: path, path: resolve(host.cwd, path) }));
    await takeOutput();
    const { runLocally } = await import('../cluster/local.js');
    const made = await runLocally({ ...running, files, output, parameters, version, threads });
    const own = Object.fromEntries(made.map(({ stage, folder }) => [stage, folder]));
    const { readResult, countsOf } = await import('../cluster/run.js');
    const counts = await countsOf(output, own);
    return {
      ...counts,
      stages: made,
      result: async () => (counts.reports > findingsUpTo ? undefined : readResult(output, own)),
    };
  }

  /** Made only when there is something to read: a mistyped input leaves no folder behind. */
  async function takeOutput(): Promise<void> {
    await prepareOutput(output, options.output, say);
    const { takeFolder } = await import('../cluster/lock.js');
    const taken = takeFolder(output);
    if ('holder' in taken) throw new UsageError(words.busy(options.output, taken.holder));
    held.push(taken.release);
  }

  /** The files that `ratio` would read. */
  async function listed(typed: readonly string[]): Promise<readonly string[]> {
    const inputs = await listInputs(typed, host, say);
    sayInputs({ ...inputs, reports: [] }, { say, quiet: options.quiet === true }, host);
    if (inputs.paths.length === 0) throw new UsageError(words.nothingToRead());
    unread += inputs.problems.length;
    return inputs.paths;
  }

  async function there(): Promise<Made> {
    const [input, ...more] = options.input;
    if (input === undefined || more.length > 0) throw new UsageError(words.oneInput());
    const { isParquet, runOnSpark } = await import('../cluster/spark.js');
    const named = isRemote(input) ? { name: input, path: input } : namedInput(input, host, say);
    const files = isRemote(input) || isParquet(input) ? undefined : await listed([input]);
    if (!isRemote(options.output)) await takeOutput();
    const { dropBegun } = await import('../cluster/folders.js');
    const made = await runOnSpark({
      ...running,
      input: named,
      ...(files === undefined ? {} : { files }),
      output: isRemote(options.output) ? options.output : output,
      parameters,
      version,
      root,
      node: process.execPath,
      submit: options.sparkSubmit,
      ...(options.master === undefined ? {} : { master: options.master }),
      conf: options.conf ?? [],
      findingsUpTo,
      say: note,
    }).catch((error: unknown) => {
      if (!isRemote(options.output)) dropBegun(output);
      throw error;
    });
    return { ...made, result: async () => made.result };
  }
}

/** What both engines leave. */
interface Made {
  readonly stages: readonly StageLine[];
  readonly reports: number;
  readonly crowded: number;
  readonly result: () => Promise<Result | undefined>;
}

/** A file or folder as `ratio` calls it: a file by what was typed, a folder by its way from here; ids of reports depend on it. */
function namedInput(typed: string, { cwd }: Host, say: Say): { readonly name: string; readonly path: string } {
  const path = resolve(cwd, typed);
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) throw new UsageError(say.noSuchFile(typed));
  return { name: info.isDirectory() ? relative(cwd, path) : typed, path };
}

async function prepareOutput(output: string, typed: string, say: Say): Promise<void> {
  try {
    await makeFolder(output);
  } catch (error) {
    throw new UsageError(say.cannotWrite(typed, say.trouble(error as NodeJS.ErrnoException)));
  }
  if (!statSync(output).isDirectory())
    throw new UsageError(say.cannotWrite(typed, say.trouble({ code: 'ENOTDIR', message: '' })));
}

function isRemote(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}
