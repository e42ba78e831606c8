/** Texts of the page, opened chunk by chunk when a view asks for them. */

import type { SourceReport } from '../../findings-set.js';
import { unpackText } from '../chunks.js';
import type { PageReport } from '../page-data.js';

export interface Texts {
  /** The report as the library's renderers know it; undefined when the file carries no text of it. */
  readonly source: (report: number) => SourceReport | undefined;
}

export function openTexts(reports: readonly PageReport[], chunkText: (chunk: number) => string): Texts {
  const chunks = new Map<number, string>();
  const sources = new Map<number, SourceReport>();
  return {
    source(number) {
      const ready = sources.get(number);
      if (ready !== undefined) return ready;
      const report = reports[number];
      if (report?.chunk === undefined || report.pieces === undefined) return undefined;
      let chunk = chunks.get(report.chunk);
      if (chunk === undefined) {
        chunk = unpackText(chunkText(report.chunk));
        chunks.set(report.chunk, chunk);
      }
      const source = assembled(report, number, chunk);
      sources.set(number, source);
      return source;
    },
  };
}

/** Pieces put back at their offsets; the holes between them are blanks that `known` leaves out. */
function assembled(report: PageReport, number: number, chunk: string): SourceReport {
  const [offset = 0, ...pieces] = report.pieces ?? [];
  const known: { start: number; end: number }[] = [];
  let at = offset;
  let text = '';
  for (let i = 0; i + 1 < pieces.length; i += 2) {
    const start = pieces[i]!;
    const length = pieces[i + 1]!;
    text += ' '.repeat(Math.max(0, start - text.length)) + chunk.slice(at, at + length);
    known.push({ start, end: start + length });
    at += length;
  }
  return {
    id: String(number),
    source: { format: 'text', text },
    span: report.span,
    issuer: report.issuer,
    outline: [],
    known,
  };
}
