/**
 * Where two quotations differ, for readers: Myers' greedy algorithm (1986) over signs, with figures and Latin words as one
 * sign each. Findings do not carry the edits of a passage; this only marks what anyone can see who compares the two texts.
 */

import type { Edit, EditKind } from '../model/comparison.js';
import type { Span } from '../model/span.js';

/** Signs on one side, and edits between the two, beyond which nothing is marked: such passages read better unmarked. */
const MOST_SIGNS = 4000;
const MOST_EDITS = 400;
/** Equal stretches shorter than this between two edits are chance; the edits become one. */
const LEAST_ISLAND = 2;

interface Sign {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Edits in the coordinates of the two texts; [] when equal; undefined when there are too many to be of use. */
export function differences(a: string, spanA: Span, b: string, spanB: Span): readonly Edit[] | undefined {
  const left = signsOf(a, spanA);
  const right = signsOf(b, spanB);
  if (left.length > MOST_SIGNS || right.length > MOST_SIGNS) return undefined;
  const kept = commonSigns(left, right);
  if (kept === undefined) return undefined;
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  for (const [nextI, nextJ, length] of [...islands(kept), [left.length, right.length, 0] as const]) {
    if (nextI > i || nextJ > j) {
      const from = { a: left[i]?.start ?? spanA.end, b: right[j]?.start ?? spanB.end };
      const spans = {
        a: { start: from.a, end: nextI > i ? left[nextI - 1]!.end : from.a },
        b: { start: from.b, end: nextJ > j ? right[nextJ - 1]!.end : from.b },
      };
      edits.push({ ...spans, kind: kindOf(a.slice(spans.a.start, spans.a.end), b.slice(spans.b.start, spans.b.end)) });
    }
    i = nextI + length;
    j = nextJ + length;
  }
  return edits;
}

/** Blanks are no signs: a line broken elsewhere is no difference. */
function signsOf(text: string, { start, end }: Span): readonly Sign[] {
  return [...text.slice(start, end).matchAll(/\d+(?:[.,]\d+)*|[A-Za-z]+|\S/gu)].map((match) => ({
    text: match[0],
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}

function kindOf(a: string, b: string): EditKind {
  if (a === '') return 'insert';
  if (b === '') return 'delete';
  const figures = /^[\d.,%％]+$/;
  return figures.test(a) && figures.test(b) ? 'value' : 'replace';
}

/** Pairs of equal signs in order, as many as there can be. */
function commonSigns(a: readonly Sign[], b: readonly Sign[]): readonly (readonly [number, number])[] | undefined {
  const offset = MOST_EDITS + 1;
  const ends = new Int32Array(2 * offset + 1);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= MOST_EDITS; d++) {
    trace.push(ends.slice(offset - d - 1, offset + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && ends[offset + k - 1]! < ends[offset + k + 1]!);
      let x = down ? ends[offset + k + 1]! : ends[offset + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x]!.text === b[x - k]!.text) x++;
      ends[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return walkedBack(trace, d, a.length, b.length);
    }
  }
  return undefined;
}

/** `trace[d]` holds the ends of the round before d, for diagonals -d-1 .. d+1. */
function walkedBack(
  trace: readonly Int32Array[],
  rounds: number,
  lengthA: number,
  lengthB: number,
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let x = lengthA;
  let y = lengthB;
  for (let d = rounds; d >= 0; d--) {
    const ends = trace[d]!;
    const k = x - y;
    const at = (diagonal: number): number => ends[diagonal + d + 1]!;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const before = down ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : at(before);
    const startY = d === 0 ? 0 : startX - before;
    const slideX = d === 0 ? 0 : down ? startX : startX + 1;
    while (x > slideX && y > slideX - k) pairs.push([--x, --y]);
    x = startX;
    y = startY;
  }
  return pairs.reverse();
}

/** Runs of pairs that stand together, without those too short to mean anything. */
function islands(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number, number])[] {
  const runs: [number, number, number][] = [];
  for (const [i, j] of pairs) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[2] === i && last[1] + last[2] === j) last[2]++;
    else runs.push([i, j, 1]);
  }
  return runs.filter(([i, j, length], n) => length >= LEAST_ISLAND || (i === 0 && j === 0) || n === runs.length - 1);
}
