/**
 * The search of closed repeats in WebAssembly (wasm/repeats.ts): the columns are copied into its memory, what is found is
 * copied out. A first analysis spends most of such a search on code that is not compiled yet.
 */

import { pieceBits } from '../sketch/radix.js';
import type { Columns } from './columns.js';
import type { RepeatOptions, Repeats } from './repeats.js';
import { instantiateRepeats } from './repeats-module.js';
import { Layout } from './wasm-kernel.js';

/** Tokens of a corpus that is searched here, as many as the search in words groups at a time: some 160 MB. A place has 23 bits. */
const MOST_TOKENS = 8_000_000;
/** Tokens a call. */
const STRETCH = 1 << 14;
/** The kernel reads and writes so many bytes behind a column: up to sixteen tokens at a time. */
const BEHIND = 64;
/** Bytes of what the kernel knows of a token, of the entry of a seed, of a symbol; and of two counts by eleven bits. */
const RECORD = 8;
const ENTRY = 8;
const SYMBOL_ROW = 16;
const COUNTS = 2 * 4 * 2 ** 11;

/** An instance that holds a corpus and its closed repeats. */
export interface Search {
  readonly kernel: NonNullable<ReturnType<typeof instantiateRepeats>>;
  /** Room for a byte a token, two times: nothing has been written there. */
  readonly gapsAt: number;
  readonly openAt: number;
  /** Room for a byte a character of 16 bits. */
  readonly charactersAt: number;
}

/** Finds the closed repeats; undefined where the kernel cannot be had or the corpus is too large for it. */
export function searchInWasm(columns: Columns, options: Required<RepeatOptions>): Search | undefined {
  const { issuer, literals, symbols } = columns;
  const { length } = columns.symbol;
  if (length > MOST_TOKENS || issuer instanceof Uint32Array || options.minIssuers < 2) return undefined;
  const layout = new Layout();
  const recordsAt = layout.take(RECORD * length + BEHIND);
  const literalsAt = layout.take(2 * length + BEHIND);
  const entriesAt = layout.take(ENTRY * length);
  const countsAt = layout.take(COUNTS);
  const rowsAt = layout.take(SYMBOL_ROW * symbols);
  const stretchAt = [4, 2, 1, 1].map((bytes) => layout.take(bytes * STRETCH + BEHIND));
  const gapsAt = layout.take(length + BEHIND);
  const openAt = layout.take(length + BEHIND);
  const charactersAt = layout.take(2 ** 16);
  const kernel = instantiateRepeats(layout.size);
  if (kernel === undefined) return undefined;
  new Uint16Array(kernel.memory.buffer, literalsAt, length + 1).set(literals);
  kernel.arrangeSeeds(recordsAt, literalsAt, entriesAt, countsAt, layout.size);
  read(kernel, columns, stretchAt);
  let seeds = 0;
  inStretches(length, (from, to) => {
    seeds += kernel.countSeeds(from, to);
  });
  const bits = pieceBits(seeds);
  const largest = kernel.openPieces(bits, length, symbols);
  inStretches(length, kernel.spreadSeeds);
  const { minIssuers, closedness, minLiterals } = options;
  const isReady =
    kernel.arrangeRefining(rowsAt, largest, Math.ceil(minIssuers), closedness, Math.ceil(minLiterals)) !== 0 &&
    kernel.arrangeGroups(largest) !== 0 &&
    kernel.openRows() !== 0;
  if (!isReady) return undefined;
  for (let piece = 0; piece < 2 ** bits; piece++) if (kernel.groupPiece(piece) === 0) return undefined;
  return { kernel, gapsAt, openAt, charactersAt };
}

function inStretches(length: number, call: (from: number, to: number) => void): void {
  for (let from = 0; from < length; from += STRETCH) call(from, Math.min(length, from + STRETCH));
}

/** Hands the columns over, a stretch at a time. */
function read(kernel: Search['kernel'], { symbol, issuer, room, back }: Columns, at: readonly number[]): void {
  const { buffer } = kernel.memory;
  const [symbolsAt, issuersAt, roomsAt, backsAt] = [at[0]!, at[1]!, at[2]!, at[3]!];
  kernel.arrangeStretch(symbolsAt, issuersAt, roomsAt, backsAt);
  const symbols = new Uint32Array(buffer, symbolsAt, STRETCH);
  const issuers = new Uint16Array(buffer, issuersAt, STRETCH);
  const rooms = new Uint8Array(buffer, roomsAt, STRETCH + 4);
  const backs = new Uint8Array(buffer, backsAt, STRETCH);
  inStretches(symbol.length, (from, to) => {
    symbols.set(symbol.subarray(from, to));
    issuers.set(issuer.subarray(from, to));
    rooms.set(room.subarray(from, to));
    backs.set(back.subarray(from, to));
    // No seed begins behind the last token, where the stretch before has left its own.
    rooms.fill(0, to - from, to - from + 4);
    kernel.readTokens(from, to - from);
  });
}

/** Rows as the kernel writes them: length and issuers in one word, how many positions, the positions. */
export interface FoundRows {
  readonly count: number;
  readonly words: Uint32Array;
}

/** Words before the positions of a row. */
export const HEAD = 2;

/** The rows found last, copied out. */
export function rowsOf({ kernel }: Search): FoundRows {
  const at = kernel.rowsFrom();
  return {
    count: kernel.rowCount(),
    words: new Uint32Array(kernel.memory.buffer, at, (kernel.rowsTo() - at) >>> 2).slice(),
  };
}

/** As `repeatsInWords`; undefined where the kernel cannot be had or the corpus is too large for it. */
export function repeatsInWasm(columns: Columns, options: Required<RepeatOptions>): Repeats | undefined {
  const search = searchInWasm(columns, options);
  if (search === undefined) return undefined;
  const { count, words } = rowsOf(search);
  const length = new Uint32Array(count);
  const issuers = new Uint32Array(count);
  const from = new Uint32Array(count + 1);
  const positions = new Uint32Array(words.length - HEAD * count);
  for (let row = 0, at = 0; row < count; row++) {
    const size = words[at + 1]!;
    length[row] = words[at]! >>> 16;
    issuers[row] = words[at]! & 0xffff;
    positions.set(words.subarray(at + HEAD, at + HEAD + size), from[row]);
    from[row + 1] = from[row]! + size;
    at += HEAD + size;
  }
  return { count, length, issuers, from, positions };
}
