/**
 * What of each report is formula, what is lifted, what is its own: formulas first, then the copying that formulas do not
 * explain, then one label for every character, then ratios. Independent of input order; without clock or chance.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import { TaohuaError } from '../model/errors.js';
import { type CorpusFindings, SCHEMA_VERSION } from '../model/findings.js';
import type { Passage } from '../model/passage.js';
import type { Running } from '../model/progress.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { summaryOf } from '../outline/report-summary.js';
import { checkBank, type FormulaBank, templatesOf } from './bank.js';
import { type Columns, columnsOf } from './columns.js';
import { findCopies } from './copies.js';
import { buildCorpus, type Corpus } from './corpus.js';
import type { CoveringFormula } from './coverage.js';
import { coveredDocument, describeDocument } from './document.js';
import { mineFamilies } from './families.js';
import { describeFamilies, type MinedFormula } from './formulas.js';
import { labelReport, type PlacedFormula, type PlacedPassage } from './labels.js';
import { type LangStice, langStice } from './lang-stice.js';
import { formulaMask } from './mask.js';
import { duplicates, rank } from './ranking.js';
import { countsFor, usedCounts } from './shipped-counts.js';
import { accumulationCurve, bootstrapIntervals } from './spread.js';
import { thresholdOf } from './threshold.js';

export interface AnalyseOptions extends Running {
  /** Issuers a wording needs to be a formula: a share of all issuers below 1, a count from 2 on. Default 2 %, at least 3. */
  readonly minIssuers?: number;
  /** Shortest copied stretch, in characters. Range 5..500. */
  readonly minChars?: number;
  /** A formula bank from a larger corpus: its issuers count too. */
  readonly bank?: FormulaBank;
  /** Whether counts that ship with taohua may tell how common words are, where the reports are of few issuers. Default true. */
  readonly shipped?: boolean;
}

/** Formulas of a corpus with what mining them needed. */
export interface MinedCorpus {
  readonly corpus: Corpus;
  readonly columns: Columns;
  readonly mined: readonly MinedFormula[];
  readonly minIssuers: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The formulas of a corpus, without labels or copies: what a bank is exported from and what flagging leaves out. */
export function mineFormulas(
  reports: readonly Report[],
  options: Pick<AnalyseOptions, 'minIssuers' | 'bank'> = {},
): MinedCorpus {
  const corpus = buildCorpus(reports);
  const columns = columnsOf(corpus);
  const diagnostics: Diagnostic[] = [];
  const checked = options.bank === undefined ? undefined : checkBank(options.bank);
  diagnostics.push(...(checked?.diagnostics ?? []));
  const bank = checked?.bank;
  const minIssuers = thresholdOf(corpus.issuers.length, options.minIssuers);
  const families = mineFamilies(columns, {
    minIssuers,
    issuers: corpus.issuers.length,
    ...(bank ? { banked: templatesOf(columns, bank) } : {}),
  });
  if (corpus.issuers.length < minIssuers && reports.length > 0) {
    const count = corpus.issuers.length;
    diagnostics.push({
      code: 'few-issuers',
      severity: 'warning',
      params: { count, minIssuers, bank: bank ? 1 : 0 },
      message:
        `${count} issuer${count === 1 ? '' : 's'}, but a formula needs ${minIssuers}: nothing here can be told to be ` +
        `widespread${bank ? ' but for the formula bank' : '; add reports of other issuers or a formula bank'}`,
    });
  }
  return { corpus, columns, mined: describeFamilies(corpus, columns, families), minIssuers, diagnostics };
}

/** Labels, ratios, formulas and copies of a corpus. Long calls can be stopped by `signal` between stages. */
export async function analyseCorpus(reports: readonly Report[], options: AnalyseOptions = {}): Promise<CorpusFindings> {
  if (!Array.isArray(reports)) throw new TaohuaError('bad-argument', 'analyseCorpus needs a list of reports');
  const stage = stages(options);
  await stage('formulas');
  const { corpus, mined, minIssuers, diagnostics, issuersOf, published } = minedWithFigures(reports, options);
  await stage('copies');
  const explained = formulaMask(
    corpus,
    mined.map(({ family }) => family),
  );
  const counts = await countsFor({
    issuers: corpus.issuers.length,
    texts: corpus.documents.length < 2 ? [] : corpus.documents.map(({ units }) => units.tokens),
    shipped: options.shipped,
  });
  const { copies, omitted } = await findCopies(corpus, explained, { ...options, minIssuers, counts });
  await stage('labels');
  const placed = placeFormulas(corpus, mined);
  const labels = corpus.documents.map(({ report }, d) =>
    labelReport(report, placed[d]!.formulas, placePassages(report, copies)),
  );
  await stage('ratios');
  const covered = corpus.documents.map((document, d) => coveredDocument(document, labels[d]!, placed[d]!.covering));
  const intervals = bootstrapIntervals(covered, issuersOf, corpus.issuers.length, minIssuers);
  const documents = corpus.documents.map((document, d) =>
    describeDocument(document, {
      labels: labels[d]!,
      covered: covered[d]!,
      interval: intervals[d]!,
      published: published[d]!,
    }),
  );
  const accumulation = accumulationCurve(covered, issuersOf, corpus.issuers.length, (n) =>
    thresholdOf(n, options.minIssuers),
  );
  const ranking = rank(reports, copies);
  const order = corpus.documents.map(({ position }, d) => ({ position, d })).sort((a, b) => a.position - b.position);
  return {
    schemaVersion: SCHEMA_VERSION,
    reports: order.map(({ d }) => summaryOf(corpus.documents[d]!.report)),
    threshold: { issuers: corpus.issuers.length, minIssuers },
    formulas: mined.map(({ formula }) => formula),
    documents: order.map(({ d }) => documents[d]!),
    copies,
    pairs: ranking.pairs,
    clusters: ranking.clusters,
    accumulation,
    omitted,
    diagnostics: [
      ...diagnostics,
      ...(counts === undefined ? [] : [usedCounts(counts)]),
      ...duplicates(reports),
      ...ranking.diagnostics,
    ],
  };
}

/** What is read of the columns of a corpus, so that they are let go before copies are looked for. */
function minedWithFigures(
  reports: readonly Report[],
  options: AnalyseOptions,
): Omit<MinedCorpus, 'columns'> & { readonly issuersOf: Uint32Array[]; readonly published: readonly LangStice[] } {
  const { columns, ...rest } = mineFormulas(reports, options);
  const { corpus, mined } = rest;
  return { ...rest, issuersOf: issuersOfFormulas(columns, mined), published: langStice(corpus, columns) };
}

/** Lets the outside breathe between stages: an abort is seen, a listener hears. */
function stages({ signal, onProgress }: Running): (stage: string) => Promise<void> {
  const names = ['formulas', 'copies', 'labels', 'ratios'];
  return async (stage) => {
    onProgress?.({ stage, done: names.indexOf(stage), total: names.length });
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (signal?.aborted)
      throw new TaohuaError('aborted', `the analysis was stopped before ${stage}`, { cause: signal.reason });
  };
}

/** The occurrences of formulas in one document, in the order of the formulas: as labels and as the spread ask for them. */
interface Placed {
  readonly formulas: PlacedFormula[];
  readonly covering: CoveringFormula[];
}

function placeFormulas(corpus: Corpus, mined: readonly MinedFormula[]): Placed[] {
  const placed = corpus.documents.map((): Placed => ({ formulas: [], covering: [] }));
  for (const [row, { family, formula }] of mined.entries()) {
    const { id, issuers, occurrences } = formula;
    let d = 0;
    for (let i = 0; i < occurrences.length; i++) {
      const { from } = family.fits[i]!;
      while (corpus.starts[d + 1]! <= from) d++;
      const { span, values } = occurrences[i]!;
      const slots = values.length === 0 ? NO_SLOTS : values.map((value) => value.span);
      placed[d]!.formulas.push({ formula: id, issuers, span, slots });
      placed[d]!.covering.push({ formula: row, span });
    }
  }
  return placed;
}

const NO_SLOTS: readonly Span[] = [];

/** The passages whose later side, or either side where no date tells, is this report. */
export function placePassages(report: Report, copies: readonly Passage[]): PlacedPassage[] {
  const placed: PlacedPassage[] = [];
  for (const { id, draft, source, direction } of copies) {
    if (draft.report === report.id && direction !== 'source-from-draft') placed.push({ passage: id, span: draft.span });
    if (source.report === report.id && direction !== 'draft-from-source')
      placed.push({ passage: id, span: source.span });
  }
  return placed;
}

/** Issuers of each formula in the corpus. */
export function issuersOfFormulas(columns: Columns, mined: readonly MinedFormula[]): Uint32Array[] {
  return mined.map(({ family }) => Uint32Array.from(new Set(family.fits.map(({ from }) => columns.issuer[from]!))));
}
