import { describe, expect, test } from 'vitest';
import { buildContainmentIndex } from '../../src/sketch/containment.js';
import { createDraw } from './draw.js';
import { naiveShingles, passages } from './notation.js';

describe('containment', () => {
  test('exact when every hash is kept', () => {
    const texts = ['坚持稳中求进工作总基调', '完整准确全面贯彻新发展理念', '', '坚持稳中求好'];
    const index = buildContainmentIndex(passages(...texts), { k: 3, fraction: 1 });
    const draft = '我们坚持稳中求进';
    const mine = naiveShingles(draft, 3);
    const expected = texts.map((text) => [...mine].filter((s) => naiveShingles(text, 3).has(s)).length / mine.size);
    expect([...index.query(passages(draft).symbols)]).toEqual(expected);
  });

  test('no documents, an empty draft', () => {
    expect(buildContainmentIndex(passages()).query(new Uint16Array(4))).toHaveLength(0);
    expect([...buildContainmentIndex(passages('一二三四五六')).query(new Uint16Array(0))]).toEqual([0]);
  });

  test.each([0.05, 0.1, 0.3])('error at containment %d is at most .016', (wanted) => {
    const draw = createDraw(11);
    const length = 15_000;
    let squares = 0;
    let trials = 0;
    for (let round = 0; round < 8; round++) {
      const documents = Array.from({ length: 10 }, () => Uint16Array.from({ length }, () => 0x4e00 + draw(3000)));
      const symbols = new Uint16Array(length * documents.length);
      documents.forEach((document, d) => {
        symbols.set(document, d * length);
      });
      const offsets = Uint32Array.from({ length: documents.length + 1 }, (_, d) => d * length);
      const index = buildContainmentIndex({ symbols, offsets }, { seed: round });
      const lent = Math.round(wanted * length);
      documents.forEach((lender, l) => {
        const draft = Uint16Array.from({ length }, () => 0x4e00 + draw(3000));
        draft.set(lender.subarray(500, 500 + lent), 2000);
        index.query(draft).forEach((found, d) => {
          if (d !== l) expect(found).toBeLessThan(0.01);
          else {
            squares += (found - (lent - 4) / (length - 4)) ** 2;
            trials++;
          }
        });
      });
    }
    expect(Math.sqrt(squares / trials)).toBeLessThanOrEqual(0.016);
  });

  test('parameters out of range are refused', () => {
    expect(() => buildContainmentIndex(passages(), { fraction: 0 })).toThrow('fraction is 0');
    expect(() => buildContainmentIndex(passages(), { k: 65 })).toThrow('k is 65');
  });
});
