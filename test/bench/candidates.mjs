// How many planted copies the candidate stage reaches, level by level: regions where rare runs meet, MinHash bands over
// sentences and clauses, and both; with the CPU time and the number of candidates of each.
//   node test/bench/candidates.mjs LIBRARY FOLDER… (LIBRARY: a folder that tsc wrote, FOLDER: made by planted-generate.mjs)

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [library = 'dist', ...folders] = process.argv.slice(2);
const load = (path) => import(new URL(path, `${pathToFileURL(library)}/`));
const { readReports } = await load('index.js');
const { mineFormulas } = await load('reuse/analyse.js');
const { formulaMask } = await load('reuse/mask.js');
const { candidatePairs } = await load('reuse/copy-pairs.js');
const { createSketcher } = await load('sketch.js');

const lines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const seconds = () => process.cpuUsage().user / 1e6;
const overlaps = (a, b) => a.start < b.end && b.start < a.end;

/** Stretches of two documents that may hold a copy, as spans of their texts, by `draft|source` in either order. */
class Reached {
  count = 0;
  pairs = new Map();

  add(corpus, first, a, second, b) {
    this.count++;
    const [x, y] = [corpus.documents[first], corpus.documents[second]];
    const span = ({ units: { tokens } }, { from, to }) => ({ start: tokens.start[from], end: tokens.end[to - 1] });
    const [here, there] = [span(x, a), span(y, b)];
    this.put(`${x.report.id}|${y.report.id}`, here, there);
    this.put(`${y.report.id}|${x.report.id}`, there, here);
  }

  put(key, a, b) {
    const held = this.pairs.get(key);
    if (held) held.push([a, b]);
    else this.pairs.set(key, [[a, b]]);
  }

  of(draft, source) {
    return this.pairs.get(`${draft}|${source}`) ?? [];
  }
}

/** Sentences or clauses with enough tokens that no formula explains, linked by their signatures. */
async function bands(corpus, explained, unit, { bands, rows }) {
  const ids = [];
  const offsets = [0];
  const places = [];
  for (const [d, { units, first }] of corpus.documents.entries()) {
    const starts = units[unit];
    for (let s = 0; s + 1 < starts.length; s++) {
      const [from, to] = [starts[s], starts[s + 1]];
      let open = 0;
      for (let i = from; i < to; i++) if (explained[first + i] === 0) open++;
      if (open < 8) continue;
      for (let i = from; i < to; i++) ids.push(units.tokens.id[i]);
      offsets.push(ids.length);
      places.push([d, { from, to }]);
    }
  }
  const sketcher = await createSketcher({ k: 3, permutations: bands * rows, seed: 1 });
  const signatures = sketcher.signatures(Uint32Array.from(ids), Uint32Array.from(offsets));
  const links = sketcher.candidates(signatures, bands, rows);
  const reached = new Reached();
  for (let i = 0; i < links.length; i += 2) {
    const [d, a] = places[links[i]];
    const [e, b] = places[links[i + 1]];
    if (corpus.documents[d].issuer !== corpus.documents[e].issuer) reached.add(corpus, d, a, e, b);
  }
  return reached;
}

for (const folder of folders) {
  const reports = [];
  const named = new Map();
  for (const { id, text } of lines(`${folder}/documents.jsonl`)) {
    const [report] = await readReports(text, { path: `${id}.txt` });
    named.set(id, report.id);
    reports.push(report);
  }
  const copies = lines(`${folder}/gold.jsonl`).filter(({ type }) => type === 'copy');
  const { corpus, mined, minIssuers } = mineFormulas(reports);
  const explained = formulaMask(
    corpus,
    mined.map(({ family }) => family),
  );
  const stages = new Map();
  const timed = async (name, run) => {
    const before = seconds();
    const reached = await run();
    stages.set(name, { reached, cost: seconds() - before });
  };
  await timed('rare runs', () => {
    const reached = new Reached();
    for (const { first, second, regions } of candidatePairs(corpus, explained, Math.max(2, minIssuers - 1)))
      for (const { a, b } of regions) reached.add(corpus, first, a, second, b);
    return reached;
  });
  await timed('bands over sentences', () => bands(corpus, explained, 'sentences', { bands: 32, rows: 4 }));
  await timed('bands over clauses', () => bands(corpus, explained, 'clauses', { bands: 32, rows: 4 }));
  await timed('wide bands over clauses', () => bands(corpus, explained, 'clauses', { bands: 42, rows: 3 }));
  process.stdout.write(`${folder}: ${copies.length} copies, ${corpus.tokens.length} tokens\n`);
  const hits = (reached, { draft, source }) =>
    reached
      .of(named.get(draft.doc), named.get(source.doc))
      .filter(([a, b]) => overlaps(a, draft.span) && overlaps(b, source.span));
  const runs = stages.get('rare runs').reached;
  for (const [name, { reached, cost }] of stages) {
    const found = copies.filter((copy) => hits(reached, copy).length > 0);
    const added = found.filter((copy) => hits(runs, copy).length === 0);
    const missed = {};
    for (const copy of copies) if (!found.includes(copy)) missed[copy.level] = (missed[copy.level] ?? 0) + 1;
    process.stdout.write(
      `  ${name}: recall ${(found.length / copies.length).toFixed(4)}, beyond rare runs ${added.length}, candidates ${reached.count}, CPU ${cost.toFixed(2)} s, missed ${JSON.stringify(missed)}\n`,
    );
  }
}
