/** What the page tells beside the findings: what was left out, and what was remarkable about each report. */

import type { Diagnostic } from '../../model/diagnostic.js';
import type { ReportSummary } from '../../model/report.js';
import type { Findings, SourceReport } from '../findings-set.js';
import { clip, withNames } from '../names.js';
import type { PageData } from './page-data.js';

/** Longer strings of the inputs are clipped: a name may be megabytes long. */
export const LONGEST_FIELD = 300;

export function clippedParams(params: NonNullable<Diagnostic['params']>): NonNullable<Diagnostic['params']> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? clip(value, LONGEST_FIELD) : value,
    ]),
  );
}

/** What was left out, and every diagnostic: of the findings, then of each report by name; the grave ones first. */
export function notesOf(
  set: Findings,
  summaries: readonly ReportSummary[],
  names: ReadonlyMap<string, string>,
  reports: ReadonlyMap<string, SourceReport>,
): Pick<PageData, 'omitted' | 'diagnostics'> {
  const own =
    set.kind === 'comparison'
      ? set.comparison.diagnostics
      : set.kind === 'table'
        ? []
        : set.kind === 'corpus'
          ? set.findings.diagnostics
          : set.findings.flatMap((one) => one.diagnostics);
  const ofReports = summaries.flatMap(({ id }) =>
    (reports.get(id)?.diagnostics ?? []).map(({ code, severity, message, params }) => ({
      code,
      severity,
      message: clip(message, LONGEST_FIELD),
      ...(params === undefined ? {} : { params: clippedParams(params) }),
      report: names.get(id) ?? id,
    })),
  );
  const rank = { error: 0, warning: 1, info: 2 };
  return {
    omitted:
      set.kind === 'comparison' || set.kind === 'table'
        ? []
        : set.kind === 'corpus'
          ? set.findings.omitted
          : set.findings.flatMap((one) => one.omitted),
    diagnostics: [...own.map((one) => withNames(one, names)), ...ofReports].sort(
      (x, y) => rank[x.severity] - rank[y.severity],
    ),
  };
}
