// Drafts are confidential: no command opens a connection, and no source so much as names a module that could.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { inFolder, SEEDS, taohua } from './spawn.js';

/** Loaded before the program: whatever would leave the machine throws, and says so on stderr. */
const TRAP = `
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
const trap = (name) => function () { process.stderr.write('NETWORK ' + name + '\\n'); throw new Error('network: ' + name); };
net.Socket.prototype.connect = trap('connect');
net.Server.prototype.listen = trap('listen');
for (const [room, names] of [[net, ['connect', 'createConnection', 'createServer']], [tls, ['connect']], [http, ['request', 'get']],
  [https, ['request', 'get']], [dgram, ['createSocket']], [dns, ['lookup', 'resolve']], [dns.promises, ['lookup', 'resolve']]]) {
  for (const name of names) room[name] = trap(name);
}
globalThis.fetch = trap('fetch');
globalThis.WebSocket = trap('WebSocket');
syncBuiltinESMExports();
`;

test('compare, ratio, flag and inspect do all their work where every connection fails', async () => {
  await inFolder(async (cwd) => {
    const trap = join(cwd, 'trap.mjs');
    writeFileSync(trap, TRAP);
    const [draft, source] = ['clean/hedian-2024.txt', 'clean/jinsuo-2023.txt'].map((name) => join(SEEDS, name));
    const pdf = join(SEEDS, 'damaged/yangui-2023.pdf');
    const docx = join(SEEDS, 'damaged/modu-2024.docx');
    const commands = [
      ['compare', pdf, docx, '-r', 'html', '-o', 'out.html'],
      ['ratio', draft!, source!, '--json'],
      ['flag', draft!, '-a', source!, '-r', 'docx', '-o', 'out.docx'],
      ['inspect', 'outline', docx],
    ];
    for (const args of commands) {
      const { code, stderr } = await taohua(args, {
        cwd,
        env: { NODE_OPTIONS: `--import=${pathToFileURL(trap).href}` },
      });
      expect([args[0], code]).toEqual([args[0], 0]);
      expect(stderr).not.toContain('NETWORK');
    }
  });
});

test('the trap would spring', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'trap.mjs'), TRAP);
    writeFileSync(join(cwd, 'taohua.config.mjs'), "await fetch('http://127.0.0.1:9/'); export default {};");
    writeFileSync(join(cwd, 'a.txt'), '好');
    const { code, stderr } = await taohua(['ratio', 'a.txt'], {
      cwd,
      env: { NODE_OPTIONS: `--import=${pathToFileURL(join(cwd, 'trap.mjs')).href}` },
    });
    expect([code, stderr]).toEqual([2, expect.stringContaining('NETWORK fetch')]);
  });
});

test('no source imports a network module or calls for one', () => {
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  const found: string[] = [];
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(join(root, name), 'utf8');
    if (
      /['"](?:node:)?(?:net|tls|https?|http2|dgram|dns|dns\/promises|inspector)['"]/.test(text) ||
      /\b(?:fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon)\s*\(/.test(text)
    )
      found.push(name);
  }
  expect(found).toEqual([]);
});
