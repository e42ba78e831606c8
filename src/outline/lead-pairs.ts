/**
 * What the pairs of units in a short sentence say of it: how many of them are common in the report (leads speak in general
 * words), and how many come again in the next sentence (bodies take their lead up again).
 */

import type { Sentence } from './sentences.js';

const TABLE = 1 << 16;
/** Times a pair stands in a report of usual length before it is common. */
const COMMON = 3;

/** How often each pair of units (mixed to a place in the table) stands in a text, counted up to COMMON. Cost: linear. */
export function countPairs(units: Uint16Array): Uint8Array {
  const counts = new Uint8Array(TABLE);
  const { length } = units;
  let unit = length > 0 ? units[0]! : 0;
  for (let i = 1; i < length; i++) {
    const next = units[i]!;
    const pair = mixed(unit, next);
    const count = counts[pair]!;
    // One more below COMMON, without a branch that nobody can guess.
    counts[pair] = count + ((count - COMMON) >>> 31);
    unit = next;
  }
  return counts;
}

/** Share of the sentence's pairs that are common by `pairs`. */
export function commonShare(units: Uint16Array, { from, to }: Sentence, pairs: Uint8Array): number {
  let count = 0;
  let unit = units[from]!;
  for (let i = from + 1; i < to; i++) {
    const next = units[i]!;
    if (pairs[mixed(unit, next)]! >= COMMON) count++;
    unit = next;
  }
  return to - from < 2 ? 0 : count / (to - from - 1);
}

/** Places for the pairs of a sentence; what falls on one place is told apart. */
const HEARD = 1 << 9;

/** Listens for pairs that come again. Owns a table that is used for one sentence after the other. */
export class Echo {
  /** The last turn in which a pair (mixed) was heard. */
  readonly #heard = new Uint32Array(HEARD);
  #turn = 0;

  /** Share of the sentence's pairs that come again in the following one. */
  share(units: Uint16Array, { from, to }: Sentence, following: Sentence | undefined): number {
    if (to - from < 2 || !following) return 0;
    const heard = this.#heard;
    const turn = ++this.#turn;
    for (let i = following.from; i + 1 < following.to; i++) heard[mixed(units[i]!, units[i + 1]!) & (HEARD - 1)] = turn;
    let count = 0;
    for (let i = from; i + 1 < to; i++) {
      const unit = units[i]!;
      const next = units[i + 1]!;
      if (heard[mixed(unit, next) & (HEARD - 1)] === turn && hasPair(units, following, unit, next)) count++;
    }
    return count / (to - from - 1);
  }
}

function hasPair(units: Uint16Array, { from, to }: Sentence, unit: number, next: number): boolean {
  for (let i = from; i + 1 < to; i++) if (units[i] === unit && units[i + 1] === next) return true;
  return false;
}

function mixed(a: number, b: number): number {
  return (Math.imul(a, 0x9e3b) ^ Math.imul(b, 0x85eb)) & (TABLE - 1);
}
