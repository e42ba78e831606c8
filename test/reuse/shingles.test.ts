import { expect, test } from 'vitest';
import { Gap } from '../../src/model/tokens.js';
import { unitsOf } from '../../src/outline/units.js';
import { shinglesOf } from '../../src/reuse/shingles.js';
import { made } from './made.js';

const read = (text: string) => shinglesOf(unitsOf(made(text)), text);

test('Han characters make overlapping pairs, the last of a clause stands alone', () => {
  const { length, id, reach } = read('修水渠，水渠。');
  expect(length).toBe(5);
  expect([...reach]).toEqual([2, 2, 1, 2, 1]);
  expect(id[1]).toBe(id[3]);
  expect(id[2]).toBe(id[4]);
  expect(id[0]).not.toBe(id[1]);
});

test('words of a spaced script stand alone and may begin a passage at a line', () => {
  const { reach, gap } = read('the river was dredged\nbefore the rains came in');
  expect([...reach].every((tokens) => tokens === 1)).toBe(true);
  expect(gap[4]).toBe(Gap.semicolon);
  expect(gap[2]).toBe(Gap.none);
});

test('among words a passage may begin behind any stop, and inside no number or abbreviation without space', () => {
  const { gap, sentences } = read('it was late. then the rain came, e.g. all night at 3.5 degrees');
  expect(gap[3]).toBe(Gap.sentence);
  expect([...sentences]).toEqual([0, 14]);
  const { gap: inside } = read('the version 3.5 of example.org came early');
  expect([...inside.subarray(1, -1)].every((strength) => strength < Gap.sentence)).toBe(true);
});

test('a window reads what the whole reads', () => {
  const text = '修水渠，清河道。补桥面。';
  const units = unitsOf(made(text));
  const whole = shinglesOf(units, text);
  const part = shinglesOf(units, text, undefined, { from: 3, to: 9 });
  expect([...part.id]).toEqual([...whole.id.subarray(3, 9)]);
  expect([...part.sentences]).toEqual([0, 3, 6]);
});
