/**
 * How often the runs of some stretches stand in a corpus, and with how many issuers: runs of one, two, three and five tokens in one
 * walk, since the hash of a run is that of a longer one on its way. The tables are those of src/reuse/candidates.ts.
 */

const FIRST_HASH: u32 = 0x9e3779b9;

/** A row a length of run, 1, 2, 3 and 5: filter, its shift, slots, their mask, hashes, counts. */
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
    const at = ids + ((<usize>i) << 2);
    const left = length - i;
    let hash = step(FIRST_HASH, at);
    if (isIn(0, hash)) count(0, hash, 0);
    if (left < 2) continue;
    hash = step(hash, at + 4);
    if (isIn(ROW, hash)) count(ROW, hash, 0);
    if (left < 3) continue;
    hash = step(hash, at + 8);
    if (isIn(2 * ROW, hash)) count(2 * ROW, hash, 0);
    if (left < 5) continue;
    hash = step(step(hash, at + 12), at + 16);
    if (isIn(4 * ROW, hash)) count(4 * ROW, hash, issuer);
  }
}

function step(hash: u32, at: usize): u32 {
  const mixed = (hash ^ load<u32>(at)) * 0x85ebca6b;
  return mixed ^ (mixed >>> 15);
}

/** Whether the filter of the table in a row lets a hash through. */
function isIn(row: usize, hash: u32): bool {
  const filter: usize = load<u32>(tables + row);
  const bit = hash >>> load<u32>(tables + row, SHIFT);
  return ((load<u32>(filter + ((<usize>(bit >>> 5)) << 2)) >>> (bit & 31)) & 1) !== 0;
}

/** Counts the run with this hash, if the table has it, and its issuer, if there is one to count. */
function count(row: usize, hash: u32, issuer: u32): void {
  const run = runOf(tables + row, hash);
  if (run === 0) return;
  const own = (<usize>(run - 1)) << 2;
  const at = <usize>load<u32>(tables + row, COUNTS) + own;
  store<u32>(at, load<u32>(at) + 1);
  if (issuer !== 0) countIssuer(own, issuer);
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
