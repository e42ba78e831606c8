// Learns the counts that ship with taohua and writes src/reuse/shipped-counts.gen.ts. Give JSON Lines files of {id, text}, one
// report a line, whose licence allows it. What is kept of them: for each run of one, two, three and five tokens that enough
// issuers have, some bits of its hash and the size of its count. No text can be read from it. The same files give the same bytes.
// usage: npm run build && node scripts/learn-counts.mjs [--least-issuers 5] [--without PLACE,PLACE] [--out FILE] FILE.jsonl…
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const library = new URL('../dist/', import.meta.url);
const { readReports } = await import(new URL('index.js', library));
const { hashRun } = await import(new URL('reuse/candidates.js', library));
const { packCounts } = await import(new URL('reuse/shipped-counts.js', library));
const { unitsOf } = await import(new URL('outline/units.js', library));

/** Those of the language model, and that by which a copy is told. */
const WIDTHS = [1, 2, 3, 5];
/** Words are numbered anew by each corpus: runs with one cannot be found again. */
const WORDS_FROM = 0x10000;
const LINE = 116;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'least-issuers': { type: 'string', default: '5' },
    without: { type: 'string', default: '' },
    out: { type: 'string', default: fileURLToPath(new URL('../src/reuse/shipped-counts.gen.ts', import.meta.url)) },
  },
});
if (positionals.length === 0) throw new Error('give at least one JSON Lines file of reports');
const leastIssuers = Number(values['least-issuers']);
const without = values.without.split(',').filter(Boolean);

const reports = [];
for (const path of positionals) {
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const { id, text } = JSON.parse(line);
    const [report] = await readReports(text, { path: `${id}.txt`, split: false });
    if (!without.some((place) => report.place?.name.startsWith(place))) reports.push(report);
  }
}
reports.sort((a, b) => (a.issuer < b.issuer ? -1 : a.issuer > b.issuer ? 1 : 0));

let tokens = 0;
let issuers = 0;
const tables = WIDTHS.map((width) => ({ width, runs: new Map() }));
for (const [i, report] of reports.entries()) {
  if (i === 0 || reports[i - 1].issuer !== report.issuer) issuers++;
  const { id, length } = unitsOf(report).tokens;
  tokens += length;
  for (const { width, runs } of tables) {
    for (let at = 0; at + width <= length; at++) {
      if (id.subarray(at, at + width).some((one) => one >= WORDS_FROM)) continue;
      const hash = hashRun(id, at, width);
      const known = runs.get(hash);
      if (known === undefined) runs.set(hash, { hash, width, count: 1, issuers: 1, last: issuers });
      else {
        known.count++;
        if (known.last !== issuers) known.issuers++;
        known.last = issuers;
      }
    }
  }
}

const counted = tables.flatMap(({ runs }) => [...runs.values()].filter((run) => run.issuers >= leastIssuers));
const head = { reports: reports.length, issuers, leastIssuers, tokens };
const { runs, bytes } = packCounts(head, counted);
const data = Buffer.from(bytes).toString('base64');
const lines = data.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
const fields = Object.entries({ ...head, runs }).map(([name, value]) => `  ${name}: ${value},`);
writeFileSync(
  values.out,
  `// Learned by scripts/learn-counts.mjs. Do not edit. Counts of hashes; no text.

import type { PackedCounts } from './shipped-counts.js';

export const SHIPPED_COUNTS: PackedCounts = {
${fields.join('\n')}
  data: [
${lines.map((line) => `    '${line}',`).join('\n')}
  ].join(''),
};
`,
);
console.log(JSON.stringify({ ...head, runs, bytes: bytes.length }));
