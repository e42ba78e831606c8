/**
 * How common what may be copied is: how often the runs of some stretches stand in a corpus, and with how many issuers.
 * One walk over the corpus counts runs of all lengths, in WebAssembly where that can be had.
 */

import { learn, type Model } from './background.js';
import { countIssuer, filterShift, type RunTable, walkRuns } from './candidates.js';
import { instantiateCopies } from './copies-module.js';
import type { Corpus } from './corpus.js';
import { Layout } from './wasm-kernel.js';

/** Runs of five, and how often each stands in the corpus; their table counts the issuers. */
export interface CountedRuns {
  readonly table: RunTable;
  readonly occurrences: Float64Array;
}

/** Adds a corpus to a model that has learned nothing yet and to the counts of runs. Cost: linear. */
export function countCorpus(corpus: Corpus, model: Model, runs: CountedRuns): void {
  if (countInWasm(corpus, model, runs)) return;
  for (const { units, issuer } of corpus.documents) {
    learn(model, units.tokens);
    walkRuns(runs.table, units.tokens, (run) => {
      runs.occurrences[run]!++;
      countIssuer(runs.table, run, issuer + 1);
    });
  }
}

/** Words of a row of wasm/run-counts.ts, and its rows: runs of one, two, three and five tokens. */
const ROW = 6;
const ROWS = 5;

/** False where the kernel (wasm/run-counts.ts) cannot be had. */
function countInWasm(corpus: Corpus, model: Model, { table: longest, occurrences }: CountedRuns): boolean {
  const { starts, documents, tokens } = corpus;
  const tables = [...model.tables, longest];
  const layout = new Layout();
  const laid = tables.map((table) => ({
    table,
    filterAt: layout.take(table.filter.byteLength),
    slotsAt: layout.take(table.slots.byteLength),
    hashesAt: layout.take(table.hashes.byteLength),
    countsAt: layout.take(4 * table.size),
  }));
  const rowsAt = layout.take(4 * ROW * ROWS);
  const issuersAt = layout.take(4 * longest.size);
  const lastAt = layout.take(4 * longest.size);
  let most = 0;
  for (let d = 0; d < documents.length; d++) most = Math.max(most, starts[d + 1]! - starts[d]!);
  const idsAt = layout.take(4 * most);
  const kernel = instantiateCopies(layout.size);
  if (kernel === undefined) return false;
  const { buffer } = kernel.memory;
  const rows = new Uint32Array(buffer, rowsAt, ROW * ROWS);
  for (const { table, filterAt, slotsAt, hashesAt, countsAt } of laid) {
    new Uint32Array(buffer, filterAt, table.filter.length).set(table.filter);
    new Int32Array(buffer, slotsAt, table.slots.length).set(table.slots);
    new Uint32Array(buffer, hashesAt, table.size).set(table.hashes);
    const row = [filterAt, filterShift(table.filter), slotsAt, table.slots.length - 1, hashesAt, countsAt];
    rows.set(row, ROW * (table.width - 1));
  }
  kernel.arrangeTables(rowsAt, issuersAt, lastAt);
  const ids = new Uint32Array(buffer, idsAt, most);
  for (let d = 0; d < documents.length; d++) {
    ids.set(tokens.id.subarray(starts[d]!, starts[d + 1]!));
    kernel.countRuns(idsAt, starts[d + 1]! - starts[d]!, documents[d]!.issuer + 1);
  }
  model.tokens += tokens.length;
  for (const [i, { countsAt, table }] of laid.entries()) {
    const counts = model.counts[i] ?? occurrences;
    const own = new Uint32Array(buffer, countsAt, table.size);
    for (let run = 0; run < own.length; run++) counts[run]! += own[run]!;
  }
  longest.issuers.set(new Uint32Array(buffer, issuersAt, longest.size));
  return true;
}
