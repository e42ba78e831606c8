/**
 * Long runs of tokens that two units share, by windows of fixed length that stand in few units (rare seeds, as in
 * histogram difference): two drawn-out sentences may agree in little of their words and still repeat a whole clause.
 */

import type { UnitRows } from './features.js';

/** Tokens of a window; a run of n tokens has n - WINDOW + 1 of them. */
export const WINDOW = 8;
/** A window that more units than this have says little, on either side. */
const MOST_UNITS = 3;

/** Shared windows of each pair of units, by `a * countB + b`. Cost: linear in the tokens. */
export function sharedWindows(a: UnitRows, b: UnitRows): ReadonlyMap<number, number> {
  const sizeB = b.first.length - 1;
  const table = tableOf(b);
  const { hashes, units: inB, mask } = table;
  const inA = new Int32Array(inB.length).fill(-1);
  eachWindow(a, (hash, unit) => {
    const slot = slotOf(hashes, hash, mask);
    if (hashes[slot] !== 0 && inB[slot * STRIDE] !== -1) note(inA, slot, unit);
  });
  const shared = new Map<number, number>();
  for (let slot = 0; slot <= mask; slot++) {
    const at = slot * STRIDE;
    if (inA[at] === -1 || inA[at + MOST_UNITS] !== -1 || inB[at + MOST_UNITS] !== -1) continue;
    for (let x = at; inA[x] !== -1; x++)
      for (let y = at; inB[y] !== -1; y++) {
        const key = inA[x]! * sizeB + inB[y]!;
        shared.set(key, (shared.get(key) ?? 0) + 1);
      }
  }
  return shared;
}

/** Places for units in a slot; the last one taken says that there are too many. */
const STRIDE = MOST_UNITS + 1;

interface Table {
  /** 0: empty. */
  readonly hashes: Uint32Array;
  /** Units of each slot in order of appearance, then -1. */
  readonly units: Int32Array;
  readonly mask: number;
}

function tableOf(rows: UnitRows): Table {
  let size = 16;
  while (size < 2 * rows.tokens.length) size *= 2;
  const hashes = new Uint32Array(size);
  const units = new Int32Array(size * STRIDE).fill(-1);
  eachWindow(rows, (hash, unit) => {
    const slot = slotOf(hashes, hash, size - 1);
    hashes[slot] = hash;
    note(units, slot, unit);
  });
  return { hashes, units, mask: size - 1 };
}

function note(units: Int32Array, slot: number, unit: number): void {
  const at = slot * STRIDE;
  for (let x = at; x < at + STRIDE; x++) {
    if (units[x] === unit) return;
    if (units[x] === -1) {
      units[x] = unit;
      return;
    }
  }
}

function slotOf(hashes: Uint32Array, hash: number, mask: number): number {
  let slot = hash & mask;
  while (hashes[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

/** Of the rolling hash (Karp and Rabin 1987), modulo 2^32; and its power that takes the oldest token out. */
const BASE = 0x01000193;
let power = 1;
for (let k = 0; k < WINDOW; k++) power = Math.imul(power, BASE);
const OLDEST = power;

function mix(value: number): number {
  const half = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return half ^ (half >>> 13);
}

/** Windows that lie in one unit. Two of a comparison may share a hash by chance; the eight that count never all do. */
function eachWindow({ tokens, first }: UnitRows, take: (hash: number, unit: number) => void): void {
  const { id } = tokens;
  for (let unit = 0; unit + 1 < first.length; unit++) {
    const begin = first[unit]!;
    let hash = 0;
    for (let t = begin; t < first[unit + 1]!; t++) {
      hash = (Math.imul(hash, BASE) + mix(id[t]!)) | 0;
      if (t - begin >= WINDOW) hash = (hash - Math.imul(mix(id[t - WINDOW]!), OLDEST)) | 0;
      if (t - begin >= WINDOW - 1) take(mix(hash) >>> 0 || 1, unit);
    }
  }
}
