/**
 * How often short runs of tokens stand in reports that were learned from beforehand (scripts/learn-counts.mjs): runs of one,
 * two, three and five Han characters and slots that many issuers have. With few reports at hand a wording that everybody uses
 * looks as rare as any other; these counts say that it is not. They hold no text: a run is a few bits of its hash. The sorted
 * hashes are kept as gaps, Rice-coded (Golomb 1966), each with the size class of its count.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Tokens } from '../model/tokens.js';
import { type RunTable, runsOf } from './candidates.js';

/**
 * With fewer issuers at hand the shipped counts are used: from as many on as the counts came from by half, the given
 * reports tell of themselves, and of their own years and region, what everybody says.
 */
export const FEW_ISSUERS = 48;

/** Bits of a hash that are kept: of runs that are not in the counts, one in 2^bits / runs is taken for one that is. */
const KEY_BITS = 24;
const LEVEL_BITS = 4;
/** Each size class is so many times the one below. */
const STEP = 1.75;

/** The counts as they are written down. */
export interface PackedCounts {
  readonly reports: number;
  readonly issuers: number;
  /** Issuers that a run is in at least. */
  readonly leastIssuers: number;
  /** Tokens of all reports together. */
  readonly tokens: number;
  readonly runs: number;
  /** Base64. */
  readonly data: string;
}

export interface ShippedCounts extends Omit<PackedCounts, 'data'> {
  /** Sorted. */
  readonly keys: Uint32Array;
  readonly levels: Uint8Array;
}

/**
 * Share of its runs of five that a text has in the counts at least, for them to speak of texts like it. Work reports of 2022
 * to 2025 have 13 to 30 %, those of 2010 8 %, of 1999 4 %, laws and regulations 2 %: these have stock phrases of their own.
 */
const ALIKE = 0.05;
const RUN = 5;
const LITERALS = 3;

export interface CallForCounts {
  readonly issuers: number;
  /** What is flagged or analysed. */
  readonly texts: readonly Tokens[];
  /** Whether the counts may be used; they may when nothing is said. */
  readonly shipped: boolean | undefined;
}

/** The counts, where the issuers are few and the texts like those they are from. They are loaded only where issuers are few. */
export async function countsFor(call: CallForCounts): Promise<ShippedCounts | undefined> {
  if (call.shipped === false || call.issuers >= FEW_ISSUERS) return undefined;
  const { SHIPPED_COUNTS } = await import('./shipped-counts.gen.js');
  return countsFrom(SHIPPED_COUNTS, call);
}

/** The same for counts at hand. Cost: linear in the texts. */
export function countsFrom(
  packed: PackedCounts,
  { issuers, texts, shipped }: CallForCounts,
): ShippedCounts | undefined {
  if (shipped === false || issuers >= FEW_ISSUERS) return undefined;
  const counts = unpackCounts(packed);
  let known = 0;
  let all = 0;
  for (const text of texts) {
    const table = runsOf(text, RUN, LITERALS);
    for (const isCommon of commonRuns(table, counts)) known += isCommon;
    all += table.size;
  }
  return known >= ALIKE * all && all > 0 ? counts : undefined;
}

/** That the counts were used, and where they come from. */
export function usedCounts({ runs, reports, issuers }: Omit<PackedCounts, 'data'>): Diagnostic {
  return {
    code: 'shipped-counts',
    severity: 'info',
    params: { runs, reports, issuers },
    message:
      `so few issuers do not tell what everybody says: how common words are was also taken from counts of ${runs} short runs ` +
      `in ${reports} reports of ${issuers} issuers that ship with taohua (no text; --formulas none leaves them out)`,
  };
}

/** Occurrences of a run, to a factor of 1.3; 0 where too few issuers have it. `hash` as `hashRun` gives it. */
export function shippedCount({ keys, levels, leastIssuers }: ShippedCounts, hash: number, width: number): number {
  const key = keyOf(hash, width);
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key ? leastIssuers * STEP ** levels[low]! : 0;
}

/** 1 for each run of the table that many issuers have. */
export function commonRuns({ size, hashes, width }: RunTable, counts: ShippedCounts): Uint8Array {
  const common = new Uint8Array(size);
  for (let run = 0; run < size; run++) if (shippedCount(counts, hashes[run]!, width) > 0) common[run] = 1;
  return common;
}

function keyOf(hash: number, width: number): number {
  const mixed = Math.imul(hash ^ Math.imul(width, 0x9e3779b1), 0x2c1b3c6d);
  return Math.imul(mixed ^ (mixed >>> 15), 0x297a2d39) >>> (32 - KEY_BITS);
}

/** A run to be written down. */
export interface CountedRun {
  readonly hash: number;
  readonly width: number;
  readonly count: number;
}

/** Runs that share a key take the larger count. */
export function packCounts(
  head: Omit<PackedCounts, 'data' | 'runs'>,
  counted: Iterable<CountedRun>,
): { readonly runs: number; readonly bytes: Uint8Array } {
  const levels = new Map<number, number>();
  for (const { hash, width, count } of counted) {
    const key = keyOf(hash, width);
    levels.set(key, Math.max(levels.get(key) ?? 0, levelOf(count / head.leastIssuers)));
  }
  const keys = Uint32Array.from(levels.keys()).sort();
  const bits = new BitWriter();
  const rice = riceOf(keys.length);
  let last = -1;
  for (const key of keys) {
    const gap = key - last - 1;
    for (let i = gap >>> rice; i > 0; i--) bits.write(1, 1);
    bits.write(0, 1);
    bits.write(gap & ((1 << rice) - 1), rice);
    bits.write(levels.get(key)!, LEVEL_BITS);
    last = key;
  }
  return { runs: keys.length, bytes: bits.bytes() };
}

function levelOf(ratio: number): number {
  return Math.min(2 ** LEVEL_BITS - 1, Math.max(0, Math.round(Math.log(ratio) / Math.log(STEP))));
}

export function unpackCounts({ data, ...head }: PackedCounts): ShippedCounts {
  const text = atob(data);
  const { runs } = head;
  const keys = new Uint32Array(runs);
  const levels = new Uint8Array(runs);
  const rice = riceOf(runs);
  let at = 0;
  const read = (bits: number): number => {
    let value = 0;
    for (let i = 0; i < bits; i++, at++) value = value * 2 + ((text.charCodeAt(at >> 3) >> (7 - (at & 7))) & 1);
    return value;
  };
  let last = -1;
  for (let i = 0; i < runs; i++) {
    let quotient = 0;
    while (at >> 3 < text.length && read(1) === 1) quotient++;
    last += (quotient << rice) + read(rice) + 1;
    keys[i] = last;
    levels[i] = read(LEVEL_BITS);
  }
  return { ...head, keys, levels };
}

/** Low bits of a gap that are written as they are: about as many as the mean gap has. */
function riceOf(runs: number): number {
  return Math.max(0, Math.floor(Math.log2((2 ** KEY_BITS / Math.max(1, runs)) * Math.LN2)));
}

/** Bits in the order in which they are written, the highest of a byte first. */
class BitWriter {
  private readonly out: number[] = [];
  private bits = 0;

  write(value: number, width: number): void {
    for (let i = width - 1; i >= 0; i--, this.bits++) {
      if (this.bits % 8 === 0) this.out.push(0);
      this.out[this.bits >> 3]! |= ((value >> i) & 1) << (7 - (this.bits & 7));
    }
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.out);
  }
}
