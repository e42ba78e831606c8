/** `taohua inspect STAGE FILE`: what each stage saw, the original beside the result; with --json for programs. */

import { Argument, type Command } from 'commander';
import { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import { STAGE_NAMES, type StageName, WHAT } from './inspect-names.js';
import { inspectWords } from './inspect-words.js';
import type { Finish } from './main.js';
import { commandWithOptions, settle, text } from './options.js';
import { exitCodeOf, gather } from './run-inputs.js';
import { UsageError } from './usage-error.js';

export function inspectCommand(host: Host, finish: Finish): Command {
  return commandWithOptions('inspect', 'what each stage sees of a file')
    .addArgument(new Argument('<stage>', 'what to look at').choices([...STAGE_NAMES]))
    .argument('<files...>', 'FILE, FILE#N or FILE#WORDS; links takes two, label takes FILE#N:OFFSET')
    .addHelpText(
      'after',
      `
Stages:
${STAGE_NAMES.map((name) => `  ${name.padEnd(12)}${WHAT[name]}`).join('\n')}

Examples:
  taohua inspect outline report.pdf
  taohua inspect repair reports.txt#3 --json
  taohua inspect label report.txt:1204 others/`,
    )
    .action(async (stage: StageName, args: readonly string[], _flags: unknown, command: Command) => {
      const settled = await settle(command, host);
      const { say } = settled;
      const { STAGES } = await import('./inspect-stages.js');
      const show = STAGES[stage];
      const offsets = args.map((arg) => (stage === 'label' ? /:(\d+)$/.exec(arg) : null));
      const paths = args.map((arg, i) => arg.slice(0, arg.length - (offsets[i]?.[0].length ?? 0)));
      const inputs = await gather(paths, settled, host);
      if (inputs.reports.length === 0) {
        finish(exitCodeOf([inputs], false, settled, host));
        return;
      }
      const offset = offsets[0]?.[1];
      if (stage === 'label' && offset === undefined) throw new UsageError(say.needsOffset(args[0] ?? ''));
      const seen = await show(inputs.reports, inspectWords(settled.lang), offset === undefined ? 0 : Number(offset));
      const json = settled.output.reporters.includes('json');
      await host.out(json ? `${JSON.stringify(seen.value, null, 2)}\n` : `${seen.lines.join('\n')}\n`);
      finish(text(settled.raw['output']) === undefined ? exitCodeOf([inputs], false, settled, host) : ExitCode.done);
    });
}
