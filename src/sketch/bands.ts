/**
 * Locality-sensitive hashing by bands (Indyk and Motwani 1998; Leskovec et al., Mining of Massive Datasets, ch. 3): two
 * passages become candidates when all rows of one band agree, which happens with probability 1 − (1 − J^rows)^bands.
 */

import { TaohuaError } from '../model/errors.js';
import { checkInteger } from './params.js';

export interface Banding {
  readonly bands: number;
  readonly rows: number;
}

/** The S-curve: probability that a pair of Jaccard `jaccard` becomes a candidate. */
export function candidateProbability(jaccard: number, { bands, rows }: Banding): number {
  return 1 - (1 - jaccard ** rows) ** bands;
}

/** Where the S-curve is steepest, roughly: (1 / bands)^(1 / rows). */
export function bandingThreshold({ bands, rows }: Banding): number {
  return (1 / bands) ** (1 / rows);
}

export interface BandingChoice {
  readonly permutations: number;
  /** Jaccard from which pairs are wanted, 0 < threshold < 1. */
  readonly threshold: number;
  /** What a missed pair costs when a needless one costs 1 − missWeight. Default .5, range 0–1. */
  readonly missWeight?: number;
}

/**
 * The (bands, rows) with the least weighted error: the area under the S-curve left of the threshold (needless
 * candidates) against the area above it to the right (missed pairs), as in datasketch. Ties go to fewer values.
 */
export function chooseBanding({ permutations, threshold, missWeight = 0.5 }: BandingChoice): Banding {
  checkInteger('permutations', permutations, 1, 4096);
  if (!(threshold > 0 && threshold < 1)) {
    throw new TaohuaError('bad-argument', `threshold is ${threshold}; it must lie between 0 and 1.`);
  }
  if (!(missWeight >= 0 && missWeight <= 1)) {
    throw new TaohuaError('bad-argument', `missWeight is ${missWeight}; it must lie from 0 to 1.`);
  }
  let best: Banding = { bands: 1, rows: 1 };
  let least = Number.POSITIVE_INFINITY;
  for (let rows = 1; rows <= permutations; rows++) {
    for (let bands = 1; bands * rows <= permutations; bands++) {
      const banding = { bands, rows };
      const needless = area(0, threshold, (j) => candidateProbability(j, banding));
      const missed = area(threshold, 1, (j) => 1 - candidateProbability(j, banding));
      const error = (1 - missWeight) * needless + missWeight * missed;
      if (error < least) {
        least = error;
        best = banding;
      }
    }
  }
  return best;
}

/** Midpoint rule; 50 strips are exact to three digits on curves as smooth as these. */
function area(from: number, to: number, f: (x: number) => number): number {
  const strips = 50;
  const width = (to - from) / strips;
  let sum = 0;
  for (let i = 0; i < strips; i++) sum += f(from + (i + 0.5) * width);
  return sum * width;
}

export function checkBanding({ bands, rows }: Banding, permutations: number): void {
  checkInteger('bands', bands, 1, permutations);
  checkInteger('rows', rows, 1, permutations);
  if (bands * rows > permutations) {
    throw new TaohuaError(
      'bad-argument',
      `bands × rows is ${bands} × ${rows} = ${bands * rows}; it must be at most ${permutations}, the values of a signature.`,
    );
  }
}

export interface BandColumns {
  readonly permutations: number;
  readonly rows: number;
  /** The first band, and how many. Default: one. */
  readonly band: number;
  readonly bands?: number;
  /** Passages to read. Default: all. */
  readonly passages?: Uint32Array;
}

/** 32-bit keys of some bands of row-major signatures into `keys`, band-major: a run of keys for each band. */
export function bandKeys(
  signatures: Uint16Array | Uint32Array,
  { permutations, rows, band, bands = 1, passages }: BandColumns,
  keys: Uint32Array,
): void {
  const count = passages?.length ?? signatures.length / permutations;
  for (let i = 0; i < count; i++) {
    let r = (passages === undefined ? i : passages[i]!) * permutations + band * rows;
    for (let key = i; key < bands * count; key += count) {
      let h = 0x9747b28c;
      for (const end = r + rows; r < end; r++) {
        h = Math.imul(h ^ signatures[r]!, 0xcc9e2d51);
        h ^= h >>> 15;
      }
      h = Math.imul(h, 0x85ebca6b);
      keys[key] = h ^ (h >>> 13);
    }
  }
}
