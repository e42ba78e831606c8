// Packs the project, installs the tarball in an empty folder, and lets the installed `taohua` compare two files there:
// what a stranger gets, not what the work tree holds.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--omit=optional', `./${tarball}`], folder);
  const report = (city, number) =>
    `${city}政府工作报告\n各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n一、工作回顾\n地区生产总值增长${number}%，城镇新增就业${number}万人。\n`;
  writeFileSync(join(folder, 'a.txt'), report('南江市', 5.2));
  writeFileSync(join(folder, 'b.txt'), report('北岭市', 6.1));
  const json = run(join(folder, 'node_modules/.bin/taohua'), ['compare', 'a.txt', 'b.txt', '--json'], folder);
  const findings = JSON.parse(json);
  assert.ok(JSON.stringify(findings).includes('"relation"'), 'the comparison has links');
  console.log(`pack: ${listing.length} files, installs and compares`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
