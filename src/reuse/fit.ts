/**
 * One template against one stretch of text: local alignment of columns and tokens, where a slot meets a value of its
 * kind or swallows a value written out in words (三百余, 石燕坳镇). An exact occurrence is recognised without aligning.
 */

import { Gap, Kind } from '../model/tokens.js';
import type { Columns } from './columns.js';
import { isSlot, symbolWeight, type Template } from './template.js';

/** An occurrence of a template: tokens [from, to), and which tokens each column met. */
export interface Fit {
  readonly from: number;
  readonly to: number;
  /** Column c met tokens [start[c], end[c]); empty where it met none. Undefined: column c met token `from + c`. */
  readonly columns?: { readonly start: Int32Array; readonly end: Int32Array };
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

const STOP = 0;
const DIAGONAL = 1;
const UP = 2;
const LEFT = 3;
const SWALLOWING = 4;

/** Aligns templates with text, reusing its own memory. */
export class Fitter {
  private readonly columns: Columns;
  private score: Int32Array = new Int32Array(4096);
  private way: Uint8Array = new Uint8Array(4096);
  private run: Uint8Array = new Uint8Array(4096);

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

  /** The best local alignment inside tokens [lo, hi); undefined when too little agrees. Cost: columns × tokens. */
  align(template: Template, lo: number, hi: number): Fit | undefined {
    const { symbol: text } = this.columns;
    const { symbol: own } = template;
    const width = hi - lo + 1;
    const cells = width * (own.length + 1);
    if (cells > this.score.length) {
      this.score = new Int32Array(cells * 2);
      this.way = new Uint8Array(cells * 2);
      this.run = new Uint8Array(cells * 2);
    }
    const { score, way, run } = this;
    score.fill(0, 0, width);
    way.fill(STOP, 0, width);
    let best = 0;
    let bestCell = -1;
    for (let c = 1; c <= own.length; c++) {
      const row = c * width;
      score[row] = 0;
      way[row] = STOP;
      run[row] = 0;
      const rowBest = isSlot(own[c - 1]!)
        ? this.slotRow(own[c - 1]!, row, width, lo)
        : literalRow(score, way, text, own[c - 1]!, row, width, lo);
      if (rowBest >= 0 && score[rowBest]! > best) {
        best = score[rowBest]!;
        bestCell = rowBest;
      }
    }
    if (best < LEAST_SCORE * idealScore(own)) return undefined;
    return this.trace(own.length, lo, width, bestCell);
  }

  /** Fills the row of a slot column; the cell with the best score, or -1. */
  private slotRow(column: number, row: number, width: number, lo: number): number {
    const { score, way, run } = this;
    const { symbol: text, gap } = this.columns;
    let bestCell = -1;
    let best = 0;
    for (let j = 1; j < width; j++) {
      const token = text[lo + j - 1]!;
      const cell = row + j;
      let top = 0;
      let direction = STOP;
      let length = 0;
      const diagonal = score[cell - width - 1]! + (column === token ? SLOT : isSlot(token) ? OTHER_SLOT : VALUE);
      if (diagonal > top) {
        top = diagonal;
        direction = DIAGONAL;
        // A number is a whole value but for 余 and 多; a place may go on (安化县东坪镇).
        length = column === token && column !== Kind.place ? WHOLE : 1;
      }
      const up = score[cell - width]! + SKIP;
      if (up > top) {
        top = up;
        direction = UP;
        length = 0;
      }
      const before = run[cell - 1]!;
      const goesOn = before === WHOLE ? token === MORE || token === OVER : before > 0 && before < SWALLOWED;
      const swallows = goesOn && gap[lo + j - 1]! < Gap.clause;
      const left = score[cell - 1]! + (swallows ? SWALLOW : SKIP);
      if (left > top) {
        top = left;
        direction = swallows ? SWALLOWING : LEFT;
        length = swallows ? Math.min(SWALLOWED, before + 1) : 0;
      }
      score[cell] = top;
      way[cell] = direction;
      run[cell] = length;
      if (top > best) {
        best = top;
        bestCell = cell;
      }
    }
    return bestCell;
  }

  private trace(length: number, lo: number, width: number, bestCell: number): Fit {
    const start = new Int32Array(length).fill(-1);
    const end = new Int32Array(length).fill(-1);
    let cell = bestCell;
    const to = lo + (bestCell % width);
    let swallowedTo = -1;
    while (this.way[cell] !== STOP) {
      const c = Math.floor(cell / width) - 1;
      const j = lo + (cell % width) - 1;
      switch (this.way[cell]) {
        case DIAGONAL:
          start[c] = j;
          end[c] = swallowedTo >= 0 ? swallowedTo : j + 1;
          swallowedTo = -1;
          cell -= width + 1;
          break;
        case SWALLOWING:
          if (swallowedTo < 0) swallowedTo = j + 1;
          cell--;
          break;
        case UP:
          cell -= width;
          break;
        default:
          cell--;
      }
    }
    return { from: lo + (cell % width), to, columns: { start, end } };
  }
}

/** What the template scores against itself. */
function idealScore(symbols: Uint32Array): number {
  let sum = 0;
  for (const symbol of symbols) sum += isSlot(symbol) ? SLOT : MATCH;
  return sum;
}

/** Fills the row of a literal column; the cell with the best score, or -1. */
function literalRow(
  score: Int32Array,
  way: Uint8Array,
  text: Uint32Array,
  column: number,
  row: number,
  width: number,
  lo: number,
): number {
  let bestCell = -1;
  let best = 0;
  let leftScore = 0;
  let cornerScore = score[row - width]!;
  for (let j = 1; j < width; j++) {
    const cell = row + j;
    const upScore = score[cell - width]!;
    let top = 0;
    let direction = STOP;
    const diagonal = cornerScore + (text[lo + j - 1] === column ? MATCH : MISMATCH);
    if (diagonal > 0) {
      top = diagonal;
      direction = DIAGONAL;
    }
    if (upScore + SKIP > top) {
      top = upScore + SKIP;
      direction = UP;
    }
    if (leftScore + SKIP > top) {
      top = leftScore + SKIP;
      direction = LEFT;
    }
    score[cell] = top;
    way[cell] = direction;
    leftScore = top;
    cornerScore = upScore;
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
  /** Literals weight that agrees. */
  readonly literals: number;
  /** Whether the fit begins with the first and ends with the last column. */
  readonly whole: boolean;
}

export function agreementOf(columns: Columns, template: Template, fit: Fit): Agreement {
  const { symbol } = columns;
  const own = template.symbol;
  const at = fit.columns;
  if (at === undefined) return { units: 1, text: 1, literals: template.literals, whole: true };
  let met = 0;
  let tokens = 0;
  let literals = 0;
  for (let c = 0; c < own.length; c++) {
    const start = at.start[c]!;
    if (start < 0) continue;
    if (isSlot(own[c]!)) {
      met++;
      tokens += at.end[c]! - start;
    } else if (symbol[start] === own[c]) {
      met++;
      tokens++;
      literals += symbolWeight(own[c]!);
    }
  }
  return {
    units: met / own.length,
    text: tokens / (fit.to - fit.from),
    literals,
    whole: at.start[0]! >= 0 && at.start[own.length - 1]! >= 0,
  };
}
