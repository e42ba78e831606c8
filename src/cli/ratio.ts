/** `taohua ratio PATH…`: how much of each report is formula, lifted, its own, and which formulas the corpus holds. */

import type { Command } from 'commander';
import { isShippedWanted, readBankOption } from './bank-option.js';
import type { ExitCode } from './exit-codes.js';
import { checkShare } from './gate.js';
import type { Host } from './host.js';
import type { Finish } from './main.js';
import { minIssuersOption } from './min-issuers.js';
import { parseShare, parseWhole } from './numbers.js';
import { gatherAll } from './open-index.js';
import { commandWithOptions, list, repeat, type Settled, settle, text } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressLine } from './progress.js';
import { exitCodeOf, exitCodeOfNothing } from './run-inputs.js';
import { nameOf } from './select.js';
import { UsageError } from './usage-error.js';

export function ratioCommand(host: Host, finish: Finish): Command {
  return commandWithOptions('ratio', 'boilerplate ratio of every report of a corpus, and its formulas')
    .argument('[paths...]', 'files, folders, globs, indexes, FILE#WORDS or -')
    .option('-a, --against <index>', 'the reports of an index as well; may be repeated', repeat)
    .option('--min-issuers <number|share>', 'issuers a wording needs to be a formula: 3, 0.1 or 10%')
    .option('--min-chars <number>', 'shortest copied stretch, in characters (5–500)')
    .option('--threshold <share>', 'gate: exit 1 when a report’s reuse share is above this')
    .option('--formulas <file|none>', 'a formula bank from a larger corpus; none: without counts that ship with taohua')
    .addHelpText(
      'after',
      `
Examples:
  taohua ratio reports/
  taohua ratio reports/ -r terminal -r html -o out
  taohua ratio reports/ -r csv > ratios.csv
  taohua ratio draft.docx reports/ --threshold 30%`,
    )
    .action(async (paths: readonly string[], _flags: unknown, command: Command) => {
      finish(await runRatio(paths, await settle(command, host), host));
    });
}

async function runRatio(paths: readonly string[], settled: Settled, host: Host): Promise<ExitCode> {
  const { raw, say } = settled;
  const wanted = [...paths, ...list(raw['against'])];
  if (wanted.length === 0) throw new UsageError(`${say.nothingToRead()} ${say.tryHelp('taohua ratio')}`);
  const limit = text(raw['threshold']);
  const threshold = limit === undefined ? undefined : parseShare('--threshold', limit, say);
  const minChars = text(raw['minChars']);
  const minIssuers = minIssuersOption(text(raw['minIssuers']), say);
  const bank = await readBankOption(text(raw['formulas']), settled, host);
  const inputs = await gatherAll(wanted, settled, host);
  if (inputs.reports.length === 0) {
    host.err(`taohua: ${say.error}: ${say.nothingToRead()}`);
    return exitCodeOfNothing([inputs], settled, host);
  }
  const progress = progressLine(host, say, settled.quiet);
  const { analyseCorpus } = await import('../reuse/analyse.js');
  const findings = await analyseCorpus(inputs.reports, {
    signal: host.signal,
    onProgress: progress.listen,
    ...(minIssuers === undefined ? {} : { minIssuers }),
    ...(minChars === undefined ? {} : { minChars: parseWhole('--min-chars', minChars, 5, 500, say) }),
    ...(bank === undefined ? {} : { bank }),
    ...(isShippedWanted(text(raw['formulas'])) ? {} : { shipped: false }),
  });
  progress.done();
  await writeOutputs({ kind: 'corpus', findings, reports: inputs.reports }, settled.output, host, say);
  const names = new Map(inputs.reports.map((report) => [report.id, nameOf(report)]));
  const shares = findings.documents.map(({ report, ratio }) => ({
    name: names.get(report) ?? report,
    share: ratio.reuse,
  }));
  return exitCodeOf([inputs], checkShare(shares, threshold, host, say), settled, host);
}
