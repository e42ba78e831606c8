/** Inputs at the edges: nothing may hang, throw without a name, or take memory before it is refused. */

import { describe, expect, test } from 'vitest';
import { createLocalRunner } from '../../src/sketch/runner.js';
import { createSketcher } from '../../src/sketch/sketcher.js';

describe('extremes', () => {
  test('ten million empty passages', async () => {
    const sketcher = await createSketcher({ permutations: 4 });
    const signatures = sketcher.signatures(new Uint16Array(0), new Uint32Array(10_000_001));
    expect(signatures).toHaveLength(40_000_000);
    expect(sketcher.estimate(signatures, 0, 9_999_999)).toBe(1);
  });

  test('a passage of fifty million units', async () => {
    const sketcher = await createSketcher({ permutations: 8 });
    const text = new Uint16Array(50_000_000);
    text[49_999_999] = 7;
    const signatures = sketcher.signatures(text, new Uint32Array([0, 50_000_000]));
    const { symbols, offsets } = { symbols: text.subarray(49_999_990), offsets: new Uint32Array([0, 10]) };
    // The same two shingles, whatever their number.
    const wide = await createSketcher({ permutations: 8, width: 32 });
    expect(signatures).toEqual(wide.signatures(symbols, offsets));
  });

  test('more signatures than an array holds are refused with the number that would fit', async () => {
    const sketcher = await createSketcher({ permutations: 4096 });
    const offsets = new Uint32Array(1_048_578);
    expect(() => sketcher.signatures(new Uint16Array(0), offsets)).toThrow('at most 1048575 may');
  });

  test('a runner refuses what a sketcher refuses', async () => {
    const runner = createLocalRunner();
    const passages = { symbols: new Uint16Array(4), offsets: new Uint32Array([0, 9]) };
    await expect(runner.signatures(passages)).rejects.toThrow('offsets[1] is 9; it must be at most 4');
    await expect(runner.repeats(passages, { minLength: 2, memoryBudget: 5 })).rejects.toThrow('memoryBudget is 5');
    await runner.close();
  });
});
