/** What every kernel must hold, run on each of them. */

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createSketcher } from '../../src/sketch/sketcher.js';
import { naiveJaccard, passages, widen } from '../sketch/notation.js';

const kernels = ['wasm', 'js', 'reference'] as const;
const anyUnits = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 40,
});

describe.each(kernels)('kernel %s', (kernel) => {
  test('says its name and gives one row of values a passage', async () => {
    const sketcher = await createSketcher({ kernel, permutations: 64 });
    const { symbols, offsets } = passages('坚持稳中求进', '', '工作总基调');
    expect(sketcher.kernel).toBe(kernel);
    expect(sketcher.signatures(symbols, offsets)).toHaveLength(3 * 64);
  });

  test('no passages give no values', async () => {
    const sketcher = await createSketcher({ kernel });
    expect(sketcher.signatures(new Uint16Array(0), new Uint32Array(0))).toHaveLength(0);
    expect(sketcher.signatures(new Uint16Array(0), new Uint32Array([0]))).toHaveLength(0);
  });

  test('equal passages have equal rows wherever they stand', async () => {
    const sketcher = await createSketcher({ kernel });
    const { symbols, offsets } = passages('前言', '坚持稳中求进工作总基调', '完整准确全面', '坚持稳中求进工作总基调');
    const signatures = sketcher.signatures(symbols, offsets);
    expect(sketcher.estimate(signatures, 1, 3)).toBe(1);
    expect(sketcher.estimate(signatures, 1, 2)).toBeLessThan(0.1);
  });

  test('a passage shorter than a shingle is one shingle, the empty one too', async () => {
    const sketcher = await createSketcher({ kernel });
    const { symbols, offsets } = passages('春', '', '春', '', '春眠', '秋');
    const signatures = sketcher.signatures(symbols, offsets);
    expect(sketcher.estimate(signatures, 0, 2)).toBe(1);
    expect(sketcher.estimate(signatures, 1, 3)).toBe(1);
    expect(sketcher.estimate(signatures, 0, 1)).toBe(0);
    expect(sketcher.estimate(signatures, 0, 4)).toBe(0);
    expect(sketcher.estimate(signatures, 0, 5)).toBe(0);
  });

  test('the signature of a union is the minimum of the signatures', async () => {
    const sketcher = await createSketcher({ kernel });
    // With k = 3 the passage ABCDE holds just the shingles of ABCD and BCDE.
    const { symbols, offsets } = passages('甲乙丙丁', '乙丙丁戊', '甲乙丙丁戊');
    const values = sketcher.signatures(symbols, offsets);
    for (let c = 0; c < 128; c++) expect(values[256 + c]).toBe(Math.min(values[c]!, values[128 + c]!));
  });

  test('estimates stay within five standard errors of the exact similarity', async () => {
    const sketcher = await createSketcher({ kernel });
    fc.assert(
      fc.property(anyUnits, anyUnits, anyUnits, (a, b, c) => {
        const left = a + b;
        const right = b + c;
        const { symbols, offsets } = passages(left, right);
        const exact = naiveJaccard(left, right, 3);
        const estimate = sketcher.estimate(sketcher.signatures(symbols, offsets), 0, 1);
        expect(Math.abs(estimate - exact)).toBeLessThan(5 * Math.sqrt(0.25 / 128));
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  test('the same seed gives the same bits, another seed others', async () => {
    const { symbols, offsets } = passages('坚持稳中求进工作总基调');
    const sign = async (seed: number): Promise<ArrayLike<number>> =>
      (await createSketcher({ kernel, seed })).signatures(symbols, offsets);
    expect(await sign(7)).toEqual(await sign(7));
    expect(await sign(7)).not.toEqual(await sign(8));
  });

  test('32-bit symbols that fit into 16 bits give the same values', async () => {
    const sketcher = await createSketcher({ kernel });
    const built = passages('坚持稳中求进', '工作总基调', '');
    expect(sketcher.signatures(widen(built).symbols, built.offsets)).toEqual(
      sketcher.signatures(built.symbols, built.offsets),
    );
  });

  test('bad offsets are refused', async () => {
    const sketcher = await createSketcher({ kernel });
    const text = new Uint16Array(3);
    expect(() => sketcher.signatures(text, new Uint32Array([0, 2, 1]))).toThrow(
      'offsets[2] is 1; it must be at least 2',
    );
    expect(() => sketcher.signatures(text, new Uint32Array([0, 5]))).toThrow('offsets[1] is 5; it must be at most 3');
  });
});

describe('wasm and js', () => {
  const shape = fc.record({
    texts: fc.array(anyUnits, { maxLength: 12 }),
    k: fc.integer({ min: 1, max: 9 }),
    permutations: fc.oneof(fc.constantFrom(1, 2, 64, 128, 256), fc.integer({ min: 1, max: 300 })),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    width: fc.constantFrom(16 as const, 32 as const),
  });

  test('give the same bits: any units, lone surrogates, empty passages, any k, count, seed and width', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async ({ texts, ...options }) => {
        const built = passages(...texts);
        const wasm = await createSketcher({ ...options, kernel: 'wasm' });
        const js = await createSketcher({ ...options, kernel: 'js' });
        const expected = js.signatures(built.symbols, built.offsets);
        expect(wasm.signatures(built.symbols, built.offsets)).toEqual(expected);
        expect(wasm.signatures(widen(built).symbols, built.offsets)).toEqual(expected);
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  test('give the same bits for token identities beyond 16 bits', async () => {
    const symbols = Uint32Array.from({ length: 5000 }, (_, i) => Math.imul(i, 0x9e3779b1));
    const offsets = new Uint32Array([3, 3, 40, 41, 700, 5000]);
    for (const width of [16, 32] as const) {
      const wasm = await createSketcher({ kernel: 'wasm', width });
      const js = await createSketcher({ kernel: 'js', width });
      expect(wasm.signatures(symbols, offsets)).toEqual(js.signatures(symbols, offsets));
    }
  });

  test('give the same bits for a passage longer than any block', async () => {
    const symbols = Uint16Array.from({ length: 300_001 }, (_, i) => Math.imul(i, i) >>> 7);
    const offsets = new Uint32Array([0, 5, 300_000, 300_001]);
    const wasm = (await createSketcher({ kernel: 'wasm' })).signatures(symbols, offsets);
    expect(wasm).toBeInstanceOf(Uint32Array);
    expect(wasm).toEqual((await createSketcher({ kernel: 'js' })).signatures(symbols, offsets));
  });

  test('are chosen by themselves: wasm here, js where WebAssembly is missing', async () => {
    expect((await createSketcher()).kernel).toBe('wasm');
    vi.stubGlobal('WebAssembly', undefined);
    try {
      expect((await createSketcher()).kernel).toBe('js');
      await expect(createSketcher({ kernel: 'wasm' })).rejects.toThrow('js gives the same bits');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('bad parameters', () => {
  test.each([
    [{ k: 0 }, 'k is 0; it must be an integer from 1 to 64'],
    [{ k: 2.5 }, 'k is 2.5'],
    [{ permutations: 0 }, 'permutations is 0; it must be an integer from 1 to 4096'],
    [{ permutations: Number.NaN }, 'permutations is NaN'],
    [{ seed: -1 }, 'seed is -1; it must be an integer from 0 to 4294967295'],
    [{ kernel: 'gpu' as 'js' }, 'kernel is gpu; it must be auto, wasm, js or reference'],
    [{ width: 8 as 16 }, 'width is 8'],
  ])('%o', async (options, message) => {
    await expect(createSketcher(options)).rejects.toThrow(message);
  });
});
