/** The program: builds the commands, runs one, and turns whatever happens into a message and an exit code. */

import { readFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { TaohuaError } from '../model/errors.js';
import { ExitCode } from './exit-codes.js';
import { type Host, languageOf, processHost } from './host.js';
import { sayIn } from './say.js';
import { UsageError } from './usage-error.js';

/** What a command's action leaves for main: the exit code. */
export type Finish = (code: ExitCode) => void;

/** Runs `argv` (as `process.argv`) and sets the exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  const interruption = new AbortController();
  const host = processHost(interruption.signal);
  let stopped: ExitCode = ExitCode.interrupted;
  const stop = (code: ExitCode) => (): void => {
    stopped = code;
    interruption.abort();
  };
  process.once('SIGINT', stop(ExitCode.interrupted));
  // Any other command dies of it at once; this one has processes to end and folders to clear away.
  if (argv[2] === 'cluster') process.once('SIGTERM', stop(ExitCode.terminated));
  // A closed pipe (`| head`) is the reader's wish to stop, not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(ExitCode.done);
    const say = sayIn(languageOf(host, flagValue(argv, '--lang')));
    host.err(`taohua: ${say.error}: ${say.cannotWrite('stdout', say.trouble(error))}`);
    process.exit(ExitCode.usage);
  });
  // Where nobody reads the messages any more, the exit code still tells.
  process.stderr.on('error', () => {});
  const code = await run(argv, host);
  process.exitCode = code === ExitCode.interrupted ? stopped : code;
}

async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = ExitCode.done;
  const finish: Finish = (given) => {
    code = given;
  };
  const program = await buildProgram(argv, host, finish);
  try {
    await program.parseAsync([...argv]);
    return host.signal.aborted ? ExitCode.interrupted : code;
  } catch (error) {
    return report(error, argv, host);
  }
}

/** Every command but `completion`, which asks about them all; only the one that was called is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<(host: Host, finish: Finish) => Command>>> = {
  compare: async () => (await import('./compare.js')).compareCommand,
  ratio: async () => (await import('./ratio.js')).ratioCommand,
  flag: async () => (await import('./flag.js')).flagCommand,
  formulas: async () => (await import('./formulas.js')).formulasCommand,
  index: async () => (await import('./index-command.js')).indexCommand,
  inspect: async () => (await import('./inspect.js')).inspectCommand,
  report: async () => (await import('./report.js')).reportCommand,
  cluster: async () => (await import('./cluster.js')).clusterCommand,
  worker: async () => (await import('./worker.js')).workerCommand,
};

async function buildProgram(argv: readonly string[], host: Host, finish: Finish): Promise<Command> {
  const manifest: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const version = (manifest as { readonly version: string }).version;
  const program = new Command('taohua')
    .description('Compares government work reports, and tells formula from copy from the region’s own words.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError(false);
  const asked = argv[2] ?? '';
  const names = Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
  for (const name of names) program.addCommand((await COMMANDS[name]!())(host, finish));
  if (names.length > 1) {
    const { completionCommand } = await import('./completion.js');
    program.addCommand(completionCommand(program, host, finish));
  }
  for (const command of [program, ...program.commands, ...program.commands.flatMap((child) => child.commands)]) {
    command.exitOverride().configureOutput({
      // A complaint is told by `report`, in the reader's language; the help that answers a bare `taohua` is shown.
      writeErr: (text) => {
        if (!text.startsWith('error: ')) for (const line of text.trimEnd().split('\n')) host.err(line);
      },
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    });
  }
  const helps = argv.length <= 3 || argv.some((word) => word === '-h' || word === '--help');
  if (helps && languageOf(host, flagValue(argv, '--lang')) !== 'en') await speakChinese(program);
  return program;
}

async function speakChinese(program: Command): Promise<void> {
  const { translateExamples, translateHelp } = await import('./help-zh.js');
  translateHelp(program);
  for (const command of [program, ...program.commands, ...program.commands.flatMap((child) => child.commands)]) {
    const { writeErr, ...output } = command.configureOutput();
    command.configureOutput({
      ...output,
      writeOut: (text) => process.stdout.write(translateExamples(text)),
      writeErr: (text) => writeErr?.(translateExamples(text)),
    });
  }
}

const EXAMPLES = `
Examples:
  taohua compare 2023.docx 2024.docx           what changed, what is shared
  taohua compare reports.txt#河北 reports.txt#辽宁   two reports of one file
  taohua ratio reports/ -r html -o out.html    formula share of every report
  taohua flag draft.docx --against reports/    what was copied, from where
  taohua <command> --help                      options and more examples`;

function report(error: unknown, argv: readonly string[], host: Host): ExitCode {
  const say = sayIn(languageOf(host, flagValue(argv, '--lang')));
  const line = (kind: string, message: string): void => host.err(`taohua: ${kind}: ${message}`);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return ExitCode.done;
    if (error.code === 'commander.help') return ExitCode.usage;
    line(say.error, say.usage(error.code, error.message.replace(/^error: /, '')));
    const named = error.code !== 'commander.unknownCommand' && argv[2] !== undefined && /^[a-z]+$/.test(argv[2]);
    const command = named ? `taohua ${argv[2]}` : 'taohua';
    host.err(say.tryHelp(command));
    return ExitCode.usage;
  }
  if (host.signal.aborted || (error instanceof Error && error.name === 'AbortError')) {
    host.err(say.interrupted());
    return ExitCode.interrupted;
  }
  if (error instanceof UsageError || (error instanceof TaohuaError && error.code.startsWith('bad-'))) {
    line(say.error, error.message);
    return ExitCode.usage;
  }
  line(say.error, say.fault(error instanceof Error ? error.message : String(error)));
  if (host.env['TAOHUA_DEBUG'] && error instanceof Error) for (const at of error.stack?.split('\n') ?? []) host.err(at);
  return ExitCode.fault;
}

function flagValue(argv: readonly string[], flag: string): string | undefined {
  const at = argv.indexOf(flag);
  return at < 0 ? undefined : argv[at + 1];
}
