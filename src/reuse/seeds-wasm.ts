/** The choice of seeds in WebAssembly (wasm/choice.ts): columns and repeats are copied into its memory, the seeds out of it. */

import { Gap } from '../model/tokens.js';
import type { Columns } from './columns.js';
import type { Repeats } from './repeats.js';
import { BEHIND, COUNTS, instantiateRepeats, MOST_TOKENS } from './repeats-module.js';
import { FRAGMENT, FRESH, FRESH_SHARE, LOOSE_END, LOOSE_START, STRETCH } from './seed-rules.js';
import type { Seed } from './seeds.js';
import { Layout } from './wasm-kernel.js';

/** Tokens weighed, rows cleaned, and rows chosen, a call. */
const TOKENS = 1 << 16;
const ROWS = 1 << 10;
/** Bytes of a row that is sorted, bits of its key, and bits of a digit. */
const ENTRY = 16;
const KEY_BITS = 56;
const DIGIT = 11;
/** Symbols that stand for a character of 16 bits, and how the kernel knows the loose ones among them. */
const CHARACTERS = 1 << 16;
const ENDS_LOOSE = 1;
const STARTS_LOOSE = 2;
const MASKS = 32;

/** As `seedsInWords`; undefined where the kernel cannot be had or the corpus is too large for it. */
export function seedsInWasm(columns: Columns, repeats: Repeats, minIssuers: number): Seed[] | undefined {
  const { symbol, issuer, gap, room, back, literals } = columns;
  const { length } = symbol;
  const { count } = repeats;
  if (length > MOST_TOKENS || issuer instanceof Uint32Array) return undefined;
  const layout = new Layout();
  const symbolsAt = layout.take(4 * length + BEHIND);
  const issuersAt = layout.take(2 * length + BEHIND);
  const gapsAt = layout.take(length + BEHIND);
  const roomsAt = layout.take(length + BEHIND);
  const backsAt = layout.take(length + BEHIND);
  const literalsAt = layout.take(2 * length + BEHIND);
  const openAt = layout.take(length + BEHIND);
  const looseAt = layout.take(CHARACTERS);
  const lengthsAt = layout.take(4 * count);
  const widthsAt = layout.take(4 * count);
  const startsAt = layout.take(4 * count + 4);
  const positionsAt = layout.take(repeats.positions.byteLength);
  const scratchAt = layout.take(repeats.positions.byteLength);
  const masksAt = layout.take(MASKS);
  const countsAt = layout.take(COUNTS);
  const entriesAt = layout.take(ENTRY * count);
  const othersAt = layout.take(ENTRY * count);
  const takenAt = layout.take(8 * count + 8);
  const columnsAt = layout.take(8 * count);
  const kernel = instantiateRepeats(layout.size);
  if (kernel === undefined) return undefined;
  const { buffer } = kernel.memory;
  new Uint32Array(buffer, symbolsAt, length).set(symbol);
  new Uint16Array(buffer, issuersAt, length).set(issuer);
  new Uint8Array(buffer, gapsAt, length).set(gap);
  new Uint8Array(buffer, roomsAt, length).set(room);
  new Uint8Array(buffer, backsAt, length).set(back);
  new Uint16Array(buffer, literalsAt, length + 1).set(literals);
  new Uint32Array(buffer, lengthsAt, count).set(repeats.length);
  new Uint32Array(buffer, widthsAt, count).set(repeats.issuers);
  new Uint32Array(buffer, startsAt, count + 1).set(repeats.from);
  new Uint32Array(buffer, positionsAt, repeats.positions.length).set(repeats.positions);
  const loose = new Uint8Array(buffer, looseAt, CHARACTERS);
  for (const one of LOOSE_END) loose[one]! |= ENDS_LOOSE;
  for (const one of LOOSE_START) loose[one]! |= STARTS_LOOSE;
  kernel.arrangeText(symbolsAt, gapsAt, roomsAt, backsAt, literalsAt, looseAt);
  kernel.setChoice(FRAGMENT, FRESH, FRESH_SHARE, STRETCH, Gap.clause, Math.ceil(minIssuers));
  kernel.arrangeRepeats(lengthsAt, widthsAt, startsAt, positionsAt);
  kernel.arrangeChoice(issuersAt, literalsAt, openAt, masksAt, countsAt, scratchAt, entriesAt, othersAt, layout.size);
  for (let from = 0; from < length; from += TOKENS) kernel.weighTokens(from, Math.min(length, from + TOKENS));
  let rows = 0;
  for (let from = 0; from < count; from += ROWS) rows = kernel.cleanRows(from, Math.min(count, from + ROWS));
  for (let shift = 0; shift < KEY_BITS; shift += DIGIT) kernel.sortByDigit(shift);
  if (kernel.arrangeRows(takenAt, count) === 0) return undefined;
  for (let from = 0; from < rows; from += ROWS) {
    if (kernel.chooseRows(from, Math.min(rows, from + ROWS)) === 0) return undefined;
  }
  const seeds = kernel.endRows(columnsAt);
  const lengths = new Uint32Array(kernel.memory.buffer, columnsAt, seeds);
  const starts = new Uint32Array(kernel.memory.buffer, takenAt, seeds + 1);
  const positions = new Uint32Array(kernel.memory.buffer, kernel.positionsFrom(), starts[seeds]).slice();
  return Array.from(lengths, (own, s) => ({ positions: positions.subarray(starts[s], starts[s + 1]), length: own }));
}
