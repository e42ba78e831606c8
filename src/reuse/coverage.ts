/** What of a report which formulas cover: stretches with the formulas that hold all of each. */

import type { Span } from '../model/span.js';
import type { CharacterCount } from './counted-text.js';

/** An occurrence, by the row of its formula. */
export interface CoveringFormula {
  readonly formula: number;
  readonly span: Span;
}

/** Stretches in text order that at least one formula covers; nothing is covered between them. */
export interface Stretches {
  /** Counted characters. */
  readonly characters: Uint32Array;
  /** Stretch i is covered by `formula[from[i] .. from[i + 1])`. */
  readonly from: Uint32Array;
  readonly formula: Uint32Array;
}

/** Edges in one double: offset, occurrence, and 1 where it closes. */
const OFFSET = 2 ** 24;

/** Cost: a sort of the occurrences. */
export function stretchesOf(count: CharacterCount, occurrences: readonly CoveringFormula[]): Stretches {
  const edges = new Float64Array(occurrences.length * 2);
  for (let i = 0; i < occurrences.length; i++) {
    const { start, end } = occurrences[i]!.span;
    edges[2 * i] = start * OFFSET + 2 * i;
    edges[2 * i + 1] = end * OFFSET + 2 * i + 1;
  }
  edges.sort();
  const characters: number[] = [];
  const from: number[] = [0];
  const formula: number[] = [];
  const open: number[] = [];
  let last = 0;
  for (const edge of edges) {
    const at = Math.floor(edge / OFFSET);
    if (at > last && open.length > 0) {
      characters.push(count(last, at));
      for (const one of open) formula.push(one);
      from.push(formula.length);
    }
    last = at;
    const low = edge - at * OFFSET;
    const own = occurrences[Math.floor(low / 2)]!.formula;
    if (low % 2 === 0) open.push(own);
    else open.splice(open.indexOf(own), 1);
  }
  return {
    characters: Uint32Array.from(characters),
    from: Uint32Array.from(from),
    formula: Uint32Array.from(formula),
  };
}
