/**
 * The choice of seeds in words: edges torn from a neighbouring clause are cut off, then the widest and longest are taken
 * first, and what they cover need not be explained again. wasm/choice.ts is the same computation.
 */

import { Gap } from '../model/tokens.js';
import { type Columns, weightBetween } from './columns.js';
import type { Repeats } from './repeats.js';
import { FRAGMENT, FRESH, FRESH_SHARE, LOOSE_END, LOOSE_START, STRETCH } from './seed-rules.js';
import type { Seed } from './seeds.js';

/** The seeds among the repeats of a corpus of any size, as they are taken. */
export function seedsInWords(columns: Columns, repeats: Repeats, minIssuers: number): Seed[] {
  const { issuer } = columns;
  const rows: { row: number; shift: number; length: number; score: number; at: number }[] = [];
  for (let row = 0; row < repeats.count; row++) {
    const positions = repeats.positions.subarray(repeats.from[row]!, repeats.from[row + 1]!);
    const edges = cleaned(columns, positions, repeats.length[row]!);
    const at = positions[0]! + edges.from;
    const weight = weightBetween(columns, at, at + edges.to - edges.from);
    if (weight < FRAGMENT) continue;
    rows.push({
      row,
      shift: edges.from,
      length: edges.to - edges.from,
      score: repeats.issuers[row]! * (weight - 3),
      at,
    });
  }
  rows.sort((a, b) => b.score - a.score || b.length - a.length || a.at - b.at);

  const open = weightsOf(columns);
  const seeds: Seed[] = [];
  const take = (positions: Uint32Array, length: number): void => {
    seeds.push({ positions, length });
    for (let k = 0; k < positions.length; k++) clear(open, positions[k]!, length);
  };
  for (let r = 0; r < rows.length; r++) {
    const { row, shift, length } = rows[r]!;
    const positions = repeats.positions.slice(repeats.from[row]!, repeats.from[row + 1]!);
    if (shift > 0) for (let k = 0; k < positions.length; k++) positions[k]! += shift;
    const weight = weightBetween(columns, positions[0]!, positions[0]! + length);
    let fresh = 0;
    let last = -1;
    let freshAt = -1;
    for (let k = 0; k < positions.length; k++) {
      const at = positions[k]!;
      if (issuer[at] === last) continue;
      const left = sumOf(open, at, length);
      if (left < FRESH) continue;
      freshAt = freshAt < 0 ? at : freshAt;
      if (left < STRETCH && left < FRESH_SHARE * weight) continue;
      fresh++;
      last = issuer[at]!;
    }
    if (fresh >= minIssuers) take(positions, length);
    else if (freshAt >= 0) takeStretch(positions, length, freshAt);
  }
  return seeds;

  /** The longest uncovered stretch of one occurrence, if enough issuers have it uncovered too. */
  function takeStretch(positions: Uint32Array, length: number, at: number): void {
    let [from, to] = [0, 0];
    for (let i = 0, start = 0; i <= length; i++) {
      if (i < length && open[at + i] !== COVERED) continue;
      if (i - start > to - from) [from, to] = [start, i];
      start = i + 1;
    }
    const moved = positions.map((one) => one + from);
    const edges = cleaned(columns, moved, to - from);
    const first = moved[0]! + edges.from;
    const size = edges.to - edges.from;
    if (size <= 0 || weightBetween(columns, first, first + size) < STRETCH) return;
    const free = moved.map((one) => one + edges.from).filter((one) => sumOf(open, one, size) >= STRETCH);
    let [count, last] = [0, -1];
    for (const one of free) {
      if (issuer[one] !== last) count++;
      last = issuer[one]!;
    }
    if (count >= minIssuers) take(free, size);
  }
}

/** What a token weighs that a seed covers: nothing, and its place is not free. Free slots weigh nothing either. */
const COVERED = 0x80;

/** The weight of each token. */
function weightsOf({ literals }: Columns): Uint8Array {
  const weights = new Uint8Array(literals.length);
  for (let i = 0; i + 1 < literals.length; i++) weights[i] = (literals[i + 1]! - literals[i]!) & 0xffff;
  return weights;
}

function clear(open: Uint8Array, at: number, length: number): void {
  for (let i = at; i < at + length; i++) open[i] = COVERED;
}

/** Weight of what is not covered of `length` tokens. */
function sumOf(open: Uint8Array, at: number, length: number): number {
  let sum = 0;
  for (let i = at; i < at + length; i++) sum += open[i]! & ~COVERED;
  return sum;
}

/** The part [from, to) of a repeat that is no torn edge. */
function cleaned(
  columns: Columns,
  positions: Uint32Array,
  length: number,
): { readonly from: number; readonly to: number } {
  const { symbol, gap } = columns;
  const at = positions[0]!;
  let from = 0;
  let to = length;
  for (let i = to - 1; i > from; i--) {
    if (weightBetween(columns, at + i, at + to) >= FRAGMENT) break;
    if (gap[at + i]! < Gap.clause) continue;
    if (!closes(columns, positions, to)) to = i;
    break;
  }
  for (let i = from + 1; i < to; i++) {
    if (weightBetween(columns, at + from, at + i) >= FRAGMENT) break;
    if (gap[at + i]! < Gap.clause) continue;
    if (!opens(columns, positions, from)) from = i;
    break;
  }
  while (to > from && LOOSE_END.has(symbol[at + to - 1]!) && !closes(columns, positions, to)) to--;
  while (from < to && LOOSE_START.has(symbol[at + from]!) && !opens(columns, positions, from)) from++;
  return { from, to };
}

/** Whether a clause mostly ends behind `end` tokens. */
function closes({ room, gap }: Columns, positions: Uint32Array, end: number): boolean {
  let count = 0;
  for (let i = 0; i < positions.length; i++) {
    const at = positions[i]! + end;
    if (room[at - 1] === 1 || gap[at]! >= Gap.clause) count++;
  }
  return count * 2 > positions.length;
}

/** Whether a clause mostly begins behind `start` tokens. */
function opens({ back, gap }: Columns, positions: Uint32Array, start: number): boolean {
  let count = 0;
  for (let i = 0; i < positions.length; i++) {
    const at = positions[i]! + start;
    if (back[at] === 0 || gap[at]! >= Gap.clause) count++;
  }
  return count * 2 > positions.length;
}
