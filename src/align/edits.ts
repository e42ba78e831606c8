/**
 * What changed between two sequences of atoms: Myers' difference (1986) by the package `diff`, inside one linked pair and
 * under a budget. A pair too long for that is compared clause by clause first; what even that cannot settle is one
 * replacement, and says so.
 */

// The module itself: the package's front door loads its patch format and word differences as well.
import { diffArrays } from 'diff/lib/diff/array.js';
import type { Atom } from './tokens.js';

/** Atoms [a0, a1) of A stand where [b0, b1) of B stand. Everything between hunks is equal. */
export interface Hunk {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

export interface DiffOptions {
  /** Longest side compared atom by atom. Default 400: quadratic work stays under a millisecond. */
  readonly atoms?: number;
  /** Longest edit script tried over clauses. Default 1000. */
  readonly maxEdits?: number;
}

export interface Difference {
  readonly hunks: readonly Hunk[];
  readonly truncated: boolean;
}

const CLAUSE_END = new Set([',', '，', ':', ';', '。', '!', '?', '；', '：']);

/** Hunks in order, not touching each other. */
export function diffAtoms(a: readonly Atom[], b: readonly Atom[], options: DiffOptions = {}): Difference {
  const { atoms = 400, maxEdits = 1000 } = options;
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a[start]!.key === b[start]!.key) start++;
  while (endA > start && endB > start && a[endA - 1]!.key === b[endB - 1]!.key) {
    endA--;
    endB--;
  }
  const whole = { a0: start, a1: endA, b0: start, b1: endB };
  if (start === endA && start === endB) return { hunks: [], truncated: false };
  if (start === endA || start === endB) return { hunks: [whole], truncated: false };
  if (Math.max(endA, endB) - start <= atoms) {
    return { hunks: diffShared(a, b, whole), truncated: false };
  }
  return diffClauses(a, b, whole, { atoms, maxEdits });
}

/** Myers over the atoms whose key stands on both sides; the others can match nothing and would only cost time. */
function diffShared(a: readonly Atom[], b: readonly Atom[], { a0, a1, b0, b1 }: Hunk): readonly Hunk[] {
  const keysOf = (side: readonly Atom[], from: number, to: number): Set<string> => {
    const keys = new Set<string>();
    for (let i = from; i < to; i++) keys.add(side[i]!.key);
    return keys;
  };
  const positions = (side: readonly Atom[], from: number, to: number, other: ReadonlySet<string>): number[] => {
    const kept: number[] = [];
    for (let i = from; i < to; i++) if (other.has(side[i]!.key)) kept.push(i);
    return kept;
  };
  const atA = positions(a, a0, a1, keysOf(b, b0, b1));
  const atB = positions(b, b0, b1, keysOf(a, a0, a1));
  const script = diffArrays(
    atA.map((i) => a[i]!.key),
    atB.map((j) => b[j]!.key),
  );
  const hunks: Hunk[] = [];
  let [i, j, fromA, fromB] = [0, 0, a0, b0];
  for (const { count = 0, added = false, removed = false } of script) {
    if (added) j += count;
    else if (removed) i += count;
    else {
      for (let k = 0; k < count; k++, i++, j++) {
        const [x, y] = [atA[i]!, atB[j]!];
        if (x > fromA || y > fromB) hunks.push({ a0: fromA, a1: x, b0: fromB, b1: y });
        [fromA, fromB] = [x + 1, y + 1];
      }
    }
  }
  if (a1 > fromA || b1 > fromB) hunks.push({ a0: fromA, a1, b0: fromB, b1 });
  return hunks;
}

interface Step {
  readonly count?: number;
  readonly added?: boolean;
  readonly removed?: boolean;
}

function hunksOf(script: readonly Step[], atomA: (i: number) => number, atomB: (j: number) => number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let i = 0;
  let j = 0;
  let fromA = 0;
  let fromB = 0;
  const close = (): void => {
    if (i > fromA || j > fromB) hunks.push({ a0: atomA(fromA), a1: atomA(i), b0: atomB(fromB), b1: atomB(j) });
  };
  for (const { count = 0, added = false, removed = false } of script) {
    if (added) j += count;
    else if (removed) i += count;
    else {
      close();
      i += count;
      j += count;
      fromA = i;
      fromB = j;
    }
  }
  close();
  return hunks;
}

/** Clause by clause, then atom by atom inside the hunks that are short enough. */
function diffClauses(a: readonly Atom[], b: readonly Atom[], whole: Hunk, limits: Required<DiffOptions>): Difference {
  const clausesA = clausesOf(a, whole.a0, whole.a1);
  const clausesB = clausesOf(b, whole.b0, whole.b1);
  const script = diffArrays([...clausesA.keys], [...clausesB.keys], { maxEditLength: limits.maxEdits });
  if (script === undefined) return { hunks: [whole], truncated: true };
  const coarse = hunksOf(
    script,
    (i) => clausesA.first[i]!,
    (j) => clausesB.first[j]!,
  );
  let truncated = false;
  const hunks = coarse.flatMap((hunk) => {
    if (Math.max(hunk.a1 - hunk.a0, hunk.b1 - hunk.b0) > limits.atoms) {
      truncated = true;
      return [hunk];
    }
    const inner = diffAtoms(a.slice(hunk.a0, hunk.a1), b.slice(hunk.b0, hunk.b1), limits);
    return inner.hunks.map(({ a0, a1, b0, b1 }) => ({
      a0: hunk.a0 + a0,
      a1: hunk.a0 + a1,
      b0: hunk.b0 + b0,
      b1: hunk.b0 + b1,
    }));
  });
  return { hunks, truncated };
}

function clausesOf(atoms: readonly Atom[], from: number, to: number): { keys: string[]; first: number[] } {
  const keys: string[] = [];
  const first: number[] = [from];
  let key: string[] = [];
  for (let i = from; i < to; i++) {
    key.push(atoms[i]!.key);
    if (i + 1 < to && !CLAUSE_END.has(atoms[i]!.key)) continue;
    keys.push(key.join('\u0000'));
    first.push(i + 1);
    key = [];
  }
  return { keys, first };
}
