import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNestedRepeats, findRepeats, repeats } from '../../src/sketch/repeats.js';
import { runAtOnce, STRIDE } from '../../src/sketch/steps.js';
import { commonPrefixes, suffixArray } from '../../src/sketch/suffix-array.js';
import { passages, widen } from './notation.js';

/** Every maximal repeat by its definition: a string in two places or more that no longer string accompanies everywhere. */
function naiveRepeats(texts: readonly string[], least: number): string[] {
  const places = new Map<string, { text: number; at: number }[]>();
  texts.forEach((text, t) => {
    for (let at = 0; at < text.length; at++) {
      for (let end = at + least; end <= text.length; end++) {
        const word = text.slice(at, end);
        places.set(word, [...(places.get(word) ?? []), { text: t, at }]);
      }
    }
  });
  const starts = texts.map((_, t) => texts.slice(0, t).join('').length);
  const found: string[] = [];
  for (const [word, where] of places) {
    if (where.length < 2) continue;
    const before = new Set(where.map(({ text, at }) => (at === 0 ? `edge ${text}` : texts[text]![at - 1]!)));
    const after = new Set(
      where.map(({ text, at }) =>
        at + word.length === texts[text]!.length ? `edge ${text}` : texts[text]![at + word.length]!,
      ),
    );
    const grows = [before, after].some((side) => side.size === 1 && ![...side][0]!.startsWith('edge'));
    if (!grows)
      found.push(...where.map(({ text, at }) => `${starts[text]! + at}–${starts[text]! + at + word.length} ${word}`));
  }
  return found.sort();
}

function readRepeats(texts: readonly string[], triples: Uint32Array): string[] {
  const joined = texts.join('');
  const words = new Map<number, string>();
  const found: string[] = [];
  for (let t = 0; t < triples.length; t += 3) {
    const word = joined.slice(triples[t]!, triples[t + 1]!);
    expect(words.get(triples[t + 2]!) ?? word).toBe(word);
    words.set(triples[t + 2]!, word);
    found.push(`${triples[t]!}–${triples[t + 1]!} ${word}`);
  }
  expect(new Set(words.values()).size).toBe(words.size);
  return found.sort();
}

const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }).map((units) => units.join(''));

describe('repeats', () => {
  test('a stretch in two passages is found whole, with both its places', () => {
    const { symbols, offsets } = passages('一二三四五六七', '八三四五六九');
    expect([...repeats(symbols, offsets, 3)]).toEqual([2, 6, 0, 8, 12, 0]);
  });

  test('a shorter repeat inside a longer one is a group of its own where it stands alone', () => {
    const { symbols, offsets } = passages('xABCDy', 'zABCDw', 'qBCr');
    expect(readRepeats(['xABCDy', 'zABCDw', 'qBCr'], repeats(symbols, offsets, 2))).toEqual(
      ['1–5 ABCD', '7–11 ABCD', '13–15 BC', '2–4 BC', '8–10 BC'].sort(),
    );
  });

  test('no stretch crosses the border of a passage', () => {
    const { symbols, offsets } = passages('ab', 'cd', 'abcd');
    expect([...repeats(symbols, offsets, 3)]).toEqual([]);
  });

  test('nothing at all: no passages, one passage, empty passages, passages shorter than asked for', () => {
    expect(repeats(new Uint16Array(0), new Uint32Array(0), 2)).toHaveLength(0);
    expect(repeats(new Uint16Array(0), new Uint32Array([0]), 2)).toHaveLength(0);
    expect(repeats(new Uint16Array(3), new Uint32Array([1, 1, 1, 3]), 13)).toHaveLength(0);
  });

  test('equal to the definition on random strings of three letters', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.integer({ min: 2, max: 6 }), (texts, least) => {
        const { symbols, offsets } = passages(...texts);
        expect(readRepeats(texts, repeats(symbols, offsets, least))).toEqual(naiveRepeats(texts, least));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('equal to the definition where stretches were planted, and the same for 32-bit symbols', () => {
    const planted = fc.tuple(
      fc.string({ maxLength: 30 }),
      fc.string({ minLength: 5, maxLength: 12 }),
      fc.string({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(planted, fc.string({ maxLength: 20 }), ([head, plant, tail], other) => {
        const texts = [head + plant + tail, plant + other, other + plant];
        const built = passages(...texts);
        const found = repeats(built.symbols, built.offsets, 4);
        expect(readRepeats(texts, found)).toEqual(naiveRepeats(texts, 4));
        expect(repeats(widen(built).symbols, built.offsets, 4)).toEqual(found);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test('the suffix array finds the same', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.integer({ min: 2, max: 6 }), (texts, least) => {
        const built = passages(...texts);
        expect(runAtOnce(findNestedRepeats(built, least)).triples).toEqual(
          repeats(built.symbols, built.offsets, least),
        );
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test('a line of two hundred thousand dots ends soon, and what is left out is counted', () => {
    const symbols = new Uint16Array(200_000).fill(0x2026);
    const found = runAtOnce(findRepeats({ symbols, offsets: new Uint32Array([0, 200_000]) }, { minLength: 13 }));
    expect([...found.triples.subarray(0, 3)]).toEqual([0, 198_213, 0]);
    expect(found.triples.length / 3).toBeLessThanOrEqual(8 * 200_000);
    expect(found.omitted).toBeGreaterThan(190_000);
  });

  test.each([
    ['a run of one character', () => 7],
    ['a page over and over', (i: number) => 100 + (i % 3000)],
  ])('%s: no step is longer than a tenth of a second, the suffix array included', (_, unit) => {
    const symbols = Uint16Array.from({ length: 600_000 }, (_, i) => unit(i));
    const passages = { symbols, offsets: new Uint32Array([0, symbols.length]) };
    let best = Number.POSITIVE_INFINITY;
    // CPU time, and the best of three: a busy machine or the compiler may take longer than the work does.
    for (let attempt = 0; attempt < 3 && best > 0.1; attempt++) {
      let longest = 0;
      const steps = findRepeats(passages, { minLength: 13 });
      for (let done = false; !done; ) {
        const before = process.cpuUsage();
        done = steps.next().done === true;
        const { user, system } = process.cpuUsage(before);
        longest = Math.max(longest, (user + system) / 1e6);
      }
      best = Math.min(best, longest);
    }
    expect(best).toBeLessThan(0.1);
  });

  test.each([
    ['a run of one character', 1_000_000, () => 7],
    ['a page over and over', 1_000_000, (i: number) => 100 + (i % 3000)],
    ['two letters in turn', 1_000_000, (i: number) => i % 2],
  ])('%s: the work of the suffix array is cut by its amount', (_, units, unit) => {
    const text = Uint16Array.from({ length: units }, (_, i) => 1 + unit(i));
    const count = (steps: Generator<number, unknown>): number => {
      let turns = 1;
      while (steps.next().done !== true) turns++;
      return turns;
    };
    const sa = runAtOnce(suffixArray(text, 4000));
    // Four loops over the text at least, and one over what prefixes share; each step ends after so many turns.
    expect(count(suffixArray(text, 4000))).toBeGreaterThan((4 * units) / STRIDE);
    expect(count(commonPrefixes(text, sa))).toBeGreaterThan((4 * units) / STRIDE);
  });

  test('triples ascend by start, then end, and groups are numbered as they appear', () => {
    const { symbols, offsets } = passages('abcabcabc', 'bcabc');
    const triples = repeats(symbols, offsets, 2);
    let groups = 0;
    for (let t = 0; t < triples.length; t += 3) {
      if (t > 0) {
        const before = triples[t - 3]! * 1000 + triples[t - 2]!;
        expect(triples[t]! * 1000 + triples[t + 1]!).toBeGreaterThan(before);
      }
      expect(triples[t + 2]!).toBeLessThanOrEqual(groups);
      groups = Math.max(groups, triples[t + 2]! + 1);
    }
    expect(groups).toBeGreaterThan(1);
  });

  test('a small memory budget gives the same triples', () => {
    const units = new Uint16Array(600_000);
    let state = 7;
    for (let i = 0; i < units.length; i++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      units[i] = state >>> 20;
    }
    units.copyWithin(400_000, 1000, 60_000);
    const built = { symbols: units, offsets: new Uint32Array([0, 100_000, 350_000, 600_000]) };
    const whole = runAtOnce(findRepeats(built, { minLength: 13 }));
    const sliced = runAtOnce(findRepeats(built, { minLength: 13, memoryBudget: 2 ** 20 }));
    expect(whole.triples.length).toBeGreaterThan(3);
    expect(sliced).toEqual(whole);
  });

  test('wrong arguments are refused with the value seen and the value allowed', () => {
    const { symbols, offsets } = passages('abc');
    expect(() => repeats(symbols, offsets, 1)).toThrow('minLength is 1; it must be an integer from 2 to 65535');
    expect(() => repeats(symbols, new Uint32Array([0, 4]), 2)).toThrow('offsets[1] is 4; it must be at most 3');
    expect(() => repeats(symbols, new Uint32Array([2, 1]), 2)).toThrow('offsets[1] is 1; it must be at least 2');
  });
});
