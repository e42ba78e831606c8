/**
 * From places that share their first N symbols to maximal repeats: the places are split by the symbol that follows, as in
 * a suffix tree (multikey quicksort, Bentley and Sedgewick 1997). A branching where places also differ in the symbol
 * before them is a maximal repeat; a branch in which they do not differ there cannot hold one and is left at once.
 */

import { GrowingUint32 } from './growing.js';
import type { Passages } from './kernel.js';
import type { Symbols } from './params.js';

export interface EdgedText {
  readonly symbols: Symbols;
  /** One bit a symbol: set where a passage begins or ends. */
  readonly edges: Uint32Array;
  readonly least: number;
  readonly mostWork: number;
}

/** Marks the positions that a stretch may neither cross to the left nor to the right. */
export function markEdges({ symbols, offsets }: Passages): Uint32Array {
  const edges = new Uint32Array(Math.floor(symbols.length / 32) + 2);
  for (const offset of offsets) edges[offset >>> 5]! |= 1 << (offset & 31);
  // The end of the text stops a stretch even where the last passage ends earlier.
  edges[symbols.length >>> 5]! |= 1 << (symbols.length & 31);
  edges[0]! |= 1;
  return edges;
}

/** Repeat r stands at places[from[r] .. to[r]) and has length[r] symbols; ranges of places may be nested. */
export interface RepeatNodes {
  readonly places: GrowingUint32;
  readonly from: GrowingUint32;
  readonly to: GrowingUint32;
  readonly length: GrowingUint32;
}

export function createNodes(): RepeatNodes {
  return {
    places: new GrowingUint32(),
    from: new GrowingUint32(),
    to: new GrowingUint32(),
    length: new GrowingUint32(),
  };
}

export interface RepeatTree {
  /**
   * Adds the maximal repeats among members[first .. last), a group of a table, whose order it changes. False when more than `mostWork` symbols
   * have been read in all calls: then nothing of this group is added, and a suffix array is the better way.
   */
  add(members: Uint32Array, first: number, last: number): boolean;
  /**
   * Reads the text at the members that `add` will be asked for next. Its places are far apart, and a processor waits for
   * one of them after the other unless they are asked for in a row.
   */
  fetch(members: Uint32Array, count: number): void;
}

/** Finds repeats of at least `least` symbols. */
export function createRepeatTree({ symbols, edges, least, mostWork }: EdgedText, nodes: RepeatNodes): RepeatTree {
  /** Pending ranges: from, to, depth, and whether the symbol at depth still splits them. */
  let stack = new Uint32Array(1024);
  let top = 0;
  let work = 0;
  const wide = symbols.BYTES_PER_ELEMENT > 2;

  const isEdge = (at: number): boolean => (edges[at >>> 5]! & (1 << (at & 31))) !== 0;
  /** The symbol `depth` behind a place; -1 where the passage ends, which it cannot within the first `least`. */
  const after = (place: number, depth: number): number =>
    depth >= least && isEdge(place + depth) ? -1 : symbols[place + depth]!;
  const push = (from: number, to: number, depth: number, split: number): void => {
    if (to - from < 2) return;
    if (top + 4 > stack.length) {
      const grown = new Uint32Array(2 * stack.length);
      grown.set(stack);
      stack = grown;
    }
    stack[top] = from;
    stack[top + 1] = to;
    stack[top + 2] = depth;
    stack[top + 3] = split;
    top += 4;
  };
  const differBefore = (group: Uint32Array, from: number, to: number): boolean => {
    const first = group[from]!;
    if (isEdge(first)) return true;
    const before = symbols[first - 1]!;
    for (let m = from + 1; m < to; m++) {
      const place = group[m]!;
      if (isEdge(place) || symbols[place - 1] !== before) return true;
    }
    return false;
  };
  /** Symbols from `at` to the next edge, 32 at most. An edge at `at` itself counts only when asked for. */
  const roomAt = (at: number, own: number): number => {
    const word = at >>> 5;
    const shift = at & 31;
    let bits = edges[word]! >>> shift;
    if (shift > 0) bits |= edges[word + 1]! << (32 - shift);
    bits &= own;
    return bits === 0 ? 32 : 31 - Math.clz32(bits & -bits);
  };
  /** The depth to which all places of the range agree: 32 symbols at a time, place by place. */
  const extend = (group: Uint32Array, { from, to, depth }: Range): number => {
    const first = group[from]!;
    for (let d = depth; ; d += 32) {
      // A place may be the beginning of its passage, which is no end.
      const own = d === 0 ? -2 : -1;
      let shared = roomAt(first + d, own);
      for (let m = from + 1; m < to && shared > 0; m++) {
        const place = group[m]! + d;
        shared = Math.min(shared, roomAt(place, own));
        let s = 0;
        while (s < shared && symbols[first + d + s] === symbols[place + s]) s++;
        shared = s;
        work += s + 1;
      }
      if (shared < 32) return d + shared;
    }
  };
  const splitRange = (group: Uint32Array, { from, to, depth }: Range): void => {
    const pivot = after(group[(from + to) >>> 1]!, depth);
    work += to - from;
    let low = from;
    let high = to;
    for (let m = from; m < high; ) {
      const place = group[m]!;
      const symbol = after(place, depth);
      if (symbol === pivot) m++;
      else if (symbol < pivot) {
        group[m++] = group[low]!;
        group[low++] = place;
      } else {
        group[m] = group[--high]!;
        group[high] = place;
      }
    }
    push(from, low, depth, 1);
    push(high, to, depth, 1);
    if (pivot >= 0 && high - low > 1 && differBefore(group, low, high)) push(low, high, depth + 1, 0);
  };

  let fetched = 0;
  return {
    fetch(members: Uint32Array, count: number): void {
      let read = fetched;
      for (let m = 0; m < count; m++) {
        const place = members[m]!;
        read ^= symbols[place]! ^ symbols[place + least]! ^ edges[place >>> 5]!;
      }
      fetched = read;
    },
    add(group: Uint32Array, first: number, last: number): boolean {
      // A table has seen to it that narrow symbols differ before the members; wider ones it cannot tell apart.
      if (wide && !differBefore(group, first, last)) return true;
      const base = nodes.places.length - first;
      let found = false;
      push(first, last, 0, 0);
      while (top > 0) {
        if (work > mostWork) return false;
        top -= 4;
        const range = { from: stack[top]!, to: stack[top + 1]!, depth: stack[top + 2]! };
        if (stack[top + 3] === 0) {
          range.depth = extend(group, range);
          if (range.depth >= least) {
            found = true;
            nodes.from.push(base + range.from);
            nodes.to.push(base + range.to);
            nodes.length.push(range.depth);
            // Two places that part here have nothing more in common.
            if (range.to - range.from === 2) continue;
          }
        }
        splitRange(group, range);
      }
      if (found) nodes.places.append(group.subarray(first, last));
      return true;
    },
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
  depth: number;
}
