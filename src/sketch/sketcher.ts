/** The sketcher: signatures, estimates and candidates behind one door, on whichever kernel runs here. */

import { TaohuaError } from '../model/errors.js';
import { checkBanding } from './bands.js';
import { ALL_PAIRS_UP_TO, findCandidates } from './candidates.js';
import type { Kernel, Passages } from './kernel.js';
import { createJsKernel } from './kernel-js.js';
import { createWasmKernel } from './kernel-wasm.js';
import {
  allocateSignatures,
  checkInteger,
  checkOffsets,
  chooseWidth,
  type KernelName,
  resolveParams,
  type SketchOptions,
  type SketchParams,
  type Symbols,
  type Width,
} from './params.js';
import { runAtOnce, type Steps } from './steps.js';

export type Signatures = Uint16Array | Uint32Array;

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
  const kernel = await chooseKernel(options.kernel ?? 'auto', params);
  const width = options.width ?? 'auto';
  if (width !== 'auto' && !kernel.widths.includes(width)) {
    throw new TaohuaError(
      'bad-argument',
      `width is ${String(width)}; kernel ${kernel.name} gives ${kernel.widths.join(' or ')}.`,
    );
  }
  const { permutations } = params;
  return {
    kernel: kernel.name,
    params,
    signatures: (text, offsets) => runAtOnce(signPassages(kernel, { params, width }, { symbols: text, offsets })),
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

async function chooseKernel(name: 'auto' | KernelName, params: SketchParams): Promise<Kernel> {
  switch (name) {
    case 'js':
      return createJsKernel(params);
    case 'auto':
      return createWasmKernel(params) ?? createJsKernel(params);
    case 'wasm': {
      const kernel = createWasmKernel(params);
      if (kernel !== undefined) return kernel;
      throw new TaohuaError(
        'no-simd',
        'kernel is wasm, but WebAssembly with SIMD is missing here; js gives the same bits.',
      );
    }
    case 'reference':
      return (await import('./kernel-reference.js')).createReferenceKernel(params);
    default:
      throw new TaohuaError('bad-argument', `kernel is ${String(name)}; it must be auto, wasm, js or reference.`);
  }
}

/** Passages signed between two looks at an abort signal. */
const BLOCK = 1024;

export function* signPassages(
  kernel: Kernel,
  { params, width }: { readonly params: SketchParams; readonly width: 'auto' | Width },
  passages: Passages,
): Steps<Signatures> {
  const { permutations } = params;
  const count = checkOffsets(passages.symbols, passages.offsets);
  const chosen = width === 'auto' ? chooseWidth(passages.offsets, params.k) : width;
  const out = allocateSignatures(count, permutations, kernel.widths.includes(chosen) ? chosen : 32);
  for (let from = 0; from < count; from += BLOCK) {
    yield from / count;
    const to = Math.min(count, from + BLOCK);
    kernel.sign(passages, { from, to }, out.subarray(from * permutations, to * permutations));
  }
  return out;
}

export function estimateJaccard(
  signatures: Signatures,
  { permutations, i, j }: { readonly permutations: number; readonly i: number; readonly j: number },
): number {
  let equal = 0;
  const a = i * permutations;
  const b = j * permutations;
  for (let c = 0; c < permutations; c++) if (signatures[a + c] === signatures[b + c]) equal++;
  return equal / permutations;
}

function countRows(signatures: Signatures, permutations: number): number {
  const rows = signatures.length / permutations;
  if (Number.isInteger(rows)) return rows;
  throw new TaohuaError(
    'bad-argument',
    `signatures has ${signatures.length} values; it must be a multiple of ${permutations}, the values of a row.`,
  );
}
