// Tries the plan on real Spark: installs PySpark into .cache/spark, sends awkward rows through TRANSFORM, runs the sample corpus
// and the real reports (where they are) on local[2] and on local-cluster, holds every byte of the findings against `ratio`, and
// breaks things on purpose: interrupts, killed workers, a lost executor, half-written results.
//   node scripts/test-spark.mjs [--only protocol,local,cluster,faults] [--corpus samples,real]

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faults } from './spark/faults.mjs';
import { protocol } from './spark/protocol.mjs';
import {
  CLUSTER,
  check,
  cluster,
  difference,
  digest,
  findings,
  finish,
  home,
  root,
  say,
  taohua,
} from './spark/session.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'protocol,local,cluster,faults' },
    corpus: { type: 'string', default: 'samples,real' },
  },
});
const only = new Set(values.only.split(','));

async function corpora() {
  const wanted = new Set(values.corpus.split(','));
  const found = [];
  if (wanted.has('samples')) found.push({ name: 'samples', path: join(root, 'seeds', 'clean') });
  const data = join(root, '..', 'shared', 'data');
  const lists = ['gwr-city-a.jsonl', 'gwr-province-2025.jsonl'].map((name) => join(data, name));
  if (wanted.has('real') && lists.every(existsSync)) {
    const path = join(home, 'real');
    mkdirSync(path);
    for (const list of lists) {
      for (const line of readFileSync(list, 'utf8').split('\n')) {
        if (line.trim() === '') continue;
        const { id, text } = JSON.parse(line);
        writeFileSync(join(path, `${id}.txt`), text);
      }
    }
    found.push({ name: `${readdirSync(path).length} real reports`, path });
  } else if (wanted.has('real')) say('skip the real reports: they are not here');
  for (const one of found) {
    const { code, said } = await taohua(['ratio', one.path, '--json', '-o', 'want.json', '-q']);
    if (code !== 0) throw new Error(said);
    one.want = readFileSync(join(home, 'want.json'), 'utf8');
    const { copies, formulas, documents, clusters } = JSON.parse(one.want);
    say(
      `     ${one.name}: ${documents.length} reports, ${copies.length} links, ${clusters.length} components, ` +
        `${formulas.length} formulas, ${documents.reduce((sum, { labels }) => sum + labels.length, 0)} labels (${digest(one.want)})`,
    );
  }
  return found;
}

async function equal(master, { name, path, want }) {
  const output = `run-${digest(`${master}${name}`)}`;
  const began = performance.now();
  const { code, said } = await cluster(master, path, output);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const got = code === 0 ? findings(output) : '';
  check(
    `${name} on ${master}: links, components, formulas and labels as embedded, row for row (${seconds} s)`,
    got === want,
    code === 0 ? difference(got, want) : said.slice(-2000),
  );
}

/** Formulas learned from half of the reports: the two engines must agree, as there is no `ratio` that does it. */
async function learned({ name, path }) {
  const more = ['--learn-from', '7'];
  const here = await taohua(['cluster', 'run', '--input', path, '--output', 'learned-here', '--lang', 'en', ...more]);
  const there = await cluster('local[2]', path, 'learned-there', more);
  check(
    `${name} on local[2], formulas learned from 7 reports: as the local engine has them`,
    here.code === 0 && there.code === 0 && findings('learned-here') === findings('learned-there'),
    there.code === 0 ? here.said.slice(-1000) : there.said.slice(-2000),
  );
}

/** A second run makes nothing; with another parameter only what depends on it is made. */
async function kept({ name, path, want }) {
  const output = `run-${digest(`local[2]${name}`)}`;
  const again = await cluster('local[2]', path, output);
  const stages = [...again.said.matchAll(/^taohua: (\w+): (kept)?/gm)];
  check(
    `${name} on local[2], again: all ${stages.length} stages are kept, the same findings`,
    again.code === 0 && stages.length > 0 && stages.every(([, , kept]) => kept) && findings(output) === want,
    again.said.slice(-1000),
  );
  const other = await cluster('local[2]', path, output, ['--min-chars', '80']);
  const made = [...other.said.matchAll(/^taohua: (\w+): (?!kept)/gm)].map(([, stage]) => stage).join();
  check(
    `${name} on local[2], with another --min-chars: only what depends on it is made`,
    other.code === 0 && made === 'aligned,wanted,counted,priced,passage,label,finding',
    made,
  );
}

let code = 1;
try {
  if (only.has('protocol')) await protocol();
  const all = only.size === 1 && only.has('protocol') ? [] : await corpora();
  for (const one of all) {
    if (only.has('local')) await equal('local[2]', one);
    if (only.has('cluster')) await equal(CLUSTER, one);
  }
  const samples = all.find(({ name }) => name === 'samples');
  if (only.has('local') && samples !== undefined) {
    await kept(samples);
    await learned(samples);
  }
  if (only.has('faults') && samples !== undefined) await faults(samples);
} finally {
  code = finish();
}
process.exitCode = code;
