// Nearest relatives by shared surprise, and copied answers told from others: three sets that lie beside the repository.
// node test/bench/relatives.mjs [--lib build/x]     (a set that is not there is skipped)

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(2);
const at = args.indexOf('--lib');
const lib = resolve(at < 0 ? 'dist' : args[at + 1]);
const load = (file) => import(pathToFileURL(join(lib, file)).href);
const { readReports, flagCopies } = await load('index.js');
const { buildCorpus } = await load('reuse/corpus.js');
const { findCopies } = await load('reuse/copies.js');

function read(name) {
  const path = new URL(`../../../shared/data/${name}`, import.meta.url);
  if (existsSync(path))
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  console.log(`${name}: not there, skipped`);
  return [];
}

async function whole({ id, text }) {
  const [report] = await readReports(text, { path: `${id}.txt`, split: false });
  return { ...report, id, issuer: id };
}

/** Each document's relatives by shared bits, best first. A wording of up to `few` documents may still be a copy. */
async function relatives(documents, few) {
  const reports = [];
  for (const document of documents) reports.push(await whole(document));
  const corpus = buildCorpus(reports);
  const nothing = new Uint8Array(corpus.tokens.length);
  const { copies } = await findCopies(corpus, nothing, { minIssuers: few + 1, minBits: 20, minChars: 15 });
  const bits = new Map(documents.map(({ id }) => [id, new Map()]));
  for (const { draft, source, surprise } of copies) {
    for (const [a, b] of [
      [draft.report, source.report],
      [source.report, draft.report],
    ]) {
      bits.get(a).set(b, (bits.get(a).get(b) ?? 0) + surprise);
    }
  }
  return new Map(
    [...bits].map(([id, others]) => [id, [...others].sort((p, q) => q[1] - p[1]).map(([other]) => other)]),
  );
}

const laws = read('zh-laws-cross-province.jsonl').filter(({ text }) => text.length > 0);
if (laws.length > 0) {
  const topicOf = new Map(laws.map(({ id, topic }) => [id, topic]));
  const found = await relatives(laws, 6);
  const right = [...found].filter(([id, [first]]) => topicOf.get(id) === topicOf.get(first)).length;
  const none = [...found].filter(([, list]) => list.length === 0).length;
  console.log(`laws: nearest is of the same topic ${right} of ${laws.length}; without any relative ${none}`);
}

const codes = read('civil-procedure-codes.jsonl');
if (codes.length > 0) {
  const yearOf = new Map(codes.map(({ id, year }) => [id, year]));
  const found = await relatives(codes, 19);
  for (const { id } of codes) {
    const earlier = found.get(id).filter((other) => yearOf.get(other) <= yearOf.get(id));
    console.log(`codes: ${id} after ${earlier.slice(0, 3).join(', ') || 'none'}`);
  }
}

const answers = read('clough-stevenson.jsonl');
if (answers.length > 0) {
  const original = new Map(answers.filter(({ category }) => category === 'orig').map((one) => [one.task, one]));
  const scores = [];
  for (const answer of answers.filter(({ category }) => category !== 'orig')) {
    const draft = await whole(answer);
    const options = { pairwise: true, minBits: 0 };
    const { passages } = await flagCopies(draft, [await whole(original.get(answer.task))], options);
    const bits = passages.reduce((sum, { surprise }) => sum + surprise, 0);
    scores.push({ copied: answer.category !== 'non', score: bits / Math.max(1, answer.text.length) });
  }
  const [yes, no] = [true, false].map((copied) =>
    scores.filter((one) => one.copied === copied).map(({ score }) => score),
  );
  let above = 0;
  for (const a of yes) for (const b of no) above += a > b ? 1 : a === b ? 0.5 : 0;
  console.log(`answers: area under the curve ${(above / (yes.length * no.length)).toFixed(4)}`);
}
