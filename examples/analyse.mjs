// A set of reports: the share of formula, copied and own words in each, and the widest formulas. With progress and a stop.
import { readdir, readFile } from 'node:fs/promises';
import { analyseCorpus, readReports } from 'taohua';

const folder = new URL('../seeds/clean/', import.meta.url);
const reports = [];
for (const name of (await readdir(folder)).sort())
  reports.push(...(await readReports(await readFile(new URL(name, folder)), { path: name })));

const stages = new Set();
const findings = await analyseCorpus(reports, {
  signal: AbortSignal.timeout(60_000),
  onProgress: ({ stage }) => stages.add(stage),
});
console.log(`${reports.length} reports, ${findings.formulas.length} formulas, ${findings.copies.length} copies`);
for (const { report, ratio } of findings.documents.slice(0, 3)) {
  const { place, year } = reports.find(({ id }) => id === report);
  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  console.log(`${place.name} ${year}: formula ${percent(ratio.formula + ratio.slot)}, copied ${percent(ratio.copied)}`);
}
const [widest] = findings.formulas;
console.log(`${widest.issuers} issuers: ${widest.template}`);
const [{ report, span, values }] = widest.occurrences;
const { text } = reports.find(({ id }) => id === report).source;
console.log(
  text.slice(span.start, span.end),
  values.map(({ kind, span: at }) => `${kind} ${text.slice(at.start, at.end)}`),
);
console.log(stages.size > 0);
