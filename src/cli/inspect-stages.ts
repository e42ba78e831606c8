/** The stages `taohua inspect` can show. Each gives a value for programs and lines for people, from the same data. */

import { compareReports } from '../compare/compare.js';
import type { Report, Section } from '../model/report.js';
import type { Span } from '../model/span.js';
import { Kind } from '../model/tokens.js';
import { unitsOf } from '../outline/units.js';
import { visible } from '../render/escape.js';
import { explainLabel } from './inspect-label.js';
import type { StageName } from './inspect-names.js';
import { showBands, showCandidates, showRepeats, showShingles, showSignature } from './inspect-sketch.js';
import { quote, rounded, type Seen, seen } from './seen.js';

type Show = (reports: readonly Report[], offset: number) => Promise<Seen>;

export const STAGES: Readonly<Record<StageName, Show>> = {
  decode: async (reports) => seen(reports.map(decodeOf)),
  repair: async (reports) => seen(reports.flatMap(repairsOf)),
  outline: async (reports) => outlines(reports),
  normalise: async (reports) => normalised(reports),
  shingles: showShingles,
  signature: showSignature,
  bands: showBands,
  candidates: showCandidates,
  repeats: showRepeats,
  links: async (reports) => seen(linksOf(reports)),
  label: explainLabel,
};

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

function linksOf(reports: readonly Report[]): Readonly<Record<string, unknown>>[] {
  const [a, b] = reports;
  if (a === undefined || b === undefined) return [];
  const text = (report: Report, spans: readonly Span[]): string => spans.map((span) => quote(report, span)).join(' ⏎ ');
  return compareReports(a, b).links.map((link) => ({
    relation: link.relation,
    score: rounded(link.score),
    moved: link.moved,
    a: text(a, link.a),
    b: text(b, link.b),
  }));
}
