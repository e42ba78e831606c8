/**
 * Exact repeats: every maximal repeat of at least N symbols with all its places, passage borders uncrossed. A string is a
 * maximal repeat when it stands in two places or more and no longer string stands in all of them (Gusfield 1997, 7.12).
 * Every position is looked at: hash of its window, grouping of equal hashes, splitting by the symbols themselves, so
 * that no collision survives. Time and memory are linear in the text.
 */

import { TaohuaError } from '../model/errors.js';
import { markEdges } from './edged-text.js';
import type { Passages } from './kernel.js';
import { checkInteger, checkOffsets, type Symbols } from './params.js';
import { findIntervals } from './repeat-intervals.js';
import { createNodes, listTriples, type RepeatNodes, type Repeats } from './repeat-list.js';
import { addGroup, createRepeatTree, readAhead, WORK_A_STEP } from './repeat-tree.js';
import { runAtOnce, type Steps, within } from './steps.js';
import type { GroupTable, PieceRange, WindowTable } from './table.js';
import { createWindowTable, planSlices, type SlicePlan } from './windows.js';

export interface RepeatOptions {
  /** Symbols a repeat has at least. 2–65,535. */
  readonly minLength: number;
  /**
   * Bytes the table of windows may take. Default 512 MiB, at least 1 MiB. Beyond it the text is read again for each slice
   * of the hash: slower, same result.
   */
  readonly memoryBudget?: number;
}

const DEFAULT_BUDGET: number = 2 ** 29;
const LEAST_BUDGET: number = 2 ** 20;

/** The contract's door: all repeats at once. */
export function repeats(text: Symbols, offsets: Uint32Array, minLength: number): Uint32Array {
  return runAtOnce(findRepeats({ symbols: text, offsets }, { minLength })).triples;
}

export function checkRepeatOptions(passages: Passages, options: RepeatOptions): Required<RepeatOptions> {
  const minLength = checkInteger('minLength', options.minLength, 2, 65_535);
  const memoryBudget = options.memoryBudget ?? DEFAULT_BUDGET;
  if (!(memoryBudget >= LEAST_BUDGET)) {
    throw new TaohuaError(
      'bad-argument',
      `memoryBudget is ${memoryBudget}; it must be at least ${LEAST_BUDGET} bytes.`,
    );
  }
  checkOffsets(passages.symbols, passages.offsets);
  return { minLength, memoryBudget };
}

export function* findRepeats(passages: Passages, options: RepeatOptions): Steps<Repeats> {
  // Each of these walks the offsets of all passages once: of ten million, some 50 milliseconds.
  const { minLength, memoryBudget } = checkRepeatOptions(passages, options);
  yield 0;
  const plan = planSlices(passages, { length: minLength, memoryBudget, workers: 1 });
  yield 0;
  const text = { passages, edges: markEdges(passages), minLength };
  yield 0;
  const table = createWindowTable(passages, plan);
  const nodes = createNodes();
  const count = plan.slices.length;
  for (const [s, slice] of plan.slices.entries()) {
    const work = groupSlice(text, { plan, slice, table }, nodes);
    const ended = yield* within(work, (LISTED * s) / count, (LISTED * (s + 1)) / count);
    if (!ended) return yield* findNestedRepeats(passages, minLength);
  }
  return yield* within(listTriples(nodes, passages.symbols.length), LISTED, 1);
}

/** The same repeats for text that repeats itself in itself, by way of a suffix array. */
export function* findNestedRepeats(passages: Passages, minLength: number): Steps<Repeats> {
  const nodes = yield* within(findIntervals(passages, minLength), 0, LISTED);
  return yield* within(listTriples(nodes, passages.symbols.length), LISTED, 1);
}

/** The share of the work that is done when the list begins. */
const LISTED = 0.9;

/** Pieces grouped between two looks at an abort signal. */
const PIECES = 16;

export interface RepeatText {
  readonly passages: Passages;
  readonly edges: Uint32Array;
  readonly minLength: number;
}

/** Entries of a piece that are grouped in a tenth of a second. */
const MOST_IN_A_PIECE = 2 ** 22;

/** Symbols that splitting may read, for each symbol of the text and in any case. Ordinary text needs one or two. */
const WORK_A_SYMBOL = 32;
const LEAST_WORK = 2 ** 22;

export interface SliceWork {
  readonly plan: SlicePlan;
  readonly slice: PieceRange;
  readonly table: WindowTable;
}

/** Adds the repeats that begin with the windows of a slice; false when it gave up because they are too nested. */
export function* groupSlice(text: RepeatText, { plan, slice, table }: SliceWork, nodes: RepeatNodes): Steps<boolean> {
  const windows = plan.windows / plan.slices.length;
  const groups = yield* within(table.enter(slice, windows), 0, 0.5);
  if (isOneWindow(groups.largest, plan.windows)) return false;
  let claimed = false;
  const claim = (): ReturnType<Claim> => {
    if (claimed) return undefined;
    claimed = true;
    return { from: 0, to: groups.pieces };
  };
  return yield* within(groupPieces(text, { table: groups, claim }, nodes), 0.5, 1);
}

/** Text that is one window over and over: a table takes it as one piece, and without a pause. */
export function isOneWindow(largest: number, windows: number): boolean {
  return largest > MOST_IN_A_PIECE && largest > windows / 4;
}

/** Pieces `from` to `to`, which is not included, that nobody else groups; undefined when there are no more. */
export type Claim = () => { readonly from: number; readonly to: number } | undefined;

/** Adds the repeats of all pieces that can be claimed; false when they are too nested. */
export function* groupPieces(
  { passages, edges, minLength }: RepeatText,
  { table, claim }: { readonly table: GroupTable; readonly claim: Claim },
  nodes: RepeatNodes,
): Steps<boolean> {
  const mostWork = LEAST_WORK + WORK_A_SYMBOL * passages.symbols.length;
  const tree = createRepeatTree({ symbols: passages.symbols, edges, least: minLength, mostWork }, nodes);
  let worked = 0;
  for (let claimed = claim(); claimed !== undefined; claimed = claim()) {
    for (let piece = claimed.from; piece < claimed.to; piece++) {
      const { members, starts, count } = table.group(piece);
      readAhead(tree, members, starts[count]!);
      for (let g = 0; g < count; g++) {
        const added = addGroup(tree, members, starts[g]!, starts[g + 1]!);
        if (!(typeof added === 'boolean' ? added : yield* added)) return false;
        if (tree.work - worked <= WORK_A_STEP) continue;
        worked = tree.work;
        yield piece / table.pieces;
      }
      if (piece % PIECES === 0) yield piece / table.pieces;
    }
  }
  return true;
}
