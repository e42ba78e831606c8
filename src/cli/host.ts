/**
 * The outside world as the commands see it: streams, environment, folder, interruption. Made once in main; commands take
 * it as an argument, so that nothing else in the program touches `process`.
 */

import { addAbortSignal } from 'node:stream';
import { visible } from '../render/escape.js';
import type { Lang } from '../render/options.js';

export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by an interrupt. */
  readonly signal: AbortSignal;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  out(data: string | Uint8Array): Promise<void>;
  err(line: string): void;
  /** Rewrites the last line of a terminal; nothing elsewhere. */
  status(line: string): void;
  /** Standard input as it comes, for what must not be held whole. */
  input(): AsyncIterable<Uint8Array>;
  /** All of standard input; undefined when it is more than `limit` bytes. An interrupt ends the wait. */
  stdin(limit: number): Promise<Uint8Array | undefined>;
}

export function processHost(signal: AbortSignal): Host {
  const { stdout, stderr, stdin, env } = process;
  return {
    env,
    cwd: process.cwd(),
    signal,
    stdoutIsTerminal: stdout.isTTY === true,
    stderrIsTerminal: stderr.isTTY === true,
    // A terminal may not know its size.
    columns: (stdout.isTTY && stdout.columns) || Number(env['COLUMNS']) || 80,
    out: (data) =>
      new Promise((resolve, reject) => {
        stdout.write(data, (error) => (error ? reject(error) : resolve()));
      }),
    // A message quotes names of files and words of reports: a line break or an escape sequence in one is shown, not obeyed.
    err: (line) => void stderr.write(`${visible(line)}\n`),
    status: (line) => void (stderr.isTTY && stderr.write(`\r\x1b[K${line}`)),
    input: () => addAbortSignal(signal, stdin),
    stdin: async (limit) => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of addAbortSignal(signal, stdin)) {
        chunks.push(chunk as Uint8Array);
        length += (chunk as Uint8Array).length;
        if (length > limit) return undefined;
      }
      return Buffer.concat(chunks);
    },
  };
}

/** `--lang` wins, then TAOHUA_LANG, then the locale; Chinese when nothing is said, because the readers are. */
export function languageOf(host: Host, wanted?: string): Lang {
  const { TAOHUA_LANG, LC_ALL, LC_MESSAGES, LANG } = host.env;
  // An empty variable says nothing, as POSIX has it.
  const said = wanted || TAOHUA_LANG || LC_ALL || LC_MESSAGES || LANG || '';
  return /^en/i.test(said) ? 'en' : 'zh-CN';
}

/** NO_COLOR and `--no-color` switch colours off, FORCE_COLOR on; else only a terminal gets them. */
export function wantsColour(host: Host, flag: boolean | undefined): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.env;
  if (flag === false || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return host.stdoutIsTerminal && TERM !== 'dumb';
}
