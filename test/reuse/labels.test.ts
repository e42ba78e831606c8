import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelFaults, labelReport } from '../../src/reuse/labels.js';
import { made } from './made.js';

const report = made('甲乙丙丁戊己庚辛壬癸'.repeat(4));

/** Furniture without a character paints nothing, and has the labels painted one by one. */
const painted = { ...report, furniture: [{ span: { start: 0, end: 0 }, rule: 'page-number' }] };

test('passages that lie apart give the labels that painting them gives', () => {
  const cuts = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 9 });
  fc.assert(
    fc.property(cuts, fc.boolean(), (places, apart) => {
      const ends = [...places].sort((a, b) => a - b);
      const passages = ends.flatMap((start, i) => {
        const end = ends[i + 1];
        return end === undefined || (apart && i % 2 === 1) ? [] : [{ passage: `p${i}`, span: { start, end } }];
      });
      const labels = labelReport(report, [], passages);
      expect(labels).toEqual(labelReport(painted, [], passages));
      expect(labelFaults(report, labels)).toEqual([]);
    }),
    { seed: 1, numRuns: 200 },
  );
});
