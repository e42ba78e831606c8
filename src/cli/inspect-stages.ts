/** The stages `taohua inspect` can show. Each gives a value for programs and lines for people, from the same data. */

import { compareReports } from '../compare/compare.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { explainLabel } from './inspect-label.js';
import type { StageName } from './inspect-names.js';
import { showDecoded, showNormalised, showOutlines, showRepairs } from './inspect-reading.js';
import { showBands, showCandidates, showRepeats, showShingles, showSignature } from './inspect-sketch.js';
import type { InspectWords } from './inspect-words.js';
import { quote, rounded, type Seen, seen } from './seen.js';

type Show = (reports: readonly Report[], words: InspectWords, offset: number) => Promise<Seen>;

export const STAGES: Readonly<Record<StageName, Show>> = {
  decode: async (reports, words) => showDecoded(reports, words),
  repair: async (reports, words) => showRepairs(reports, words),
  outline: async (reports, words) => showOutlines(reports, words),
  normalise: async (reports, words) => showNormalised(reports, words),
  shingles: showShingles,
  signature: showSignature,
  bands: showBands,
  candidates: showCandidates,
  repeats: showRepeats,
  links: async (reports, words) => seen(linksOf(reports), words),
  label: explainLabel,
};

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
