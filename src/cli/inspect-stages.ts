/** The stages `taohua inspect` can show. Each gives a value for programs and lines for people, from the same data. */

import { compareReports } from '../compare/compare.js';
import type { Report, Section } from '../model/report.js';
import type { Span } from '../model/span.js';
import { Kind } from '../model/tokens.js';
import { unitsOf } from '../outline/units.js';
import { visible } from '../render/escape.js';
import { bandingThreshold, candidateProbability } from '../sketch/bands.js';
import { createJaccard } from '../sketch/jaccard.js';
import { repeats } from '../sketch/repeats.js';
import { createSketcher } from '../sketch/sketcher.js';
import { explainLabel } from './inspect-label.js';
import type { StageName } from './inspect-names.js';

export interface Seen {
  readonly value: unknown;
  readonly lines: readonly string[];
}

type Show = (reports: readonly Report[], offset: number) => Promise<Seen>;

const K = 3;
const BANDS = 32;
const ROWS = 4;

export const STAGES: Readonly<Record<StageName, Show>> = {
  decode: async (reports) => seen(reports.map(decodeOf)),
  repair: async (reports) => seen(reports.flatMap(repairsOf)),
  outline: async (reports) => outlines(reports),
  normalise: async (reports) => normalised(reports),
  shingles: async (reports) => seen(shinglesOf(reports)),
  signature: signatures,
  bands: async () => seen(curve()),
  candidates,
  repeats: async (reports) => seen(repeatsOf(reports)),
  links: async (reports) => seen(linksOf(reports)),
  label: explainLabel,
};

/** Rows of one shape: JSON as they are, lines as `key value` columns. */
function seen(rows: readonly Readonly<Record<string, unknown>>[]): Seen {
  const lines = rows.map((row) =>
    Object.entries(row)
      .map(([key, value]) => `${key} ${typeof value === 'string' ? visible(value) : JSON.stringify(value)}`)
      .join('  '),
  );
  return { value: rows, lines };
}

const QUOTE = 60;

function quote(report: Report, { start, end }: Span): string {
  const text = report.source.text.slice(start, Math.min(end, start + QUOTE)).replace(/\s+/g, ' ');
  return end - start > QUOTE ? `${text}…` : text;
}

function decodeOf({ id, source, span, script, diagnostics }: Report): Readonly<Record<string, unknown>> {
  const { format, encoding, text } = source;
  return { report: id, format, encoding, length: text.length, span, script, diagnostics };
}

function repairsOf(report: Report): Readonly<Record<string, unknown>>[] {
  return report.repairs.map(({ span, replacement, rule, confidence, applied, evidence }) => ({
    at: span.start,
    rule,
    applied,
    confidence,
    original: quote(report, { start: Math.max(0, span.start - 4), end: span.end + 4 }),
    replacement,
    ...(evidence === undefined ? {} : { evidence }),
  }));
}

function outlines(reports: readonly Report[]): Seen {
  const lines: string[] = [];
  for (const report of reports) {
    const { title, place, issuer, year, date, meeting, speaker, masks, truncated, span } = report;
    lines.push(visible(title ?? report.id));
    const facts = {
      place: place?.name,
      level: place?.level,
      issuer,
      year,
      date,
      meeting,
      speaker,
      masks,
      truncated,
      span,
    };
    for (const [key, value] of Object.entries(facts)) {
      if (value !== undefined)
        lines.push(`  ${key.padEnd(10)}${typeof value === 'string' ? visible(value) : JSON.stringify(value)}`);
    }
    const walk = (sections: readonly Section[], depth: number): void => {
      for (const { marker, heading, headingSpan, kind, children } of sections) {
        lines.push(
          `${String(headingSpan.start).padStart(8)} ${'  '.repeat(depth)}${visible(marker)}${visible(heading)}  [${kind}]`,
        );
        walk(children, depth + 1);
      }
    };
    walk(report.outline, 0);
    for (const { severity, code, message } of report.diagnostics)
      lines.push(`  ${severity} ${code}: ${visible(message)}`);
  }
  const value = reports.map(({ source: _, ...report }) => report);
  return { value, lines };
}

const KIND_NAMES = Object.keys(Kind);

function normalised(reports: readonly Report[]): Seen {
  const value = reports.map((report) => {
    const { tokens, sentences } = unitsOf(report);
    const rows = [];
    for (let s = 0; s + 1 < sentences.length; s++) {
      const [from, to] = [sentences[s]!, sentences[s + 1]!];
      let text = '';
      for (let t = from; t < to; t++) {
        const kind = tokens.kind[t]!;
        const original = report.source.text.slice(tokens.start[t], tokens.end[t]);
        text += kind === Kind.han || kind === Kind.word ? original : `{${KIND_NAMES[kind]}:${original}}`;
      }
      const span = { start: tokens.start[from]!, end: tokens.end[to - 1]! };
      rows.push({ at: span.start, original: report.source.text.slice(span.start, span.end), normalised: text });
    }
    return { report: report.id, sentences: rows };
  });
  const lines = value.flatMap(({ sentences }) =>
    sentences.flatMap(({ at, original, normalised: text }) => [
      `${String(at).padStart(8)} ${visible(original)}`,
      `${' '.repeat(8)} ${visible(text)}`,
    ]),
  );
  return { value, lines };
}

interface Passages {
  readonly symbols: Uint16Array;
  readonly offsets: Uint32Array;
  readonly places: readonly { readonly report: Report; readonly span: Span }[];
}

/** The sentences of all reports as one column of symbols. Words and slots are folded into 16 bits, as far as showing needs. */
function passagesOf(reports: readonly Report[]): Passages {
  const symbols: number[] = [];
  const offsets: number[] = [0];
  const places: { report: Report; span: Span }[] = [];
  for (const report of reports) {
    const { tokens, sentences } = unitsOf(report);
    for (let s = 0; s + 1 < sentences.length; s++) {
      const [from, to] = [sentences[s]!, sentences[s + 1]!];
      for (let t = from; t < to; t++) symbols.push((tokens.id[t]! ^ (tokens.id[t]! >>> 16)) & 0xffff);
      offsets.push(symbols.length);
      places.push({ report, span: { start: tokens.start[from]!, end: tokens.end[to - 1]! } });
    }
  }
  return { symbols: Uint16Array.from(symbols), offsets: Uint32Array.from(offsets), places };
}

function shinglesOf(reports: readonly Report[]): Readonly<Record<string, unknown>>[] {
  const { symbols, offsets, places } = passagesOf(reports);
  return places.map(({ report, span }, i) => {
    const grams = new Set<string>();
    const [from, to] = [offsets[i]!, offsets[i + 1]!];
    for (let t = from; t + K <= to; t++) grams.add(symbols.subarray(t, t + K).join());
    return { at: span.start, tokens: to - from, shingles: Math.max(1, grams.size), text: quote(report, span) };
  });
}

async function pairsOf(reports: readonly Report[]) {
  const { symbols, offsets, places } = passagesOf(reports);
  const sketcher = await createSketcher({ k: K });
  const signed = sketcher.signatures(symbols, offsets);
  const pairs = sketcher.candidates(signed, BANDS, ROWS);
  const exact = createJaccard({ symbols, offsets }, K);
  const rows = [];
  for (let p = 0; p < pairs.length; p += 2) {
    const [i, j] = [pairs[p]!, pairs[p + 1]!];
    rows.push({ i, j, estimate: sketcher.estimate(signed, i, j), exact: exact(i, j) });
  }
  return { rows, places, kernel: sketcher.kernel };
}

async function signatures(reports: readonly Report[]): Promise<Seen> {
  const { rows, kernel } = await pairsOf(reports);
  return seen(
    rows.map(({ i, j, estimate, exact }) => ({
      kernel,
      pair: [i, j],
      estimate: round(estimate),
      exact: round(exact),
      error: round(estimate - exact),
    })),
  );
}

async function candidates(reports: readonly Report[]): Promise<Seen> {
  const { rows, places } = await pairsOf(reports);
  rows.sort((x, y) => y.exact - x.exact || x.i - y.i || x.j - y.j);
  const side = (i: number): string => `${places[i]!.span.start} ${quote(places[i]!.report, places[i]!.span)}`;
  return seen(rows.map(({ i, j, exact }) => ({ jaccard: round(exact), a: side(i), b: side(j) })));
}

function curve(): Readonly<Record<string, unknown>>[] {
  const banding = { bands: BANDS, rows: ROWS };
  const points = Array.from({ length: 10 }, (_, i) => (i + 1) / 10);
  return [
    { ...banding, threshold: round(bandingThreshold(banding)) },
    ...points.map((jaccard) => ({ jaccard, candidate: round(candidateProbability(jaccard, banding)) })),
  ];
}

const MIN_REPEAT = 13;

function repeatsOf(reports: readonly Report[]): Readonly<Record<string, unknown>>[] {
  const units = reports.map((report) => ({ report, tokens: unitsOf(report).tokens }));
  const offsets = new Uint32Array(units.length + 1);
  for (const [i, { tokens }] of units.entries()) offsets[i + 1] = offsets[i]! + tokens.length;
  const symbols = new Uint32Array(offsets[units.length]!);
  for (const [i, { tokens }] of units.entries()) symbols.set(tokens.id, offsets[i]!);
  const triples = repeats(symbols, offsets, MIN_REPEAT);
  const rows = [];
  for (let t = 0; t < triples.length; t += 3) {
    const [start, end, group] = [triples[t]!, triples[t + 1]!, triples[t + 2]!];
    const at = units.findIndex((_, i) => start < offsets[i + 1]!);
    const { report, tokens } = units[at]!;
    const span = { start: tokens.start[start - offsets[at]!]!, end: tokens.end[end - 1 - offsets[at]!]! };
    rows.push({ group, tokens: end - start, report: report.id, at: span.start, text: quote(report, span) });
  }
  return rows.sort((a, b) => a.group - b.group || a.at - b.at);
}

function linksOf(reports: readonly Report[]): Readonly<Record<string, unknown>>[] {
  const [a, b] = reports;
  if (a === undefined || b === undefined) return [];
  const text = (report: Report, spans: readonly Span[]): string => spans.map((span) => quote(report, span)).join(' ⏎ ');
  return compareReports(a, b).links.map((link) => ({
    relation: link.relation,
    score: round(link.score),
    moved: link.moved,
    a: text(a, link.a),
    b: text(b, link.b),
  }));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
