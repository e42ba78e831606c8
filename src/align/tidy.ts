/**
 * Makes a difference of Chinese atoms readable without making it wrong: chance agreements between two changes go, real
 * ones stay, and a change begins and ends where a reader would cut. The stages follow the clean-ups of diff-match-patch
 * and of VS Code; their ASCII notions of word and length are replaced by counts of Han characters.
 */

import type { Hunk } from './edits.js';
import type { Atom } from './tokens.js';

/** An equal stretch between two changes goes below this many Han characters. */
const ISLAND_DROP = 2;
/** It always stays from this many on; between, it goes when it is at most half of the smaller change beside it. */
const ISLAND_KEEP = 4;
/** Below this share of Han characters kept, the pair is shown as one replacement. */
const COVERAGE_FLOOR = 0.2;

/** Hunks in order, not touching; applying them to A still gives B. A changed value or place (`isSlot`) stays by itself. */
export function tidyHunks(
  a: readonly Atom[],
  b: readonly Atom[],
  hunks: readonly Hunk[],
  isSlot: (hunk: Hunk) => boolean,
): readonly Hunk[] {
  if (hunks.length === 0) return hunks;
  const dropped = dropIslands(a, b, dropIslands(a, b, slideAll(a, b, hunks), isSlot), isSlot)
    .map((hunk) => trim(a, b, hunk))
    .filter((hunk) => hunk.a0 < hunk.a1 || hunk.b0 < hunk.b1);
  const settled = slideAll(a, b, absorbEdges(a, b, dropped));
  return enoughKept(a, b, settled) ? settled : [outline(settled)];
}

function hanBetween(atoms: readonly Atom[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += atoms[i]!.han;
  return sum;
}

function isWeak(a: readonly Atom[], b: readonly Atom[], left: Hunk, right: Hunk): boolean {
  const han = hanBetween(a, left.a1, right.a0);
  if (han >= ISLAND_KEEP) return false;
  for (let i = left.a1, j = left.b1; i < right.a0; i++, j++) {
    // An equal number, Latin word or title is evidence of its own.
    const atom = a[i]!;
    if (atom.kind === 'latin' || atom.kind === 'title') return false;
    if (atom.kind === 'number' && atom.text === b[j]!.text && han > 0) return false;
  }
  if (han < ISLAND_DROP) return true;
  const size = (h: Hunk): number => Math.max(hanBetween(a, h.a0, h.a1), hanBetween(b, h.b0, h.b1));
  return han <= Math.min(size(left), size(right)) / 2;
}

function dropIslands(
  a: readonly Atom[],
  b: readonly Atom[],
  hunks: readonly Hunk[],
  isSlot: (hunk: Hunk) => boolean,
): readonly Hunk[] {
  const out: Hunk[] = [];
  for (const hunk of hunks) {
    const last = out.at(-1);
    if (last && !isSlot(last) && !isSlot(hunk) && isWeak(a, b, last, hunk))
      out[out.length - 1] = { a0: last.a0, a1: hunk.a1, b0: last.b0, b1: hunk.b1 };
    else out.push(hunk);
  }
  return out;
}

/** What joined hunks begin or end with on both sides is no change: it continues the equal text beside it. */
function trim(a: readonly Atom[], b: readonly Atom[], { a0, a1, b0, b1 }: Hunk): Hunk {
  let head = 0;
  while (a0 + head < a1 && b0 + head < b1 && a[a0 + head]!.key === b[b0 + head]!.key) head++;
  let tail = 0;
  while (a1 - tail > a0 + head && b1 - tail > b0 + head && a[a1 - tail - 1]!.key === b[b1 - tail - 1]!.key) tail++;
  return { a0: a0 + head, a1: a1 - tail, b0: b0 + head, b1: b1 - tail };
}

/** A change of this many Han characters beside a number says nothing of the number: it is none that changed its value. */
const OTHER_CONTEXT = 8;

/** Before the first hunk and behind the last, a changed number that hangs on a large change belongs to it. */
function absorbEdges(a: readonly Atom[], b: readonly Atom[], hunks: readonly Hunk[]): readonly Hunk[] {
  const out = [...hunks];
  const changed = (i: number, j: number): boolean => a[i]!.text !== b[j]!.text;
  const isLarge = (h: Hunk): boolean =>
    Math.min(hanBetween(a, h.a0, h.a1), hanBetween(b, h.b0, h.b1)) > 0 &&
    Math.max(hanBetween(a, h.a0, h.a1), hanBetween(b, h.b0, h.b1)) >= OTHER_CONTEXT;
  const first = out[0]!;
  if (isLarge(first) && hanBetween(a, 0, first.a0) < ISLAND_KEEP) {
    let i = 0;
    while (i < first.a0 && !changed(i, i)) i++;
    out[0] = { ...first, a0: i, b0: i };
  }
  const last = out.at(-1)!;
  if (isLarge(last) && hanBetween(a, last.a1, a.length) < ISLAND_KEEP) {
    let tail = 0;
    while (tail < a.length - last.a1 && !changed(a.length - 1 - tail, b.length - 1 - tail)) tail++;
    out[out.length - 1] = { ...last, a1: a.length - tail, b1: b.length - tail };
  }
  return out;
}

/** How well a change begins behind a mark; in front of one is nearly as good. */
const CUT_AFTER: Readonly<Record<string, number>> = { '。': 4, ';': 4, '!': 4, '?': 4, ',': 3, ':': 3, '、': 2 };

function slideAll(a: readonly Atom[], b: readonly Atom[], hunks: readonly Hunk[]): readonly Hunk[] {
  const out: Hunk[] = [];
  hunks.forEach((hunk, h) => {
    const last = out.at(-1);
    const next = hunks[h + 1];
    const before = last ? Math.min(hunk.a0 - last.a1, hunk.b0 - last.b1) : Math.min(hunk.a0, hunk.b0);
    const after = (next ? next.a0 : a.length) - hunk.a1;
    // One equal atom stays on either side, so that hunks never touch.
    const moved = slide(a, b, hunk, { before: last ? before - 1 : before, after: next ? after - 1 : after });
    out.push(moved);
  });
  return out;
}

/** An insertion or deletion that could stand in several places stands where it is a whole clause or a whole item. */
function slide(a: readonly Atom[], b: readonly Atom[], hunk: Hunk, room: { before: number; after: number }): Hunk {
  const inB = hunk.a0 === hunk.a1;
  if (!inB && hunk.b0 !== hunk.b1) return hunk;
  const atoms = inB ? b : a;
  const from = inB ? hunk.b0 : hunk.a0;
  const to = inB ? hunk.b1 : hunk.a1;
  const quality = (shift: number): number => {
    const behind = CUT_AFTER[atoms[from + shift - 1]?.text ?? '。'] ?? 0;
    return Math.max(behind, (CUT_AFTER[atoms[from + shift]?.text ?? ''] ?? 0) - 0.5);
  };
  let best = 0;
  const consider = (shift: number): void => {
    if (quality(shift) > quality(best)) best = shift;
  };
  for (let shift = -1; -shift <= room.before && same(atoms, from + shift, to + shift); shift--) consider(shift);
  for (let shift = 1; shift <= room.after && same(atoms, from + shift - 1, to + shift - 1); shift++) consider(shift);
  return { a0: hunk.a0 + best, a1: hunk.a1 + best, b0: hunk.b0 + best, b1: hunk.b1 + best };
}

/** Whether a change may slide over these two atoms: they match each other, and stand on one side of a sentence end. */
function same(atoms: readonly Atom[], i: number, j: number): boolean {
  return atoms[i]!.key === atoms[j]!.key && atoms[i]!.piece === atoms[j]!.piece;
}

function outline(hunks: readonly Hunk[]): Hunk {
  const first = hunks[0]!;
  const last = hunks.at(-1)!;
  return { a0: first.a0, a1: last.a1, b0: first.b0, b1: last.b1 };
}

function enoughKept(a: readonly Atom[], b: readonly Atom[], hunks: readonly Hunk[]): boolean {
  let changedA = 0;
  let changedB = 0;
  for (const hunk of hunks) {
    changedA += hanBetween(a, hunk.a0, hunk.a1);
    changedB += hanBetween(b, hunk.b0, hunk.b1);
  }
  const wholeA = hanBetween(a, 0, a.length);
  const wholeB = hanBetween(b, 0, b.length);
  const kept = Math.max(wholeA - changedA, wholeB - changedB);
  return kept >= COVERAGE_FLOOR * Math.min(wholeA, wholeB);
}
