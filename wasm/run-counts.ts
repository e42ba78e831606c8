/**
 * How often the runs of some stretches stand in a corpus, and with how many issuers: runs of one to five tokens in one
 * walk, since the hash of a run is that of a longer one on its way. The tables are those of src/reuse/candidates.ts.
 */

const FIRST_HASH: u32 = 0x9e3779b9;
const LONGEST: i32 = 5;

/** A row a length of run: filter, its shift (0: no such table), slots, their mask, hashes, counts. */
const ROW: usize = 24;
const SHIFT: usize = 4;
const SLOTS: usize = 8;
const MASK: usize = 12;
const HASHES: usize = 16;
const COUNTS: usize = 20;

let tables: usize = 0;
/** Issuers of each run of the longest kind, and the last one counted. */
let issuers: usize = 0;
let lastIssuers: usize = 0;

export function arrangeTables(tablesAt: usize, issuersAt: usize, lastIssuersAt: usize): void {
  tables = tablesAt;
  issuers = issuersAt;
  lastIssuers = lastIssuersAt;
}

/** Adds a text of `length` tokens, whose issuer (1-based) comes after those of smaller number. */
export function countRuns(ids: usize, length: i32, issuer: u32): void {
  for (let i = 0; i < length; i++) {
    let hash = FIRST_HASH;
    const most = min(LONGEST, length - i);
    for (let order = 0; order < most; order++) {
      hash = (hash ^ load<u32>(ids + ((<usize>(i + order)) << 2))) * 0x85ebca6b;
      hash ^= hash >>> 15;
      const table = tables + <usize>order * ROW;
      const shift = load<u32>(table, SHIFT);
      if (shift === 0) continue;
      const bit = hash >>> shift;
      const filter: usize = load<u32>(table);
      if (((load<u32>(filter + ((<usize>(bit >>> 5)) << 2)) >>> (bit & 31)) & 1) === 0) continue;
      const run = runOf(table, hash);
      if (run === 0) continue;
      const own = (<usize>(run - 1)) << 2;
      const count = <usize>load<u32>(table, COUNTS) + own;
      store<u32>(count, load<u32>(count) + 1);
      if (order === LONGEST - 1) countIssuer(own, issuer);
    }
  }
}

/** One more than the number of the run with this hash; 0 where the table has none. */
function runOf(table: usize, hash: u32): u32 {
  const slots: usize = load<u32>(table, SLOTS);
  const mask = load<u32>(table, MASK);
  const hashes: usize = load<u32>(table, HASHES);
  let slot = hash & mask;
  let run = load<u32>(slots + ((<usize>slot) << 2));
  while (run !== 0 && load<u32>(hashes + ((<usize>(run - 1)) << 2)) !== hash) {
    slot = (slot + 1) & mask;
    run = load<u32>(slots + ((<usize>slot) << 2));
  }
  return run;
}

function countIssuer(run: usize, issuer: u32): void {
  if (load<u32>(lastIssuers + run) === issuer) return;
  store<u32>(lastIssuers + run, issuer);
  store<u32>(issuers + run, load<u32>(issuers + run) + 1);
}
