/** Runs of templates found in a corpus, in words. wasm/runs.ts is the same computation for the engines that have it. */

import type { Columns } from './columns.js';
import { filterBits, GRAM, GRAM_LITERALS, type Grams, KEPT, slotsFor } from './grams.js';
import { isSlot, type Template } from './template.js';

/** Tokens looked up at a time. */
const CHUNK = 1 << 16;
/** Indexes the runs of all templates and finds them in the corpus. Cost: linear in both. */
export function indexInWords(columns: Columns, templates: readonly Template[]): Grams {
  const { length } = columns.symbol;
  let total = 0;
  for (const { symbol: s } of templates) total += Math.max(0, s.length - GRAM + 1);
  const table = new GramTable(total);
  const own = templates.map((template) => runsOf(template, table));
  const kept = length <= KEPT ? new Int32Array(length) : undefined;
  const part = new Int32Array(Math.min(length, CHUNK));
  const df = new Uint32Array(table.size);
  const last = new Uint32Array(table.size);
  for (let from = 0; from < length; from += CHUNK) {
    const to = Math.min(length, from + CHUNK);
    const out = kept?.subarray(from, to) ?? part;
    lookUp(columns, table, from, to, out);
    countIssuers(columns.issuer, from, to, out, df, last);
  }
  return {
    read:
      kept === undefined
        ? (from, to, out) => lookUp(columns, table, from, to, out)
        : (from, to, out) => out.set(kept.subarray(from, to)),
    df,
    own,
  };
}

function runsOf({ symbol }: Template, table: GramTable): Int32Array {
  const runs = new Int32Array(Math.max(0, symbol.length - GRAM + 1)).fill(-1);
  for (let c = 0; c < runs.length; c++) {
    let literals = 0;
    for (let i = c; i < c + GRAM; i++) if (!isSlot(symbol[i]!)) literals++;
    if (literals >= GRAM_LITERALS) runs[c] = table.add(gramHash(symbol, c));
  }
  return runs;
}

function lookUp({ symbol, room }: Columns, table: GramTable, from: number, to: number, out: Int32Array): void {
  for (let i = from; i < to; i++) out[i - from] = room[i]! < GRAM ? -1 : table.find(gramHash(symbol, i));
}

function countIssuers(
  issuer: Columns['issuer'],
  from: number,
  to: number,
  runs: Int32Array,
  df: Uint32Array,
  last: Uint32Array,
): void {
  for (let i = from; i < to; i++) {
    const run = runs[i - from]!;
    if (run < 0 || last[run] === issuer[i]! + 1) continue;
    last[run] = issuer[i]! + 1;
    df[run]!++;
  }
}

function gramHash(symbol: Uint32Array, at: number): number {
  let hash = symbol[at]!;
  for (let i = 1; i < GRAM; i++) hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + symbol[at + i]!;
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return ((hash ^ (hash >>> 16)) | 1) >>> 0;
}

/** Hash → dense index; open addressing behind a bit filter small enough to stay in the cache. */
class GramTable {
  size = 0;
  /** Hash and row of each slot side by side: what is found lies in one line of the cache. */
  private readonly slots: Uint32Array;
  private readonly mask: number;
  private readonly filter: Uint32Array;
  private readonly shift: number;

  constructor(capacity: number) {
    const slots = slotsFor(capacity);
    const bits = filterBits(capacity);
    this.shift = 32 - bits;
    this.filter = new Uint32Array(1 << (bits - 5));
    this.slots = new Uint32Array(2 * slots);
    this.mask = slots - 1;
  }

  add(hash: number): number {
    let slot = (hash >>> 1) & this.mask;
    while (this.slots[2 * slot] !== 0 && this.slots[2 * slot] !== hash) slot = (slot + 1) & this.mask;
    if (this.slots[2 * slot] === 0) {
      this.slots[2 * slot] = hash;
      this.slots[2 * slot + 1] = this.size++;
      const bit = hash >>> this.shift;
      this.filter[bit >>> 5]! |= 1 << (bit & 31);
    }
    return this.slots[2 * slot + 1]!;
  }

  find(hash: number): number {
    const bit = hash >>> this.shift;
    if (((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) === 0) return -1;
    const { slots, mask } = this;
    for (let slot = (hash >>> 1) & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
      if (slots[2 * slot] === hash) return slots[2 * slot + 1]!;
    }
    return -1;
  }
}
