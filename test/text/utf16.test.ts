import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '../../src/outline/reading.js';
import { foldedOnce, foldUnits } from '../../src/text/fold.js';
import { textOfLatinUnits, textOfUnits, unitsOfText } from '../../src/text/utf16.js';

const unit = fc.constantFrom('a', 'é', '\u00a0', '“', '增', '長', '\ud842', '\udfb7', '\n', '\uffff');
/** Around the length from which the platform copies. */
const text = fc.string({ unit, minLength: 0, maxLength: 140, size: 'max' });

test('units taken out of any text give it back', () => {
  fc.assert(
    fc.property(text, (written) => {
      const units = unitsOfText(written).slice();
      expect(Array.from(units)).toEqual(Array.from({ length: written.length }, (_, i) => written.charCodeAt(i)));
      expect(textOfUnits(units)).toBe(written);
      const latin = units.map((one) => one & 0xff);
      expect(textOfLatinUnits(latin)).toBe(String.fromCharCode(...latin));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('what is folded for keeps outlives the next text', () => {
  const kept = foldUnits('全市生產總值', true);
  const folded = foldText('全市生產總值');
  foldedOnce('another text of the same memory', false);
  expect(textOfUnits(kept)).toBe('全市生产总值');
  expect(textOfUnits(folded.units)).toBe(folded.text);
});

test('a text that folding leaves alone is itself, and one of words is known by its units', () => {
  expect(foldText('Plain words.\n')).toMatchObject({ text: 'Plain words.\n', mayHoldHan: false });
  expect(foldText('caf\u00e9\u00a0noir\t1')).toMatchObject({ text: 'caf\u00e9 noir 1', mayHoldHan: false });
  expect(foldText('“quoted”\u3000words')).toMatchObject({ text: '“quoted” words', mayHoldHan: false });
  expect(foldText('words 字')).toMatchObject({ mayHoldHan: true });
});
