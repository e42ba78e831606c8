// What the three main commands say of the sample corpus, as files to read in a diff: eighty columns, Chinese, short lists.
// The formats for programs tell of four of the reports, without their texts; of the page stands what a reader sees first.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { compareMany } from '../../src/compare/many.js';
import type { Report } from '../../src/model/report.js';
import { renderCsv } from '../../src/render/csv.js';
import type { Findings } from '../../src/render/findings-set.js';
import { renderHtml } from '../../src/render/html/html.js';
import { renderJson, renderNdjson } from '../../src/render/json.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { renderSarif } from '../../src/render/sarif.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { analyseCorpus } from '../../src/reuse/analyse.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { launch } from '../browser/chromium.js';
import { sampleCorpus } from './sample-corpus.js';

const SHORT = { width: 80, limit: 6 } as const;

let corpus: readonly Report[] = [];
let browser: Browser;

afterAll(() => browser?.close());

beforeAll(async () => {
  browser = await launch();
  corpus = await sampleCorpus();
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

/** What programs read. */
async function holdsData(name: string, set: Findings): Promise<void> {
  await expect(renderJson(set, { texts: 'none' })).toMatchFileSnapshot(`corpus/${name}.json`);
  await expect(renderNdjson(set)).toMatchFileSnapshot(`corpus/${name}.ndjson`);
  await expect(renderCsv(set)).toMatchFileSnapshot(`corpus/${name}.csv`);
  if (set.kind === 'corpus' || set.kind === 'flag')
    await expect(renderSarif(set)).toMatchFileSnapshot(`corpus/${name}.sarif`);
}

/** What the first view of the page says, and what the others are called. */
async function holdsPage(name: string, set: Findings): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 2000 } });
  await page.setContent(renderHtml(set), { waitUntil: 'load' });
  const text = await page.locator('body').innerText();
  await expect(`${text.replace(/\n{2,}/g, '\n').trim()}\n`).toMatchFileSnapshot(`corpus/${name}.html.txt`);
  await page.close();
}

const FEW = ['dingyuan-2022', 'hedian-2024', 'jinsuo-2023', 'yangui-2023'];

test('compare modu-2023 modu-2024', async () => {
  const reports = [report('modu-2023'), report('modu-2024')] as const;
  const set: Findings = { kind: 'comparison', comparison: compareReports(...reports), reports };
  await holds('compare', set);
  await holdsData('compare', set);
  await holdsPage('compare', set);
});

test('compare yangui-2022 yangui-2023 yangui-2024', async () => {
  const reports = [2022, 2023, 2024].map((year) => report(`yangui-${year}`));
  await holds('compare-many', { kind: 'table', table: compareMany(reports), reports });
});

test('ratio seeds/clean', async () => {
  await holds('ratio', { kind: 'corpus', findings: await analyseCorpus(corpus), reports: corpus });
});

test(`ratio ${FEW.join(' ')}`, async () => {
  const reports = FEW.map(report);
  const set: Findings = { kind: 'corpus', findings: await analyseCorpus(reports), reports };
  await holdsData('ratio-few', set);
  await holdsPage('ratio-few', set);
});

test('flag hedian-2024 --against seeds/clean', async () => {
  const draft = report('hedian-2024');
  const sources = corpus.filter(({ id }) => id !== draft.id);
  const findings = [await flagCopies(draft, sources)];
  const set: Findings = { kind: 'flag', findings, reports: [draft, ...sources] };
  await holds('flag', set);
  await holdsData('flag', set);
  await holdsPage('flag', set);
});
