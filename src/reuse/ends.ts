/** The ends of a wording: how far its occurrences go on alike, directly or behind a value that varies. */

import { Gap, Kind } from '../model/tokens.js';
import { Ballot } from './ballot.js';
import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import { issuersOf } from './match.js';
import { type Grown, HOLE_WIDTH, slotKind } from './repair.js';
import { isSlot, symbolWeight } from './template.js';
import { type Said, Tips } from './tips.js';

/** Columns the wording may gain at each end. */
const GROWTH = 24;
const GROWN = 0.5;
/** A typed slot, and what follows it, is kept by fewer: its value may be written out as words. */
const GROWN_SLOT = 0.3;
/** So many of them say it right behind what the wording has; the others may come to it behind a word of their own. */
const IN_STEP = 0.6;

/** Votes on the next column, inside the clause and beyond its mark, and on the kind of a slot. */
const inside = new Ballot();
const beyond = new Ballot();
const kinds = new Ballot();

/** Issuers that have a next clause to its end: nearly all, or they would be lost; and the part of it that each must have. */
const CROSSED = 0.9;
const ALIKE = 0.6;
/** Columns behind a clause mark at which one that lags may cross it. */
const LATE = 2;

export interface Growth {
  /** Columns to add, outwards. */
  readonly grown: Grown[];
  /** The last tokens of the occurrences that have them all; none where a next clause was tried. */
  readonly tips: readonly number[];
}

/**
 * Columns to add beyond the end column `edge`, outwards, while the occurrences go on alike: inside the clause, and over its
 * mark when nearly all have the whole next clause too (截至2024年，…). A word more or less in one of them ends nothing.
 */
export function growth(columns: Columns, fits: readonly Fit[], edge: number, direction: 1 | -1): Growth {
  const grown: Grown[] = [];
  const tips = new Tips(columns, fits, edge, direction);
  const issuers = issuersOf(columns, fits);
  // A slot keeps those whose value is of its kind; the others have theirs in words.
  let base = issuers;
  // Columns that end a clause: what is added beyond must end one too.
  let whole = -1;
  // Columns that most have: a last number that fewer have is none of the wording's.
  let firm = 0;
  while (grown.length < GROWTH) {
    tips.vote(inside, beyond);
    let best = inside.best();
    let over = whole >= 0 && grown.length - whole <= LATE;
    let said = tips.said(best.symbol, over);
    if (!isSaid(best.issuers, said, (isSlot(best.symbol) ? GROWN_SLOT : GROWN) * issuers, issuers)) {
      best = beyond.best();
      if (whole >= 0 || best.issuers < CLOSING_ISSUERS) break;
      over = true;
      said = tips.said(best.symbol, over);
      if (!isSaid(best.issuers, said, CROSSED * base, issuers)) break;
      whole = grown.length;
      for (const tip of tips.all) tip.met = 0;
    }
    if (isSlot(best.symbol)) base = Math.min(base, best.issuers);
    tips.moveOn(best.symbol, over);
    grown.push({ symbol: best.symbol, token: best.token });
    if (best.symbol !== Kind.number || said.issuers >= GROWN * issuers) firm = grown.length;
  }
  grown.length = firm;
  if (whole < 0) return { grown, tips: tips.all.filter(({ lacks }) => lacks === 0).map(({ at }) => at) };
  const least = ALIKE * (grown.length - whole);
  const closed = tips.those((tip) => tip.met >= least && tips.endsClause(tip));
  // By issuers and by occurrences: what a report says here without the next clause would be lost with it.
  if (closed.issuers < CROSSED * base || closed.share * issuers < CROSSED * base) grown.length = Math.min(whole, firm);
  return { grown, tips: [] };
}

/** Whether enough issuers say it, most of them in step, and enough occurrences: a report that says 现在 here and 在此 there says not 现在此. */
function isSaid(inStep: number, { issuers, share }: Said, needed: number, all: number): boolean {
  return inStep >= 2 && inStep >= IN_STEP * needed && issuers >= needed && share * all >= Math.min(needed, GROWN * all);
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
export function beyondSlot(columns: Columns, tips: readonly number[], issuers: number, direction: 1 | -1): Grown[] {
  if (issuers < CLOSING_ISSUERS) return [];
  let alike = findOpen(columns, tips, direction);
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

/** Tips whose clause goes on, and the tokens it has left; used again from wording to wording. */
let open = new Int32Array(256);
let sizes = new Int32Array(256);

/** Fills them in; how many they are. */
function findOpen(columns: Columns, tips: readonly number[], direction: 1 | -1): number {
  if (tips.length > open.length) {
    open = new Int32Array(2 * tips.length);
    sizes = new Int32Array(2 * tips.length);
  }
  let count = 0;
  for (let i = 0; i < tips.length; i++) {
    const size = toClauseEnd(columns, tips[i]!, direction);
    if (size <= 1) continue;
    open[count] = tips[i]!;
    sizes[count++] = size;
  }
  return count;
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
    const size = sizes[i]!;
    const token = open[i]! + direction * (size - before);
    if (size > before + 1) inside.add(symbol[token]!, issuer[open[i]!]!, token);
  }
  return inside.best();
}

/** Keeps those that say it. */
function keepClosing(symbol: Uint32Array, count: number, before: number, direction: 1 | -1, best: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const tip = open[i]!;
    const size = sizes[i]!;
    if (size <= before + 1 || symbol[tip + direction * (size - before)] !== best) continue;
    open[kept] = tip;
    sizes[kept++] = size;
  }
  return kept;
}

/** The slot of what parts the tips from their closing columns; undefined when that is no value. */
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
    const tip = open[k]!;
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
  return kind === undefined ? undefined : { symbol: kind, token: open[0]! + direction };
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
