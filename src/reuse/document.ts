/**
 * What is said of one report of a corpus once its labels are known: ratios of the whole and of its sections, the published
 * measure, and an interval. Needs this report and figures of the corpus, no other report.
 */

import type { DocumentFindings, Label } from '../model/findings.js';
import type { Section } from '../model/report.js';
import type { Span } from '../model/span.js';
import type { CorpusDocument } from './corpus.js';
import { countOf } from './counted-text.js';
import { type CoveringFormula, stretchesOf } from './coverage.js';
import type { LangStice } from './lang-stice.js';
import { countFormulaSentences, countLabels, ratiosOf, sentencesWithFormula, totalOf } from './ratios.js';
import type { CoveredDocument } from './spread.js';

/** Figures of the corpus that a report's findings quote. */
export interface DocumentFigures {
  readonly labels: readonly Label[];
  readonly covered: CoveredDocument;
  readonly interval: readonly [number, number];
  readonly published: LangStice;
}

export function describeDocument(
  document: Pick<CorpusDocument, 'report' | 'units'>,
  { labels, covered, interval, published }: DocumentFigures,
): DocumentFindings {
  const { report } = document;
  const sentences = sentencesWithFormula(labels, sentenceSpans(document));
  const { count } = covered;
  const ratio = (within: Span): DocumentFindings['ratio'] =>
    ratiosOf(countLabels(count, labels, within), countFormulaSentences(count, labels, sentences, within));
  const whole = ratio(report.span);
  const sections = report.outline.filter(({ level }) => level === topLevel(report.outline));
  return {
    report: report.id,
    labels,
    ratio: {
      ...whole,
      langStice: published.capped,
      langSticeUncapped: published.uncapped,
      interval: { formula: scaled(interval, whole.formula, coverage(covered)) },
    },
    formulaSentences: sentences,
    ...(sections.length === 0
      ? {}
      : { sections: sections.map(({ heading, span }) => ({ heading, span, ratio: ratio(span) })) }),
  };
}

/** A report with its formulas as the spread counts them. */
export function coveredDocument(
  { report, issuer }: Pick<CorpusDocument, 'report' | 'issuer'>,
  labels: readonly Label[],
  occurrences: readonly CoveringFormula[],
): CoveredDocument {
  const count = countOf(report.source.text, report.span);
  return { issuer, count, counted: totalOf(countLabels(count, labels)), stretches: stretchesOf(count, occurrences) };
}

function topLevel(outline: readonly Section[]): number {
  return Math.min(...outline.map(({ level }) => level));
}

/** An interval of what formulas cover, as one of what is labelled formula: slots and copies take the same share of both. */
function scaled(interval: readonly [number, number], formula: number, covered: number): readonly [number, number] {
  const factor = covered === 0 ? 0 : Math.min(1, formula / covered);
  const [low, high] = interval;
  return [Math.min(formula, low * factor), Math.min(1, Math.max(formula, high * factor))];
}

function coverage({ counted, stretches }: CoveredDocument): number {
  const sum = stretches.characters.reduce((all, characters) => all + characters, 0);
  return counted === 0 ? 0 : Math.min(1, sum / counted);
}

function sentenceSpans({ units, report }: Pick<CorpusDocument, 'report' | 'units'>): Span[] {
  const { sentences } = units;
  const { start, end } = units.tokens;
  const spans: Span[] = [];
  for (let s = 0; s + 1 < sentences.length; s++) {
    const from = sentences[s]!;
    const to = sentences[s + 1]!;
    if (from < to) spans.push({ start: start[from] ?? report.span.start, end: end[to - 1] ?? report.span.start });
  }
  return spans;
}
