/**
 * Long work cut into steps: a generator yields at least every few milliseconds, and whoever drives it decides what happens
 * between two steps. Run at once it is an ordinary function; run in turns it lets an abort signal in.
 */

import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';

export type Steps<T> = Generator<number, T, void>;

/** Turns of a plain loop between two looks at the signal: 25 milliseconds where each misses the cache. */
export const STRIDE: number = 2 ** 18;

/** Milliseconds of work between two looks at the signal. A tenth of a second is the promise; a quarter of it is kept. */
const TURN = 25;

export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same steps, as a part of longer work: their shares lie between `from` and `to`. */
export function* within<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** Steps yield the share of the work done so far, 0..1, which becomes progress in thousandths. */
export async function runInTurns<T>(steps: Steps<T>, stage: string, { signal, onProgress }: Running = {}): Promise<T> {
  let turnEnds = performance.now() + TURN;
  for (;;) {
    throwIfAborted(signal);
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    onProgress?.({ stage, done: Math.round(step.value * 1000), total: 1000 });
    await nextTurn();
    turnEnds = performance.now() + TURN;
  }
}

/** For a worker: runs until done, or until another thread sets `stop`. */
export function runUntilStopped<T>(steps: Steps<T>, stop: Int32Array): T {
  for (;;) {
    if (Atomics.load(stop, 0) !== 0) throw new TaohuaError('aborted', 'The work was stopped.');
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new TaohuaError('aborted', 'The work was aborted by its signal.', { cause: signal.reason });
}

/** Waits until timers and input had their turn; a promise alone would not let them in. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
