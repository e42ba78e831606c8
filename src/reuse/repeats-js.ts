/**
 * The search of closed repeats in words: groups of equal seeds, each refined by the next token (a suffix tree walked without
 * being built). wasm/repeats.ts is the same computation for the engines that have it.
 */

import { type Columns, weightBetween } from './columns.js';
import type { RepeatOptions, Repeats } from './repeats.js';
import { eachGroup, SEED } from './seed-groups.js';

/** No run grows beyond this: texts without sentence ends must not cost their square. Tokens. */
const LONGEST = 250;

/** The closed repeats of a corpus of any size. */
export function repeatsInWords(columns: Columns, options: Required<RepeatOptions>): Repeats {
  const found = new Collector();
  const refiner = new Refiner(columns, options, found);
  eachGroup(columns, (positions, count) => refiner.group(positions, count));
  return found.done();
}

/** Refines groups of equal seeds by the next token, as long as enough issuers go on alike. */
class Refiner {
  private readonly columns: Columns;
  private readonly minIssuers: number;
  private readonly closedness: number;
  private readonly minLiterals: number;
  private readonly found: Collector;
  /** Positions of the group at hand, regrouped in place as it is refined. */
  private seeds: Uint32Array = new Uint32Array(0);
  private scratch: Uint32Array = new Uint32Array(0);
  /** By symbol: issuers that have it next, the last of them (1-based), and positions; `touched` are those with any. */
  private readonly issuers: Uint32Array;
  private readonly last: Uint32Array;
  private readonly rows: Uint32Array;
  private touched: Uint32Array = new Uint32Array(256);
  private touchedCount = 0;

  constructor(columns: Columns, options: Required<RepeatOptions>, found: Collector) {
    this.columns = columns;
    this.minIssuers = options.minIssuers;
    this.closedness = options.closedness;
    this.minLiterals = options.minLiterals;
    this.found = found;
    this.issuers = new Uint32Array(columns.symbols);
    this.last = new Uint32Array(columns.symbols);
    this.rows = new Uint32Array(columns.symbols);
  }

  /** Refines the first `count` positions, those of one seed, ascending; they are moved about. */
  group(positions: Uint32Array, count: number): void {
    const issuers = countIssuers(this.columns, positions, count);
    if (issuers < this.minIssuers) return;
    if (count > this.scratch.length) this.scratch = new Uint32Array(positions.length);
    this.seeds = positions;
    this.refine(0, count, SEED, issuers);
  }

  private refine(lo: number, hi: number, reached: number, issuers: number): void {
    const { seeds } = this;
    // What always stands behind the same token is a piece of a longer repeat, and so is all that goes on from it.
    if (standsBehindOne(this.columns, seeds, lo, hi)) return;
    if (hi - lo === 2) {
      this.refinePair(seeds[lo]!, seeds[lo + 1]!, lo, reached);
      return;
    }
    for (let depth = reached; ; depth++) {
      const most = depth < LONGEST ? this.tally(lo, hi, depth) : 0;
      if (this.touchedCount !== 1 || this.rows[this.touched[0]!] !== hi - lo) {
        this.branch(lo, hi, depth, most, issuers);
        return;
      }
      this.forget();
    }
  }

  /** Two positions of two issuers need no counting: the run ends where they differ. */
  private refinePair(a: number, b: number, lo: number, reached: number): void {
    const { symbol, room } = this.columns;
    const limit = Math.min(room[a]!, room[b]!, LONGEST);
    let depth = reached;
    while (depth < limit && symbol[a + depth] === symbol[b + depth]) depth++;
    if (weightBetween(this.columns, a, a + depth) >= this.minLiterals) this.found.add(this.seeds, lo, lo + 2, depth, 2);
  }

  /** Issuers of each symbol that stands at `offset` from the positions; the most that one symbol keeps. Fills `touched`. */
  private tally(lo: number, hi: number, offset: number): number {
    const { symbol, issuer, room, back } = this.columns;
    const { seeds, issuers, last, rows } = this;
    let most = 0;
    for (let i = lo; i < hi; i++) {
      const position = seeds[i]!;
      const inside = offset < 0 ? back[position]! > 0 : room[position]! > offset;
      if (!inside) continue;
      const next = symbol[position + offset]!;
      const own = issuer[position]! + 1;
      if (rows[next] === 0) this.touch(next);
      rows[next] = rows[next]! + 1;
      if (last[next] !== own) {
        last[next] = own;
        issuers[next] = issuers[next]! + 1;
        if (issuers[next]! > most) most = issuers[next]!;
      }
    }
    return most;
  }

  private touch(next: number): void {
    if (this.touchedCount === this.touched.length) {
      const wider = new Uint32Array(this.touched.length * 2);
      wider.set(this.touched);
      this.touched = wider;
    }
    this.touched[this.touchedCount++] = next;
  }

  private forget(): void {
    const { issuers, last, rows, touched } = this;
    for (let i = 0; i < this.touchedCount; i++) {
      const next = touched[i]!;
      issuers[next] = 0;
      last[next] = 0;
      rows[next] = 0;
    }
    this.touchedCount = 0;
  }

  private emit(lo: number, hi: number, depth: number, issuers: number): void {
    const at = this.seeds[lo]!;
    if (weightBetween(this.columns, at, at + depth) < this.minLiterals) return;
    const kept = this.tally(lo, hi, -1);
    this.forget();
    if (kept < this.closedness * issuers) this.found.add(this.seeds, lo, hi, depth, issuers);
  }

  /** Positions whose next symbol still has enough issuers move to the front, symbol by symbol, each group in order. */
  private branch(lo: number, hi: number, depth: number, most: number, all: number): void {
    const { symbol, room } = this.columns;
    const { seeds, scratch, issuers, rows, minIssuers } = this;
    const groups: number[] = [];
    let width = 0;
    for (let i = 0; i < this.touchedCount; i++) {
      const next = this.touched[i]!;
      if (issuers[next]! < minIssuers) continue;
      groups.push(rows[next]!, issuers[next]!);
      const size = rows[next]!;
      rows[next] = width;
      width += size;
    }
    for (let i = lo; i < hi && width > 0; i++) {
      const position = seeds[i]!;
      const next = room[position]! > depth ? symbol[position + depth]! : 0;
      if (issuers[next]! >= minIssuers) {
        scratch[lo + rows[next]!] = position;
        rows[next] = rows[next]! + 1;
      }
    }
    this.forget();
    if (most < this.closedness * all) this.emit(lo, hi, depth, all);
    for (let i = 0; i < width; i++) seeds[lo + i] = scratch[lo + i]!;
    let start = lo;
    for (let k = 0; k < groups.length; k += 2) {
      const end = start + groups[k]!;
      this.refine(start, end, depth + 1, groups[k + 1]!);
      start = end;
    }
  }
}

function countIssuers({ issuer }: Columns, positions: Uint32Array, all: number): number {
  let count = 0;
  let last = -1;
  for (let i = 0; i < all; i++) {
    const own = issuer[positions[i]!]!;
    if (own !== last) count++;
    last = own;
  }
  return count;
}

/** Whether all positions follow the same token of their sentence. */
function standsBehindOne({ symbol, back }: Columns, seeds: Uint32Array, lo: number, hi: number): boolean {
  const first = seeds[lo]!;
  if (back[first] === 0) return false;
  const before = symbol[first - 1];
  for (let i = lo + 1; i < hi; i++) {
    const at = seeds[i]!;
    if (back[at] === 0 || symbol[at - 1] !== before) return false;
  }
  return true;
}

/** Grows the columns of `Repeats`. */
class Collector {
  private positions: Uint32Array = new Uint32Array(1 << 12);
  private size = 0;
  private readonly lengths: number[] = [];
  private readonly issuerCounts: number[] = [];
  private readonly starts: number[] = [0];

  add(source: Uint32Array, lo: number, hi: number, length: number, issuers: number): void {
    if (this.size + hi - lo > this.positions.length) {
      const wider = new Uint32Array(Math.max(this.positions.length * 2, this.size + hi - lo));
      wider.set(this.positions.subarray(0, this.size));
      this.positions = wider;
    }
    this.positions.set(source.subarray(lo, hi), this.size);
    this.size += hi - lo;
    this.starts.push(this.size);
    this.lengths.push(length);
    this.issuerCounts.push(issuers);
  }

  done(): Repeats {
    return {
      count: this.lengths.length,
      length: Uint32Array.from(this.lengths),
      issuers: Uint32Array.from(this.issuerCounts),
      from: Uint32Array.from(this.starts),
      positions: this.positions.slice(0, this.size),
    };
  }
}
