/**
 * From places that share their first N symbols to maximal repeats: the places are split by the symbol that follows, as in
 * a suffix tree (multikey quicksort, Bentley and Sedgewick 1997). A branching where places also differ in the symbol
 * before them is a maximal repeat; a branch in which they do not differ there cannot hold one and is left at once.
 */

import { after, differBefore, type EdgedText, roomAt } from './edged-text.js';
import type { RepeatNodes } from './repeat-list.js';
import type { Steps } from './steps.js';

/** Members from which a group is looked at in steps, and members a step. */
const LARGE: number = 2 ** 16;

/** Symbols read between two steps. */
export const WORK_A_STEP: number = 2 ** 20;

/**
 * What splitting knows, owned by whoever splits. The functions below are not closures over it: those would be new in each
 * call, and the engine would have to optimise them anew.
 */
export interface RepeatTree extends EdgedText {
  /** Symbols that may be read in all. */
  readonly mostWork: number;
  readonly nodes: RepeatNodes;
  /** Symbols of more than 16 bits, which a table cannot tell apart. */
  readonly wide: boolean;
  /** Pending ranges: from, to, depth, and whether the symbol at depth still splits them. */
  stack: Uint32Array;
  top: number;
  /** Symbols read so far. */
  work: number;
  /** What was read ahead, so that reading it is not left out. */
  ahead: number;
}

/**
 * Finds repeats of at least `least` symbols. Every tree is written out alike: objects copied by spreading get a shape of
 * their own now and then, for which all that works on them is compiled anew.
 */
export function createRepeatTree(
  { symbols, edges, least, mostWork }: EdgedText & Pick<RepeatTree, 'mostWork'>,
  nodes: RepeatNodes,
): RepeatTree {
  const wide = symbols.BYTES_PER_ELEMENT > 2;
  const stack = new Uint32Array(1024);
  return { symbols, edges, least, mostWork, nodes, wide, stack, top: 0, work: 0, ahead: 0 };
}

/**
 * Reads the text at the members that will be added next. Their places are far apart, and a processor waits for one of
 * them after the other unless they are asked for in a row.
 */
export function readAhead(tree: RepeatTree, members: Uint32Array, count: number): void {
  const { symbols, edges, least } = tree;
  let read = tree.ahead;
  const most = Math.min(count, LARGE);
  for (let m = 0; m < most; m++) {
    const place = members[m]!;
    read ^= symbols[place]! ^ symbols[place + least]! ^ edges[place >>> 5]!;
  }
  tree.ahead = read;
}

/**
 * Adds the maximal repeats among group[first .. last), a group of a table, whose order it changes. False when more than
 * `mostWork` symbols have been read in all calls: then nothing of this group is added, and a suffix array is the better
 * way. What takes long, for many members or long repeats, comes in steps.
 */
export function addGroup(tree: RepeatTree, group: Uint32Array, first: number, last: number): Steps<boolean> | boolean {
  // A table has seen to it that narrow symbols differ before the members; wider ones it cannot tell apart.
  if (tree.wide && !differBefore(tree, group, first, last)) return true;
  if (last - first === 2 && addPair(tree, group[first]!, group[first + 1]!)) return true;
  const { nodes, least, mostWork } = tree;
  const pending = { first, last, base: nodes.places.length - first, known: nodes.length.length };
  const most = tree.work + WORK_A_STEP;
  push(tree, first, last, 0, 0);
  if (last - first > LARGE) return goOn(tree, group, pending);
  while (tree.top > 0) {
    if (tree.work > mostWork) return false;
    if (tree.work > most) return goOn(tree, group, pending);
    const range = pop(tree);
    let { depth } = range;
    if (range.split === 0) {
      depth = extend(tree, group, range);
      if (depth < 0) {
        push(tree, range.from, range.to, range.depth, 0);
        return goOn(tree, group, pending);
      }
      if (depth >= least) {
        note(nodes, pending.base, range, depth);
        // Two places that part here have nothing more in common.
        if (range.to - range.from === 2) continue;
      }
    }
    splitRange(tree, group, { from: range.from, to: range.to, depth });
  }
  if (nodes.length.length > pending.known) nodes.places.appendRange(group, first, last);
  return true;
}

/** Most groups are two places. False when they share so much that it takes more than a step; then nothing is added. */
function addPair(tree: RepeatTree, a: number, b: number): boolean {
  const { symbols, edges, nodes, least } = tree;
  let depth = 0;
  // A place may be the beginning of its passage, which is no end.
  let own = -2;
  for (let shared = 32; shared === 32; depth += shared) {
    if (depth > WORK_A_STEP) return false;
    const room = Math.min(roomAt(edges, a + depth, own), roomAt(edges, b + depth, own));
    shared = 0;
    while (shared < room && symbols[a + depth + shared] === symbols[b + depth + shared]) shared++;
    own = -1;
  }
  tree.work += 2 * (depth + 1);
  if (depth < least) return true;
  nodes.from.push(nodes.places.length);
  nodes.places.push(a);
  nodes.places.push(b);
  nodes.to.push(nodes.places.length);
  nodes.length.push(depth);
  return true;
}

/** Adds what is still pending of a group. */
function* goOn(tree: RepeatTree, group: Uint32Array, { first, last, base, known }: Pending): Steps<boolean> {
  const { nodes, least, mostWork } = tree;
  while (tree.top > 0) {
    if (tree.work > mostWork) return false;
    const range = pop(tree);
    let { depth } = range;
    if (range.split === 0) {
      depth = yield* extendInSteps(tree, group, range);
      if (depth >= least) note(nodes, base, range, depth);
    }
    const rest = { from: range.from, to: range.to, depth };
    if (range.to - range.from > LARGE) yield* splitInSteps(tree, group, rest);
    else splitRange(tree, group, rest);
  }
  if (nodes.length.length > known) nodes.places.appendRange(group, first, last);
  return true;
}

/** Notes a repeat that stands at the places of the range; `base` is where members[0] will come to lie. */
function note({ from, to, length }: RepeatNodes, base: number, range: Range, depth: number): void {
  from.push(base + range.from);
  to.push(base + range.to);
  length.push(depth);
}

function push(tree: RepeatTree, from: number, to: number, depth: number, split: number): void {
  if (to - from < 2) return;
  if (tree.top + 4 > tree.stack.length) {
    const grown = new Uint32Array(2 * tree.stack.length);
    grown.set(tree.stack);
    tree.stack = grown;
  }
  const { stack, top } = tree;
  stack[top] = from;
  stack[top + 1] = to;
  stack[top + 2] = depth;
  stack[top + 3] = split;
  tree.top = top + 4;
}

function pop(tree: RepeatTree): Range & { readonly split: number } {
  tree.top -= 4;
  const { stack, top } = tree;
  return { from: stack[top]!, to: stack[top + 1]!, depth: stack[top + 2]!, split: stack[top + 3]! };
}

function* differBeforeInSteps(text: EdgedText, group: Uint32Array, from: number, to: number): Steps<boolean> {
  // Parts overlap by one member, so that each is compared with the one before.
  for (let at = from; at + 1 < to; at += LARGE) {
    if (differBefore(text, group, at, Math.min(to, at + LARGE + 1))) return true;
    yield 0;
  }
  return false;
}

/** How many of the `shared` symbols from depth on the members[from .. to) have in common with the place `first`. */
function narrow(tree: RepeatTree, group: Uint32Array, { from, to, depth }: Range, { first, shared }: Shared): number {
  const { symbols, edges } = tree;
  // A place may be the beginning of its passage, which is no end.
  const own = depth === 0 ? -2 : -1;
  let least = shared;
  let work = tree.work;
  for (let m = from; m < to && least > 0; m++) {
    const place = group[m]! + depth;
    least = Math.min(least, roomAt(edges, place, own));
    let s = 0;
    while (s < least && symbols[first + depth + s] === symbols[place + s]) s++;
    least = s;
    work += s + 1;
  }
  tree.work = work;
  return least;
}

/** The depth to which all places of the range agree: 32 symbols at a time, place by place. -1: more than a step's work. */
function extend(tree: RepeatTree, group: Uint32Array, { from, to, depth }: Range): number {
  const first = group[from]!;
  const most = tree.work + WORK_A_STEP;
  for (let d = depth; tree.work <= most; d += 32) {
    const shared = narrow(tree, group, { from, to, depth: d }, { first, shared: 32 });
    if (shared < 32) return d + shared;
  }
  return -1;
}

function* extendInSteps(tree: RepeatTree, group: Uint32Array, { from, to, depth }: Range): Steps<number> {
  const first = group[from]!;
  for (let d = depth; ; d += 32) {
    let shared = 32;
    for (let at = from; at < to && tree.work <= tree.mostWork; at += LARGE) {
      shared = narrow(tree, group, { from: at, to: Math.min(to, at + LARGE), depth: d }, { first, shared });
      yield 0;
    }
    if (shared < 32 || tree.work > tree.mostWork) return d + shared;
  }
}

/** Moves members with a lesser symbol than the pivot to the front and with a greater one to the end, `most` at a time. */
function partition(text: EdgedText, group: Uint32Array, cut: Cut, most: number): boolean {
  const { pivot, depth } = cut;
  let { low, next, high } = cut;
  for (let turns = 0; next < high && turns < most; turns++) {
    const place = group[next]!;
    const symbol = after(text, place, depth);
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
}

function openCut(tree: RepeatTree, group: Uint32Array, { from, to, depth }: Range): Cut {
  tree.work += to - from;
  return { pivot: after(tree, group[(from + to) >>> 1]!, depth), depth, low: from, next: from, high: to };
}

function closeCut(tree: RepeatTree, { from, to, depth }: Range, { low, high }: Cut, goesOn: boolean): void {
  push(tree, from, low, depth, 1);
  push(tree, high, to, depth, 1);
  if (goesOn) push(tree, low, high, depth + 1, 0);
}

function splitRange(tree: RepeatTree, group: Uint32Array, range: Range): void {
  const cut = openCut(tree, group, range);
  partition(tree, group, cut, Number.POSITIVE_INFINITY);
  const { pivot, low, high } = cut;
  closeCut(tree, range, cut, pivot >= 0 && high - low > 1 && differBefore(tree, group, low, high));
}

function* splitInSteps(tree: RepeatTree, group: Uint32Array, range: Range): Steps<void> {
  const cut = openCut(tree, group, range);
  while (!partition(tree, group, cut, LARGE)) yield 0;
  const { pivot, low, high } = cut;
  closeCut(tree, range, cut, pivot >= 0 && high - low > 1 && (yield* differBeforeInSteps(tree, group, low, high)));
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
