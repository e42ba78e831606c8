/** `taohua compare A B`: what two reports share, what changed, what is each one's own. Of three and more: a table of all. */

import type { Command } from 'commander';
import type { Report } from '../model/report.js';
import type { Part, RenderOptions } from '../render/options.js';
import { readBankOption } from './bank-option.js';
import type { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import type { Inputs } from './inputs.js';
import type { Finish } from './main.js';
import { nearestOf } from './nearest.js';
import { parseWhole } from './numbers.js';
import { commandWithOptions, type Settled, settle, text } from './options.js';
import { writeOutputs } from './outputs.js';
import { exitCodeOf, exitCodeOfNothing, gather } from './run-inputs.js';
import type { Say } from './say.js';
import { nameOf } from './select.js';
import { UsageError } from './usage-error.js';

const PARTS: readonly Part[] = ['specific', 'changed', 'moved', 'values'];
/** Of a table of several reports. */
const TABLE_PARTS: readonly Part[] = ['specific', 'changed', 'values'];
const MODES = ['auto', 'ordered', 'free'] as const;

export function compareCommand(host: Host, finish: Finish): Command {
  return commandWithOptions(
    'compare',
    'align two reports: what is shared, what changed, what is own; or tabulate several',
  )
    .argument('<reports...>', 'FILE, FILE#N, FILE#WORDS or -; two reports, or more for a table')
    .option('--section <words>', 'only sections whose heading has these words')
    .option('--only <part>', `only one part: ${PARTS.join(', ')}`)
    .option('--context <characters>', 'characters around a change (0–500); default: whole sentences')
    .option('--mode <mode>', `order of sentences, two reports: ${MODES.join(', ')}`)
    .option('--formulas <file>', 'a formula bank: what it holds is formula, not shared')
    .addHelpText(
      'after',
      `
Examples:
  taohua compare 2023.txt 2024.txt
  taohua compare reports.txt#河北 reports.txt#辽宁
  taohua compare 2022.txt 2023.txt 2024.txt --only values
  taohua compare a.docx b.pdf -r html -o out.html
  taohua compare a.txt b.txt --only values`,
    )
    .action(async (args: readonly string[], _flags: unknown, command: Command) => {
      finish(await runCompare(args, await settle(command, host), host));
    });
}

async function runCompare(args: readonly string[], settled: Settled, host: Host): Promise<ExitCode> {
  const { raw, say } = settled;
  const only = choice('--only', text(raw['only']), PARTS, say);
  const mode = choice('--mode', text(raw['mode']), MODES, say);
  const context = text(raw['context']);
  const render: RenderOptions = {
    ...settled.output.render,
    ...(only === undefined ? {} : { only }),
    ...(text(raw['section']) === undefined ? {} : { section: text(raw['section'])! }),
    ...(context === undefined ? {} : { context: parseWhole('--context', context, 0, 500, say) }),
  };
  const bank = await readBankOption(text(raw['formulas']), settled, host);
  const sides: Inputs[] = [];
  const known = new Map<string, readonly Report[]>();
  for (const arg of args) sides.push(await gather([arg], settled, host, known));
  const several = sides.flatMap(({ reports }) => reports);
  // One file of many, or many files: a table. Two arguments are a pair, and a file of many among them must be narrowed.
  if (several.length > 2 && args.length !== 2) {
    choice('--only', only, TABLE_PARTS, say);
    if (mode !== undefined) throw new UsageError(say.onlyForTwo('--mode'));
    if (bank !== undefined) throw new UsageError(say.onlyForTwo('--formulas'));
    const { compareMany } = await import('../compare/many.js');
    const table = compareMany(several);
    await writeOutputs({ kind: 'table', table, reports: several }, { ...settled.output, render }, host, say);
    return exitCodeOf(sides, false, settled, host);
  }
  const [a, b] = pair(args, sides, say);
  if (a === undefined || b === undefined) return exitCodeOfNothing(sides, settled, host);
  if (a.id === b.id && !settled.quiet) host.err(`taohua: ${say.note}: ${say.sameReport()}`);
  const foreign = [a, b].filter(({ script }) => script === 'latin' || script === 'other');
  if (foreign.length === 1 && !settled.quiet)
    host.err(`taohua: ${say.warning}: ${say.otherScript(foreign[0]!.source.path ?? nameOf(foreign[0]!))}`);
  const { compareReports } = await import('../compare/compare.js');
  const comparison = compareReports(a, b, {
    ...(mode === undefined ? {} : { mode }),
    ...(bank === undefined ? {} : { bank }),
  });
  await writeOutputs({ kind: 'comparison', comparison, reports: [a, b] }, { ...settled.output, render }, host, say);
  return exitCodeOf(sides, false, settled, host);
}

/** One report from each of two arguments, or both from one file of two; anything else is said. */
function pair(args: readonly string[], sides: readonly Inputs[], say: Say): readonly [Report?, Report?] {
  const reports = sides.flatMap((side) => side.reports);
  if (reports.length === 0 && sides.some((side) => side.problems.length > 0)) return [];
  if (args.length === 1 && reports.length === 2) return [reports[0]!, reports[1]!];
  for (const [i, side] of sides.entries()) {
    if (side.reports.length > 1) throw new UsageError(say.needsOne(args[i] ?? '', side.reports.map(nameOf)));
  }
  if (reports.length !== 2) {
    if (sides.some((side) => side.problems.length > 0)) return [];
    throw new UsageError(say.needsTwo(reports.length));
  }
  return [reports[0]!, reports[1]!];
}

function choice<T extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly T[],
  say: Say,
): T | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((known) => known === value);
  if (found === undefined) throw new UsageError(say.badChoice(flag, value, choices, nearestOf(value, choices)));
  return found;
}
