/** The choice of seeds in WebAssembly (wasm/choice.ts): made in the memory in which the repeats were found. */

import { Gap } from '../model/tokens.js';
import type { Columns } from './columns.js';
import type { RepeatOptions } from './repeats.js';
import { HEAD, rowsOf, searchInWasm } from './repeats-wasm.js';
import { FRAGMENT, FRESH, FRESH_SHARE, LOOSE_END, LOOSE_START, STRETCH } from './seed-rules.js';
import type { Seed } from './seeds.js';

/** Tokens weighed, rows cleaned, and rows chosen, a call. */
const TOKENS = 1 << 16;
const ROWS = 1 << 10;
/** Bits of the key by which rows are sorted, and of a digit. */
const KEY_BITS = 56;
const DIGIT = 11;
/** How the kernel knows the loose ones among the characters of 16 bits. */
const ENDS_LOOSE = 1;
const STARTS_LOOSE = 2;

/** The closed repeats searched and chosen among; undefined where the kernel cannot be had or the corpus is too large for it. */
export function seedsInWasm(columns: Columns, options: Required<RepeatOptions>): Seed[] | undefined {
  const search = searchInWasm(columns, options);
  if (search === undefined) return undefined;
  const { kernel, gapsAt, openAt, charactersAt } = search;
  const { gap } = columns;
  const { length } = gap;
  new Uint8Array(kernel.memory.buffer, gapsAt, length).set(gap);
  const characters = new Uint8Array(kernel.memory.buffer, charactersAt, 2 ** 16);
  for (const one of LOOSE_END) characters[one]! |= ENDS_LOOSE;
  for (const one of LOOSE_START) characters[one]! |= STARTS_LOOSE;
  kernel.arrangeEdges(gapsAt, charactersAt, Gap.clause, FRAGMENT);
  kernel.setChoice(FRAGMENT, FRESH, FRESH_SHARE, STRETCH, Math.ceil(options.minIssuers));
  const count = kernel.rowCount();
  if (kernel.openChoice(openAt) === 0) return undefined;
  for (let from = 0; from < length; from += TOKENS) kernel.weighTokens(from, Math.min(length, from + TOKENS));
  let rows = 0;
  for (let from = 0; from < count; from += ROWS) rows = kernel.cleanRows(Math.min(ROWS, count - from));
  for (let shift = 0; shift < KEY_BITS; shift += DIGIT) kernel.sortByDigit(shift);
  for (let from = 0; from < rows; from += ROWS) {
    if (kernel.chooseRows(from, Math.min(rows, from + ROWS)) === 0) return undefined;
  }
  const { count: seeds, words } = rowsOf(search);
  const chosen: Seed[] = [];
  for (let s = 0, at = 0; s < seeds; s++) {
    const end = at + HEAD + words[at + 1]!;
    chosen.push({ positions: words.subarray(at + HEAD, end), length: words[at]! >>> 16 });
    at = end;
  }
  return chosen;
}
