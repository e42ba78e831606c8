/** What a comparison says of the reports it compares. */

import type { ReportSummary } from '../model/report.js';
import { Kind } from '../model/tokens.js';
import type { Side } from './side.js';

export function summariseReport({ report, tokens }: Side): ReportSummary {
  const { id, source, title, place, issuer, year, date, span } = report;
  let characters = 0;
  for (let t = 0; t < tokens.length; t++)
    characters += tokens.kind[t] === Kind.han ? 1 : tokens.end[t]! - tokens.start[t]!;
  return {
    id,
    ...(source.path === undefined ? {} : { path: source.path }),
    ...(title === undefined ? {} : { title }),
    ...(place === undefined ? {} : { place }),
    issuer,
    ...(year === undefined ? {} : { year }),
    ...(date === undefined ? {} : { date }),
    span,
    characters,
  };
}
