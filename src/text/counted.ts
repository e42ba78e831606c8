/** The characters that ratios count: letters, Han and digits. One look in a table a UTF-16 unit: texts have millions. */

import { unitsOfText } from './utf16.js';

/** Stretches up to which nothing is gained by taking the units out. */
const SHORT = 64;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
let table: Uint8Array | undefined;

/** 1 for each UTF-16 unit that counts; a surrogate pair (rare Han) counts once, by its first unit. Shared: do not write. */
function countedUnits(): Uint8Array {
  if (table !== undefined) return table;
  const units = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    if (unit >= 0xd800 && unit < 0xe000) units[unit] = unit < 0xdc00 ? 1 : 0;
    else if (LETTER_OR_DIGIT.test(String.fromCharCode(unit))) units[unit] = 1;
  }
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
