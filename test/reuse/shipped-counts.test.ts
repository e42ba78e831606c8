import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitsOf } from '../../src/outline/units.js';
import { analyseCorpus } from '../../src/reuse/analyse.js';
import { runsOf } from '../../src/reuse/candidates.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { SHIPPED_COUNTS } from '../../src/reuse/shipped-counts.gen.js';
import { commonRuns, FEW_ISSUERS, packCounts, shippedCount, unpackCounts } from '../../src/reuse/shipped-counts.js';
import { filler, made } from './made.js';

const head = { reports: 9, issuers: 7, leastIssuers: 3, tokens: 1000 };
const counted = fc.uniqueArray(
  fc.record({
    hash: fc.nat(0xffffffff),
    width: fc.constantFrom(1, 2, 3, 5),
    count: fc.integer({ min: 3, max: 5000 }),
  }),
  { selector: ({ hash }) => hash, maxLength: 300 },
);

test('counts that were packed come back to within their size class, and few others with them', () => {
  fc.assert(
    fc.property(counted, fc.array(fc.nat(0xffffffff), { maxLength: 50 }), (runs, others) => {
      const { runs: kept, bytes } = packCounts(head, runs);
      const data = Buffer.from(bytes).toString('base64');
      const counts = unpackCounts({ ...head, runs: kept, data });
      for (const { hash, width, count } of runs) {
        const back = shippedCount(counts, hash, width);
        // Where two runs share a key, the larger one speaks for both.
        expect(back).toBeGreaterThan(count / 1.4);
        if (kept === runs.length) expect(back).toBeLessThan(count * 1.4);
      }
      const known = new Set(runs.map(({ hash }) => hash));
      const wrong = others.filter((hash) => !known.has(hash) && shippedCount(counts, hash, 4) > 0);
      expect(wrong.length).toBeLessThan(3);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('damaged counts are read to the end and throw nothing', () => {
  const counts = unpackCounts({
    ...head,
    runs: 50,
    data: Buffer.from(Uint8Array.of(255, 255, 0, 7)).toString('base64'),
  });
  expect(counts.keys).toHaveLength(50);
});

test('the shipped counts know what reports say and nothing that they do not', () => {
  expect(SHIPPED_COUNTS.issuers).toBeGreaterThan(100);
  const counts = unpackCounts(SHIPPED_COUNTS);
  expect(counts.keys.every((key, i) => i === 0 || key > counts.keys[i - 1]!)).toBe(true);
  const share = (text: string): number => {
    const table = runsOf(unitsOf(made(text)).tokens, 5, 3);
    return commonRuns(table, counts).reduce((sum, one) => sum + one, 0) / table.size;
  };
  expect(share('坚持以习近平新时代中国特色社会主义思想为指导，自觉接受人大法律监督、政协民主监督')).toBeGreaterThan(
    0.8,
  );
  expect(
    share(`老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐。${filler(7, 20)}`),
  ).toBeLessThan(0.1);
});

const stock =
  '坚持以习近平新时代中国特色社会主义思想为指导，坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，加快构建新发展格局，扎实推动高质量发展。';
const own =
  '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐。桥头的碑文重新描红，磨灭的三十一个字照县志补刻。守桥人的小屋改作茶水间，过路人可以歇脚避雨。';
const source = made(`${filler(20, 6)}${stock}${filler(21, 6)}${own}${filler(22, 9)}`, { id: 'source', issuer: 'a' });
const draft = made(`${filler(30, 6)}${stock}${filler(31, 6)}${own}${filler(32, 9)}`, { id: 'draft', issuer: 'b' });
const quoted = (passages: readonly { draft: { span: { start: number; end: number } } }[]): string[] =>
  passages.map(({ draft: { span } }) => draft.source.text.slice(span.start, span.end));

test('two reports are enough to tell a stock phrase from a copy', async () => {
  const found = await flagCopies(draft, [source]);
  expect(quoted(found.passages)).toEqual([own]);
  expect(found.diagnostics.map(({ code }) => code)).toEqual(['few-issuers', 'shipped-counts']);
  expect(found.diagnostics.at(-1)?.params).toMatchObject({ issuers: SHIPPED_COUNTS.issuers });
  const without = await flagCopies(draft, [source], { shipped: false });
  expect(quoted(without.passages)).toEqual([stock, own]);
  expect(without.diagnostics.map(({ code }) => code)).toEqual(['few-issuers']);
});

test('analysing them tells the same', async () => {
  const { copies, diagnostics } = await analyseCorpus([source, draft]);
  expect(copies).toHaveLength(1);
  expect(diagnostics.map(({ code }) => code)).toContain('shipped-counts');
  const without = await analyseCorpus([source, draft], { shipped: false });
  expect(without.copies).toHaveLength(2);
  expect(without.diagnostics.map(({ code }) => code)).not.toContain('shipped-counts');
});

test('the counts stay away from many issuers, from texts of another kind, and from pairs', async () => {
  const many = Array.from({ length: FEW_ISSUERS }, (_, i) =>
    made(filler(i + 60, 2), { id: `many-${i}`, issuer: `m ${i}` }),
  );
  const codes = async (...asked: Parameters<typeof flagCopies>): Promise<string[]> =>
    (await flagCopies(...asked)).diagnostics.map(({ code }) => code);
  expect(await codes(draft, many)).toEqual([]);
  expect(await codes(draft, [source], { pairwise: true })).toEqual([]);
  const latin = (id: string): ReturnType<typeof made> =>
    made('some words of a report in another tongue', { id, issuer: id });
  expect(await codes(latin('x'), [latin('y')])).toEqual(['few-issuers']);
  expect(await codes(made(`${filler(3, 60)}${own}`, { id: 'z', issuer: 'z' }), [source])).toEqual(['few-issuers']);
});
