/** The options every command shares, and how flags, configuration and defaults come together: flags win. */

import { Command, CommanderError, Option } from 'commander';
import type { CsvTable, Lang, RenderOptions } from '../render/options.js';
import type { ReporterName } from '../render/renderers.js';
import { type ConfigValues, readConfig } from './config.js';
import { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import { languageOf } from './host.js';
import { nearestOf } from './nearest.js';
import { parseWhole } from './numbers.js';
import { type OutputOptions, reporterNamed } from './outputs.js';
import { type Say, sayIn } from './say.js';
import { UsageError } from './usage-error.js';

/** What commander hands to an action: every value is still what the user wrote. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** The shared options after reading. */
export interface Settled {
  readonly raw: RawOptions;
  readonly lang: Lang;
  readonly say: Say;
  readonly quiet: boolean;
  readonly allowPartial: boolean;
  readonly encoding?: string;
  readonly workers?: number;
  readonly output: OutputOptions;
}

const LANGUAGES: readonly string[] = ['zh-CN', 'en'];
const TABLES: readonly CsvTable[] = ['ratios', 'formulas', 'passages', 'values', 'links', 'sections', 'names'];

/** The parser of an option that may be repeated. */
export function repeat(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

/** Of two outputs one would be lost without a word. */
function outputOnce(value: string, earlier: string | undefined): string {
  if (earlier === undefined) return value;
  const message = "option '-o, --output' was given twice: give one folder for several formats";
  throw new CommanderError(ExitCode.usage, 'taohua.outputTwice', message);
}

/** A command with the shared options on it. */
export function commandWithOptions(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option(
      '-r, --reporter <name>',
      'terminal, json, ndjson, html, markdown, csv, sarif, docx; may be repeated',
      repeat,
    )
    .option('-o, --output <path>', 'file, folder, or - for stdout', outputOnce)
    .option('--json', 'the same as -r json -o -')
    .option('-c, --config <file>', 'configuration file instead of taohua.config.*')
    .option('--encoding <label>', 'encoding of the inputs, when detection is wrong')
    .option('--workers <count>', 'threads that read many files, at most (default: one for each core)')
    .option('--allow-partial', 'exit 0 although some inputs could not be read')
    .option(
      '--anonymise',
      'mask names of files, places, people, firms and works in texts too; a name without a usual form stays: read it first',
    )
    .option('--limit <count>', 'rows of each list in terminal and markdown, or all (default 20)')
    .option('--table <name>', `csv: which table (${TABLES.join(', ')})`)
    .option('--bom', 'csv: with a byte order mark, which Excel needs')
    .addOption(
      new Option('--lang <code>', 'language of results and messages: zh-CN (or zh), en').argParser((code: string) =>
        /^zh([-_]\w+)?$/i.test(code) ? 'zh-CN' : /^en([-_]\w+)?$/i.test(code) ? 'en' : code,
      ),
    )
    .option('--no-color', 'plain text without colours')
    .option('-q, --quiet', 'only results and errors')
    .helpOption('-h, --help', 'show this help');
}

/** Reads the configuration, lays the flags over it, and checks what all commands share. */
export async function settle(command: Command, host: Host): Promise<Settled> {
  const flags = command.opts<Record<string, unknown>>();
  const early = sayIn(languageOf(host, text(flags['lang'])));
  const config = await readConfig(text(flags['config']), host, early);
  const raw = merged(command, flags, config);
  const wanted = text(raw['lang']);
  if (wanted !== undefined && !LANGUAGES.includes(wanted))
    throw new UsageError(early.badChoice('lang', wanted, LANGUAGES, nearestOf(wanted, LANGUAGES)));
  const lang = languageOf(host, wanted);
  const say = sayIn(lang);
  const json = raw['json'] === true;
  const named = json ? ['json'] : list(raw['reporter']);
  const reporters: ReporterName[] = [];
  for (const name of named.length > 0 ? named : ['terminal']) {
    const known = await reporterNamed(name, say);
    if (!reporters.includes(known)) reporters.push(known);
  }
  const output = json ? (text(raw['output']) ?? '-') : text(raw['output']);
  const asked = text(raw['table']);
  const table = TABLES.find((known) => known === asked);
  if (asked !== undefined && table === undefined)
    throw new UsageError(say.badChoice('--table', asked, TABLES, nearestOf(asked, TABLES)));
  const rows = text(raw['limit']);
  const limit = rows === 'all' ? Number.POSITIVE_INFINITY : rows && parseWhole('--limit', rows, 1, 1_000_000, say);
  const render: RenderOptions = {
    lang,
    anonymise: raw['anonymise'] === true,
    bom: raw['bom'] === true,
    ...(table === undefined ? {} : { table }),
    ...(typeof limit === 'number' ? { limit } : {}),
  };
  const threads = text(raw['workers']);
  const encoding = text(raw['encoding']);
  if (encoding !== undefined && !isEncoding(encoding)) throw new UsageError(say.unknownEncoding(encoding));
  return {
    raw,
    lang,
    say,
    quiet: raw['quiet'] === true,
    allowPartial: raw['allowPartial'] === true,
    ...(encoding === undefined ? {} : { encoding }),
    ...(threads === undefined ? {} : { workers: parseWhole('--workers', threads, 1, 64, say) }),
    output: {
      reporters,
      quiet: raw['quiet'] === true,
      ...(output === undefined ? {} : { output }),
      ...(raw['color'] === false ? { colour: false } : {}),
      render,
    },
  };
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

function merged(command: Command, flags: RawOptions, config: ConfigValues): RawOptions {
  const values: Record<string, unknown> = { ...config };
  for (const [key, value] of Object.entries(flags)) {
    const source = command.getOptionValueSource(key);
    if (source !== 'default' || values[key] === undefined) values[key] = value;
  }
  return values;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function list(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
