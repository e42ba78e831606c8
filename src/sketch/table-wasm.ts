/** The tables of wasm/table.ts: entries in the memory of a module, which a table has to itself and uses again. */

import { BYTES_A_PIECE, BYTES_AN_ENTRY, enterWindows, layOut, planEntering, startsOf, tooLarge } from './enter-wasm.js';
import type { Passages } from './kernel.js';
import { pieceBits } from './radix.js';
import type { GroupTable, KeyTable, WindowTable } from './table.js';
import { instantiateSketch, PAGE_BYTES, type SketchModule } from './wasm-module.js';

/** Keys handed over at a time. */
const KEYS = 16_384;

/** Entries a part of a piece should hold: with a sieve of twice its size it stays in the near caches. */
const PART = 2048;

/** Bits of the parts in which pieces of about `entries` are read. */
export function partBitsFor(entries: number, least: number, pieceBits: number): number {
  return Math.min(Math.max(least, Math.ceil(Math.log2(entries / PART))), 31 - pieceBits);
}

export interface Reading {
  readonly pieces: number;
  /** Entries of the largest piece. */
  readonly largest: number;
  /** A piece is read in 2^partBits parts. */
  readonly partBits: number;
  /** Stretches of the text whose ids are counted from their beginning. */
  readonly chapters: number;
}

export function closeTable(module: SketchModule, { pieces, largest, partBits, chapters }: Reading): GroupTable {
  if (module.closeTable(partBits, chapters, largest) === 0) throw tooLarge(module);
  const { buffer } = module.memory;
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
      if (module.openTable(tableAt, 0, bits, 0, pieces, 32, 0) === 0) throw tooLarge(module);
      let staged = new Uint32Array(module.memory.buffer, keysAt, KEYS);
      for (let from = 0; from < keys.length; from += KEYS) {
        const count = Math.min(KEYS, keys.length - from);
        if (staged.length === 0) staged = new Uint32Array(module.memory.buffer, keysAt, KEYS);
        staged.set(keys.subarray(from, from + count));
        if (module.enterKeys(keysAt, count, from) === 0) throw tooLarge(module);
      }
      return closeTable(module, { pieces, largest: module.largestPiece(), partBits: 0, chapters: 1 });
    },
  };
}

/** Grows the memory at once where the need is known; what is never written costs nothing. */
function reserve(module: SketchModule, bytes: number): void {
  const missing = Math.ceil((bytes - module.memory.buffer.byteLength) / PAGE_BYTES);
  if (missing <= 0) return;
  try {
    module.memory.grow(missing);
  } catch {
    // The table grows by itself as far as it can.
  }
}

/** Windows of `length` symbols inside passages; undefined where WebAssembly or its SIMD instructions are missing. */
export function createWasmWindowTable(passages: Passages, length: number): WindowTable | undefined {
  const layout = layOut(length, 0);
  const module = instantiateSketch(layout.tableAt);
  if (module === undefined) return undefined;
  return {
    *enter(slice, windows) {
      const entering = planEntering(slice);
      const { pieces } = entering;
      reserve(module, layout.tableAt + BYTES_A_PIECE * pieces + BYTES_AN_ENTRY * windows);
      yield* enterWindows(module, passages, { ...layout, entering, end: 0, ...startsOf(passages, length) });
      const largest = module.largestPiece();
      if (slice.stepBits === 0) return closeTable(module, { pieces, largest, partBits: 0, chapters: 1 });
      const partBits = partBitsFor(windows / pieces, slice.stepBits, entering.pieceBits);
      const chapters = Math.ceil(passages.symbols.length / 2 ** entering.idBits);
      return closeTable(module, { pieces, largest, partBits, chapters });
    },
  };
}
