/** Signatures of passages of any length on any kernel, in steps short enough to be stopped between two of them. */

import { TaohuaError } from '../model/errors.js';
import { type Kernel, MOST_SYMBOLS, type PassageRange, type Passages } from './kernel.js';
import { createJsKernel } from './kernel-js.js';
import { createWasmKernel } from './kernel-wasm.js';
import { chooseWidth, type KernelName, type SketchParams, type Width } from './params.js';
import type { Steps } from './steps.js';

export type Signatures = Uint16Array | Uint32Array;

/** `auto` is the fastest kernel that runs here. */
export async function chooseKernel(name: 'auto' | KernelName, params: SketchParams): Promise<Kernel> {
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

/** The width a call gets: what was asked for, or what its longest passage needs, as far as the kernel has it. */
export function settleWidth(kernel: Kernel, asked: 'auto' | Width, offsets: Uint32Array, k: number): Width {
  if (asked !== 'auto' && !kernel.widths.includes(asked)) {
    const has = kernel.widths.join(' or ');
    throw new TaohuaError('bad-argument', `width is ${String(asked)}; kernel ${kernel.name} gives ${has}.`);
  }
  const width = asked === 'auto' ? chooseWidth(offsets, k) : asked;
  return kernel.widths.includes(width) ? width : 32;
}

/** Signs a range of passages into `out`, the row of `from` at index 0. */
export function* signRange(
  { kernel, params }: { readonly kernel: Kernel; readonly params: SketchParams },
  passages: Passages,
  range: PassageRange & { readonly out: Signatures },
): Steps<void> {
  const { symbols, offsets } = passages;
  const { permutations, k } = params;
  const { from, to, out } = range;
  const rows = (first: number, last: number): Signatures =>
    out.subarray((first - from) * permutations, (last - from) * permutations);
  for (let at = from; at < to; ) {
    yield (at - from) / (to - from);
    const start = offsets[at]!;
    let stop = at;
    while (stop < to && offsets[stop + 1]! - start <= MOST_SYMBOLS && stop - at < MOST_PASSAGES) stop++;
    if (stop > at) kernel.sign(passages, { from: at, to: stop }, rows(at, stop));
    else {
      const row = rows(at, ++stop).fill(-1);
      const part = row.slice();
      for (let first = start; first + k <= offsets[stop]!; first += MOST_SYMBOLS - k + 1) {
        const bounds = new Uint32Array([first, Math.min(offsets[stop]!, first + MOST_SYMBOLS)]);
        kernel.sign({ symbols, offsets: bounds }, { from: 0, to: 1 }, part);
        for (let c = 0; c < permutations; c++) if (part[c]! < row[c]!) row[c] = part[c]!;
        yield (at - from) / (to - from);
      }
    }
    at = stop;
  }
}

/** Passages signed at a time: empty ones cost time too. */
const MOST_PASSAGES = 4096;

/** Share of equal values of rows i and j: an estimate of the Jaccard similarity, 0..1. */
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
