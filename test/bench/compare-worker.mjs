/** One engine over two texts: milliseconds of CPU, pieces of its result, Han characters it keeps, and those in short runs. */

import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const { engine, a, b } = workerData;
const require = createRequire(import.meta.url);

const ENGINES = {
  taohua: async () => {
    const { compareReports, readReports } = await import('../../dist/index.js');
    const [left] = await readReports(a, { path: 'a.txt', split: false });
    const [right] = await readReports(b, { path: 'b.txt', split: false });
    return () => compareReports(left, right).links.flatMap((link) => keptOf(left.source.text, link));
  },
  diffChars: async () => {
    const { diffChars } = await import('diff');
    return () => equalOf(diffChars(a, b));
  },
  diffWords: async () => {
    const { diffWords } = await import('diff');
    return () => equalOf(diffWords(a, b));
  },
  'diff-match-patch, 1 s': async () => withDeadline(1),
  'diff-match-patch, no deadline': async () => withDeadline(0),
};

const run = await ENGINES[engine]();
const before = process.cpuUsage();
const equal = run();
const { user, system } = process.cpuUsage(before);
const lengths = equal.map((text) => text.match(/\p{Script=Han}/gu)?.length ?? 0);
const sum = (list) => list.reduce((total, length) => total + length, 0);
parentPort.postMessage({
  ms: Math.round((user + system) / 1000),
  pieces: equal.length,
  kept: sum(lengths),
  short: sum(lengths.filter((length) => length <= 2)),
});

/** What a link keeps of A: its text between the edits. */
function keptOf(text, { a: spans, edits = [] }) {
  return spans.flatMap((span) => {
    const kept = [];
    let at = span.start;
    for (const { a: edit } of edits) {
      if (edit.start < at || edit.end > span.end) continue;
      kept.push(text.slice(at, edit.start));
      at = edit.end;
    }
    return [...kept, text.slice(at, span.end)];
  });
}

function equalOf(changes) {
  return changes.filter(({ added, removed }) => !added && !removed).map(({ value }) => value);
}

function withDeadline(seconds) {
  const { diff_match_patch: DiffMatchPatch } = require('diff-match-patch');
  const engineOf = new DiffMatchPatch();
  engineOf.Diff_Timeout = seconds;
  return () => engineOf.diff_main(a, b).flatMap(([operation, text]) => (operation === 0 ? [text] : []));
}
