/** Text in which stretches are compared, and the borders of its passages, which a stretch may not cross. */

import type { Passages } from './kernel.js';
import { OFFSETS, type Symbols } from './params.js';

export interface EdgedText {
  readonly symbols: Symbols;
  /** One bit a symbol: set where a passage begins or ends. */
  readonly edges: Uint32Array;
  /** Symbols that all stretches have, border or not. */
  readonly least: number;
}

/** Marks the positions that a stretch may neither cross to the left nor to the right. */
export function markEdges(
  { symbols, offsets }: Passages,
  create: (count: number) => Uint32Array = (count) => new Uint32Array(count),
): Uint32Array {
  const edges = create(Math.floor(symbols.length / 32) + 2);
  for (let from = 0; from < offsets.length; from += OFFSETS) markOffsets(offsets.subarray(from, from + OFFSETS), edges);
  // The end of the text stops a stretch even where the last passage ends earlier.
  edges[symbols.length >>> 5]! |= 1 << (symbols.length & 31);
  edges[0]! |= 1;
  return edges;
}

function markOffsets(offsets: Uint32Array, edges: Uint32Array): void {
  for (let i = 0; i < offsets.length; i++) {
    const offset = offsets[i]!;
    edges[offset >>> 5]! |= 1 << (offset & 31);
  }
}

export function isEdge(edges: Uint32Array, at: number): boolean {
  return (edges[at >>> 5]! & (1 << (at & 31))) !== 0;
}

/** The symbol `depth` behind a place; -1 where the passage ends, which it cannot within the first `least`. */
export function after({ symbols, edges, least }: EdgedText, place: number, depth: number): number {
  return depth >= least && isEdge(edges, place + depth) ? -1 : symbols[place + depth]!;
}

export function differBefore({ symbols, edges }: EdgedText, group: Uint32Array, from: number, to: number): boolean {
  const first = group[from]!;
  if (isEdge(edges, first)) return true;
  const before = symbols[first - 1]!;
  for (let m = from + 1; m < to; m++) {
    const place = group[m]!;
    if (isEdge(edges, place) || symbols[place - 1] !== before) return true;
  }
  return false;
}

/** Symbols from `at` to the next edge, 32 at most. An edge at `at` itself counts only when asked for. */
export function roomAt(edges: Uint32Array, at: number, own: number): number {
  const word = at >>> 5;
  const shift = at & 31;
  let bits = edges[word]! >>> shift;
  if (shift > 0) bits |= edges[word + 1]! << (32 - shift);
  bits &= own;
  return bits === 0 ? 32 : 31 - Math.clz32(bits & -bits);
}
