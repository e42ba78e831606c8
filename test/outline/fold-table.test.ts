import { expect, test } from 'vitest';
import { foldForReading } from '../../src/outline/reading.js';
import { simplifiedUnits } from '../../src/text/script.js';

test('folding for reading leaves the shared table of scripts alone', () => {
  const before = simplifiedUnits().slice();
  expect(foldForReading('（一）發展')).toBe('(一)发展');
  expect(simplifiedUnits()).toEqual(before);
});
