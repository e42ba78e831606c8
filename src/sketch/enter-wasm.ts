/** Enters the windows of a text, or of a part of it, into a table of wasm/table.ts: stretch by stretch, hashed and staged. */

import { TaohuaError } from '../model/errors.js';
import type { Passages } from './kernel.js';
import type { Symbols } from './params.js';
import type { Steps } from './steps.js';
import { type PieceRange, TAG_BITS } from './table.js';
import type { SketchModule } from './wasm-module.js';

/** Windows for which the text is handed over at a time, and how often between two looks at an abort signal: some 5 ms. */
const CHUNK = 32_768;
const CHUNKS = 16;

/** Passages whose bounds are handed over at a time. */
const BOUNDS = 4096;

/** Stretches of 2,048 windows keep text, powers and hashes in the nearest cache; long windows need longer ones. */
function stretchFor(length: number): number {
  return Math.max(2048, 4 * length);
}

/** Bytes of an entry with its share of a block's head, and of a piece's half-filled blocks. */
export const BYTES_AN_ENTRY = 8.05;
export const BYTES_A_PIECE = 6400;

/** What openTable is told: pieces as PieceRange counts them, but entered in steps. */
export interface Entering {
  readonly pieceBits: number;
  readonly first: number;
  readonly pieces: number;
  /** Bits of an id within its chapter. */
  readonly idBits: number;
}

/** Pieces are entered in steps; of an id, the bits that its entry has room for beside the tag. */
export function planEntering({ pieceBits, stepBits, first, pieces, idBits }: PieceRange): Entering {
  const bits = pieceBits - stepBits;
  const step = 2 ** stepBits;
  return {
    pieceBits: bits,
    first: first / step,
    pieces: pieces / step,
    idBits: Math.min(idBits, 32 - TAG_BITS + bits),
  };
}

export function tooLarge(module: SketchModule): TaohuaError {
  const megabytes = Math.round(module.memory.buffer.byteLength / 2 ** 20);
  return new TaohuaError(
    'too-large',
    `A table of ${megabytes} MB cannot grow: memory is short, or 4 GB are reached. Use a smaller memoryBudget or less text.`,
  );
}

/** Where an instance keeps what it enters windows with, and its table. */
export interface Layout {
  readonly length: number;
  /** Windows hashed at a time, and those for which the text is handed over at a time. */
  readonly stretch: number;
  readonly chunk: number;
  readonly textAt: number;
  readonly powersAt: number;
  readonly hashesAt: number;
  readonly boundsAt: number;
  readonly stagedAt: number;
  readonly tableAt: number;
}

/** Vectors are read whole, up to three symbols beyond the last, and one symbol stands in front of the text. */
export function layOut(length: number, at: number): Layout {
  const stretch = stretchFor(length);
  const chunk = Math.max(CHUNK, stretch);
  const size = 4 * (stretch + 2 * length + 8);
  const textAt = at + 1024 + 16;
  const powersAt = textAt + 4 * (chunk + 2 * length + 8);
  const hashesAt = powersAt + size;
  const boundsAt = hashesAt + size;
  const stagedAt = boundsAt + 4 * (BOUNDS + 1) + 12;
  return {
    length,
    stretch,
    chunk,
    textAt,
    powersAt,
    hashesAt,
    boundsAt,
    stagedAt,
    tableAt: stagedAt + 12 * (stretch + 4),
  };
}

/** Windows that begin at `from` to `to`, which is not included. */
export interface StartRange {
  readonly from: number;
  readonly to: number;
}

/** Where the windows of a text begin. */
export function startsOf({ offsets }: Passages, length: number): StartRange {
  if (offsets.length < 2) return { from: 0, to: 0 };
  return { from: offsets[0]!, to: Math.max(offsets[0]!, offsets[offsets.length - 1]! - length + 1) };
}

/** What is entered, and where: in an area that ends at `end`, or with 0 in a memory of its own. */
export interface Entry extends Layout, StartRange {
  readonly entering: Entering;
  readonly end: number;
}

/** Opens a table and enters the windows of a range of the text. */
export function* enterWindows(module: SketchModule, { symbols, offsets }: Passages, entry: Entry): Steps<void> {
  const { entering, hashesAt, tableAt } = entry;
  const { pieceBits, first, pieces, idBits } = entering;
  const begin = entry.from;
  const end = entry.to;
  const chapter = 2 ** idBits;
  const opening = begin - (begin % chapter);
  module.arrangeWindows(hashesAt, symbols.BYTES_PER_ELEMENT);
  if (module.openTable(tableAt, entry.end, pieceBits, first, pieces, idBits, opening) === 0) throw tooLarge(module);
  const views = { ...viewStage(module, symbols, entry) };
  const at = { from: begin, passage: passageAt(offsets, begin) };
  let nextChapter = opening + chapter;
  for (let chunks = 1; at.from < end; chunks++) {
    if (at.from === nextChapter) {
      if (module.openChapter(nextChapter) === 0) throw tooLarge(module);
      nextChapter += chapter;
    }
    if (views.text.length === 0) Object.assign(views, viewStage(module, symbols, entry));
    if (!enterChunk(module, { symbols, offsets }, { ...entry, to: Math.min(end, nextChapter) }, at, views)) {
      throw tooLarge(module);
    }
    if (chunks % CHUNKS === 0) yield (at.from - begin) / (end - begin);
  }
}

/** Enters the next windows, and moves `at` behind them. */
function enterChunk(
  module: SketchModule,
  { symbols, offsets }: Passages,
  { length, stretch, chunk, textAt, powersAt, boundsAt, stagedAt, to }: Entry,
  at: { from: number; passage: number },
  { text, bounds }: Stage,
): boolean {
  const { from, passage } = at;
  const stop = lastPassage(offsets, passage, Math.min(to, from + chunk));
  bounds.set(offsets.subarray(passage, stop + 1));
  // Where there are too many passages, the windows of those that are there.
  const count = Math.min(to - from, chunk, stop - passage === BOUNDS ? offsets[stop]! - from : chunk);
  const ahead = from > 0 ? 1 : 0;
  text.set(symbols.subarray(from - ahead, from + count + length - 1), 1 - ahead);
  at.from = from + count;
  // A passage that goes on is met again.
  at.passage = stop > passage && offsets[stop]! > at.from ? stop - 1 : stop;
  return module.enterText(textAt, from, count, length, stretch, powersAt, boundsAt, stop - passage, stagedAt) !== 0;
}

/** The passage in which a place lies, or the last one that begins there. */
function passageAt(offsets: Uint32Array, place: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsets[middle]! <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The passage behind those from `passage` on that begin before `end`, BOUNDS at most. */
function lastPassage(offsets: Uint32Array, passage: number, end: number): number {
  const most = Math.min(offsets.length - 1, passage + BOUNDS);
  let stop = passage;
  while (stop < most && offsets[stop]! < end) stop++;
  return stop;
}

/** Views of the memory; as it grows they lose it and have length 0. */
interface Stage {
  readonly text: Symbols;
  readonly bounds: Uint32Array;
}

function viewStage(module: SketchModule, symbols: Symbols, { length, chunk, textAt, boundsAt }: Layout): Stage {
  const { buffer } = module.memory;
  const bytes = symbols.BYTES_PER_ELEMENT;
  const View = bytes === 2 ? Uint16Array : Uint32Array;
  return {
    text: new View(buffer, textAt - bytes, chunk + length),
    bounds: new Uint32Array(buffer, boundsAt, BOUNDS + 1),
  };
}
