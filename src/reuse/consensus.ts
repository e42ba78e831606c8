/**
 * What a template should read once its occurrences are known: the exemplar's chance words give way to those most issuers
 * use, end columns that few have are dropped, columns that few agree on become slots, and the wording grows at its ends
 * where the occurrences go on alike.
 */

import { Gap, Kind } from '../model/tokens.js';
import { Ballot, endOf, startOf } from './ballot.js';
import type { Binding } from './binding.js';
import type { Columns } from './columns.js';
import { beyondSlot, growth } from './ends.js';
import type { Fit } from './fit.js';
import type { Family } from './match.js';
import { type Agreed, areExact, type Grown, isSaid, type Repair, repairs } from './repair.js';
import { LOOSE_END, LOOSE_START } from './seed-rules.js';
import { isSlot, type Template, templateFrom, trimmed } from './template.js';
import { isShare, ROUND, SHARE } from './values.js';

/** End columns that fewer issuers have are dropped. Share of the family's issuers. */
const SUPPORT = 0.5;
/** By how much an end must belong to what lies beyond it rather than to the wording, to be cut. */
const TORN = 0.1;
const TORN_SHARE = 0.5;

/** The better template of a family; the same object when nothing changes. */
export function consensusOf(columns: Columns, binding: Binding, family: Family): Template {
  const { template, fits } = family;
  const before = agreement(columns, template, fits);
  const voted = withMajority(columns, template, fits, before);
  const agreed = voted === template ? before : agreement(columns, voted, fits);
  const { from, to } = supportedEnds(agreed);
  const right = outwards(columns, fits, to - 1, agreed.issuers, 1);
  const left = outwards(columns, fits, from, agreed.issuers, -1);
  const changes = repairs(columns, voted, fits, agreed, from, to);
  const rebuilt = assembled(columns, voted, { from, to, left: left.reverse(), right, changes });
  const whole = withoutTornEnds(columns, binding, rebuilt, fits, {
    from,
    to,
    grownLeft: left.length,
    grownRight: right.length,
  });
  return withoutParts(whole);
}

/** A value is all of its number: what makes it a round one (三百余) or a share (百分之三) is no wording. */
function withoutParts(template: Template): Template {
  const { symbol, gap, origin, banked } = template;
  const kept: number[] = [];
  for (let c = 0; c < symbol.length; c++) {
    if (c > 0 && symbol[c - 1] === Kind.number && gap[c] === Gap.none && ROUND.has(symbol[c]!)) continue;
    if (symbol[c] === Kind.number && isShare(symbol, c)) kept.length -= SHARE.length;
    kept.push(c);
  }
  if (kept.length === symbol.length) return template;
  const of = <T extends Uint32Array | Uint8Array>(column: T): T => column.filter((_, c) => kept.includes(c)) as T;
  return templateFrom(of(symbol), of(gap), of(origin), banked);
}

/** Columns to add at an end: what is said alike, and behind what varies there the end of the clause. */
function outwards(columns: Columns, fits: readonly Fit[], edge: number, issuers: number, direction: 1 | -1): Grown[] {
  const { grown, tips } = growth(columns, fits, edge, direction);
  return [...grown, ...beyondSlot(columns, tips, issuers, direction)];
}

const ballot = new Ballot();

function withMajority(
  columns: Columns,
  template: Template,
  fits: readonly Fit[],
  { support, issuers }: Agreed,
): Template {
  if (areExact(fits)) return template;
  let symbol: Uint32Array | undefined;
  let origin: Uint32Array | undefined;
  for (let c = 0; c < template.symbol.length; c++) {
    // What more than half say cannot be outvoted.
    if (isSlot(template.symbol[c]!) || support[c]! * 2 > issuers) continue;
    ballot.clear();
    for (let i = 0; i < fits.length; i++) {
      const start = startOf(fits[i]!, c);
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
  return templateFrom(symbol, template.gap, origin, template.banked);
}

function agreement(columns: Columns, template: Template, fits: readonly Fit[]): Agreed {
  const support = new Uint32Array(template.symbol.length);
  const times = new Uint32Array(template.symbol.length);
  const last = new Int32Array(template.symbol.length).fill(-1);
  let issuers = 0;
  let lastIssuer = -1;
  for (let i = 0; i < fits.length; i++) {
    const fit = fits[i]!;
    const own = columns.issuer[fit.from]!;
    if (own !== lastIssuer) issuers++;
    lastIssuer = own;
    for (let c = 0; c < support.length; c++) {
      const start = startOf(fit, c);
      if (start < 0 || !(isSlot(template.symbol[c]!) || columns.symbol[start] === template.symbol[c])) continue;
      times[c]!++;
      if (last[c] === own) continue;
      last[c] = own;
      support[c]!++;
    }
  }
  return { support, times, issuers, occurrences: fits.length };
}

function supportedEnds(agreed: Agreed): { readonly from: number; readonly to: number } {
  const { support, times } = agreed;
  const isHeld = (c: number): boolean => isSaid(agreed, SUPPORT, support[c]!, times[c]!);
  let from = 0;
  let to = support.length;
  while (to - from > 1 && !isHeld(to - 1)) to--;
  while (from < to - 1 && !isHeld(from)) from++;
  return { from, to };
}

interface Rebuilding {
  /** Columns kept. */
  readonly from: number;
  readonly to: number;
  readonly left: readonly Grown[];
  readonly right: readonly Grown[];
  readonly changes: readonly Repair[];
}

function assembled(columns: Columns, template: Template, { from, to, left, right, changes }: Rebuilding): Template {
  const whole = from === 0 && to === template.symbol.length;
  if (whole && left.length + right.length + changes.length === 0) return template;
  const middle: Grown[] = [];
  for (let c = from, next = 0; c < to; ) {
    const change = changes[next];
    if (change !== undefined && change.from === c) {
      middle.push(...change.columns);
      next++;
      if (change.to > c) {
        c = change.to;
        continue;
      }
    }
    middle.push({ symbol: template.symbol[c]!, token: template.origin[c]! });
    c++;
  }
  const all = [...left, ...middle, ...right];
  const symbol = new Uint32Array(all.length);
  const origin = new Uint32Array(all.length);
  const gap = new Uint8Array(all.length);
  for (let c = 0; c < all.length; c++) {
    symbol[c] = all[c]!.symbol;
    origin[c] = all[c]!.token;
    gap[c] = columns.gap[origin[c]!]!;
  }
  return templateFrom(symbol, gap, origin);
}

interface Edges {
  readonly from: number;
  readonly to: number;
  readonly grownLeft: number;
  readonly grownRight: number;
}

/** Drops an end character that belongs to a word beyond the wording. */
function withoutTornEnds(
  columns: Columns,
  binding: Binding,
  template: Template,
  fits: readonly Fit[],
  edges: Edges,
): Template {
  const last = template.symbol.length - 1;
  let to = last + 1;
  let from = 0;
  if (last < 2) return template;
  const left = tipsOf(fits, edges.from);
  const right = tipsOf(fits, edges.to - 1);
  const { symbol } = template;
  if (isTorn(columns, binding, symbol[last]!, symbol[last - 1]!, right, edges.grownRight, 1)) to--;
  if (isTorn(columns, binding, symbol[0]!, symbol[1]!, left, edges.grownLeft, -1)) from++;
  // 全市经济社会发展|的: what such a word leads on to is not said alike.
  while (to - from > 2 && LOOSE_END.has(symbol[to - 1]!)) {
    if (isEdge(columns, symbol[to - 1]!, right, edges.grownRight - (last + 1 - to), 1)) break;
    to--;
  }
  while (to - from > 2 && LOOSE_START.has(symbol[from]!)) {
    if (isEdge(columns, symbol[from]!, left, edges.grownLeft - from, -1)) break;
    from++;
  }
  return from === 0 && to === last + 1 ? template : trimmed(template, from, to);
}

/** First and last token of a column in each occurrence that has it, in turn. */
function tipsOf(fits: readonly Fit[], column: number): number[] {
  const tips: number[] = [];
  for (let i = 0; i < fits.length; i++) {
    const start = startOf(fits[i]!, column);
    if (start >= 0) tips.push(start, endOf(fits[i]!, column) - 1);
  }
  return tips;
}

/** Whether most occurrences end (or begin) a clause with this symbol. `tips` and `grown` as for `isTorn`. */
function isEdge(
  { symbol, gap, room, back }: Columns,
  end: number,
  tips: readonly number[],
  grown: number,
  direction: 1 | -1,
): boolean {
  let all = 0;
  let edges = 0;
  for (let k = 0; k < tips.length; k += 2) {
    const tip = (direction === 1 ? tips[k + 1]! : tips[k]!) + direction * grown;
    if (symbol[tip] !== end) continue;
    all++;
    if (direction === 1 ? room[tip]! === 1 || gap[tip + 1]! >= Gap.clause : back[tip] === 0 || gap[tip]! >= Gap.clause)
      edges++;
  }
  return edges * 2 > all;
}

/** `tips`: tokens of the end column (or of the one it grew from, `grown` tokens before), as start and last token in turn. */
function isTorn(
  columns: Columns,
  binding: Binding,
  end: number,
  inside: number,
  tips: readonly number[],
  grown: number,
  direction: 1 | -1,
): boolean {
  if (isSlot(end)) return false;
  const { symbol, gap } = columns;
  let all = 0;
  let open = 0;
  let sum = 0;
  for (let k = 0; k < tips.length; k += 2) {
    const tip = (direction === 1 ? tips[k + 1]! : tips[k]!) + direction * grown;
    if (symbol[tip] !== end) continue;
    all++;
    const next = tip + direction;
    if (next < 0 || next >= symbol.length || gap[direction === 1 ? next : tip]! > Gap.none || isSlot(symbol[next]!))
      continue;
    open++;
    sum += direction === 1 ? binding.of(end, symbol[next]!) : binding.of(symbol[next]!, end);
  }
  if (open === 0 || open < TORN_SHARE * all) return false;
  const within = isSlot(inside) ? 0 : direction === 1 ? binding.of(inside, end) : binding.of(end, inside);
  return sum / open > within + TORN;
}
