// Kills a process that writes an index with SIGKILL, again and again, and checks after each kill that every report that was
// acknowledged is there, that none is half there, and that the index is sound. node test/store/kills.mjs [KILLS] [--lib build/x]

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WORKER = fileURLToPath(new URL('./kill-worker.mjs', import.meta.url));

/** One life of the worker, ended `delay` ms after it has opened the index (0: any time from its start on). */
function live(lib, path, first, delay) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [WORKER, lib, path, String(first)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let errors = '';
    let isTimed = false;
    const kill = (after) => setTimeout(() => child.kill('SIGKILL'), after);
    if (delay === 0) kill(20 + (first % 400));
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (delay > 0 && !isTimed && said.includes('open\n')) {
        isTimed = true;
        kill(delay);
      }
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('close', (code, signal) => done({ said, errors, signal, code }));
  });
}

/** Returns what was seen; `faults` is empty when all is well. */
export async function killAndCheck({ lib, kills, seed = 1, report = () => {} }) {
  const { openIndex } = await import(pathToFileURL(join(lib, 'index.js')).href);
  const folder = mkdtempSync(join(tmpdir(), 'taohua-kills-'));
  const path = join(folder, 'index');
  const expected = new Map();
  const faults = [];
  let first = 0;
  let state = seed;
  let acknowledged = 0;
  for (let k = 0; k < kills; k++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const delay = k % 10 === 9 ? 0 : 1 + ((state >>> 8) % 700);
    const { said, errors, signal, code } = await live(lib, path, first, delay);
    if (signal !== 'SIGKILL')
      faults.push(`kill ${k}: the worker ended by itself (${code}): ${errors.trim().slice(0, 300)}`);
    let open;
    const lines = said.split('\n').slice(0, -1);
    for (const line of lines) {
      const [word, name, id] = line.split(' ');
      if (word === 'adding' || word === 'removing') open = name;
      if (word === 'added') {
        expected.set(name, id);
        acknowledged++;
        first = Math.max(first, Number(name.slice(1, -4)) + 1);
        open = undefined;
      }
      if (word === 'removed') {
        expected.delete(name);
        acknowledged++;
        open = undefined;
      }
    }
    if (open !== undefined) first = Math.max(first, Number(open.slice(1, -4)) + 1);
    if (existsSync(join(path, 'reports.duckdb'))) {
      // Half of the time the next reader only reads, half of the time it may mend.
      const index = await openIndex(path, { mode: k % 2 === 0 ? 'read' : 'write' });
      const { isSound, faults: found } = await index.verify();
      if (!isSound && !(index.mended.length > 0 && found.length === index.mended.length))
        faults.push(`kill ${k}: ${found.join('; ')}`);
      const held = new Map();
      for await (const { id, source } of index.reports()) held.set(source.path, id);
      await index.close();
      for (const [name, id] of expected) {
        if (name === open) continue;
        if (held.get(name) !== id) faults.push(`kill ${k}: ${name} was acknowledged as ${id} and is ${held.get(name)}`);
      }
      for (const name of held.keys())
        if (name !== open && !expected.has(name)) faults.push(`kill ${k}: ${name} came back`);
      // What was under way is there or not; from here on it counts as it is.
      if (open !== undefined) {
        if (held.has(open)) expected.set(open, held.get(open));
        else expected.delete(open);
      }
    } else if (expected.size > 0) faults.push(`kill ${k}: the index is gone`);
    if (existsSync(`${path}-export`)) {
      for (const name of readdirSync(`${path}-export`).filter((one) => one.endsWith('.parquet'))) {
        const bytes = readFileSync(join(`${path}-export`, name));
        if (bytes.toString('latin1', bytes.length - 4) !== 'PAR1') faults.push(`kill ${k}: ${name} is half written`);
      }
    }
    report(k + 1, faults.length);
  }
  rmSync(folder, { recursive: true, force: true });
  return { kills, acknowledged, reports: expected.size, faults };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const at = args.indexOf('--lib');
  const lib = resolve(at < 0 ? 'dist' : args.splice(at, 2)[1]);
  const kills = Number(args[0] ?? 200);
  const result = await killAndCheck({
    lib,
    kills,
    report: (done, faults) => {
      if (done % 20 === 0) console.log(`${done} kills, ${faults} faults`);
    },
  });
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = result.faults.length === 0 ? 0 : 1;
}
