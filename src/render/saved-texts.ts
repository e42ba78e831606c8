/**
 * The texts of saved findings: of each report the stretches that the spans speak of, and reports made of them again. What is
 * not there is filled with blanks and line ends, so that offsets and lines stay true.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Locator, ReportSummary, Section, SourceFormat } from '../model/report.js';
import type { Span } from '../model/span.js';
import { checkShape } from './check-shape.js';
import { byId, type Findings, type SourceReport } from './findings-set.js';
import { CHILDREN_SHAPE, TEXT_SHAPE } from './findings-shape.js';
import { lineFinder, type Position } from './lines.js';
import { breaksOf } from './selection.js';
import { keptSpans } from './texts.js';

interface SavedText {
  readonly format: SourceFormat;
  readonly encoding?: string;
  /** What was wrong with the report as it was read. */
  readonly diagnostics?: readonly Diagnostic[];
  /** Stretches of `source.text`, by offset; of a text with lines of its own also where in them a stretch begins, from 1. */
  readonly pieces: readonly SavedPiece[];
  /** Of a file with pages or paragraphs: where they begin, as far as pieces lie in them. */
  readonly locators?: readonly Locator[];
  /** Length of `source.text`. */
  readonly length: number;
  /** But for a corpus: where the headings stand. */
  readonly outline?: readonly Section[];
  /** For a corpus: where the sections of the upper levels begin. */
  readonly breaks?: readonly number[];
  readonly speaker?: string;
}

interface SavedPiece {
  readonly start: number;
  readonly text: string;
  readonly line?: number;
  readonly column?: number;
}

/** What `texts` holds, by report id. */
export function savedTexts(set: Findings, policy: 'full' | 'quoted'): Readonly<Record<string, SavedText>> {
  const reports = byId(set.reports);
  const texts: [string, SavedText][] = [];
  for (const [id, spans] of keptSpans(set, policy)) {
    const report = reports.get(id);
    if (report === undefined || spans.length === 0) continue;
    const { text, format, encoding } = report.source;
    const diagnostics = report.diagnostics ?? [];
    const outline = set.kind === 'corpus' ? { breaks: breaksOf(report) } : { outline: report.outline };
    const find = format === 'text' || format === 'markdown' ? lineFinder(text) : undefined;
    const pieces = spans.map(
      ({ start, end }): SavedPiece => ({ start, text: text.slice(start, end), ...(start === 0 ? {} : find?.(start)) }),
    );
    const locators = locatorsIn(report.source.locators ?? [], spans);
    texts.push([
      id,
      {
        format,
        ...(encoding === undefined ? {} : { encoding }),
        ...(diagnostics.length === 0 ? {} : { diagnostics }),
        pieces,
        ...(locators.length === 0 ? {} : { locators }),
        length: text.length,
        ...outline,
        ...(report.speaker === undefined ? {} : { speaker: report.speaker }),
      },
    ]);
  }
  return Object.fromEntries(texts);
}

/** Pages or paragraphs that the stretches lie in. Both lists are in order. */
function locatorsIn(locators: readonly Locator[], spans: readonly Span[]): readonly Locator[] {
  return locators.filter(({ start }, i) => {
    const end = locators[i + 1]?.start ?? Number.POSITIVE_INFINITY;
    return spans.some((span) => span.start < end && start < span.end);
  });
}

/** Longest text that is put together from pieces; a length beyond it is a forgery, not a report. */
const MAX_LENGTH = 200_000_000;

/** A report of saved findings, with as much of its text as was saved. */
export function restored(summary: ReportSummary, saved: unknown): SourceReport {
  const text = saved === undefined ? undefined : (checkShape(saved, TEXT_SHAPE, 'findings.texts') as SavedText);
  const pieces = [...(text?.pieces ?? [])].sort((x, y) => x.start - y.start);
  const known: { start: number; end: number }[] = [];
  let whole = '';
  let end: Position | undefined = { line: 1, column: 1 };
  for (const piece of pieces) {
    if (!Number.isInteger(piece.start) || piece.start < whole.length || piece.start > MAX_LENGTH) continue;
    const length = piece.start - whole.length;
    const gap: string | undefined = end && gapBefore(piece, length, end);
    whole += (gap ?? ' '.repeat(length)) + piece.text;
    end = end && gap !== undefined ? behind(piece, end) : undefined;
    known.push({ start: piece.start, end: piece.start + piece.text.length });
  }
  const { id, path, title, place, issuer, year, date, span } = summary;
  return {
    id,
    source: {
      ...(path === undefined ? {} : { path }),
      format: text?.format ?? 'text',
      ...(text?.encoding === undefined ? {} : { encoding: text.encoding }),
      text: whole,
      ...(text?.locators === undefined ? {} : { locators: text.locators }),
    },
    span,
    issuer,
    outline: (text?.outline ?? []).map(withChildren),
    known,
    ...(end === undefined ? {} : { hasLines: true }),
    ...(text?.breaks === undefined ? {} : { breaks: text.breaks }),
    ...(text?.speaker === undefined ? {} : { speaker: text.speaker }),
    ...(text?.diagnostics === undefined ? {} : { diagnostics: text.diagnostics }),
    ...(title === undefined ? {} : { title }),
    ...(place === undefined ? {} : { place }),
    ...(year === undefined ? {} : { year }),
    ...(date === undefined ? {} : { date }),
  };
}

/**
 * What stands for the text of this length that is not there, from `end` on: blanks, and line ends enough for the piece to lie
 * where it lay. Undefined where the piece does not say so.
 */
function gapBefore({ line, column }: SavedPiece, length: number, end: Position): string | undefined {
  if (line === undefined || column === undefined) return length === 0 ? '' : undefined;
  const ends = line - end.line;
  const indent = ends === 0 ? 0 : column - 1;
  const blanks = length - ends - indent;
  if (!Number.isInteger(blanks) || ends < 0 || indent < 0 || blanks < 0) return undefined;
  return ' '.repeat(blanks) + '\n'.repeat(ends) + ' '.repeat(indent);
}

/** Where the text goes on behind a piece; one that does not say where it begins stands right behind what came before. */
function behind({ text, line, column }: SavedPiece, before: Position): Position {
  const from = { line: line ?? before.line, column: column ?? before.column };
  const end = lineFinder(text)(text.length);
  return end.line === 1
    ? { line: from.line, column: from.column + end.column - 1 }
    : { line: from.line + end.line - 1, column: end.column };
}

/** Sections hold sections: each level is checked as it is met. */
function withChildren(section: Section): Section {
  const children =
    section.children === undefined
      ? []
      : (checkShape(section.children, CHILDREN_SHAPE, 'outline') as readonly Section[]);
  return { ...section, children: children.map(withChildren) };
}
