// How the plan of `cluster run` grows: generated reports (see store-corpus.mjs), every stage with its rows, bytes and seconds.
//   node test/bench/scale.mjs --reports 1000 [--characters 1500] [--engine local|spark] [--threads 2] [--folder DIR] [--buckets 32]
//     [--build dist] [--memory 3GB] [--skew formula|years|report]
// --skew formula: one sentence stands 20 times in each report, of many issuers; years: the same, of two issuers; report: one text in
// every file.
// A folder that is kept is gone on with: a stage that is there is not made again. Spark: SPARK_HOME must be set.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
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

function table(stages, per) {
  process.stdout.write(`${count} reports of ${values.characters} characters, ${values.engine}\n`);
  process.stdout.write('stage         seconds        rows  MB kept  rows sent a report  kB sent a report\n');
  for (const { stage, seconds, rows, bytes, rowsIn = 0, bytesIn = 0, skipped } of stages) {
    const sent = `${(rowsIn / per).toFixed(2).padStart(19)} ${(bytesIn / per / 1000).toFixed(1).padStart(17)}`;
    const time = `${skipped ? 'k' : ''}${seconds.toFixed(1)}`;
    process.stdout.write(
      `${stage.padEnd(12)} ${time.padStart(8)} ${String(rows).padStart(11)} ${(bytes / 1e6).toFixed(1).padStart(8)} ${sent}\n`,
    );
  }
}

async function local() {
  const { runLocally } = await import(new URL('cluster/local.js', build));
  const began = process.cpuUsage();
  const stages = await runLocally({
    files: readdirSync(input)
      .sort()
      .map((name) => ({ name: join('in', name), path: join(input, name) })),
    output,
    parameters: { buckets: Number(values.buckets) },
    version: 'bench',
    threads: Number(values.threads),
    ...(values.memory === undefined ? {} : { memory: values.memory }),
    onProgress: ({ stage }) =>
      process.stderr.write(`${(process.cpuUsage(began).user / 1e6).toFixed(0)} s of CPU: ${stage}\n`),
  });
  const { user, system } = process.cpuUsage(began);
  table(
    stages.map((one) => ({ ...one, bytesIn: one.charactersIn })),
    count,
  );
  const peak = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`CPU ${((user + system) / 1e6).toFixed(0)} s, peak memory ${peak.toFixed(0)} MB\n`);
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
  const code = await new Promise((resolve) => {
    const all = [
      cli,
      ...args,
      '--input',
      input,
      '--output',
      output,
      '--buckets',
      values.buckets,
      ...conf.flatMap((one) => ['--conf', one]),
    ];
    spawn(process.execPath, all, { stdio: ['ignore', 'inherit', 'inherit'] }).on('close', resolve);
  });
  if (code !== 0) throw new Error(`the run ended with ${code}`);
  const { stages } = JSON.parse(readFileSync(join(output, 'run.json'), 'utf8'));
  const sums = shuffles(log);
  table(
    stages.map((one) => ({ ...one, seconds: 0, ...sums.get(one.stage) })),
    count,
  );
}

await (values.engine === 'spark' ? spark() : local());
