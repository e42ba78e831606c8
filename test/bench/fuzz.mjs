/**
 * Mutations of the sample corpus, in every format, through readReports, compareReports, flagCopies and analyseCorpus. A case is
 * a number: the same seed and number make the same bytes on every machine. The work is done in a worker, so that a case which
 * hangs is noticed and named; ten seconds is a hang.
 *
 *   node test/bench/fuzz.mjs [--cases 2000] [--seconds 60] [--seed 1] [--from 0]
 */

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { strToU8, unzipSync, zipSync } from 'fflate';

const HANG_MS = 10_000;
const LONGEST = 120_000;

const MOST_FAULTS = 20;

/** Starts workers, one after the other, until the cases or the seconds are used up. */
async function watch() {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '3600' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
    },
  });
  const seed = Number(values.seed);
  const end = Number(values.from) + Number(values.cases);
  const deadline = Date.now() + Number(values.seconds) * 1000;
  const tally = { cases: 0, hangs: [], faults: [], slowestMs: 0, slowest: -1, bytes: 0, byFormat: {}, peakMb: 0 };
  for (let next = Number(values.from); next < end && Date.now() < deadline && tally.faults.length < MOST_FAULTS; )
    next = await batch(next, end, seed, deadline, tally);
  console.log(JSON.stringify({ seed, ...tally }, null, 2));
  process.exitCode = tally.hangs.length + tally.faults.length > 0 ? 1 : 0;
}

/** Runs cases in one worker until one hangs or all are done; gives the number of the next case. */
function batch(from, end, seed, deadline, tally) {
  return new Promise((resolve) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { from, end, seed, deadline } });
    let running = from;
    let timer;
    const stop = (next) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.terminate().then(() => resolve(next));
    };
    const arm = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        tally.hangs.push(running);
        stop(running + 1);
      }, HANG_MS);
    };
    worker.on('message', (note) => {
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
    worker.on('error', (error) => {
      tally.faults.push({ case: running, fault: `worker: ${error.stack ?? error}` });
      stop(running + 1);
    });
    // Loading takes its time on a busy machine and is no case.
    timer = setTimeout(() => stop(end), 60_000);
  });
}

async function work({ from, end, seed, deadline }) {
  const taohua = await import('../../dist/index.js');
  const files = samples();
  const pool = [];
  for (const file of files.filter(({ clean }) => clean).slice(0, 6)) {
    const cut = new TextDecoder().decode(file.bytes).slice(0, 1500);
    pool.push(...(await taohua.readReports(cut, { path: file.path })));
  }
  parentPort.postMessage({ next: from });
  for (let number = from; number < end && Date.now() < deadline; number++) {
    const random = mulberry(seed * 1_000_003 + number);
    const { path, bytes } = mutant(files, random);
    const began = performance.now();
    let fault;
    try {
      await check(taohua, path, bytes, pool, random);
    } catch (error) {
      fault = String(error?.stack ?? error).slice(0, 600);
    }
    const ms = Math.round(performance.now() - began);
    const mb = Math.round(process.memoryUsage().rss / 1e6);
    parentPort.postMessage({
      next: number + 1,
      case: number,
      format: extname(path),
      file: path,
      bytes: bytes.length,
      ms,
      mb,
      fault,
    });
  }
  parentPort.postMessage({ done: true });
}

/** What must hold of any bytes at all. */
async function check({ readReports, compareReports, flagCopies, analyseCorpus }, path, bytes, pool, random) {
  const reports = await readReports(bytes, { path });
  expect(reports.length > 0, 'at least one report');
  for (const { span, source, outline } of reports) {
    expect(inside(span, 0, source.text.length), 'the report is inside its text');
    for (const section of outline) expect(inside(section.span, 0, source.text.length), 'a section is inside the text');
  }
  const [report] = reports;
  const other = pool[Math.floor(random() * pool.length)];
  const choice = random();
  if (choice < 0.45) {
    const { links } = compareReports(report, other);
    for (const { a, b } of links) {
      for (const span of a) expect(inside(span, report.span.start, report.span.end), 'a link is inside its report');
      for (const span of b) expect(inside(span, other.span.start, other.span.end), 'a link is inside its report');
    }
  } else if (choice < 0.85) {
    const { passages, ratio } = await flagCopies(report, pool.slice(0, 3));
    for (const { draft } of passages)
      expect(inside(draft.span, report.span.start, report.span.end), 'a passage is inside its report');
    expect(
      Object.values(ratio).every((share) => typeof share !== 'number' || (share >= 0 && share <= 1.000001)),
      'shares are shares',
    );
  } else {
    const { documents } = await analyseCorpus([...reports.slice(0, 3), ...pool.slice(0, 3)], { minIssuers: 2 });
    for (const { labels } of documents) {
      for (let i = 1; i < labels.length; i++)
        expect(labels[i].span.start === labels[i - 1].span.end, 'labels leave no hole');
    }
  }
}

function expect(holds, what) {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

function inside({ start, end }, least, most) {
  return least <= start && start <= end && end <= most;
}

function samples() {
  const root = fileURLToPath(new URL('../../seeds/', import.meta.url));
  const from = (folder, clean) =>
    readdirSync(join(root, folder))
      .sort()
      .map((name) => ({
        path: `${folder}/${name}`,
        bytes: new Uint8Array(readFileSync(join(root, folder, name))),
        clean,
      }));
  return [...from('clean', true), ...from('damaged', false)];
}

/** A sample with one to six mutations; one in ten under another format's name, one in twenty inside an archive. */
function mutant(files, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const file = pick(files);
  let { path } = file;
  const times = 1 + Math.floor(random() * 6);
  let bytes = /\.(?:docx|pdf)$/.test(path) ? file.bytes : window(file.bytes, random);
  if (path.endsWith('.docx') && random() < 0.7) bytes = inArchive(bytes, times, files, random);
  else for (let i = 0; i < times; i++) bytes = pick(MUTATIONS)(bytes, random, files);
  if (random() < 0.1) bytes = new Uint8Array(Buffer.from(new TextDecoder().decode(bytes), 'utf16le'));
  if (random() < 0.1) path += pick(['.txt', '.html', '.md', '.docx', '.doc', '.pdf', '.zip']);
  else if (random() < 0.05) {
    bytes = zipSync({ 'inner.txt': bytes });
    path += '.docx';
  }
  return { path, bytes: bytes.subarray(0, LONGEST) };
}

/** A stretch of a text: short ones make many cases a second and put the edges everywhere. */
function window(bytes, random) {
  const length = random() < 0.1 ? bytes.length : 300 + Math.floor(random() * 6000);
  const start = random() < 0.5 ? 0 : Math.floor(random() * bytes.length);
  return bytes.slice(start, start + length);
}

function inArchive(bytes, times, files, random) {
  try {
    const parts = unzipSync(bytes);
    const names = Object.keys(parts);
    for (let i = 0; i < times; i++) {
      const name = random() < 0.7 ? 'word/document.xml' : names[Math.floor(random() * names.length)];
      const mutate = MUTATIONS[Math.floor(random() * MUTATIONS.length)];
      parts[name] = mutate(parts[name] ?? new Uint8Array(0), random, files).subarray(0, LONGEST);
    }
    return zipSync(parts);
  } catch {
    return bytes;
  }
}

const WORDS = [
  '一、',
  '（一）',
  '(二)',
  '1.',
  '一是',
  '——',
  '各位代表：',
  '各位代表：现在，我代表',
  '政府工作报告',
  '第一方面',
  '\n\n\n',
  '　　',
  '某市',
  'XX',
  '×××',
  '***',
  '亿元',
  '%',
  '5.2%',
  '百分之',
  '二〇二四年',
  '2024年1月10日',
  '發(fā)',
  '\u0000',
  '\ufeff',
  '\u202e',
  '\u200b',
  '\ud842\udfb7',
  '👨‍👩‍👧',
  '\r',
  '\u2028',
  '\u001a',
  '<div>',
  '</div>',
  '<script>',
  '<!--',
  '<table><tr><td>',
  '&#x110000;',
  '&amp;',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '<w:p>',
  '</w:p>',
  '<w:t>',
  '```',
  '# ',
  '|a|b|',
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  '%PDF-1.7',
  'endobj',
  'stream\n',
  '/Length 99999999',
  '999999999999999999999',
  '1e999',
  '（（（（（（',
  '“““““',
  '。。。。。',
  '、、、',
].map((word) => strToU8(word));

const MUTATIONS = [
  // One bit.
  (bytes, random) => {
    const out = bytes.slice();
    if (out.length > 0) out[Math.floor(random() * out.length)] ^= 1 << Math.floor(random() * 8);
    return out;
  },
  // A run of bytes that mean the most or the least.
  (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    return bytes.slice().fill(random() < 0.5 ? 0xff : 0, at, at + 1 + Math.floor(random() * 8));
  },
  (bytes, random) => cut(bytes, random, () => new Uint8Array(0)),
  (bytes, random) => cut(bytes, random, (piece) => join2(piece, piece)),
  (bytes, random) => cut(bytes, random, (piece) => piece.slice().reverse()),
  // One short piece many times: what is quadratic shows.
  (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    const piece = bytes.subarray(at, at + 1 + Math.floor(random() * 60));
    const times = Math.floor(random() * 600);
    const out = new Uint8Array(bytes.length + piece.length * times);
    out.set(bytes.subarray(0, at));
    for (let i = 0; i < times; i++) out.set(piece, at + i * piece.length);
    out.set(bytes.subarray(at), at + piece.length * times);
    return out;
  },
  (bytes, random) => bytes.slice(0, Math.floor(random() * bytes.length)),
  // A word of the field or of a format, once or often.
  (bytes, random) => {
    let out = bytes;
    const word = WORDS[Math.floor(random() * WORDS.length)];
    const times = random() < 0.8 ? 1 + Math.floor(random() * 4) : 200;
    const places = Array.from({ length: times }, () => Math.floor(random() * bytes.length));
    if (times < 200) for (const at of places) out = join2(join2(out.subarray(0, at), word), out.subarray(at));
    else for (let i = 0; i < times; i++) out = join2(out, word);
    return out;
  },
  (bytes, random) => cut(bytes, random, (piece) => piece.map(() => Math.floor(random() * 256))),
  // The head of this, the tail of another.
  (bytes, random, files) => {
    const other = files[Math.floor(random() * files.length)].bytes;
    const from = Math.floor(random() * other.length);
    return join2(bytes.subarray(0, Math.floor(random() * bytes.length)), other.subarray(from, from + 6000));
  },
];

function cut(bytes, random, change) {
  const start = Math.floor(random() * bytes.length);
  const end = Math.min(bytes.length, start + 1 + Math.floor(random() * 400));
  return join2(join2(bytes.subarray(0, start), change(bytes.subarray(start, end))), bytes.subarray(end));
}

function join2(a, b) {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
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

if (isMainThread) await watch();
else await work(workerData);
