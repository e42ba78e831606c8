/**
 * Which templates may stand in one stretch of the corpus: those with enough of their runs in one place of it. A draft asks
 * for its own formulas only, and most wordings of a corpus are not in it.
 */

import type { Columns } from './columns.js';
import type { Range } from './range.js';
import type { Template } from './template.js';

/** Columns of a run, and the share of a template's runs that a touched-up occurrence still has. */
const RUN = 4;
const SHARE = 0.35;
/** Tokens that insertions and written-out values may shift them against each other. */
const SHIFT = 8;

/** The templates that may have an occurrence in tokens [from, to). Cost: linear in the stretch and the templates. */
export function standingIn(columns: Columns, templates: readonly Template[], { from, to }: Range): Template[] {
  const places = new Map<number, number[]>();
  for (let i = from; i + RUN <= to; i++) {
    const run = hashOf(columns.symbol, i);
    const held = places.get(run);
    if (held === undefined) places.set(run, [i]);
    else held.push(i);
  }
  return templates.filter(({ symbol }) => {
    const runs = symbol.length - RUN + 1;
    const diagonals: number[] = [];
    for (let c = 0; c < runs; c++) for (const at of places.get(hashOf(symbol, c)) ?? []) diagonals.push(at - c);
    return hasCluster(diagonals, Math.max(1, Math.floor(SHARE * runs)));
  });
}

/** Whether so many of the numbers lie close together. */
function hasCluster(numbers: number[], needed: number): boolean {
  if (numbers.length < needed) return false;
  numbers.sort((a, b) => a - b);
  for (let i = needed - 1; i < numbers.length; i++) if (numbers[i]! - numbers[i - needed + 1]! <= SHIFT) return true;
  return false;
}

function hashOf(symbol: Uint32Array, at: number): number {
  let hash = symbol[at]!;
  for (let i = 1; i < RUN; i++) hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + symbol[at + i]!;
  return Math.imul(hash ^ (hash >>> 13), 0x297a2d39) >>> 0;
}
