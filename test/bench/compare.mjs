/**
 * Two reports compared, by taohua and by packages one would reach for first: CPU time, and how many characters of A each
 * says B shares. The same figure against B with its Han characters shuffled is what each keeps by chance.
 *
 *   npm run build && node test/bench/compare.mjs [A.txt B.txt] [--limit SECONDS]
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const [files, seconds] = readArguments(process.argv.slice(2));
const [a, b] = files.map((file) => readFileSync(file, 'utf8'));

const rows = [];
for (const engine of ['taohua', 'diffChars', 'diffWords', 'diff-match-patch, 1 s', 'diff-match-patch, no deadline']) {
  const real = await measure(engine, a, b);
  const chance = await measure(engine, a, shuffleHan(b));
  rows.push({
    engine,
    'ms (CPU)': real?.ms ?? `did not end in ${seconds} s`,
    pieces: real?.pieces ?? '–',
    'kept, % of A': real ? percent(real.kept) : '–',
    'by chance, %': chance ? percent(chance.kept) : `did not end in ${seconds} s`,
    'kept in runs of 1 or 2': real ? percent(real.short, real.kept) : '–',
  });
}
console.log(`A: ${hanCount(a)} Han characters, B: ${hanCount(b)}`);
console.table(rows);

function readArguments(args) {
  const at = args.indexOf('--limit');
  const limit = at < 0 ? 120 : Number(args.splice(at, 2)[1]);
  const sample = (name) => fileURLToPath(new URL(`../../seeds/clean/${name}`, import.meta.url));
  return [args.length === 2 ? args : [sample('yangui-2023.txt'), sample('yangui-2024.txt')], limit];
}

/** One comparison in a thread of its own, so that an engine that hangs can be ended. */
function measure(engine, left, right) {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('compare-worker.mjs', import.meta.url), {
      workerData: { engine, a: left, b: right },
    });
    const timer = setTimeout(() => worker.terminate().then(() => done(undefined)), seconds * 1000);
    worker.on('message', (result) => {
      clearTimeout(timer);
      worker.terminate();
      done(result);
    });
    worker.on('error', fail);
  });
}

function percent(part, whole = hanCount(a)) {
  return Number(((100 * part) / Math.max(1, whole)).toFixed(1));
}

function hanCount(text) {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}

/** The same text with its Han characters permuted (mulberry32, seed 1). */
function shuffleHan(text) {
  let state = 1;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const units = [...text];
  const places = units.flatMap((unit, i) => (/\p{Script=Han}/u.test(unit) ? [i] : []));
  for (let k = places.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [units[places[k]], units[places[other]]] = [units[places[other]], units[places[k]]];
  }
  return units.join('');
}
