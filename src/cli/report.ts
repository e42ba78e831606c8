/** `taohua report FINDINGS.json`: saved findings again, in any format, without computing anything. */

import type { Command } from 'commander';
import { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import type { Finish } from './main.js';
import { commandWithOptions, settle } from './options.js';
import { writeOutputs } from './outputs.js';
import { MAX_SIDE_FILE, readNamed } from './read-file.js';
import type { Say } from './say.js';
import { UsageError } from './usage-error.js';

export function reportCommand(host: Host, finish: Finish): Command {
  return commandWithOptions('report', 'render saved findings (--json) again, in any format')
    .argument('<findings>', 'a file that --json wrote, or -')
    .addHelpText(
      'after',
      '\nExample:\n  taohua ratio reports/ --json -o all.json\n  taohua report all.json -r html -o all.html',
    )
    .action(async (path: string, _flags: unknown, command: Command) => {
      const settled = await settle(command, host);
      const json = path === '-' ? await pipedText(host, settled.say) : await readNamed(path, host, settled.say);
      const { parseFindings } = await import('../render/json.js');
      await writeOutputs(parseFindings(json), settled.output, host, settled.say);
      finish(ExitCode.done);
    });
}

async function pipedText(host: Host, say: Say): Promise<string> {
  const bytes = await host.stdin(MAX_SIDE_FILE);
  if (bytes === undefined) throw new UsageError(say.tooLarge('stdin', Math.floor(MAX_SIDE_FILE / (1024 * 1024))));
  return new TextDecoder().decode(bytes);
}
