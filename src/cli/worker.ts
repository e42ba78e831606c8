/** `taohua worker STAGE`: rows on stdin, rows on stdout. A cluster starts it; see docs/scale.md. */

import { Command } from 'commander';
import type { Parameters } from '../cluster/program.js';
import { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import type { Finish } from './main.js';
import { UsageError } from './usage-error.js';

/** Characters written at a time. */
const BATCH = 1 << 16;

export function workerCommand(host: Host, finish: Finish): Command {
  return new Command('worker')
    .description('one stage of a cluster run: rows on stdin, rows on stdout')
    .argument(
      '<stage>',
      'read, families, learn, place, tally, gather, runs, links, pairs, align, wanted, grams, counts, price, settle, labels, finish, echo',
    )
    .option('--parameters <base64>', 'what the stage is told, as JSON in base64')
    .helpOption('-h, --help', 'show this help')
    .action(async (stage: string, options: { readonly parameters?: string }) => {
      finish(await runWorker(stage, options.parameters, host));
    });
}

/** A bad row, and whatever else goes wrong, ends the process with 70: the engine must not take what was written so far. */
async function runWorker(stage: string, packed: string | undefined, host: Host): Promise<ExitCode> {
  const [{ PROGRAMS }, { linesOf, work }] = await Promise.all([
    import('../cluster/programs.js'),
    import('../cluster/work.js'),
  ]);
  const program = PROGRAMS[stage];
  if (program === undefined)
    throw new UsageError(`there is no stage ${stage}; there are ${Object.keys(PROGRAMS).join(', ')}`);
  const { DEFAULT_BUCKETS } = await import('../cluster/program.js');
  const parameters = { buckets: DEFAULT_BUCKETS, ...unpacked(packed) };
  try {
    let text = '';
    for await (const line of work(program, parameters, linesOf(host.input()))) {
      text += `${line}\n`;
      if (text.length < BATCH) continue;
      await host.out(text);
      text = '';
    }
    if (text !== '') await host.out(text);
    return ExitCode.done;
  } catch (error) {
    host.err(`taohua worker ${stage}: ${error instanceof Error ? error.message : String(error)}`);
    return ExitCode.fault;
  }
}

function unpacked(packed: string | undefined): Partial<Parameters> {
  if (packed === undefined) return {};
  try {
    return JSON.parse(Buffer.from(packed, 'base64').toString('utf8')) as Partial<Parameters>;
  } catch {
    throw new UsageError('--parameters is no JSON in base64');
  }
}
