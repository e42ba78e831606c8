/** Ratios: shares of counted characters by label. The counts come from the labels, so the shares add up to 1 by themselves. */

import type { Label, LabelKind, Ratios } from '../model/findings.js';
import type { Span } from '../model/span.js';
import type { CharacterCount } from './counted-text.js';

export type Counts = Readonly<Record<Exclude<LabelKind, 'furniture'>, number>>;

/** Counted characters by label inside `within` (default: everywhere). */
export function countLabels(count: CharacterCount, labels: readonly Label[], within?: Span): Counts {
  const counts = { formula: 0, slot: 0, copied: 0, specific: 0 };
  for (const { span, label } of labels) {
    if (label === 'furniture') continue;
    const start = Math.max(span.start, within?.start ?? span.start);
    const end = Math.min(span.end, within?.end ?? span.end);
    if (start < end) counts[label] += count(start, end);
  }
  return counts;
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
  let next = 0;
  for (const sentence of sentences) {
    if (sentence.end <= within.start || sentence.start >= within.end) continue;
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
