/**
 * Who does the long work: this thread in turns, or a pool of workers handed in by whoever may have threads. Rooms above
 * take a runner as an argument and stay free of threads; the results are the same bytes.
 */

import type { Running } from '../model/progress.js';
import type { Passages } from './kernel.js';
import { allocateSignatures, checkOffsets, checkWidth, resolveParams, type SketchOptions } from './params.js';
import type { Repeats } from './repeat-list.js';
import { findRepeats, type RepeatOptions } from './repeats.js';
import { chooseKernel, type Signatures, settleWidth, signRange } from './sign.js';
import { runInTurns, throwIfAborted } from './steps.js';

export interface Runner {
  /** Threads that work at the same time. */
  readonly workers: number;
  signatures(passages: Passages, options?: SketchOptions & Running): Promise<Signatures>;
  repeats(passages: Passages, options: RepeatOptions & Running): Promise<Repeats>;
  /** Ends the workers; the runner is of no use afterwards. */
  close(): Promise<void>;
}

/** Works in this thread, and lets an abort signal in at least every tenth of a second. */
export function createLocalRunner(): Runner {
  return {
    workers: 1,
    async signatures(passages, options = {}) {
      throwIfAborted(options.signal);
      const params = resolveParams(options);
      const count = checkOffsets(passages.symbols, passages.offsets);
      const kernel = await chooseKernel(options.kernel ?? 'auto', params);
      const width = settleWidth(kernel, checkWidth(options.width), passages.offsets, params.k);
      const out = allocateSignatures(count, params.permutations, width);
      await runInTurns(signRange({ kernel, params }, passages, { from: 0, to: count, out }), 'signatures', options);
      return out;
    },
    async repeats(passages, options) {
      throwIfAborted(options.signal);
      return runInTurns(findRepeats(passages, options), 'repeats', options);
    },
    async close() {},
  };
}
