/** Ratios: shares of counted characters by label. The counts come from the labels, so the shares add up to 1 by themselves. */

import type { Label, LabelKind, Ratios } from '../model/findings.js';
import type { Span } from '../model/span.js';
import type { CharacterCount } from './counted-text.js';

export type Counts = Readonly<Record<Exclude<LabelKind, 'furniture'>, number>>;

/** Counted characters by label inside `within` (default: everywhere). Labels are in order and do not overlap. */
export function countLabels(count: CharacterCount, labels: readonly Label[], within?: Span): Counts {
  const counts = { formula: 0, slot: 0, copied: 0, specific: 0 };
  const first = within?.start ?? 0;
  const last = within?.end ?? Number.POSITIVE_INFINITY;
  for (let i = firstAfter(labels, first); i < labels.length; i++) {
    const { span, label } = labels[i]!;
    if (span.start >= last) break;
    if (label !== 'furniture') counts[label] += count(Math.max(span.start, first), Math.min(span.end, last));
  }
  return counts;
}

/** Index of the first label that ends after `position`: a section of a long report need not walk all that is before it. */
function firstAfter(labels: readonly Label[], position: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (labels[middle]!.span.end <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function totalOf(counts: Counts): number {
  return counts.formula + counts.slot + counts.copied + counts.specific;
}

/** The ratios of counts; all 0 where nothing was counted. `formulaSentences`: counted characters in sentences that hold a formula. */
export function ratiosOf(counts: Counts, formulaSentences: number): Ratios {
  const total = totalOf(counts);
  if (total === 0) return { formula: 0, slot: 0, copied: 0, specific: 0, reuse: 0, sentenceFormula: 0 };
  const [formula, slot, copied] = [counts.formula / total, counts.slot / total, counts.copied / total];
  return {
    formula,
    slot,
    copied,
    specific: counts.specific / total,
    reuse: Math.min(1, formula + slot + copied),
    sentenceFormula: Math.min(1, formulaSentences / total),
  };
}

/** The sentences that a formula or slot label meets. `sentences` are source spans in order. */
export function sentencesWithFormula(labels: readonly Label[], sentences: readonly Span[]): Span[] {
  const formulas = labels.filter(({ label }) => label === 'formula' || label === 'slot');
  let next = 0;
  return sentences.filter(({ start, end }) => {
    while (next < formulas.length && formulas[next]!.span.end <= start) next++;
    return next < formulas.length && formulas[next]!.span.start < end;
  });
}

/**
 * Counted characters, furniture left out, in sentences that a formula or slot label meets, inside `within`.
 * `sentences` are source spans in order.
 */
export function countFormulaSentences(
  count: CharacterCount,
  labels: readonly Label[],
  sentences: readonly Span[],
  within: Span,
): number {
  let sum = 0;
  let next = firstAfter(labels, within.start);
  for (const sentence of sentences) {
    if (sentence.end <= within.start) continue;
    if (sentence.start >= within.end) break;
    while (next < labels.length && labels[next]!.span.end <= sentence.start) next++;
    let meets = false;
    let counted = 0;
    for (let i = next; i < labels.length && labels[i]!.span.start < sentence.end; i++) {
      const { span, label } = labels[i]!;
      if (label === 'furniture') continue;
      const from = Math.max(span.start, sentence.start, within.start);
      const to = Math.min(span.end, sentence.end, within.end);
      if (from >= to) continue;
      counted += count(from, to);
      if (label === 'formula' || label === 'slot') meets = true;
    }
    if (meets) sum += counted;
  }
  return sum;
}
