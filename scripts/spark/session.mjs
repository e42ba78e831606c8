// A Spark of our own in .cache/spark, a folder for one test run, and how the command is called there.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PYSPARK = 'pyspark==4.0.1';
/** Executors, cores and megabytes of each: the machine as a cluster. */
export const CLUSTER = 'local-cluster[2,1,2048]';
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const home = mkdtempSync(join(tmpdir(), 'taohua-spark-'));
const cache = join(root, '.cache', 'spark');
const failures = [];

export function say(line) {
  process.stdout.write(`${line}\n`);
}

export function check(name, holds, detail = '') {
  say(`${holds ? 'ok  ' : 'FAIL'} ${name}${holds || detail === '' ? '' : `: ${detail}`}`);
  if (!holds) failures.push(name);
}

/** Says how it went, takes the folder away, returns the exit code. */
export function finish() {
  rmSync(home, { recursive: true, force: true });
  say(failures.length === 0 ? 'all as embedded' : `${failures.length} failed: ${failures.join(' | ')}`);
  return failures.length === 0 ? 0 : 1;
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
export const submit = join(env.SPARK_HOME, 'bin', 'spark-submit');

/** Runs a program; `watch` sees it every so many milliseconds while it runs. */
export function run(program, args, watch) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
      });
    }
    const timer = watch === undefined ? undefined : setInterval(() => watch(child.pid), WATCH);
    child.on('close', (code, signal) => {
      clearInterval(timer);
      resolve({ code, signal, said });
    });
  });
}

const WATCH = 50;

export const taohua = (args, watch) => run(process.execPath, [join(root, 'bin', 'taohua.js'), ...args], watch);

/** A run on Spark, in few pieces; its log of events goes beside the output. */
export function cluster(master, input, output, more = [], watch) {
  const events = join(home, `${output}-events`);
  mkdirSync(events, { recursive: true });
  const conf = [
    'spark.sql.shuffle.partitions=4',
    'spark.eventLog.enabled=true',
    'spark.eventLog.compress=false',
    `spark.eventLog.dir=file://${events}`,
  ].flatMap((one) => ['--conf', one]);
  const engine = ['--engine', 'spark', '--master', master, '--spark-submit', submit, ...conf];
  const args = ['cluster', 'run', ...engine, '--input', input, '--output', output, '--lang', 'en', '--buckets', '4'];
  return taohua([...args, ...more], watch);
}

/** What Spark says of the runs into an output: tasks that failed, and executors that were lost. */
export function eventsOf(output) {
  const folder = join(home, `${output}-events`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  let [failed, lost] = [0, 0];
  for (const file of files) {
    for (const line of readFileSync(join(file.parentPath, file.name), 'utf8').split('\n')) {
      if (line.includes('"SparkListenerTaskEnd"') && !line.includes('"Reason":"Success"')) failed++;
      if (line.includes('"SparkListenerExecutorRemoved"')) lost++;
    }
  }
  return { failed, lost };
}

export const findings = (output) => readFileSync(join(home, output, 'findings.json'), 'utf8');
export const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** What the findings hold, one list each: a difference is named by its list and its first row. */
export function difference(got, want) {
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
