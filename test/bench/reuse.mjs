// Formulas and copies: CPU time and peak memory of `analyseCorpus`, reading apart, over generated reports of growing number
// (see reuse-corpus.mjs), over JSONL files of real ones, and pairs a second of `flagCopies`. Each row is a process of its own;
// the first analysis of a process pays for compiling, the second does not.
//   node test/bench/reuse.mjs [--counts 100,300,1000] [--characters 15000] [--reports FILE.jsonl,…] [--pairs FILE.jsonl --docs FILE.jsonl] [--limit 1000]

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { analyseCorpus, flagCopies, readReports } from '../../dist/index.js';
import { reuseCorpus } from './reuse-corpus.mjs';

const { values } = parseArgs({
  options: {
    counts: { type: 'string', default: '100,300,1000' },
    characters: { type: 'string', default: '15000' },
    reports: { type: 'string' },
    pairs: { type: 'string' },
    docs: { type: 'string' },
    limit: { type: 'string', default: '1000' },
    row: { type: 'string' },
  },
});

/** What PAN 2013 was fitted with; off by default for reports. */
const PAN = { pairwise: true, minChars: 100, minSourceChars: 225, summaries: true };

const lines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function analysed(texts) {
  const reports = [];
  let characters = 0;
  const before = cpu();
  for (const [path, text] of texts) {
    characters += text.length;
    reports.push(...(await readReports(text, { path, split: false })));
  }
  const read = cpu();
  const { formulas, copies } = await analyseCorpus(reports);
  const seconds = cpu() - read;
  const peak = process.resourceUsage().maxRSS / 1024;
  // Nothing is kept between analyses: what the second spares is the compiling of the code.
  const first = cpu();
  await analyseCorpus(reports);
  const again = cpu() - first;
  return {
    reports: reports.length,
    'MB of UTF-8': (characters * 3) / 1e6,
    'reading, CPU s': read - before,
    'analysing, CPU s': seconds,
    'again, CPU s': again,
    'CPU ms a MB': (seconds * 1e9) / (characters * 3),
    'peak MB': peak,
    formulas: formulas.length,
    copies: copies.length,
  };
}

async function flagged() {
  const texts = new Map(lines(values.docs).map(({ id, text }) => [id, text]));
  const pairs = lines(values.pairs);
  const step = Math.max(1, Math.floor(pairs.length / Number(values.limit)));
  const before = cpu();
  let count = 0;
  for (let i = 0; i < pairs.length; i += step, count++) {
    const [draft] = await readReports(texts.get(pairs[i].suspicious), { path: 'draft.txt', split: false });
    const [source] = await readReports(texts.get(pairs[i].source), { path: 'source.txt', split: false });
    await flagCopies(draft, [source], PAN);
  }
  const seconds = cpu() - before;
  return { pairs: count, 'CPU s': seconds, 'pairs a CPU second': count / seconds };
}

async function row(name) {
  if (name === 'real')
    return analysed(
      values.reports
        .split(',')
        .flatMap(lines)
        .map(({ id, text }) => [`${id}.txt`, text]),
    );
  if (name === 'pairs') return flagged();
  return analysed(reuseCorpus(Number(name), Number(values.characters)));
}

if (values.row === undefined) {
  const rows = [...(values.reports ? ['real'] : []), ...values.counts.split(','), ...(values.pairs ? ['pairs'] : [])];
  for (const name of rows) {
    const done = spawnSync(
      process.execPath,
      [fileURLToPath(import.meta.url), ...process.argv.slice(2), '--row', name],
      {
        encoding: 'utf8',
      },
    );
    process.stdout.write(done.status === 0 ? `${name}: ${done.stdout}` : `${name}: failed\n${done.stderr}`);
  }
} else {
  const figures = Object.entries(await row(values.row)).map(
    ([name, value]) => `${name} ${Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 1)}`,
  );
  process.stdout.write(`${figures.join(', ')}\n`);
}
