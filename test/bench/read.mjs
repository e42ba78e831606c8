/**
 * Reading and outlining beside decoding alone: MB of UTF-8 a second of CPU time, and peak memory above what the process held before,
 * in bytes for each byte read.
 *
 *   node test/bench/read.mjs [--json] [--quick]
 *
 * Texts: the real reports of ../shared/data where they are there, else the sample corpus. `line` is all of them without white space
 * in one line. The first pass is cold: a process that reads one set of files and ends.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './measure.mjs';

const { values: options, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const { readReports } = await import(
  new URL(`../../${process.env.TAOHUA_BUILD ?? 'dist'}/index.js`, import.meta.url).href
);

async function cpuOf(run) {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** One file in a process of its own: what it takes at most above what was there when the bytes were. */
async function measureMemory(file) {
  const bytes = readFileSync(file);
  // Tables and code are there in any process that has read one report.
  await readReports(bytes.slice(0, 60_000));
  const before = process.memoryUsage().rss;
  const seconds = await cpuOf(() => readReports(bytes, { path: 'a.txt' }));
  const peak = peakMemory() - before;
  process.stdout.write(JSON.stringify({ rate: bytes.length / seconds, perByte: peak / bytes.length }));
}

/** Bytes this process held at most. Linux counts what the parent held into maxRSS, so its own record is asked first. */
function peakMemory() {
  const status = '/proc/self/status';
  const own = existsSync(status) ? /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return 1024 * (own === undefined ? process.resourceUsage().maxRSS : Number(own));
}

function texts() {
  const shared = new URL('../../../shared/data/', import.meta.url);
  const names = ['gwr-national', 'gwr-province-2025', 'gwr-city-a'].map((name) => new URL(`${name}.jsonl`, shared));
  if (names.every((name) => existsSync(name)))
    return names.flatMap((name) =>
      readFileSync(name, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line).text),
    );
  const seeds = new URL('../../seeds/clean/', import.meta.url);
  return readdirSync(seeds).map((name) => readFileSync(new URL(name, seeds), 'utf8'));
}

const encode = (text) => new TextEncoder().encode(text);

/** As many bytes of `bytes`, over and over, as asked for, cut between characters. */
function repeatTo(bytes, size) {
  const out = new Uint8Array(size);
  for (let at = 0; at < size; at += bytes.length) out.set(bytes.subarray(0, Math.min(bytes.length, size - at)), at);
  // The last character may be cut: it goes.
  let end = size - 1;
  while (end > 0 && (out[end] & 0xc0) === 0x80) end--;
  return out.subarray(0, end);
}

async function main() {
  const all = texts();
  const line = repeatTo(encode(all.join('').replace(/\s+/g, '')), options.quick ? 1e6 : 5e6);
  const sets = { reports: all.map(encode), 'one line of 5 MB': [line] };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const found = {};
  for (const [name, files] of Object.entries(sets)) {
    const bytes = files.reduce((sum, file) => sum + file.length, 0);
    const seconds = { read: [], decode: [] };
    for (let round = 0; round < (options.quick ? 3 : 9); round++) {
      // In turn, some files at a time, so that both meet the same machine.
      const taken = { read: 0, decode: 0 };
      for (let i = 0; i < files.length; i += 8) {
        const some = files.slice(i, i + 8);
        taken.read += await cpuOf(async () => {
          for (const file of some) await readReports(file, { path: 'a.txt' });
        });
        taken.decode += await cpuOf(() => {
          for (const file of some) decoder.decode(file);
        });
      }
      seconds.read.push(taken.read);
      seconds.decode.push(taken.decode);
    }
    const [cold = 0, ...warm] = seconds.read;
    found[name] = {
      cold: bytes / cold / 1e6,
      warm: bytes / median(warm) / 1e6,
      best: bytes / Math.min(...warm) / 1e6,
      timesDecoding: median(warm.map((read, i) => read / seconds.decode[i + 1])),
    };
  }
  const folder = mkdtempSync(join(tmpdir(), 'taohua-bench-'));
  const many = encode(all.join('\n\n'));
  const sizes = { 'one line of 5 MB': line, 'many reports, 20 MB': repeatTo(many, 20e6) };
  if (!options.quick) sizes['many reports, 200 MB'] = repeatTo(many, 200e6);
  for (const [name, bytes] of Object.entries(sizes)) {
    const file = join(folder, 'input.txt');
    writeFileSync(file, bytes);
    const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), file], { encoding: 'utf8' });
    const { rate, perByte } = JSON.parse(out);
    found[name] = { ...found[name], alone: rate / 1e6, bytesPerByte: perByte };
  }
  rmSync(folder, { recursive: true });
  if (options.json) console.log(JSON.stringify(found, null, 2));
  else console.table(Object.fromEntries(Object.entries(found).map(([name, row]) => [name, rounded(row)])));
}

function rounded(row) {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Math.round(value * 10) / 10]));
}

const [file] = positionals;
if (file === undefined) await main();
else await measureMemory(file);
