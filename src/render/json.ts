/**
 * Findings as JSON and back. The file is the findings of the contract, with `kind` after `schemaVersion` and, at the end,
 * `texts`: by report id the stretches of text that the spans speak of, so that any format can be rendered again later without
 * the inputs. Same findings, same bytes: no dates, no machine data. The shape is published in schema/findings.schema.json.
 */

import type { Comparison } from '../model/comparison.js';
import type { ComparisonTable, ValueTableRow } from '../model/comparison-table.js';
import { TaohuaError } from '../model/errors.js';
import { type CorpusFindings, type FlagFindings, SCHEMA_VERSION } from '../model/findings.js';
import type { ReportSummary } from '../model/report.js';
import { anonymised } from './anonymise.js';
import { checkShape } from './check-shape.js';
import { type Findings, type SourceReport, summariesOf } from './findings-set.js';
import { COMPARISON_SHAPE, CORPUS_SHAPE, DRAFT_SHAPE, TABLE_SHAPE } from './findings-shape.js';
import type { RenderOptions } from './options.js';
import { restored, savedTexts } from './saved-texts.js';

/**
 * One JSON document with a line feed at the end. Each member of a list (a link, a passage, a report's labels) has a line of
 * its own: a difference between two files shows what changed, and a large corpus takes a third of what full indenting takes.
 */
export function renderJson(set: Findings, options: RenderOptions = {}): string {
  const members = present(savedFindings(set, options)).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${inLines(value)}`,
  );
  return `{\n${members.join(',\n')}\n}\n`;
}

function inLines(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Array.isArray(value)
    ? value.map((item) => JSON.stringify(item) ?? 'null')
    : present(value).map(([key, inner]) => `${JSON.stringify(key)}: ${JSON.stringify(inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return members.length === 0 ? `${open}${close}` : `${open}\n    ${members.join(',\n    ')}\n  ${close}`;
}

/** Members as JSON has them: what is undefined is not there. */
function present(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, inner]) => inner !== undefined);
}

/** The object behind the JSON file. */
export function savedFindings(given: Findings, options: RenderOptions = {}): Readonly<Record<string, unknown>> {
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const policy = options.texts ?? 'full';
  const texts = policy === 'none' ? {} : { texts: savedTexts(set, policy) };
  const head = { schemaVersion: SCHEMA_VERSION, kind: set.kind };
  if (set.kind === 'comparison') return { ...head, ...set.comparison, ...texts };
  if (set.kind === 'table') return { ...head, ...set.table, ...texts };
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
    for (const side of ['a', 'b'] as const)
      push(
        'named',
        (comparison.onlyNamed?.[side] ?? []).map((name) => ({ side, ...name })),
      );
    push('diagnostic', comparison.diagnostics);
  } else if (set.kind === 'table') {
    push('section', set.table.sections);
    push('value', set.table.values);
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

interface SavedFile {
  readonly schemaVersion?: unknown;
  readonly kind?: unknown;
  readonly texts?: unknown;
  readonly drafts?: unknown;
}

/** Reads what `renderJson` wrote. Another major version, no known kind or a wrong shape is refused by name. */
export function parseFindings(json: string): Findings {
  const { texts, kind, ...rest } = asObject(parsed(json));
  const version = String(rest.schemaVersion ?? '');
  if (version.split('.')[0] !== SCHEMA_VERSION.split('.')[0]) {
    throw new TaohuaError(
      'bad-findings-version',
      `The findings have schemaVersion "${version.slice(0, 40)}"; this program reads ${SCHEMA_VERSION}. Compute them again.`,
    );
  }
  const saved = new Map(Object.entries(asObject(texts ?? {}))) as ReadonlyMap<string, unknown>;
  const restore = (summary: ReportSummary): SourceReport => restored(summary, saved.get(summary.id));
  switch (kindOf(kind, rest)) {
    case 'comparison': {
      const comparison = checkShape(rest, COMPARISON_SHAPE) as Comparison;
      return { kind: 'comparison', comparison, reports: [restore(comparison.a), restore(comparison.b)] };
    }
    case 'table': {
      const table = withGaps(checkShape(rest, TABLE_SHAPE) as SavedTable);
      return { kind: 'table', table, reports: table.reports.map(restore) };
    }
    case 'corpus': {
      const findings = checkShape(rest, CORPUS_SHAPE) as CorpusFindings;
      return { kind: 'corpus', findings, reports: distinct(findings.reports ?? []).map(restore) };
    }
    case 'flag': {
      const { drafts } = rest;
      const all = (drafts === undefined ? [rest] : (checkShape(drafts, [{}]) as readonly object[])).map(
        (one) => checkShape({ schemaVersion: version, ...one }, DRAFT_SHAPE) as FlagFindings,
      );
      const summaries = all.flatMap(({ draft, sources }) => [draft, ...(sources ?? [])]);
      return { kind: 'flag', findings: all, reports: distinct(summaries).map(restore) };
    }
  }
}

/** JSON has no `undefined` in a list. */
interface SavedTable extends Omit<ComparisonTable, 'values'> {
  readonly values: readonly (Omit<ValueTableRow, 'cells'> & {
    readonly cells: readonly (ValueTableRow['cells'][number] | null)[];
  })[];
}

function withGaps(table: SavedTable): ComparisonTable {
  return {
    ...table,
    values: table.values.map((row) => ({ ...row, cells: row.cells.map((cell) => cell ?? undefined) })),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.startsWith('\ufeff') ? json.slice(1) : json);
  } catch (cause) {
    throw new TaohuaError('bad-findings', 'The findings are not JSON; expected a file written by the json reporter.', {
      cause,
    });
  }
}

function asObject(value: unknown): SavedFile {
  return checkShape(value, {}) as SavedFile;
}

function kindOf(kind: unknown, findings: object): Findings['kind'] {
  if (kind === 'comparison' || kind === 'table' || kind === 'corpus' || kind === 'flag') return kind;
  if ('links' in findings) return 'comparison';
  if ('documents' in findings) return 'corpus';
  if ('draft' in findings || 'drafts' in findings) return 'flag';
  throw new TaohuaError(
    'bad-findings',
    `The findings have kind ${JSON.stringify(kind ?? null).slice(0, 40)}; expected comparison, table, corpus or flag.`,
  );
}

function distinct(summaries: readonly ReportSummary[]): readonly ReportSummary[] {
  return [...new Map(summaries.map((summary) => [summary.id, summary])).values()];
}
