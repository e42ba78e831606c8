// What ships to a cluster: one whole archive, whoever packs at the same time, and nothing left behind where packing fails.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pack } from '../../src/cluster/archive.js';

const home = mkdtempSync(join(tmpdir(), 'taohua-archive-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

test('two runs pack at the same time; a failed one leaves no folder', async () => {
  const node = file('runtime', 'node');
  file('program/package.json', '{"dependencies":{"one":"1"}}');
  file('program/dist/main.js', '');
  file('program/node_modules/one/package.json', '{}');
  mkdirSync(join(home, 'cache'));
  const shipment = { root: join(home, 'program', 'dist'), node, path: join(home, 'cache', 'a.tgz') };
  await Promise.all([pack(shipment), pack(shipment)]);
  const held = execFileSync('tar', ['-tzf', shipment.path], { encoding: 'utf8' }).split('\n');
  for (const path of [
    './node',
    './taohua/dist/main.js',
    './taohua/node_modules/one/package.json',
    './taohua/package.json',
  ])
    expect(held).toContain(path);
  const failing = pack({ ...shipment, node: join(home, 'none'), path: join(home, 'cache', 'b.tgz') });
  await expect(failing).rejects.toMatchObject({ code: 'bad-engine' });
  expect(existsSync(join(home, 'cache', 'b.tgz'))).toBe(false);
  expect(readdirSync(join(home, 'cache'))).toEqual(['a.tgz']);
});
