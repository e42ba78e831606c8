import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCandidates, pairScore } from '../../src/align/candidates.js';
import { buildFeatures, sharedWeight } from '../../src/align/features.js';
import { rowsOf, sentence } from './draw.js';

const texts = fc.array(sentence, { minLength: 1, maxLength: 8 });

test('the inverted index finds what trying all pairs finds', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const features = buildFeatures(rowsOf(a), rowsOf(b));
      const found = new Map(
        findCandidates(features, { floor: 0.15, perUnit: 100 }).pairs.map((p) => [`${p.a} ${p.b}`, p.score]),
      );
      for (let i = 0; i < a.length; i++) {
        for (let j = 0; j < b.length; j++) {
          const shared = sharedWeight(features.weight, features.a, i, features.b, j);
          const score = pairScore(shared, features.a.mass[i]!, features.b.mass[j]!);
          expect(found.get(`${i} ${j}`) ?? 0).toBe(score >= 0.15 ? score : 0);
        }
      }
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('other numbers and other places leave the score at 1', () => {
  const features = buildFeatures(
    rowsOf(['安化县粮食总产量稳定在85万吨以上。']),
    rowsOf(['河北省粮食总产量稳定在7.2万吨以上。']),
  );
  expect(findCandidates(features).pairs).toEqual([{ a: 0, b: 0, score: 1 }]);
});

test('a budget leaves out the commonest features and says so', () => {
  const many = Array.from(
    { length: 200 },
    (_, n) => `持续优化营商环境，办好第${n}项实事，服务企业${'甲乙丙丁'[n % 4]}${n}。`,
  );
  const { truncated, pairs } = findCandidates(buildFeatures(rowsOf(many), rowsOf(many)), { budget: 5000 });
  expect(truncated).toBe(true);
  for (const { score } of pairs) expect(score).toBeLessThanOrEqual(1);
});
