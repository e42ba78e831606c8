/**
 * What a template should read once its occurrences are known: the exemplar's chance words give way to those most issuers
 * use, end columns that few have are dropped, columns that few agree on become slots, and the wording grows at its ends
 * where the occurrences go on alike.
 */

import { Gap, Kind } from '../model/tokens.js';
import type { Binding } from './binding.js';
import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import type { Family } from './match.js';
import { isSlot, symbolWeight, type Template, trimmed, weightOf } from './template.js';

/** End columns that fewer issuers have are dropped. Share of the family's issuers. */
const SUPPORT = 0.5;
/** Columns the wording may gain at each end. */
const GROWTH = 24;
const GROWN = 0.5;
/** A typed slot, and what follows it, is kept by fewer: its value may be written out as words. */
const GROWN_SLOT = 0.3;

/** Interior columns that fewer issuers say alike are a slot, if what stands there varies enough. */
const HOLE = 0.5;
const HOLE_VALUES = 3;
const HOLE_KIND = 0.3;
const HOLE_WIDTH = 8;
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

interface Agreed {
  /** Issuers that say each column as the template does. */
  readonly support: Uint32Array;
  readonly issuers: number;
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

/** Columns [from, to) that others replace: what most say there, or one slot. */
interface Repair {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly Grown[];
}

/** Inside the wording: words that few have go, words that most add come, and what varies becomes a slot. */
function repairs(
  columns: Columns,
  template: Template,
  fits: readonly Fit[],
  { support, issuers }: Agreed,
  from: number,
  to: number,
): Repair[] {
  const found: Repair[] = [];
  if (fits.every((fit) => fit.columns === undefined)) return found;
  const isWeak = (c: number): boolean => !isSlot(template.symbol[c]!) && support[c]! < HOLE * issuers;
  for (let c = from + 1; c < to; c++) {
    let end = c;
    while (end < to - 1 && isWeak(end)) end++;
    if (isWeak(end)) break;
    const between = contents(columns, fits, c - 1, end);
    const usual = between.usual;
    if (usual !== undefined && usual.issuers >= HOLE * issuers) {
      const { start, length } = usual;
      if (length !== end - c || end > c) {
        const tokens = Array.from({ length }, (_, i) => ({ symbol: columns.symbol[start + i]!, token: start + i }));
        found.push({ from: c, to: end, columns: tokens });
      }
    } else if (end > c) {
      const kind = slotKind(between, issuers);
      if (kind !== undefined) found.push({ from: c, to: end, columns: [{ symbol: kind, token: template.origin[c]! }] });
    }
    c = end;
  }
  return found;
}

interface Contents {
  /** What most issuers say between two columns; length 0: nothing. */
  readonly usual: { readonly issuers: number; readonly start: number; readonly length: number } | undefined;
  readonly values: number;
  /** The typed slot that most issuers have there. */
  readonly kind: { readonly symbol: number; readonly issuers: number };
}

/** What stands between the columns `before` and `behind` in all occurrences that have both. */
function contents(columns: Columns, fits: readonly Fit[], before: number, behind: number): Contents {
  const { symbol, issuer } = columns;
  const kinds = new Ballot();
  const values = new Map<number, { issuers: number; last: number; start: number; length: number }>();
  for (const fit of fits) {
    const start = metBy(fit, before).end;
    const end = metBy(fit, behind).start;
    if (start < 0 || end < start || end - start > HOLE_WIDTH) continue;
    let hash = end - start;
    for (let i = start; i < end; i++) {
      hash = Math.imul(hash ^ symbol[i]!, 0x01000193);
      if (isSlot(symbol[i]!)) kinds.add(symbol[i]!, issuer[i]!, i);
    }
    const value = values.get(hash);
    if (value === undefined) values.set(hash, { issuers: 1, last: issuer[start]!, start, length: end - start });
    else if (value.last !== issuer[start]!) {
      value.issuers++;
      value.last = issuer[start]!;
    }
  }
  let usual: Contents['usual'];
  for (const value of values.values()) if (usual === undefined || value.issuers > usual.issuers) usual = value;
  return { usual, values: values.size, kind: kinds.best() };
}

/** The slot for contents that vary; undefined where they are a word that some say otherwise. */
function slotKind({ values, kind }: Contents, issuers: number): number | undefined {
  if (kind.symbol > 0 && kind.issuers >= 2 && kind.issuers >= HOLE_KIND * issuers) return kind.symbol;
  return values >= HOLE_VALUES && values > HOLE * issuers ? Kind.any : undefined;
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

/** What closes (or opens) the clause behind a value that varies: columns of it, and the share of issuers that say it. */
const CLOSING = 12;
const CLOSING_LITERALS = 2;
const CLOSING_SHARE = 0.6;
const CLOSING_ISSUERS = 3;

/**
 * Beyond an end where the occurrences part, most may close their clause alike: 回到|桐花岭|山里支教. Then what parts them is
 * a slot and the wording goes on behind it. Columns outwards; empty when it is not so.
 */
function beyondSlot(columns: Columns, fits: readonly Fit[], edge: number, issuers: number, direction: 1 | -1): Grown[] {
  const { symbol, issuer } = columns;
  if (issuers < CLOSING_ISSUERS) return [];
  const gaps: { readonly tip: number; readonly size: number }[] = [];
  for (const fit of fits) {
    const { start, end } = metBy(fit, edge);
    if (start < 0) continue;
    const tip = direction === 1 ? end - 1 : start;
    const size = toClauseEnd(columns, tip, direction);
    if (size > 1) gaps.push({ tip, size });
  }
  let alike = gaps;
  const closing: Grown[] = [];
  let literals = 0;
  while (closing.length < CLOSING) {
    const back = closing.length;
    const ballot = new Ballot();
    for (const { tip, size } of alike) {
      const token = tip + direction * (size - back);
      if (size > back + 1) ballot.add(symbol[token]!, issuer[tip]!, token);
    }
    const best = ballot.best();
    if (best.issuers < CLOSING_SHARE * issuers) break;
    closing.push({ symbol: best.symbol, token: best.token });
    literals += symbolWeight(best.symbol);
    alike = alike.filter(({ tip, size }) => size > back + 1 && symbol[tip + direction * (size - back)] === best.symbol);
  }
  if (literals < CLOSING_LITERALS) return [];
  const kinds = new Ballot();
  const values = new Set<number>();
  let nearest = -1;
  for (const { tip, size } of alike) {
    const width = size - closing.length;
    if (width > HOLE_WIDTH) return [];
    let hash = width;
    for (let i = 1; i <= width; i++) {
      const token = tip + direction * i;
      hash = Math.imul(hash ^ symbol[token]!, 0x01000193);
      if (isSlot(symbol[token]!)) kinds.add(symbol[token]!, issuer[token]!, token);
    }
    values.add(hash);
    if (nearest < 0) nearest = tip + direction;
  }
  const kind = slotKind({ usual: undefined, values: values.size, kind: kinds.best() }, issuers);
  return kind === undefined ? [] : [{ symbol: kind, token: nearest }, ...closing.reverse()];
}

/** Tokens from `tip` (not counted) to the end of its clause in one direction; 0 beyond what a slot and its closing take. */
function toClauseEnd({ gap, room, back }: Columns, tip: number, direction: 1 | -1): number {
  let size = 0;
  for (let at = tip; size <= HOLE_WIDTH + CLOSING; size++, at += direction) {
    const ends =
      direction === 1 ? room[at]! === 1 || gap[at + 1]! >= Gap.clause : back[at] === 0 || gap[at]! >= Gap.clause;
    if (ends) return size;
  }
  return 0;
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
