/** The tables of wasm/table.ts: entries in the memory of a module, which a table has to itself and uses again. */

import { TaohuaError } from '../model/errors.js';
import type { Passages } from './kernel.js';
import type { Symbols } from './params.js';
import { pieceBits } from './radix.js';
import type { Steps } from './steps.js';
import { type GroupTable, type KeyTable, type PieceRange, TAG_BITS, type WindowTable } from './table.js';
import { instantiateSketch, type SketchModule } from './wasm-module.js';

/** Stretches of windows, or runs of keys, entered between two looks at an abort signal: some five milliseconds. */
const RUNS = 256;

/** Keys handed over at a time. */
const KEYS = 16_384;

/** Passages whose bounds are handed over at a time. */
const BOUNDS = 4096;

/** Stretches of 2,048 windows keep text, powers and hashes in the nearest cache; long windows need longer ones. */
function stretchFor(length: number): number {
  return Math.max(2048, 4 * length);
}

/** Bytes of an entry with its share of a block's head, and of a piece's half-filled blocks. */
const BYTES_AN_ENTRY = 8.05;
const BYTES_A_PIECE = 6400;

/** Entries a part of a piece should hold: with a sieve of twice its size it stays in the near caches. */
const PART = 2048;

/** What openTable is told: pieces as PieceRange counts them, but entered in steps. */
interface Entering {
  readonly pieceBits: number;
  readonly first: number;
  readonly pieces: number;
  /** Bits of an id within its chapter. */
  readonly idBits: number;
}

function open(module: SketchModule, at: number, { pieceBits, first, pieces, idBits }: Entering): void {
  if (module.openTable(at, pieceBits, first, pieces, idBits) === 0) throw tooLarge(module);
}

interface Reading {
  readonly pieces: number;
  /** A piece is read in 2^partBits parts. */
  readonly partBits: number;
  /** Stretches of the text whose ids are counted from their beginning. */
  readonly chapters: number;
}

function close(module: SketchModule, { pieces, partBits, chapters }: Reading): GroupTable {
  if (module.closeTable(partBits, chapters) === 0) throw tooLarge(module);
  const { buffer } = module.memory;
  const largest = module.largestPiece();
  const groups = {
    members: new Uint32Array(buffer, module.membersAt(), largest),
    starts: new Uint32Array(buffer, module.startsAt(), largest + 1),
    count: 0,
  };
  return {
    pieces: pieces * 2 ** partBits,
    largest,
    group(piece) {
      groups.count = module.groupPart(piece);
      return groups;
    },
  };
}

function tooLarge(module: SketchModule): TaohuaError {
  const megabytes = Math.round(module.memory.buffer.byteLength / 2 ** 20);
  return new TaohuaError(
    'too-large',
    `A table of ${megabytes} MB cannot grow: memory is short, or 4 GB are reached. Use a smaller memoryBudget or less text.`,
  );
}

/** Undefined where WebAssembly or its SIMD instructions are missing. */
export function createWasmKeyTable(): KeyTable | undefined {
  const keysAt = 1024;
  const tableAt = keysAt + 4 * KEYS;
  const module = instantiateSketch(tableAt);
  if (module === undefined) return undefined;
  return {
    enter(keys) {
      const bits = pieceBits(keys.length);
      const pieces = 2 ** bits;
      reserve(module, tableAt + BYTES_A_PIECE * pieces + BYTES_AN_ENTRY * keys.length);
      open(module, tableAt, { pieceBits: bits, first: 0, pieces, idBits: 32 });
      let staged = new Uint32Array(module.memory.buffer, keysAt, KEYS);
      for (let from = 0; from < keys.length; from += KEYS) {
        const count = Math.min(KEYS, keys.length - from);
        if (staged.length === 0) staged = new Uint32Array(module.memory.buffer, keysAt, KEYS);
        staged.set(keys.subarray(from, from + count));
        if (module.enterKeys(keysAt, count, from) === 0) throw tooLarge(module);
      }
      return close(module, { pieces, partBits: 0, chapters: 1 });
    },
  };
}

/** Grows the memory at once where the need is known; what is never written costs nothing. */
function reserve(module: SketchModule, bytes: number): void {
  const missing = Math.ceil((bytes - module.memory.buffer.byteLength) / 65_536);
  if (missing <= 0) return;
  try {
    module.memory.grow(missing);
  } catch {
    // The table grows by itself as far as it can.
  }
}

/** Windows of `length` symbols inside passages; undefined where WebAssembly or its SIMD instructions are missing. */
export function createWasmWindowTable(passages: Passages, length: number): WindowTable | undefined {
  const layout = layOut(length);
  const module = instantiateSketch(layout.tableAt);
  if (module === undefined) return undefined;
  return {
    *enter(slice, windows) {
      reserve(module, layout.tableAt + BYTES_A_PIECE * (slice.pieces / 2 ** slice.stepBits) + BYTES_AN_ENTRY * windows);
      module.arrange(0, 0, layout.hashesAt);
      module.setWidths(passages.symbols.BYTES_PER_ELEMENT, 0, 0);
      const entering = planEntering(slice);
      open(module, layout.tableAt, entering);
      yield* enterWindows(module, passages, { ...layout, chapter: 2 ** entering.idBits });
      const chapters = Math.ceil(passages.symbols.length / 2 ** entering.idBits);
      const { pieces } = entering;
      if (slice.stepBits === 0) return close(module, { pieces, partBits: 0, chapters: 1 });
      const partBits = Math.max(slice.stepBits, Math.ceil(Math.log2(windows / pieces / PART)));
      return close(module, { pieces, partBits: Math.min(partBits, 31 - entering.pieceBits), chapters });
    },
  };
}

/** Pieces are entered in steps; of an id, the bits that its entry has room for beside the tag. */
function planEntering({ pieceBits, stepBits, first, pieces, idBits }: PieceRange): Entering {
  const bits = pieceBits - stepBits;
  const step = 2 ** stepBits;
  return {
    pieceBits: bits,
    first: first / step,
    pieces: pieces / step,
    idBits: Math.min(idBits, 32 - TAG_BITS + bits),
  };
}

interface Layout {
  readonly length: number;
  readonly stretch: number;
  readonly textAt: number;
  readonly powersAt: number;
  readonly hashesAt: number;
  readonly boundsAt: number;
  readonly stagedAt: number;
  readonly tableAt: number;
}

/** Vectors are read whole, up to three symbols beyond the last, and one symbol stands in front of the text. */
function layOut(length: number): Layout {
  const stretch = stretchFor(length);
  const size = 4 * (stretch + 2 * length + 8);
  const textAt = 1024 + 16;
  const powersAt = textAt + size;
  const hashesAt = powersAt + size;
  const boundsAt = hashesAt + size;
  const stagedAt = boundsAt + 4 * (BOUNDS + 1) + 12;
  return { length, stretch, textAt, powersAt, hashesAt, boundsAt, stagedAt, tableAt: stagedAt + 12 * (stretch + 4) };
}

function* enterWindows(
  module: SketchModule,
  { symbols, offsets }: Passages,
  layout: Layout & { readonly chapter: number },
): Steps<void> {
  if (offsets.length < 2) return;
  const begin = offsets[0]!;
  const { chapter, length, stretch, textAt, powersAt, hashesAt, boundsAt, stagedAt } = layout;
  const end = offsets[offsets.length - 1]! - length + 1;
  let views = viewStage(module, symbols, layout);
  let passage = 0;
  let runs = 0;
  let nextChapter = 0;
  for (let from = begin, count = 0; from < end; from += count) {
    if (from >= nextChapter) {
      const first = from - (from % chapter);
      if (first > 0 && module.openChapter(first) === 0) throw tooLarge(module);
      nextChapter = first + chapter;
    }
    count = Math.min(stretch, end - from, nextChapter - from);
    const ahead = from > 0 ? 1 : 0;
    if (views.text.length === 0) views = viewStage(module, symbols, layout);
    views.text.set(symbols.subarray(from - ahead, from + count + length - 1), 1 - ahead);
    module.windows(textAt, count, length, powersAt);
    for (;;) {
      let stop = passage;
      while (stop + 1 < offsets.length && offsets[stop]! < from + count && stop - passage < BOUNDS) stop++;
      if (views.bounds.length === 0) views = viewStage(module, symbols, layout);
      views.bounds.set(offsets.subarray(passage, stop + 1));
      const bytes = symbols.BYTES_PER_ELEMENT;
      if (module.enterWindows(hashesAt, textAt, bytes, from, count, length, boundsAt, stop - passage, stagedAt) === 0) {
        throw tooLarge(module);
      }
      const more = stop - passage === BOUNDS;
      // A passage that goes on behind the stretch is met again.
      passage = stop > 0 && offsets[stop]! > from + count ? stop - 1 : stop;
      if (!more || passage === stop - 1) break;
    }
    if (++runs % RUNS === 0) yield (from - begin) / (end - begin);
  }
}

/** Views of the memory; as it grows they lose it and have length 0. */
interface Stage {
  readonly text: Symbols;
  readonly bounds: Uint32Array;
}

function viewStage(module: SketchModule, symbols: Symbols, { length, stretch, textAt, boundsAt }: Layout): Stage {
  const { buffer } = module.memory;
  const bytes = symbols.BYTES_PER_ELEMENT;
  const View = bytes === 2 ? Uint16Array : Uint32Array;
  return {
    text: new View(buffer, textAt - bytes, stretch + length),
    bounds: new Uint32Array(buffer, boundsAt, BOUNDS + 1),
  };
}
