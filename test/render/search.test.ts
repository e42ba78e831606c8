import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matcher } from '../../src/render/html/page/search.js';

test('words in any order, * and ?, and nothing else means anything', () => {
  const text = '坚持稳中求进工作总基调 (GDP)';
  for (const query of ['', '总基调 坚持', '坚持*总基调', '坚?稳', '*', 'gdp', '(G?P)', '坚持**基'])
    expect(matcher(query)(text), query).toBe(true);
  for (const query of ['基调*坚持', '坚?中', '.', '坚持 没有', '???????????????????????????'])
    expect(matcher(query)(text), query).toBe(false);
});

test('as a regular expression would say, and at once for what would keep one busy', () => {
  const sign = fc.constantFrom('a', 'b', '*', '?', '.');
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 6 }), fc.string({ unit: sign, maxLength: 12 }), (query, text) => {
      const plain = text.replaceAll('*', 'c').replaceAll('?', 'd');
      const pattern = query.replaceAll('.', '\\.').replace(/\*+/g, '[^]*').replaceAll('?', '[^]');
      expect(matcher(query)(plain)).toBe(new RegExp(pattern).test(plain));
    }),
    { seed: 1, numRuns: 500 },
  );
  const began = process.cpuUsage().user;
  expect(matcher(`${'a*'.repeat(20)}b`)('a'.repeat(5000))).toBe(false);
  expect(process.cpuUsage().user - began).toBeLessThan(1e6);
});
