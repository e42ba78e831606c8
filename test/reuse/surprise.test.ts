import { expect, test } from 'vitest';
import type { Units } from '../../src/outline/units.js';
import { unitsOf } from '../../src/outline/units.js';
import { learn, modelOf } from '../../src/reuse/background.js';
import { countIssuer, runsOf, walkRuns } from '../../src/reuse/candidates.js';
import { agreementOf, searchBits } from '../../src/reuse/surprise.js';
import { filler, made } from './made.js';

const read = (text: string): Units => unitsOf(made(text));
const whole = ({ tokens }: Units) => ({ from: 0, to: tokens.length });

function bits(draft: string, source: string, corpus: readonly string[]): number {
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
  return agreementOf({ tokens: a.tokens, range: whole(a) }, { tokens: b.tokens, range: whole(b) }, 0, { model, rare })
    .bits;
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
