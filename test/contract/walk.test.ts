// Both walks of templates, in words and in WebAssembly, find the same runs and the same fits.

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Columns, columnsOf } from '../../src/reuse/columns.js';
import { buildCorpus } from '../../src/reuse/corpus.js';
import { type Fit, Fitter } from '../../src/reuse/fit.js';
import { type Grams, indexGrams, votesOf } from '../../src/reuse/grams.js';
import { indexInWords } from '../../src/reuse/grams-js.js';
import { indexInWasm } from '../../src/reuse/grams-wasm.js';
import { isSlot, type Template, templateOf, trimmed } from '../../src/reuse/template.js';
import { walkerOf } from '../../src/reuse/walk.js';
import { walkInWords } from '../../src/reuse/walk-js.js';
import { WasmWalk } from '../../src/reuse/walk-wasm.js';
import { filler, made } from '../reuse/made.js';

interface Walked {
  readonly df: readonly number[];
  readonly own: readonly (readonly number[])[];
  readonly fits: readonly (readonly { from: number; to: number; met: readonly number[] | undefined }[])[];
}

const plain = ({ from, to, met }: Fit): Walked['fits'][number][number] => ({ from, to, met: met && [...met] });

function told(columns: Columns, templates: readonly Template[], grams: Grams, inWasm: boolean): Walked {
  const votes = votesOf(grams, () => 0);
  const stretch = { from: 0, to: columns.room.length };
  const fits = inWasm
    ? new WasmWalk(templates, votes).walk(columns, grams.read, stretch)
    : walkInWords(columns, templates, votes, grams.read, stretch);
  return {
    df: [...grams.df],
    own: grams.own.map((runs) => [...runs]),
    fits: fits!.map((found) => found.map(plain)),
  };
}

function inWords(columns: Columns, templates: readonly Template[]): Walked {
  return told(columns, templates, indexInWords(columns, templates), false);
}

function inWasm(columns: Columns, templates: readonly Template[]): Walked {
  return told(columns, templates, indexInWasm(columns, templates)!, true);
}

function corpusOf(texts: readonly string[]): Columns {
  return columnsOf(buildCorpus(texts.map((text, i) => made(text, { id: `r${i}`, issuer: `r${i}` }))));
}

/** Templates cut from the text at every `step` tokens; some of their literals made slots, as wordings that vary have them. */
function templatesOf(columns: Columns, length: number, step: number): Template[] {
  const templates: Template[] = [];
  for (let at = 0; at + 6 <= columns.room.length; at += step) {
    const size = Math.min(length, columns.room[at]!);
    if (size < 6) continue;
    const template = templateOf(columns, at, at + size);
    const symbol = template.symbol.map((one, c) => ((c + at) % 7 === 3 ? 2 : one));
    templates.push(at % 3 === 0 ? { ...template, symbol } : trimmed(template, 0, size));
  }
  return templates;
}

const PIECES = ['甲乙丙丁', '丁丙乙', '戊己甲甲', '乙乙', '丙', '己', '增长5.2%', '，', '安化县', '三百多', '。', '、'];

/** As a page whose policy forbids it, an engine without room, and one that gives no more than was asked for first. */
class ForbiddenModule {
  constructor() {
    throw new EvalError('call to WebAssembly.Module() blocked by CSP');
  }
}

class NoMemory {
  constructor() {
    throw new RangeError('could not allocate memory');
  }
}

class TightMemory extends WebAssembly.Memory {
  constructor({ initial }: WebAssembly.MemoryDescriptor) {
    super({ initial, maximum: initial });
  }
}

describe('the two walks', () => {
  test('agree on texts where everything recurs', () => {
    let aligned = 0;
    const text = fc.array(fc.constantFrom(...PIECES), { minLength: 4, maxLength: 40 }).map((a) => a.join(''));
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 6, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (texts, length, step) => {
          const columns = corpusOf(texts);
          const templates = templatesOf(columns, length, step);
          const found = inWasm(columns, templates);
          expect(found).toEqual(inWords(columns, templates));
          aligned += found.fits.flat().filter(({ met }) => met !== undefined).length;
        },
      ),
      { seed: 1, numRuns: 300 },
    );
    expect(aligned).toBeGreaterThan(1000);
  });

  test('agree on texts with templates of each other, worded otherwise', () => {
    const reworded = filler(1, 120)
      .replaceAll(/(..)(，)/g, '以及$2$1')
      .replaceAll(/。(.)/g, '。再$1');
    const columns = corpusOf([filler(1, 120), reworded, filler(2, 100), filler(3, 30).repeat(2)]);
    const templates = templatesOf(columns, 60, 9);
    const found = inWasm(columns, templates);
    expect(found).toEqual(inWords(columns, templates));
    expect(found.fits.flat().filter(({ met }) => met !== undefined).length).toBeGreaterThan(100);
  });

  test('agree on texts of several pieces and of one long piece without a break', () => {
    const long = filler(5, 9000);
    const columns = corpusOf([long, filler(4, 60), long.slice(0, 30_000).replaceAll(/[，。\n]/g, '')]);
    expect(columns.room.length).toBeGreaterThan(1 << 17);
    const templates = templatesOf(columns, 40, 97);
    expect(inWasm(columns, templates)).toEqual(inWords(columns, templates));
  });

  test('an alignment too large for the kernel is done in words', () => {
    // Votes of one template all along a text without breaks: a band of tens of thousands of diagonals.
    const phrase = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒';
    const columns = corpusOf([phrase.slice(0, 16).repeat(5000) + phrase, `${phrase}。`]);
    const end = columns.room.length;
    const template = templateOf(columns, end - phrase.length, end);
    const align = vi.spyOn(Fitter.prototype, 'align');
    try {
      const grams = indexGrams(columns, [template]);
      const votes = votesOf(grams, () => 0);
      const stretch = { from: 0, to: columns.room.length };
      const fits = new WasmWalk([template], votes).walk(columns, grams.read, stretch);
      expect(align).toHaveBeenCalled();
      expect(fits!.flat().map(plain)).toEqual(
        walkInWords(columns, [template], votes, grams.read, stretch).flat().map(plain),
      );
    } finally {
      align.mockRestore();
    }
  });

  test('one walker serves one text after another, short and long', () => {
    const texts = [filler(1, 3), filler(1, 900), filler(2, 5)];
    const all = corpusOf(texts);
    const templates = templatesOf(all, 30, 11);
    const grams = indexInWords(all, templates);
    const votes = votesOf(grams, () => 0);
    const walker = new WasmWalk(templates, votes);
    for (const text of [texts[0]!, texts[1]!, texts[2]!, texts[0]!]) {
      const columns = corpusOf([text]);
      const { read } = indexInWords(columns, templates);
      const stretch = { from: 0, to: columns.room.length };
      const own = votesOf(indexInWords(columns, templates), () => 0);
      expect(new WasmWalk(templates, own).walk(columns, read, stretch)!.flat().map(plain)).toEqual(
        walkInWords(columns, templates, own, read, stretch).flat().map(plain),
      );
      expect(walker.walk(columns, read, stretch)!.flat().map(plain)).toEqual(
        walkInWords(columns, templates, votes, read, stretch).flat().map(plain),
      );
    }
  });

  test('words do without WebAssembly', () => {
    const columns = corpusOf([filler(1, 40), filler(1, 40).replaceAll('，', '')]);
    const templates = templatesOf(columns, 30, 13);
    const expected = inWords(columns, templates);
    vi.stubGlobal('WebAssembly', undefined);
    try {
      const grams = indexGrams(columns, templates);
      const walk = walkerOf(
        templates,
        votesOf(grams, () => 0),
      );
      const fits = walk(columns, grams.read, { from: 0, to: columns.room.length });
      expect(fits.map((found) => found.map(plain))).toEqual(expected.fits);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

test.each([
  ['may not be compiled', { Module: ForbiddenModule }],
  ['gets no memory', { Memory: NoMemory }],
  ['gets no more memory than it was laid out in', { Memory: TightMemory }],
])('words do where WebAssembly %s', async (_, parts) => {
  // What is found takes more than the last page of what was laid out.
  const columns = corpusOf([
    filler(1, 900),
    filler(1, 900).replaceAll('，', ''),
    filler(1, 900).replaceAll('。', '；'),
  ]);
  const templates = templatesOf(columns, 40, 5);
  const grams = indexInWords(columns, templates);
  const votes = votesOf(grams, () => 0);
  const stretch = { from: 0, to: columns.room.length };
  vi.stubGlobal('WebAssembly', Object.assign(Object.create(WebAssembly), parts));
  vi.resetModules();
  try {
    const { WasmWalk: Fresh } = await import('../../src/reuse/walk-wasm.js');
    expect(new Fresh(templates, votes).walk(columns, grams.read, stretch)).toBeUndefined();
  } finally {
    vi.unstubAllGlobals();
    vi.resetModules();
  }
});

test('slots are told alike', () => {
  for (let symbol = 0; symbol < 20; symbol++) expect(isSlot(symbol)).toBe(symbol >= 2 && symbol < 16);
});
