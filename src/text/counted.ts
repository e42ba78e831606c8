/** The characters that ratios count: letters, Han and digits. One look in a table a UTF-16 unit: texts have millions. */

import { textOfUnits, unitsOfText } from './utf16.js';

/** Stretches up to which nothing is gained by taking the units out. */
const SHORT = 64;
const LETTERS_AND_DIGITS = /[\p{L}\p{N}]+/gu;
let table: Uint8Array | undefined;

/** 1 for each UTF-16 unit that counts; a surrogate pair (rare Han) counts once, by its first unit. Shared: do not write. */
function countedUnits(): Uint8Array {
  if (table !== undefined) return table;
  const units = new Uint8Array(0x10000);
  // One search through all units, with nothing where surrogates stand, is a fifth of a question for each.
  const all = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0xd800; unit++) all[unit] = unit;
  for (let unit = 0xe000; unit < 0x10000; unit++) all[unit] = unit;
  for (const { 0: run, index } of textOfUnits(all).matchAll(LETTERS_AND_DIGITS))
    units.fill(1, index, index + run.length);
  units.fill(1, 0xd800, 0xdc00);
  table = units;
  return units;
}

/** Running counts of `text` from `start` to `end`: entry i for the units before `start + i`. */
export function runningCounts(text: string, start: number, end: number): Uint32Array {
  const before = new Uint32Array(end - start + 1);
  addUp(unitsOfText(text.slice(start, end)), countedUnits(), before);
  return before;
}

function addUp(units: Uint16Array, counts: Uint8Array, before: Uint32Array): void {
  let count = 0;
  for (let i = 0; i < units.length; i++) {
    count += counts[units[i]!]!;
    before[i + 1] = count;
  }
}

/** Counted characters of `text` in [start, end). */
export function countCharacters(text: string, start = 0, end: number = text.length): number {
  const counts = countedUnits();
  let count = 0;
  if (end - start < SHORT) {
    for (let i = start; i < end; i++) count += counts[text.charCodeAt(i)]!;
    return count;
  }
  const units = unitsOfText(text.slice(start, end));
  for (let i = 0; i < units.length; i++) count += counts[units[i]!]!;
  return count;
}
