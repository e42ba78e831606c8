/**
 * A runner with worker threads, for Node. Text, tables and signatures lie in shared memory, so that nothing but a few
 * numbers is sent; each worker owns its rows and its runs, and parts are joined in their order, so the bytes are those of
 * one thread. Small inputs stay in this thread: starting a worker costs more than signing a million characters.
 */

import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { Running } from '../model/progress.js';
import { markEdges } from './edged-text.js';
import type { Passages } from './kernel.js';
import { allocateSignatures, checkInteger, checkOffsets, checkWidth, resolveParams } from './params.js';
import { keepNodes } from './repeat-limit.js';
import { cutText, type ListPart, type NodeSet, numberGroups } from './repeat-list.js';
import { checkRepeatOptions, findNestedRepeats, isOneWindow } from './repeats.js';
import { createLocalRunner, type Runner } from './runner.js';
import { MOST_TABLES, shareTable } from './shared-table.js';
import { chooseKernel, settleWidth } from './sign.js';
import { runInTurns, throwIfAborted } from './steps.js';
import { canShareSketch } from './wasm-module.js';
import { planSlices, WASM_FROM } from './windows.js';
import { createShared, type SliceResult, type Task } from './worker.js';

export interface PoolOptions {
  /** Threads. Default: as many as the machine runs at once. 1 starts none. Range 1–64. */
  readonly workers?: number;
  /** Symbols from which work is shared out. Default 2,000,000. */
  readonly shareFrom?: number;
}

export function createPoolRunner({
  workers = availableParallelism(),
  shareFrom = 2_000_000,
}: PoolOptions = {}): Runner {
  checkInteger('workers', workers, 1, 64);
  const local = createLocalRunner();
  if (workers === 1) return local;
  let pool: Tinypool | undefined;
  /** Tables of windows between two calls: each would take its memory anew, and a thread at rest gives none back. */
  let tables: WebAssembly.Memory | undefined;
  const share = <Result>(tasks: readonly Unshared[], work: SharedWork, stage: string): Promise<Result[]> => {
    pool ??= new Tinypool({
      filename: new URL('./worker.js', import.meta.url).href,
      minThreads: workers,
      maxThreads: workers,
    });
    return runTasks<Result>(pool, tasks, { ...work, stage });
  };
  return {
    workers,
    async signatures(passages, options = {}) {
      if (passages.symbols.length < shareFrom) return local.signatures(passages, options);
      throwIfAborted(options.signal);
      const params = resolveParams(options);
      const count = checkOffsets(passages.symbols, passages.offsets);
      const kernel = await chooseKernel(options.kernel ?? 'auto', params);
      const width = settleWidth(kernel, checkWidth(options.width), passages.offsets, params.k);
      const out = allocateSignatures(count, params.permutations, width, (bytes) => new SharedArrayBuffer(bytes));
      const work = { passages: sharePassages(passages), running: options };
      const tasks = splitPassages(passages.offsets, TASKS_A_WORKER * workers).map(({ from, to }) => {
        const rows = out.subarray(from * params.permutations, to * params.permutations);
        return { kind: 'sign' as const, from, to, params, kernel: kernel.name, out: rows };
      });
      await share(tasks, work, 'signatures');
      return out;
    },
    async repeats(passages, options) {
      if (passages.symbols.length < shareFrom || !canShareSketch()) return local.repeats(passages, options);
      throwIfAborted(options.signal);
      const { minLength, memoryBudget } = checkRepeatOptions(passages, options);
      const budget = Math.min(memoryBudget, MOST_TABLES);
      const plan = planSlices(passages, { length: minLength, memoryBudget: budget, workers: 1 });
      if (plan.windows < WASM_FROM) return local.repeats(passages, options);
      const work = { passages: sharePassages(passages), running: options };
      const edges = markEdges(passages, createShared);
      // What is in use is not in `tables`: nobody else may take it, nor anybody after work that failed or was stopped.
      const table = shareTable(passages, plan, { workers, memory: tables });
      tables = undefined;
      const total = (2 * plan.slices.length + 2) * workers;
      let before = 0;
      const stage = async <Result>(tasks: readonly Unshared[]): Promise<Result[]> => {
        const results = await share<Result>(tasks, { ...work, before, total }, 'repeats');
        before += tasks.length;
        return results;
      };
      const found: SliceResult[] = [];
      for (const slice of plan.slices) {
        const { memory, areas } = table;
        const one = { memory, slice, length: minLength };
        const enter = areas.map((area, w) => ({ ...one, kind: 'enter' as const, area, part: table.parts[w]! }));
        const largest = (await stage<number>(enter)).reduce((sum, most) => sum + most, 0);
        const nested = isOneWindow(largest, plan.windows);
        const next = new Int32Array(new SharedArrayBuffer(4));
        const windows = plan.windows / plan.slices.length;
        const all = { ...one, kind: 'group' as const, windows, largest, areas, edges, next };
        const sets = nested ? [] : await stage<SliceResult>(table.scratch.map((scratch) => ({ ...all, scratch })));
        if (nested || sets.some(({ ended }) => !ended)) {
          return runInTurns(findNestedRepeats(passages, minLength), 'repeats', options);
        }
        found.push(...sets);
      }
      tables = table.memory;
      const quiet = options.signal === undefined ? {} : { signal: options.signal };
      const textLength = passages.symbols.length;
      const { sets, omitted } = await runInTurns(keepNodes(found, textLength), 'repeats', quiet);
      const kept = sets.map(shareColumns);
      const ranges = cutText(textLength, workers).map((range) => ({ kind: 'sort' as const, sets: kept, range }));
      const parts = await stage<ListPart>(ranges);
      const nodes = await runInTurns(numberGroups(kept, parts, createShared), 'repeats', quiet);
      const count = parts.reduce((sum, { start }) => sum + start.length, 0);
      const triples = new Uint32Array(new SharedArrayBuffer(12 * count));
      let written = 0;
      const writes = parts.map((part) => {
        const out = triples.subarray(3 * written, 3 * (written + part.start.length));
        written += part.start.length;
        return { kind: 'write' as const, part, nodes, out };
      });
      await stage(writes);
      return { triples, omitted };
    },
    async close() {
      await pool?.destroy();
      pool = undefined;
      tables = undefined;
    },
  };
}

/** Tasks for each worker: enough that none waits long for the other, few enough that starting them costs nothing. */
const TASKS_A_WORKER = 4;

type WithoutShared<T> = T extends Task ? Omit<T, 'passages' | 'stop'> : never;
type Unshared = WithoutShared<Task>;

interface SharedWork {
  readonly passages: Passages;
  readonly running: Running;
  /** Tasks of the same stage that are done before, and in all. */
  readonly before?: number;
  readonly total?: number;
}

/**
 * Runs all tasks; when one fails, tells the others to stop and waits until they have. When the signal fires it does not
 * wait: a worker that is still starting looks only when it has started, and then has nothing to do.
 */
async function runTasks<Result>(
  pool: Tinypool,
  tasks: readonly Unshared[],
  {
    passages,
    running: { signal, onProgress },
    stage,
    before = 0,
    total = tasks.length,
  }: SharedWork & { readonly stage: string },
): Promise<Result[]> {
  throwIfAborted(signal);
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const halt = (): void => {
    Atomics.store(stop, 0, 1);
  };
  let abort = halt;
  const aborted = new Promise<[]>((resolve) => {
    abort = () => {
      halt();
      resolve([]);
    };
  });
  signal?.addEventListener('abort', abort, { once: true });
  let done = before;
  try {
    const results = Promise.allSettled(
      tasks.map(async (task) => {
        try {
          const result = (await pool.run({ ...task, passages, stop })) as Result;
          if (Atomics.load(stop, 0) === 0) onProgress?.({ stage, done: ++done, total });
          return result;
        } catch (error) {
          halt();
          throw error;
        }
      }),
    );
    const settled = await Promise.race([results, aborted]);
    throwIfAborted(signal);
    return settled.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** The same passages in shared memory; not copied when they are there already. */
function sharePassages({ symbols, offsets }: Passages): Passages {
  return { symbols: shareNumbers(symbols), offsets: shareNumbers(offsets) };
}

function shareNumbers<Numbers extends Uint16Array | Uint32Array>(numbers: Numbers): Numbers {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const buffer = new SharedArrayBuffer(numbers.byteLength);
  const shared = numbers instanceof Uint16Array ? new Uint16Array(buffer) : new Uint32Array(buffer);
  shared.set(numbers);
  return shared as Numbers;
}

function shareColumns({ places, from, to, length }: NodeSet): NodeSet {
  return { places: shareNumbers(places), from: shareNumbers(from), to: shareNumbers(to), length: shareNumbers(length) };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Ranges of passages with about the same work: symbols, and a little for each passage. */
function splitPassages(offsets: Uint32Array, parts: number): Span[] {
  const count = offsets.length - 1;
  const first = offsets[0]!;
  const work = (passages: number): number => offsets[passages]! - first + 8 * passages;
  const ranges: Span[] = [];
  let from = 0;
  for (let part = 1; part <= parts; part++) {
    // The first passage that reaches the part's share of the work; the last part takes what is left.
    let to = from;
    for (let end = count; to < end; ) {
      const middle = (to + end) >>> 1;
      if (part === parts || work(middle) < (work(count) * part) / parts) to = middle + 1;
      else end = middle;
    }
    if (to > from) ranges.push({ from, to });
    from = to;
  }
  return ranges;
}
