/** `taohua flag DRAFT… --against PATH…`: what a draft copied, from where, and what it forgot to change. A gate for scripts. */

import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { FlagFindings } from '../model/findings.js';
import type { Report } from '../model/report.js';
import type { FlagOptions } from '../reuse/flag-options.js';
import type { Index } from '../store/open.js';
import { isShippedWanted, readBankOption } from './bank-option.js';
import { fingerprintsOf, readBaseline, writeBaseline } from './baseline.js';
import type { ExitCode } from './exit-codes.js';
import { checkShare } from './gate.js';
import type { Host } from './host.js';
import { NO_INPUTS } from './inputs.js';
import type { Finish } from './main.js';
import { parseShare, parseWhole } from './numbers.js';
import { gatherAll, loneIndex, withOpening } from './open-index.js';
import { commandWithOptions, list, repeat, type Settled, settle, text } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressLine } from './progress.js';
import { exitCodeOf, exitCodeOfNothing, gather } from './run-inputs.js';
import { nameOf } from './select.js';
import { UsageError } from './usage-error.js';

export function flagCommand(host: Host, finish: Finish): Command {
  return commandWithOptions('flag', 'flag copied text and leftover place names in a draft')
    .argument('<drafts...>', 'files, folders, globs, FILE#WORDS or -')
    .option('-a, --against <path>', 'reports or an index to check against; may be repeated', repeat)
    .option('-b, --base <path>', 'texts that may be copied: a template, the own report of last year', repeat)
    .option('--min-chars <number>', 'shortest copied stretch, in characters (5–500)')
    .option('--formulas <file|none>', 'a formula bank from a larger corpus; none: without counts that ship with taohua')
    .option('--pairwise', 'nothing but these texts is known: no formula is set apart')
    .option('--threshold <share>', 'gate: exit 1 when a draft’s copied share is above this')
    .option('--exit-code', 'gate: exit 1 when anything was flagged')
    .option('--baseline <file>', 'accepted passages')
    .option('--fail-on-new', 'gate: exit 1 when a passage is not in the baseline')
    .option('--update-baseline', 'write the passages found into the baseline')
    .addHelpText(
      'after',
      `
Examples:
  taohua flag draft.docx --against reports/
  taohua flag draft.docx -a reports/ --threshold 10%
  taohua flag drafts/ -a reports/ -r sarif -o flag.sarif
  taohua flag draft.docx -a reports/ --baseline ok.json --fail-on-new`,
    )
    .action(async (drafts: readonly string[], _flags: unknown, command: Command) => {
      finish(await runFlag(drafts, await settle(command, host), host));
    });
}

async function runFlag(args: readonly string[], settled: Settled, host: Host): Promise<ExitCode> {
  const against = list(settled.raw['against']);
  if (against.length === 0) throw new UsageError(settled.say.needsAgainst());
  const run: Run = { args, against, settled, host };
  const index = await loneIndex(against, host);
  return index === undefined
    ? flagWith(run)
    : withOpening(index, 'read', (opening) => flagWith({ ...run, index: { path: index, opening } }));
}

interface Run {
  readonly args: readonly string[];
  readonly against: readonly string[];
  readonly settled: Settled;
  readonly host: Host;
  readonly index?: { readonly path: string; readonly opening: Promise<Index> };
}

async function flagWith({ args, against, settled, host, index }: Run): Promise<ExitCode> {
  const { raw, say } = settled;
  const limit = text(raw['threshold']);
  const threshold = limit === undefined ? undefined : parseShare('--threshold', limit, say);
  const minChars = text(raw['minChars']);
  const bank = await readBankOption(text(raw['formulas']), settled, host);
  const drafts = await gather(args, settled, host);
  const sources = index === undefined ? await gatherAll(against, settled, host) : NO_INPUTS;
  const base = await gather(list(raw['base']), settled, host);
  const inputs = [drafts, sources, base];
  if (drafts.reports.length === 0) {
    host.err(`taohua: ${say.error}: ${say.nothingToRead()}`);
    return exitCodeOfNothing(inputs, settled, host);
  }
  const progress = progressLine(host, say, settled.quiet);
  const options: FlagOptions = {
    signal: host.signal,
    onProgress: progress.listen,
    ...(raw['pairwise'] === true ? { pairwise: true } : {}),
    ...(minChars === undefined ? {} : { minChars: parseWhole('--min-chars', minChars, 5, 500, say) }),
    ...(bank === undefined ? {} : { bank }),
    ...(isShippedWanted(text(raw['formulas'])) ? {} : { shipped: false }),
    ...(base.reports.length === 0 ? {} : { base: base.reports }),
  };
  const { findings, held } =
    index === undefined
      ? { findings: await flagAll(drafts.reports, sources.reports, options, host.cwd), held: sources.reports }
      : await flagInIndex(drafts.reports, await index.opening, options, host.cwd, (what) => {
          if (!settled.quiet) host.err(`taohua: ${say.note}: ${say.indexBehind(what, index.path)}`);
        });
  progress.done();
  const reports = [...drafts.reports, ...held];
  await writeOutputs({ kind: 'flag', findings, reports }, settled.output, host, say);
  return exitCodeOf(inputs, await gateFails(findings, drafts.reports, threshold, settled, host), settled, host);
}

async function flagInIndex(
  drafts: readonly Report[],
  index: Index,
  options: FlagOptions,
  cwd: string,
  tellMended: (what: string) => void,
): Promise<{ readonly findings: FlagFindings[]; readonly held: readonly Report[] }> {
  // Opened for reading, an index is mended in memory alone, and at every run again.
  for (const what of index.mended) tellMended(what);
  const findings = await flagAll(drafts, index, options, cwd);
  const named = findings.flatMap(({ passages }) => passages.map(({ source }) => source.report));
  return { findings, held: await index.find(named) };
}

/** Each draft against all the others: a report is never its own source. */
async function flagAll(
  drafts: readonly Report[],
  against: readonly Report[] | Index,
  options: FlagOptions,
  cwd: string,
): Promise<FlagFindings[]> {
  const { flagCopies } = await import('../reuse/flag.js');
  const { collectionOf } = await import('../reuse/corpus-source.js');
  const collection = 'corpus' in against ? against : collectionOf(against);
  const findings: FlagFindings[] = [];
  for (const draft of drafts) {
    // A collection leaves the draft out by its id alone.
    const isRenamed = (report: Report): boolean => report.id !== draft.id && isSame(report, draft, cwd);
    const sources =
      'corpus' in against || !against.some(isRenamed)
        ? collection
        : against.filter((report) => !isSame(report, draft, cwd));
    findings.push(await flagCopies(draft, sources, options));
  }
  return findings;
}

/** One file may be named in two ways, `draft.txt` and `/reports/draft.txt`, and an id goes by the name. */
function isSame(report: Report, draft: Report, cwd: string): boolean {
  if (report.id === draft.id) return true;
  const [one, other] = [report.source.path, draft.source.path];
  if (one === undefined || other === undefined || report.span.start !== draft.span.start) return false;
  return resolve(cwd, one) === resolve(cwd, other);
}

async function gateFails(
  findings: readonly FlagFindings[],
  drafts: readonly Report[],
  threshold: number | undefined,
  { raw, say }: Settled,
  host: Host,
): Promise<boolean> {
  const shares = findings.map(({ ratio }, i) => ({ name: nameOf(drafts[i]!), share: ratio.copied }));
  let failed = checkShare(shares, threshold, host, say);
  if (raw['exitCode'] === true && findings.some(({ passages }) => passages.length > 0)) failed = true;
  const path = text(raw['baseline']);
  const prints = fingerprintsOf(findings, drafts);
  if (raw['failOnNew'] === true && raw['updateBaseline'] !== true) {
    const known = path === undefined ? new Set<string>() : await readBaseline(path, host, say);
    const fresh = prints.filter((print) => !known.has(print)).length;
    if (fresh > 0) {
      host.err(`taohua: ${say.newPassages(fresh)}`);
      failed = true;
    }
  }
  if (raw['updateBaseline'] === true) {
    const target = path ?? 'taohua-baseline.json';
    await writeBaseline(target, prints, host, say);
    host.err(say.baselineWritten(target, prints.length));
  }
  return failed;
}
