/**
 * The search of closed repeats in WebAssembly (wasm/repeats.ts): the columns are copied into its memory, what is found is
 * copied out. A first analysis spends most of such a search on code that is not compiled yet.
 */

import { pieceBits } from '../sketch/radix.js';
import type { Columns } from './columns.js';
import type { RepeatOptions, Repeats } from './repeats.js';
import { BEHIND, COUNTS, instantiateRepeats, MOST_TOKENS } from './repeats-module.js';
import { Layout } from './wasm-kernel.js';

/** Tokens read, and seeds spread, a call. */
const STRETCH = 1 << 14;
/** What the kernel knows of a symbol, and of a position. */
const SYMBOL_ROW = 16;
const RECORD = 8;

/** As `repeatsInWords`; undefined where the kernel cannot be had or the corpus is too large for it. */
export function repeatsInWasm(columns: Columns, options: Required<RepeatOptions>): Repeats | undefined {
  const { symbol, issuer, room, back, literals, symbols } = columns;
  const { length } = symbol;
  if (length > MOST_TOKENS || issuer instanceof Uint32Array || options.minIssuers < 2) return undefined;
  const layout = new Layout();
  const recordsAt = layout.take(RECORD * length + BEHIND);
  const symbolsAt = layout.take(4 * length + BEHIND);
  const issuersAt = layout.take(2 * length + BEHIND);
  const roomsAt = layout.take(length + BEHIND);
  const backsAt = layout.take(length + BEHIND);
  const literalsAt = layout.take(2 * length + BEHIND);
  const seedsAt = layout.take(RECORD * length + BEHIND);
  const countsAt = layout.take(2 * COUNTS);
  const rowsAt = layout.take(SYMBOL_ROW * symbols);
  const kernel = instantiateRepeats(layout.size);
  if (kernel === undefined) return undefined;
  const { memory } = kernel;
  new Uint32Array(memory.buffer, symbolsAt, length).set(symbol);
  new Uint16Array(memory.buffer, issuersAt, length).set(issuer);
  new Uint8Array(memory.buffer, roomsAt, length).set(room);
  new Uint8Array(memory.buffer, backsAt, length).set(back);
  new Uint16Array(memory.buffer, literalsAt, length + 1).set(literals);
  kernel.arrangeColumns(symbolsAt, issuersAt, roomsAt, backsAt, literalsAt);
  // The columns are not asked for any more once they are read: the entries go over them, later the rows over the seeds.
  const entriesAt = symbolsAt;
  kernel.arrangeSeeds(recordsAt, seedsAt, entriesAt, countsAt, layout.size);
  let seeds = 0;
  for (let from = 0; from < length; from += STRETCH) seeds = kernel.readTokens(from, Math.min(length, from + STRETCH));
  const bits = pieceBits(seeds);
  const largest = kernel.openPieces(bits, length, symbols);
  for (let from = 0; from < seeds; from += STRETCH) kernel.spreadSeeds(from, Math.min(seeds, from + STRETCH));
  const { minIssuers, closedness, minLiterals } = options;
  const isReady =
    kernel.arrangeRefining(rowsAt, largest, Math.ceil(minIssuers), closedness, Math.ceil(minLiterals)) !== 0 &&
    kernel.arrangeGroups(largest) !== 0 &&
    kernel.arrangeRows(seedsAt, length) !== 0;
  if (!isReady) return undefined;
  for (let piece = 0; piece < 2 ** bits; piece++) if (kernel.groupPiece(piece) === 0) return undefined;
  const count = kernel.endRows(entriesAt);
  const column = (at: number, size: number): Uint32Array => new Uint32Array(memory.buffer, at, size).slice();
  const positionsAt = kernel.positionsFrom();
  return {
    count,
    length: column(entriesAt, count),
    issuers: column(entriesAt + 4 * count, count),
    from: column(seedsAt, count + 1),
    positions: column(positionsAt, (kernel.positionsTo() - positionsAt) >>> 2),
  };
}
