/** `inspect` in Chinese: every stage on clean and damaged reports says no English word of its own. */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STAGE_NAMES } from '../../src/cli/inspect-names.js';
import { STAGES } from '../../src/cli/inspect-stages.js';
import { inspectWords, REPAIRS_ZH } from '../../src/cli/inspect-words.js';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';

const SEEDS = new URL('../../seeds/', import.meta.url);
const TEXT = new URL('../../src/text/', import.meta.url);

async function read(folder: string, count: number): Promise<readonly Report[]> {
  const names = readdirSync(new URL(`${folder}/`, SEEDS))
    .sort()
    .slice(0, count);
  const all = names.map((name) => readReports(readFileSync(new URL(`${folder}/${name}`, SEEDS)), { path: name }));
  return (await Promise.all(all)).flat();
}

/** Words that are no one's language: measures, file types, names of encodings, codes in brackets, paths, places in templates. */
const NEUTRAL =
  /（[a-z-]+）|[?#][\w-]+|\{\w+\}|[\w.-]+\.(?:txt|html?|docx?|pdf|md)[#\w-]*|\b(?:Jaccard|bit|wasm|k|utf-?8|gb18030|big5|utf-16le|html|docx|doc|pdf|markdown|GBK|json|f-\w+|p\w{8,})\b|--json/gi;

test('no stage says an English word in Chinese', async () => {
  const words = inspectWords('zh-CN');
  const reports = [...(await read('clean', 3)), ...(await read('damaged', 40))];
  // What reports say themselves may be English.
  const own = new Set(reports.flatMap(({ source }) => source.text.match(/[a-z]{3,}/gi) ?? []));
  for (const stage of STAGE_NAMES) {
    const { lines } = await STAGES[stage](stage === 'links' ? reports.slice(0, 2) : reports, words, 300);
    expect(lines.length, stage).toBeGreaterThan(0);
    const english = lines
      .flatMap((line) => line.replace(NEUTRAL, ' ').match(/[a-z]{3,}/gi) ?? [])
      .filter((word) => !own.has(word));
    expect([...new Set(english)], stage).toEqual([]);
  }
}, 60_000);

test('every rule of correction has its Chinese words', () => {
  const rules = readdirSync(TEXT)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, TEXT), 'utf8'))
    .filter((source) => /\bRepair\b/.test(source))
    .flatMap((source) => [
      ...[...source.matchAll(/rule: '([a-z-]+)'/g)].map((match) => match[1]!),
      ...[...source.matchAll(/\['([a-z]+(?:-[a-z]+)+)', 0\.\d+/g)].map((match) => match[1]!),
      ...[...source.matchAll(/'([a-z]+(?:-[a-z]+)+)',\s+0\.\d+/g)].map((match) => match[1]!),
    ]);
  expect(rules.length).toBeGreaterThan(8);
  for (const rule of rules) expect(REPAIRS_ZH, rule).toHaveProperty(rule);
});
