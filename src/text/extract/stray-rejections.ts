/**
 * Rejections that a library leaves behind. PDF.js fetches pages ahead and forgets the promise; in a damaged file it rejects, nobody
 * waits for it, and Node then ends the process although the reading goes on. While one of our calls runs they are dropped.
 */

import process from 'node:process';
import { setImmediate as nextTurn } from 'node:timers/promises';

type IsStray = (reason: unknown) => boolean;

/** The calls that run now. One listener serves them all: the process warns of more than ten. */
const running = new Set<{ readonly isStray: IsStray }>();

function listener(reason: unknown): void {
  for (const { isStray } of running) if (isStray(reason)) return;
  throw reason;
}

/** Runs `work`. Unhandled rejections that `isStray` does not know end the process as they always do. */
export async function droppingStrays<T>(isStray: IsStray, work: () => Promise<T>): Promise<T> {
  const call = { isStray };
  if (running.size === 0) process.addListener('unhandledRejection', listener);
  running.add(call);
  try {
    return await work();
  } finally {
    // They are told when the turn in which they happened is over.
    await nextTurn();
    running.delete(call);
    if (running.size === 0) process.removeListener('unhandledRejection', listener);
  }
}
