/**
 * The SIMD kernel: the module of wasm/sketch.ts and the memory it works in. Passages are copied in block by block, so
 * that memory does not grow with the text; the copy costs less than a hundredth of the work.
 */

import { type Kernel, MOST_SYMBOLS, type Passages } from './kernel.js';
import type { SketchParams, Width } from './params.js';
import { drawPermutations, type Permutations } from './permutations.js';
import { seedOffset } from './shingle.js';
import { instantiateSketch, type SketchModule } from './wasm-module.js';

/** Passages and bytes of signatures that a block holds at most, beside MOST_SYMBOLS. */
const BLOCK_PASSAGES = 1 << 12;
const BLOCK_SIGNATURES = 1 << 20;

/** Shingles hashed at a time by the module, and the symbols it may read beyond the last of them. */
const PIECE = 4096;
const OVERREAD = 16;

/** The kernel, or undefined where WebAssembly or its SIMD instructions are missing. */
export function createWasmKernel(params: SketchParams): Kernel | undefined {
  const functions = drawPermutations(params);
  const layout = layOut(params, functions);
  const module = instantiateSketch(layout.end);
  if (module === undefined) return undefined;
  module.configure(params.k, seedOffset(params.seed), functions.count, params.permutations);
  module.arrange(layout.coefficientsAt, layout.keptAt, layout.hashesAt);
  return { name: 'wasm', widths: [16, 32], sign: createSign({ module, params, functions, layout }) };
}

interface Layout {
  readonly padded: number;
  readonly coefficientsAt: number;
  readonly keptAt: number;
  readonly hashesAt: number;
  readonly textAt: number;
  readonly offsetsAt: number;
  readonly outAt: number;
  readonly blockPassages: number;
  readonly end: number;
}

function layOut({ permutations }: SketchParams, { count }: Permutations): Layout {
  // Two vectors of the narrow lanes at a time: 16 functions, or twice 8 wide ones.
  const padded = Math.ceil(count / 16) * 16;
  const blockPassages = Math.min(BLOCK_PASSAGES, Math.floor(BLOCK_SIGNATURES / (4 * permutations)));
  const coefficientsAt = 1024;
  const keptAt = coefficientsAt + 4 * padded;
  const hashesAt = keptAt + 16 * padded;
  const textAt = hashesAt + 4 * (PIECE + OVERREAD);
  const offsetsAt = textAt + 4 * (MOST_SYMBOLS + OVERREAD);
  const outAt = offsetsAt + 4 * (blockPassages + 4);
  const end = outAt + 4 * permutations * blockPassages;
  return { padded, coefficientsAt, keptAt, hashesAt, textAt, offsetsAt, outAt, blockPassages, end };
}

interface Parts {
  readonly module: SketchModule;
  readonly params: SketchParams;
  readonly functions: Permutations;
  readonly layout: Layout;
}

function createSign(parts: Parts): Kernel['sign'] {
  const { module, params, layout } = parts;
  const { permutations } = params;
  const { buffer } = module.memory;
  const texts = {
    2: new Uint16Array(buffer, layout.textAt, MOST_SYMBOLS + OVERREAD),
    4: new Uint32Array(buffer, layout.textAt, MOST_SYMBOLS + OVERREAD),
  };
  const outs = {
    16: new Uint16Array(buffer, layout.outAt, layout.blockPassages * permutations),
    32: new Uint32Array(buffer, layout.outAt, layout.blockPassages * permutations),
  };
  const offsetsIn = new Uint32Array(buffer, layout.offsetsAt, layout.blockPassages + 1);
  const prepare = createPrepare(parts);
  return ({ symbols, offsets }: Passages, { from, to }, out): void => {
    const width = out instanceof Uint32Array ? 32 : 16;
    const text = texts[symbols.BYTES_PER_ELEMENT as 2 | 4];
    const result = outs[width];
    prepare(symbols.BYTES_PER_ELEMENT, width);
    for (let at = from; at < to; ) {
      const start = offsets[at]!;
      let stop = at;
      while (stop < to && stop - at < layout.blockPassages && offsets[stop + 1]! - start <= MOST_SYMBOLS) stop++;
      text.set(symbols.subarray(start, offsets[stop]!));
      for (let i = at; i <= stop; i++) offsetsIn[i - at] = offsets[i]! - start;
      module.sign(layout.textAt, layout.offsetsAt, stop - at, layout.outAt);
      out.set(result.subarray(0, (stop - at) * permutations), (at - from) * permutations);
      at = stop;
    }
  };
}

/** Lays the coefficients out for one width of lanes, when it is not the one of the call before. */
function createPrepare({ module, functions, layout }: Parts): (symbolBytes: number, width: Width) => void {
  const { buffer } = module.memory;
  const { padded, coefficientsAt } = layout;
  let laidOut: Width | undefined;
  return (symbolBytes, width) => {
    if (laidOut !== width) {
      if (width === 16) {
        const halves = new Uint16Array(buffer, coefficientsAt, 2 * padded);
        halves.set(functions.low);
        halves.set(functions.high, padded);
      } else new Uint32Array(buffer, coefficientsAt, padded).set(functions.wide);
      laidOut = width;
    }
    module.setWidths(symbolBytes, width === 32 ? 1 : 0, padded);
  };
}
