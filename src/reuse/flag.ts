/**
 * `flagCopies`: which stretches of a draft stand in other reports beyond what formulas and chance explain, from where,
 * and what the copier forgot to change.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import { type FlagFindings, type Label, SCHEMA_VERSION } from '../model/findings.js';
import type { Passage } from '../model/passage.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { Kind } from '../model/tokens.js';
import { summaryOf } from '../outline/report-summary.js';
import { spanOfTokens, type Units } from '../outline/units.js';
import { type Held, hold } from './copy-align.js';
import { passageOf } from './copy-evidence.js';
import { type Explained, searchCorpus, searchEach } from './copy-search.js';
import { compareText } from './corpus.js';
import { type CorpusSource, canonical, collectionOf, type ReportIndex } from './corpus-source.js';
import { type CharacterCount, counterOf } from './counted-text.js';
import { type FlagOptions, limitsOf } from './flag-options.js';
import { labelReport } from './labels.js';
import type { Range } from './range.js';
import { type Counts, countFormulaSentences, countLabels, ratiosOf, sentencesWithFormula, totalOf } from './ratios.js';
import { countsFor, FEW_ISSUERS, usedCounts } from './shipped-counts.js';

/** Passages sorted by their place in the draft. Cost: linear in the draft and in every source. */
export async function flagCopies(
  draft: Report,
  against: readonly Report[] | ReportIndex,
  options: FlagOptions = {},
): Promise<FlagFindings> {
  // A draft that stands among the reports is no source of its own, in memory as in an index.
  const sources = await ('corpus' in against ? against : collectionOf(against)).corpus(draft.id);
  const issuers = new Set([draft.issuer, ...sources.issuers]).size;
  const limits = limitsOf(options, issuers);
  const own = hold(draft);
  const isAlone = options.pairwise === true || sources.size === 0;
  const counts = isAlone
    ? undefined
    : await countsFor({ issuers, texts: [own.units.tokens], shipped: options.shipped });
  const search = options.pairwise ? searchEach : searchCorpus;
  const { found, explained, omitted } = await search(own, sources, limits, { ...options, counts });
  const passages = found
    .map((one) => passageOf(own, one))
    .sort(
      (a, b) =>
        a.draft.span.start - b.draft.span.start || b.draft.span.end - a.draft.span.end || compareText(a.id, b.id),
    );
  const labels = labelsOf(own, explained, passages);
  const named = [...new Set(found.map(({ source }) => source.report))].sort(canonical);
  const summary = summaryOf(draft);
  return {
    schemaVersion: SCHEMA_VERSION,
    draft: summary,
    sources: named.map(summaryOf),
    passages,
    leftovers: passages.flatMap(({ leftovers }) => leftovers),
    labels,
    ...sharesOf(own, labels, summary.characters),
    omitted,
    diagnostics: [
      ...diagnosticsOf(draft, sources),
      ...(isAlone || issuers >= FEW_ISSUERS ? [] : [fewIssuers(issuers)]),
      ...(counts === undefined ? [] : [usedCounts(counts)]),
    ],
  };
}

/** Formulas as labels, copies above them; a text that may be copied counts as formula where no formula stands. */
function labelsOf({ report, units }: Held, explained: Explained | undefined, passages: readonly Passage[]): Label[] {
  const allowed = explained === undefined ? [] : rangesOf(explained.allowed);
  const formulas = [
    ...allowed.map(({ from, to }) => ({
      formula: '',
      issuers: 0,
      span: { start: units.tokens.start[from]!, end: units.tokens.end[to - 1]! },
      slots: slotsIn(units, from, to),
    })),
    ...(explained?.formulas ?? []),
  ];
  const copies = passages.map(({ id, draft }) => ({ passage: id, span: draft.span }));
  return labelReport(report, formulas, copies).map(({ formula: _, ...label }) => label);
}

function rangesOf(mask: Uint8Array): Range[] {
  const ranges: Range[] = [];
  for (let from = 0; from < mask.length; from++) {
    if (mask[from] !== 1) continue;
    let to = from + 1;
    while (to < mask.length && mask[to] === 1) to++;
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}

/** What varies by rule inside a formula: its numbers, dates, places. */
function slotsIn({ tokens }: Units, from: number, to: number): Span[] {
  const slots: Span[] = [];
  for (let i = from; i < to; i++) {
    if (tokens.kind[i]! >= Kind.number) slots.push({ start: tokens.start[i]!, end: tokens.end[i]! });
  }
  return slots;
}

function sharesOf(
  { report, units }: Held,
  labels: readonly Label[],
  characters: number,
): Pick<FlagFindings, 'ratio' | 'formulaSentences'> {
  const count = counterOf(report.source.text);
  const hasFormula = labels.some(({ label }) => label === 'formula');
  const sentences = hasFormula ? sentencesWithFormula(labels, sentencesOf(report, units)) : [];
  return {
    ratio: ratiosOf(
      countsOf(count, labels, report, characters),
      countFormulaSentences(count, labels, sentences, report.span),
    ),
    formulaSentences: sentences,
  };
}

/** What is specific is the rest, where nothing is left out: most of a draft is not counted twice. */
function countsOf(count: CharacterCount, labels: readonly Label[], { furniture }: Report, characters: number): Counts {
  if (furniture.length > 0) return countLabels(count, labels);
  const others = countLabels(
    count,
    labels.filter(({ label }) => label !== 'specific'),
  );
  return { ...others, specific: characters - totalOf(others) };
}

function sentencesOf({ source, span }: Report, { tokens, sentences }: Units): { start: number; end: number }[] {
  const spans = [];
  for (let i = 0; i + 1 < sentences.length; i++) {
    if (sentences[i]! < sentences[i + 1]!)
      spans.push(spanOfTokens(source.text, tokens, sentences[i]!, sentences[i + 1]!, span));
  }
  return spans;
}

/** What a reader of copies has to know who gave few reports. */
function fewIssuers(count: number): Diagnostic {
  return {
    code: 'few-issuers',
    severity: 'info',
    params: { count },
    message:
      `${count} issuer${count === 1 ? '' : 's'}, the draft’s own among them: with so few, wording that everybody uses can pass ` +
      'for a copy; add reports of other issuers or a formula bank, and read what is marked',
  };
}

function diagnosticsOf(draft: Report, sources: CorpusSource): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (sources.size === 0) {
    diagnostics.push({
      code: 'no-sources',
      severity: 'warning',
      message: 'There is no other report to hold the draft against; give at least one.',
    });
  }
  const scripts = new Set([draft.script === 'latin' ? 'latin' : 'han', ...sources.scripts]);
  if (scripts.size > 1) {
    diagnostics.push({
      code: 'mixed-scripts',
      severity: 'info',
      message:
        'Reports in Latin and in Han script were given together; they share no units and are never matched with each other.',
    });
  }
  return diagnostics;
}
