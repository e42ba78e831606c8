/** A progress line on stderr: only on a terminal, only for work of more than half a second, with rate and time left. */

import type { Progress } from '../model/progress.js';
import type { Host } from './host.js';
import type { Say } from './say.js';

const PATIENCE_MS = 500;
const REFRESH_MS = 100;
const BAR = 24;

export interface ProgressLine {
  readonly listen: (progress: Progress) => void;
  /** Clears the line. */
  done(): void;
}

export function progressLine(host: Host, say: Say, quiet: boolean): ProgressLine {
  if (quiet || !host.stderrIsTerminal) return { listen: () => {}, done: () => {} };
  const began = performance.now();
  let stage = '';
  let stageBegan = began;
  let drawn = 0;
  return {
    listen({ stage: name, done, total }) {
      const now = performance.now();
      if (name !== stage) {
        stage = name;
        stageBegan = now;
      }
      if (now - began < PATIENCE_MS || now - drawn < REFRESH_MS) return;
      drawn = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * BAR);
      const seconds = (now - stageBegan) / 1000;
      const rate = seconds > 0 ? done / seconds : 0;
      const left = rate > 0 ? Math.ceil((total - done) / rate) : 0;
      host.status(
        `${say.stage(name)} ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done}/${total} ${rate.toFixed(rate < 10 ? 1 : 0)}/s ${say.timeLeft(left)}`,
      );
    },
    done: () => {
      if (drawn > 0) host.status('');
    },
  };
}
