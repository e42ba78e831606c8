/**
 * A file that the user names beside the reports: a bank, a baseline, a configuration, saved findings. A pipe or a device is
 * refused, because reading one may never end, and the byte order mark that Windows editors put in front is left out.
 */

import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Host } from './host.js';
import type { Say } from './say.js';
import { UsageError } from './usage-error.js';

const MEGABYTE = 1024 * 1024;
/** V8 holds no longer string than half a gigabyte. */
export const MAX_SIDE_FILE: number = 500 * MEGABYTE;

/** Undefined where there is no such file; any other trouble is a usage error that names it. */
export async function readIfThere(path: string, host: Host, say: Say): Promise<string | undefined> {
  const full = resolve(host.cwd, path);
  try {
    const info = await stat(full);
    if (!info.isFile()) throw new UsageError(say.notRegular(path));
    if (info.size > MAX_SIDE_FILE) throw new UsageError(say.tooLarge(path, MAX_SIDE_FILE / MEGABYTE));
    return (await readFile(full, { encoding: 'utf8', signal: host.signal })).replace(/^\ufeff/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof UsageError || host.signal.aborted) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UsageError(
      code === 'EACCES' || code === 'EPERM' ? say.noPermission(path) : say.cannotRead(path, message),
    );
  }
}

/** The same for a file that has to be there. */
export async function readNamed(path: string, host: Host, say: Say): Promise<string> {
  const text = await readIfThere(path, host, say);
  if (text === undefined) throw new UsageError(say.noSuchFile(path));
  return text;
}
