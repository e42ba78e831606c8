import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitsOf } from '../../src/outline/units.js';
import { countIssuer, placesOf, runsOf, walkRuns } from '../../src/reuse/candidates.js';
import { made } from './made.js';

const tokensOf = (text: string) => unitsOf(made(text)).tokens;
const text = fc
  .array(fc.constantFrom('修', '渠', '桥', '田', '12', '，', '。'), { maxLength: 60 })
  .map((parts) => parts.join(''));

test('runs met are the runs that both texts have, as a naive search finds them', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [draft, source] = [tokensOf(a), tokensOf(b)];
      const table = runsOf(draft, 3, 0);
      const at = (ids: Uint32Array, i: number): string => ids.subarray(i, i + 3).join(' ');
      const own = new Set(Array.from({ length: Math.max(0, draft.length - 2) }, (_, i) => at(draft.id, i)));
      const expected = [];
      for (let i = 0; i + 3 <= source.length; i++) if (own.has(at(source.id, i))) expected.push(i);
      const met: number[] = [];
      walkRuns(table, source, (run, position) => {
        met.push(position);
        expect(at(draft.id, table.at.indexOf(run))).toBe(at(source.id, position));
      });
      expect(met).toEqual(expected);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('an issuer counts once a run, whatever it repeats', () => {
  const table = runsOf(tokensOf('修水渠'), 3, 0);
  for (const issuer of [1, 1, 2, 2, 2])
    walkRuns(table, tokensOf('修水渠，修水渠'), (run) => countIssuer(table, run, issuer));
  expect([...table.issuers]).toEqual([2]);
});

test('runs of slots alone tell nothing', () => {
  const table = runsOf(tokensOf('12、13、14、15修水渠'), 3, 3);
  expect(table.size).toBe(1);
  expect([...placesOf(table).token]).toEqual([4]);
});
