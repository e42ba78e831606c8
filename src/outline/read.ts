/** From bytes to reports: decode, find the reports of a file, and say of each who gave it, when, and how it is built. */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Place, Report, Source } from '../model/report.js';
import type { Span } from '../model/span.js';
import { findDebris } from '../text/debris.js';
import { findRepairs } from '../text/repair.js';
import { detectScript } from '../text/script.js';
import { readSource } from '../text/source.js';
import { type BoundaryModel, boundaryModel } from './boundary.js';
import { readHeader } from './header.js';
import { hash53, reportId } from './identity.js';
import { readOutline } from './outline.js';
import { issuerOf, readPlace } from './place.js';
import { foldForReading, type Reading, readRepaired } from './reading.js';
import { type Cut, cutReports } from './split.js';
import { yearOf } from './year.js';

export interface ReadOptions {
  /** Where the bytes came from; part of the report's id, and shown to people. */
  readonly path?: string;
  /** Overrides detection. */
  readonly encoding?: string;
  /** False: the whole file is one report. Default true. */
  readonly split?: boolean;
}

export async function readReports(bytes: Uint8Array | string, options: ReadOptions = {}): Promise<Report[]> {
  const { source, diagnostics } = await readSource(bytes, options);
  const folded = foldForReading(source.text);
  const cuts = cutReports(folded, { whole: options.split === false });
  let boundaries: BoundaryModel | undefined;
  const model = (): BoundaryModel => {
    boundaries ??= boundaryModel(folded);
    return boundaries;
  };
  return cuts.map((cut, i) => readReport(source, cut, { number: i + 1, noticed: diagnostics, model }));
}

const EMPTY: Diagnostic = {
  code: 'empty',
  severity: 'error',
  message: 'There is no text in it: expected a report. Check that the file is the right one and was saved whole.',
};

interface Known {
  /** Counts the reports of a file from 1. */
  readonly number: number;
  /** What reading the file gave rise to. */
  readonly noticed: readonly Diagnostic[];
  /** Clause boundaries learnt from the whole file, made on first use. */
  readonly model: () => BoundaryModel;
}

function readReport(source: Source, cut: Cut, { number, noticed, model }: Known): Report {
  const { span } = cut;
  const content = source.text.slice(span.start, span.end);
  const id = reportId(source.path, number, content);
  const script = detectScript(content);
  const repairs = findRepairs(source.text, span, script);
  const debris = findDebris(source.text, span, source.format);
  const reading = readRepaired(source.text, span, { repairs, furniture: debris });
  const opening = cut.opening === undefined ? undefined : unitAt(reading, cut.opening);
  const header = readHeader(reading, opening);
  const diagnostics: Diagnostic[] = [...noticed];
  if (!/[\p{L}\p{N}]/u.test(content) && !noticed.some(({ severity }) => severity === 'error')) diagnostics.push(EMPTY);
  const body = reading.text.slice(header.end);
  const { year, finding } = yearOf({
    body,
    ...(header.titleYear === undefined ? {} : { titleYear: header.titleYear }),
    ...(header.date ? { date: header.date } : {}),
  });
  if (finding) diagnostics.push({ ...finding, span: titleSpan(span, header.end, reading) });
  const place = placeOf(header.places);
  const outline = readOutline(reading, header.end, model);
  return {
    id,
    source,
    span,
    ...(header.title === undefined ? {} : { title: header.title }),
    ...(place ? { place } : {}),
    issuer: issuerOf(place, hash53(id)),
    ...(year === undefined ? {} : { year }),
    ...(header.date ? { date: header.date.iso } : {}),
    ...(header.meeting ? { meeting: header.meeting } : {}),
    ...(header.speaker ? { speaker: header.speaker } : {}),
    script,
    masks: [],
    truncated: false,
    outline: outline.sections,
    repairs,
    furniture: debris,
    diagnostics,
  };
}

function placeOf(names: readonly string[]): Place | undefined {
  for (const name of names) {
    const place = readPlace(name);
    if (place) return place;
  }
  return undefined;
}

/** First unit of the reading that stands for source offset `offset` or later. */
function unitAt(reading: Reading, offset: number): number {
  let low = 0;
  let high = reading.start.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reading.start[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function titleSpan(span: Span, end: number, reading: Reading): Span {
  return { start: span.start, end: Math.max(span.start, reading.end[end - 1] ?? span.start) };
}
