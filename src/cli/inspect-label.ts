/** `taohua inspect label FILE#N:OFFSET OTHERS…`: why one character has its label, with the evidence. */

import type { Passage } from '../model/passage.js';
import type { Report } from '../model/report.js';
import { analyseCorpus } from '../reuse/analyse.js';
import type { InspectWords } from './inspect-words.js';
import { facts, type Seen } from './seen.js';

/** The first report is the one asked about; `offset` counts UTF-16 units of its source text. */
export async function explainLabel(reports: readonly Report[], words: InspectWords, offset: number): Promise<Seen> {
  const [report] = reports;
  if (report === undefined) return { value: null, lines: [] };
  const findings = await analyseCorpus(reports);
  const document = findings.documents.find(({ report: id }) => id === report.id);
  const label = document?.labels.find(({ span }) => span.start <= offset && offset < span.end);
  if (label === undefined) return { value: null, lines: [words.outside(offset, report.span.start, report.span.end)] };
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
  const told = passage === undefined ? value : { ...value, passage: inWords(passage, words) };
  return { value, lines: facts(told, words, 0) };
}

/** A passage for people: why names and numbers were marked is said in their language. */
function inWords(passage: Passage, words: InspectWords): Readonly<Record<string, unknown>> {
  const { leftovers, numbers = [], ...rest } = passage;
  return {
    ...rest,
    ...(leftovers.length === 0
      ? {}
      : { leftovers: leftovers.map((one) => ({ name: one.name, place: one.place, reason: words.reason(one) })) }),
    ...(numbers.length === 0
      ? {}
      : { numbers: numbers.map((one) => ({ value: one.value, reason: words.reason(one) })) }),
  };
}
