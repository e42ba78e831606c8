import { expect, test } from 'vitest';
import type { Units } from '../../src/outline/units.js';
import { unitsOf } from '../../src/outline/units.js';
import { learn, modelOf } from '../../src/reuse/background.js';
import { countIssuer, runsOf, walkRuns } from '../../src/reuse/candidates.js';
import { type Agreement, agreementOf, searchBits } from '../../src/reuse/surprise.js';
import { filler, made } from './made.js';

const read = (text: string): Units => unitsOf(made(text));
const whole = ({ tokens }: Units) => ({ from: 0, to: tokens.length });

/** `before`: tokens at the end of the draft that are not in the stretch. */
function agreement(draft: string, source: string, corpus: readonly string[], before = 0): Agreement {
  const [a, b] = [read(draft), read(source)];
  const model = modelOf(a.tokens);
  const table = runsOf(a.tokens, 5, 3);
  const occurrences = new Float64Array(table.size);
  for (const [i, { tokens }] of [b, ...corpus.map(read)].entries()) {
    learn(model, tokens);
    walkRuns(table, tokens, (run) => {
      occurrences[run]!++;
      countIssuer(table, run, i + 1);
    });
  }
  const rare = { table, occurrences, isRare: (run: number) => table.issuers[run]! < 3 };
  const range = { from: 0, to: a.tokens.length - before };
  return agreementOf({ tokens: a.tokens, range }, { tokens: b.tokens, range: whole(b) }, 0, { model, rare });
}

function bits(...texts: Parameters<typeof agreement>): number {
  return agreement(...texts).bits;
}

/** What of the draft and of the source the agreement leaves. */
function left(...texts: Parameters<typeof agreement>): readonly string[] {
  const { draft, source } = agreement(...texts);
  const [a, b] = [read(texts[0]), read(texts[1])];
  return [
    texts[0].slice(a.tokens.start[draft.from], a.tokens.end[draft.to - 1]),
    texts[1].slice(b.tokens.start[source.from], b.tokens.end[source.to - 1]),
  ];
}

const corpus = Array.from({ length: 6 }, (_, i) => filler(100 + i, 40));
const stretch = '老石匠把旧桥栏杆逐根编号拆下，洗净苔痕再按原位装回，缺角处用本地青砂补齐。';

test('a longer agreement is worth more', () => {
  const short = stretch.slice(0, 18);
  expect(bits(stretch, stretch, corpus)).toBeGreaterThan(bits(short, short, corpus));
  expect(bits(short, short, corpus)).toBeGreaterThan(0);
});

test('an edit costs, and terms alone save nothing', () => {
  const edited = stretch.replace('逐根编号', '一根根').replace('本地青砂', '外购石料');
  expect(bits(edited, stretch, corpus)).toBeLessThan(bits(stretch, stretch, corpus));
  expect(bits('旧桥栏杆要修，青砂要买，石匠要请。', '请石匠，买青砂，修旧桥栏杆。', corpus)).toBe(0);
});

test('a run in the same order goes on behind an edit, in another order it needs proof of its own', () => {
  const [first, second, third] = ['老石匠把旧桥栏杆', '洗净苔痕再按原位', '缺角处用本地青砂'];
  const draft = `${first}一根根卸下来之后${second}放回去晾干${third}填平。`;
  const inOrder = bits(draft, `${first}逐根编号拆下，${second}装回，${third}补齐。`, corpus);
  const turned = bits(draft, `${third}逐根编号拆下，${second}装回，${first}补齐。`, corpus);
  expect(inOrder).toBeGreaterThan(1.3 * turned);
});

test('what opens a sentence is not read with what ends the one before', () => {
  const many = Array.from({ length: 30 }, (_, i) => `${filler(200 + i, 8)}各位代表！${filler(300 + i, 8)}`);
  const [one, two] = [stretch, '守船人搬来自家的藏书，灯下一页页补好虫洞。'];
  const plain = bits(`${one}${two}`, `${one}${two}`, many);
  const spoken = bits(`${one}各位代表！${two}`, `${one}各位代表！${two}`, many);
  expect(spoken - plain).toBeLessThan(16);
});

test('a stretch ends where agreement does, with the clause that agreement ends in', () => {
  const own = '另外沿河各村都要再添一批渡船并且重修码头';
  const theirs = '至于山上的茶园明年开春以后再作商量和安排';
  expect(left(`${stretch.slice(0, -1)}，${own}`, `${stretch}${theirs}`, corpus, 4)).toEqual([
    stretch.slice(0, -1),
    stretch.slice(0, -1),
  ]);
});

test('what everybody says saves less than what nobody says', () => {
  const common = `${stretch}${filler(1, 3)}`;
  expect(bits(stretch, stretch, [...corpus, ...Array.from({ length: 30 }, () => common)])).toBeLessThan(
    bits(stretch, stretch, corpus) / 3,
  );
});

test('a larger search takes bits off', () => {
  expect(searchBits(10_000)).toBe(0);
  expect(searchBits(1_280_000)).toBeCloseTo(7);
});
