/** Runs of templates found in a corpus by the kernel (wasm/runs.ts): the corpus passes through its memory in chunks. */

import type { Columns } from './columns.js';
import { filterBits, GRAM, type Grams, KEPT, slotsFor } from './grams.js';
import type { Template } from './template.js';
import { instantiateWalk } from './walk-wasm.js';
import { Layout } from './wasm-kernel.js';

/** Tokens looked up at a time. */
const CHUNK = 1 << 16;

/** As `indexGrams`; undefined where the kernel cannot be had. Cost: linear. */
export function indexInWasm(columns: Columns, templates: readonly Template[]): Grams | undefined {
  const { length } = columns.symbol;
  const total = templates.reduce((sum, { symbol }) => sum + symbol.length, 0);
  const runs = templates.reduce((sum, { symbol }) => sum + Math.max(0, symbol.length - GRAM + 1), 0);
  const chunk = Math.min(length, CHUNK);
  const layout = new Layout();
  const ownAt = layout.take(4 * total);
  const numbersAt = layout.take(4 * total);
  const slots = slotsFor(runs);
  const bits = filterBits(runs);
  const slotsAt = layout.take(8 * slots);
  const filterAt = layout.take(2 ** (bits - 3));
  const dfAt = layout.take(4 * runs);
  const lastAt = layout.take(4 * runs);
  const symbolsAt = layout.take(4 * (chunk + GRAM));
  const roomsAt = layout.take(chunk);
  const issuersAt = layout.take(4 * chunk);
  const outAt = layout.take(4 * chunk);
  const kernel = instantiateWalk(layout.size);
  if (kernel === undefined) return undefined;
  const { buffer } = kernel.memory;
  const symbols = new Uint32Array(buffer, ownAt, total);
  const numbers = new Int32Array(buffer, numbersAt, total);
  const out = new Int32Array(buffer, outAt, chunk);
  const text = new Uint32Array(buffer, symbolsAt, chunk + GRAM);
  const rooms = new Uint8Array(buffer, roomsAt, chunk);
  const issuers = new Uint32Array(buffer, issuersAt, chunk);

  kernel.arrangeRuns(slotsAt, slots - 1, filterAt, 32 - bits);
  let end = 0;
  for (const { symbol } of templates) {
    symbols.set(symbol, end);
    kernel.addRuns(ownAt + 4 * end, symbol.length, numbersAt + 4 * end);
    end += symbol.length;
  }
  end = 0;
  const own = templates.map(({ symbol }) => {
    const start = end;
    end += symbol.length;
    return numbers.slice(start, Math.max(start, end - GRAM + 1));
  });

  /** Leaves the runs of tokens [from, to) in `out`. */
  const lookUp = (from: number, to: number): void => {
    text.set(columns.symbol.subarray(from, Math.min(length, to + GRAM - 1)));
    rooms.set(columns.room.subarray(from, to));
    kernel.lookUp(symbolsAt, roomsAt, to - from, outAt);
  };
  const kept = length <= KEPT ? new Int32Array(length) : undefined;
  for (let from = 0; from < length; from += CHUNK) {
    const to = Math.min(length, from + CHUNK);
    lookUp(from, to);
    issuers.set(columns.issuer.subarray(from, to));
    kernel.countIssuers(outAt, issuersAt, to - from, dfAt, lastAt);
    kept?.set(out.subarray(0, to - from), from);
  }
  const df = new Uint32Array(buffer, dfAt, kernel.runCount()).slice();
  if (kept) return { read: (from, to, into) => into.set(kept.subarray(from, to)), df, own };
  const read = (start: number, stop: number, into: Int32Array): void => {
    for (let from = start; from < stop; from += CHUNK) {
      const to = Math.min(stop, from + CHUNK);
      lookUp(from, to);
      into.set(out.subarray(0, to - from), from - start);
    }
  };
  return { read, df, own };
}
