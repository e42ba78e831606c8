/**
 * How alike a copied stretch and its source are, read over the matching layer: folded characters without punctuation,
 * slots by their text. Short stretches are aligned by edit distance. Where sentences stand in another order no single
 * alignment sees them, so each draft clause may also be held against the clause of the source that it fits best.
 */

import { identityOf } from '../align/identity.js';
import type { Relation } from '../model/passage.js';
import { Gap, Kind } from '../model/tokens.js';
import type { Units } from '../outline/units.js';
import type { Range } from './range.js';

/** A report's text and its units. */
export interface ReadText {
  readonly text: string;
  readonly units: Units;
}

export interface Likeness {
  /** Share of aligned characters that agree, 0..1. */
  readonly identity: number;
  readonly relation: Relation;
}

/** Below this the stretch is said to be only suspected. */
const SUSPECTED = 0.5;
/** Below this the clauses are tried in another order. */
const REORDERED = 0.8;
/** Below this ratio of their lengths two stretches are not aligned as a whole. */
const UNEQUAL = 0.2;
/** Clauses a side beyond which reordering is not tried: cost grows with their product. */
const MAX_CLAUSES = 400;

export function likenessOf(draft: ReadText, draftRange: Range, source: ReadText, sourceRange: Range): Likeness {
  const a = folded(draft, draftRange);
  const b = folded(source, sourceRange);
  if (a === b) return { identity: 1, relation: 'identical' };
  // Where one side is many times as long, as with a summary, nothing lines up: clauses alone find their like.
  const isUnequal = Math.min(a.length, b.length) < UNEQUAL * Math.max(a.length, b.length);
  const inOrder = isUnequal ? 0 : identityOf(a, b);
  if (sameIdentities(draft.units, draftRange, source.units, sourceRange)) {
    return { identity: inOrder, relation: 'slot' };
  }
  const identity =
    inOrder >= REORDERED ? inOrder : Math.max(inOrder, inAnyOrder(draft, draftRange, source, sourceRange));
  return { identity, relation: identity < SUSPECTED ? 'suspected' : 'edited' };
}

/** The stretch in folded characters; a slot or word keeps its own text. */
function folded({ text, units: { tokens } }: ReadText, { from, to }: Range): string {
  let out = '';
  for (let i = from; i < to; i++) {
    out +=
      tokens.kind[i] === Kind.han
        ? String.fromCharCode(tokens.id[i]!)
        : text.slice(tokens.start[i], tokens.end[i]).toLowerCase();
  }
  return out;
}

function sameIdentities(a: Units, x: Range, b: Units, y: Range): boolean {
  const length = x.to - x.from;
  if (y.to - y.from !== length) return false;
  for (let i = 0; i < length; i++) if (a.tokens.id[x.from + i] !== b.tokens.id[y.from + i]) return false;
  return true;
}

/** Each draft clause with its best partner in the source, weighed by length, over the longer of the two stretches. */
function inAnyOrder(draft: ReadText, x: Range, source: ReadText, y: Range): number {
  const ours = clausesOf(draft, x);
  const theirs = clausesOf(source, y);
  if (ours.length * theirs.length > MAX_CLAUSES * MAX_CLAUSES) return 0;
  let agreeing = 0;
  const free = new Set(theirs);
  const bags = new Map(theirs.map((clause) => [clause, bagOf(clause)]));
  for (const clause of ours) {
    let best = 0;
    let partner: string | undefined;
    const bag = bagOf(clause);
    for (const other of free) {
      // No alignment agrees in more than the shorter clause, nor in more than the characters that both have.
      if (Math.min(clause.length, other.length) <= best || shared(bag, bags.get(other)!) <= best) continue;
      const agree = identityOf(clause, other) * Math.max(clause.length, other.length);
      if (agree > best) {
        best = agree;
        partner = other;
      }
    }
    if (partner !== undefined && best >= clause.length / 2) {
      agreeing += best;
      free.delete(partner);
    }
  }
  const longer = Math.max(lengthOf(ours), lengthOf(theirs));
  return longer === 0 ? 1 : Math.min(1, agreeing / longer);
}

const BAG = 64;

/** How often characters of each kind stand in a clause; a kind holds those alike in six bits. */
function bagOf(clause: string): Uint16Array {
  const bag = new Uint16Array(BAG);
  for (let i = 0; i < clause.length; i++) bag[clause.charCodeAt(i) % BAG]!++;
  return bag;
}

function shared(a: Uint16Array, b: Uint16Array): number {
  let sum = 0;
  for (let i = 0; i < BAG; i++) sum += Math.min(a[i]!, b[i]!);
  return sum;
}

function lengthOf(clauses: readonly string[]): number {
  return clauses.reduce((sum, clause) => sum + clause.length, 0);
}

function clausesOf(side: ReadText, { from, to }: Range): string[] {
  const { gap } = side.units.tokens;
  const clauses: string[] = [];
  let start = from;
  for (let i = from + 1; i <= to; i++) {
    if (i < to && gap[i]! < Gap.clause) continue;
    clauses.push(folded(side, { from: start, to: i }));
    start = i;
  }
  return clauses;
}
