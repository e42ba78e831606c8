/**
 * Runs of four columns of templates, numbered as they first appear, and the same runs looked up in a text: hash and number
 * of a run side by side in open addressing, behind a filter of bits that stays in the cache. As in src/reuse/grams.ts.
 */

import { isSlot } from './fit';

const GRAM: i32 = 4;
const GRAM_LITERALS: i32 = 2;

let slots: usize = 0;
let mask: u32 = 0;
let filter: usize = 0;
let shift: u32 = 0;
let size: u32 = 0;

/** The table has mask + 1 slots of 8 bytes, the filter 2^(32 - toBit) bits. All of it is 0. */
export function arrangeRuns(slotsAt: usize, slotMask: u32, filterAt: usize, toBit: u32): void {
  slots = slotsAt;
  mask = slotMask;
  filter = filterAt;
  shift = toBit;
  size = 0;
}

/** Distinct runs. */
export function runCount(): u32 {
  return size;
}

/** Enters the runs of a template of `length` columns; the number of the one at each column to `out`, -1 for one of slots. */
export function addRuns(own: usize, length: i32, out: usize): void {
  for (let c = 0; c + GRAM <= length; c++) {
    const at = own + ((<usize>c) << 2);
    let literals = 0;
    for (let i: usize = 0; i < 16; i += 4) literals += <i32>!isSlot(load<u32>(at + i));
    store<i32>(out + ((<usize>c) << 2), literals < GRAM_LITERALS ? -1 : add(hashAt(at)));
  }
}

function hashAt(at: usize): u32 {
  let hash = load<u32>(at);
  hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d + load<u32>(at, 4);
  hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d + load<u32>(at, 8);
  hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d + load<u32>(at, 12);
  hash = (hash ^ (hash >>> 13)) * 0x297a2d39;
  return (hash ^ (hash >>> 16)) | 1;
}

/** Where the hash stands, or would. */
function slotOf(hash: u32): usize {
  let slot = (hash >>> 1) & mask;
  let at = slots + ((<usize>slot) << 3);
  for (let held = load<u32>(at); held !== 0 && held !== hash; held = load<u32>(at)) {
    slot = (slot + 1) & mask;
    at = slots + ((<usize>slot) << 3);
  }
  return at;
}

function add(hash: u32): i32 {
  const at = slotOf(hash);
  if (load<u32>(at) === hash) return load<i32>(at, 4);
  store<u32>(at, hash);
  store<u32>(at, size, 4);
  const bit = hash >>> shift;
  const word = filter + ((<usize>(bit >>> 5)) << 2);
  store<u32>(word, load<u32>(word) | (1 << (bit & 31)));
  size++;
  return <i32>size - 1;
}

function find(hash: u32): i32 {
  const bit = hash >>> shift;
  if (((load<u32>(filter + ((<usize>(bit >>> 5)) << 2)) >>> (bit & 31)) & 1) === 0) return -1;
  const at = slotOf(hash);
  return load<u32>(at) === 0 ? -1 : load<i32>(at, 4);
}

/** The run that begins at each of `count` tokens to `out`, -1 where there is none; `text` goes on for as long as they do. */
export function lookUp(text: usize, rooms: usize, count: i32, out: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const run = <i32>load<u8>(rooms + i) < GRAM ? -1 : find(hashAt(text + (i << 2)));
    store<i32>(out + (i << 2), run);
  }
}

/** Counts the issuers of each run, which come one after another. */
export function countIssuers(runs: usize, issuers: usize, count: i32, df: usize, last: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const run = load<i32>(runs + (i << 2));
    if (run < 0) continue;
    const issuer = load<u32>(issuers + (i << 2)) + 1;
    const row = (<usize>run) << 2;
    if (load<u32>(last + row) === issuer) continue;
    store<u32>(last + row, issuer);
    store<u32>(df + row, load<u32>(df + row) + 1);
  }
}
