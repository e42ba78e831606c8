// How the plan of `cluster run` grows: generated reports (see store-corpus.mjs), every stage with its rows, bytes, seconds and CPU.
//   node test/bench/scale.mjs --reports 1000 [--characters 1500] [--engine local|spark] [--threads 2] [--folder DIR] [--buckets 32]
//     [--build dist] [--memory 3GB] [--skew formula|years|report]
// --skew formula: one sentence stands 20 times in each report, of many issuers; years: the same, of two issuers; report: one text in
// every file.
// A folder that is kept is gone on with: a stage that is there is not made again. Spark: SPARK_HOME must be set.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { costOf } from '../../scripts/spark/processes.mjs';
import { corpus } from './store-corpus.mjs';

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '1000' },
    characters: { type: 'string', default: '15000' },
    build: { type: 'string', default: 'dist' },
    engine: { type: 'string', default: 'local' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string' },
    skew: { type: 'string' },
    buckets: { type: 'string', default: '32' },
    folder: { type: 'string', default: mkdtempSync(join(tmpdir(), 'taohua-scale-')) },
  },
});
const count = Number(values.reports);
const size = `${count}-${values.characters}${values.skew === undefined ? '' : `-${values.skew}`}`;
const input = join(values.folder, `in-${size}`);
const output = join(values.folder, `${values.engine}-${size}`);
const build = new URL(`../../${values.build}/`, import.meta.url);

if (!existsSync(input)) {
  mkdirSync(`${input}.part`, { recursive: true });
  for (const [path, text] of values.skew === undefined ? corpus(count, Number(values.characters)) : skewed())
    writeFileSync(join(`${input}.part`, path.replaceAll('/', '-')), text);
  renameSync(`${input}.part`, input);
}

/** What everybody says, or what the years of two issuers say, twenty times a report; or one text in every file. */
function* skewed() {
  const said = '全面落实石泉渡口修缮养护三年行动计划，';
  let one;
  let n = 0;
  for (const [path, text] of corpus(count, Number(values.characters))) {
    one ??= text;
    const place = path.split('-')[1];
    const voice = values.skew === 'years' ? ['石泉市', '林河市'][n % 2] : place;
    const year = values.skew === 'years' ? 1000 + (n >> 1) : 2015 + (n % 10);
    const own = text.replaceAll(place, voice).replaceAll(/20\d\d年/g, `${year}年`);
    const lines = Array.from(
      { length: 20 },
      (_, i) => `${said}${own.slice(200 + 9 * i, 209 + 9 * i).replace(/\s/g, '')}。`,
    );
    if (values.skew === 'report') yield [path, one];
    else yield [`${String(n).padStart(5, '0')}-${voice}-${year}.txt`, `${own}\n${lines.join('\n')}\n`];
    n++;
  }
}

/** Rows and bytes go to the program of a stage (local), or are written in its shuffles (Spark). */
function table(stages, { cpu, memory, wall }) {
  process.stdout.write(
    `${count} reports of ${values.characters} characters, ${values.engine}, ${values.buckets} buckets\n`,
  );
  process.stdout.write('stage         seconds   CPU s        rows  MB kept  rows sent a report  kB sent a report\n');
  const sums = { rowsIn: 0, bytesIn: 0 };
  for (const { stage, seconds, cpu: own = 0, rows, bytes, rowsIn = 0, bytesIn = 0, skipped } of stages) {
    sums.rowsIn += rowsIn;
    sums.bytesIn += bytesIn;
    const sent = `${(rowsIn / count).toFixed(2).padStart(19)} ${(bytesIn / count / 1000).toFixed(1).padStart(17)}`;
    const time = `${`${skipped ? 'k' : ''}${seconds.toFixed(1)}`.padStart(8)} ${own.toFixed(1).padStart(7)}`;
    process.stdout.write(
      `${stage.padEnd(12)} ${time} ${String(rows).padStart(11)} ${(bytes / 1e6).toFixed(1).padStart(8)} ${sent}\n`,
    );
  }
  process.stdout.write(
    `CPU ${cpu.toFixed(0)} s (${((1000 * cpu) / count).toFixed(1)} ms a report), wall ${wall.toFixed(0)} s, peak memory ${memory.toFixed(0)} MB, ` +
      `sent ${(sums.rowsIn / count).toFixed(0)} rows and ${(sums.bytesIn / count / 1000).toFixed(0)} kB a report\n`,
  );
}

/** CPU by stage, from what had been used when each began. */
function byStage(marks, end) {
  const own = new Map();
  for (const [i, { stage, cpu }] of marks.entries()) own.set(stage, (marks[i + 1]?.cpu ?? end) - cpu);
  return own;
}

async function local() {
  const { runLocally } = await import(new URL('cluster/local.js', build));
  const start = process.cpuUsage();
  const began = performance.now();
  const used = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  const marks = [];
  const stages = await runLocally({
    files: readdirSync(input)
      .sort()
      .map((name) => ({ name: join('in', name), path: join(input, name) })),
    output,
    parameters: { buckets: Number(values.buckets) },
    version: 'bench',
    threads: Number(values.threads),
    ...(values.memory === undefined ? {} : { memory: values.memory }),
    onProgress: ({ stage, done, total }) => {
      marks.push({ stage: done < total ? stage : 'end', cpu: used() });
      const memory = process.resourceUsage().maxRSS / 1024;
      process.stderr.write(`${used().toFixed(0)} s of CPU, ${memory.toFixed(0)} MB: ${stage}\n`);
    },
  });
  const own = byStage(marks, used());
  table(
    stages.map((one) => ({ ...one, cpu: one.skipped ? 0 : own.get(one.stage), bytesIn: one.charactersIn })),
    {
      cpu: used(),
      memory: process.resourceUsage().maxRSS / 1024,
      wall: (performance.now() - began) / 1000,
    },
  );
}

/** Rows and bytes that shuffles wrote, by the description of the job: what Spark's own log of events says. */
function shuffles(folder) {
  const sums = new Map();
  const jobs = new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const file of files) {
    for (const line of readFileSync(join(file.parentPath, file.name), 'utf8').split('\n')) {
      if (!line.startsWith('{')) continue;
      const event = JSON.parse(line);
      if (event.Event === 'SparkListenerStageSubmitted')
        jobs.set(event['Stage Info']['Stage ID'], event.Properties?.['spark.job.description'] ?? '');
      if (event.Event !== 'SparkListenerTaskEnd') continue;
      const written = event['Task Metrics']?.['Shuffle Write Metrics'];
      const name = (jobs.get(event['Stage ID']) ?? '').replace('taohua ', '');
      const sum = sums.get(name) ?? { rowsIn: 0, bytesIn: 0 };
      sum.rowsIn += written?.['Shuffle Records Written'] ?? 0;
      sum.bytesIn += written?.['Shuffle Bytes Written'] ?? 0;
      sums.set(name, sum);
    }
  }
  return sums;
}

async function spark() {
  const log = join(values.folder, `events-${size}`);
  mkdirSync(log, { recursive: true });
  const cli = fileURLToPath(new URL('cli/worker-main.js', build));
  const submit = join(process.env.SPARK_HOME ?? '', 'bin', 'spark-submit');
  const args = [
    'cluster',
    'run',
    '--engine',
    'spark',
    '--master',
    'local[2]',
    '--spark-submit',
    submit,
    '--lang',
    'en',
  ];
  const conf = [
    'spark.eventLog.enabled=true',
    'spark.eventLog.compress=false',
    `spark.eventLog.dir=file://${log}`,
    'spark.driver.memory=4g',
    'spark.sql.shuffle.partitions=16',
  ];
  const all = [...args, '--input', input, '--output', output, '--buckets', values.buckets];
  const began = performance.now();
  const seconds = new Map();
  const marks = [{ stage: 'report', cpu: 0 }];
  let cost = { cpu: 0, memory: 0 };
  let memory = 0;
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...all, ...conf.flatMap((one) => ['--conf', one])], {
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const look = () => {
      const now = costOf(child.pid);
      // What ended between two looks is in its parent's sum only once that was told: the sum never falls.
      cost = { cpu: Math.max(cost.cpu, now.cpu), memory: now.memory };
      memory = Math.max(memory, now.memory);
    };
    const timer = setInterval(look, 500);
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, stage, time] = /^taohua: (\w+): ([\d.]+) s,/.exec(line) ?? [];
      if (stage !== undefined) {
        look();
        seconds.set(stage, Number(time));
        marks.at(-1).stage = stage;
        marks.push({ stage: 'end', cpu: cost.cpu });
      }
      process.stderr.write(`${cost.cpu.toFixed(0)} s of CPU, ${memory.toFixed(0)} MB: ${line}\n`);
    });
    child.on('close', (ended) => {
      clearInterval(timer);
      resolve(ended);
    });
  });
  if (code !== 0) throw new Error(`the run ended with ${code}`);
  const wall = (performance.now() - began) / 1000;
  const { stages } = JSON.parse(readFileSync(join(output, 'run.json'), 'utf8'));
  const sums = shuffles(log);
  const own = byStage(marks, cost.cpu);
  table(
    stages.map((one) => ({
      ...one,
      seconds: seconds.get(one.stage) ?? 0,
      skipped: !seconds.has(one.stage),
      cpu: seconds.has(one.stage) ? own.get(one.stage) : 0,
      ...sums.get(one.stage),
    })),
    { cpu: cost.cpu, memory, wall },
  );
}

await (values.engine === 'spark' ? spark() : local());
