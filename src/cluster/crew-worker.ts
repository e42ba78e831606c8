/** A thread of the local engine: takes one task after the other. */

import { parentPort } from 'node:worker_threads';
import { type Answer, runTask, type Task } from './crew.js';

parentPort?.on('message', (task: Task) => {
  const answer = (one: Answer): void => parentPort?.postMessage(one);
  runTask(task).then(
    (lines) => answer({ lines }),
    (error: Error & { readonly code?: string }) =>
      answer({ message: error.message, ...(typeof error.code === 'string' ? { code: error.code } : {}) }),
  );
});
