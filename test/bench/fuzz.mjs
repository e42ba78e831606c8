/**
 * Mutated samples of every format (fuzz-mutants.mjs) through every public function: reading with and without options, comparing
 * two and several, flagging, analysing, all renderers, sketches and exact repeats, an index on disk. A case is a number: the same
 * seed and number make the same bytes on every machine. The work is done in a process of its own, so that a case
 * which hangs or ends it is noticed and named; ten seconds is a hang, two gigabytes are the end.
 *
 *   node test/bench/fuzz.mjs [--cases 2000] [--seconds 60] [--seed 1] [--from 0] [--lib build/x]
 */

import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { mutant, samples } from './fuzz-mutants.mjs';

const HANG_MS = 10_000;
/** An index takes every so-manieth case: each is a few writes to the disk. */
const INDEXED = 40;
const MOST_FAULTS = 20;

/** First argument of the process that does the work. */
const WORK = 'work';

/** Starts processes, one after the other, until the cases or the seconds are used up. */
async function watch() {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '3600' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      lib: { type: 'string', default: fileURLToPath(new URL('../../dist/', import.meta.url)) },
    },
  });
  const lib = resolve(values.lib);
  const seed = Number(values.seed);
  const end = Number(values.from) + Number(values.cases);
  const deadline = Date.now() + Number(values.seconds) * 1000;
  const tally = { cases: 0, hangs: [], faults: [], slowestMs: 0, slowest: -1, bytes: 0, byFormat: {}, peakMb: 0 };
  for (let next = Number(values.from); next < end && Date.now() < deadline && tally.faults.length < MOST_FAULTS; )
    next = await batch({ from: next, end, seed, deadline, lib }, tally);
  console.log(JSON.stringify({ seed, ...tally }, null, 2));
  process.exitCode = tally.hangs.length + tally.faults.length > 0 ? 1 : 0;
}

/** Runs cases in one process until one hangs or all are done; gives the number of the next case. */
function batch(task, tally) {
  const { from, end } = task;
  return new Promise((settle) => {
    const child = fork(fileURLToPath(import.meta.url), [WORK, JSON.stringify(task)], {
      execArgv: ['--max-old-space-size=2000'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-600);
    });
    let running = from;
    let timer;
    const stop = (next) => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.kill('SIGKILL');
      settle(next);
    };
    const arm = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        tally.hangs.push(running);
        stop(running + 1);
      }, HANG_MS);
    };
    child.on('message', (note) => {
      if (note.done) return stop(end);
      running = note.next;
      arm();
      if (note.format === undefined) return undefined;
      tally.cases++;
      tally.bytes += note.bytes;
      tally.byFormat[note.format] = (tally.byFormat[note.format] ?? 0) + 1;
      tally.peakMb = Math.max(tally.peakMb, note.mb);
      if (note.ms > tally.slowestMs) [tally.slowestMs, tally.slowest] = [note.ms, note.case];
      if (note.fault !== undefined) tally.faults.push({ case: note.case, file: note.file, fault: note.fault });
      return undefined;
    });
    child.on('exit', (code, signal) => {
      tally.faults.push({ case: running, fault: `the process ended (${signal ?? code}): ${said}` });
      stop(running + 1);
    });
    // Loading takes its time on a busy machine and is no case.
    timer = setTimeout(() => stop(end), 60_000);
  });
}

async function work({ from, end, seed, deadline, lib }) {
  const load = (path) => import(pathToFileURL(join(lib, path)).href);
  const taohua = {
    ...(await load('index.js')),
    ...(await load('sketch.js')),
    ...(await load('text/extract/archive.js')),
    ...(await load('render/renderers.js')),
  };
  const sketcher = await taohua.createSketcher({ k: 3, permutations: 32 });
  const files = samples();
  const pool = [];
  for (const file of files.filter(({ clean }) => clean).slice(0, 6)) {
    const cut = new TextDecoder().decode(file.bytes).slice(0, 1500);
    pool.push(...(await taohua.readReports(cut, { path: file.path })));
  }
  const folder = mkdtempSync(join(tmpdir(), 'taohua-fuzz-'));
  const index = await taohua.openIndex(folder, { mode: 'create' }).catch(() => undefined);
  process.send({ next: from });
  for (let number = from; number < end && Date.now() < deadline; number++) {
    const random = mulberry(seed * 1_000_003 + number);
    const { path, bytes, format } = mutant(files, random);
    const began = performance.now();
    let fault;
    try {
      await check(
        { ...taohua, sketcher, index: number % INDEXED === 0 ? index : undefined },
        path,
        bytes,
        pool,
        random,
      );
      // A rejection that nobody waits for ends the process when the loop has turned.
      await new Promise((turn) => setImmediate(turn));
    } catch (error) {
      fault = String(error?.stack ?? error).slice(0, 600);
    }
    const ms = Math.round(performance.now() - began);
    const mb = Math.round(process.memoryUsage().rss / 1e6);
    process.send({ next: number + 1, case: number, format, file: path, bytes: bytes.length, ms, mb, fault });
  }
  await index?.close();
  rmSync(folder, { recursive: true, force: true });
  process.send({ done: true });
}

/** What must hold of any bytes at all. */
async function check(taohua, path, bytes, pool, random) {
  const reports = await read(taohua, path, bytes, random);
  expect(reports.length > 0, 'at least one report');
  for (const { span, source, outline } of reports) {
    expect(inside(span, 0, source.text.length), 'the report is inside its text');
    for (const section of outline) expect(inside(section.span, 0, source.text.length), 'a section is inside the text');
  }
  const other = pool[Math.floor(random() * pool.length)];
  const found = await findings(taohua, reports, other, pool, random);
  const names = taohua.reporterNames().filter((name) => taohua.RENDERERS[name].kinds.includes(found.kind));
  const name = names[Math.floor(random() * names.length)];
  const rendered = (await taohua.RENDERERS[name].load())(found, random() < 0.3 ? { anonymise: true } : {});
  expect(rendered.length > 0, `${name} says something`);
  if (random() < 0.1) sketch(taohua, reports[0].source.text.slice(0, 20_000));
  if (taohua.index) await keep(taohua, reports, other);
}

async function read({ readReports, readArchive }, path, bytes, random) {
  if (extname(path) === '.zip' && random() < 0.8) {
    const reports = [];
    for (const { name, bytes: inner } of readArchive(bytes).entries) {
      expect(!/^\/|(?:^|\/)\.\.(?:\/|$)/.test(name), 'a name inside its archive');
      reports.push(...(await readReports(inner, { path: `${path}!${name}` })));
    }
    if (reports.length > 0) return reports;
  }
  const choice = random();
  if (choice < 0.8) return readReports(bytes, { path });
  if (choice < 0.88) return readReports(bytes, { path, split: false });
  if (choice < 0.94) return readReports(new TextDecoder().decode(bytes), { path });
  return readReports(bytes, { path, encoding: ['gb18030', 'utf-16le', 'big5', 'utf-8'][Math.floor(random() * 4)] });
}

async function findings({ compareReports, compareMany, flagCopies, analyseCorpus }, reports, other, pool, random) {
  const [report] = reports;
  const choice = random();
  if (choice < 0.35) {
    const comparison = compareReports(report, other);
    for (const { a, b } of comparison.links) {
      for (const span of a) expect(inside(span, report.span.start, report.span.end), 'a link is inside its report');
      for (const span of b) expect(inside(span, other.span.start, other.span.end), 'a link is inside its report');
    }
    return { kind: 'comparison', comparison, reports: [report, other] };
  }
  if (choice < 0.42) {
    const several = [report, other, ...pool.filter((one) => one !== other).slice(0, 1)];
    return { kind: 'table', table: compareMany(several), reports: several };
  }
  if (choice < 0.82) {
    const against = pool.slice(0, 3);
    const options =
      random() < 0.2 ? { pairwise: true } : random() < 0.2 ? { formulas: true, minIssuers: 2, minChars: 1 } : {};
    const flagged = await flagCopies(report, against, options);
    for (const { draft } of flagged.passages)
      expect(inside(draft.span, report.span.start, report.span.end), 'a passage is inside its report');
    expect(
      Object.values(flagged.ratio).every((share) => typeof share !== 'number' || (share >= 0 && share <= 1.000001)),
      'shares are shares',
    );
    return { kind: 'flag', findings: [flagged], reports: [report, ...against] };
  }
  const all = [...reports.slice(0, 3), ...pool.slice(0, 3)];
  const corpus = await analyseCorpus(all, { minIssuers: 2 });
  for (const { labels } of corpus.documents) {
    for (let i = 1; i < labels.length; i++)
      expect(labels[i].span.start === labels[i - 1].span.end, 'labels leave no hole');
  }
  return { kind: 'corpus', findings: corpus, reports: all };
}

/** Signatures, candidates and exact repeats of the raw text, cut into lines. */
function sketch({ sketcher, repeats }, text) {
  const units = Uint16Array.from(text, (_, i) => text.charCodeAt(i)).subarray(0, text.length);
  const offsets = [0];
  for (let i = 0; i < units.length; i++) if (units[i] === 10) offsets.push(i + 1);
  offsets.push(units.length);
  const bounds = Uint32Array.from(offsets);
  const signatures = sketcher.signatures(units, bounds);
  for (const number of sketcher.candidates(signatures, 8, 4))
    expect(number < bounds.length - 1, 'a candidate is a passage');
  for (const [i, number] of repeats(units, bounds, 13).entries())
    if (i % 3 < 2) expect(number <= units.length, 'a repeat is inside the text');
}

/** The same report twice into an index, asked about, and out again. */
async function keep({ index, flagCopies }, reports, other) {
  await index.add(reports);
  await flagCopies(other, index);
  const { isSound, faults } = await index.verify();
  expect(isSound, `the index is sound: ${faults.join('; ')}`);
  const { path } = reports[0].source;
  expect((await index.remove([path])) >= 1, 'what was added is removed');
}

function expect(holds, what) {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

function inside({ start, end }, least, most) {
  return least <= start && start <= end && end <= most;
}

/** The generator of Tommy Ettinger, 32 bits. */
function mulberry(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (process.argv[2] === WORK) await work(JSON.parse(process.argv[3]));
else await watch();
