/** The figures a comparison opens with, the same in every format: those it carries, else worked out from its links. */

import type { Comparison, ComparisonShares, ComparisonSummary, Edit, SentenceLink } from '../model/comparison.js';
import type { Relation } from '../model/passage.js';
import type { Span } from '../model/span.js';
import { countCharacters } from './characters.js';
import { quote, type SourceReport } from './findings-set.js';

export type Side = 'a' | 'b';
export const RELATIONS: readonly Relation[] = ['identical', 'slot', 'edited', 'suspected'];
/** In the order they are shown. */
export const SHARES: readonly (keyof ComparisonShares)[] = ['formula', 'shared', 'numbers', 'edited', 'own'];

type Pair = readonly [SourceReport | undefined, SourceReport | undefined];

/** A file written before comparisons had a summary gets shares from its links; what differs most it cannot say. */
export function figuresOf(comparison: Comparison, reports: Pair): ComparisonSummary {
  if (comparison.summary !== undefined) return comparison.summary;
  const { sections, links } = comparison;
  const a = sideFigures(comparison, 'a', reports[0]);
  const b = sideFigures(comparison, 'b', reports[1]);
  const moved = links.filter((link) => link.moved).length;
  return {
    mode: moved > 0 ? 'ordered' : 'free',
    inOrder: links.length === 0 ? 1 : 1 - moved / links.length,
    sections: {
      matched: sections.filter((section) => section.a.length > 0 && section.b.length > 0).length,
      onlyA: sections.filter((section) => section.b.length === 0).length,
      onlyB: sections.filter((section) => section.a.length === 0).length,
    },
    links: links.length,
    moved,
    shares: { a: a.shares, b: b.shares },
    kept: { a: a.kept, b: b.kept },
    largest: [],
  };
}

function sideFigures(
  comparison: Comparison,
  side: Side,
  report: SourceReport | undefined,
): { readonly shares: ComparisonShares; readonly kept: number } {
  const weigh = (spans: readonly Span[]): number =>
    spans.reduce((sum, span) => {
      const text = quote(report, span);
      return sum + (text === undefined ? span.end - span.start : countCharacters(text));
    }, 0);
  const sums = { formula: 0, identical: 0, slot: 0, edited: 0, suspected: 0 };
  let kept = 0;
  for (const link of comparison.links) {
    const weight = weigh(link[side]);
    sums[link.formula ? 'formula' : link.relation] += weight;
    kept += weight - weigh((link.edits ?? []).map((edit: Edit) => edit[side]));
  }
  const own = weigh(comparison.specific[side]);
  const linked = sums.formula + sums.identical + sums.slot + sums.edited + sums.suspected;
  // The summary may count without furniture while the spans hold some: the larger figure keeps shares at 1 or below.
  const characters = Math.max(comparison[side].characters, linked + own);
  const share = (sum: number): number => (characters === 0 ? 0 : sum / characters);
  return {
    shares: {
      formula: share(sums.formula),
      shared: share(sums.identical),
      numbers: share(sums.slot),
      edited: share(sums.edited + sums.suspected),
      own: share(own),
    },
    kept: share(Math.max(0, kept)),
  };
}

/** Links in the order of A; those of one place in the order of B. */
export function inOrderOfA(links: readonly SentenceLink[]): readonly SentenceLink[] {
  const start = (spans: readonly Span[]): number => spans[0]?.start ?? Number.MAX_SAFE_INTEGER;
  return [...links].sort((x, y) => start(x.a) - start(y.a) || start(x.b) - start(y.b));
}
