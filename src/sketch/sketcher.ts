/** The sketcher: signatures, estimates and candidates behind one door, on whichever kernel runs here. */

import { TaohuaError } from '../model/errors.js';
import { checkBanding } from './bands.js';
import { ALL_PAIRS_UP_TO, findCandidates } from './candidates.js';
import {
  allocateSignatures,
  checkInteger,
  checkOffsets,
  checkWidth,
  type KernelName,
  resolveParams,
  type SketchOptions,
  type SketchParams,
  type Symbols,
} from './params.js';
import { chooseKernel, estimateJaccard, type Signatures, settleWidth, signRange } from './sign.js';
import { runAtOnce } from './steps.js';

export interface CandidateOptions {
  /** Passages up to which a bucket gives all its pairs. Default 32, range 2–4096. A larger one gives a chain. */
  readonly allPairsUpTo?: number;
}

export interface Sketcher {
  readonly kernel: KernelName;
  readonly params: SketchParams;
  /** Passage i = text[offsets[i] .. offsets[i + 1]). Row-major, `permutations` values a passage. */
  signatures(text: Symbols, offsets: Uint32Array): Signatures;
  /** Share of equal values of rows i and j: an estimate of the Jaccard similarity, 0..1. */
  estimate(signatures: Signatures, i: number, j: number): number;
  /** Links i < j, flattened, sorted, each once: pairs that agree in all rows of a band. */
  candidates(signatures: Signatures, bands: number, rows: number, options?: CandidateOptions): Uint32Array;
}

export async function createSketcher(options: SketchOptions = {}): Promise<Sketcher> {
  const params = resolveParams(options);
  const asked = checkWidth(options.width);
  const kernel = await chooseKernel(options.kernel ?? 'auto', params);
  const { permutations, k } = params;
  settleWidth(kernel, asked, new Uint32Array(0), k);
  return {
    kernel: kernel.name,
    params,
    signatures(text, offsets) {
      const passages = { symbols: text, offsets };
      const count = checkOffsets(text, offsets);
      const out = allocateSignatures(count, permutations, settleWidth(kernel, asked, offsets, k));
      runAtOnce(signRange({ kernel, params }, passages, { from: 0, to: count, out }));
      return out;
    },
    estimate(signatures, i, j) {
      const passages = countRows(signatures, permutations);
      checkInteger('i', i, 0, passages - 1);
      checkInteger('j', j, 0, passages - 1);
      return estimateJaccard(signatures, { permutations, i, j });
    },
    candidates(signatures, bands, rows, { allPairsUpTo = ALL_PAIRS_UP_TO } = {}) {
      checkBanding({ bands, rows }, permutations);
      checkInteger('allPairsUpTo', allPairsUpTo, 2, 4096);
      countRows(signatures, permutations);
      return runAtOnce(findCandidates(signatures, { permutations, bands, rows, allPairsUpTo }));
    },
  };
}

function countRows(signatures: Signatures, permutations: number): number {
  const rows = signatures.length / permutations;
  if (Number.isInteger(rows)) return rows;
  throw new TaohuaError(
    'bad-argument',
    `signatures has ${signatures.length} values; it must be a multiple of ${permutations}, the values of a row.`,
  );
}
