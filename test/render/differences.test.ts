import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from '../../src/render/differences.js';

const whole = (text: string): { start: number; end: number } => ({ start: 0, end: text.length });

/** `增长[5.2|6.1]%` for readers of the test. */
function shown(a: string, b: string): string {
  let out = '';
  let at = 0;
  for (const edit of differences(a, whole(a), b, whole(b)) ?? []) {
    out += `${a.slice(at, edit.a.start)}[${a.slice(edit.a.start, edit.a.end)}|${b.slice(edit.b.start, edit.b.end)}]`;
    at = edit.a.end;
  }
  return out + a.slice(at);
}

test('figures are one sign, blanks none, single signs between edits do not count', () => {
  expect(shown('增长5.2%左右', '增长6.1%左右')).toBe('增长[5.2|6.1]%左右');
  expect(shown('新建高标准农田12万亩', '新 建高标准\n农田12万亩')).toBe('新建高标准农田12万亩');
  expect(shown('深入实施乡村振兴战略', '全面推进乡村振兴战略')).toBe('[深入实施|全面推进]乡村振兴战略');
  expect(shown('我们甲的乙丙丁', '我们戊的己丙丁')).toBe('我们[甲的乙|戊的己]丙丁');
  expect(shown('前面相同', '前面相同,后面没有')).toBe('前面相同[|,后面没有]');
});

test('figures against figures are values', () => {
  const [edit] = differences('约12户', whole('约12户'), '约9户', whole('约9户')) ?? [];
  expect(edit?.kind).toBe('value');
});

test('equal and edited parts make up both texts', () => {
  const text = fc.string({ unit: fc.constantFrom(...'甲乙丙丁12. '), maxLength: 60 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const edits = differences(a, whole(a), b, whole(b)) ?? [];
      const rest = (side: 'a' | 'b', from: string): string => {
        let at = 0;
        let out = '';
        for (const edit of edits) {
          expect(edit[side].start).toBeGreaterThanOrEqual(at);
          out += from.slice(at, edit[side].start);
          at = edit[side].end;
        }
        return (out + from.slice(at)).replace(/\s/g, '');
      };
      expect(rest('a', a)).toBe(rest('b', b));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('texts with nothing in common are left unmarked, quickly', () => {
  const a = '甲'.repeat(3000);
  const b = '乙'.repeat(3000);
  const start = performance.now();
  expect(differences(a, whole(a), b, whole(b))).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(500);
});
