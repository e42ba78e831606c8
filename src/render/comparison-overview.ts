/** The words that open a comparison, made once for every format: the sentence, the shares of both sides, what differs most. */

import type { ComparisonShares, ComparisonSummary, ValueRow } from '../model/comparison.js';
import { SHARES } from './comparison-figures.js';
import { clip } from './names.js';
import { percent } from './numbers.js';
import { differenceInWords, itemName, rowOf } from './value-figures.js';
import type { Words } from './words.js';

export interface OverviewInputs {
  readonly summary: ComparisonSummary;
  readonly values: readonly ValueRow[];
  /** What to call the sides. */
  readonly names: { readonly a: string; readonly b: string };
}

export interface Overview {
  readonly sentence: string;
  /** What, share of A, share of B. */
  readonly shares: readonly (readonly [string, string, string])[];
  readonly largest: readonly string[];
}

export function overviewOf({ summary, values, names }: OverviewInputs, words: Words): Overview {
  const { shares, kept } = summary;
  return {
    sentence: words.sentence.comparison({
      a: names.a,
      b: names.b,
      summary,
      kept: [percent(kept.a), percent(kept.b)],
      own: [percent(shares.a.own), percent(shares.b.own)],
    }),
    shares: [
      ...shownShares(summary).map(
        (part) => [words.share[part], percent(shares.a[part]), percent(shares.b[part])] as const,
      ),
      [words.share.kept, percent(kept.a), percent(kept.b)],
    ],
    largest: summary.largest.map((difference) => {
      if (difference.kind === 'section') {
        return words.sentence.sectionDifference({
          side: difference.b === undefined ? 'A' : 'B',
          heading: clip(difference.label, 60),
          share: percent(difference.size),
        });
      }
      const row = rowOf(values, difference);
      return words.sentence.valueDifference({
        item: clip(itemName(difference.label), 60),
        ...(row?.part === 'plan' ? { part: words.part.plan } : {}),
        a: clip(row?.a ?? '–', 40),
        b: clip(row?.b ?? '–', 40),
        difference: row === undefined ? '' : differenceInWords(row, words.lang),
      });
    }),
  };
}

/** Without a bank of formulas nothing is marked as one; a share of zero would read as if there were none. */
export function shownShares({ shares }: ComparisonSummary): readonly (keyof ComparisonShares)[] {
  return SHARES.filter((part) => part !== 'formula' || shares.a.formula > 0 || shares.b.formula > 0);
}
