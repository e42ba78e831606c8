import { expect, test } from 'vitest';
import { unitsOf } from '../../src/outline/units.js';
import { findPassages, prepareDraft } from '../../src/reuse/passages.js';
import { shinglesOf } from '../../src/reuse/shingles.js';
import { filler, made } from './made.js';

const read = (text: string) => shinglesOf(unitsOf(made(text)), text);
const find = (draft: string, source: string, options = {}) =>
  findPassages(prepareDraft(read(draft)), read(source), options);
const stretch = '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐，桥头的碑文重新描红。';
const length = (text: string) => unitsOf(made(text)).tokens.length;

test('a passage ends where the sentence ends, on both sides', () => {
  const [before, behind] = [filler(1, 12), filler(2, 12)];
  const [passage, ...more] = find(before + stretch + behind, filler(3, 9) + stretch + filler(4, 9));
  expect(more).toEqual([]);
  expect(passage?.draft).toEqual({ from: length(before), to: length(before + stretch) });
  expect(passage?.source).toEqual({ from: length(filler(3, 9)), to: length(filler(3, 9) + stretch) });
});

test('two stretches from two places are two passages', () => {
  const other = '守桥人的小屋改作茶水间，过路人可以歇脚避雨，墙上挂着历年水位和修桥捐款人的名单。';
  const found = find(
    filler(1, 9) + stretch + filler(2, 30) + other + filler(3, 9),
    filler(4, 9) + other + filler(5, 30) + stretch + filler(6, 9),
  );
  expect(found).toHaveLength(2);
  expect(found[0]?.source.from).toBeGreaterThan(found[1]?.source.from ?? 0);
});

test('words of a spaced script go the same way', () => {
  const text =
    'The mason numbered every baluster of the old bridge before he took it down, washed the moss away and set each stone back.';
  const found = find(`Rain fell for a week. ${text} Nobody came.`, `We waited until noon. ${text} Then the bell rang.`);
  expect(found).toHaveLength(1);
});

test('unrelated texts share nothing, however long', () => {
  expect(find(filler(1, 200), filler(2, 200))).toEqual([]);
});

test('what is refused is no passage, and fewer bits than asked are none', () => {
  const [draft, source] = [filler(1, 9) + stretch, filler(2, 9) + stretch];
  expect(find(draft, source, { accept: () => false })).toEqual([]);
  expect(find(draft, source, { minBits: 100_000 })).toEqual([]);
});

test('a stretch that sums a source up is one passage against all of it, where asked for', () => {
  const sentences = Array.from({ length: 60 }, (_, i) => filler(500 + i, 2).trim());
  const source = sentences.join('');
  const summary = sentences
    .filter((_, i) => i % 5 === 0)
    .map((sentence) => sentence.slice(0, 8))
    .join('，');
  const draft = `${filler(1, 100)}${summary}。${filler(2, 100)}`;
  const whole = length(source);
  const found = find(draft, source, { summaries: true });
  expect(found.some((passage) => passage.source.to - passage.source.from === whole)).toBe(true);
  expect(find(draft, source).some((passage) => passage.source.to - passage.source.from === whole)).toBe(false);
});
