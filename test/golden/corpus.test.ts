// What the three main commands say of the sample corpus, as files to read in a diff: eighty columns, Chinese, short lists.

import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { compareMany } from '../../src/compare/many.js';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import type { Findings } from '../../src/render/findings-set.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { analyseCorpus } from '../../src/reuse/analyse.js';
import { flagCopies } from '../../src/reuse/flag.js';

const CLEAN = new URL('../../seeds/clean/', import.meta.url);
const SHORT = { width: 80, limit: 6 } as const;

let corpus: readonly Report[] = [];

beforeAll(async () => {
  const files = readdirSync(CLEAN).sort();
  corpus = (
    await Promise.all(
      files.map((name) => readReports(readFileSync(new URL(name, CLEAN)), { path: `seeds/clean/${name}` })),
    )
  ).flat();
});

function report(name: string): Report {
  const found = corpus.find(({ source }) => source.path?.endsWith(`/${name}.txt`) === true);
  if (found === undefined) throw new Error(`no report ${name}`);
  return found;
}

async function holds(name: string, set: Findings): Promise<void> {
  await expect(renderTerminal(set, SHORT)).toMatchFileSnapshot(`corpus/${name}.txt`);
  await expect(renderMarkdown(set, SHORT)).toMatchFileSnapshot(`corpus/${name}.md`);
}

test('compare modu-2023 modu-2024', async () => {
  const reports = [report('modu-2023'), report('modu-2024')] as const;
  await holds('compare', { kind: 'comparison', comparison: compareReports(...reports), reports });
});

test('compare yangui-2022 yangui-2023 yangui-2024', async () => {
  const reports = [2022, 2023, 2024].map((year) => report(`yangui-${year}`));
  await holds('compare-many', { kind: 'table', table: compareMany(reports), reports });
});

test('ratio seeds/clean', async () => {
  await holds('ratio', { kind: 'corpus', findings: await analyseCorpus(corpus), reports: corpus });
});

test('flag hedian-2024 --against seeds/clean', async () => {
  const draft = report('hedian-2024');
  const sources = corpus.filter(({ id }) => id !== draft.id);
  const findings = [await flagCopies(draft, sources)];
  await holds('flag', { kind: 'flag', findings, reports: [draft, ...sources] });
});
