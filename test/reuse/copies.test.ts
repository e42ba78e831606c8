import { expect, test } from 'vitest';
import { findCopies } from '../../src/reuse/copies.js';
import { candidatePairs } from '../../src/reuse/copy-pairs.js';
import { buildCorpus } from '../../src/reuse/corpus.js';
import { filler, made } from './made.js';

const stretch =
  '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐。桥头的碑文重新描红，磨灭的三十一个字照县志补刻。';
const plain = Array.from({ length: 8 }, (_, i) => made(filler(i + 1, 60), { id: `r${i}`, issuer: `issuer ${i}` }));
const source = made(`${filler(40, 30)}${stretch}${filler(41, 30)}`, { id: 'source', issuer: 'source', year: 2023 });
const draft = made(`${filler(50, 30)}${stretch}${filler(51, 30)}`, { id: 'draft', issuer: 'draft', year: 2024 });

async function copiesOf(reports: Parameters<typeof buildCorpus>[0], minIssuers = 3) {
  const corpus = buildCorpus(reports);
  return findCopies(corpus, new Uint8Array(corpus.tokens.length), { minIssuers });
}

test('a copy in a corpus is found once, the later report as the draft', async () => {
  const { copies } = await copiesOf([...plain, draft, source]);
  expect(copies).toHaveLength(1);
  expect(copies[0]).toMatchObject({
    draft: { report: 'draft' },
    source: { report: 'source' },
    direction: 'draft-from-source',
    relation: 'identical',
  });
  expect(draft.source.text.slice(copies[0]?.draft.span.start, copies[0]?.draft.span.end)).toBe(stretch);
});

test('the order of the reports changes nothing; an unrelated report adds nothing', async () => {
  const expected = await copiesOf([...plain, draft, source]);
  expect(await copiesOf([source, ...[...plain].reverse(), draft])).toEqual(expected);
  const more = await copiesOf([...plain, draft, source, made(filler(99, 60), { id: 'new', issuer: 'new' })]);
  expect(more.copies.map(({ id }) => id)).toEqual(expected.copies.map(({ id }) => id));
});

test('what formulas explain is no copy', async () => {
  const corpus = buildCorpus([...plain, draft, source]);
  const explained = new Uint8Array(corpus.tokens.length).fill(1);
  expect((await findCopies(corpus, explained, { minIssuers: 3 })).copies).toEqual([]);
});

test('a hundred holders of one stretch make a few links each, not all pairs', () => {
  const many = Array.from({ length: 100 }, (_, i) =>
    made(`${filler(i, 5)}${stretch}`, { id: `r${i}`, issuer: 'one issuer' }),
  );
  const corpus = buildCorpus(many);
  const pairs = candidatePairs(corpus, new Uint8Array(corpus.tokens.length), 2);
  expect(pairs.length).toBeGreaterThanOrEqual(99);
  expect(pairs.length).toBeLessThan(330);
});

test('one report, or none, has no copies', async () => {
  expect((await copiesOf([])).copies).toEqual([]);
  expect((await copiesOf([draft])).copies).toEqual([]);
});
