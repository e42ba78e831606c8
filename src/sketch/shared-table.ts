/**
 * A table of windows in memory that workers share: each hashes and enters a part of the text into a table of its own, then
 * the pieces of all are hung behind each other, and whoever is free takes the next few of them to group. So no window is
 * hashed twice, and none waits for a slower part.
 */

import { TaohuaError } from '../model/errors.js';
import {
  BYTES_A_PIECE,
  BYTES_AN_ENTRY,
  enterWindows,
  layOut,
  planEntering,
  type StartRange,
  startsOf,
} from './enter-wasm.js';
import type { Passages } from './kernel.js';
import type { Claim } from './repeats.js';
import type { Steps } from './steps.js';
import type { GroupTable, PieceRange } from './table.js';
import { closeTable, partBitsFor } from './table-wasm.js';
import { MOST_SHARED_PAGES, PAGE_BYTES, type SketchModule, shareSketch } from './wasm-module.js';
import { cutWindows, type SlicePlan } from './windows.js';

/** Bytes of tables that a memory of 4 GB has room for, beside what grouping needs. */
export const MOST_TABLES: number = 3 * 2 ** 30;

/** Pieces that a worker takes at a time, of some 512. */
const CLAIMED = 8;

/** Slices of a hash are not of one size. */
const MARGIN = 1.05;

/** Bytes of the shared memory that one worker uses. */
export interface Area {
  readonly from: number;
  readonly to: number;
}

export interface SharedTable {
  readonly memory: WebAssembly.Memory;
  /** The part of the text that each worker enters, and where to. */
  readonly parts: readonly StartRange[];
  readonly areas: readonly Area[];
  /** What each worker groups with; it takes more where that is not enough. */
  readonly scratch: readonly Area[];
}

/** Parts and areas for so many workers, in memory that is there already or in new one. */
export function shareTable(
  passages: Passages,
  plan: SlicePlan,
  { workers, memory }: { readonly workers: number; readonly memory: WebAssembly.Memory | undefined },
): SharedTable {
  const { length, windows, slices } = plan;
  const most = Math.max(...slices.map((slice) => planEntering(slice).pieces));
  const entries = (MARGIN * windows) / slices.length / workers;
  const bytes = layOut(length, 0).tableAt + BYTES_A_PIECE * most + BYTES_AN_ENTRY * entries;
  const pages = Math.ceil(bytes / PAGE_BYTES) + 1;
  const used = 1 + workers * pages;
  const shared = memory ?? createMemory(used);
  const missing = used - shared.buffer.byteLength / PAGE_BYTES;
  if (missing > 0) growMemory(shared, missing);
  const spare = Math.floor((shared.buffer.byteLength / PAGE_BYTES - used) / workers);
  const area = (first: number, size: number, worker: number): Area => ({
    from: (first + worker * size) * PAGE_BYTES,
    to: (first + (worker + 1) * size) * PAGE_BYTES,
  });
  const each = Array.from({ length: workers }, (_, worker) => worker);
  return {
    memory: shared,
    parts: cutWindows(passages, { ...startsOf(passages, length), length, windows, parts: workers }),
    areas: each.map((worker) => area(1, pages, worker)),
    scratch: each.map((worker) => area(used, spare, worker)),
  };
}

function createMemory(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: MOST_SHARED_PAGES, shared: true });
  } catch (cause) {
    throw tooMuch(pages, cause);
  }
}

function growMemory(memory: WebAssembly.Memory, pages: number): void {
  try {
    memory.grow(pages);
  } catch (cause) {
    throw tooMuch(memory.buffer.byteLength / PAGE_BYTES + pages, cause);
  }
}

function tooMuch(pages: number, cause: unknown): TaohuaError {
  const megabytes = Math.round((pages * PAGE_BYTES) / 2 ** 20);
  const message = `Tables of ${megabytes} MB cannot be had: memory is short. Use a smaller memoryBudget or less text.`;
  return new TaohuaError('too-large', message, { cause });
}

export interface Entering {
  readonly memory: WebAssembly.Memory;
  readonly length: number;
  readonly slice: PieceRange;
  readonly part: StartRange;
  readonly area: Area;
}

/** Enters the windows of a part; gives the entries of its largest piece. */
export function* enterPart(passages: Passages, { memory, length, slice, part, area }: Entering): Steps<number> {
  const module = shareSketch(memory);
  const layout = layOut(length, area.from);
  yield* enterWindows(module, passages, { ...layout, ...part, entering: planEntering(slice), end: area.to });
  return module.largestPiece();
}

export interface Grouping {
  readonly memory: WebAssembly.Memory;
  readonly length: number;
  readonly slice: PieceRange;
  /** Windows in the slice, about. */
  readonly windows: number;
  /** No piece has more entries. */
  readonly largest: number;
  readonly areas: readonly Area[];
  readonly scratch: Area;
  /** Shared: the first piece that nobody has taken. */
  readonly next: Int32Array;
}

/** The table of all parts; only what is claimed may be grouped. */
export function joinParts(
  { symbols }: Passages,
  { memory, length, slice, windows, largest, areas, scratch, next }: Grouping,
): { readonly table: GroupTable; readonly claim: Claim } {
  const module = shareSketch(memory);
  const { pieceBits, pieces, idBits } = planEntering(slice);
  const [first, ...others] = areas.map(({ from }) => layOut(length, from).tableAt);
  module.attachTable(first!, pieceBits, pieces, idBits, scratch.from, scratch.to);
  // Blocks of a part that is not the last are not full to the end: pieces are always spread.
  const partBits = partBitsFor(windows / pieces, Math.max(1, slice.stepBits), pieceBits);
  const chapters = Math.ceil(symbols.length / 2 ** idBits);
  const table = closeTable(module, { pieces, largest, partBits, chapters });
  return { table, claim: () => claimPieces(module, { others, pieces, partBits, next }) };
}

interface Claimable {
  readonly others: readonly number[];
  readonly pieces: number;
  readonly partBits: number;
  readonly next: Int32Array;
}

function claimPieces(module: SketchModule, { others, pieces, partBits, next }: Claimable): ReturnType<Claim> {
  const first = Atomics.add(next, 0, CLAIMED);
  if (first >= pieces) return undefined;
  const last = Math.min(pieces, first + CLAIMED);
  for (const other of others) module.joinTable(other, first, last);
  return { from: first * 2 ** partBits, to: last * 2 ** partBits };
}
