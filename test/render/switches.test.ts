/** Figures of the page under its switches, held to the findings themselves. */

import { beforeAll, expect, test } from 'vitest';
import type { CorpusFindings } from '../../src/model/findings.js';
import type { Report } from '../../src/model/report.js';
import { curveUnder } from '../../src/render/html/page/accumulation.js';
import { bankedFormulas, bankFile } from '../../src/render/html/page/bank-file.js';
import { ALL_COUNTED, type Counts, countedIn, countsOf, sentenceShare } from '../../src/render/html/page/figures.js';
import { withoutFormulas } from '../../src/render/html/page/rejected.js';
import { pairShare, sharedOf } from '../../src/render/html/page/shared.js';
import type { PageData } from '../../src/render/html/page-data.js';
import { pageModel } from '../../src/render/html/page-model.js';
import { analyseCorpus, mineFormulas } from '../../src/reuse/analyse.js';
import { bankOf, parseBank, writeBank } from '../../src/reuse/bank.js';
import { coveredDocument } from '../../src/reuse/document.js';
import { accumulationCurve } from '../../src/reuse/spread.js';
import { thresholdOf } from '../../src/reuse/threshold.js';
import { sampleCorpus } from '../golden/sample-corpus.js';
import { quotingCorpus } from './quoting.js';

let reports: readonly Report[];
let findings: CorpusFindings;
let data: PageData;

beforeAll(async () => {
  reports = await sampleCorpus();
  findings = await analyseCorpus(reports);
  data = { ...pageModel({ kind: 'corpus', findings, reports }, {}), shortened: 0 };
});

const judged = (rejected: ReadonlySet<number>): PageData => ({
  ...data,
  documents: data.documents.map((one) => withoutFormulas(one, rejected)),
});

test('with all counted the share of sentences and the curve are those of the findings', () => {
  data.documents.forEach((document, i) => {
    const share = sentenceShare(data, document, ALL_COUNTED);
    expect(share).toBeCloseTo(findings.documents[i]!.ratio.sentenceFormula, 10);
    expect(share).toBeGreaterThan(0);
  });
  expect(curveUnder(data, data, ALL_COUNTED)).toEqual(
    findings.accumulation!.map(({ issuers, formula }) => [issuers, formula]),
  );
});

test('without formulas no sentence holds one and the curve lies flat', () => {
  const filters = { ...ALL_COUNTED, formulas: false };
  for (const document of data.documents) expect(sentenceShare(data, document, filters)).toBe(0);
  expect(curveUnder(data, data, filters).every(([, formula]) => formula === 0)).toBe(true);
});

test('switches that are about copying leave both as they are', () => {
  const filters = { ...ALL_COUNTED, sameIssuer: false, least: 80 };
  for (const document of data.documents)
    expect(sentenceShare(data, document, filters)).toBe(sentenceShare(data, document, ALL_COUNTED));
  expect(curveUnder(data, data, filters)).toEqual(data.accumulation);
});

test('outside quotation marks sentences, curve, pairs and passages lose what stands inside', async () => {
  const set = await quotingCorpus();
  const quoting = { ...pageModel(set, {}), shortened: 0 };
  const filters = { ...ALL_COUNTED, quotations: false };
  quoting.documents.forEach((document, d) => {
    const { text } = set.reports[d]!.source;
    const { labels } = set.findings.documents[d]!;
    const total = labels.reduce((n, { span, label }) => (label === 'furniture' ? n : n + counted(text, span)), 0);
    const sentence = /[^。\n]+“绿水青山[^。]+。/.exec(text)![0];
    const [before, after] = [ALL_COUNTED, filters].map((one) => sentenceShare(quoting, document, one));
    expect(before).toBeCloseTo(set.findings.documents[d]!.ratio.sentenceFormula, 10);
    expect((before! - after!) * total).toBeCloseTo(counted(sentence), 6);
  });
  const [all, some] = [ALL_COUNTED, filters].map((one) => curveUnder(quoting, quoting, one).at(-1)![1]);
  const means = [ALL_COUNTED, filters].map((one) => {
    const counts = quoting.documents.map((document) => countsOf(quoting, document, one));
    const sum = (of: (one: Counts) => number): number => counts.reduce((n, each) => n + of(each), 0);
    return sum(({ formula, slot }) => formula + slot) / sum(({ total }) => total);
  });
  expect(means[1]!).toBeLessThan(means[0]!);
  // With every issuer known, the curve loses what the shares lose.
  expect(some! / all!).toBeCloseTo(means[1]! / means[0]!, 10);
  const [passage] = quoting.passages;
  expect(passage!.quoted).toBe(counted('青云河上人家守望相助'));
  expect(countedIn(passage!, filters)).toBe(passage!.characters - passage!.quoted!);
});

function counted(text: string, { start, end } = { start: 0, end: text.length }): number {
  return text.slice(start, end).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

test('the curve under verdicts is near the one counted anew without the rejected formulas', () => {
  for (const step of [2, 3, 7]) {
    const rejected = new Set(data.formulas.flatMap((_, i) => (i % step === 0 ? [i + 1] : [])));
    const gone = new Set([...rejected].map((number) => data.formulas[number - 1]!.id));
    const exact = recounted(gone);
    const shown = curveUnder(data, judged(rejected), ALL_COUNTED);
    shown.forEach(([issuers, formula], i) => {
      expect(issuers).toBe(exact[i]!.issuers);
      expect(Math.abs(formula - exact[i]!.formula)).toBeLessThan(0.01);
    });
    expect(shown.at(-1)![1]).toBeLessThan(data.accumulation.at(-1)![1]);
  }
});

/** The analysis's own curve when some formulas had not been found. */
function recounted(gone: ReadonlySet<string>): readonly { readonly issuers: number; readonly formula: number }[] {
  const formulas = findings.formulas.filter(({ id }) => !gone.has(id));
  const issuers = [...new Set(reports.map(({ issuer }) => issuer))].sort();
  const issuerOf = new Map(reports.map(({ id, issuer }) => [id, issuers.indexOf(issuer)]));
  const documents = findings.documents.map(({ report: id, labels }) => {
    const report = reports.find((one) => one.id === id)!;
    const occurrences = formulas.flatMap(({ occurrences: all }, formula) =>
      all.filter((one) => one.report === id).map(({ span }) => ({ formula, span })),
    );
    return coveredDocument({ report, issuer: issuerOf.get(id)! }, labels, occurrences);
  });
  const users = formulas.map(({ occurrences }) =>
    Uint32Array.from(new Set(occurrences.map(({ report }) => issuerOf.get(report)!))),
  );
  return accumulationCurve(documents, users, issuers.length, (n) => thresholdOf(n));
}

test('what two reports share sinks with each switch and never grows', () => {
  const all = sharedOf(data, ALL_COUNTED);
  for (const filters of [
    { ...ALL_COUNTED, formulas: false },
    { ...ALL_COUNTED, sameIssuer: false },
    { ...ALL_COUNTED, least: 60 },
  ]) {
    const some = sharedOf(data, filters);
    expect(some.totals).toEqual(all.totals);
    let sunk = 0;
    for (let a = 0; a < all.size; a++) {
      for (let b = 0; b < all.size; b++) {
        const [before, after] = [pairShare(all, a, b, true), pairShare(some, a, b, true)];
        expect(after).toBeLessThanOrEqual(before + 1e-12);
        if (after < before) sunk++;
      }
    }
    expect(sunk).toBeGreaterThan(0);
  }
});

test('a bank made on the page is the bank the library would export', async () => {
  const mined = mineFormulas(reports);
  const wanted = writeBank(bankOf(mined.corpus, mined.mined, mined.minIssuers));
  expect(
    bankFile(
      data,
      bankedFormulas(data.formulas, () => undefined),
    ),
  ).toBe(wanted);
  const first = data.formulas[0]!.id;
  const accepted = bankedFormulas(data.formulas, (id) => (id === first ? 'accepted' : undefined));
  expect(accepted.map(({ id }) => id)).toEqual([first]);
  const rejected = bankedFormulas(data.formulas, (id) => (id === first ? 'rejected' : undefined));
  expect(rejected).toHaveLength(data.formulas.length - 1);
  expect(parseBank(bankFile(data, accepted)).bank?.formulas).toHaveLength(1);
});
