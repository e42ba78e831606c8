/**
 * Findings as tables for spreadsheets (RFC 4180): UTF-8, with a byte order mark when asked for, line ends CR LF, and cells that
 * a spreadsheet would run as formulas made harmless. One file is one table; heads are the same in every language.
 */

import { TaohuaError } from '../model/errors.js';
import type { FlagFindings } from '../model/findings.js';
import type { Passage } from '../model/passage.js';
import type { Span } from '../model/span.js';
import { anonymised } from './anonymise.js';
import { countCharacters } from './characters.js';
import { inOrderOfA } from './comparison-figures.js';
import { rankedCopies, rankedFormulas } from './corpus-figures.js';
import { escapeCell } from './escape.js';
import { byId, type Findings, quote, type SourceReport, summariesOf } from './findings-set.js';
import { distinctNames } from './names.js';
import type { CsvTable, RenderOptions } from './options.js';
import { headingOf } from './selection.js';
import { cellHeading } from './table-rows.js';

type Cell = string | number | undefined;
interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The tables of each kind; the first is the one written unless the options name another. */
export const CSV_TABLES: Readonly<Record<Findings['kind'], readonly CsvTable[]>> = {
  comparison: ['links', 'values', 'names'],
  table: ['values', 'sections'],
  corpus: ['ratios', 'formulas', 'passages'],
  flag: ['passages', 'ratios'],
};

export function renderCsv(given: Findings, options: RenderOptions = {}): string {
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const tables = CSV_TABLES[set.kind];
  const table = options.table ?? tables[0]!;
  if (!tables.includes(table)) {
    throw new TaohuaError(
      'bad-argument',
      `A ${set.kind} has no table "${table}"; expected one of ${tables.join(', ')}.`,
    );
  }
  const { head, rows } = tableOf(set, table);
  const lines = [head, ...rows].map((row) => row.map(escapeCell).join(','));
  return `${options.bom === true ? '\ufeff' : ''}${lines.join('\r\n')}\r\n`;
}

function tableOf(set: Findings, table: CsvTable): Table {
  if (set.kind === 'comparison' && table === 'names') return namesTable(set);
  if (set.kind === 'comparison') return table === 'values' ? valuesTable(set) : linksTable(set);
  if (set.kind === 'table') return table === 'sections' ? sectionColumns(set) : valueColumns(set);
  if (table === 'ratios') return ratiosTable(set);
  if (table === 'formulas' && set.kind === 'corpus') return formulasTable(set);
  const passages = set.kind === 'corpus' ? set.findings.copies : set.findings.flatMap((one) => one.passages);
  return passagesTable(set, passages);
}

function linksTable({ comparison, reports }: Findings & { kind: 'comparison' }): Table {
  const text = (side: 0 | 1, spans: readonly Span[]): string =>
    spans.map((span) => quote(reports[side], span) ?? '').join(' ');
  const ends = (spans: readonly Span[]): readonly Cell[] => [spans[0]?.start, spans.at(-1)?.end];
  const links = inOrderOfA(comparison.links).map(({ a, b, relation, moved, score, formula }): readonly Cell[] => [
    relation,
    score,
    yes(moved),
    yes(formula),
    ...ends(a),
    ...ends(b),
    text(0, a),
    text(1, b),
  ]);
  const own = (side: 0 | 1, spans: readonly Span[]): readonly (readonly Cell[])[] =>
    spans.map((span) => {
      const place = ends([span]);
      const words = text(side, [span]);
      const nothing = [undefined, undefined];
      return [
        'only',
        undefined,
        yes(false),
        yes(false),
        ...(side === 0 ? [...place, ...nothing] : [...nothing, ...place]),
        side === 0 ? words : '',
        side === 1 ? words : '',
      ];
    });
  return {
    head: ['relation', 'score', 'moved', 'formula', 'a_start', 'a_end', 'b_start', 'b_end', 'a_text', 'b_text'],
    rows: [...links, ...own(0, comparison.specific.a), ...own(1, comparison.specific.b)],
  };
}

function valuesTable({ comparison }: Findings & { kind: 'comparison' }): Table {
  return {
    head: ['template', 'part', 'a', 'b', 'unit', 'a_number', 'b_number', 'difference', 'a_start', 'b_start'],
    rows: comparison.values.map(({ template, part, a, b, unit, numberA, numberB, spanA, spanB }) => [
      template,
      part,
      a,
      b,
      unit,
      numberA,
      numberB,
      numberA === undefined || numberB === undefined ? undefined : Number((numberB - numberA).toPrecision(12)),
      spanA?.start,
      spanB?.start,
    ]),
  };
}

/** What only one side names: one row a name, with the section that names it first. */
function namesTable({ comparison, reports }: Findings & { kind: 'comparison' }): Table {
  const rows = (['a', 'b'] as const).flatMap((side, s) =>
    (comparison.onlyNamed?.[side] ?? []).map(({ kind, text, spans, section }): readonly Cell[] => [
      side.toUpperCase(),
      kind,
      text,
      spans.length,
      section === undefined ? undefined : headingOf(reports[s], section),
      spans[0]?.start,
      spans[0]?.end,
    ]),
  );
  return { head: ['side', 'kind', 'name', 'times', 'section', 'start', 'end'], rows };
}

function valueColumns({ table }: Findings & { kind: 'table' }): Table {
  const names = distinctNames(table.reports);
  const columns = table.reports.map(({ id }) => names.get(id) ?? id);
  return {
    head: ['template', 'part', 'unit', ...columns, ...columns.map((name) => `${name} (number)`)],
    rows: table.values.map(({ template, part, unit, cells }) => [
      template,
      part,
      unit,
      ...cells.map((cell) => cell?.value),
      ...cells.map((cell) => cell?.number),
    ]),
  };
}

function sectionColumns(set: Findings & { kind: 'table' }): Table {
  const names = distinctNames(set.table.reports);
  return {
    head: ['heading', 'score', ...set.table.reports.map(({ id }) => names.get(id) ?? id)],
    rows: set.table.sections.map((row) => [
      row.heading,
      row.score,
      ...row.cells.map((_, column) => cellHeading(set, row, column)),
    ]),
  };
}

function ratiosTable(set: Findings & { kind: 'corpus' | 'flag' }): Table {
  const names = distinctNames(summariesOf(set));
  const summaries = new Map(summariesOf(set).map((summary) => [summary.id, summary]));
  const documents =
    set.kind === 'corpus'
      ? set.findings.documents
      : set.findings.map(({ draft, ratio }: FlagFindings) => ({ report: draft.id, ratio }));
  return {
    head: [
      'report',
      'file',
      'place',
      'issuer',
      'year',
      'date',
      'characters',
      'formula',
      'slot',
      'copied',
      'specific',
      'reuse',
      'sentence_formula',
      'lang_stice',
      'formula_low',
      'formula_high',
    ],
    rows: documents.map(({ report, ratio }) => {
      const summary = summaries.get(report);
      return [
        names.get(report) ?? report,
        summary?.path,
        summary?.place?.name,
        summary?.issuer,
        summary?.year,
        summary?.date,
        summary?.characters,
        ...[ratio.formula, ratio.slot, ratio.copied, ratio.specific, ratio.reuse, ratio.sentenceFormula].map(share),
        share(ratio.langStice),
        share(ratio.interval?.formula[0]),
        share(ratio.interval?.formula[1]),
      ];
    }),
  };
}

function formulasTable({ findings }: Findings & { kind: 'corpus' }): Table {
  return {
    head: ['id', 'template', 'issuers', 'reports', 'occurrences', 'first_seen', 'wordings'],
    rows: rankedFormulas(findings.formulas).map(
      ({ id, template, issuers, reports, occurrences, firstSeen, wordings }) => [
        id,
        template,
        issuers,
        reports,
        occurrences.length,
        firstSeen,
        wordings?.length,
      ],
    ),
  };
}

function passagesTable(set: Findings & { kind: 'corpus' | 'flag' }, passages: readonly Passage[]): Table {
  const names = distinctNames(summariesOf(set));
  const reports = byId(set.reports);
  const side = (where: Passage['draft']): readonly Cell[] => {
    const report: SourceReport | undefined = reports.get(where.report);
    return [
      names.get(where.report) ?? where.report,
      report?.source.path,
      where.span.start,
      where.span.end,
      quote(report, where.span),
    ];
  };
  return {
    head: [
      ...['id', 'characters', 'identity', 'surprise_bits', 'relation', 'direction', 'route', 'leftovers'],
      ...['draft', 'draft_file', 'draft_start', 'draft_end', 'draft_text'],
      ...['source', 'source_file', 'source_start', 'source_end', 'source_text'],
    ],
    rows: rankedCopies(passages).map((passage) => [
      passage.id,
      countCharacters(quote(reports.get(passage.draft.report), passage.draft.span) ?? ''),
      share(passage.identity),
      Math.round(passage.surprise * 10) / 10,
      passage.relation,
      passage.direction,
      passage.route,
      passage.leftovers.map(({ name, place }) => `${name} (${place})`).join('; '),
      ...side(passage.draft),
      ...side(passage.source),
    ]),
  };
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}

function share(value: number | undefined): Cell {
  return value === undefined ? undefined : Math.round(value * 1e6) / 1e6;
}
