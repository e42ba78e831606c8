/** `FILE#N` and `FILE#WORDS`: one report of a file that holds many. */

import { basename } from 'node:path';
import type { Report } from '../model/report.js';

export interface Selector {
  readonly path: string;
  readonly selector?: string;
}

/** Cuts at the last `#`; a file whose own name holds a `#` is found before this is asked. */
export function splitSelector(argument: string): Selector {
  const at = argument.lastIndexOf('#');
  return at <= 0 || at === argument.length - 1
    ? { path: argument }
    : { path: argument.slice(0, at), selector: argument.slice(at + 1) };
}

/**
 * A number counts from 1. Words must all stand in the place, the issuer, the year or the title; a report whose place or
 * issuer is exactly the words wins over those that merely contain them.
 */
export function chooseReports(reports: readonly Report[], selector: string): Report[] {
  if (/^\d{1,3}$/.test(selector)) {
    const report = reports[Number(selector) - 1];
    return report ? [report] : [];
  }
  const exact = reports.filter((report) => report.place?.name === selector || report.issuer === selector);
  if (exact.length > 0) return exact;
  const words = selector.split(/\s+/).filter(Boolean);
  const inPlace = reports.filter((report) => words.every((word) => placeText(report).includes(word)));
  if (inPlace.length > 0) return inPlace;
  return reports.filter((report) => words.every((word) => `${placeText(report)} ${report.title ?? ''}`.includes(word)));
}

function placeText(report: Report): string {
  return `${report.place?.name ?? ''} ${report.issuer} ${report.year ?? ''}`;
}

/** How a report is called in messages: place and year, else title, else the file. */
export function nameOf(report: Report): string {
  const place = report.place?.name ?? '';
  if (place !== '') return `${place}${report.year ?? ''}`;
  return report.title ?? basename(report.source.path ?? report.id);
}
