/** The distinct shingles of one passage, in an open table that is filled again and again without new memory. */

import type { Passages } from './kernel.js';
import { hashShingles, shingleCount } from './shingle.js';

export interface ShingleSet {
  /** Makes this the set of passage i; returns the number of distinct shingles. */
  load(i: number): number;
  /** Distinct shingles of passage j that are also in the set. Equal hashes are compared symbol by symbol. */
  shared(j: number): number;
}

export function createShingleSet({ symbols, offsets }: Passages, k: number): ShingleSet {
  let hashes = new Uint32Array(1024);
  let table = new Int32Array(2048);
  let mask = 0;
  /** Of each shingle in the table: its hash, where it stands, and the last question in which it was met. */
  let known = new Uint32Array(1024);
  let place = new Uint32Array(1024);
  let met = new Uint32Array(1024);
  let question = 0;
  /** Symbols of the shingles in the table: k, or fewer for a short passage. */
  let width = 0;

  const hash = (i: number): number => {
    const count = shingleCount(offsets[i + 1]! - offsets[i]!, k);
    if (count > hashes.length) hashes = new Uint32Array(2 * count);
    return hashShingles({ symbols, start: offsets[i]!, end: offsets[i + 1]! }, k, 0, hashes);
  };
  const slotOf = (value: number, start: number): number => {
    let slot = value & mask;
    for (;;) {
      const entry = table[slot]!;
      if (entry < 0 || (known[entry] === value && sameSymbols(place[entry]!, start))) return slot;
      slot = (slot + 1) & mask;
    }
  };
  const sameSymbols = (a: number, b: number): boolean => {
    for (let d = 0; d < width; d++) if (symbols[a + d] !== symbols[b + d]) return false;
    return true;
  };

  return {
    load(i: number): number {
      const count = hash(i);
      if (count > known.length) {
        known = new Uint32Array(2 * count);
        place = new Uint32Array(2 * count);
        met = new Uint32Array(2 * count);
      }
      const slots = Math.max(16, 2 ** Math.ceil(Math.log2(2 * count)));
      if (slots > table.length) table = new Int32Array(slots);
      table.fill(-1, 0, slots);
      mask = slots - 1;
      width = Math.min(k, offsets[i + 1]! - offsets[i]!);
      question = 0;
      let distinct = 0;
      for (let s = 0; s < count; s++) {
        const slot = slotOf(hashes[s]!, offsets[i]! + s);
        if (table[slot]! >= 0) continue;
        table[slot] = distinct;
        known[distinct] = hashes[s]!;
        place[distinct] = offsets[i]! + s;
        met[distinct++] = 0;
      }
      return distinct;
    },
    shared(j: number): number {
      // A passage shorter than k is one shingle of its own length, equal only to the same short passage.
      if (Math.min(k, offsets[j + 1]! - offsets[j]!) !== width) return 0;
      const count = hash(j);
      question++;
      let shared = 0;
      for (let s = 0; s < count; s++) {
        const entry = table[slotOf(hashes[s]!, offsets[j]! + s)]!;
        if (entry < 0 || met[entry] === question) continue;
        met[entry] = question;
        shared++;
      }
      return shared;
    },
  };
}
