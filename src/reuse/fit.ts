/**
 * One template against one stretch of text: local alignment of columns and tokens, where a slot meets a value of its
 * kind or swallows a value written out in words (三百余, 石燕坳镇). An exact occurrence is recognised without aligning.
 */

import { Gap, Kind } from '../model/tokens.js';
import type { Columns } from './columns.js';
import { isSlot, type Template } from './template.js';

/** An occurrence of a template: tokens [from, to), and which tokens each column met. */
export interface Fit {
  readonly from: number;
  readonly to: number;
  /** Column c met tokens [met[2c], met[2c + 1]); -1 where it met none. Undefined: column c met token `from + c`. */
  readonly met: Int32Array | undefined;
}

// Scores in tenths: a literal that agrees, a slot of its kind, a mismatch, a gap, a value in words, each further token of it.
const MATCH = 20;
const SLOT = 10;
const OTHER_SLOT = 2;
const MISMATCH = -14;
const SKIP = -14;
const VALUE = 0;
const SWALLOW = -3;
/** Below this share of what the template itself would score nothing is accepted later. */
const LEAST_SCORE = 0.45;
/** A swallowed value has at most so many tokens. */
const SWALLOWED = 8;
/** A value that is complete. */
const WHOLE = 100;
const MORE = 0x591a; // 多
const OVER = 0x4f59; // 余

/** Ways into a cell of a slot column; those into a literal's are told by the scores. */
const DIAGONAL = 1;
const UP = 2;
const LEFT = 3;
const SWALLOWING = 4;

/** Tokens around the votes that an alignment may use; more where a value may be written out. */
const SLACK = 3;
const SLACK_SLOT = 8;

export function slackOf(symbols: Uint32Array): number {
  return symbols.some(isSlot) ? SLACK_SLOT : SLACK;
}

/** Tokens that a column of fits is cut from at a time. */
const PIECE = 1 << 15;

/** Where an alignment may lie: tokens [from, to), on diagonals (token less column) `low` to `high`. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** Aligns templates with text, reusing its own memory. */
export class Fitter {
  private readonly columns: Columns;
  private score: Int32Array = new Int32Array(4096);
  private way: Uint8Array = new Uint8Array(4096);
  private piece: Int32Array = new Int32Array(0);
  private used = 0;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  /** Whether the template stands at `at` token for token. */
  isExact(template: Template, at: number): boolean {
    const { symbol, room } = this.columns;
    const { symbol: own } = template;
    if (at < 0 || room[at]! < own.length) return false;
    for (let c = 0; c < own.length; c++) if (symbol[at + c] !== own[c]) return false;
    return true;
  }

  /**
   * The best local alignment inside a band; undefined when too little agrees, or more columns than `missing` would be
   * left even if a value written out met a slot at either end. Cost: columns × width of the band.
   */
  align(template: Template, band: Band, missing: number): Fit | undefined {
    const { symbol: own } = template;
    const width = band.high - band.low + 1;
    const cells = width * (own.length + 1);
    if (cells > this.score.length) {
      this.score = new Int32Array(cells * 2);
      this.way = new Uint8Array(cells * 2);
    }
    const { score } = this;
    const { symbol: text } = this.columns;
    zero(score, 0, width);
    let best = 0;
    let bestCell = -1;
    for (let c = 0; c < own.length; c++) {
      // Cell b of the row of column c stands for token `first + b`, so that one diagonal keeps its b from row to row.
      const row = (c + 1) * width;
      const first = c + band.low;
      const to = Math.max(0, Math.min(width, band.to - first));
      const from = Math.min(to, Math.max(0, band.from - first));
      zero(score, row, row + from);
      zero(score, row + to, row + width);
      const rowBest = isSlot(own[c]!)
        ? this.slotRow(own[c]!, row, width, first, from, to)
        : literalRow(score, text, own[c]!, row, width, first, from, to);
      if (rowBest >= 0 && score[rowBest]! > best) {
        best = score[rowBest]!;
        bestCell = rowBest;
      }
    }
    if (best < LEAST_SCORE * idealScore(own)) return undefined;
    return this.trace(own, band.low, width, bestCell, missing);
  }

  /** Fills cells [from, to) of the row of a slot column; the cell with the best score, or -1. */
  private slotRow(column: number, row: number, width: number, first: number, from: number, to: number): number {
    const { score, way } = this;
    const { symbol: text, gap } = this.columns;
    let bestCell = -1;
    let best = 0;
    // Tokens of the value that the cell before ends.
    let before = 0;
    for (let b = from; b < to; b++) {
      const token = text[first + b]!;
      const cell = row + b;
      let top = 0;
      let direction = 0;
      let length = 0;
      const diagonal = score[cell - width]! + (column === token ? SLOT : isSlot(token) ? OTHER_SLOT : VALUE);
      if (diagonal > top) {
        top = diagonal;
        direction = DIAGONAL;
        // A number is a whole value but for 余 and 多; a place may go on (安化县东坪镇).
        length = column === token && column !== Kind.place ? WHOLE : 1;
      }
      const up = b + 1 < width ? score[cell - width + 1]! + SKIP : SKIP;
      if (up > top) {
        top = up;
        direction = UP;
        length = 0;
      }
      const goesOn = before === WHOLE ? token === MORE || token === OVER : before > 0 && before < SWALLOWED;
      const swallows = goesOn && gap[first + b]! < Gap.clause;
      const left = (b > 0 ? score[cell - 1]! : 0) + (swallows ? SWALLOW : SKIP);
      if (left > top) {
        top = left;
        direction = swallows ? SWALLOWING : LEFT;
        length = swallows ? Math.min(SWALLOWED, before + 1) : 0;
      }
      score[cell] = top;
      way[cell] = direction;
      before = length;
      if (top > best) {
        best = top;
        bestCell = cell;
      }
    }
    return bestCell;
  }

  private trace(own: Uint32Array, low: number, width: number, bestCell: number, missing: number): Fit | undefined {
    const { symbol: text } = this.columns;
    const { length } = own;
    const met = this.reserve(2 * length);
    let c = Math.floor(bestCell / width) - 1;
    let cell = bestCell;
    const to = bestCell - (c + 1) * width + c + low + 1;
    let swallowedTo = -1;
    let unmet = length;
    while (this.score[cell]! > 0) {
      const j = cell - (c + 1) * width + c + low;
      switch (
        isSlot(own[c]!)
          ? this.way[cell]!
          : this.wayInto(cell, width, text[j] === own[c] ? MATCH : MISMATCH, cell + 1 < (c + 2) * width)
      ) {
        case DIAGONAL:
          met[2 * c] = j;
          met[2 * c + 1] = swallowedTo >= 0 ? swallowedTo : j + 1;
          swallowedTo = -1;
          if (text[j] === own[c] || isSlot(own[c]!)) unmet--;
          cell -= width;
          c--;
          break;
        case SWALLOWING:
          if (swallowedTo < 0) swallowedTo = j + 1;
          cell--;
          break;
        case UP:
          cell -= width - 1;
          c--;
          break;
        default:
          cell--;
      }
    }
    if (met[0]! < 0 && isSlot(own[0]!)) unmet--;
    if (met[2 * length - 2]! < 0 && isSlot(own[length - 1]!)) unmet--;
    if (unmet > missing) {
      this.used -= 2 * length;
      met.fill(-1);
      return undefined;
    }
    return { from: cell - (c + 1) * width + c + low + 1, to, met };
  }

  /** The way into a cell of a literal column with a score: of equals the diagonal, then the gap in the text. */
  private wayInto(cell: number, width: number, agreement: number, hasUp: boolean): number {
    const own = this.score[cell]!;
    if (own === this.score[cell - width]! + agreement) return DIAGONAL;
    return hasUp && own === this.score[cell - width + 1]! + SKIP ? UP : LEFT;
  }

  /** Cut from a larger piece of -1: memory of its own for each fit would cost more than the alignment. */
  private reserve(length: number): Int32Array {
    if (this.used + length > this.piece.length) {
      this.piece = new Int32Array(Math.max(PIECE, length)).fill(-1);
      this.used = 0;
    }
    this.used += length;
    return this.piece.subarray(this.used - length, this.used);
  }
}

/** What the template scores against itself. */
function idealScore(symbols: Uint32Array): number {
  let sum = 0;
  for (const symbol of symbols) sum += isSlot(symbol) ? SLOT : MATCH;
  return sum;
}

function zero(score: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) score[i] = 0;
}

/** Fills cells [from, to) of the row of a literal column; the cell with the best score, or -1. */
function literalRow(
  score: Int32Array,
  text: Uint32Array,
  column: number,
  row: number,
  width: number,
  first: number,
  from: number,
  to: number,
): number {
  let bestCell = -1;
  let best = 0;
  let left = 0;
  for (let b = from; b < to; b++) {
    const cell = row + b;
    let top = Math.max(0, score[cell - width]! + (text[first + b] === column ? MATCH : MISMATCH), left + SKIP);
    if (b + 1 < width) top = Math.max(top, score[cell - width + 1]! + SKIP);
    score[cell] = top;
    left = top;
    if (top > best) {
      best = top;
      bestCell = cell;
    }
  }
  return bestCell;
}

/** How well a fit agrees: shares of the template's weight and of the text's tokens. */
export interface Agreement {
  /** Columns that met their like (literals) or any value (slots), over all columns. */
  readonly units: number;
  /** Tokens of the text that met a column, over all tokens. */
  readonly text: number;
}

const WHOLE_AGREEMENT: Agreement = { units: 1, text: 1 };

export function agreementOf(columns: Columns, template: Template, fit: Fit): Agreement {
  const { symbol } = columns;
  const own = template.symbol;
  const { met: at } = fit;
  if (at === undefined) return WHOLE_AGREEMENT;
  let met = 0;
  let tokens = 0;
  for (let c = 0; c < own.length; c++) {
    const start = at[2 * c]!;
    if (start < 0) continue;
    if (isSlot(own[c]!)) {
      met++;
      tokens += at[2 * c + 1]! - start;
    } else if (symbol[start] === own[c]) {
      met++;
      tokens++;
    }
  }
  return { units: met / own.length, text: tokens / (fit.to - fit.from) };
}
