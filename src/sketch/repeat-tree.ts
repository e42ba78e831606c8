/**
 * From places that share their first N symbols to maximal repeats: the places are split by the symbol that follows, as in
 * a suffix tree (multikey quicksort, Bentley and Sedgewick 1997). A branching where places also differ in the symbol
 * before them is a maximal repeat; a branch in which they do not differ there cannot hold one and is left at once.
 */

import type { Passages } from './kernel.js';
import type { Symbols } from './params.js';
import type { RepeatNodes } from './repeat-list.js';
import type { Steps } from './steps.js';

/** Members from which a group is looked at in steps, and members a step. */
const LARGE: number = 2 ** 16;

/** Symbols read between two steps. */
export const WORK_A_STEP: number = 2 ** 20;

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

export interface RepeatTree {
  /**
   * Adds the maximal repeats among members[first .. last), a group of a table, whose order it changes. False when more
   * than `mostWork` symbols have been read in all calls: then nothing of this group is added, and a suffix array is the
   * better way. What takes long, for many members or long repeats, comes in steps.
   */
  add(members: Uint32Array, first: number, last: number): Steps<boolean> | boolean;
  /** Symbols read so far. */
  work(): number;
  /**
   * Reads the text at the members that `add` will be asked for next. Its places are far apart, and a processor waits for
   * one of them after the other unless they are asked for in a row.
   */
  readAhead(members: Uint32Array, count: number): void;
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
  const differBeforeInSteps = function* (group: Uint32Array, from: number, to: number): Steps<boolean> {
    // Parts overlap by one member, so that each is compared with the one before.
    for (let at = from; at + 1 < to; at += LARGE) {
      if (differBefore(group, at, Math.min(to, at + LARGE + 1))) return true;
      yield 0;
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
  /** How many of the `shared` symbols from depth on the members[from .. to) have in common with the place `first`. */
  const narrow = (group: Uint32Array, { from, to, depth }: Range, { first, shared }: Shared): number => {
    // A place may be the beginning of its passage, which is no end.
    const own = depth === 0 ? -2 : -1;
    let least = shared;
    for (let m = from; m < to && least > 0; m++) {
      const place = group[m]! + depth;
      least = Math.min(least, roomAt(place, own));
      let s = 0;
      while (s < least && symbols[first + depth + s] === symbols[place + s]) s++;
      least = s;
      work += s + 1;
    }
    return least;
  };
  /** The depth to which all places of the range agree: 32 symbols at a time, place by place. -1: more than a step's work. */
  const extend = (group: Uint32Array, { from, to, depth }: Range): number => {
    const first = group[from]!;
    const most = work + WORK_A_STEP;
    for (let d = depth; work <= most; d += 32) {
      const shared = narrow(group, { from, to, depth: d }, { first, shared: 32 });
      if (shared < 32) return d + shared;
    }
    return -1;
  };
  const extendInSteps = function* (group: Uint32Array, { from, to, depth }: Range): Steps<number> {
    const first = group[from]!;
    for (let d = depth; ; d += 32) {
      let shared = 32;
      for (let at = from; at < to && work <= mostWork; at += LARGE) {
        shared = narrow(group, { from: at, to: Math.min(to, at + LARGE), depth: d }, { first, shared });
        yield 0;
      }
      if (shared < 32 || work > mostWork) return d + shared;
    }
  };
  /** Moves members with a lesser symbol than the pivot to the front and with a greater one to the end, `most` at a time. */
  const partition = (group: Uint32Array, cut: Cut, most: number): boolean => {
    const { pivot, depth } = cut;
    let { low, next, high } = cut;
    for (let turns = 0; next < high && turns < most; turns++) {
      const place = group[next]!;
      const symbol = after(place, depth);
      if (symbol === pivot) next++;
      else if (symbol < pivot) {
        group[next++] = group[low]!;
        group[low++] = place;
      } else {
        group[next] = group[--high]!;
        group[high] = place;
      }
    }
    cut.low = low;
    cut.next = next;
    cut.high = high;
    return next >= high;
  };
  const openCut = (group: Uint32Array, { from, to, depth }: Range): Cut => {
    work += to - from;
    return { pivot: after(group[(from + to) >>> 1]!, depth), depth, low: from, next: from, high: to };
  };
  const closeCut = ({ from, to, depth }: Range, { low, high }: Cut, goesOn: boolean): void => {
    push(from, low, depth, 1);
    push(high, to, depth, 1);
    if (goesOn) push(low, high, depth + 1, 0);
  };
  const splitRange = (group: Uint32Array, range: Range): void => {
    const cut = openCut(group, range);
    partition(group, cut, Number.POSITIVE_INFINITY);
    closeCut(range, cut, cut.pivot >= 0 && cut.high - cut.low > 1 && differBefore(group, cut.low, cut.high));
  };
  const splitInSteps = function* (group: Uint32Array, range: Range): Steps<void> {
    const cut = openCut(group, range);
    while (!partition(group, cut, LARGE)) yield 0;
    const { pivot, low, high } = cut;
    closeCut(range, cut, pivot >= 0 && high - low > 1 && (yield* differBeforeInSteps(group, low, high)));
  };
  const pop = (): Range & { readonly split: number } => {
    top -= 4;
    return { from: stack[top]!, to: stack[top + 1]!, depth: stack[top + 2]!, split: stack[top + 3]! };
  };
  /** Notes a repeat that stands at the places of the range; `base` is where members[0] will come to lie. */
  const note = (base: number, { from, to }: Range, length: number): void => {
    nodes.from.push(base + from);
    nodes.to.push(base + to);
    nodes.length.push(length);
  };
  /** Adds what is still pending of a group. */
  const goOn = function* (group: Uint32Array, { first, last, base, known }: Pending): Steps<boolean> {
    while (top > 0) {
      if (work > mostWork) return false;
      const range = pop();
      let { depth } = range;
      if (range.split === 0) {
        depth = yield* extendInSteps(group, range);
        if (depth >= least) note(base, range, depth);
      }
      const rest = { from: range.from, to: range.to, depth };
      if (range.to - range.from > LARGE) yield* splitInSteps(group, rest);
      else splitRange(group, rest);
    }
    if (nodes.length.length > known) nodes.places.append(group.subarray(first, last));
    return true;
  };

  let ahead = 0;
  return {
    work: () => work,
    readAhead(members: Uint32Array, count: number): void {
      let read = ahead;
      const most = Math.min(count, LARGE);
      for (let m = 0; m < most; m++) {
        const place = members[m]!;
        read ^= symbols[place]! ^ symbols[place + least]! ^ edges[place >>> 5]!;
      }
      ahead = read;
    },
    add(group: Uint32Array, first: number, last: number): Steps<boolean> | boolean {
      // A table has seen to it that narrow symbols differ before the members; wider ones it cannot tell apart.
      if (wide && !differBefore(group, first, last)) return true;
      const known = nodes.length.length;
      const base = nodes.places.length - first;
      const pending = { first, last, base, known };
      const most = work + WORK_A_STEP;
      push(first, last, 0, 0);
      if (last - first > LARGE) return goOn(group, pending);
      while (top > 0) {
        if (work > mostWork) return false;
        if (work > most) return goOn(group, pending);
        const range = pop();
        let { depth } = range;
        if (range.split === 0) {
          depth = extend(group, range);
          if (depth < 0) {
            push(range.from, range.to, range.depth, 0);
            return goOn(group, pending);
          }
          if (depth >= least) {
            note(base, range, depth);
            // Two places that part here have nothing more in common.
            if (range.to - range.from === 2) continue;
          }
        }
        splitRange(group, { from: range.from, to: range.to, depth });
      }
      if (nodes.length.length > known) nodes.places.append(group.subarray(first, last));
      return true;
    },
  };
}

/** A group of which ranges are pending. */
interface Pending {
  readonly first: number;
  readonly last: number;
  /** Where members[0] comes to lie among the places. */
  readonly base: number;
  /** Repeats there were before. */
  readonly known: number;
}

/** Members of a group, and the symbols all of them are known to share. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

interface Shared {
  readonly first: number;
  readonly shared: number;
}

/** A partition that has come as far as `next`: less than the pivot before `low`, greater from `high` on. */
interface Cut {
  readonly pivot: number;
  readonly depth: number;
  low: number;
  next: number;
  high: number;
}
