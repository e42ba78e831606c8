// An index answers as the reports in memory do: one suite for both, and the same findings to the byte.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { analyseCorpus } from '../../src/reuse/analyse.js';
import { modelOf } from '../../src/reuse/background.js';
import { placesOf, runsOf } from '../../src/reuse/candidates.js';
import { hold } from '../../src/reuse/copy-align.js';
import { type CorpusSource, corpusOf } from '../../src/reuse/corpus-source.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { type Index, openIndex } from '../../src/store/open.js';
import { hasDatabase } from './available.js';
import { temporaryFolder } from './folder.js';
import { readSamples } from './samples.js';

describe.skipIf(!hasDatabase)('an index beside reports in memory', () => {
  const folder = temporaryFolder();
  let reports: Report[] = [];
  let index: Index;
  beforeAll(async () => {
    reports = await readSamples();
    index = await openIndex(`${folder.path}/index`, { mode: 'create' });
    // In three steps, so that there are several segments.
    await index.add(reports.slice(0, 5));
    await index.add(reports.slice(5, 6));
    await index.add(reports.slice(6));
  });
  afterAll(async () => {
    await index.close();
    folder.remove();
  });

  async function survey(source: CorpusSource, draft: Report, minIssuers: number) {
    const { tokens } = hold(draft).units;
    const seedRuns = runsOf(tokens, 5, 3);
    const model = modelOf(tokens);
    const rareBelow = Math.max(minIssuers - 1, 3);
    const { issuer } = draft;
    const places = placesOf(seedRuns);
    const asked = { issuer, tokens, seedRuns, rareBelow, places, least: 1, model };
    const { met, occurrences, learn } = await source.survey(asked, {});
    // In pieces that overlap, as stretches of a draft do: each run counts once.
    for (let from = 0; from < tokens.length; from += 100) learn({ from, to: Math.min(tokens.length, from + 150) });
    const rare = met.flatMap(({ source: number, runs, positions }) =>
      [...runs].flatMap((run, i) => (seedRuns.issuers[run]! < rareBelow ? [[number, run, positions[i]]] : [])),
    );
    return {
      rare,
      seeds: [...seedRuns.issuers].map((count) => Math.min(count, rareBelow)),
      occurrences: [...occurrences].filter((_, run) => seedRuns.issuers[run]! < rareBelow),
      counts: model.counts.map((column) => [...column]),
      tokens: model.tokens,
    };
  }

  test.each([2, 3, 6])('counts and places, with a formula from %i issuers on', async (minIssuers) => {
    for (const draft of [reports[0]!, reports[7]!, reports[13]!]) {
      const others = reports.filter(({ id }) => id !== draft.id);
      const memory = await survey(corpusOf(others), draft, minIssuers);
      const disk = await survey(await index.corpus(draft.id), draft, minIssuers);
      expect(disk).toEqual(memory);
      expect(memory.rare.length).toBeGreaterThan(0);
    }
  });

  test('flag, in a corpus and pair by pair', async () => {
    for (const draft of [reports[6]!, reports[7]!, reports[13]!]) {
      const others = reports.filter(({ id }) => id !== draft.id);
      expect(await flagCopies(draft, index)).toEqual(await flagCopies(draft, others));
      expect(await flagCopies(draft, index, { minIssuers: 5, minChars: 20 })).toEqual(
        await flagCopies(draft, others, { minIssuers: 5, minChars: 20 }),
      );
    }
    const draft = reports[3]!;
    const others = reports.filter(({ id }) => id !== draft.id);
    expect(await flagCopies(draft, index, { pairwise: true })).toEqual(
      await flagCopies(draft, others, { pairwise: true }),
    );
  });

  test('reports come back as they were read, and so give the same ratios and formulas', async () => {
    const back: Report[] = [];
    for await (const report of index.reports()) back.push(report);
    expect(back).toEqual(reports);
    expect(await analyseCorpus(back)).toEqual(await analyseCorpus(reports));
  });

  test('one packed segment, and one opened for reading, answer the same', async () => {
    const draft = reports[8]!;
    const before = await flagCopies(draft, index);
    await index.compact();
    expect((await index.info()).segments).toBe(1);
    expect(await flagCopies(draft, index)).toEqual(before);
    await index.close();
    index = await openIndex(`${folder.path}/index`);
    expect(index.mended).toEqual([]);
    expect(await flagCopies(draft, index)).toEqual(before);
    expect(await index.verify()).toEqual({ isSound: true, reports: 14, faults: [] });
  });
});
