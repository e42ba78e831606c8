/** `taohua index`: a corpus kept on disk: build, add, remove, info, verify, export, import. */

import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Report } from '../model/report.js';
import type { Added, Index } from '../store/open.js';
import { ExitCode } from './exit-codes.js';
import { fileKey, tidyPath } from './file-key.js';
import type { Host } from './host.js';
import { type Inputs, readInputs } from './inputs.js';
import type { Finish } from './main.js';
import { withIndex } from './open-index.js';
import { commandWithOptions, type Settled, settle } from './options.js';
import { progressLine } from './progress.js';
import { exitCodeOf, exitCodeOfNothing, sayInputs } from './run-inputs.js';

/** Files read between two additions: what is added is on the disk. */
const BATCH = 256;

export function indexCommand(host: Host, finish: Finish): Command {
  const filling = (name: 'build' | 'add', description: string): Command =>
    commandWithOptions(name, description)
      .argument('<index>', 'the folder of the index')
      .argument('<paths...>', 'files, folders or globs of reports')
      .action(async (folder: string, paths: readonly string[], _flags: unknown, own: Command) => {
        finish(await fill(folder, paths, name, await settle(own, host), host));
      });
  const asking = (
    name: string,
    description: string,
    work: (index: Index, settled: Settled) => Promise<ExitCode>,
  ): Command =>
    commandWithOptions(name, description)
      .argument('<index>', 'the folder of the index')
      .action(async (folder: string, _flags: unknown, own: Command) => {
        const settled = await settle(own, host);
        finish(await withIndex(resolve(host.cwd, folder), 'read', (index) => work(index, settled)));
      });
  // Without options of its own: they belong to the commands below, wherever they stand on the line.
  return new Command('index')
    .description('a corpus kept on disk, for --against')
    .helpOption('-h, --help', 'show this help')
    .addCommand(filling('build', 'make an index of reports, or bring one up to date and pack it'))
    .addCommand(filling('add', 'add reports; a file that has changed replaces what was there'))
    .addCommand(
      commandWithOptions('remove', 'remove the reports of files, which need not be there any more')
        .argument('<index>', 'the folder of the index')
        .argument('<paths...>', 'paths of files that were added')
        .action(async (folder: string, paths: readonly string[], _flags: unknown, own: Command) => {
          const settled = await settle(own, host);
          const path = resolve(host.cwd, folder);
          const keyOf = (name: string): string => fileKey(name, host.cwd, path);
          const count = await withIndex(path, 'write', (index) => index.remove(paths), keyOf);
          host.err(settled.say.indexRemoved(count));
          const missing = paths.length - count;
          if (missing > 0) host.err(`taohua: ${settled.say.warning}: ${settled.say.indexUnknown(missing)}`);
          finish(missing > 0 && !settled.allowPartial ? ExitCode.partial : ExitCode.done);
        }),
    )
    .addCommand(
      asking('info', 'what an index holds', async (index, { output, say }) => {
        const info = await index.info();
        await host.out(output.reporters.includes('json') ? `${JSON.stringify(info, null, 2)}\n` : say.indexInfo(info));
        return ExitCode.done;
      }),
    )
    .addCommand(
      asking('verify', 'check that an index is whole; exit 1 when it is not', async (index, { output, say }) => {
        const verification = await index.verify();
        if (output.reporters.includes('json')) await host.out(`${JSON.stringify(verification, null, 2)}\n`);
        else {
          for (const fault of verification.faults) await host.out(`${fault}\n`);
          await host.out(verification.isSound ? say.indexSound(verification.reports) : say.indexUnsound());
        }
        return verification.isSound ? ExitCode.done : ExitCode.gate;
      }),
    )
    .addCommand(
      commandWithOptions('export', 'write the index as Parquet, for other programs and for import')
        .argument('<index>', 'the folder of the index')
        .argument('<folder>', 'where sources.parquet, reports.parquet and so on go')
        .option('--tables <names>', 'only these: sources,reports,passages,formulas,occurrences')
        .action(async (folder: string, target: string, flags: { readonly tables?: string }, own: Command) => {
          const { say } = await settle(own, host);
          const tables = flags.tables === undefined ? {} : { tables: flags.tables.split(',') };
          const written = await withIndex(resolve(host.cwd, folder), 'read', (index) =>
            index.export(resolve(host.cwd, target), tables),
          );
          for (const path of written) host.err(say.wrote(path));
          finish(ExitCode.done);
        }),
    )
    .addCommand(
      commandWithOptions('import', 'add what export wrote, without the files it was made of')
        .argument('<index>', 'the folder of the index')
        .argument('<folder>', 'where sources.parquet and reports.parquet are, or the output of a cluster run')
        .action(async (folder: string, from: string, _flags: unknown, own: Command) => {
          const { say, quiet } = await settle(own, host);
          const source = resolve(host.cwd, from);
          const { readRun } = await import('../cluster/run.js');
          const isRun = readRun(source) !== undefined;
          const sum = await withIndex(resolve(host.cwd, folder), 'create', (index) =>
            isRun ? importRun(index, source, host) : index.import(source, { signal: host.signal }),
          );
          if (!quiet) host.err(say.indexAdded(sum));
          finish(ExitCode.done);
        }),
    )
    .addHelpText(
      'after',
      `
Examples:
  taohua index build all.index reports/
  taohua index add all.index new/2025.docx
  taohua flag draft.docx --against all.index
  taohua ratio --against all.index -r html -o out.html
  taohua index verify all.index
  taohua index export all.index parquet/ && taohua index import copy.index parquet/`,
    );
}

/** The reports of a finished cluster run, as they were read there. */
async function importRun(index: Index, source: string, host: Host): Promise<Added> {
  const { reportsOfRun } = await import('../cluster/run.js');
  let sum: Added = { added: 0, replaced: 0, unchanged: 0 };
  let batch: Report[] = [];
  let files = 0;
  const add = async (): Promise<void> => {
    const { added, replaced, unchanged } = await index.add(batch, { signal: host.signal });
    sum = { added: sum.added + added, replaced: sum.replaced + replaced, unchanged: sum.unchanged + unchanged };
    batch = [];
    files = 0;
  };
  for await (const reports of reportsOfRun(source)) {
    batch.push(...reports);
    if (++files === BATCH) await add();
  }
  if (batch.length > 0) await add();
  return sum;
}

async function fill(
  folder: string,
  paths: readonly string[],
  how: 'build' | 'add',
  settled: Settled,
  host: Host,
): Promise<ExitCode> {
  const { say } = settled;
  const path = resolve(host.cwd, folder);
  const keyOf = (name: string): string => fileKey(name, host.cwd, path);
  const work = async (index: Index): Promise<{ readonly inputs: Inputs; readonly sum: Added }> => {
    for (const what of index.mended) host.err(`taohua: ${say.note}: ${say.indexMended(what)}`);
    const progress = progressLine(host, say, settled.quiet);
    let done: Added = { added: 0, replaced: 0, unchanged: 0 };
    const read: Inputs = await readInputs(paths, host, say, {
      ...(settled.encoding === undefined ? {} : { encoding: settled.encoding }),
      ...(settled.workers === undefined ? {} : { workers: settled.workers }),
      onRead: (count, total) => progress.listen({ stage: 'index', done: count, total }),
      batch: BATCH,
      called: (name) => tidyPath(name, host.cwd),
      take: async (reports) => {
        const { added, replaced, unchanged } = await index.add(reports, { signal: host.signal });
        done = {
          added: done.added + added,
          replaced: done.replaced + replaced,
          unchanged: done.unchanged + unchanged,
        };
      },
    });
    if (how === 'build' && !host.signal.aborted) await index.compact();
    progress.done();
    return { inputs: read, sum: done };
  };
  const { inputs, sum } = await withIndex(path, how === 'build' ? 'create' : 'write', work, keyOf);
  sayInputs(inputs, settled, host);
  if (!settled.quiet) host.err(say.indexAdded(sum));
  const isNothing = sum.added + sum.replaced + sum.unchanged === 0;
  return isNothing ? exitCodeOfNothing([inputs], settled, host) : exitCodeOf([inputs], false, settled, host);
}
