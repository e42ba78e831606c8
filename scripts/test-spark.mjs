// Tries the plan on real Spark: installs PySpark into .cache/spark, sends awkward rows through TRANSFORM, runs the sample corpus
// and the real reports (where they are) on local[2] and on local-cluster, holds every byte of the findings against `ratio`, and
// breaks things on purpose: an interrupt, a killed worker, a lost executor, half-written results.
//   node scripts/test-spark.mjs [--only protocol,local,cluster,faults] [--corpus samples,real]

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PYSPARK = 'pyspark==4.0.1';
/** Executors, cores and megabytes of each: the machine as a cluster. */
const CLUSTER = 'local-cluster[2,1,2048]';
const root = fileURLToPath(new URL('../', import.meta.url));
const cache = join(root, '.cache', 'spark');
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'protocol,local,cluster,faults' },
    corpus: { type: 'string', default: 'samples,real' },
  },
});
const only = new Set(values.only.split(','));
const home = mkdtempSync(join(tmpdir(), 'taohua-spark-'));
const failures = [];

function say(line) {
  process.stdout.write(`${line}\n`);
}

function check(name, holds, detail = '') {
  say(`${holds ? 'ok  ' : 'FAIL'} ${name}${holds || detail === '' ? '' : `: ${detail}`}`);
  if (!holds) failures.push(name);
}

function install() {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const major = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  if (major < 17)
    throw new Error(`Spark 4 needs Java 17 or newer; ${major === 0 ? 'there is none' : `this is ${major}`}`);
  if (!existsSync(join(cache, 'bin', 'spark-submit'))) {
    say(`installing ${PYSPARK} into .cache/spark (half a gigabyte)`);
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(join(root, '.cache'), { recursive: true });
    for (const [program, ...args] of [
      ['python3', '-m', 'venv', cache],
      [join(cache, 'bin', 'pip'), 'install', '--quiet', '--no-cache-dir', PYSPARK],
    ]) {
      const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
      if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? status}`);
    }
  }
  const asked = spawnSync(
    join(cache, 'bin', 'python'),
    ['-c', 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'],
    { encoding: 'utf8' },
  );
  return {
    ...process.env,
    SPARK_HOME: asked.stdout.trim(),
    PYSPARK_PYTHON: join(cache, 'bin', 'python'),
    SPARK_LOCAL_IP: '127.0.0.1',
  };
}

const env = install();
const submit = join(env.SPARK_HOME, 'bin', 'spark-submit');

/** Runs a program; `watch` sees it while it runs. */
function run(program, args, watch) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
      });
    }
    const timer = watch === undefined ? undefined : setInterval(() => watch(child.pid), 100);
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, said });
    });
  });
}

const taohua = (args, watch) => run(process.execPath, [join(root, 'bin', 'taohua.js'), ...args], watch);

function cluster(master, input, output, more = [], watch) {
  return taohua(
    [
      'cluster',
      'run',
      '--engine',
      'spark',
      '--master',
      master,
      '--spark-submit',
      submit,
      '--input',
      input,
      '--output',
      output,
      '--lang',
      'en',
      '--buckets',
      '4',
      '--conf',
      'spark.sql.shuffle.partitions=4',
      ...more,
    ],
    watch,
  );
}

/** The processes that a process started, and those that they started. */
function descendants(pid) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      parents.set(Number(name), {
        parent,
        command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
      });
    } catch {
      // It ended while we looked.
    }
  }
  const isOurs = (one) => {
    for (let at = one; at > 1; at = parents.get(at)?.parent ?? 0) if (at === pid) return true;
    return false;
  };
  return [...parents]
    .filter(([one]) => one !== pid && isOurs(one))
    .map(([one, { command }]) => ({ pid: one, command }));
}

/** Whether a process that was seen is still there. */
function lives({ pid, command }) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') === command;
  } catch {
    return false;
  }
}

/** Kills the first descendant whose command matches, once. */
function killer(pattern) {
  const state = { killed: 0 };
  state.watch = (pid) => {
    if (state.killed > 0) return;
    const found = descendants(pid).find(({ command }) => pattern.test(command) && !command.startsWith('/bin/bash'));
    if (found === undefined) return;
    process.kill(found.pid, 'SIGKILL');
    state.killed = found.pid;
  };
  return state;
}

const findings = (output) => readFileSync(join(home, output, 'findings.json'), 'utf8');
const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** What the findings hold, one list each: a difference is named by its list and its first row. */
function difference(got, want) {
  if (got === want) return '';
  const [a, b] = [JSON.parse(got), JSON.parse(want)];
  const rows = {
    links: (one) => one.copies,
    components: (one) => [...one.clusters, ...one.pairs],
    formulas: (one) => one.formulas,
    labels: (one) => one.documents,
  };
  for (const [name, list] of Object.entries(rows)) {
    const [x, y] = [list(a).map((row) => JSON.stringify(row)), list(b).map((row) => JSON.stringify(row))];
    const at = y.findIndex((row, i) => row !== x[i]);
    if (x.length !== y.length || at >= 0) return `${name}: ${x.length} rows for ${y.length}, first other row ${at}`;
  }
  return 'another list';
}

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

/** Awkward rows through a real TRANSFORM, on Spark as the plan uses it. */
async function protocol() {
  const { PROGRAMS } = await import('../dist/cluster/programs.js');
  const { transformOf } = await import('../dist/cluster/spark-sql.js');
  const rows = [
    ['tab\there', 'line\nfeed'],
    ['carriage\rreturn', '\r\n'],
    ['back\\slash \\t \\n \\e', '\\N'],
    ['', ''],
    [null, null],
    ['only the last is empty', ''],
    ['only the last is NULL', null],
    ['省 𠀀 \u2028 \u0085 \u0001', '.'],
  ];
  const worker = `exec ${process.execPath} ${join(root, 'dist/cli/worker-main.js')} worker`;
  const stage = (program) => ({
    name: 'x',
    from: [],
    uses: [],
    program,
    order: ['n'],
    query: 'SELECT n, a, b FROM given',
    columns: PROGRAMS.echo.output,
  });
  const input = PROGRAMS.echo.input;
  writeFileSync(
    join(home, 'protocol.json'),
    JSON.stringify({
      rows,
      good: transformOf(stage('echo'), input, `${worker} echo`),
      cut: transformOf(stage('echo'), input, `${worker} echo | sed "s/.$//"`.replace('exec ', '')),
      number: transformOf(stage('echo'), input, `${worker} echo | sed "s/^/x/"`.replace('exec ', '')),
      killed: transformOf(stage('echo'), input, 'head -c 5; kill -9 $$'),
      refused: transformOf(stage('echo'), input, `${worker} pairs`),
    }),
  );
  writeFileSync(
    join(home, 'protocol.py'),
    `import json, sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.appName("protocol").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
plan = json.load(open(sys.argv[1], encoding="utf-8"))
rows = [(n, a, b) for n, (a, b) in enumerate(plan["rows"])]
spark.createDataFrame(rows, "n BIGINT, a STRING, b STRING").createOrReplaceTempView("given")
out = {"good": sorted([r.n, r.a, r.b] for r in spark.sql(plan["good"]).collect())}
for name in ("cut", "number", "killed", "refused"):
    try:
        spark.sql(plan[name]).collect()
        out[name] = "came through"
    except Exception as error:
        out[name] = "failed"
json.dump(out, open(sys.argv[2], "w", encoding="utf-8"))
`,
  );
  const args = ['--master', 'local[2]', '--conf', 'spark.ui.enabled=false', '--conf', 'spark.sql.shuffle.partitions=2'];
  const { code, said } = await run(submit, [...args, 'protocol.py', 'protocol.json', 'protocol-out.json']);
  if (code !== 0) throw new Error(said.slice(-2000));
  const out = JSON.parse(readFileSync(join(home, 'protocol-out.json'), 'utf8'));
  const want = rows.map(([a, b], n) => [n, a, b]);
  check(
    'tabs, line ends, backslashes, NULL and an empty last column survive TRANSFORM',
    JSON.stringify(out.good) === JSON.stringify(want),
    JSON.stringify(out.good),
  );
  check('a row without its end mark fails the query', out.cut === 'failed');
  check('a number that is none fails the query', out.number === 'failed');
  check('a worker that is killed fails the query', out.killed === 'failed');
  check('a worker that refuses its rows fails the query', out.refused === 'failed');
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

/** Stopped in the middle of a stage: it ends with 130, every process of it too, and goes on from there. */
async function interrupted({ path, want }) {
  let seen = [];
  const first = await cluster('local[2]', path, 'stopped', [], (pid) => {
    if (seen.length > 0) return;
    const all = descendants(pid);
    if (!all.some(({ command }) => /worker-main\.js worker align/.test(command))) return;
    seen = all;
    process.kill(pid, 'SIGINT');
  });
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const left = seen.filter(lives);
  check('local[2]: an interrupt ends the run with 130', first.code === 130, `${first.code} ${first.said.slice(-500)}`);
  check('local[2]: and every process of it', seen.length > 0 && left.length === 0, JSON.stringify(left));
  const stages = join(home, 'stopped', 'stages');
  const begun = (existsSync(stages) ? readdirSync(stages) : []).filter((one) => one.endsWith('.part'));
  check('local[2]: and leaves nothing half-written', begun.length === 0, begun.join());
  const second = await cluster('local[2]', path, 'stopped');
  check(
    'local[2]: run again: the same findings',
    second.code === 0 && findings('stopped') === want && /taohua: family: kept/.test(second.said),
    second.said.slice(-1000),
  );
}

async function faults({ path, want }) {
  // local[2] tries a task once: the run must end with an error that says why, and go on from there.
  const killed = killer(/worker-main\.js worker align/);
  const first = await cluster('local[2]', path, 'killed', [], killed.watch);
  check('local[2]: a worker was killed', killed.killed > 0);
  check(
    'local[2]: the run ends with an error',
    first.code !== 0 && /cluster|spark-submit/.test(first.said),
    first.said.slice(-500),
  );
  check('local[2]: and leaves no findings', !existsSync(join(home, 'killed', 'findings.json')));
  // A result without its manifest, and one that is only begun.
  const stages = join(home, 'killed', 'stages');
  const pair = readdirSync(stages).find((name) => name.startsWith('pair-'));
  rmSync(join(stages, pair, '_taohua.json'));
  for (const name of readdirSync(join(stages, pair))) if (name.startsWith('part-')) rmSync(join(stages, pair, name));
  mkdirSync(join(stages, 'label-0000000000000000.part'));
  const second = await cluster('local[2]', path, 'killed');
  check(
    'local[2]: run again, with a half-written result: the same findings',
    second.code === 0 && findings('killed') === want,
    second.said.slice(-1000),
  );
  check(
    'local[2]: what was whole was kept',
    /taohua: family: kept/.test(second.said) && !/taohua: pair: kept/.test(second.said),
  );

  const retried = killer(/worker-main\.js worker (?:align|labels)/);
  const third = await cluster(CLUSTER, path, 'retried', [], retried.watch);
  check(
    `${CLUSTER}: a worker was killed, the task was tried again: the same findings`,
    retried.killed > 0 && third.code === 0 && findings('retried') === want,
    third.said.slice(-1000),
  );

  let executor = 0;
  const fourth = await cluster(CLUSTER, path, 'lost', [], (pid) => {
    if (executor > 0) return;
    const all = descendants(pid);
    if (!all.some(({ command }) => /worker-main\.js worker (?:align|runs)/.test(command))) return;
    const found = all.find(({ command }) => command.includes('CoarseGrainedExecutorBackend'));
    if (found === undefined) return;
    process.kill(found.pid, 'SIGKILL');
    executor = found.pid;
  });
  check(
    `${CLUSTER}: an executor was lost: the same findings`,
    executor > 0 && fourth.code === 0 && findings('lost') === want,
    fourth.said.slice(-1000),
  );
}

try {
  if (only.has('protocol')) await protocol();
  const all = only.size === 1 && only.has('protocol') ? [] : await corpora();
  for (const one of all) {
    if (only.has('local')) await equal('local[2]', one);
    if (only.has('cluster')) await equal(CLUSTER, one);
  }
  const samples = all.find(({ name }) => name === 'samples');
  if (only.has('local') && samples !== undefined) await learned(samples);
  if (only.has('faults') && samples !== undefined) {
    await interrupted(samples);
    await faults(samples);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
say(failures.length === 0 ? 'all as embedded' : `${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
