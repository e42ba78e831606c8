/** How far estimates are from the exact similarity, against the theory of independent permutations. */

import { describe, expect, test } from 'vitest';
import { createJaccard } from '../../src/sketch/jaccard.js';
import type { Width } from '../../src/sketch/params.js';
import { createSketcher } from '../../src/sketch/sketcher.js';
import { createDraw } from './draw.js';

const SEEDS = 12;
const PAIRS = 150;
const K = 3;

interface Setting {
  readonly width: Width;
  readonly size: number;
  readonly jaccard: number;
}

/** Pairs of passages of `size` shingles, of which the first ones are shared. */
function makePairs(
  { size, jaccard }: Setting,
  draw: (limit: number) => number,
): { symbols: Uint16Array; offsets: Uint32Array } {
  const shared = Math.round((2 * size * jaccard) / (1 + jaccard));
  const length = size + K - 1;
  const symbols = Uint16Array.from({ length: 2 * PAIRS * length }, () => 0x4e00 + draw(3000));
  for (let p = 0; p < PAIRS; p++) {
    const first = 2 * p * length;
    symbols.copyWithin(first + length, first, first + shared + K - 1);
  }
  return { symbols, offsets: Uint32Array.from({ length: 2 * PAIRS + 1 }, (_, i) => i * length) };
}

async function measure(setting: Setting): Promise<{ ratio: number; bias: number }> {
  const draw = createDraw(setting.size * 100 + setting.jaccard * 10);
  let squares = 0;
  let variance = 0;
  let sum = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const sketcher = await createSketcher({ seed, width: setting.width });
    const built = makePairs(setting, draw);
    const exact = createJaccard(built, K);
    const signatures = sketcher.signatures(built.symbols, built.offsets);
    for (let p = 0; p < PAIRS; p++) {
      const jaccard = exact(2 * p, 2 * p + 1);
      const error = sketcher.estimate(signatures, 2 * p, 2 * p + 1) - jaccard;
      squares += error * error;
      sum += error;
      variance += (jaccard * (1 - jaccard)) / 128;
    }
  }
  return { ratio: Math.sqrt(squares / variance), bias: sum / (SEEDS * PAIRS) };
}

describe.each([16, 32] as const)('%d-bit values', (width) => {
  describe.each([20, 45, 100, 300])('sets of %d shingles', (size) => {
    test.each([0.2, 0.5, 0.8])('J = %d', async (jaccard) => {
      const { ratio, bias } = await measure({ width, size, jaccard });
      expect(ratio).toBeLessThanOrEqual(1.05);
      expect(Math.abs(bias)).toBeLessThan(0.005);
    });
  });
});

test('16-bit values are biased for documents, 32-bit values are not', async () => {
  expect((await measure({ width: 16, size: 2000, jaccard: 0.2 })).bias).toBeGreaterThan(0.005);
  expect(Math.abs((await measure({ width: 32, size: 2000, jaccard: 0.2 })).bias)).toBeLessThan(0.005);
});
