/** A compiled kernel of this room, and its instances, each with a memory of its own. */

const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536;
/** An instance with more than this is not asked for: what needs so much is rare, and the same code in words needs no copy. */
const MOST_BYTES = 2 ** 31;

/** Makes instances with at least so many bytes of memory; undefined where WebAssembly, its SIMD or the memory is missing. */
export type Instantiate<Exports> = (bytes: number) => (Exports & { readonly memory: WebAssembly.Memory }) | undefined;

/** The kernel in `base64`, compiled when it is first asked for; `Exports` is what its entry in wasm/ exports. */
export function kernelIn<Exports extends object>(base64: string): Instantiate<Exports> {
  let compiled: WebAssembly.Module | undefined;
  return (bytes) => {
    if (typeof WebAssembly === 'undefined' || bytes > MOST_BYTES) return undefined;
    compiled ??= compile(base64);
    if (compiled === undefined) return undefined;
    const memory = memoryOf(bytes);
    if (memory === undefined) return undefined;
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory, abort: () => undefined } });
    return { ...(exports as Exports), memory };
  };
}

/** Undefined where instructions are missing, and where a page must not compile (its policy then throws). */
function compile(base64: string): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)));
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || error instanceof EvalError) return undefined;
    throw error;
  }
}

function memoryOf(bytes: number): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE_BYTES)), maximum: MOST_PAGES });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Lays areas of a memory one behind the other, each at a multiple of 16. */
export class Layout {
  /** Bytes laid out so far. */
  size = 1024;

  take(bytes: number): number {
    const at = this.size;
    this.size = Math.ceil((at + bytes) / 16) * 16;
    return at;
  }
}
