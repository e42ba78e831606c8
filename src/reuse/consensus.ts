/**
 * What a template should read once its occurrences are known: the exemplar's chance words give way to those most issuers
 * use, end columns that few have are dropped, columns that few agree on become slots, and the wording grows at its ends
 * where the occurrences go on alike.
 */

import { Gap } from '../model/tokens.js';
import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import type { Family } from './match.js';
import { isSlot, type Template, trimmed, weightOf } from './template.js';

/** End columns that fewer issuers have are dropped. Share of the family's issuers. */
const SUPPORT = 0.5;
/** Columns the wording may gain at each end. */
const GROWTH = 24;
const GROWN = 0.5;
/** A typed slot, and what follows it, is kept by fewer: its value may be written out as words. */
const GROWN_SLOT = 0.3;

/** The better template of a family; the same object when nothing changes. */
export function consensusOf(columns: Columns, family: Family): Template {
  const { template, fits } = family;
  const voted = withMajority(columns, template, fits);
  const cut = withSupportedEnds(columns, voted, fits);
  const right = growth(columns, cut.template, fits, cut.to - 1, 1);
  const left = growth(columns, cut.template, fits, cut.from, -1);
  return left.length + right.length === 0 ? cut.template : joined(columns, left.reverse(), cut.template, right);
}

/** Token range that column c of a template met in a fit; empty (-1) where it met none. */
export function metBy(fit: Fit, column: number): { readonly start: number; readonly end: number } {
  if (fit.columns === undefined) return { start: fit.from + column, end: fit.from + column + 1 };
  return { start: fit.columns.start[column]!, end: fit.columns.end[column]! };
}

interface Vote {
  issuers: number;
  last: number;
  token: number;
}

/** Counts issuers by symbol; of equals the smaller symbol wins, so that order never matters. */
class Ballot {
  private readonly votes: Map<number, Vote> = new Map();

  add(symbol: number, issuer: number, token: number): void {
    const vote = this.votes.get(symbol);
    if (vote === undefined) this.votes.set(symbol, { issuers: 1, last: issuer, token });
    else if (vote.last !== issuer) {
      vote.issuers++;
      vote.last = issuer;
    }
  }

  issuersOf(symbol: number): number {
    return this.votes.get(symbol)?.issuers ?? 0;
  }

  best(): { readonly symbol: number; readonly issuers: number; readonly token: number } {
    let symbol = -1;
    let won: Vote = { issuers: 0, last: -1, token: -1 };
    for (const [one, vote] of this.votes) {
      if (vote.issuers > won.issuers || (vote.issuers === won.issuers && one < symbol)) {
        symbol = one;
        won = vote;
      }
    }
    return { symbol, issuers: won.issuers, token: won.token };
  }
}

function withMajority(columns: Columns, template: Template, fits: readonly Fit[]): Template {
  if (fits.every((fit) => fit.columns === undefined)) return template;
  let symbol: Uint32Array | undefined;
  let origin: Uint32Array | undefined;
  for (let c = 0; c < template.symbol.length; c++) {
    if (isSlot(template.symbol[c]!)) continue;
    const ballot = new Ballot();
    for (const fit of fits) {
      const { start } = metBy(fit, c);
      if (start >= 0) ballot.add(columns.symbol[start]!, columns.issuer[start]!, start);
    }
    const best = ballot.best();
    if (best.symbol < 0 || best.issuers <= ballot.issuersOf(template.symbol[c]!)) continue;
    symbol ??= template.symbol.slice();
    origin ??= template.origin.slice();
    symbol[c] = best.symbol;
    if (origin.length > 0) origin[c] = best.token;
  }
  if (symbol === undefined || origin === undefined) return template;
  return { ...template, symbol, origin, literals: weightOf(symbol) };
}

function withSupportedEnds(
  columns: Columns,
  template: Template,
  fits: readonly Fit[],
): { readonly template: Template; readonly from: number; readonly to: number } {
  const support = new Uint32Array(template.symbol.length);
  const last = new Int32Array(template.symbol.length).fill(-1);
  let issuers = 0;
  let lastIssuer = -1;
  for (const fit of fits) {
    const own = columns.issuer[fit.from]!;
    if (own !== lastIssuer) issuers++;
    lastIssuer = own;
    for (let c = 0; c < support.length; c++) {
      if (last[c] === own) continue;
      const { start } = metBy(fit, c);
      if (start < 0 || !(isSlot(template.symbol[c]!) || columns.symbol[start] === template.symbol[c])) continue;
      last[c] = own;
      support[c]!++;
    }
  }
  let from = 0;
  let to = support.length;
  while (to - from > 1 && support[to - 1]! < SUPPORT * issuers) to--;
  while (from < to - 1 && support[from]! < SUPPORT * issuers) from++;
  const whole = from === 0 && to === support.length;
  return { template: whole ? template : trimmed(template, from, to), from, to };
}

interface Grown {
  readonly symbol: number;
  readonly token: number;
}

/** Columns to add beyond the end column `edge`, outwards, while the occurrences go on alike inside the clause. */
function growth(columns: Columns, template: Template, fits: readonly Fit[], edge: number, direction: 1 | -1): Grown[] {
  const { symbol, gap, issuer, room, back } = columns;
  let issuers = 0;
  let lastIssuer = -1;
  let tips: number[] = [];
  for (const fit of fits) {
    if (issuer[fit.from] !== lastIssuer) issuers++;
    lastIssuer = issuer[fit.from]!;
    const { start, end } = metBy(fit, edge);
    if (start >= 0) tips.push(direction === 1 ? end - 1 : start);
  }
  const grown: Grown[] = [];
  if (template.symbol.length === 0) return grown;
  let share = GROWN;
  while (grown.length < GROWTH) {
    const ballot = new Ballot();
    const next: number[] = [];
    for (const tip of tips) {
      const open =
        direction === 1 ? room[tip]! > 1 && gap[tip + 1]! < Gap.clause : back[tip]! > 0 && gap[tip]! < Gap.clause;
      if (!open) continue;
      next.push(tip + direction);
      ballot.add(symbol[tip + direction]!, issuer[tip]!, tip + direction);
    }
    const best = ballot.best();
    if (isSlot(best.symbol)) share = GROWN_SLOT;
    if (best.issuers < 2 || best.issuers < share * issuers) break;
    grown.push({ symbol: best.symbol, token: best.token });
    tips = next.filter((tip) => symbol[tip] === best.symbol);
  }
  return grown;
}

function joined(columns: Columns, left: readonly Grown[], middle: Template, right: readonly Grown[]): Template {
  const symbol = Uint32Array.from([...left.map((g) => g.symbol), ...middle.symbol, ...right.map((g) => g.symbol)]);
  const origin = Uint32Array.from([...left.map((g) => g.token), ...middle.origin, ...right.map((g) => g.token)]);
  const gap = new Uint8Array(symbol.length);
  for (let c = 0; c < gap.length; c++) gap[c] = columns.gap[origin[c]!]!;
  return { ...middle, symbol, gap, origin, literals: weightOf(symbol) };
}
