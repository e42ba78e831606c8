/**
 * Findings as JSON and back. The file is the findings of the contract, with `kind` after `schemaVersion` and, at the end,
 * `texts`: by report id the stretches of text that the spans speak of, so that any format can be rendered again later without
 * the inputs. Same findings, same bytes: no dates, no machine data. The shape is published in schema/findings.schema.json.
 */

import { TaohuaError } from '../model/errors.js';
import { type FlagFindings, SCHEMA_VERSION } from '../model/findings.js';
import type { Section, SourceFormat } from '../model/report.js';
import { anonymised } from './anonymise.js';
import { byId, type Findings, type SourceReport, summariesOf } from './findings-set.js';
import type { RenderOptions } from './options.js';
import { keptSpans } from './texts.js';

export interface SavedText {
  readonly format: SourceFormat;
  /** Stretches of `source.text`, by offset. */
  readonly pieces: readonly { readonly start: number; readonly text: string }[];
  /** Length of `source.text`. */
  readonly length: number;
  /** For comparisons and drafts: where the headings stand. */
  readonly outline?: readonly Section[];
}

/** One JSON document, two spaces a level, a line feed at the end. */
export function renderJson(set: Findings, options: RenderOptions = {}): string {
  return `${JSON.stringify(savedFindings(set, options), null, 2)}\n`;
}

/** The object behind the JSON file. */
export function savedFindings(given: Findings, options: RenderOptions = {}): Readonly<Record<string, unknown>> {
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const policy = options.texts ?? 'full';
  const texts = policy === 'none' ? {} : { texts: savedTexts(set, policy) };
  const head = { schemaVersion: SCHEMA_VERSION, kind: set.kind };
  if (set.kind === 'comparison') return { ...head, ...set.comparison, ...texts };
  if (set.kind === 'corpus') {
    const reports = set.findings.reports === undefined ? { reports: summariesOf(set) } : {};
    return { ...head, ...reports, ...set.findings, ...texts };
  }
  const [only] = set.findings;
  if (set.findings.length === 1 && only !== undefined) return { ...head, ...withSources(set, only), ...texts };
  return { ...head, drafts: set.findings.map((one) => withSources(set, one)), ...texts };
}

/** The reports that passages point to are named even when the findings leave them to the caller. */
function withSources(set: Findings & { kind: 'flag' }, one: FlagFindings): FlagFindings {
  if (one.sources !== undefined) return one;
  const wanted = new Set(one.passages.map(({ source }) => source.report));
  return { ...one, sources: summariesOf(set).filter(({ id }) => wanted.has(id)) };
}

function savedTexts(set: Findings, policy: 'full' | 'quoted'): Readonly<Record<string, SavedText>> {
  const drafts = new Set(set.kind === 'flag' ? set.findings.map(({ draft }) => draft.id) : []);
  const reports = byId(set.reports);
  const texts: [string, SavedText][] = [];
  for (const [id, spans] of keptSpans(set, policy)) {
    const report = reports.get(id);
    if (report === undefined || spans.length === 0) continue;
    const { text, format } = report.source;
    const outline = set.kind === 'comparison' || drafts.has(id) ? { outline: report.outline } : {};
    const pieces = spans.map(({ start, end }) => ({ start, text: text.slice(start, end) }));
    texts.push([id, { format, pieces, length: text.length, ...outline }]);
  }
  return Object.fromEntries(texts);
}

/** One line for each thing found, for streams: a head line, then reports, formulas, documents, passages … as `{ type, … }`. */
export function renderNdjson(given: Findings, options: RenderOptions = {}): string {
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const lines: unknown[] = [{ type: 'head', schemaVersion: SCHEMA_VERSION, kind: set.kind }];
  const push = (type: string, rows: readonly object[], more: object = {}): void => {
    for (const row of rows) lines.push({ type, ...more, ...row });
  };
  push('report', summariesOf(set));
  if (set.kind === 'comparison') {
    const { comparison } = set;
    push('section', comparison.sections);
    push('link', comparison.links);
    for (const side of ['a', 'b'] as const)
      push(
        'specific',
        comparison.specific[side].map((span) => ({ side, span })),
      );
    push('value', comparison.values);
    for (const side of ['a', 'b'] as const)
      push(
        'term',
        comparison.terms[side].map((term) => ({ side, ...term })),
      );
    push('diagnostic', comparison.diagnostics);
  } else if (set.kind === 'corpus') {
    push('formula', set.findings.formulas);
    push('document', set.findings.documents);
    push('passage', set.findings.copies);
    push('omitted', set.findings.omitted);
    push('diagnostic', set.findings.diagnostics);
  } else {
    for (const one of set.findings) {
      lines.push({ type: 'draft', report: one.draft.id, ratio: one.ratio });
      push('passage', one.passages);
      push('leftover', one.leftovers, { report: one.draft.id });
      push('omitted', one.omitted, { report: one.draft.id });
      push('diagnostic', one.diagnostics, { report: one.draft.id });
    }
  }
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

type Loose = Readonly<Record<string, unknown>>;

/** Reads what `renderJson` wrote. Findings of another major version, or of no known kind, are refused by name. */
export function parseFindings(json: string): Findings {
  let saved: Loose;
  try {
    saved = record(JSON.parse(json.startsWith('\ufeff') ? json.slice(1) : json));
  } catch (cause) {
    throw new TaohuaError('bad-findings', 'The findings are not JSON; expected a file written by the json reporter.', {
      cause,
    });
  }
  const version = String(saved['schemaVersion'] ?? '');
  if (version.split('.')[0] !== SCHEMA_VERSION.split('.')[0]) {
    throw new TaohuaError(
      'bad-findings-version',
      `The findings have schemaVersion "${version.slice(0, 40)}"; this program reads ${SCHEMA_VERSION}. Compute them again.`,
    );
  }
  const { texts, kind, ...findings } = saved;
  const summaries = allSummaries(findings);
  const reports = summaries.map((summary) => restored(summary, record(texts ?? {})[String(summary['id'])]));
  // The shape below is the writer's own; the checks above and `need` refuse files that only look like it.
  switch (kindOf(kind, findings)) {
    case 'comparison': {
      need(findings, ['a', 'b', 'sections', 'links', 'specific', 'values', 'terms', 'diagnostics']);
      const [a, b] = reports;
      if (a === undefined || b === undefined)
        throw new TaohuaError('bad-findings', 'The comparison names no two reports.');
      return { kind: 'comparison', comparison: findings, reports: [a, b] } as unknown as Findings;
    }
    case 'corpus':
      need(findings, ['formulas', 'documents', 'copies', 'omitted', 'diagnostics']);
      return { kind: 'corpus', findings, reports } as unknown as Findings;
    case 'flag': {
      const drafts = Array.isArray(findings['drafts'])
        ? findings['drafts'].map((one) => ({ schemaVersion: version, ...record(one) }))
        : [findings];
      for (const one of drafts) need(one, ['draft', 'passages', 'leftovers', 'ratio', 'omitted', 'diagnostics']);
      return { kind: 'flag', findings: drafts, reports } as unknown as Findings;
    }
  }
}

function kindOf(kind: unknown, findings: Loose): Findings['kind'] {
  if (kind === 'comparison' || kind === 'corpus' || kind === 'flag') return kind;
  if ('links' in findings) return 'comparison';
  if ('documents' in findings) return 'corpus';
  if ('draft' in findings || 'drafts' in findings) return 'flag';
  throw new TaohuaError(
    'bad-findings',
    `The findings have kind ${JSON.stringify(kind ?? null).slice(0, 40)}; expected comparison, corpus or flag.`,
  );
}

function need(findings: Loose, keys: readonly string[]): void {
  for (const key of keys) {
    if (findings[key] === undefined || findings[key] === null) {
      throw new TaohuaError(
        'bad-findings',
        `The findings have no "${key}"; expected a file written by the json reporter.`,
      );
    }
  }
}

function record(value: unknown): Loose {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TaohuaError(
      'bad-findings',
      `Expected an object in the findings, found ${Array.isArray(value) ? 'a list' : typeof value}.`,
    );
  }
  return value as Loose;
}

function allSummaries(findings: Loose): readonly Loose[] {
  const lists = [findings, ...(Array.isArray(findings['drafts']) ? findings['drafts'].map(record) : [])];
  const all = lists.flatMap((one) => [
    ...['a', 'b', 'draft'].flatMap((key) => (one[key] === undefined ? [] : [record(one[key])])),
    ...['reports', 'sources'].flatMap((key) => (Array.isArray(one[key]) ? one[key].map(record) : [])),
  ]);
  const seen = new Set<unknown>();
  // A report compared with itself stands twice on purpose.
  if ('links' in findings) return all.slice(0, 2);
  return all.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Longest text that is put together from pieces; a length beyond it is a forgery, not a report. */
const MAX_LENGTH = 200_000_000;

function restored(summary: Loose, saved: unknown): SourceReport {
  const text = saved === undefined ? undefined : (record(saved) as unknown as SavedText);
  const pieces = [...(text?.pieces ?? [])].sort((x, y) => x.start - y.start);
  let whole = '';
  const known: { start: number; end: number }[] = [];
  for (const piece of pieces) {
    if (!(piece.start >= whole.length) || piece.start > MAX_LENGTH) continue;
    whole += ' '.repeat(piece.start - whole.length) + piece.text;
    known.push({ start: piece.start, end: piece.start + piece.text.length });
  }
  const { id, path, title, place, issuer, year, date, span } = summary as unknown as SourceReport & { path?: string };
  return {
    id,
    source: { ...(path === undefined ? {} : { path }), format: text?.format ?? 'text', text: whole },
    span,
    issuer,
    outline: text?.outline ?? [],
    known,
    ...(title === undefined ? {} : { title }),
    ...(place === undefined ? {} : { place }),
    ...(year === undefined ? {} : { year }),
    ...(date === undefined ? {} : { date }),
  };
}
