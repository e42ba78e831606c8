// Runs the built command line as a user would: a real process, its streams and its exit code.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/taohua.js', import.meta.url));
export const SEEDS: string = fileURLToPath(new URL('../../seeds/', import.meta.url));
export const SHARED_SEEDS: string = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly cwd?: string;
  /** False leaves standard input open and silent. */
  readonly input?: string | Uint8Array | false;
  readonly env?: Readonly<Record<string, string>>;
  /** Called once the process runs; for signals. */
  readonly started?: (kill: (signal: NodeJS.Signals) => void) => void;
}

/** Never rejects; a process that hangs is killed by the test's own time limit. */
export function taohua(args: readonly string[], options: SpawnOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: options.cwd ?? process.cwd(),
      env: { ...env, LANG: 'en_US.UTF-8', LC_ALL: '', TAOHUA_LANG: '', ...options.env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => {});
    if (options.input !== false) child.stdin.end(options.input ?? '');
    options.started?.((signal) => child.kill(signal));
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    );
  });
}

/** Runs `use` with a private folder that is gone afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'taohua-test-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What no message to a user may hold: a stack, an internal name, a raw exception. */
export const STACK = /\n\s+at |node:internal|TypeError|RangeError|undefined|\[object/;
