/** The stages of the room sketch as `taohua inspect` shows them, over the sentences of the reports given. */

import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { unitsOf } from '../outline/units.js';
import { bandingThreshold, candidateProbability } from '../sketch/bands.js';
import {
  inspectBands,
  inspectCandidates,
  inspectRepeats,
  inspectShingles,
  inspectSignature,
} from '../sketch/inspect.js';
import { createSketcher, type Sketcher } from '../sketch/sketcher.js';
import type { InspectWords } from './inspect-words.js';
import { quote, rounded, type Seen, seen } from './seen.js';

const K = 3;
const BANDING = { bands: 32, rows: 4 };
const MIN_REPEAT = 13;

interface Sentences {
  readonly symbols: Uint32Array;
  readonly offsets: Uint32Array;
  readonly places: readonly { readonly report: Report; readonly span: Span }[];
}

/** The sentences of all reports as one column of symbols. */
function sentencesOf(reports: readonly Report[]): Sentences {
  const columns: Uint32Array[] = [];
  const offsets: number[] = [0];
  const places: { report: Report; span: Span }[] = [];
  let length = 0;
  for (const report of reports) {
    const { tokens, sentences } = unitsOf(report);
    columns.push(tokens.id);
    for (let s = 0; s + 1 < sentences.length; s++) {
      const [from, to] = [sentences[s]!, sentences[s + 1]!];
      offsets.push(length + to);
      places.push({ report, span: { start: tokens.start[from]!, end: tokens.end[to - 1]! } });
    }
    length += tokens.length;
  }
  const symbols = new Uint32Array(length);
  let at = 0;
  for (const column of columns) {
    symbols.set(column, at);
    at += column.length;
  }
  return { symbols, offsets: Uint32Array.from(offsets), places };
}

async function signed(reports: readonly Report[]) {
  const sentences = sentencesOf(reports);
  const sketcher: Sketcher = await createSketcher({ k: K });
  return { sentences, sketcher, signatures: sketcher.signatures(sentences.symbols, sentences.offsets) };
}

/** Where a sentence begins, and its words. */
function sideOf({ places }: Sentences, i: number): string {
  const { report, span } = places[i]!;
  return `${placeOf(report, span.start)} ${quote(report, span)}`;
}

function placeOf(report: Report, start: number): string {
  return `${report.source.path ?? report.id}:${start}`;
}

export async function showShingles(reports: readonly Report[], words: InspectWords): Promise<Seen> {
  const sentences = sentencesOf(reports);
  const { params } = await createSketcher({ k: K });
  const rows = inspectShingles(sentences, params);
  return seen(
    rows.map(({ passage, ...row }) => ({ ...row, sentence: sideOf(sentences, passage) })),
    words,
  );
}

export async function showSignature(reports: readonly Report[], words: InspectWords): Promise<Seen> {
  const { sentences, sketcher, signatures } = await signed(reports);
  const candidates = sketcher.candidates(signatures, BANDING.bands, BANDING.rows);
  const rows = inspectSignature(sentences, signatures, { sketcher, pairs: candidates });
  // The worst estimates first: they are what one looks for.
  const byError = [...rows].sort((x, y) => Math.abs(y.estimate - y.exact) - Math.abs(x.estimate - x.exact));
  const { kernel, params } = sketcher;
  const pairs = byError.map(({ i, j, estimate, exact }) => ({
    estimate: rounded(estimate),
    exact: rounded(exact),
    error: rounded(estimate - exact),
    a: sideOf(sentences, i),
    b: sideOf(sentences, j),
  }));
  const head = { kernel, ...params, pairs: pairs.length };
  return { value: { ...head, pairs }, lines: seen([head, ...pairs], words).lines };
}

const CURVE = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export async function showBands(reports: readonly Report[], words: InspectWords): Promise<Seen> {
  const { sentences, sketcher, signatures } = await signed(reports);
  const { bucketSizes, crowded } = inspectBands(signatures, BANDING, { permutations: sketcher.params.permutations });
  const curve = CURVE.map((jaccard) => ({ jaccard, candidate: rounded(candidateProbability(jaccard, BANDING)) }));
  const named = crowded.map(({ passages, ...bucket }) => ({
    ...bucket,
    sentences: passages.slice(0, 3).map((passage) => sideOf(sentences, passage)),
  }));
  const head = { ...BANDING, threshold: rounded(bandingThreshold(BANDING)) };
  const rows = [head, ...curve, ...bucketSizes, ...named];
  return { value: { ...head, curve, bucketSizes, crowded: named }, lines: seen(rows, words).lines };
}

export async function showCandidates(reports: readonly Report[], words: InspectWords): Promise<Seen> {
  const { sentences, sketcher, signatures } = await signed(reports);
  const found = inspectCandidates(sentences, signatures, { sketcher, banding: BANDING, top: Number.MAX_SAFE_INTEGER });
  const pairs = [...found.pairs].sort((x, y) => y.exact - x.exact || x.i - y.i || x.j - y.j);
  const rows = pairs.map(({ i, j, exact }) => ({
    jaccard: rounded(exact),
    a: sideOf(sentences, i),
    b: sideOf(sentences, j),
  }));
  const { candidates, byJaccard } = found;
  const strips = byJaccard.map((count, tenth) => ({ jaccard: `${tenth / 10}–${(tenth + 1) / 10}`, pairs: count }));
  const lines = seen([{ candidates }, ...strips.filter((strip) => strip.pairs > 0), ...rows], words).lines;
  return { value: { candidates, byJaccard, pairs: rows }, lines };
}

export async function showRepeats(reports: readonly Report[], words: InspectWords): Promise<Seen> {
  const units = reports.map((report) => ({ report, tokens: unitsOf(report).tokens }));
  const offsets = new Uint32Array(units.length + 1);
  for (const [i, { tokens }] of units.entries()) offsets[i + 1] = offsets[i]! + tokens.length;
  const symbols = new Uint32Array(offsets[units.length]!);
  for (const [i, { tokens }] of units.entries()) symbols.set(tokens.id, offsets[i]!);
  const rows = inspectRepeats({ symbols, offsets }, MIN_REPEAT, Number.MAX_SAFE_INTEGER).map(({ length, starts }) => {
    const places = starts.map((start) => {
      const at = offsets.findIndex((offset) => start < offset) - 1;
      const { report, tokens } = units[at]!;
      const first = start - offsets[at]!;
      return { report, span: { start: tokens.start[first]!, end: tokens.end[first + length - 1]! } };
    });
    const first = places[0]!;
    return {
      tokens: length,
      places: places.map(({ report, span }) => placeOf(report, span.start)),
      text: quote(first.report, first.span),
    };
  });
  return seen(rows, words);
}
