// What the search for copies does in WebAssembly and in words: the same links, the same counts.

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type Model, modelOf } from '../../src/reuse/background.js';
import { runsOf } from '../../src/reuse/candidates.js';
import { buildCorpus, type Corpus } from '../../src/reuse/corpus.js';
import { eachLink, type Links, linksOf } from '../../src/reuse/links.js';
import { linksInWords } from '../../src/reuse/links-js.js';
import { linksInWasm } from '../../src/reuse/links-wasm.js';
import { type CountedRuns, countCorpus } from '../../src/reuse/run-counts.js';
import { filler, made } from '../reuse/made.js';

function corpusOf(texts: readonly string[], issuers = texts.length): Corpus {
  return buildCorpus(texts.map((text, i) => made(text, { id: `r${i}`, issuer: `r${i % issuers}` })));
}

/** Some tokens explained, here and there a whole stretch. */
function explainedIn({ tokens }: Corpus, every: number): Uint8Array {
  return Uint8Array.from({ length: tokens.length }, (_, i) => (Math.floor(i / 7) % every === 0 ? 1 : 0));
}

function sorted(links: Links): string[] {
  const all: string[] = [];
  eachLink(links, (a, b) => all.push(`${a} ${b}`));
  return all.sort();
}

const PIECES = ['甲乙丙丁戊己庚辛', '子丑寅卯', '壬癸', '5.2%', '，', '。', '安化县'];

test('links are the same, whole and slice by slice', () => {
  let linked = 0;
  const text = fc.array(fc.constantFrom(...PIECES), { minLength: 3, maxLength: 40 }).map((a) => a.join(''));
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 2, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      (texts, maxIssuers, every, of) => {
        const corpus = corpusOf(texts, Math.max(1, texts.length - 3));
        const explained = explainedIn(corpus, every);
        for (let index = 0; index < of; index++) {
          const found = sorted(linksInWasm(corpus, explained, maxIssuers, { index, of })!);
          expect(found).toEqual(sorted(linksInWords(corpus, explained, maxIssuers, { index, of })));
          linked += found.length;
        }
      },
    ),
    { seed: 1, numRuns: 300 },
  );
  expect(linked).toBeGreaterThan(1000);
});

test('a run that fills the corpus is linked once a report, and in more than one call', () => {
  const texts = Array.from({ length: 40 }, (_, i) => filler(i % 3, 300).repeat(2));
  const corpus = corpusOf(texts);
  const explained = new Uint8Array(corpus.tokens.length);
  const found = linksInWasm(corpus, explained, 50, { index: 0, of: 1 })!;
  expect(found.length).toBeGreaterThan(1);
  expect(sorted(found)).toEqual(sorted(linksInWords(corpus, explained, 50, { index: 0, of: 1 })));
});

test('where a slice holds more than its share, words take over', () => {
  // One run, again and again: all of it in one slice of many.
  const corpus = corpusOf(['甲乙丙丁戊己庚辛'.repeat(2000), '甲乙丙丁戊己庚辛'.repeat(3)]);
  const explained = new Uint8Array(corpus.tokens.length);
  const slices = Array.from({ length: 9 }, (_, index) => ({ index, of: 9 }));
  expect(slices.some((slice) => linksInWasm(corpus, explained, 9, slice) === undefined)).toBe(true);
  expect(sorted(linksOf(corpus, explained, 9))).toEqual(
    sorted(slices.flatMap((slice) => linksInWords(corpus, explained, 9, slice))),
  );
});

test('counts of runs are the same without WebAssembly', () => {
  const corpus = corpusOf([filler(1, 200), filler(1, 100), filler(2, 100), '', filler(3, 50)], 3);
  const text = corpus.documents[0]!.units.tokens;
  const counted = (): { model: Model; runs: CountedRuns } => {
    const table = runsOf(text, 5, 3);
    const model = modelOf(text);
    const runs = { table, occurrences: new Float64Array(table.size) };
    countCorpus(corpus, model, runs);
    return { model, runs };
  };
  const inWasm = counted();
  vi.stubGlobal('WebAssembly', undefined);
  try {
    const inWords = counted();
    expect(inWasm.model).toEqual(inWords.model);
    expect(inWasm.runs.occurrences).toEqual(inWords.runs.occurrences);
    expect(inWasm.runs.table.issuers).toEqual(inWords.runs.table.issuers);
    expect(Math.max(...inWasm.runs.table.issuers)).toBeGreaterThan(1);
  } finally {
    vi.unstubAllGlobals();
  }
});
