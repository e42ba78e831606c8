/** `taohua report FINDINGS.json`: saved findings again, in any format, without computing anything. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import type { Finish } from './main.js';
import { commandWithOptions, settle } from './options.js';
import { writeOutputs } from './outputs.js';
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
      const bytes =
        path === '-'
          ? await host.stdin()
          : await readFile(resolve(host.cwd, path)).catch((error: NodeJS.ErrnoException) => {
              throw new UsageError(
                error.code === 'ENOENT' ? settled.say.noSuchFile(path) : settled.say.cannotRead(path, error.message),
              );
            });
      const { parseFindings } = await import('../render/json.js');
      await writeOutputs(parseFindings(new TextDecoder().decode(bytes)), settled.output, host, settled.say);
      finish(ExitCode.done);
    });
}
