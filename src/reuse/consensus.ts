/**
 * What a template should read once its occurrences are known: the exemplar's chance words give way to those most issuers
 * use, end columns that few have are dropped, columns that few agree on become slots, and the wording grows at its ends
 * where the occurrences go on alike.
 */

import { Gap } from '../model/tokens.js';
import { Ballot, metBy } from './ballot.js';
import type { Binding } from './binding.js';
import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import { beyondSlot, growth } from './growth.js';
import type { Family } from './match.js';
import { type Agreed, type Grown, type Repair, repairs } from './repair.js';
import { isSlot, type Template, trimmed, weightOf } from './template.js';

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
  const right = growth(columns, voted, fits, to - 1, 1);
  const left = growth(columns, voted, fits, from, -1);
  if (right.length === 0) right.push(...beyondSlot(columns, fits, to - 1, agreed.issuers, 1));
  if (left.length === 0) left.push(...beyondSlot(columns, fits, from, agreed.issuers, -1));
  const changes = repairs(columns, voted, fits, agreed, from, to);
  const rebuilt = assembled(columns, voted, { from, to, left: left.reverse(), right, changes });
  return withoutTornEnds(columns, binding, rebuilt, fits, {
    from,
    to,
    grownLeft: left.length,
    grownRight: right.length,
  });
}

function withMajority(
  columns: Columns,
  template: Template,
  fits: readonly Fit[],
  { support, issuers }: Agreed,
): Template {
  if (fits.every((fit) => fit.columns === undefined)) return template;
  let symbol: Uint32Array | undefined;
  let origin: Uint32Array | undefined;
  for (let c = 0; c < template.symbol.length; c++) {
    // What more than half say cannot be outvoted.
    if (isSlot(template.symbol[c]!) || support[c]! * 2 > issuers) continue;
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

function agreement(columns: Columns, template: Template, fits: readonly Fit[]): Agreed {
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
  return { support, issuers };
}

function supportedEnds({ support, issuers }: Agreed): { readonly from: number; readonly to: number } {
  let from = 0;
  let to = support.length;
  while (to - from > 1 && support[to - 1]! < SUPPORT * issuers) to--;
  while (from < to - 1 && support[from]! < SUPPORT * issuers) from++;
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
  const symbol = Uint32Array.from(all, (one) => one.symbol);
  const origin = Uint32Array.from(all, (one) => one.token);
  return { symbol, origin, gap: Uint8Array.from(origin, (token) => columns.gap[token]!), literals: weightOf(symbol) };
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
  const tips = (column: number): number[] =>
    fits.map((fit) => metBy(fit, column)).flatMap(({ start, end }) => (start < 0 ? [] : [start, end - 1]));
  if (
    isTorn(
      columns,
      binding,
      template.symbol[last]!,
      template.symbol[last - 1]!,
      tips(edges.to - 1),
      edges.grownRight,
      1,
    )
  )
    to--;
  if (isTorn(columns, binding, template.symbol[0]!, template.symbol[1]!, tips(edges.from), edges.grownLeft, -1)) from++;
  return from === 0 && to === last + 1 ? template : trimmed(template, from, to);
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
  let [all, open, sum] = [0, 0, 0];
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
