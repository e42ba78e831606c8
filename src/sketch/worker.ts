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
import { groupPieces } from './repeats.js';
import { type Entering, enterPart, type Grouping, joinParts } from './shared-table.js';
import { chooseKernel, type Signatures, signRange } from './sign.js';
import { runUntilStopped } from './steps.js';

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

/** Enters the windows of a part of the text. */
export interface EnterTask extends Shared, Entering {
  readonly kind: 'enter';
}

/** Groups what has been entered, together with the other workers. */
export interface GroupTask extends Shared, Grouping {
  readonly kind: 'group';
  readonly edges: Uint32Array;
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

export type Task = SignTask | EnterTask | GroupTask | SortTask | WriteTask;

/** Nodes that a worker has found in a slice, and whether it came to its end. */
export interface SliceResult extends NodeSet {
  readonly ended: boolean;
}

export default async function work(task: Task): Promise<SliceResult | ListPart | number | undefined> {
  const { passages, stop } = task;
  switch (task.kind) {
    case 'sign': {
      const kernel = await chooseKernel(task.kernel, task.params);
      runUntilStopped(signRange({ kernel, params: task.params }, passages, task), stop);
      return undefined;
    }
    case 'enter':
      return runUntilStopped(enterPart(passages, task), stop);
    case 'group': {
      const nodes = createNodes();
      const text = { passages, edges: task.edges, minLength: task.length };
      const ended = runUntilStopped(groupPieces(text, joinParts(passages, task), nodes), stop);
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
