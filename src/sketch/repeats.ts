/**
 * Exact repeats: every maximal repeat of at least N symbols with all its places, passage borders uncrossed. A string is a
 * maximal repeat when it stands in two places or more and no longer string stands in all of them (Gusfield 1997, 7.12).
 * Every position is looked at: hash of its window, grouping of equal hashes, splitting by the symbols themselves, so
 * that no collision survives. Time and memory are linear in the text.
 */

import { TaohuaError } from '../model/errors.js';
import type { Passages } from './kernel.js';
import { checkInteger, checkOffsets, type Symbols } from './params.js';
import { createGrouper, sortByKey } from './radix.js';
import { createNodes, createRepeatTree, markEdges, type RepeatNodes } from './repeat-tree.js';
import { runAtOnce, type Steps } from './steps.js';
import { countWindows, ENTRY_BYTES, partitionWindows } from './windows.js';

export interface RepeatOptions {
  /** Symbols a repeat has at least. 2–65,535. */
  readonly minLength: number;
  /**
   * Bytes the table of windows may take. Default 512 MiB, at least 1 MiB. Beyond it the text is read again for each slice
   * of the hash: slower, same result.
   */
  readonly memoryBudget?: number;
}

export interface Repeats {
  /** [start, end, group] triples, ascending by start, then end. Groups are numbered as they first appear. */
  readonly triples: Uint32Array;
  /** Repeats left out because nested repeats of one run (`aaaa…`) would have been quadratic; the shortest go first. */
  readonly omitted: number;
}

const DEFAULT_BUDGET = 2 ** 29;

/** Triples kept in any case, and for each symbol of the text. Text that people wrote stays far below. */
const LEAST_TRIPLES = 2 ** 20;
const TRIPLES_A_SYMBOL = 8;

/** The contract's door: all repeats at once. */
export function repeats(text: Symbols, offsets: Uint32Array, minLength: number): Uint32Array {
  return runAtOnce(findRepeats({ symbols: text, offsets }, { minLength })).triples;
}

export function* findRepeats(passages: Passages, options: RepeatOptions): Steps<Repeats> {
  const minLength = checkInteger('minLength', options.minLength, 2, 65_535);
  const budget = options.memoryBudget ?? DEFAULT_BUDGET;
  if (!(budget >= 2 ** 20)) {
    throw new TaohuaError('bad-argument', `memoryBudget is ${budget}; it must be at least ${2 ** 20} bytes.`);
  }
  checkOffsets(passages.symbols, passages.offsets);
  const bytes = ENTRY_BYTES * countWindows(passages.offsets, minLength);
  const sliceBits = Math.min(12, Math.max(0, Math.ceil(Math.log2(bytes / budget))));
  const nodes = createNodes();
  const slices = 2 ** sliceBits;
  for (let slice = 0; slice < slices; slice++) {
    for (const share of collectSlice(passages, { length: minLength, slice, sliceBits }, nodes)) {
      yield (slice + share) / slices;
    }
  }
  yield 1;
  return listTriples(nodes, passages.symbols.length);
}

/** Pieces grouped between two looks at an abort signal. */
const PIECES = 64;

function* collectSlice(
  passages: Passages,
  range: { readonly length: number; readonly slice: number; readonly sliceBits: number },
  nodes: RepeatNodes,
): Steps<void> {
  const partition = yield* partitionWindows(passages, range);
  const edges = markEdges(passages.symbols, passages.offsets);
  const tree = createRepeatTree({ symbols: passages.symbols, edges, least: range.length }, nodes);
  const grouper = createGrouper();
  const pieces = partition.bounds.length - 1;
  for (let piece = 0; piece < pieces; piece++) {
    const { members, starts, count } = grouper.group(partition, piece);
    for (let g = 0; g < count; g++) tree.add(members, starts[g]!, starts[g + 1]!);
    if (piece % PIECES === PIECES - 1) yield 0.6 + (0.4 * piece) / pieces;
  }
}

function listTriples(nodes: RepeatNodes, textLength: number): Repeats {
  const from = nodes.from.view();
  const to = nodes.to.view();
  const length = nodes.length.view();
  const places = nodes.places.view();
  const count = from.length;
  // Longest first, so that a cap leaves out the shortest; among equals by place in the list, which any cap keeps or not.
  const order = Uint32Array.from({ length: count }, (_, r) => r);
  sortByKey(length.slice(), order);
  const most = Math.max(LEAST_TRIPLES, TRIPLES_A_SYMBOL * textLength);
  let total = 0;
  let first = count;
  while (first > 0) {
    const r = order[first - 1]!;
    if (total + to[r]! - from[r]! > most) break;
    total += to[r]! - from[r]!;
    first--;
  }
  const start = new Uint32Array(total);
  const node = new Uint32Array(total);
  let n = 0;
  for (let o = first; o < count; o++) {
    const r = order[o]!;
    for (let p = from[r]!; p < to[r]!; p++) {
      start[n] = places[p]!;
      node[n++] = r;
    }
  }
  // Repeats were entered by rising length, and the sort is stable: places come out by start, then by end.
  sortByKey(start, node, Math.ceil(Math.log2(textLength + 1)));
  const triples = new Uint32Array(3 * total);
  const groupOf = new Uint32Array(count);
  let groups = 0;
  for (let t = 0; t < total; t++) {
    const r = node[t]!;
    if (groupOf[r] === 0) groupOf[r] = ++groups;
    triples[3 * t] = start[t]!;
    triples[3 * t + 1] = start[t]! + length[r]!;
    triples[3 * t + 2] = groupOf[r]! - 1;
  }
  return { triples, omitted: first };
}
