/** One report of a file, put together: corrections, title block, place, year, outline, furniture, and what is odd about it. */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Furniture, Place, Repair, Report, Script, Source } from '../model/report.js';
import type { Span } from '../model/span.js';
import { findDebris } from '../text/debris.js';
import { findRepairs } from '../text/repair.js';
import { detectScript } from '../text/script.js';
import { readNotices } from './announced.js';
import type { BoundaryModel } from './boundary.js';
import { findChrome, settleFurniture, titleBlock } from './furniture.js';
import { type Header, readHeader } from './header.js';
import { hash53, reportId } from './identity.js';
import { findMasks } from './masks.js';
import { readOutline } from './outline.js';
import { issuerOf, readPlace } from './place.js';
import { inferPlace } from './place-inferred.js';
import { type FoldedFile, type Reading, readRepaired, spanAt, unitAt } from './reading.js';
import type { Cut } from './split.js';
import { findTruncation } from './truncation.js';
import { findFuturePast, yearOf } from './year.js';

/** What the file tells about the report. */
export interface Known {
  /** Counts the reports of a file from 1. */
  readonly number: number;
  /** Where the next report begins, or the text ends. */
  readonly end: number;
  /** What reading the file gave rise to. */
  readonly noticed: readonly Diagnostic[];
  /** Clause boundaries learnt from the whole file, made on first use. */
  readonly model: () => BoundaryModel;
  /** The whole source text, folded. */
  readonly folded: FoldedFile;
}

export function readReport(source: Source, cut: Cut, { number, end, noticed, model, folded }: Known): Report {
  const { span } = cut;
  const content = source.text.slice(span.start, span.end);
  const id = reportId(source.path, number, content);
  const script = detectScript(content, folded.mayHoldHan);
  // The rules for damage, marks and leads are those of Chinese official texts; in a text of words they could only err.
  const words = script === 'latin';
  const debris = words && source.format === 'text' ? [] : findDebris(source.text, span, source.format);
  const repairs = words ? [] : findRepairs(source.text, span, script, debris);
  const { reading, header, furniture } = readHead(source, cut, { script, repairs, debris, folded });
  const outline = words ? { sections: [], nested: [] } : readOutline(reading, header.end, model);
  const notices = readNotices(reading, outline.nested);
  const truncation = findTruncation({
    span,
    reading,
    behind: source.text.slice(span.end, Math.min(end, span.end + BEHIND)),
    unfinished: notices.unfinished,
    ...(header.claimedLength === undefined ? {} : { claimedLength: header.claimedLength }),
  });
  const mayHoldHan = folded.mayHoldHan || repairs.length > 0;
  const when = findWhen(header, reading, span, mayHoldHan);
  const who = findWho(header, reading, mayHoldHan);
  return {
    id,
    source,
    span,
    ...(header.title === undefined ? {} : { title: header.title }),
    ...(who.place ? { place: who.place } : {}),
    issuer: issuerOf(who.place, hash53(id)),
    ...(when.year === undefined ? {} : { year: when.year }),
    ...(header.date ? { date: header.date.iso } : {}),
    ...(header.meeting ? { meeting: header.meeting } : {}),
    ...(header.speaker ? { speaker: header.speaker } : {}),
    script,
    masks: script === 'latin' ? [] : findMasks(reading.raw),
    truncated: truncation.truncated,
    outline: outline.sections,
    repairs,
    furniture,
    diagnostics: [
      ...noticed,
      ...when.diagnostics,
      ...who.diagnostics,
      ...truncation.diagnostics,
      ...notices.diagnostics,
    ],
  };
}

/** Units behind a report in which its page says that this was only a part. */
const BEHIND = 1500;

interface Head {
  /** Without debris and page chrome; the title block is still in it. */
  readonly reading: Reading;
  readonly header: Header;
  readonly furniture: readonly Furniture[];
}

interface Corrected {
  readonly script: Script;
  readonly repairs: readonly Repair[];
  readonly debris: readonly Furniture[];
  readonly folded: FoldedFile;
}

function readHead(source: Source, { span, opening }: Cut, { script, repairs, debris, folded }: Corrected): Head {
  const official = script === 'simplified' || script === 'traditional';
  const chrome = official ? findChrome(folded.text, span, opening ?? span.start) : [];
  const struck = settleFurniture([...chrome, ...debris], []);
  const reading = readRepaired({ text: source.text, folded }, span, { repairs, furniture: struck });
  const header = readHeader(reading, opening === undefined ? undefined : unitAt(reading, opening));
  const known = opening !== undefined || (official && header.title !== undefined);
  const block =
    known && header.end > 0
      ? header.end < reading.raw.length
        ? spanAt(reading, header.end, header.end + 1).start
        : span.end
      : span.start;
  return { reading, header, furniture: settleFurniture(struck, titleBlock(folded.text, span.start, block)) };
}

function findWhen(
  header: Header,
  reading: Reading,
  span: Span,
  mayHoldHan: boolean,
): { year?: number; diagnostics: readonly Diagnostic[] } {
  const { titleYear, date, end } = header;
  const body = mayHoldHan ? reading.text.slice(end) : '';
  const { year, finding } = yearOf({
    body,
    ...(titleYear === undefined ? {} : { titleYear }),
    ...(date ? { date } : {}),
  });
  const block = {
    start: span.start,
    end: Math.max(span.start, end > 0 ? spanAt(reading, end - 1, end).end : span.start),
  };
  const diagnostics = finding ? [{ ...finding, span: block }] : [];
  return { ...(year === undefined ? {} : { year }), diagnostics: [...diagnostics, ...findFuturePast(reading, date)] };
}

function findWho(
  header: Header,
  reading: Reading,
  mayHoldHan: boolean,
): { place?: Place; diagnostics: readonly Diagnostic[] } {
  for (const { folded, raw } of header.places) {
    const place = readPlace(folded);
    if (place) return { place: place.level === 'country' ? place : { ...place, name: raw }, diagnostics: [] };
  }
  const place = mayHoldHan ? inferPlace(reading) : undefined;
  if (!place) return { diagnostics: [] };
  const message = `No title block names the place; the speech itself points to ${place.name}.`;
  return { place, diagnostics: [{ code: 'place-inferred', severity: 'info', params: { place: place.name }, message }] };
}
