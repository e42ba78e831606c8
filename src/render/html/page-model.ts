/** Findings → what the page carries. Linear in labels and occurrences. */

import type { DocumentFindings } from '../../model/findings.js';
import type { Formula } from '../../model/formula.js';
import type { Basis, Leftover, Passage } from '../../model/passage.js';
import type { Span } from '../../model/span.js';
import { countCharacters } from '../characters.js';
import { figuresOf } from '../comparison-figures.js';
import { rankedCopies, rankedFormulas } from '../corpus-figures.js';
import { byId, type Findings, quote, type SourceReport, summariesOf } from '../findings-set.js';
import { clip, distinctNames } from '../names.js';
import { DEFAULTS, type RenderOptions } from '../options.js';
import { breaksOf, flatten } from '../selection.js';
import { cellHeading } from '../table-rows.js';
import { spokenOf } from '../texts.js';
import { labelColumns, labelsFrom, quotationsOf, quotedIn, sentenceColumns } from './label-columns.js';
import type {
  PageComparison,
  PageData,
  PageDocument,
  PageFormula,
  PageLeftover,
  PagePassage,
  PageReport,
  PageTable,
} from './page-data.js';
import { clippedParams, LONGEST_FIELD, notesOf } from './page-notes.js';

/** Per formula; the count of all stands beside the list. */
const MOST_OCCURRENCES = 400;
const MOST_WORDINGS = 20;
/** Shared numbers of one passage. */
const MOST_NUMBERS = 20;

interface Numbering {
  readonly report: (id: string) => number;
  readonly reports: ReadonlyMap<string, SourceReport>;
  /** What stands inside quotation marks, by report id; none where the text is not at hand. */
  readonly quotations: ReadonlyMap<string, readonly Span[]>;
}

/** The texts themselves are added by the caller, which knows how much room there is. */
export function pageModel(set: Findings, options: RenderOptions): Omit<PageData, 'shortened'> {
  const spoken = new Set(spokenOf(set));
  const summaries = summariesOf(set).filter(({ id }) => spoken.has(id));
  const names = distinctNames(summaries);
  const numbers = new Map(summaries.map(({ id }, i) => [id, i]));
  const reports = byId(set.reports);
  const extra: { id: string; name: string }[] = [];
  const report = (id: string): number => {
    let number = numbers.get(id);
    if (number === undefined) {
      number = summaries.length + extra.length;
      numbers.set(id, number);
      extra.push({ id, name: clip(id) });
    }
    return number;
  };
  const quotations = new Map(
    set.kind === 'comparison' || set.kind === 'table' ? [] : set.reports.map((one) => [one.id, quotationsOf(one)]),
  );
  const numbering: Numbering = { report, reports, quotations };
  const withHeadings = set.kind !== 'corpus' && set.kind !== 'table';
  const formulas = set.kind === 'corpus' ? rankedFormulas(set.findings.formulas) : [];
  const passages = rankedCopies(
    set.kind === 'corpus'
      ? set.findings.copies
      : set.kind === 'flag'
        ? set.findings.flatMap((one) => one.passages)
        : [],
  );
  const base = {
    kind: set.kind,
    lang: options.lang ?? DEFAULTS.lang,
    generator: options.generator ?? 'taohua',
    key: keyOf([...summaries.map(({ id }) => id), ...passages.map(({ id }) => id)]),
    documents: documentsOf(set, formulas, passages, numbering),
    formulas: formulas.map((formula) => formulaOf(formula, numbering)),
    passages: passages.map((passage) => passageOf(passage, numbering)),
    leftovers:
      set.kind === 'flag' ? set.findings.flatMap((one) => leftoversOf(one.leftovers, report(one.draft.id))) : [],
    ...notesOf(set, summaries, names, reports),
  };
  const corpus = set.kind === 'corpus' ? set.findings : undefined;
  const comparison = set.kind === 'comparison' ? { comparison: comparisonOf(set) } : {};
  const table = set.kind === 'table' ? { table: tableOf(set) } : {};
  const known = summaries.map((summary): PageReport => {
    const { title, path, place, issuer, year, date, characters, span } = summary;
    const report = reports.get(summary.id);
    const headings = withHeadings ? flatten(report?.outline ?? []) : [];
    const breaks = distances(report === undefined ? [] : breaksOf(report));
    return {
      name: names.get(summary.id) ?? summary.id,
      ...(title === undefined ? {} : { title: clip(title, LONGEST_FIELD) }),
      ...(path === undefined ? {} : { path: clip(path, LONGEST_FIELD) }),
      ...(place === undefined ? {} : { place: clip(place.name, LONGEST_FIELD) }),
      issuer: clip(issuer, LONGEST_FIELD),
      ...formatOf(reports.get(summary.id)),
      ...(year === undefined ? {} : { year }),
      ...(date === undefined ? {} : { date: clip(date, 40) }),
      characters,
      span,
      ...(breaks.length === 0 ? {} : { breaks }),
      ...(headings.length === 0
        ? {}
        : {
            headings: headings.map(({ level, marker, heading, headingSpan }) => ({
              level,
              text: clip(`${marker}${heading}`, 120),
              span: headingSpan,
            })),
          }),
    };
  });
  const unknown = extra.map(
    ({ name }): PageReport => ({ name, issuer: '', characters: 0, span: { start: 0, end: 0 } }),
  );
  return {
    ...base,
    ...comparison,
    ...table,
    accumulation: (corpus?.accumulation ?? []).map(({ issuers, formula }) => [issuers, formula] as const),
    ...(corpus?.threshold === undefined ? {} : { threshold: corpus.threshold }),
    reports: [...known, ...unknown],
  };
}

/** Ids of the reports in the order of their numbers, as far as they have texts. */
export function reportIds(set: Findings): readonly string[] {
  const spoken = new Set(spokenOf(set));
  return summariesOf(set)
    .map(({ id }) => id)
    .filter((id) => spoken.has(id));
}

function documentsOf(
  set: Findings,
  formulas: readonly Formula[],
  passages: readonly Passage[],
  numbering: Numbering,
): readonly PageDocument[] {
  if (set.kind === 'comparison' || set.kind === 'table') return [];
  const formulaNumbers = new Map(formulas.map(({ id }, i) => [id, i + 1]));
  const passageNumbers = new Map(passages.map(({ id }, i) => [id, i + 1]));
  const documents: readonly DocumentFindings[] =
    set.kind === 'corpus'
      ? set.findings.documents
      : set.findings.map((one) => ({ ...one, report: one.draft.id, labels: one.labels ?? labelsFrom(one) }));
  return documents.map(({ report, labels, ratio, sections, formulaSentences = [] }) => {
    const text = numbering.reports.get(report);
    const columns = labelColumns(labels, text, numbering.quotations.get(report) ?? [], (label) =>
      label.label === 'copied'
        ? (passageNumbers.get(label.passage ?? '') ?? 0)
        : (formulaNumbers.get(label.formula ?? '') ?? 0),
    );
    return {
      report: numbering.report(report),
      ...columns,
      ...(sections === undefined
        ? {}
        : {
            sections: sections.map(({ heading, span }) => [clip(heading, 60), span.start, span.end] as const),
          }),
      sentenceFormula: rounded(ratio.sentenceFormula),
      ...(formulaSentences.length === 0 || text === undefined
        ? {}
        : { formulaSentences: sentenceColumns(formulaSentences, labels, text) }),
      ...(ratio.langStice === undefined ? {} : { langStice: rounded(ratio.langStice) }),
      ...(ratio.interval === undefined ? {} : { interval: ratio.interval.formula }),
    };
  });
}

function formulaOf(formula: Formula, { report, reports }: Numbering): PageFormula {
  const shown = formula.occurrences.slice(0, MOST_OCCURRENCES);
  const hasSlots = formula.occurrences.some(({ values }) => values.length > 0);
  return {
    id: clip(formula.id, 40),
    template: clip(formula.template, LONGEST_FIELD),
    issuers: formula.issuers,
    reports: formula.reports,
    ...(formula.firstSeen === undefined ? {} : { firstSeen: clip(formula.firstSeen, 20) }),
    ...(formula.tokens === undefined ? {} : { tokens: formula.tokens }),
    wordings: (formula.wordings ?? [])
      .slice(0, MOST_WORDINGS)
      .map(({ text, count, issuers }) => [clip(text, LONGEST_FIELD), count, issuers] as const),
    at: shown.flatMap((one) => [report(one.report), one.span.start, one.span.end - one.span.start]),
    occurrences: formula.occurrences.length,
    values: hasSlots
      ? shown.map((one) => [
          report(one.report),
          ...one.values.map(({ span }) => clip(quote(reports.get(one.report), span) ?? '', 40)),
        ])
      : [],
  };
}

function passageOf(passage: Passage, { report, reports, quotations }: Numbering): PagePassage {
  const { id, draft, source, identity, surprise, direction, route, relation, leftovers, numbers } = passage;
  const text = quote(reports.get(draft.report), draft.span);
  const quoted =
    text === undefined
      ? 0
      : quotedIn(reports.get(draft.report)!.source.text, quotations.get(draft.report) ?? [], draft.span);
  return {
    id,
    draft: report(draft.report),
    draftSpan: draft.span,
    source: report(source.report),
    sourceSpan: source.span,
    characters: text === undefined ? draft.span.end - draft.span.start : countCharacters(text),
    ...(quoted === 0 ? {} : { quoted }),
    identity: rounded(identity),
    surprise: Math.round(surprise * 10) / 10,
    direction,
    ...(route === undefined ? {} : { route }),
    relation,
    leftovers: leftoversOf(leftovers, report(draft.report)),
    ...(numbers === undefined || numbers.length === 0
      ? {}
      : { numbers: numbers.slice(0, MOST_NUMBERS).map(({ value }) => clip(value, 40)) }),
  };
}

function leftoversOf(leftovers: readonly Leftover[], report: number): readonly PageLeftover[] {
  return leftovers.map(({ span, name, place, reason, basis }) => ({
    report,
    span,
    name: clip(name),
    place: clip(place),
    ...(basis !== undefined
      ? { basis: { code: basis.code, params: clippedParams(basis.params) as Basis['params'] } }
      : reason === undefined
        ? {}
        : { reason: clip(reason, LONGEST_FIELD) }),
  }));
}

function comparisonOf({ comparison, reports }: Findings & { kind: 'comparison' }): PageComparison {
  const { sections, specific, values, terms, truncated } = comparison;
  return {
    summary: figuresOf(comparison, reports),
    sections,
    links: comparison.links.map(({ a, b, relation, moved, score, formula, edits }) => ({
      a,
      b,
      relation,
      moved,
      score: rounded(score),
      formula,
      edits: edits ?? [],
    })),
    specific,
    values,
    terms,
    onlyNamed: comparison.onlyNamed ?? { a: [], b: [] },
    truncated,
  };
}

function tableOf(set: Findings & { kind: 'table' }): PageTable {
  const { sections, values, truncated } = set.table;
  return {
    sections: sections.map((row) => [
      row.cells.map((_, column) => clip(cellHeading(set, row, column) ?? '', 120)),
      rounded(row.score),
    ]),
    values: values.map(({ template, part, cells }) => ({
      template: clip(template, LONGEST_FIELD),
      ...(part === undefined ? {} : { part }),
      cells: cells.map((cell) => clip(cell?.value ?? '', 60)),
    })),
    truncated,
  };
}

function formatOf(report: SourceReport | undefined): Pick<PageReport, 'format'> {
  if (report === undefined) return {};
  const { format, encoding } = report.source;
  return { format: encoding === undefined ? format : `${format} · ${clip(encoding, 40)}` };
}

/** Sorted places as the way from each to the next. */
function distances(places: readonly number[]): readonly number[] {
  const sorted = [...new Set(places)].sort((x, y) => x - y);
  return sorted.map((place, i) => place - (sorted[i - 1] ?? 0));
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** FNV-1a over the ids: not a secret, only a name for the browser's storage. */
function keyOf(ids: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const id of ids) {
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
