// The commands as a cluster and as a person call them: real processes, their streams and exit codes.

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Outcome, SEEDS, taohua } from '../cli/spawn.js';

const home = mkdtempSync(join(tmpdir(), 'taohua-cluster-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('worker: rows through a pipe, the same every time; loud where they are bad', async () => {
  const rows = '1\ta\\tb\\nc\\e\\r\t\t.\n2\t\\N\t省\t.\n';
  const [first, again] = [
    await taohua(['worker', 'echo'], { input: rows }),
    await taohua(['worker', 'echo'], { input: rows }),
  ];
  expect(first).toMatchObject({ code: 0, stdout: rows, stderr: '' });
  expect(again).toEqual(first);
  const cut = await taohua(['worker', 'echo'], { input: '1\ta\tb' });
  expect(cut.code).toBe(70);
  expect(cut.stderr).toMatch(/taohua worker echo: .*cut off/);
  expect((await taohua(['worker', 'echo'], { input: '1\ta\t.\n' })).code).toBe(70);
  expect((await taohua(['worker', 'nothing'], { input: '' })).code).toBe(2);
  expect((await taohua(['worker', 'echo', '--parameters', 'e30x'], { input: '' })).code).toBe(2);
});

test('cluster run: the file of findings that ratio writes, also with two threads; the plan on request', async () => {
  const input = join(SEEDS, 'clean');
  const run = await taohua(['cluster', 'run', '--input', input, '--output', 'run', '--threads', '2'], { cwd: home });
  expect(run.code).toBe(0);
  await taohua(['ratio', input, '--json', '-o', 'ratio.json', '-q'], { cwd: home });
  expect(readFileSync(join(home, 'run', 'findings.json'), 'utf8')).toBe(readFileSync(join(home, 'ratio.json'), 'utf8'));
  const few = await taohua(['cluster', 'run', '--input', input, '--output', 'run', '--findings-up-to', '3'], {
    cwd: home,
  });
  expect(few.code).toBe(0);
  expect(few.stderr).toMatch(/14 .* 3/);
  expect(existsSync(join(home, 'run', 'findings.json'))).toBe(false);
  for (const engine of ['local', 'spark']) {
    const plan = await taohua([
      'cluster',
      'run',
      '--dry-run',
      '--engine',
      engine,
      '--input',
      input,
      '--output',
      'none',
    ]);
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain(engine === 'spark' ? 'SELECT TRANSFORM' : 'ORDER BY part');
  }
  expect((await taohua(['cluster', 'run', '--input', 'nowhere', '--output', 'x'], { cwd: home })).code).toBe(2);
  const missing = ['cluster', 'run', '--engine', 'spark', '--master', 'local[1]', '--spark-submit', './no-spark'];
  const noSpark = await taohua([...missing, '--input', input, '--output', 'x'], { cwd: home });
  expect(noSpark.code).toBe(2);
  expect(noSpark.stderr).toMatch(/no-spark/);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'cluster run: %s ends it in the middle of a stage with %i, and leaves nothing half-written',
  async (signal, code) => {
    const input = join(SEEDS, 'clean');
    const stages = join(home, signal, 'stages');
    const begun = (name: string): boolean => name.startsWith('report-') && name.endsWith('.part');
    const run = ['cluster', 'run', '--input', input, '--output', signal, '--threads', '1'];
    const stopped = await taohua(run, {
      cwd: home,
      started: (kill) => {
        const watch = setInterval(() => {
          if (!existsSync(stages) || !readdirSync(stages).some(begun)) return;
          clearInterval(watch);
          kill(signal);
        }, 2);
      },
    });
    expect(stopped.code).toBe(code);
    expect(readdirSync(join(home, signal))).toEqual(['stages']);
    expect(readdirSync(stages)).toEqual([]);
    expect((await taohua(run, { cwd: home })).code).toBe(0);
  },
);

test('cluster run: one at a time in a folder; a run that was killed keeps nobody out', async () => {
  const args = [
    'cluster',
    'run',
    '--input',
    join(SEEDS, 'clean'),
    '--output',
    'shared',
    '--threads',
    '1',
    '--lang',
    'en',
  ];
  const lock = join(home, 'shared', 'running.json');
  let second: Promise<Outcome> | undefined;
  const first = await taohua(args, {
    cwd: home,
    started: (kill) => {
      const watch = setInterval(() => {
        if (!existsSync(lock)) return;
        clearInterval(watch);
        second = taohua(args, { cwd: home }).finally(() => kill('SIGKILL'));
      }, 2);
    },
  });
  expect(first.code).not.toBe(0);
  expect(await second).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/another run \(process \d+ on .*running\.json/),
  });
  expect(existsSync(lock)).toBe(true);
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"host":"[^"]*"/, '"host":"elsewhere"'));
  expect((await taohua(args, { cwd: home })).stderr).toMatch(/on elsewhere/);
  writeFileSync(lock, '{"pid":');
  expect((await taohua(args, { cwd: home })).code).toBe(0);
  expect(existsSync(lock)).toBe(false);
});

test('report renders a run, index imports it: every report and every label as of ratio', async () => {
  const input = join(SEEDS, 'clean');
  await taohua(['cluster', 'run', '--input', input, '--output', 'whole', '--threads', '1', '-q'], { cwd: home });
  const shown = await taohua(['report', join('whole', 'findings.json'), '-r', 'markdown'], { cwd: home });
  expect(shown.code).toBe(0);
  expect(shown.stdout).toBe((await taohua(['ratio', input, '-r', 'markdown'], { cwd: home })).stdout);
  const imported = await taohua(['index', 'import', 'all.index', 'whole'], { cwd: home });
  expect(imported.code).toBe(0);
  const listed = await taohua(['index', 'info', 'all.index'], { cwd: home });
  expect(listed.stdout).toMatch(/14/);
});

test('cluster run: the files that ratio reads, each once; nothing is made where nothing can be done', async () => {
  cpSync(join(SEEDS, 'clean'), join(home, 'few'), { recursive: true });
  symlinkSync(join(SEEDS, 'clean', 'modu-2023.txt'), join(home, 'few', 'link.txt'));
  mkdirSync(join(home, 'few', 'drafts'));
  cpSync(join(SEEDS, 'clean', 'modu-2024.txt'), join(home, 'few', 'drafts', 'old.txt'));
  writeFileSync(join(home, 'few', '.taohuaignore'), 'drafts/\n');
  writeFileSync(join(home, 'file'), '');
  const inputs = ['--input', 'few', '--input', join('few', 'modu-2023.txt'), '--input', 'absent.txt'];
  // An output whose name is a pattern is a folder like any other.
  const run = await taohua(['cluster', 'run', ...inputs, '--output', '[a] *?', '--threads', '1'], { cwd: home });
  expect(run.stderr).toMatch(/absent\.txt/);
  expect(run.code).toBe(3);
  await taohua(['ratio', 'few', join('few', 'modu-2023.txt'), '--json', '-o', 'few.json', '-q'], { cwd: home });
  expect(readFileSync(join(home, '[a] *?', 'findings.json'), 'utf8')).toBe(
    readFileSync(join(home, 'few.json'), 'utf8'),
  );
  for (const [input, output, about] of [
    ['absent.txt', 'none', /absent\.txt/],
    ['few', 'file', /file/],
    ['few', 's3://bucket/run', /s3:/],
  ] as const) {
    const wrong = await taohua(['cluster', 'run', '--input', input, '--output', output], { cwd: home });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(about);
  }
  expect(existsSync(join(home, 'none'))).toBe(false);
  expect(existsSync(join(home, 's3:'))).toBe(false);
});
