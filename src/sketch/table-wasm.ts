/** The tables of wasm/table.ts: entries in the memory of a module, which a table has to itself and uses again. */

import { TaohuaError } from '../model/errors.js';
import type { Passages } from './kernel.js';
import type { Symbols } from './params.js';
import { pieceBits } from './radix.js';
import type { Steps } from './steps.js';
import type { GroupTable, KeyTable, PieceRange, WindowTable } from './table.js';
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

/** Bytes of an entry, with what half-filled blocks waste, and of a piece without any. */
const BYTES_AN_ENTRY = 8.1;
const BYTES_A_PIECE = 1600;

function open(module: SketchModule, at: number, { pieceBits, first, pieces, idBits }: PieceRange): void {
  if (module.openTable(at, pieceBits, first, pieces, idBits) === 0) throw tooLarge(module);
}

function close(module: SketchModule, pieces: number): GroupTable {
  if (module.closeTable() === 0) throw tooLarge(module);
  const { buffer } = module.memory;
  const largest = module.largestPiece();
  const groups = {
    members: new Uint32Array(buffer, module.membersAt(), largest),
    starts: new Uint32Array(buffer, module.startsAt(), largest + 1),
    count: 0,
  };
  return {
    pieces,
    largest,
    group(piece) {
      groups.count = module.groupPiece(piece);
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
      return close(module, pieces);
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
      reserve(module, layout.tableAt + BYTES_A_PIECE * slice.pieces + BYTES_AN_ENTRY * windows);
      module.arrange(0, 0, layout.hashesAt);
      module.setWidths(passages.symbols.BYTES_PER_ELEMENT, 0, 0);
      open(module, layout.tableAt, slice);
      yield* enterWindows(module, passages, layout);
      return close(module, slice.pieces);
    },
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

function* enterWindows(module: SketchModule, { symbols, offsets }: Passages, layout: Layout): Steps<void> {
  if (offsets.length < 2) return;
  const begin = offsets[0]!;
  const { length, stretch, textAt, powersAt, hashesAt, boundsAt, stagedAt } = layout;
  const end = offsets[offsets.length - 1]! - length + 1;
  let views = viewStage(module, symbols, layout);
  let passage = 0;
  let runs = 0;
  for (let from = begin; from < end; from += stretch) {
    const count = Math.min(stretch, end - from);
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
