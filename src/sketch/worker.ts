/** What a worker of the pool does: its share of signatures or of repeats, on memory all workers share. */

import type { PassageRange, Passages } from './kernel.js';
import type { KernelName, SketchParams } from './params.js';
import type { Partition } from './radix.js';
import { createNodes } from './repeat-tree.js';
import { groupPieces } from './repeats.js';
import { chooseKernel, type Signatures, signRange } from './sign.js';
import { runUntilStopped } from './steps.js';
import { countWindowHashes, enterWindowHashes, type TextPart, type WindowSlice } from './windows.js';

interface Shared {
  readonly passages: Passages;
  /** Shared; not 0 as soon as the work is to stop. */
  readonly stop: Int32Array;
}

export interface SignTask extends Shared, PassageRange {
  readonly kind: 'sign';
  readonly params: SketchParams;
  readonly kernel: 'auto' | KernelName;
  readonly out: Signatures;
}

export interface CountTask extends Shared {
  readonly kind: 'count';
  readonly slice: WindowSlice;
  readonly part: TextPart;
  readonly sizes: Uint32Array;
}

export interface EnterTask extends Shared {
  readonly kind: 'enter';
  readonly slice: WindowSlice;
  readonly part: TextPart;
  readonly next: Uint32Array;
  readonly entries: Uint32Array;
}

export interface GroupTask extends Shared {
  readonly kind: 'group';
  readonly edges: Uint32Array;
  readonly minLength: number;
  readonly partition: Partition;
  readonly pieces: { readonly from: number; readonly to: number };
}

export type Task = SignTask | CountTask | EnterTask | GroupTask;

/** The nodes of a `group` task, and whether it came to its end; the other tasks leave their result in shared memory. */
export interface GroupResult {
  readonly places: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly length: Uint32Array;
  readonly ended: boolean;
}

export default async function work(task: Task): Promise<GroupResult | undefined> {
  const { passages, stop } = task;
  switch (task.kind) {
    case 'sign': {
      const kernel = await chooseKernel(task.kernel, task.params);
      runUntilStopped(signRange({ kernel, params: task.params }, passages, task), stop);
      return undefined;
    }
    case 'count':
      runUntilStopped(countWindowHashes(passages, task.slice, task), stop);
      return undefined;
    case 'enter':
      runUntilStopped(enterWindowHashes(passages, task.slice, task), stop);
      return undefined;
    case 'group': {
      const nodes = createNodes();
      const ended = runUntilStopped(groupPieces(task, task, nodes), stop);
      const { places, from, to, length } = nodes;
      return { places: places.view(), from: from.view(), to: to.view(), length: length.view(), ended };
    }
  }
}
