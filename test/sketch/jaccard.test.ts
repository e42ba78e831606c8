import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJaccard } from '../../src/sketch/jaccard.js';
import { naiveJaccard, passages } from './notation.js';

test('exact Jaccard equals the definition, in any order of questions', () => {
  const word = fc.string({ unit: fc.constantFrom('甲', '乙', '\ud800', '\udc00'), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), fc.integer({ min: 1, max: 4 }), (texts, k) => {
      const jaccard = createJaccard(passages(...texts), k);
      for (let i = 0; i < texts.length; i++) {
        for (let j = 0; j < texts.length; j++) expect(jaccard(i, j)).toBe(naiveJaccard(texts[i]!, texts[j]!, k));
      }
    }),
    { seed: 4, numRuns: 200 },
  );
});
