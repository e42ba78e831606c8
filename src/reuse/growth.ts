/** The ends of a wording: how far its occurrences go on alike, directly or behind a value that varies. */

import { Gap, Kind } from '../model/tokens.js';
import { Ballot, endOf, startOf } from './ballot.js';
import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import { type Grown, HOLE_WIDTH, slotKind } from './repair.js';
import { isSlot, symbolWeight, type Template } from './template.js';

/** Columns the wording may gain at each end. */
const GROWTH = 24;
const GROWN = 0.5;
/** A typed slot, and what follows it, is kept by fewer: its value may be written out as words. */
const GROWN_SLOT = 0.3;

/** Votes on the next column, inside the clause and beyond its mark, and on the kind of a slot. */
const inside = new Ballot();
const beyond = new Ballot();
const kinds = new Ballot();

/** Issuers that must go on alike beyond a clause mark, and to the end of that clause: nearly all, or they would be lost. */
const CROSSED = 0.9;

/**
 * Columns to add beyond the end column `edge`, outwards, while the occurrences go on alike: inside the clause, and over its
 * mark when nearly all have the whole next clause too (截至2024年，…).
 */
export function growth(
  columns: Columns,
  template: Template,
  fits: readonly Fit[],
  edge: number,
  direction: 1 | -1,
): Grown[] {
  const { symbol, gap, issuer, room, back } = columns;
  let issuers = 0;
  let lastIssuer = -1;
  let tips: number[] = [];
  for (const fit of fits) {
    if (issuer[fit.from] !== lastIssuer) issuers++;
    lastIssuer = issuer[fit.from]!;
    const start = startOf(fit, edge);
    if (start >= 0) tips.push(direction === 1 ? endOf(fit, edge) - 1 : start);
  }
  const grown: Grown[] = [];
  if (template.symbol.length === 0) return grown;
  let share = GROWN;
  // A slot keeps those whose value is of its kind; the others have theirs in words.
  let base = issuers;
  // Columns that end a clause: what is added beyond must end one too.
  let whole = 0;
  let isBeyond = false;
  while (grown.length < GROWTH) {
    inside.clear();
    beyond.clear();
    for (let i = 0; i < tips.length; i++) {
      const tip = tips[i]!;
      const isLast = direction === 1 ? room[tip]! <= 1 : back[tip]! === 0;
      if (isLast) continue;
      const isMarked = gap[direction === 1 ? tip + 1 : tip]! >= Gap.clause;
      (isMarked ? beyond : inside).add(symbol[tip + direction]!, issuer[tip]!, tip + direction);
    }
    let best = inside.best();
    const needed = isBeyond ? CROSSED * base : (isSlot(best.symbol) ? GROWN_SLOT : share) * issuers;
    if (best.issuers < 2 || best.issuers < needed) {
      best = beyond.best();
      if (best.issuers < CLOSING_ISSUERS || best.issuers < CROSSED * base) break;
      if (isBeyond) break;
      whole = grown.length;
      isBeyond = true;
    }
    if (isSlot(best.symbol)) {
      share = GROWN_SLOT;
      base = Math.min(base, best.issuers);
    }
    grown.push({ symbol: best.symbol, token: best.token });
    tips = movedOn(columns, tips, direction, best.symbol);
  }
  if (!isBeyond) return grown;
  const ends = tips.filter((tip) =>
    direction === 1 ? room[tip]! <= 1 || gap[tip + 1]! >= Gap.clause : back[tip] === 0 || gap[tip]! >= Gap.clause,
  );
  return ends.length >= CROSSED * tips.length ? grown : grown.slice(0, whole);
}

/** The next tokens of the tips that are this symbol; behind a number what makes it a round one belongs to it (六百余|元). */
function movedOn(columns: Columns, tips: readonly number[], direction: 1 | -1, best: number): number[] {
  const { symbol, room, back } = columns;
  const next: number[] = [];
  for (let i = 0; i < tips.length; i++) {
    const tip = tips[i]!;
    const isLast = direction === 1 ? room[tip]! <= 1 : back[tip]! === 0;
    if (isLast || symbol[tip + direction] !== best) continue;
    next.push(best === Kind.number && direction === 1 && isRounded(columns, tip + 1) ? tip + 2 : tip + direction);
  }
  return next;
}

/** 三百余户, 50多家. */
const OVER = [...'余多'].map((sign) => sign.charCodeAt(0));

function isRounded({ symbol, gap, room }: Columns, number: number): boolean {
  return room[number]! > 1 && gap[number + 1]! === Gap.none && OVER.includes(symbol[number + 1]!);
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
export function beyondSlot(
  columns: Columns,
  fits: readonly Fit[],
  edge: number,
  issuers: number,
  direction: 1 | -1,
): Grown[] {
  const { symbol, issuer } = columns;
  if (issuers < CLOSING_ISSUERS) return [];
  const gaps: { readonly tip: number; readonly size: number }[] = [];
  for (const fit of fits) {
    const start = startOf(fit, edge);
    if (start < 0) continue;
    const tip = direction === 1 ? endOf(fit, edge) - 1 : start;
    const size = toClauseEnd(columns, tip, direction);
    if (size > 1) gaps.push({ tip, size });
  }
  let alike = gaps;
  const closing: Grown[] = [];
  let literals = 0;
  while (closing.length < CLOSING) {
    const back = closing.length;
    inside.clear();
    for (const { tip, size } of alike) {
      const token = tip + direction * (size - back);
      if (size > back + 1) inside.add(symbol[token]!, issuer[tip]!, token);
    }
    const best = inside.best();
    if (best.issuers < CLOSING_SHARE * issuers) break;
    closing.push({ symbol: best.symbol, token: best.token });
    literals += symbolWeight(best.symbol);
    alike = alike.filter(({ tip, size }) => size > back + 1 && symbol[tip + direction * (size - back)] === best.symbol);
  }
  if (literals < CLOSING_LITERALS) return [];
  kinds.clear();
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
