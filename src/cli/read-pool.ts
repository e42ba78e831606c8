/**
 * Threads that read reports while this one works on those that are there. Reports are plain values: what comes back from
 * a thread is what would have been read here, and the order is the caller's.
 */

import { Worker } from 'node:worker_threads';
import type { Report } from '../model/report.js';
import type { ReadOptions } from '../outline/read.js';
import type { ReadQuestion } from './read-worker.js';

export type ReadReports = (bytes: Uint8Array, options: ReadOptions) => Promise<Report[]>;

export interface ReadPool {
  readonly read: ReadReports;
  close(): Promise<void>;
}

interface Answer {
  readonly number: number;
  readonly reports: Report[];
}

interface Waiting {
  readonly done: (reports: Report[]) => void;
  readonly fail: (error: Error) => void;
}

/** Starts its threads at once: they load while the first files are fetched. */
export function createReadPool(threads: number): ReadPool {
  const waiting = new Map<number, Waiting>();
  const failAll = (error: Error): void => {
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./read-worker.js', import.meta.url));
    worker.on('message', ({ number, reports }: Answer) => {
      waiting.get(number)?.done(reports);
      waiting.delete(number);
    });
    worker.on('error', failAll);
    return worker;
  });
  let asked = 0;
  return {
    read(bytes, options) {
      const number = asked++;
      return new Promise((done, fail) => {
        waiting.set(number, { done, fail });
        const question: ReadQuestion = { number, bytes, options };
        workers[number % threads]!.postMessage(question);
      });
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
      failAll(new Error('The threads that read were ended.'));
    },
  };
}
