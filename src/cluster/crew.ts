/** Threads that run a program over lines, the way `taohua worker` does; with no thread, this one. */

import { Worker } from 'node:worker_threads';
import { TaohuaError } from '../model/errors.js';
import { HEAP, type Parameters } from './program.js';
import { PROGRAMS } from './programs.js';
import { work } from './work.js';

export interface Task {
  readonly program: string;
  readonly parameters: Parameters;
  readonly lines: readonly string[];
}

/** What a thread answers. */
export interface Answer {
  readonly lines?: readonly string[];
  readonly code?: string;
  readonly message?: string;
}

export async function runTask({ program, parameters, lines }: Task): Promise<string[]> {
  const known = PROGRAMS[program];
  if (known === undefined) throw new TaohuaError('bad-argument', `there is no stage program ${program}`);
  const out: string[] = [];
  for await (const line of work(known, parameters, lines)) out.push(line);
  return out;
}

/** Runs tasks side by side and hands their lines on in the order of the tasks. */
export class Crew {
  private readonly threads: number;
  private readonly idle: Worker[] = [];
  private readonly all: Worker[] = [];
  private closed = false;

  constructor(threads: number) {
    this.threads = threads;
  }

  async run(tasks: AsyncIterable<Task>, take: (lines: readonly string[]) => Promise<void>): Promise<void> {
    const waiting: Promise<readonly string[]>[] = [];
    for await (const task of tasks) {
      waiting.push(this.threads === 0 ? runTask(task) : this.hand(task));
      // A failure is seen where it is awaited; until then it must not count as nobody's.
      waiting.at(-1)?.catch(() => {});
      if (waiting.length >= this.threads) await take((await waiting.shift()) ?? []);
    }
    for (const one of waiting) await take(await one);
  }

  private async hand(task: Task): Promise<readonly string[]> {
    // A thread that was ended would never answer.
    if (this.closed) throw new TaohuaError('cluster-thread', 'the threads were ended');
    const worker = this.idle.pop() ?? this.hire();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        worker.off('message', answered).off('error', failed).off('exit', ended);
      };
      const answered = (answer: Answer): void => {
        settle();
        this.idle.push(worker);
        if (answer.lines === undefined)
          reject(new TaohuaError(answer.code ?? 'fault', answer.message ?? 'a thread failed'));
        else resolve(answer.lines);
      };
      const failed = (error: Error): void => {
        settle();
        reject(error);
      };
      const ended = (code: number): void => {
        settle();
        reject(new TaohuaError('cluster-thread', `a thread ended by itself (${code})`));
      };
      worker.on('message', answered).on('error', failed).on('exit', ended);
      worker.postMessage(task);
    });
  }

  private hire(): Worker {
    const worker = new Worker(new URL('./crew-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP },
    });
    this.all.push(worker);
    return worker;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.all.map((worker) => worker.terminate()));
  }
}
