/** What can go wrong with an index beside its database, in our words and with what to do. */

import { TaohuaError } from '../model/errors.js';

/** Faults of the file system, with what to do. */
export function inOurWords(error: unknown): unknown {
  if (error instanceof TaohuaError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    return new TaohuaError(
      'index-full',
      `the disk is full; the reports acknowledged so far are kept; free some space (${message})`,
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new TaohuaError(
      'index-read-only',
      `the index cannot be written here; make its folder writable (${message})`,
      { cause: error },
    );
  }
  return error;
}

/** Look-ups that a reader cannot make. */
export function behind(path: string, reports: number): TaohuaError {
  return new TaohuaError(
    'index-behind',
    `the look-ups of ${reports} reports of ${path} are missing or were made by another program, too many to be made ` +
      `in memory; open it for writing once, with: taohua index add ${path} FILE (any of its files)`,
  );
}
