// What a large corpus teaches of its formulas: which reports are asked, what is kept, where it is found again.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';
import { hold } from '../../src/reuse/copy-align.js';
import { buildCorpus } from '../../src/reuse/corpus.js';
import { learnWordings } from '../../src/reuse/learn-wordings.js';
import { sampleOf } from '../../src/reuse/sample.js';
import { WordingSearch } from '../../src/reuse/wording-search.js';
import { LEARNING, type Wordings } from '../../src/reuse/wordings.js';
import { filler, made } from './made.js';

describe('the sample', () => {
  const named = fc
    .uniqueArray(fc.tuple(fc.nat(40), fc.nat(500)), { minLength: 1, maxLength: 120, selector: ([, id]) => id })
    .map((pairs) => pairs.map(([issuer, id]) => ({ issuer: `issuer ${issuer}`, id: `report ${id}` })));
  const idsOf = (reports: readonly { readonly id: string; readonly issuer: string }[], size: number): string[] =>
    sampleOf(reports, size)
      .map((at) => reports[at]!.id)
      .sort();

  test('is the same in any order, and without a report that is not in it', () => {
    fc.assert(
      fc.property(named, fc.integer({ min: 1, max: 60 }), (reports, size) => {
        const ids = idsOf(reports, size);
        expect(ids).toHaveLength(Math.min(size, reports.length));
        expect(idsOf([...reports].reverse(), size)).toEqual(ids);
        for (const { id } of reports) {
          if (!ids.includes(id))
            expect(
              idsOf(
                reports.filter((one) => one.id !== id),
                size,
              ),
            ).toEqual(ids);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('asks as many issuers as it can', () => {
    fc.assert(
      fc.property(named, fc.integer({ min: 1, max: 60 }), (reports, size) => {
        const issuers = (at: readonly number[]): number => new Set(at.map((i) => reports[i]!.issuer)).size;
        expect(issuers(sampleOf(reports, size))).toBe(Math.min(size, issuers([...reports.keys()])));
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  test('one more report changes it about as often as it has a place to give', () => {
    const reports = Array.from({ length: 1000 }, (_, i) => ({ issuer: `issuer ${i % 130}`, id: `report ${i}` }));
    const before = idsOf(reports, 128).join();
    let changed = 0;
    for (let i = 0; i < 200; i++) {
      const more = { issuer: `issuer ${i % 150}`, id: `another ${i}` };
      if (idsOf([...reports, more], 128).join() !== before) changed++;
    }
    expect(changed).toBeLessThan(60);
  });
});

describe('wordings', () => {
  const clauses = [
    '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回',
    '守桥人的小屋改作茶水间，过路人可以歇脚避雨',
    '沿河新修步道12公里，补种柳树三千株',
  ];
  const reports = Array.from({ length: 6 }, (_, i) =>
    made(`${filler(i + 1, 20)}${clauses.slice(0, 1 + (i % 3)).join('。')}。${filler(i + 50, 20)}`, {
      id: `report ${i}`,
      issuer: `issuer ${i}`,
    }),
  );
  const found = (wordings: Wordings, draft: Report, issuers = 2): string[] => {
    const { units } = hold(draft);
    const corpus = buildCorpus([draft], () => units);
    return new WordingSearch(wordings).find(corpus, issuers).map(({ fit: { from, to } }) => {
      const { start, end } = units.tokens;
      return draft.source.text.slice(start[from]!, end[to - 1]!);
    });
  };

  test('are found word for word, touched up and with other values, by as many issuers as are asked for', () => {
    const wordings = learnWordings(reports.map(hold));
    expect(wordings.issuers).toBe(6);
    const draft = made(
      `${filler(90, 10)}老石匠把旧桥护栏逐根编号拆下，洗净苔痕再按原位装回。${filler(91, 3)}沿河新修步道7.5公里，补种柳树三千株。`,
      { id: 'draft', issuer: 'draft' },
    );
    expect(found(wordings, draft)).toEqual([
      '老石匠把旧桥护栏逐根编号拆下，洗净苔痕再按原位装回',
      '沿河新修步道7.5公里，补种柳树三千株',
    ]);
    expect(found(wordings, draft, 3)).toEqual(['老石匠把旧桥护栏逐根编号拆下，洗净苔痕再按原位装回']);
    expect(found(wordings, made('修水渠。', { id: 'other' }))).toEqual([]);
    expect(found(learnWordings([]), draft)).toEqual([]);
  });

  test('of the sample corpus are those that this way of learning gives; where they change, LEARNING is to be raised', async () => {
    const folder = new URL('../../seeds/clean/', import.meta.url);
    const samples: Report[] = [];
    for (const name of readdirSync(folder).sort())
      samples.push(...(await readReports(readFileSync(new URL(name, folder)), { path: name })));
    const { issuers, ...columns } = learnWordings(samples.map(hold));
    const hash = createHash('sha256').update(String(issuers));
    for (const column of Object.values(columns)) hash.update(Uint32Array.from(column));
    expect({ LEARNING, hash: hash.digest('hex').slice(0, 16) }).toEqual({ LEARNING: 3, hash: 'dbd4d965cd559736' });
  });
});
