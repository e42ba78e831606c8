// Packs the project, installs the tarball in empty folders, without and with the database, and lets the installed `taohua` run
// its main commands there: what a stranger gets, not what the work tree holds.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'taohua-pack-'));
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
try {
  run('npm', ['pack', '--pack-destination', folder, '--ignore-scripts'], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  assert.ok(tarball, 'a tarball was packed');
  const listing = run('tar', ['tzf', join(folder, tarball)], folder)
    .trim()
    .split('\n');
  const strange = listing.filter(
    (name) => !/^package\/(?:bin\/|dist\/|package\.json$|schema\/|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(name),
  );
  assert.deepEqual(strange, [], 'the tarball holds only what runs');
  const report = (city, number) =>
    `${city}政府工作报告\n各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n一、工作回顾\n地区生产总值增长${number}%，城镇新增就业${number}万人。${city}把老码头改成了夜市，把旧船厂改成了书店，又修好了通往山里的最后一条路，三千户人家喝上了水库的水。\n`;
  const installed = (name, ...flags) => {
    const cwd = join(folder, name);
    mkdirSync(join(cwd, 'reports'), { recursive: true });
    writeFileSync(join(cwd, 'package.json'), '{ "private": true }\n');
    run('npm', ['install', '--no-audit', '--no-fund', ...flags, `../${tarball}`], cwd);
    writeFileSync(join(cwd, 'a.txt'), report('南江市', 5.2));
    for (const [i, city] of ['北岭市', '东溪市', '西山市'].entries())
      writeFileSync(join(cwd, 'reports', `${i}.txt`), report(city, 6.1 + i));
    return (...args) => run(join(cwd, 'node_modules/.bin/taohua'), args, cwd);
  };
  const plain = installed('without', '--omit=optional');
  assert.ok(plain('compare', 'a.txt', 'reports/0.txt', '--json').includes('"relation"'), 'the comparison has links');
  assert.throws(() => plain('index', 'build', 'ix', 'reports'), /@duckdb\/node-api, which is not installed/);
  const taohua = installed('with');
  const said = {
    ratio: taohua('ratio', 'reports', '--json'),
    formulas: taohua('formulas', 'list', 'reports', '--json'),
    flag: taohua('flag', 'a.txt', '--against', 'reports', '--json'),
    inspect: taohua('inspect', 'outline', 'a.txt'),
  };
  for (const [command, output] of Object.entries(said)) assert.ok(output.length > 10, `${command} says something`);
  assert.ok(JSON.parse(said.flag).findings !== undefined || said.flag.includes('"passages"'), 'flag finds passages');
  taohua('index', 'build', 'ix', 'reports');
  assert.equal(taohua('flag', 'a.txt', '--against', 'ix', '--json'), said.flag, 'the index answers as the files');
  assert.equal(taohua('ratio', '--against', 'ix', '--json'), said.ratio, 'the ratios are those of the files');
  taohua('index', 'export', 'ix', 'parquet');
  taohua('index', 'import', 'copy', 'parquet');
  taohua('index', 'remove', 'copy', 'reports/0.txt');
  assert.match(taohua('index', 'verify', 'copy', '--lang', 'en'), /sound: 2 reports/);
  console.log(`pack: ${listing.length} files; installs; compare, ratio, formulas, flag, inspect and index run`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
