/**
 * How far each occurrence of a wording has been followed beyond its end: the token that it has reached, and the columns of
 * the others that it lacks since. One that says a word more or less, or its value in words, is met again behind it.
 */

import { Gap, Kind } from '../model/tokens.js';
import { type Ballot, endOf, startOf } from './ballot.js';
import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import { isSlot } from './template.js';

/** Tokens that one occurrence may have more than the others, and those of a value in words. */
const MORE = 3;
const MORE_VALUE = 8;
/** Columns in a row that it may lack before it is no more asked. */
const LACKED = 3;

export interface Tip {
  /** The last token of it. */
  at: number;
  /** Columns in a row that it lacks. */
  lacks: number;
  /** Whether the first of these is a slot: its value may be written out. */
  isOpen: boolean;
  /** Columns it has. */
  met: number;
}

/** By whom something is said: issuers, and the share of all occurrences. */
export interface Said {
  readonly issuers: number;
  readonly share: number;
}

export class Tips {
  /** Those still asked. */
  all: Tip[] = [];
  private readonly columns: Columns;
  private readonly occurrences: number;
  private readonly direction: 1 | -1;

  constructor(columns: Columns, fits: readonly Fit[], edge: number, direction: 1 | -1) {
    this.columns = columns;
    this.direction = direction;
    this.occurrences = fits.length;
    for (const fit of fits) {
      const start = startOf(fit, edge);
      const at = direction === 1 ? endOf(fit, edge) - 1 : start;
      if (start >= 0) this.all.push({ at, lacks: 0, isOpen: false, met: 0 });
    }
  }

  /** Those that lack nothing say what stands next: inside their clause, or beyond its mark. */
  vote(inside: Ballot, beyond: Ballot): void {
    const { issuer, symbol } = this.columns;
    inside.clear();
    beyond.clear();
    for (const { at, lacks } of this.all) {
      if (lacks > 0) continue;
      const within = this.next(at, false);
      const token = within < 0 ? this.next(at, true) : within;
      if (token >= 0) (within < 0 ? beyond : inside).add(symbol[token]!, issuer[at]!, token);
    }
  }

  /** Issuers of those that pass a test, and their share of all occurrences. */
  those(isCounted: (tip: Tip) => boolean): Said {
    const { issuer } = this.columns;
    let issuers = 0;
    let times = 0;
    let last = -1;
    for (const tip of this.all) {
      if (!isCounted(tip)) continue;
      times++;
      if (issuer[tip.at] !== last) issuers++;
      last = issuer[tip.at]!;
    }
    return { issuers, share: times / this.occurrences };
  }

  /** By whom a symbol is said next, words of their own aside. */
  said(wanted: number, over: boolean): Said {
    const { issuer } = this.columns;
    const { all } = this;
    let issuers = 0;
    let times = 0;
    let last = -1;
    for (let i = 0; i < all.length; i++) {
      const tip = all[i]!;
      if (this.meets(tip, wanted, over) < 0) continue;
      times++;
      const own = issuer[tip.at]!;
      if (own !== last) issuers++;
      last = own;
    }
    return { issuers, share: times / this.occurrences };
  }

  /** The token where a tip meets a symbol, words of its own or columns that it lacks aside; -1 where it does not. */
  meets({ at, lacks, isOpen }: Tip, wanted: number, over: boolean): number {
    const { symbol } = this.columns;
    let token = at;
    for (let left = 1 + lacks + (isOpen ? MORE_VALUE : MORE); left > 0; left--) {
      token = this.next(token, over);
      if (token < 0 || symbol[token] === wanted) return token;
    }
    return -1;
  }

  /** All go on to a symbol; those that never come to it are left behind. */
  moveOn(wanted: number, over: boolean): void {
    const going: Tip[] = [];
    for (const tip of this.all) {
      const token = this.meets(tip, wanted, over);
      if (token >= 0) {
        tip.at = wanted === Kind.number && this.direction === 1 && this.isRounded(token) ? token + 1 : token;
        tip.lacks = 0;
        tip.isOpen = false;
        tip.met++;
      } else {
        if (tip.lacks === 0) tip.isOpen = isSlot(wanted);
        tip.lacks++;
      }
      if (tip.lacks <= LACKED) going.push(tip);
    }
    this.all = going;
  }

  /** Whether the clause ends at a tip, or behind no more tokens than it lacks columns. */
  endsClause({ at, lacks }: Tip): boolean {
    let token = at;
    for (let left = lacks; left > 0; left--) {
      const next = this.next(token, false);
      if (next < 0) return true;
      token = next;
    }
    return this.next(token, false) < 0;
  }

  /** The next token of the sentence; -1 behind its last, or that of its clause unless `over` is asked. */
  private next(at: number, over: boolean): number {
    const { gap, room, back } = this.columns;
    if (this.direction === 1) return room[at]! <= 1 || (!over && gap[at + 1]! >= Gap.clause) ? -1 : at + 1;
    if (back[at] === 0 || (!over && gap[at]! >= Gap.clause)) return -1;
    return this.isRounded(at - 2) ? at - 2 : at - 1;
  }

  /** 三百余户, 50多家: what makes a number round belongs to it. */
  private isRounded(number: number): boolean {
    const { symbol, gap, room } = this.columns;
    return (
      symbol[number] === Kind.number &&
      room[number]! > 1 &&
      gap[number + 1] === Gap.none &&
      isRounding(symbol[number + 1]!)
    );
  }
}

const ROUND: ReadonlySet<number> = new Set([...'余多'].map((sign) => sign.charCodeAt(0)));

/** Whether a symbol makes the number before it a round one. */
export function isRounding(symbol: number): boolean {
  return ROUND.has(symbol);
}
