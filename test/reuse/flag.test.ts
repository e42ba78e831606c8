import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaohuaError } from '../../src/model/errors.js';
import { unitsOf } from '../../src/outline/units.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { labelFaults } from '../../src/reuse/labels.js';
import { filler, made } from './made.js';

const stretch =
  '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐。桥头的碑文重新描红，磨灭的三十一个字照县志补刻。守桥人的小屋改作茶水间，过路人可以歇脚避雨。';
const hunan = { place: { name: '益阳市' }, date: '2024-01-05', year: 2024 };
const guangxi = { place: { name: '桂林市' }, date: '2024-02-05', year: 2024 };
const others = Array.from({ length: 6 }, (_, i) => made(filler(i + 1, 60), { id: `other-${i}`, issuer: `other ${i}` }));

test('a lifted stretch is one passage with its source, direction and surprise', async () => {
  const source = made(`${filler(20, 20)}${stretch}${filler(21, 20)}`, { id: 'source', ...hunan, issuer: '益阳市' });
  const draft = made(`${filler(30, 20)}${stretch}${filler(31, 20)}`, { id: 'draft', ...guangxi, issuer: '桂林市' });
  const { passages, ratio, labels, sources } = await flagCopies(draft, [...others, source]);
  expect(passages).toHaveLength(1);
  const [passage] = passages;
  expect(draft.source.text.slice(passage?.draft.span.start, passage?.draft.span.end)).toBe(stretch);
  expect(source.source.text.slice(passage?.source.span.start, passage?.source.span.end)).toBe(stretch);
  expect(passage).toMatchObject({
    identity: 1,
    relation: 'identical',
    direction: 'draft-from-source',
    route: 'lateral',
  });
  expect(passage?.surprise).toBeGreaterThan(60);
  expect(labelFaults(draft, labels ?? [])).toEqual([]);
  expect(ratio.copied).toBeGreaterThan(0);
  expect(ratio.formula + ratio.slot + ratio.copied + ratio.specific).toBeCloseTo(1);
  expect(sources?.map(({ id }) => id)).toEqual(['source']);
});

test('shuffled sentences stay one passage', async () => {
  const sentences = stretch.split('。').filter(Boolean);
  const shuffled = `${sentences[2]}。${sentences[0]}。${sentences[1]}。`;
  const source = made(`${filler(20, 20)}${stretch}${filler(21, 20)}`, { id: 'source', issuer: 'source' });
  const draft = made(`${filler(30, 20)}${shuffled}${filler(31, 20)}`, { id: 'draft', issuer: 'draft' });
  const { passages } = await flagCopies(draft, [...others, source]);
  expect(passages).toHaveLength(1);
  expect(passages[0]?.direction).toBe('unknown');
});

test('a short stretch with a word changed in every clause is still a copy', async () => {
  const [clauses, reworded] = [
    '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐。守桥人的小屋改作茶水间，过路人可以歇脚避雨。',
    '老石匠把旧桥护栏逐根编号拆下，洗净青苔再按原位装回，缺口处用本地青砂补好。守桥人的矮屋改作茶水间，过路人能够歇脚避雨。',
  ];
  const source = made(`${filler(20, 20)}${clauses}${filler(21, 20)}`, { id: 'source', issuer: 'source' });
  const draft = made(`${filler(30, 20)}${reworded}${filler(31, 20)}`, { id: 'draft', issuer: 'draft' });
  const { passages } = await flagCopies(draft, [...others, source]);
  expect(passages.map(({ draft: { span } }) => draft.source.text.slice(span.start, span.end))).toEqual([reworded]);
});

test('a large corpus is asked for formulas by a sample, and says so', async () => {
  const clause = '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐。';
  const many = Array.from({ length: 257 }, (_, i) =>
    made(`${filler(i + 60, 2)}${clause}`, { id: `many-${i}`, issuer: `many ${i}` }),
  );
  const draft = made(`${filler(30, 20)}${clause}${filler(31, 20)}`, { id: 'draft', issuer: 'draft' });
  const whole = await flagCopies(draft, many.slice(1));
  const sampled = await flagCopies(draft, many);
  expect(whole.omitted.filter(({ what }) => what === 'reports')).toEqual([]);
  expect(sampled.omitted).toContainEqual(expect.objectContaining({ what: 'reports', count: 257 - 128 }));
  expect(sampled.labels).toEqual(whole.labels);
  expect(sampled.ratio.formula).toBeGreaterThan(0);
});

test('what three issuers say is a formula, and no copy', async () => {
  const clause = '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐。';
  const everybody = others.map((report, i) =>
    made(`${report.source.text}${clause}${filler(50 + i, 5)}`, { id: report.id, issuer: report.issuer }),
  );
  const draft = made(`${filler(30, 20)}${clause}${filler(31, 20)}`, { id: 'draft', issuer: 'draft' });
  const { passages, ratio } = await flagCopies(draft, everybody);
  expect(passages).toEqual([]);
  expect(ratio.formula).toBeGreaterThan(0);
  const all = await flagCopies(draft, everybody, { pairwise: true });
  expect(all.passages.length).toBeGreaterThan(0);
});

test('a text that may be copied, and a formula of a bank, are no copies', async () => {
  const source = made(`${filler(20, 20)}${stretch}${filler(21, 20)}`, { id: 'source', issuer: 'source' });
  const draft = made(`${filler(30, 20)}${stretch}${filler(31, 20)}`, { id: 'draft', issuer: 'draft' });
  const base = made(stretch, { id: 'template', issuer: 'template' });
  expect((await flagCopies(draft, [...others, source], { base: [base] })).passages).toEqual([]);
  const formulas = stretch.match(/[^。]+。/g)!.map((template) => {
    const { tokens } = unitsOf(made(template));
    return { template, issuers: 9, reports: 9, tokens: [...tokens.id] };
  });
  const bank = { kind: 'taohua-formula-bank', version: 1, issuers: 9, formulas } as const;
  expect((await flagCopies(draft, [...others, source], { bank })).passages).toEqual([]);
});

test('of two sources the earlier is named, and the other is counted as left out', async () => {
  const text = `${filler(20, 20)}${stretch}${filler(21, 20)}`;
  const early = made(text, { id: 'z-early', issuer: 'z', date: '2023-01-01', year: 2023 });
  const late = made(text, { id: 'a-late', issuer: 'a', date: '2024-01-01', year: 2024 });
  const draft = made(`${filler(30, 20)}${stretch}${filler(31, 20)}`, { id: 'draft', issuer: 'draft', year: 2025 });
  const { passages, omitted } = await flagCopies(draft, [late, early], { minIssuers: 4 });
  expect(passages.map(({ source }) => source.report)).toEqual(['z-early']);
  expect(omitted[0]?.count).toBe(1);
});

test('the order of the sources changes nothing', async () => {
  const source = made(`${filler(20, 20)}${stretch}`, { id: 'source', issuer: 'source' });
  const draft = made(`${filler(30, 20)}${stretch}`, { id: 'draft', issuer: 'draft' });
  const expected = await flagCopies(draft, [...others, source]);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...others, source], { minLength: 7 }), async (shuffled) => {
      expect(await flagCopies(draft, shuffled)).toEqual(expected);
    }),
    { seed: 1, numRuns: 10 },
  );
});

test('empty and odd texts give findings without passages and ratios without NaN', async () => {
  for (const text of ['', '。', '\n\n', 'a', '😀😀', '修', '\ud800']) {
    for (const pairwise of [false, true]) {
      const { passages, ratio } = await flagCopies(made(text, { id: 'd', issuer: 'd' }), [made(text, { id: 's' })], {
        pairwise,
      });
      expect(passages).toEqual([]);
      for (const share of Object.values(ratio)) expect(share).toBeGreaterThanOrEqual(0);
    }
  }
  const { diagnostics } = await flagCopies(made('修水渠。'), []);
  expect(diagnostics.map(({ code }) => code)).toContain('no-sources');
});

test('spans of any agreement are quotations inside both texts', async () => {
  const piece = fc.constantFrom('修水渠', '清河道，', '补桥面。', '2024年', 'the river ', '\n', '😀', '植树3.5万亩');
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(text, text, text, async (a, b, shared) => {
      const draft = made(a + shared + b, { id: 'd', issuer: 'd' });
      const source = made(b + shared + a, { id: 's', issuer: 's' });
      const { passages } = await flagCopies(draft, [source], { pairwise: true, minBits: 10 });
      for (const { draft: here, source: there, identity, surprise } of passages) {
        for (const [span, { length }] of [
          [here.span, draft.source.text],
          [there.span, source.source.text],
        ] as const) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(length);
        }
        expect(identity).toBeGreaterThanOrEqual(0);
        expect(identity).toBeLessThanOrEqual(1);
        expect(Number.isFinite(surprise)).toBe(true);
      }
    }),
    { seed: 3, numRuns: 150 },
  );
});

test('a signal stops it; a number that is none is refused', async () => {
  const signal = AbortSignal.abort();
  await expect(flagCopies(others[0]!, others.slice(1), { signal })).rejects.toThrow(TaohuaError);
  await expect(flagCopies(others[0]!, others.slice(1), { minBits: Number.NaN })).rejects.toThrow(TaohuaError);
});
