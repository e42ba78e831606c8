/**
 * The inside of a wording once its occurrences are known: words that few have go, words that most add come, and what
 * varies becomes a slot.
 */

import { Kind } from '../model/tokens.js';
import { Ballot, endOf, startOf } from './ballot.js';
import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import { isSlot, type Template } from './template.js';

/** Interior columns that fewer issuers say alike are a slot, if what stands there varies enough. */
const HOLE = 0.5;
const HOLE_VALUES = 3;
const HOLE_KIND = 0.3;
/** Tokens a value may have. */
export const HOLE_WIDTH = 8;

/** A column to be, and the token it is read from. */
export interface Grown {
  readonly symbol: number;
  readonly token: number;
}

export interface Agreed {
  /** Issuers that say each column as the template does, and occurrences that do. */
  readonly support: Uint32Array;
  readonly times: Uint32Array;
  readonly issuers: number;
  readonly occurrences: number;
}

/** Whether a part of all say it, by issuers and by occurrences: a report that says 现在 here and 在此 there says not 现在此. */
export function isSaid({ issuers, occurrences }: Agreed, part: number, by: number, times: number): boolean {
  return by >= part * issuers && times >= part * occurrences;
}

/** Columns [from, to) that others replace: what most say there, or one slot. */
export interface Repair {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly Grown[];
}

/** Inside the wording: words that few have go, words that most add come, and what varies becomes a slot. */
export function repairs(
  columns: Columns,
  template: Template,
  fits: readonly Fit[],
  agreed: Agreed,
  from: number,
  to: number,
): Repair[] {
  const { support, times, issuers } = agreed;
  const found: Repair[] = [];
  if (areExact(fits)) return found;
  const isWeak = (c: number): boolean => !isSlot(template.symbol[c]!) && !isSaid(agreed, HOLE, support[c]!, times[c]!);
  for (let c = from + 1; c < to; c++) {
    let end = c;
    while (end < to - 1 && isWeak(end)) end++;
    if (isWeak(end)) break;
    if (end === c && mostlyTouch(columns, fits, c)) continue;
    const between = contents(columns, fits, c - 1, end);
    const usual = between.usual;
    if (usual !== undefined && isSaid(agreed, HOLE, usual.issuers, usual.count)) {
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

/** Whether all occurrences say the template word for word. */
export function areExact(fits: readonly Fit[]): boolean {
  for (let i = 0; i < fits.length; i++) if (fits[i]!.met !== undefined) return false;
  return true;
}

/** Whether more issuers have nothing between column c and the one before it than there are occurrences with something. */
function mostlyTouch({ issuer }: Columns, fits: readonly Fit[], c: number): boolean {
  let issuers = 0;
  let last = -1;
  let others = 0;
  for (let i = 0; i < fits.length; i++) {
    const start = endOf(fits[i]!, c - 1);
    const end = startOf(fits[i]!, c);
    if (start < 0 || end < start) continue;
    if (start < end) others++;
    else if (issuer[start] !== last) {
      issuers++;
      last = issuer[start]!;
    }
  }
  return issuers > others;
}

interface Usual {
  readonly issuers: number;
  readonly count: number;
  readonly start: number;
  readonly length: number;
}

export interface Contents {
  /** What most issuers say between two columns; length 0: nothing. */
  readonly usual: Usual | undefined;
  readonly values: number;
  /** The typed slot that most issuers have there. */
  readonly kind: { readonly symbol: number; readonly issuers: number };
}

/** Votes on the kind of a slot. */
const kinds = new Ballot();

/** What stands between the columns `before` and `behind` in all occurrences that have both. */
function contents(columns: Columns, fits: readonly Fit[], before: number, behind: number): Contents {
  const { symbol, issuer } = columns;
  kinds.clear();
  const values = new Map<number, { issuers: number; count: number; last: number; start: number; length: number }>();
  for (const fit of fits) {
    const start = endOf(fit, before);
    const end = startOf(fit, behind);
    if (start < 0 || end < start || end - start > HOLE_WIDTH) continue;
    let hash = end - start;
    for (let i = start; i < end; i++) {
      hash = Math.imul(hash ^ symbol[i]!, 0x01000193);
      if (isSlot(symbol[i]!)) kinds.add(symbol[i]!, issuer[i]!, i);
    }
    const value = values.get(hash);
    if (value === undefined) {
      values.set(hash, { issuers: 1, count: 1, last: issuer[start]!, start, length: end - start });
      continue;
    }
    value.count++;
    if (value.last !== issuer[start]!) value.issuers++;
    value.last = issuer[start]!;
  }
  let usual: Contents['usual'];
  for (const value of values.values()) if (usual === undefined || value.issuers > usual.issuers) usual = value;
  return { usual, values: values.size, kind: kinds.best() };
}

/** The slot for contents that vary; undefined where they are a word that some say otherwise. */
export function slotKind({ values, kind }: Contents, issuers: number): number | undefined {
  if (kind.symbol > 0 && kind.issuers >= 2 && kind.issuers >= HOLE_KIND * issuers) return kind.symbol;
  return values >= HOLE_VALUES && values > HOLE * issuers ? Kind.any : undefined;
}
