/** What a result says of a report: who, when, where it stands, and how many characters its ratios count. */

import type { Report, ReportSummary } from '../model/report.js';
import { countCharacters } from '../text/counted.js';

/** Cost: linear in the report. Furniture is not counted. */
export function summaryOf(report: Report): ReportSummary {
  const { id, source, title, place, issuer, year, date, span, furniture } = report;
  let characters = countCharacters(source.text, span.start, span.end);
  for (const { span: debris } of furniture) characters -= countCharacters(source.text, debris.start, debris.end);
  return {
    id,
    ...(source.path === undefined ? {} : { path: source.path }),
    ...(title === undefined ? {} : { title }),
    ...(place === undefined ? {} : { place }),
    issuer,
    ...(year === undefined ? {} : { year }),
    ...(date === undefined ? {} : { date }),
    span,
    characters: Math.max(0, characters),
  };
}
