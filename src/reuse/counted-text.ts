/**
 * Counted characters of any stretch of a text in two looks: running counts, made once for a report whose labels, sections,
 * sentences and formulas all ask for theirs.
 */

import type { Span } from '../model/span.js';
import { countCharacters, runningCounts } from '../outline/counted.js';

/** Counted characters of a text in [start, end). */
export type CharacterCount = (start: number, end: number) => number;

/** Counts in a text that is asked about each character some ten times, inside `span`. Cost: linear, once. */
export function countOf(text: string, { start: first, end: last }: Span): CharacterCount {
  const before = runningCounts(text, first, last);
  return (start, end) => {
    const [from, to] = [Math.max(start, first), Math.min(end, last)];
    return from < to ? before[to - first]! - before[from - first]! : 0;
  };
}

/** Counts in a text that is asked about once. */
export function counterOf(text: string): CharacterCount {
  return (start, end) => countCharacters(text, start, end);
}
