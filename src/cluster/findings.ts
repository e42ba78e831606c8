/** The tables of a finished run as findings of the contract, for as many reports as one file of findings can hold. */

import { TaohuaError } from '../model/errors.js';
import { type CorpusFindings, type DocumentFindings, SCHEMA_VERSION } from '../model/findings.js';
import type { Formula, Occurrence } from '../model/formula.js';
import type { Passage } from '../model/passage.js';
import type { Report, ReportSummary } from '../model/report.js';
import type { Explained } from './families.js';
import type { Head } from './finish.js';
import { unpackReport } from './packed.js';
import { jsonOf, type Row } from './protocol.js';

/** A row of what is asked for: kind, then JSON. */
export const RESULT = `
SELECT kind, body FROM (
SELECT 0 AS o, 'head' AS kind, 0 AS n, body FROM finding WHERE kind = 'head'
UNION ALL SELECT 1 AS o, 'report' AS kind, position AS n, body FROM corpus
UNION ALL SELECT 2 AS o, 'summary' AS kind, c.position AS n, l.body FROM label l JOIN corpus c ON c.d = l.d WHERE l.kind = 'summary'
UNION ALL SELECT 3 AS o, 'formula' AS kind, n, body FROM family WHERE kind = 'formula'
UNION ALL SELECT 4 AS o, 'places' AS kind, n, body FROM family WHERE kind = 'document'
UNION ALL SELECT 5 AS o, 'document' AS kind, c.position AS n, l.body FROM label l JOIN corpus c ON c.d = l.d WHERE l.kind = 'document'
UNION ALL SELECT 6 AS o, 'passage' AS kind, n, body FROM finding WHERE kind = 'passage'
UNION ALL SELECT 7 AS o, 'problem' AS kind, number AS n, path || ': ' || body AS body FROM report WHERE usable = 0
) AS result ORDER BY o, n, body`;

export interface Result {
  readonly findings: CorpusFindings;
  readonly reports: readonly Report[];
  /** Inputs that could not be used: name and reason. */
  readonly problems: readonly string[];
}

export async function resultOf(rows: AsyncIterable<Row>): Promise<Result> {
  let head: Head | undefined;
  const reports: Report[] = [];
  const summaries: ReportSummary[] = [];
  const formulas: Formula[] = [];
  const placesOf = new Map<string, Occurrence[]>();
  const documents: DocumentFindings[] = [];
  const copies: Passage[] = [];
  const problems: string[] = [];
  for await (const [kind, body] of rows) {
    if (kind === 'head') head = jsonOf(body, kind);
    else if (kind === 'report') reports.push(unpackReport(body ?? ''));
    else if (kind === 'summary') summaries.push(jsonOf(body, kind));
    else if (kind === 'formula') {
      const occurrences: Occurrence[] = [];
      const formula = { ...jsonOf<Omit<Formula, 'occurrences'>>(body, kind), occurrences };
      formulas.push(formula);
      placesOf.set(formula.id, occurrences);
    } else if (kind === 'places') {
      const { report, formulas: own, occurrences } = jsonOf<Explained>(body, kind);
      for (const { formula, span, values } of occurrences)
        placesOf.get(own[formula]?.[0] ?? '')?.push({ report, span, values });
    } else if (kind === 'document') documents.push(jsonOf(body, kind));
    else if (kind === 'passage') copies.push(jsonOf(body, kind));
    else if (kind === 'problem') problems.push(body ?? '');
    else throw new TaohuaError('bad-row', `the result holds a row of unknown kind ${kind}`);
  }
  const { threshold, pairs, clusters, accumulation, omitted, diagnostics } = head ?? NOTHING;
  const findings: CorpusFindings = {
    schemaVersion: SCHEMA_VERSION,
    reports: summaries,
    ...(threshold === undefined ? {} : { threshold }),
    formulas,
    documents,
    copies,
    ...(pairs === undefined ? {} : { pairs }),
    ...(clusters === undefined ? {} : { clusters }),
    ...(accumulation === undefined ? {} : { accumulation }),
    omitted,
    diagnostics,
  };
  return { findings, reports, problems };
}

/** No report, no row: what is said of an empty corpus. */
const NOTHING: Head = { omitted: [], diagnostics: [] };
