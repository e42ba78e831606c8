/** How a report is called in a list: by place and year where it says them, else by title, else by file. */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Direction, Leftover } from '../model/passage.js';
import type { ReportSummary } from '../model/report.js';
import type { Words } from './words.js';

/** Longer names are cut; a hostile file name may be megabytes long. */
const LONGEST_NAME = 60;

/** The name of a file without its folders. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

export function reportName(summary: ReportSummary): string {
  const { place, year, title, path, id } = summary;
  if (place !== undefined && place.name !== '') return clip(year === undefined ? place.name : `${place.name} ${year}`);
  if (title !== undefined && title.trim() !== '') return clip(title.trim());
  return clip(path === undefined ? id : baseName(path));
}

/** Why something was marked, in the reader's language; findings of an earlier version have the words of the library only. */
export function reasonOf(
  { sentence }: Words,
  { basis, reason }: Pick<Leftover, 'basis' | 'reason'>,
): string | undefined {
  return basis === undefined ? reason : sentence.basis(basis);
}

/** Between the names of both sides of a passage: who took from whom. */
export const ARROWS: Readonly<Record<Direction, string>> = {
  'draft-from-source': '←',
  'source-from-draft': '→',
  unknown: '⇄',
};

/** At most `most` UTF-16 units, an ellipsis included, never half a surrogate pair. */
export function clip(text: string, most: number = LONGEST_NAME): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, Math.max(0, most - 1));
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A note that speaks of reports by their ids, with the names readers know them by. */
export function withNames<Note extends Diagnostic>(found: Note, names: ReadonlyMap<string, string>): Note {
  const { params, message } = found;
  if (params === undefined || !SPEAKS_OF_REPORTS.has(found.code)) return found;
  const ids = Object.values(params).flatMap((value) => String(value).split(', '));
  const known = ids.filter((id) => names.has(id)).sort((x, y) => y.length - x.length);
  const named = (text: string): string => known.reduce((all, id) => all.replaceAll(id, () => names.get(id)!), text);
  return {
    ...found,
    message: named(message),
    params: Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? named(value) : value]),
    ),
  };
}

const SPEAKS_OF_REPORTS: ReadonlySet<string> = new Set(['duplicate-reports', 'near-duplicate']);

/** The names of many reports, each its own: those that coincide get their file, and then a number. */
export function distinctNames(summaries: readonly ReportSummary[]): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  // The same report twice has one name.
  const distinct = [...new Map(summaries.map((summary) => [summary.id, summary])).values()];
  for (const summary of distinct) {
    const name = reportName(summary);
    taken.set(name, (taken.get(name) ?? 0) + 1);
  }
  const names = new Map<string, string>();
  const used = new Set<string>();
  for (const summary of distinct) {
    let name = reportName(summary);
    if ((taken.get(name) ?? 0) > 1 && summary.path !== undefined)
      name = `${name} · ${clip(baseName(summary.path), 30)}`;
    let own = name;
    for (let n = 2; used.has(own); n++) own = `${name} (${n})`;
    used.add(own);
    names.set(summary.id, own);
  }
  return names;
}
