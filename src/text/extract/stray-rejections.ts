/**
 * Rejections that a library leaves behind. PDF.js fetches pages ahead and forgets the promise; in a damaged file it rejects, nobody
 * waits for it, and Node then ends the process although the reading goes on. While one of our calls runs they are dropped.
 */

import process from 'node:process';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Runs `work`. Unhandled rejections that `isStray` does not know end the process as they always do. */
export async function droppingStrays<T>(isStray: (reason: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  const listener = (reason: unknown): void => {
    if (!isStray(reason)) throw reason;
  };
  process.addListener('unhandledRejection', listener);
  try {
    return await work();
  } finally {
    // They are told when the turn in which they happened is over.
    await nextTurn();
    process.removeListener('unhandledRejection', listener);
  }
}
