/** The compiled module of kernel-wasm.gen.ts. Compiled once, so that code the engine has optimised is found again. */

import { WASM_BASE64 } from './kernel-wasm.gen.js';

/** What wasm/sketch.ts exports. Names ending in `At` are byte positions in `memory`. */
export interface SketchModule {
  readonly memory: WebAssembly.Memory;
  configure(k: number, offset: number, functions: number, permutations: number): void;
  arrange(coefficientsAt: number, keptAt: number, hashesAt: number): void;
  setWidths(symbolBytes: number, wide: number, paddedFunctions: number): void;
  sign(textAt: number, offsetsAt: number, count: number, outAt: number): void;
  // From wasm/windows.ts.
  arrangeWindows(hashesAt: number, symbolBytes: number): void;
  enterText(
    textAt: number,
    from: number,
    count: number,
    length: number,
    stretch: number,
    powersAt: number,
    boundsAt: number,
    passages: number,
    stagedAt: number,
  ): number;
  // From wasm/table.ts. Those that give 0 or 1 say by 0 that memory is short.
  openTable(
    at: number,
    end: number,
    pieceBits: number,
    first: number,
    pieces: number,
    idBits: number,
    opening: number,
  ): number;
  attachTable(at: number, pieceBits: number, pieces: number, idBits: number, from: number, to: number): void;
  joinTable(other: number, first: number, last: number): void;
  enterKeys(keysAt: number, count: number, first: number): number;
  openChapter(first: number): number;
  // From wasm/groups.ts.
  closeTable(partBits: number, chapters: number, most: number): number;
  largestPiece(): number;
  membersAt(): number;
  startsAt(): number;
  groupPart(part: number): number;
}

/** Pages of 64 KB: 4 GB, and one less where the end of an area must be a number of 32 bits. */
const MOST_PAGES = 65_536;
export const MOST_SHARED_PAGES: number = MOST_PAGES - 1;
export const PAGE_BYTES = 65_536;

const compiled: { own?: WebAssembly.Module; shared?: WebAssembly.Module } = {};

/** A fresh instance with at least `bytes` of memory; undefined where WebAssembly or its SIMD instructions are missing. */
export function instantiateSketch(bytes: number): SketchModule | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  if (compiled.own === undefined) {
    const binary = decode();
    if (!WebAssembly.validate(binary)) return undefined;
    compiled.own = new WebAssembly.Module(binary);
  }
  const initial = Math.max(1, Math.ceil(bytes / PAGE_BYTES));
  return instantiate(compiled.own, new WebAssembly.Memory({ initial, maximum: MOST_PAGES }));
}

/** Whether instances can share a memory here. */
export function canShareSketch(): boolean {
  if (typeof WebAssembly === 'undefined' || typeof SharedArrayBuffer === 'undefined') return false;
  return compiled.shared !== undefined || WebAssembly.validate(decodeShared());
}

/** An instance in memory that others use too, where that can be. */
export function shareSketch(memory: WebAssembly.Memory): SketchModule {
  compiled.shared ??= new WebAssembly.Module(decodeShared());
  return instantiate(compiled.shared, memory);
}

function instantiate(compiled: WebAssembly.Module, memory: WebAssembly.Memory): SketchModule {
  const instance = new WebAssembly.Instance(compiled, { env: { memory, abort: () => undefined } });
  const module = instance.exports as unknown as Omit<SketchModule, 'memory'>;
  // Exports of each instance have a shape of their own, for which code that uses them would be optimised anew.
  return {
    memory,
    configure: module.configure,
    arrange: module.arrange,
    setWidths: module.setWidths,
    sign: module.sign,
    arrangeWindows: module.arrangeWindows,
    enterText: module.enterText,
    openTable: module.openTable,
    attachTable: module.attachTable,
    joinTable: module.joinTable,
    enterKeys: module.enterKeys,
    openChapter: module.openChapter,
    closeTable: module.closeTable,
    largestPiece: module.largestPiece,
    membersAt: module.membersAt,
    startsAt: module.startsAt,
    groupPart: module.groupPart,
  };
}

function decode(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(WASM_BASE64), (unit) => unit.charCodeAt(0));
}

/** How the binary imports its memory: the names `env` and `memory`, the kind, then flags: 1 a maximum, 2 shared. */
const MEMORY_IMPORT = '\x03env\x06memory\x02';

/**
 * The same code serves both kinds of memory, which differ in one bit of the import: no instruction of it needs to be
 * atomic, since instances write to areas of their own and read what others wrote after a message.
 */
function decodeShared(): Uint8Array<ArrayBuffer> {
  const binary = decode();
  const flags = String.fromCharCode(...binary.subarray(0, 4096)).indexOf(MEMORY_IMPORT) + MEMORY_IMPORT.length;
  binary[flags] = 3;
  return binary;
}
