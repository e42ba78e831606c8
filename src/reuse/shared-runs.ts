/**
 * Whether two stretches share enough short runs to be aligned: a reworded copy keeps few runs long enough to lead to it but
 * many of three tokens, and what a topic brings along keeps neither. Far cheaper than an alignment.
 */

import type { Tokens } from '../model/tokens.js';
import type { Range } from './range.js';

/** Tokens of a run. */
const RUN = 3;

/** One of the two texts, the stretch in it, and 1 for each token that a formula explains. */
export interface Masked {
  readonly tokens: Pick<Tokens, 'id'>;
  readonly range: Range;
  readonly explained?: Uint8Array | undefined;
}

/** Slots by hash: two runs in one slot count as one. */
const SLOTS = 1 << 13;
const met: Uint32Array = new Uint32Array(SLOTS);
let stamp = 0;

/** Distinct runs of three tokens in both stretches that no formula explains. Cost: linear in the two. */
export function sharedRuns(a: Masked, b: Masked): number {
  if (stamp > 0xfffffff0) {
    met.fill(0);
    stamp = 0;
  }
  stamp += 2;
  mark(b);
  return countMarked(a);
}

function mark({ tokens: { id }, range: { from, to }, explained }: Masked): void {
  for (let i = from; i + RUN <= to; i++) if (!isExplained(explained, i)) met[slotOf(id, i)] = stamp;
}

function countMarked({ tokens: { id }, range: { from, to }, explained }: Masked): number {
  let shared = 0;
  for (let i = from; i + RUN <= to; i++) {
    if (isExplained(explained, i)) continue;
    const slot = slotOf(id, i);
    if (met[slot] !== stamp) continue;
    met[slot] = stamp - 1;
    shared++;
  }
  return shared;
}

function isExplained(explained: Uint8Array | undefined, at: number): boolean {
  return explained !== undefined && explained[at] === 1 && explained[at + RUN - 1] === 1;
}

function slotOf(id: Uint32Array, at: number): number {
  let hash = Math.imul(id[at]!, 0x9e3779b1);
  for (let k = 1; k < RUN; k++) hash = Math.imul(hash ^ (hash >>> 15) ^ id[at + k]!, 0x85ebca6b);
  return (hash ^ (hash >>> 13)) & (SLOTS - 1);
}
