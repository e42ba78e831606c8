/**
 * Stage `families`: all reports → formulas, what of each report they explain, and the figures of the corpus that later
 * stages quote. The choice of formulas is one greedy walk over the corpus (the widest wording takes its places first), so
 * this stage is one process: what it holds and costs is in docs/scale.md. Everything behind it is split.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import { TaohuaError } from '../model/errors.js';
import type { SlotValue } from '../model/formula.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { issuersOfFormulas, type MinedCorpus, mineFormulas } from '../reuse/analyse.js';
import { type LangStice, langStice } from '../reuse/lang-stice.js';
import { SHIPPED_COUNTS } from '../reuse/shipped-counts.gen.js';
import { countsFrom, usedCounts } from '../reuse/shipped-counts.js';
import { bootstrapRows, curveDraw, curveRows, ROW } from '../reuse/spread.js';
import { thresholdOf } from '../reuse/threshold.js';
import { packWords, unpackReport } from './packed.js';
import { NO_ROWS, type Program, text, whole } from './program.js';
import { type Row, textOf, wholeOf } from './protocol.js';

/** Figures of the corpus. */
export interface About {
  readonly documents: number;
  readonly issuers: number;
  readonly tokens: number;
  readonly minIssuers: number;
  /** Whether the shipped counts tell how common words are: so few issuers do not. */
  readonly shipped: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Token ranges of one report that formulas explain: from, to, from, to, … */
export type Mask = readonly number[];

/** What formulas are in one report. */
export interface Explained {
  /** `Report.id` */
  readonly report: string;
  /** The formulas that stand in it: id, issuers. */
  readonly formulas: readonly (readonly [string, number])[];
  /** Rows of these formulas for the interval and for the curve. */
  readonly interval: string;
  readonly curve: string;
  /** By place in `formulas`. */
  readonly occurrences: readonly {
    readonly formula: number;
    readonly span: Span;
    readonly values: readonly SlotValue[];
  }[];
  readonly published: LangStice;
}

/** `kind` 'about': the figures. 'formula': one, without its places. 'document': what formulas are in report `n`. 'mask': what they explain. */
export const families: Program = {
  input: [...whole('part', 'd', 'v'), ...text('body')],
  output: [...text('kind'), ...whole('n'), ...text('body')],
  grouped: true,
  open: ({ minIssuers }) => {
    const reports: Report[] = [];
    const voices: number[] = [];
    return {
      take: ([, d, v, body]) => {
        if (wholeOf(d, 'd') !== reports.length)
          throw new TaohuaError('bad-row', `report ${reports.length} is missing or not in its place`);
        reports.push(unpackReport(textOf(body, 'body')));
        voices.push(wholeOf(v, 'v'));
        return NO_ROWS;
      },
      end: () => {
        const mined = mineFormulas(reports, minIssuers === undefined ? {} : { minIssuers });
        checkOrder(mined, reports, voices);
        return rowsOf(mined, minIssuers);
      },
    };
  },
};

/** The engine's order must be ours: every number behind this stage counts on it. */
function checkOrder({ corpus }: MinedCorpus, reports: readonly Report[], voices: readonly number[]): void {
  for (const [d, { report, issuer }] of corpus.documents.entries()) {
    if (report !== reports[d] || issuer !== voices[d])
      throw new TaohuaError('bad-row', `the engine put ${reports[d]?.id ?? 'nothing'} where ${report.id} belongs`);
  }
}

function* rowsOf({ corpus, columns, mined, minIssuers, diagnostics }: MinedCorpus, asked?: number): Generator<Row> {
  const issuers = corpus.issuers.length;
  const texts = corpus.documents.length < 2 ? [] : corpus.documents.map(({ units }) => units.tokens);
  const counts = countsFrom(SHIPPED_COUNTS, { issuers, texts, shipped: undefined });
  const about: About = {
    documents: corpus.documents.length,
    issuers,
    tokens: corpus.tokens.length,
    minIssuers,
    shipped: counts !== undefined,
    diagnostics: counts === undefined ? diagnostics : [...diagnostics, usedCounts(counts)],
  };
  yield ['about', '0', JSON.stringify(about)];
  for (const [f, { formula }] of mined.entries()) {
    // Its places stand with their reports: a formula that everybody says must not become one row of everything.
    const { occurrences: _, ...rest } = formula;
    yield ['formula', String(f), JSON.stringify(rest)];
  }
  const issuersOf = issuersOfFormulas(columns, mined);
  const interval = bootstrapRows(issuersOf, issuers, minIssuers);
  const curve = curveRows(curveDraw(issuers), issuersOf, (n) => thresholdOf(n, asked));
  const published = langStice(corpus, columns);
  const held = heldBy(corpus.starts, mined);
  for (const [d, document] of corpus.documents.entries()) {
    const own = held[d]!;
    const numbers = [...new Set(own.map(({ f }) => f))];
    const place = new Map(numbers.map((f, i) => [f, i]));
    const explained: Explained = {
      report: document.report.id,
      formulas: numbers.map((f) => [mined[f]!.formula.id, mined[f]!.formula.issuers]),
      interval: packWords(...numbers.map((f) => interval.subarray(f * ROW, (f + 1) * ROW))),
      curve: packWords(...numbers.map((f) => curve.subarray(f * ROW, (f + 1) * ROW))),
      occurrences: own.map(({ f, i }) => {
        const { span, values } = mined[f]!.formula.occurrences[i]!;
        return { formula: place.get(f)!, span, values };
      }),
      published: published[d]!,
    };
    yield ['document', String(d), JSON.stringify(explained)];
    const mask: Mask = own.flatMap(({ f, i }) => {
      const { from, to } = mined[f]!.family.fits[i]!;
      return [from - document.first, to - document.first];
    });
    yield ['mask', String(d), JSON.stringify(mask)];
  }
}

/** Formula and number of each occurrence, by report, in the order of the formulas. */
export function heldBy(
  starts: Uint32Array,
  mined: MinedCorpus['mined'],
): { readonly f: number; readonly i: number }[][] {
  const held: { readonly f: number; readonly i: number }[][] = Array.from({ length: starts.length - 1 }, () => []);
  for (const [f, { family }] of mined.entries()) {
    let d = 0;
    for (const [i, { from }] of family.fits.entries()) {
      while (starts[d + 1]! <= from) d++;
      held[d]!.push({ f, i });
    }
  }
  return held;
}

/** 1 for each token of a report that a formula explains. */
export function maskOf(ranges: Mask, length: number): Uint8Array {
  const mask = new Uint8Array(length);
  for (let i = 0; i < ranges.length; i += 2) mask.fill(1, ranges[i], ranges[i + 1]);
  return mask;
}
