/**
 * One run at a time in a folder: two would take each other's half-written results away, or for their own. A file says which
 * process works there; one that was killed leaves it behind and does not count.
 */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const LOCK = 'running.json';

/** A process, and the machine it runs on. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The file to remove where the holder is known to be gone. */
  readonly path: string;
}

/** Takes the folder; `release` gives it back. Or says who holds it. */
export function takeFolder(output: string): { readonly release: () => void } | { readonly holder: Holder } {
  const path = join(output, LOCK);
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderIn(path);
    if (holder !== undefined && !isGone(holder)) return { holder };
    rmSync(path, { force: true });
  }
}

/** Undefined where the file was cut off while it was written, or is gone already. */
function holderIn(path: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && pid > 0 && typeof host === 'string' ? { pid, host, path } : undefined;
  } catch {
    return undefined;
  }
}

/** Of another machine nothing is known. A file with our own number is one that an earlier process of this number left. */
function isGone({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
