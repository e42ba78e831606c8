// The measures around the labels: the published one, the interval, the curve, the ranking.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Passage } from '../../src/model/passage.js';
import { columnsOf } from '../../src/reuse/columns.js';
import { buildCorpus } from '../../src/reuse/corpus.js';
import { countOf } from '../../src/reuse/counted-text.js';
import { type CoveringFormula, stretchesOf } from '../../src/reuse/coverage.js';
import { langStice } from '../../src/reuse/lang-stice.js';
import { rank } from '../../src/reuse/ranking.js';
import { accumulationCurve, bootstrapIntervals, type CoveredDocument } from '../../src/reuse/spread.js';
import { made } from './made.js';

const words = (n: number): string =>
  ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heath', 'islet', 'jetty'][n % 10]!;
const own = (i: number): string => `${words(i)} ${words(i + 3)} ${words(i + 7)} q${i}zzzz w${i}yyyy.`;

test('Lang and Stice-Lawrence: sentences with a phrase of 30 to 75 % of the issuers, over all', () => {
  // Ten issuers; four say one sentence of five words, all say another.
  const reports = Array.from({ length: 10 }, (_, i) => {
    const common = i < 4 ? ' The council shall keep order.' : '';
    return made(`${own(i)}${common} We thank all who came.`, { id: `i${i}`, issuer: `i${i}` });
  });
  const corpus = buildCorpus(reports);
  const shares = langStice(corpus, columnsOf(corpus));
  expect(shares[0]!.capped).toBeCloseTo(5 / 15, 6);
  expect(shares[0]!.uncapped).toBeCloseTo(10 / 15, 6);
  expect(shares[9]!.capped).toBe(0);
  expect(shares[9]!.uncapped).toBeCloseTo(5 / 10, 6);
});

const TEXT = '甲乙丙丁戊己庚辛壬癸';
const count = countOf(TEXT, { start: 0, end: 10 });
const documents: CoveredDocument[] = Array.from({ length: 6 }, (_, issuer) => ({
  issuer,
  count,
  counted: 10,
  stretches: stretchesOf(count, [
    { formula: 0, span: { start: 0, end: 4 } },
    ...(issuer < 3 ? [{ formula: 1, span: { start: 2, end: 8 } }] : []),
  ]),
}));
const issuers = [Uint32Array.of(0, 1, 2, 3, 4, 5), Uint32Array.of(0, 1, 2)];

test('the bootstrap interval reaches to both sides of the share, and is the same every time', () => {
  const first = bootstrapIntervals(documents, issuers, 6, 3);
  expect(bootstrapIntervals(documents, issuers, 6, 3)).toEqual(first);
  for (const [low, high] of first) expect(low >= 0 && low <= 0.8 && high >= 0.4 && high <= 1).toBe(true);
  expect(first.some(([low, high]) => low < high)).toBe(true);
});

test('the accumulation curve grows and ends at the whole corpus', () => {
  const curve = accumulationCurve(documents, issuers, 6, () => 3);
  expect(curve.map((point) => point.issuers)).toEqual([1, 2, 3, 5, 6]);
  expect(curve[0]!.formula).toBe(0);
  expect(curve.at(-1)!.formula).toBeCloseTo((3 * 0.8 + 3 * 0.4) / 6, 9);
  expect(accumulationCurve([], [], 0, () => 3)).toEqual([]);
});

test('stretches hold each character that formulas cover once, with all of these formulas', () => {
  const text = '甲，乙丙 a1。丁\n戊己庚辛壬癸';
  const within = { start: 1, end: text.length - 1 };
  const counting = countOf(text, within);
  const spans = fc.array(fc.tuple(fc.nat(3), fc.nat(text.length - 2), fc.integer({ min: 1, max: 6 })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(spans, (made) => {
      const occurrences: CoveringFormula[] = made.map(([formula, start, length]) => ({
        formula,
        span: { start: start + 1, end: Math.min(text.length - 1, start + 1 + length) },
      }));
      const { characters, from, formula } = stretchesOf(counting, occurrences);
      const got = [0, 0, 0, 0];
      for (let i = 0; i < characters.length; i++)
        for (const one of new Set(formula.subarray(from[i]!, from[i + 1]!))) got[one]! += characters[i]!;
      const expected = [0, 1, 2, 3].map((one) => {
        const held = [...text].filter((_, at) =>
          occurrences.some(({ formula: own, span }) => own === one && span.start <= at && at < span.end),
        );
        return held.filter((c) => /[\p{L}\p{N}]/u.test(c)).length;
      });
      expect(got).toEqual(expected);
    }),
    { seed: 1, numRuns: 200 },
  );
});

const passage = (draft: string, source: string, surprise: number, length = 4): Passage => ({
  id: `${draft}${source}`,
  draft: { report: draft, span: { start: 0, end: length } },
  source: { report: source, span: { start: 0, end: length } },
  identity: 1,
  surprise,
  direction: 'unknown',
  leftovers: [],
  relation: 'identical',
});

test('pairs are ranked by shared bits; a chain of copies is no group', () => {
  const reports = ['a', 'b', 'c', 'd', 'e'].map((id) => made(TEXT, { id, issuer: id }));
  // a-b-c all linked; c-d and d-e only chained.
  const copies = [
    passage('a', 'b', 90),
    passage('b', 'c', 80),
    passage('a', 'c', 70),
    passage('c', 'd', 60),
    passage('d', 'e', 50),
  ];
  const { pairs, clusters } = rank(reports, copies);
  expect(pairs.map(({ a, b, surprise }) => `${a}${b} ${surprise}`)).toEqual([
    'ab 90',
    'bc 80',
    'ac 70',
    'cd 60',
    'de 50',
  ]);
  expect(clusters).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
  expect(pairs[0]!.characters).toBe(4);
});

test('reports that share nearly everything are named', () => {
  const reports = ['a', 'b'].map((id) => made(TEXT + id, { id, issuer: id }));
  expect(rank(reports, [passage('a', 'b', 500, 10)]).diagnostics.map(({ code }) => code)).toEqual(['near-duplicate']);
});
