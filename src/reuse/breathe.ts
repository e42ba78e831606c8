/** Long loops give way now and then, so that a signal can stop them and a listener hears how far they are. */

import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';

/** Steps between two rests. */
const REST = 32;

export async function breathe(
  done: number,
  total: number,
  stage: string,
  { signal, onProgress }: Running,
): Promise<void> {
  if (done % REST === 0 && done > 0) await new Promise((resolve) => setTimeout(resolve));
  if (signal?.aborted) throw new TaohuaError('aborted', `Stopped at ${stage} ${done} of ${total}, as asked.`);
  onProgress?.({ stage, done, total });
}
