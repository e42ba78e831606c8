/** The few figures a comparison is summed up in, the same in every format. */

import type { Comparison, SentenceLink } from '../model/comparison.js';
import type { Relation } from '../model/passage.js';
import type { Span } from '../model/span.js';
import { countCharacters } from './characters.js';
import { quote, type SourceReport } from './findings-set.js';

export type Side = 'a' | 'b';
export const SIDES: readonly Side[] = ['a', 'b'];
export const RELATIONS: readonly Relation[] = ['identical', 'slot', 'edited', 'suspected'];

/** Shares of counted characters of one side. They sum to 1 at most: headings and furniture are in none of them. */
export interface SideFigures {
  readonly characters: number;
  readonly identical: number;
  readonly slot: number;
  readonly edited: number;
  readonly suspected: number;
  readonly specific: number;
}

export interface ComparisonFigures {
  readonly a: SideFigures;
  readonly b: SideFigures;
  /** Links by relation. */
  readonly links: Readonly<Record<Relation, number>>;
  readonly moved: number;
  readonly sectionsMatched: number;
  readonly sectionsOnly: Readonly<Record<Side, number>>;
  readonly valuesChanged: number;
}

/** The part of a comparison that the figures need. */
export interface Figured extends Pick<Comparison, 'sections' | 'specific' | 'values'> {
  readonly a: { readonly characters: number };
  readonly b: { readonly characters: number };
  readonly links: readonly Pick<SentenceLink, 'a' | 'b' | 'relation' | 'moved'>[];
}

export function comparisonFigures(
  comparison: Figured,
  reports: readonly [SourceReport | undefined, SourceReport | undefined],
): ComparisonFigures {
  const links = { identical: 0, slot: 0, edited: 0, suspected: 0 };
  let moved = 0;
  for (const link of comparison.links) {
    links[link.relation]++;
    if (link.moved) moved++;
  }
  const only = { a: 0, b: 0 };
  let matched = 0;
  for (const section of comparison.sections) {
    if (section.a.length === 0) only.b++;
    else if (section.b.length === 0) only.a++;
    else matched++;
  }
  return {
    a: sideFigures(comparison, 'a', reports[0]),
    b: sideFigures(comparison, 'b', reports[1]),
    links,
    moved,
    sectionsMatched: matched,
    sectionsOnly: only,
    valuesChanged: comparison.values.filter((row) => row.a !== undefined && row.b !== undefined && row.a !== row.b)
      .length,
  };
}

function sideFigures(comparison: Figured, side: Side, report: SourceReport | undefined): SideFigures {
  const weigh = (spans: readonly Span[]): number =>
    spans.reduce((sum, span) => {
      const text = quote(report, span);
      return sum + (text === undefined ? span.end - span.start : countCharacters(text));
    }, 0);
  const sums = { identical: 0, slot: 0, edited: 0, suspected: 0 };
  for (const link of comparison.links) sums[link.relation] += weigh(link[side]);
  const specific = weigh(comparison.specific[side]);
  const linked = sums.identical + sums.slot + sums.edited + sums.suspected;
  // The summary may count without furniture while the spans hold some: the larger figure keeps shares at 1 or below.
  const characters = Math.max(comparison[side].characters, linked + specific);
  const share = (sum: number): number => (characters === 0 ? 0 : sum / characters);
  return {
    characters: comparison[side].characters,
    identical: share(sums.identical),
    slot: share(sums.slot),
    edited: share(sums.edited),
    suspected: share(sums.suspected),
    specific: share(specific),
  };
}

/** Links in the order of A; those of one place in the order of B. */
export function inOrderOfA(links: readonly SentenceLink[]): readonly SentenceLink[] {
  const start = (spans: readonly Span[]): number => spans[0]?.start ?? Number.MAX_SAFE_INTEGER;
  return [...links].sort((x, y) => start(x.a) - start(y.a) || start(x.b) - start(y.b));
}
