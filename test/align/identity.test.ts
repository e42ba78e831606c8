import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityOf, levenshtein } from '../../src/align/identity.js';

function naive(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

test('edit distance agrees with the textbook matrix', () => {
  const word = fc.string({ unit: fc.constantFrom('增', '长', '稳', '中', 'a', '1'), maxLength: 140, size: 'max' });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(levenshtein(a, b)).toBe(naive(a, b));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('identity counts what agrees in the longer of two stretches', () => {
  expect(identityOf('稳中求进', '稳中求进')).toBe(1);
  expect(identityOf('增长百分之五', '增长百分之六')).toBeCloseTo(5 / 6);
  expect(identityOf('', '')).toBe(1);
  expect(identityOf('', '稳')).toBe(0);
});
