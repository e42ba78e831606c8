import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitsOf } from '../../src/outline/units.js';
import { bestSegment, bestSingleUse, fillTable, LIKELIHOOD, tableFor } from '../../src/reuse/segments.js';
import { shinglesOf } from '../../src/reuse/shingles.js';
import { sideOf, vocabularyOf } from '../../src/reuse/vocabulary.js';
import { made } from './made.js';

function sides(draft: string, source: string) {
  const a = shinglesOf(unitsOf(made(draft)), draft);
  const b = shinglesOf(unitsOf(made(source)), source);
  const vocabulary = vocabularyOf(a);
  const [own, by] = [sideOf(a, vocabulary), sideOf(b, vocabulary)];
  const table = tableFor(vocabulary.size, LIKELIHOOD);
  const range = { from: 0, to: by.length };
  fillTable(table, { by, range, other: own, own: { from: 0, to: 0 }, background: 'both' }, LIKELIHOOD);
  return { own, by, table };
}

const word = fc.constantFrom('oak', 'elm', 'ash', 'fir', 'yew', 'box', 'bay', 'fig');
const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));

test('the best segment is the best of all segments', () => {
  fc.assert(
    fc.property(text, text, (draft, source) => {
      const { own, table } = sides(draft, source);
      const { gap } = own.shingles;
      const bonus = (strength: number): number => (strength >= 4 ? 3 : strength === 3 ? 2 : 0);
      let best = 0;
      for (let from = 0; from < own.length; from++) {
        let sum = bonus(gap[from] ?? 0);
        for (let to = from + 1; to <= own.length; to++) {
          sum += table.bits[own.word[to - 1] ?? 0] ?? 0;
          best = Math.max(best, sum + bonus(gap[to] ?? 0));
        }
      }
      const found = bestSegment(table, own, { from: 0, to: own.length });
      expect(found?.bits ?? 0).toBeCloseTo(best, 9);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('a unit of the source explains one unit of the draft only', () => {
  const { own, table } = sides('oak elm oak elm oak elm oak elm', 'oak elm quince medlar rowan hazel');
  const plain = bestSegment(table, own, { from: 0, to: own.length });
  expect(plain && plain.to - plain.from).toBe(8);
  const single = plain && bestSingleUse(table, own, plain, { from: 0, to: own.length });
  expect(single && single.to - single.from).toBe(2);
});

test('filling a table leaves nothing of the last filling behind', () => {
  fc.assert(
    fc.property(text, text, text, (draft, first, second) => {
      const { own, table, by } = sides(`${draft} ${first} ${second}`, `${first} ${second}`);
      const half = { from: 0, to: Math.max(1, by.length >> 1) };
      const explanation = { by, range: half, other: own, own: { from: 0, to: 0 }, background: 'both' } as const;
      fillTable(table, explanation, LIKELIHOOD);
      const fresh = tableFor(table.bits.length - 2, LIKELIHOOD);
      fillTable(fresh, explanation, LIKELIHOOD);
      expect([...table.bits]).toEqual([...fresh.bits]);
    }),
    { seed: 2, numRuns: 100 },
  );
});

/** Sentences and lines, so that a segment may begin at many places. */
const broken = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '. The ', '.\n')), { minLength: 1, maxLength: 90, size: 'max' })
  .map((pieces) => pieces.flat().join(''));
const EDGES = [0, 0, 0, 2, 3, 3];

test('no start that is left out would have won', () => {
  fc.assert(
    fc.property(broken, broken, (draft, source) => {
      const { own, table } = sides(draft, source);
      const { gap } = own.shingles;
      const window = { from: 0, to: own.length };
      const plain = bestSegment(table, own, window);
      if (!plain) return;
      let best = 0;
      for (let start = plain.to - 1; start >= Math.max(0, plain.from - 40); start--) {
        const opening = EDGES[gap[start]!]!;
        if (opening === 0 && start !== plain.from && start !== 0) continue;
        const used = new Map<number, number>();
        let sum = opening;
        for (let i = start; i < own.length; i++) {
          const unit = own.word[i]!;
          const times = used.get(unit) ?? 0;
          sum += times < table.held[unit]! ? table.bits[unit]! : table.miss;
          used.set(unit, times + 1);
          best = Math.max(best, sum + EDGES[gap[i + 1]!]!);
        }
      }
      expect(bestSingleUse(table, own, plain, window)?.bits ?? 0).toBeCloseTo(best, 6);
    }),
    { seed: 3, numRuns: 300 },
  );
});
