/** `taohua inspect label FILE#N:OFFSET OTHERS…`: why one character has its label, with the evidence. */

import type { Report } from '../model/report.js';
import { visible } from '../render/escape.js';
import { analyseCorpus } from '../reuse/analyse.js';
import type { Seen } from './seen.js';

/** The first report is the one asked about; `offset` counts UTF-16 units of its source text. */
export async function explainLabel(reports: readonly Report[], offset: number): Promise<Seen> {
  const [report] = reports;
  if (report === undefined) return { value: null, lines: [] };
  const findings = await analyseCorpus(reports);
  const document = findings.documents.find(({ report: id }) => id === report.id);
  const label = document?.labels.find(({ span }) => span.start <= offset && offset < span.end);
  if (label === undefined)
    return { value: null, lines: [`${offset} is outside ${report.span.start}..${report.span.end}`] };
  const formula = findings.formulas.find(({ id }) => id === label.formula);
  const passage = findings.copies.find(({ id }) => id === label.passage);
  const value = {
    report: report.id,
    offset,
    ...label,
    text: report.source.text.slice(label.span.start, label.span.end),
    issuersNeeded: findings.threshold?.minIssuers,
    ...(formula
      ? {
          formula: {
            template: formula.template,
            issuers: formula.issuers,
            reports: formula.reports,
            wordings: formula.wordings,
          },
        }
      : {}),
    ...(passage ? { passage } : {}),
  };
  const lines = Object.entries(value).map(
    ([key, given]) => `${key.padEnd(14)} ${typeof given === 'string' ? visible(given) : JSON.stringify(given)}`,
  );
  return { value, lines };
}
