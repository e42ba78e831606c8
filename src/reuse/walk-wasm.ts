/**
 * The walk in WebAssembly (wasm/walk.ts): templates and votes are laid into its memory once, a text piece by piece. A
 * first analysis spends half of its time on code that is not compiled yet; the kernel is fast from the first piece on.
 */

import type { Columns } from './columns.js';
import { type Fit, Fitter, slackOf } from './fit.js';
import type { Votes } from './grams.js';
import { pieceEnd } from './pieces.js';
import type { Range } from './range.js';
import { mostMissing } from './settle.js';
import type { Template } from './template.js';
import type { ReadRuns } from './walk.js';
import { WASM_BASE64 } from './walk-wasm.gen.js';
import { kernelIn, Layout } from './wasm-kernel.js';

/** What wasm/walk.ts exports. Names ending in `At` are byte positions in `memory`. */
export interface WalkModule {
  arrangeWalk(
    statesAt: number,
    secondsAt: number,
    touchedAt: number,
    fromAt: number,
    votedAt: number,
    columnAt: number,
    templates: number,
  ): void;
  arrangeScratch(scoresAt: number, waysAt: number, cells: number, foundAt: number): void;
  arrangeText(symbolsAt: number, gapsAt: number, roomsAt: number, runsAt: number, first: number): void;
  walk(start: number, end: number): number;
  // From wasm/runs.ts.
  arrangeRuns(slotsAt: number, slotMask: number, filterAt: number, toBit: number): void;
  addRuns(ownAt: number, length: number, outAt: number): void;
  runCount(): number;
  lookUp(textAt: number, roomsAt: number, count: number, outAt: number): void;
  countIssuers(runsAt: number, issuersAt: number, count: number, dfAt: number, lastAt: number): void;
}

export const instantiateWalk: ReturnType<typeof kernelIn<WalkModule>> = kernelIn<WalkModule>(WASM_BASE64);

/** Words of the rows of a template, as in wasm/walk.ts. */
const ROW = 8;
const LENGTH = 5;
const NEEDED = 6;
const AROUND = 7;
const SECOND = 4;
const SYMBOLS = 0;
const MISSING = 2;
/** Cells of an alignment in the kernel; a larger one, of a text without breaks, is done in words. */
const CELLS = 1 << 20;
/** Words of the head of a fit, and how it says that the alignment is left to be done. */
const HEAD = 4;
const LEFT_OVER = -1;

type Kernel = NonNullable<ReturnType<typeof instantiateWalk>>;

interface Ready {
  readonly kernel: Kernel;
  /** Tokens of a piece that there is room for. */
  readonly room: number;
  readonly symbolsAt: number;
  readonly gapsAt: number;
  readonly roomsAt: number;
  readonly runsAt: number;
  readonly foundAt: number;
}

/** Templates in the memory of an instance, which grows anew for a text with longer pieces. */
export class WasmWalk {
  private readonly templates: readonly Template[];
  private readonly votes: Votes;
  /** Tokens before and behind a piece that a template may reach to. */
  private readonly margin: number;
  private ready: Ready | undefined;

  constructor(templates: readonly Template[], votes: Votes) {
    this.templates = templates;
    this.votes = votes;
    let longest = 0;
    for (const { symbol } of templates) longest = Math.max(longest, symbol.length);
    this.margin = longest + 8;
  }

  /** As `Walker`; undefined where the kernel cannot be had. */
  walk(columns: Columns, read: ReadRuns, stretch: Range): readonly (readonly Fit[])[] | undefined {
    const ready = this.readyFor(longestPiece(columns, stretch));
    if (ready === undefined) return undefined;
    const fits: Fit[][] = this.templates.map(() => []);
    const fitter = new Fitter(columns);
    const runs = new Int32Array(ready.room);
    for (let from = stretch.from; from < stretch.to; ) {
      const to = pieceEnd(columns.room, from, stretch.to);
      read(from, to, runs);
      this.lay(ready, columns, runs, from, to);
      const end = walked(ready.kernel, from, to);
      if (end === undefined) {
        this.ready = undefined;
        return undefined;
      }
      const found = new Int32Array(ready.kernel.memory.buffer, ready.foundAt, (end - ready.foundAt) >> 2).slice();
      this.collect(found, fitter, fits);
      from = to;
    }
    return fits;
  }

  /** Lays tokens [from, to) and what stands around them into the memory. */
  private lay({ kernel, ...at }: Ready, columns: Columns, runs: Int32Array, from: number, to: number): void {
    const { buffer } = kernel.memory;
    const first = from - this.margin;
    const [start, end] = [Math.max(0, first), Math.min(columns.room.length, to + this.margin)];
    const count = to - first + this.margin;
    const symbols = new Uint32Array(buffer, at.symbolsAt, count);
    const rooms = new Uint8Array(buffer, at.roomsAt, count);
    if (start > first || end < first + count) {
      symbols.fill(0);
      rooms.fill(0);
    }
    symbols.set(columns.symbol.subarray(start, end), start - first);
    rooms.set(columns.room.subarray(start, end), start - first);
    new Uint8Array(buffer, at.gapsAt, count).set(columns.gap.subarray(start, end), start - first);
    new Int32Array(buffer, at.runsAt, count).set(runs.subarray(0, to - from), this.margin);
    kernel.arrangeText(at.symbolsAt, at.gapsAt, at.roomsAt, at.runsAt, first);
  }

  private collect(found: Int32Array, fitter: Fitter, fits: Fit[][]): void {
    for (let at = 0; at < found.length; ) {
      const t = found[at]!;
      const [from, to, numbers] = [found[at + 1]!, found[at + 2]!, found[at + 3]!];
      at += HEAD;
      if (numbers === LEFT_OVER) {
        const template = this.templates[t]!;
        const band = { from, to, low: found[at]!, high: found[at + 1]! };
        const fit = fitter.align(template, band, mostMissing(template.symbol.length));
        if (fit !== undefined) fits[t]!.push(fit);
        at += 2;
      } else {
        fits[t]!.push({ from, to, met: numbers === 0 ? undefined : found.subarray(at, at + numbers) });
        at += numbers;
      }
    }
  }

  private readyFor(room: number): Ready | undefined {
    if (this.ready === undefined || room > this.ready.room) this.ready = this.arranged(room);
    return this.ready;
  }

  private arranged(room: number): Ready | undefined {
    const { templates, votes } = this;
    const layout = new Layout();
    const columns = templates.reduce((sum, { symbol }) => sum + symbol.length, 0);
    const ownAt = layout.take(4 * columns);
    const statesAt = layout.take(4 * ROW * templates.length);
    const secondsAt = layout.take(4 * SECOND * templates.length);
    const touchedAt = layout.take(4 * templates.length);
    const fromAt = layout.take(votes.from.byteLength);
    const votedAt = layout.take(votes.template.byteLength);
    const columnAt = layout.take(votes.column.byteLength);
    const scoresAt = layout.take(4 * CELLS + 16);
    const waysAt = layout.take(CELLS);
    const tokens = room + 2 * this.margin;
    const symbolsAt = layout.take(4 * tokens + 16);
    const gapsAt = layout.take(tokens);
    const roomsAt = layout.take(tokens);
    const runsAt = layout.take(4 * tokens);
    const foundAt = layout.take(0);
    const kernel = instantiateWalk(layout.size);
    if (kernel === undefined) return undefined;
    const { buffer } = kernel.memory;
    const own = new Uint32Array(buffer, ownAt, columns);
    const states = new Int32Array(buffer, statesAt, ROW * templates.length);
    const seconds = new Int32Array(buffer, secondsAt, SECOND * templates.length);
    for (let t = 0, at = 0; t < templates.length; t++) {
      const { symbol } = templates[t]!;
      own.set(symbol, at);
      states[ROW * t + LENGTH] = symbol.length;
      states[ROW * t + NEEDED] = votes.needed[t]!;
      states[ROW * t + AROUND] = slackOf(symbol);
      seconds[SECOND * t + SYMBOLS] = ownAt + 4 * at;
      seconds[SECOND * t + MISSING] = Math.floor(mostMissing(symbol.length));
      at += symbol.length;
    }
    new Uint32Array(buffer, fromAt, votes.from.length).set(votes.from);
    new Uint32Array(buffer, votedAt, votes.template.length).set(votes.template);
    new Uint16Array(buffer, columnAt, votes.column.length).set(votes.column);
    kernel.arrangeWalk(statesAt, secondsAt, touchedAt, fromAt, votedAt, columnAt, templates.length);
    kernel.arrangeScratch(scoresAt, waysAt, CELLS, foundAt);
    return { kernel, room, symbolsAt, gapsAt, roomsAt, runsAt, foundAt };
  }
}

/** Where what was found ends; undefined where there was not memory enough for it. */
function walked(kernel: Kernel, from: number, to: number): number | undefined {
  try {
    return kernel.walk(from, to) >>> 0;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return undefined;
    throw error;
  }
}

/** Tokens of the longest piece of a stretch. Cost: a look at each break. */
function longestPiece({ room }: Columns, { from, to }: Range): number {
  let longest = 0;
  for (let at = from; at < to; ) {
    const end = pieceEnd(room, at, to);
    longest = Math.max(longest, end - at);
    at = end;
  }
  return longest;
}
