/** The rows of sources and reports in the tables of the record. */

import { packGroup, type SourceGroup } from './stored-report.js';

export interface SourceEntry {
  readonly no: number;
  /** Place in the order of the index: as added; a changed file keeps the place it had. */
  readonly rank: number;
  readonly key: string;
  readonly hash: string;
}

/** A group of reports with the number of tokens of each. */
export interface CountedGroup extends SourceGroup {
  readonly tokens: readonly number[];
}

/** A source that is added, and the number of its first report. */
export interface AddedSource {
  readonly entry: SourceEntry;
  readonly group: CountedGroup;
  readonly first: number;
}

export function* rowsOfSources(added: readonly AddedSource[]): Generator<(string | number | Uint8Array | null)[]> {
  for (const { entry, group } of added) {
    const { path, format, encoding, text } = group.source;
    const size = Buffer.byteLength(text);
    yield [
      entry.no,
      entry.rank,
      entry.key,
      entry.hash,
      path ?? null,
      format,
      encoding ?? null,
      text.length,
      size,
      packGroup(group),
    ];
  }
}

export function* rowsOfReports(added: readonly AddedSource[]): Generator<(string | number | Uint8Array | null)[]> {
  for (const { entry, group, first } of added) {
    for (const [i, report] of group.reports.entries()) {
      const { id, issuer, title, place, year, date, script } = report;
      yield [
        first + i,
        entry.no,
        i + 1,
        id,
        issuer,
        title ?? null,
        place?.name ?? null,
        year ?? null,
        date ?? null,
        script,
        group.tokens[i]!,
      ];
    }
  }
}
