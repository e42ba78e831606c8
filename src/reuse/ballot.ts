/** Votes of issuers on what stands in a column: each issuer once, whatever the order. */

import type { Fit } from './fit.js';

/** First token that a column of a template met in a fit; -1 where it met none. */
export function startOf({ met, from }: Fit, column: number): number {
  return met === undefined ? from + column : met[2 * column]!;
}

/** End of the tokens that a column met; -1 where it met none. */
export function endOf({ met, from }: Fit, column: number): number {
  return met === undefined ? from + column + 1 : met[2 * column + 1]!;
}

/** A row: the symbol plus one, its issuers, the last of them, the first token that said it. */
const ROW = 4;
const ISSUERS = 1;
const LAST = 2;
const TOKEN = 3;

/**
 * Counts issuers by symbol; of equals the smaller symbol wins, so that order never matters. Emptied and used again: there
 * is a vote on every column of every wording.
 */
export class Ballot {
  private rows: Int32Array = new Int32Array(ROW * 64);
  private used: Int32Array = new Int32Array(32);
  private count = 0;

  clear(): void {
    for (let i = 0; i < this.count; i++) this.rows[this.used[i]!] = 0;
    this.count = 0;
  }

  add(symbol: number, issuer: number, token: number): void {
    const { rows } = this;
    const at = this.rowOf(symbol);
    if (rows[at] === 0) {
      rows[at] = symbol + 1;
      rows[at + ISSUERS] = 1;
      rows[at + LAST] = issuer;
      rows[at + TOKEN] = token;
      this.used[this.count++] = at;
      if (this.count === this.used.length) this.widen();
    } else if (rows[at + LAST] !== issuer) {
      rows[at + ISSUERS]!++;
      rows[at + LAST] = issuer;
    }
  }

  issuersOf(symbol: number): number {
    const at = this.rowOf(symbol);
    return this.rows[at] === 0 ? 0 : this.rows[at + ISSUERS]!;
  }

  best(): { readonly symbol: number; readonly issuers: number; readonly token: number } {
    const { rows, used, count } = this;
    let symbol = -1;
    let issuers = 0;
    let token = -1;
    for (let i = 0; i < count; i++) {
      const at = used[i]!;
      const own = rows[at]! - 1;
      const by = rows[at + ISSUERS]!;
      if (by < issuers || (by === issuers && own > symbol)) continue;
      symbol = own;
      issuers = by;
      token = rows[at + TOKEN]!;
    }
    return { symbol, issuers, token };
  }

  /** Where the row of a symbol is, or would be. */
  private rowOf(symbol: number): number {
    const { rows } = this;
    const mask = rows.length - 1;
    let at = (Math.imul(symbol, 0x9e3779b1) >>> 8) & mask & -ROW;
    while (rows[at] !== 0 && rows[at] !== symbol + 1) at = (at + ROW) & mask;
    return at;
  }

  private widen(): void {
    const { rows, used, count } = this;
    this.rows = new Int32Array(rows.length * 2);
    this.used = new Int32Array(used.length * 2);
    for (let i = 0; i < count; i++) {
      const from = used[i]!;
      const at = this.rowOf(rows[from]! - 1);
      this.rows.set(rows.subarray(from, from + ROW), at);
      this.used[i] = at;
    }
  }
}
