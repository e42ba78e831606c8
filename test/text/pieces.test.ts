// Tokens read through pieces against tokens read through a map of every unit.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyReplacements, type Replacement, replacePieces } from '../../src/text/layer.js';
import { tokenise, tokenisePieces } from '../../src/text/tokenise.js';

test('pieces map every token as the full map does', () => {
  const text = fc
    .array(fc.constantFrom('增长', '5.2', '％', '，', '。', '\n', 'GDP ', ' the', '长沙市', '2024年', ' '), {
      maxLength: 40,
    })
    .map((parts) => parts.join(''));
  const cuts = fc.array(fc.tuple(fc.nat(200), fc.nat(6), fc.constantFrom('', '\n', '，', '增', '长沙市', '12')), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(text, cuts, fc.nat(5), (source, wanted, first) => {
      const span = { start: Math.min(first, source.length), end: source.length };
      const replacements: Replacement[] = [];
      let reached = span.start;
      for (const [at, length, replacement] of [...wanted].sort((a, b) => a[0] - b[0])) {
        const start = Math.max(at, reached);
        if (start > span.end) break;
        const end = Math.min(span.end, start + length);
        replacements.push({ span: { start, end }, replacement });
        reached = end;
      }
      const options = { traditional: false };
      const pieced = replacePieces(source, span, replacements);
      const layer = applyReplacements(source, span, replacements);
      expect(pieced.text).toBe(layer.text);
      expect(tokenisePieces(pieced, options)).toEqual(tokenise(layer, options));
    }),
    { seed: 1, numRuns: 400 },
  );
});
