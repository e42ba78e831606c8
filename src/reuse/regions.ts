/**
 * Where in two texts a copy may lie: boxes around runs that few issuers have and that stand close together in both. Only
 * these are aligned, so that a pair of reports costs what its agreement is long, not what the reports are.
 */

import type { Range } from './range.js';

export interface Region {
  readonly a: Range;
  readonly b: Range;
  /** Runs that met in it, each place of the first text once. */
  readonly runs: number;
}

/** Tokens between two runs of one box: in the first text, where they come in order, and in the second, where they may not. */
export const STEP_A = 64;
const STEP_B = 160;

interface Box {
  a0: number;
  a1: number;
  b0: number;
  b1: number;
  runs: number;
}

/**
 * Boxes with at least `least` runs: run i begins at `a[i]` of one text and `b[i]` of the other, sorted by `a`. A box closes
 * when no run has joined it for `STEP_A` tokens. Cost: linear in the runs times the open boxes.
 */
export function regionsOf(a: ArrayLike<number>, b: ArrayLike<number>, least: number): Region[] {
  const regions: Region[] = [];
  let open: Box[] = [];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (open.some(({ a1 }) => x - a1 > STEP_A)) {
      const still: Box[] = [];
      for (const box of open) {
        if (x - box.a1 <= STEP_A) still.push(box);
        else if (box.runs >= least) regions.push(regionOf(box));
      }
      open = still;
    }
    const box = open.find(({ b0, b1 }) => y >= b0 - STEP_B && y <= b1 + STEP_B);
    if (box === undefined) open.push({ a0: x, a1: x, b0: y, b1: y, runs: 1 });
    else {
      // A second place for the same run is no more evidence.
      if (box.a1 < x) box.runs++;
      box.a1 = x;
      box.b0 = Math.min(box.b0, y);
      box.b1 = Math.max(box.b1, y);
    }
  }
  for (const box of open) if (box.runs >= least) regions.push(regionOf(box));
  return regions;
}

function regionOf({ a0, a1, b0, b1, runs }: Box): Region {
  return { a: { from: a0, to: a1 + 1 }, b: { from: b0, to: b1 + 1 }, runs };
}
