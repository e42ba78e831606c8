/** `taohua formulas`: the formulas of a corpus as a list, as a bank to keep, and banks put together. */

import { resolve } from 'node:path';
import { Command } from 'commander';
import type { MinedCorpus } from '../reuse/analyse.js';
import type { FormulaBank } from '../reuse/bank.js';
import { readBankOption } from './bank-option.js';
import { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import type { Inputs } from './inputs.js';
import type { Finish } from './main.js';
import { minIssuersOption } from './min-issuers.js';
import { gatherAll } from './open-index.js';
import { commandWithOptions, list as optionList, repeat, type Settled, settle, text } from './options.js';
import { writeWhole } from './outputs.js';
import { exitCodeOf } from './run-inputs.js';
import { UsageError } from './usage-error.js';

const MIN_ISSUERS = '--min-issuers <number|share>';

export function formulasCommand(host: Host, finish: Finish): Command {
  const list = commandWithOptions('list', 'the formulas of a corpus, widest first')
    .argument('[paths...]', 'files, folders, globs, indexes, FILE#WORDS or -')
    .option('-a, --against <index>', 'the reports of an index as well; may be repeated', repeat)
    .option(MIN_ISSUERS, 'issuers a wording needs to be a formula: 3, 0.1 or 10%')
    .option('--formulas <file>', 'a formula bank from a larger corpus')
    .action(async (paths: readonly string[], _flags: unknown, command: Command) => {
      const settled = await settle(command, host);
      const { formulaListing, listFormat } = await import('./formula-listing.js');
      const format = listFormat(settled);
      const { inputs, mined } = await mine(paths, settled, host);
      if (mined !== undefined) await writeOut(formulaListing(mined, format, settled, host), settled, host);
      finish(exitCodeOf([inputs], false, settled, host));
    });
  const exported = commandWithOptions(
    'export',
    'write the formulas of a corpus as a bank: templates and counts, no text',
  )
    .argument('[paths...]', 'files, folders, globs, indexes, FILE#WORDS or -')
    .option('-a, --against <index>', 'the reports of an index as well; may be repeated', repeat)
    .option(MIN_ISSUERS, 'issuers a wording needs to be a formula: 3, 0.1 or 10%')
    .addHelpText(
      'after',
      '\nExample:\n  taohua formulas export reports/ -o bank.json\n  taohua ratio draft.docx --formulas bank.json',
    )
    .action(async (paths: readonly string[], _flags: unknown, command: Command) => {
      const settled = await settle(command, host);
      const { inputs, mined } = await mine(paths, settled, host);
      const { bankOf, writeBank } = await import('../reuse/bank.js');
      if (mined !== undefined)
        await writeOut(writeBank(bankOf(mined.corpus, mined.mined, mined.minIssuers)), settled, host);
      finish(exitCodeOf([inputs], false, settled, host));
    });
  const imported = commandWithOptions('import', 'check banks and put them together as one')
    .argument('<banks...>', 'files that export wrote')
    .addHelpText('after', '\nExample:\n  taohua formulas import cities.json provinces.json -o all.json')
    .action(async (paths: readonly string[], _flags: unknown, command: Command) => {
      const settled = await settle(command, host);
      const banks: FormulaBank[] = [];
      for (const path of paths) {
        const bank = await readBankOption(path, settled, host);
        if (bank !== undefined) banks.push(bank);
      }
      const [first, ...rest] = banks;
      if (first === undefined) throw new UsageError(settled.say.nothingToRead());
      const { mergeBanks } = await import('../reuse/bank-merge.js');
      const { writeBank } = await import('../reuse/bank.js');
      await writeOut(writeBank(mergeBanks([first, ...rest])), settled, host);
      finish(ExitCode.done);
    });
  // Without options of its own: it would take them from the commands below, and `export -o FILE` would print.
  return new Command('formulas')
    .description('the formula bank: list, export, import')
    .helpOption('-h, --help', 'show this help')
    .addCommand(list, { isDefault: true })
    .addCommand(exported)
    .addCommand(imported);
}

async function mine(
  paths: readonly string[],
  settled: Settled,
  host: Host,
): Promise<{ inputs: Inputs; mined?: MinedCorpus }> {
  const { raw, say } = settled;
  const minIssuers = minIssuersOption(text(raw['minIssuers']), say);
  const wanted = [...paths, ...optionList(raw['against'])];
  if (wanted.length === 0) throw new UsageError(`${say.nothingToRead()} ${say.tryHelp('taohua formulas')}`);
  const bank = await readBankOption(text(raw['formulas']), settled, host);
  const inputs = await gatherAll(wanted, settled, host);
  if (inputs.reports.length === 0) {
    host.err(`taohua: ${say.error}: ${say.nothingToRead()}`);
    return { inputs };
  }
  const { mineFormulas } = await import('../reuse/analyse.js');
  const mined = mineFormulas(inputs.reports, {
    ...(minIssuers === undefined ? {} : { minIssuers }),
    ...(bank === undefined ? {} : { bank }),
  });
  if (!settled.quiet)
    for (const found of mined.diagnostics) host.err(`taohua: ${say.warning}: ${say.diagnostic(found)}`);
  return { inputs, mined };
}

async function writeOut(result: string, { output, say, quiet }: Settled, host: Host): Promise<void> {
  const target = output.output ?? '-';
  if (target === '-') {
    await host.out(result);
    return;
  }
  await writeWhole(resolve(host.cwd, target), result, say, target);
  if (!quiet) host.err(say.wrote(target));
}
