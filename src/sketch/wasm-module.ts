/** The compiled module of kernel-wasm.gen.ts. Compiled once, so that code the engine has optimised is found again. */

import { WASM_BASE64 } from './kernel-wasm.gen.js';

/** What wasm/sketch.ts exports. Names ending in `At` are byte positions in `memory`. */
export interface SketchModule {
  readonly memory: WebAssembly.Memory;
  configure(k: number, offset: number, functions: number, permutations: number): void;
  arrange(coefficientsAt: number, keptAt: number, hashesAt: number): void;
  setWidths(symbolBytes: number, wide: number, paddedFunctions: number): void;
  sign(textAt: number, offsetsAt: number, count: number, outAt: number): void;
  windows(textAt: number, count: number, length: number, powersAt: number): void;
  // From wasm/table.ts. Those that give 0 or 1 say by 0 that memory is short.
  openTable(at: number, pieceBits: number, first: number, pieces: number, idBits: number): number;
  enterKeys(keysAt: number, count: number, first: number): number;
  enterWindows(
    hashesAt: number,
    textAt: number,
    symbolBytes: number,
    from: number,
    count: number,
    length: number,
    boundsAt: number,
    passages: number,
    stagedAt: number,
  ): number;
  openChapter(first: number): number;
  // From wasm/groups.ts.
  closeTable(partBits: number, chapters: number): number;
  largestPiece(): number;
  membersAt(): number;
  startsAt(): number;
  groupPart(part: number): number;
}

let compiled: WebAssembly.Module | undefined;

/** A fresh instance with at least `bytes` of memory; undefined where WebAssembly or its SIMD instructions are missing. */
export function instantiateSketch(bytes: number): SketchModule | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  if (compiled === undefined) {
    const binary = Uint8Array.from(atob(WASM_BASE64), (unit) => unit.charCodeAt(0));
    if (!WebAssembly.validate(binary)) return undefined;
    compiled = new WebAssembly.Module(binary);
  }
  const instance = new WebAssembly.Instance(compiled, { env: { abort: () => undefined } });
  // Exports of each instance have a shape of their own, for which code that uses them would be optimised anew.
  const module = { ...instance.exports } as unknown as SketchModule;
  const missing = Math.ceil((bytes - module.memory.buffer.byteLength) / 65_536);
  if (missing > 0) module.memory.grow(missing);
  return module;
}
