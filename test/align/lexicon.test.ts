import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnLexicon, segment } from '../../src/align/lexicon.js';
import { CLAUSES, tokensOf } from './draw.js';

function words(run: string, texts: readonly string[] = []): string {
  let at = 0;
  return segment(run, learnLexicon(texts.map(tokensOf)))
    .map((length) => {
      at += length;
      return run.slice(at - length, at);
    })
    .join('|');
}

test('policy terms are words, and the rest are single characters', () => {
  expect(words('持续优化营商环境')).toBe('持续|优化|营商环境');
  expect(words('坚持以人民为中心')).toBe('坚持|以人民为中心');
  expect(words('甲乙丙')).toBe('甲|乙|丙');
});

test('what a text says together becomes a word', () => {
  const text =
    '霁川是好地方。我爱霁川。走进霁川看一看。霁川的水很清。他从远处来到霁川住下。'.repeat(2) +
    CLAUSES.join('。').repeat(3);
  expect(words('霁川')).toBe('霁|川');
  expect(words('在霁川', [text])).toBe('在|霁川');
});

test('a cut keeps every character', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...CLAUSES)), (clauses) => {
      const run = clauses.join('').replace(/[^一-龥]/g, '');
      expect(words(run).replaceAll('|', '')).toBe(run);
    }),
    { seed: 1, numRuns: 100 },
  );
});
