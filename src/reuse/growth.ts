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

/** Where the occurrences at hand end, and what a clause leaves them, used again from wording to wording. */
let tips = new Int32Array(256);
let sizes = new Int32Array(256);

/** Room for an entry each, before they are filled. */
function makeRoom(entries: number): void {
  if (entries <= tips.length) return;
  tips = new Int32Array(2 * entries);
  sizes = new Int32Array(2 * entries);
}

/** Fills `tips` with the last token, outwards, of the occurrences that have the end column; how many these are. */
function findTips(fits: readonly Fit[], edge: number, direction: 1 | -1): number {
  makeRoom(fits.length);
  let count = 0;
  for (let i = 0; i < fits.length; i++) {
    const fit = fits[i]!;
    const start = startOf(fit, edge);
    if (start >= 0) tips[count++] = direction === 1 ? endOf(fit, edge) - 1 : start;
  }
  return count;
}

function issuersOf({ issuer }: Columns, fits: readonly Fit[]): number {
  let issuers = 0;
  let last = -1;
  for (let i = 0; i < fits.length; i++) {
    const own = issuer[fits[i]!.from]!;
    if (own !== last) issuers++;
    last = own;
  }
  return issuers;
}

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
  const grown: Grown[] = [];
  if (template.symbol.length === 0) return grown;
  const issuers = issuersOf(columns, fits);
  let count = findTips(fits, edge, direction);
  let share = GROWN;
  // A slot keeps those whose value is of its kind; the others have theirs in words.
  let base = issuers;
  // Columns that end a clause: what is added beyond must end one too.
  let whole = 0;
  let isBeyond = false;
  while (grown.length < GROWTH) {
    voteOnNext(columns, count, direction);
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
    count = moveOn(columns, count, direction, best.symbol);
  }
  if (!isBeyond) return grown;
  return clauseEnds(columns, count, direction) >= CROSSED * count ? grown : grown.slice(0, whole);
}

/** Votes on the token behind each tip, inside its clause or beyond. */
function voteOnNext({ symbol, gap, issuer, room, back }: Columns, count: number, direction: 1 | -1): void {
  inside.clear();
  beyond.clear();
  for (let i = 0; i < count; i++) {
    const tip = tips[i]!;
    if (direction === 1 ? room[tip]! <= 1 : back[tip]! === 0) continue;
    const isMarked = gap[direction === 1 ? tip + 1 : tip]! >= Gap.clause;
    (isMarked ? beyond : inside).add(symbol[tip + direction]!, issuer[tip]!, tip + direction);
  }
}

/** Moves the tips that are followed by this symbol on to it; behind a number what makes it a round one belongs to it (六百余|元). */
function moveOn(columns: Columns, count: number, direction: 1 | -1, best: number): number {
  const { symbol, room, back } = columns;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const tip = tips[i]!;
    if ((direction === 1 ? room[tip]! <= 1 : back[tip]! === 0) || symbol[tip + direction] !== best) continue;
    tips[kept++] = best === Kind.number && direction === 1 && isRounded(columns, tip + 1) ? tip + 2 : tip + direction;
  }
  return kept;
}

/** How many tips end a clause. */
function clauseEnds({ gap, room, back }: Columns, count: number, direction: 1 | -1): number {
  let ends = 0;
  for (let i = 0; i < count; i++) {
    const tip = tips[i]!;
    if (direction === 1 ? room[tip]! <= 1 || gap[tip + 1]! >= Gap.clause : back[tip] === 0 || gap[tip]! >= Gap.clause)
      ends++;
  }
  return ends;
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
  if (issuers < CLOSING_ISSUERS) return [];
  let alike = findOpen(columns, fits, edge, direction);
  const closing: Grown[] = [];
  let literals = 0;
  while (closing.length < CLOSING) {
    const best = closingVote(columns, alike, closing.length, direction);
    if (best.issuers < CLOSING_SHARE * issuers) break;
    alike = keepClosing(columns.symbol, alike, closing.length, direction, best.symbol);
    closing.push({ symbol: best.symbol, token: best.token });
    literals += symbolWeight(best.symbol);
  }
  if (literals < CLOSING_LITERALS) return [];
  const slot = parting(columns, alike, closing.length, direction, issuers);
  return slot === undefined ? [] : [slot, ...closing.reverse()];
}

/** Fills `tips` and `sizes` with the occurrences whose clause goes on; how many these are. */
function findOpen(columns: Columns, fits: readonly Fit[], edge: number, direction: 1 | -1): number {
  const count = findTips(fits, edge, direction);
  let open = 0;
  for (let i = 0; i < count; i++) {
    const tip = tips[i]!;
    const size = toClauseEnd(columns, tip, direction);
    if (size <= 1) continue;
    tips[open] = tip;
    sizes[open++] = size;
  }
  return open;
}

/** What most say so many tokens before the end of the clause. */
function closingVote(
  { symbol, issuer }: Columns,
  count: number,
  before: number,
  direction: 1 | -1,
): ReturnType<Ballot['best']> {
  inside.clear();
  for (let i = 0; i < count; i++) {
    const tip = tips[i]!;
    const token = tip + direction * (sizes[i]! - before);
    if (sizes[i]! > before + 1) inside.add(symbol[token]!, issuer[tip]!, token);
  }
  return inside.best();
}

/** Keeps those that say it. */
function keepClosing(symbol: Uint32Array, count: number, before: number, direction: 1 | -1, best: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const tip = tips[i]!;
    const size = sizes[i]!;
    if (size <= before + 1 || symbol[tip + direction * (size - before)] !== best) continue;
    tips[kept] = tip;
    sizes[kept++] = size;
  }
  return kept;
}

/** The slot of what parts the occurrences before their closing columns; undefined when that is no value. */
function parting(
  { symbol, issuer }: Columns,
  count: number,
  closing: number,
  direction: 1 | -1,
  issuers: number,
): Grown | undefined {
  kinds.clear();
  const values = new Set<number>();
  for (let k = 0; k < count; k++) {
    const tip = tips[k]!;
    const width = sizes[k]! - closing;
    if (width > HOLE_WIDTH) return undefined;
    let hash = width;
    for (let i = 1; i <= width; i++) {
      const token = tip + direction * i;
      hash = Math.imul(hash ^ symbol[token]!, 0x01000193);
      if (isSlot(symbol[token]!)) kinds.add(symbol[token]!, issuer[token]!, token);
    }
    values.add(hash);
  }
  const kind = slotKind({ usual: undefined, values: values.size, kind: kinds.best() }, issuers);
  return kind === undefined ? undefined : { symbol: kind, token: tips[0]! + direction };
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
