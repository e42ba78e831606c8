/** The numbers behind each stage, for people who want to see why two passages met or did not. Pure values; no printing. */

import { type Banding, bandingThreshold, bandKeys, candidateProbability } from './bands.js';
import { findCandidates } from './candidates.js';
import { createJaccard } from './jaccard.js';
import type { Passages } from './kernel.js';
import { createKeyTable } from './key-table.js';
import { repeats } from './repeats.js';
import { hashShingles, seedOffset, shingleCount } from './shingle.js';
import { estimateJaccard, type Signatures } from './sign.js';
import type { Sketcher } from './sketcher.js';
import { runAtOnce } from './steps.js';

export interface ShingleRow {
  readonly passage: number;
  /** Symbols of the passage. */
  readonly length: number;
  /** Shingles, and distinct ones among them. */
  readonly shingles: number;
  readonly distinct: number;
}

export function inspectShingles(
  { symbols, offsets }: Passages,
  { k, seed }: { k: number; seed: number },
): ShingleRow[] {
  const rows: ShingleRow[] = [];
  for (let passage = 0; passage + 1 < offsets.length; passage++) {
    const start = offsets[passage]!;
    const end = offsets[passage + 1]!;
    const hashes = new Uint32Array(shingleCount(end - start, k));
    const shingles = hashShingles({ symbols, start, end }, k, seedOffset(seed), hashes);
    rows.push({ passage, length: end - start, shingles, distinct: new Set(hashes).size });
  }
  return rows;
}

export interface PairRow {
  readonly i: number;
  readonly j: number;
  readonly estimate: number;
  readonly exact: number;
}

/** Estimate beside exact Jaccard for the pairs given, flattened as `candidates` gives them. */
export function inspectSignature(
  passages: Passages,
  signatures: Signatures,
  { sketcher, pairs }: { readonly sketcher: Sketcher; readonly pairs: Uint32Array },
): PairRow[] {
  const { k, permutations } = sketcher.params;
  const jaccard = createJaccard(passages, k);
  const rows: PairRow[] = [];
  for (let p = 0; p < pairs.length; p += 2) {
    const i = pairs[p]!;
    const j = pairs[p + 1]!;
    rows.push({ i, j, estimate: estimateJaccard(signatures, { permutations, i, j }), exact: jaccard(i, j) });
  }
  return rows;
}

export interface BandReport extends Banding {
  readonly threshold: number;
  /** Probability to become a candidate at J = 0, .05, … 1. */
  readonly curve: readonly { readonly jaccard: number; readonly probability: number }[];
  /** How many buckets have so many passages, ascending by size. */
  readonly bucketSizes: readonly { readonly size: number; readonly buckets: number }[];
  /** The most crowded buckets, at most `top`: band, size and the first passages in it. */
  readonly crowded: readonly { readonly band: number; readonly size: number; readonly passages: readonly number[] }[];
}

export function inspectBands(
  signatures: Signatures,
  banding: Banding,
  { permutations, top = 10 }: { readonly permutations: number; readonly top?: number },
): BandReport {
  const sizes = new Map<number, number>();
  const crowded: { band: number; size: number; passages: number[] }[] = [];
  const keys = new Uint32Array(signatures.length / permutations);
  const table = createKeyTable(keys.length);
  for (let band = 0; band < banding.bands; band++) {
    bandKeys(signatures, { permutations, rows: banding.rows, band }, keys);
    const groups = table.enter(keys);
    for (let piece = 0; piece < groups.pieces; piece++) {
      const { members, starts, count } = groups.group(piece);
      for (let g = 0; g < count; g++) {
        const size = starts[g + 1]! - starts[g]!;
        sizes.set(size, (sizes.get(size) ?? 0) + 1);
        crowded.push({
          band,
          size,
          passages: [...members.subarray(starts[g]!, Math.min(starts[g]! + 5, starts[g + 1]!))],
        });
        if (crowded.length > 100 * top) keepMostCrowded(crowded, top);
      }
    }
  }
  keepMostCrowded(crowded, top);
  return {
    ...banding,
    threshold: bandingThreshold(banding),
    curve: Array.from({ length: 21 }, (_, s) => ({
      jaccard: s / 20,
      probability: candidateProbability(s / 20, banding),
    })),
    bucketSizes: [...sizes].sort((a, b) => a[0] - b[0]).map(([size, buckets]) => ({ size, buckets })),
    crowded,
  };
}

function keepMostCrowded(buckets: { band: number; size: number; passages: number[] }[], top: number): void {
  buckets.sort((a, b) => b.size - a.size || a.band - b.band || a.passages[0]! - b.passages[0]!);
  buckets.length = Math.min(buckets.length, top);
}

export interface CandidateReport {
  readonly candidates: number;
  /** How many candidates have an exact Jaccard from lower / 10 to below (lower + 1) / 10; the last includes 1. */
  readonly byJaccard: readonly number[];
  /** The first pairs, at most `top`, ascending. */
  readonly pairs: readonly PairRow[];
}

export function inspectCandidates(
  passages: Passages,
  signatures: Signatures,
  { sketcher, banding, top = 20 }: { readonly sketcher: Sketcher; readonly banding: Banding; readonly top?: number },
): CandidateReport {
  const { permutations, k } = sketcher.params;
  const links = runAtOnce(findCandidates(signatures, { ...banding, permutations, allPairsUpTo: 32 }));
  const jaccard = createJaccard(passages, k);
  const byJaccard = new Array<number>(10).fill(0);
  for (let l = 0; l < links.length; l += 2) {
    byJaccard[Math.min(9, Math.floor(10 * jaccard(links[l]!, links[l + 1]!)))]!++;
  }
  const pairs = inspectSignature(passages, signatures, { sketcher, pairs: links.subarray(0, 2 * top) });
  return { candidates: links.length / 2, byJaccard, pairs };
}

export interface RepeatRow {
  /** Symbols of the repeated stretch, and where it begins, ascending. */
  readonly length: number;
  readonly starts: readonly number[];
}

/** The repeats that cover most: by length × places, descending; at most `top`. */
export function inspectRepeats({ symbols, offsets }: Passages, minLength: number, top = 20): RepeatRow[] {
  const triples = repeats(symbols, offsets, minLength);
  const rows: { length: number; starts: number[] }[] = [];
  for (let t = 0; t < triples.length; t += 3) {
    const group = triples[t + 2]!;
    rows[group] ??= { length: triples[t + 1]! - triples[t]!, starts: [] };
    rows[group].starts.push(triples[t]!);
  }
  const cover = (row: RepeatRow): number => row.length * row.starts.length;
  return rows.sort((a, b) => cover(b) - cover(a) || a.starts[0]! - b.starts[0]!).slice(0, top);
}
