import { describe, expect, test } from 'vitest';
import { bandingThreshold, candidateProbability, chooseBanding } from '../../src/sketch/bands.js';

describe('the S-curve', () => {
  test.each([
    [{ bands: 16, rows: 8 }, 0.7, 0.613],
    [{ bands: 32, rows: 4 }, 0.5, 0.873],
    [{ bands: 42, rows: 3 }, 0.3, 0.683],
  ])('%o at J = %d', (banding, jaccard, expected) => {
    expect(candidateProbability(jaccard, banding)).toBeCloseTo(expected, 3);
  });

  test('its threshold', () => {
    expect(bandingThreshold({ bands: 32, rows: 4 })).toBeCloseTo(0.42, 3);
  });
});

describe('chooseBanding', () => {
  test.each([0.2, 0.3, 0.5, 0.7, 0.9])('the curve crosses one half near the wanted threshold %d', (threshold) => {
    const banding = chooseBanding({ permutations: 128, threshold });
    expect(banding.bands * banding.rows).toBeLessThanOrEqual(128);
    expect(candidateProbability(threshold - 0.15, banding)).toBeLessThan(0.5);
    expect(candidateProbability(threshold + 0.1, banding)).toBeGreaterThan(0.5);
  });

  test('who fears missed pairs more gets a lower threshold', () => {
    const even = chooseBanding({ permutations: 128, threshold: 0.5 });
    const anxious = chooseBanding({ permutations: 128, threshold: 0.5, missWeight: 0.9 });
    expect(candidateProbability(0.5, anxious)).toBeGreaterThan(candidateProbability(0.5, even));
  });

  test('out of range', () => {
    expect(() => chooseBanding({ permutations: 128, threshold: 1 })).toThrow('threshold is 1');
    expect(() => chooseBanding({ permutations: 0, threshold: 0.5 })).toThrow('permutations is 0');
    expect(() => chooseBanding({ permutations: 8, threshold: 0.5, missWeight: 2 })).toThrow('missWeight is 2');
  });
});
