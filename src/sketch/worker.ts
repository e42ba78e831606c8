/** What a worker of the pool does: its share of signatures, of repeats or of their list, on memory all workers share. */

import type { GrowingUint32 } from './growing.js';
import type { PassageRange, Passages } from './kernel.js';
import type { KernelName, SketchParams } from './params.js';
import {
  createNodes,
  type ListPart,
  type NodeSet,
  type NumberedNodes,
  type PlaceRange,
  sortPart,
  writePart,
} from './repeat-list.js';
import { groupSlice } from './repeats.js';
import { chooseKernel, type Signatures, signRange } from './sign.js';
import { runUntilStopped } from './steps.js';
import { createWindowTable, type SlicePlan } from './windows.js';

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

export interface RepeatTask extends Shared {
  readonly kind: 'repeat';
  readonly edges: Uint32Array;
  readonly minLength: number;
  readonly plan: SlicePlan;
  /** Number of the slice in the plan. */
  readonly slice: number;
}

/** Lists the repeats of a part of the text. */
export interface SortTask extends Shared {
  readonly kind: 'sort';
  readonly sets: readonly NodeSet[];
  readonly range: PlaceRange;
}

export interface WriteTask extends Shared {
  readonly kind: 'write';
  readonly part: ListPart;
  readonly nodes: NumberedNodes;
  readonly out: Uint32Array;
}

export type Task = SignTask | RepeatTask | SortTask | WriteTask;

/** The nodes of a slice, and whether it came to its end; signatures are left in shared memory. */
export interface SliceResult extends NodeSet {
  readonly ended: boolean;
}

export default async function work(task: Task): Promise<SliceResult | ListPart | undefined> {
  const { passages, stop } = task;
  switch (task.kind) {
    case 'sign': {
      const kernel = await chooseKernel(task.kernel, task.params);
      runUntilStopped(signRange({ kernel, params: task.params }, passages, task), stop);
      return undefined;
    }
    case 'repeat': {
      const nodes = createNodes();
      const work = {
        plan: task.plan,
        slice: task.plan.slices[task.slice]!,
        table: createWindowTable(passages, task.plan),
      };
      const ended = runUntilStopped(groupSlice(task, work, nodes), stop);
      const { places, from, to, length } = nodes;
      return { places: shared(places), from: shared(from), to: shared(to), length: shared(length), ended };
    }
    case 'sort':
      return runUntilStopped(sortPart(task.sets, task.range, createShared), stop);
    case 'write':
      runUntilStopped(writePart(task.part, task.nodes, task.out), stop);
      return undefined;
  }
}

export function createShared(count: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(4 * count));
}

/** In memory that the main thread reads as it is; a message would copy it, and all that has grown behind it. */
function shared(numbers: GrowingUint32): Uint32Array {
  const copy = createShared(numbers.length);
  copy.set(numbers.view());
  return copy;
}
