/** What every command does around its work: read the inputs, say what was wrong with them, choose the exit code. */

import { resolve } from 'node:path';
import type { Report } from '../model/report.js';
import { reportName } from '../render/names.js';
import { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import { type Inputs, readInputs } from './inputs.js';
import type { Settled } from './options.js';
import { progressLine } from './progress.js';

/** Reads the arguments with a progress line; warnings about single reports go to stderr as well. */
export async function gather(
  args: readonly string[],
  settled: Settled,
  host: Host,
  known?: Map<string, readonly Report[]>,
): Promise<Inputs> {
  const { say, quiet } = settled;
  const progress = progressLine(host, say, quiet);
  const inputs = await readInputs(args, host, say, {
    ...(settled.encoding === undefined ? {} : { encoding: settled.encoding }),
    ...(settled.workers === undefined ? {} : { workers: settled.workers }),
    ...(known === undefined ? {} : { known }),
    onRead: (done, total) => progress.listen({ stage: 'read', done, total }),
  });
  progress.done();
  // What was read until then is half of what was asked for: nothing is said of it.
  host.signal.throwIfAborted();
  sayInputs(inputs, settled, host);
  return inputs;
}

/** A folder of a hundred thousand pictures is told of, not listed. */
const MOST_NOTES = 100;

/** What was wrong with the inputs, on stderr. */
export function sayInputs(inputs: Inputs, settled: Pick<Settled, 'say' | 'quiet'>, host: Host): void {
  const { say, quiet } = settled;
  for (const problem of inputs.problems) host.err(`taohua: ${say.error}: ${problem}`);
  if (!quiet) {
    for (const note of inputs.notes.slice(0, MOST_NOTES)) host.err(`taohua: ${say.note}: ${note}`);
    const more = inputs.notes.length - MOST_NOTES;
    if (more > 0) host.err(`taohua: ${say.note}: ${say.moreSkipped(more)}`);
    const files = new Map<string | undefined, number>();
    for (const { source } of inputs.reports) files.set(source.path, (files.get(source.path) ?? 0) + 1);
    for (const report of inputs.reports) sayWarnings(report, (files.get(report.source.path) ?? 0) > 1, settled, host);
  }
}

/** What a run has said: a draft that stands among the reports it is checked against is read twice. */
const said = new WeakMap<Host, Set<string>>();

/** Of a file of many reports it is said which one. */
function sayWarnings(report: Report, several: boolean, { say }: Pick<Settled, 'say'>, host: Host): void {
  const { path } = report.source;
  const before = said.get(host) ?? new Set<string>();
  said.set(host, before);
  const number = /#(\d+)-\w+$/.exec(report.id)?.[1];
  const name =
    path === undefined
      ? report.id
      : several && number !== undefined
        ? `${path}#${number} (${reportName({ ...report, characters: 0 })})`
        : path;
  for (const found of report.diagnostics) {
    if (found.severity !== 'warning') continue;
    const what = say.diagnostic(found);
    const key = `${path === undefined ? '' : resolve(host.cwd, path)}#${number ?? ''}\n${what}`;
    if (before.has(key)) continue;
    before.add(key);
    host.err(`taohua: ${say.warning}: ${name}: ${what}`);
  }
}

/** A failed gate wins over unreadable inputs. */
export function exitCodeOf(inputs: readonly Inputs[], gateFailed: boolean, settled: Settled, host: Host): ExitCode {
  const count = inputs.reduce((total, { problems }) => total + problems.length, 0);
  if (count > 0 && !settled.quiet) host.err(`taohua: ${settled.say.warning}: ${settled.say.unreadable(count)}`);
  if (gateFailed) return ExitCode.gate;
  return count > 0 && !settled.allowPartial ? ExitCode.partial : ExitCode.done;
}

/** When what could be read was too little to do anything with. */
export function exitCodeOfNothing(inputs: readonly Inputs[], settled: Settled, host: Host): ExitCode {
  const count = inputs.reduce((total, { problems }) => total + problems.length, 0);
  if (count > 0 && !settled.quiet) host.err(`taohua: ${settled.say.warning}: ${settled.say.nothingDone(count)}`);
  return count > 0 && !settled.allowPartial ? ExitCode.partial : ExitCode.done;
}
