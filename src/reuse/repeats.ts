/**
 * Closed repeats: every run of tokens that two issuers share and that neither one token more to the right nor one to the
 * left would keep in most of them. Runs of five tokens are grouped by hash, each group is verified and then refined by
 * the next token (a suffix tree walked without being built). Years of one issuer are one voice from the first step on.
 */

import { type Columns, weightBetween } from './columns.js';
import type { Corpus } from './corpus.js';

export interface RepeatOptions {
  /** Issuers a run needs to be a seed. Two, though a formula needs more: rewordings are found later. Range 2..∞. */
  readonly minIssuers?: number;
  /** A run is closed when no single neighbour keeps this share of its issuers. Range 0..1. */
  readonly closedness?: number;
  /** Literals (Han characters or words) a run needs. */
  readonly minLiterals?: number;
}

/** Runs of tokens with all their positions, one row a run. */
export interface Repeats {
  readonly count: number;
  /** Tokens. */
  readonly length: Uint32Array;
  readonly issuers: Uint32Array;
  /** Row r stands at `positions[from[r] .. from[r + 1])`, ascending. */
  readonly from: Uint32Array;
  readonly positions: Uint32Array;
}

/** Tokens a seed has; and how many of them must be literals. */
const SEED = 5;
const SEED_LITERALS = 3;
/** Tokens of the corpus whose seeds are sorted at a time, so that memory has a bound: some 150 MB. */
const SLICE = 16_000_000;
/** No run grows beyond this: texts without sentence ends must not cost their square. Tokens. */
const LONGEST = 250;

/** Finds the closed repeats of a corpus. Cost: linear in tokens, plus the summed length of what recurs. */
export function closedRepeats(corpus: Corpus, columns: Columns, options: RepeatOptions = {}): Repeats {
  const { minIssuers = 2, closedness = 0.8, minLiterals = 6 } = options;
  const { symbol, issuer, room, back } = columns;
  const told = sharedSeeds(columns, issuerStarts(corpus));
  let seeds: Uint32Array = new Uint32Array(0);
  let scratch: Uint32Array = new Uint32Array(0);
  const found = new Collector();
  const seen = new Uint32Array(columns.symbols);
  const lastIssuer = new Uint32Array(columns.symbols);
  const rows = new Uint32Array(columns.symbols);
  const touched: number[] = [];

  const countIssuers = (lo: number, hi: number): number => {
    let count = 0;
    let last = -1;
    for (let i = lo; i < hi; i++) {
      const own = issuer[seeds[i]!]!;
      if (own !== last) count++;
      last = own;
    }
    return count;
  };
  /** Issuers of each symbol that stands at `offset` from the positions; the most that one symbol keeps. Fills `touched`. */
  const tally = (lo: number, hi: number, offset: number): number => {
    let most = 0;
    for (let i = lo; i < hi; i++) {
      const position = seeds[i]!;
      const inside = offset < 0 ? back[position]! > 0 : room[position]! > offset;
      if (!inside) continue;
      const next = symbol[position + offset]!;
      const own = issuer[position]! + 1;
      if (rows[next] === 0) touched.push(next);
      rows[next] = rows[next]! + 1;
      if (lastIssuer[next] !== own) {
        lastIssuer[next] = own;
        seen[next] = seen[next]! + 1;
        if (seen[next]! > most) most = seen[next]!;
      }
    }
    return most;
  };
  const forget = (): void => {
    for (const next of touched) {
      seen[next] = 0;
      lastIssuer[next] = 0;
      rows[next] = 0;
    }
    touched.length = 0;
  };
  const emit = (lo: number, hi: number, depth: number, issuers: number): void => {
    const at = seeds[lo]!;
    if (weightBetween(columns, at, at + depth) < minLiterals) return;
    const kept = tally(lo, hi, -1);
    forget();
    if (kept < closedness * issuers) found.add(seeds, lo, hi, depth, issuers);
  };

  const refine = (lo: number, hi: number, reached: number, issuers: number): void => {
    // What always stands behind the same token is a piece of a longer repeat, and so is all that goes on from it.
    if (standsBehindOne(columns, seeds, lo, hi)) return;
    if (hi - lo === 2) {
      refinePair(seeds[lo]!, seeds[lo + 1]!, lo, reached);
      return;
    }
    for (let depth = reached; ; depth++) {
      const most = depth < LONGEST ? tally(lo, hi, depth) : 0;
      if (touched.length !== 1 || rows[touched[0]!] !== hi - lo) {
        branch(lo, hi, depth, most, issuers);
        return;
      }
      forget();
    }
  };
  /** Two positions of two issuers need no counting: the run ends where they differ. */
  const refinePair = (a: number, b: number, lo: number, reached: number): void => {
    const limit = Math.min(room[a]!, room[b]!, LONGEST);
    let depth = reached;
    while (depth < limit && symbol[a + depth] === symbol[b + depth]) depth++;
    if (weightBetween(columns, a, a + depth) >= minLiterals) found.add(seeds, lo, lo + 2, depth, 2);
  };
  /** Positions whose next symbol still has enough issuers move to the front, symbol by symbol, each group in order. */
  const branch = (lo: number, hi: number, depth: number, most: number, issuers: number): void => {
    const groups: number[] = [];
    let width = 0;
    for (const next of touched) {
      if (seen[next]! < minIssuers) continue;
      groups.push(rows[next]!, seen[next]!);
      const size = rows[next]!;
      rows[next] = width;
      width += size;
    }
    for (let i = lo; i < hi && width > 0; i++) {
      const position = seeds[i]!;
      const next = room[position]! > depth ? symbol[position + depth]! : 0;
      if (seen[next]! >= minIssuers) {
        scratch[lo + rows[next]!] = position;
        rows[next] = rows[next]! + 1;
      }
    }
    forget();
    if (most < closedness * issuers) emit(lo, hi, depth, issuers);
    for (let i = 0; i < width; i++) seeds[lo + i] = scratch[lo + i]!;
    let start = lo;
    for (let k = 0; k < groups.length; k += 2) {
      const end = start + groups[k]!;
      refine(start, end, depth + 1, groups[k + 1]!);
      start = end;
    }
  };

  const slices = Math.max(1, Math.ceil(columns.symbol.length / SLICE));
  for (let slice = 0; slice < slices; slice++) {
    const { keys, positions } = seedPositions(columns, told, slice, slices);
    seeds = positions;
    scratch = new Uint32Array(seeds.length);
    for (let lo = 0; lo < seeds.length; ) {
      const hi = groupEnd(columns, keys, seeds, scratch, lo);
      const issuers = countIssuers(lo, hi);
      if (issuers >= minIssuers) refine(lo, hi, SEED, issuers);
      lo = hi;
    }
  }
  return found.done();
}

/** Seeds that two issuers may share, told by the leading bits of their hash. */
interface SharedSeeds {
  readonly bits: Uint32Array;
  readonly shift: number;
}

/**
 * Two bit tables tell what a single issuer says: what earlier issuers have said is looked up before what this one says
 * is written down. Cost: linear.
 */
function sharedSeeds(columns: Columns, starts: readonly number[]): SharedSeeds {
  const length = starts.at(-1) ?? 0;
  const bits = Math.min(30, Math.max(12, 34 - Math.clz32(length)));
  const shift = 32 - bits;
  const seen = new Uint32Array(1 << (bits - 5));
  const shared = new Uint32Array(1 << (bits - 5));
  let hashes = new Uint32Array(0);
  for (let k = 1; k < starts.length; k++) {
    const lo = starts[k - 1]!;
    const hi = starts[k]!;
    if (hi - lo > hashes.length) hashes = new Uint32Array(Math.ceil((hi - lo) * 1.5));
    hashSeeds(columns, lo, hi, hashes);
    markKnown(hashes, hi - lo, shift, seen, shared);
    mark(hashes, hi - lo, shift, seen);
  }
  return { bits: shared, shift };
}

/** Hashes of the seeds at tokens [lo, hi); 0 where none begins. */
function hashSeeds(columns: Columns, lo: number, hi: number, hashes: Uint32Array): void {
  const { room, literals } = columns;
  for (let at = lo; at < hi; at++) {
    const isSeed = room[at]! >= SEED && ((literals[at + SEED]! - literals[at]!) & 0xffff) >= SEED_LITERALS;
    hashes[at - lo] = isSeed ? seedHash(columns, at) : 0;
  }
}

function markKnown(hashes: Uint32Array, count: number, shift: number, seen: Uint32Array, shared: Uint32Array): void {
  for (let i = 0; i < count; i++) {
    const bucket = hashes[i]! >>> shift;
    if (hashes[i] !== 0 && (seen[bucket >>> 5]! >>> (bucket & 31)) & 1) shared[bucket >>> 5]! |= 1 << (bucket & 31);
  }
}

function mark(hashes: Uint32Array, count: number, shift: number, table: Uint32Array): void {
  for (let i = 0; i < count; i++) {
    const bucket = hashes[i]! >>> shift;
    if (hashes[i] !== 0) table[bucket >>> 5]! |= 1 << (bucket & 31);
  }
}

/** Tokens hashed at a time. */
const CHUNK = 1 << 16;

/** Positions of shared seeds in one slice of the hashes, sorted by hash and then by position. */
function seedPositions(
  columns: Columns,
  { bits, shift }: SharedSeeds,
  slice: number,
  slices: number,
): { readonly keys: Uint32Array; readonly positions: Uint32Array } {
  const length = columns.symbol.length;
  const [low, high] = [(slice / slices) * 2 ** 32, ((slice + 1) / slices) * 2 ** 32];
  const hashes = new Uint32Array(CHUNK);
  let keys = new Uint32Array(Math.ceil(length / slices / 2) + CHUNK);
  let positions = new Uint32Array(keys.length);
  let count = 0;
  for (let lo = 0; lo < length; lo += CHUNK) {
    const size = Math.min(CHUNK, length - lo);
    hashSeeds(columns, lo, lo + size, hashes);
    if (count + size > keys.length) {
      keys = grown(keys);
      positions = grown(positions);
    }
    for (let i = 0; i < size; i++) {
      const hash = hashes[i]!;
      const bucket = hash >>> shift;
      if (hash < low || hash >= high || hash === 0 || ((bits[bucket >>> 5]! >>> (bucket & 31)) & 1) === 0) continue;
      keys[count] = hash;
      positions[count++] = lo + i;
    }
  }
  return sortByKey(keys.subarray(0, count), positions.subarray(0, count));
}

function grown(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(column.length * 2);
  wider.set(column);
  return wider;
}

function seedHash({ symbol }: Columns, at: number): number {
  let hash = symbol[at]!;
  for (let i = 1; i < SEED; i++) hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + symbol[at + i]!;
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return ((hash ^ (hash >>> 16)) | 1) >>> 0;
}

/** Stable radix sort of `values` by 32-bit keys. Cost: linear. */
function sortByKey(
  keys: Uint32Array,
  values: Uint32Array,
): { readonly keys: Uint32Array; readonly positions: Uint32Array } {
  let k: Uint32Array = keys;
  let v: Uint32Array = values;
  let nextK: Uint32Array = new Uint32Array(keys.length);
  let nextV: Uint32Array = new Uint32Array(keys.length);
  const counts = new Uint32Array(2049);
  for (let shift = 0; shift < 32; shift += 11) {
    counts.fill(0);
    for (let i = 0; i < k.length; i++) counts[((k[i]! >>> shift) & 2047) + 1]!++;
    for (let i = 1; i < 2049; i++) counts[i]! += counts[i - 1]!;
    for (let i = 0; i < k.length; i++) {
      const to = counts[(k[i]! >>> shift) & 2047]!++;
      nextK[to] = k[i]!;
      nextV[to] = v[i]!;
    }
    [k, nextK] = [nextK, k];
    [v, nextV] = [nextV, v];
  }
  return { keys: k, positions: v };
}

/** End of the seeds equal to the one at `lo`; equal hashes with other tokens are moved behind them. */
function groupEnd(columns: Columns, keys: Uint32Array, seeds: Uint32Array, scratch: Uint32Array, lo: number): number {
  const key = keys[lo]!;
  let same = lo + 1;
  let others = 0;
  for (let i = lo + 1; i < seeds.length && keys[i] === key; i++) {
    const position = seeds[i]!;
    if (equalSeeds(columns, seeds[lo]!, position)) {
      if (others > 0) seeds[same] = position;
      same++;
    } else scratch[others++] = position;
  }
  for (let i = 0; i < others; i++) seeds[same + i] = scratch[i]!;
  return same;
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

function equalSeeds({ symbol }: Columns, a: number, b: number): boolean {
  for (let i = 0; i < SEED; i++) if (symbol[a + i] !== symbol[b + i]) return false;
  return true;
}

/** First token of each issuer, and the token count at the end: the corpus is sorted by issuer. */
function issuerStarts({ documents, tokens }: Corpus): readonly number[] {
  const starts: number[] = [];
  let last = -1;
  for (const { issuer, first } of documents) {
    if (issuer !== last) starts.push(first);
    last = issuer;
  }
  starts.push(tokens.length);
  return starts;
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
