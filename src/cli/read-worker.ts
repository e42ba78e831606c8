/** A thread that reads reports for read-pool.ts: bytes come in, reports go back, each with the number it was asked by. */

import { parentPort } from 'node:worker_threads';
import { type ReadOptions, readReports } from '../outline/read.js';

export interface ReadQuestion {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
}

parentPort?.on('message', async ({ number, bytes, options }: ReadQuestion) => {
  parentPort?.postMessage({ number, reports: await readReports(bytes, options) });
});
