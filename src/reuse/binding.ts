/**
 * How strongly two neighbouring characters belong together (normalised pointwise mutual information): tells whether a
 * wording ends inside a word. 收入增 is torn, because 增 binds 长 and 速 behind it more than 入 before it.
 */

import { Gap } from '../model/tokens.js';
import type { Columns } from './columns.js';

export interface Binding {
  /** −1..1 for two symbols that may stand side by side; −1 where they never do. */
  readonly of: (a: number, b: number) => number;
}

/** Pairs are counted by hash; a few collisions do not move a comparison of two strengths. */
const BITS = 20;

/** Counts the pairs of a corpus. Cost: linear. */
export function bindingOf(columns: Columns): Binding {
  const { symbol, gap, symbols } = columns;
  const single = new Uint32Array(symbols);
  const pairs = new Uint32Array(1 << BITS);
  let total = 0;
  for (let i = 0; i < symbol.length; i++) {
    single[symbol[i]!]!++;
    if (i > 0 && gap[i]! === Gap.none) {
      pairs[pairHash(symbol[i - 1]!, symbol[i]!)]!++;
      total++;
    }
  }
  const of = (a: number, b: number): number => {
    const both = pairs[pairHash(a, b)]! / total;
    if (!(both > 0)) return -1;
    if (both >= 1) return 1;
    return Math.log((both * symbol.length * symbol.length) / (single[a]! * single[b]!)) / -Math.log(both);
  };
  return { of };
}

function pairHash(a: number, b: number): number {
  const hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) >>> (32 - BITS);
}
