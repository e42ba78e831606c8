// Awkward rows and bad workers through a real TRANSFORM.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, home, root, run, submit } from './session.mjs';

/** Awkward rows through a real TRANSFORM, on Spark as the plan uses it. */
export async function protocol() {
  const { PROGRAMS } = await import('../../dist/cluster/programs.js');
  const { transformOf } = await import('../../dist/cluster/spark-sql.js');
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
