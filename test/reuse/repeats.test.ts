// Closed repeats against a naive oracle, over a small alphabet where everything recurs, found in words and in WebAssembly;
// both give the very same rows.

import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Columns, columnsOf } from '../../src/reuse/columns.js';
import { buildCorpus, documentAt, endIn, startIn } from '../../src/reuse/corpus.js';
import { closedRepeats, type Repeats } from '../../src/reuse/repeats.js';
import { repeatsInWords } from '../../src/reuse/repeats-js.js';
import { repeatsInWasm } from '../../src/reuse/repeats-wasm.js';
import { columnsFrom } from './columns-from.js';
import { made } from './made.js';

const ASKED = { minIssuers: 2, closedness: 0.8, minLiterals: 6 };
const SEARCHES: readonly [string, (columns: Columns) => Repeats | undefined][] = [
  ['words', (columns) => repeatsInWords(columns, ASKED)],
  ['WebAssembly', (columns) => repeatsInWasm(columns, ASKED)],
];

const ALPHABET = [...'甲乙丙丁戊己'];

/** Every run of at least five tokens that two issuers share and that no single neighbour keeps in 80 % of them. */
function oracle(texts: readonly string[]): Map<string, number> {
  const runs = new Map<
    string,
    { issuers: Set<number>; left: Map<string, Set<number>>; right: Map<string, Set<number>> }
  >();
  for (const [issuer, text] of texts.entries()) {
    for (const sentence of text.split('。')) {
      for (let from = 0; from < sentence.length; from++) {
        for (let to = from + 6; to <= sentence.length; to++) {
          const run = sentence.slice(from, to);
          const known = runs.get(run) ?? { issuers: new Set(), left: new Map(), right: new Map() };
          runs.set(run, known);
          known.issuers.add(issuer);
          for (const [map, next] of [
            [known.left, sentence[from - 1]],
            [known.right, sentence[to]],
          ] as const) {
            if (next === undefined) continue;
            const seen = map.get(next) ?? new Set();
            map.set(next, seen.add(issuer));
          }
        }
      }
    }
  }
  const closed = new Map<string, number>();
  for (const [run, { issuers, left, right }] of runs) {
    const open = [...left.values(), ...right.values()].some((set) => set.size >= 0.8 * issuers.size);
    if (issuers.size >= 2 && !open) closed.set(run, issuers.size);
  }
  return closed;
}

describe.each(SEARCHES)('in %s', (_, search) => {
  test('closed repeats are those a naive search finds', () => {
    let count = 0;
    // Pieces, so that longer runs recur with other neighbours.
    const piece = fc.constantFrom('甲乙丙丁', '丁丙乙', '戊己甲甲', '乙乙', '丙', '己');
    const sentence = fc.array(piece, { minLength: 0, maxLength: 5 }).map((a) => a.join(''));
    const text = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((a) => a.join('。'));
    const reports = fc.array(text, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(reports, (texts) => {
        const unique = texts.map((one, i) => `${one}。${ALPHABET[i]}`);
        const corpus = buildCorpus(unique.map((one, i) => made(one, { id: `r${i}`, issuer: `r${i}` })));
        const found = search(columnsOf(corpus))!;
        const named = new Map<string, number>();
        for (let r = 0; r < found.count; r++) {
          const at = found.positions[found.from[r]!]!;
          const d = documentAt(corpus, at);
          const { source } = corpus.documents[d]!.report;
          const run = source.text.slice(startIn(corpus, d, at), endIn(corpus, d, at + found.length[r]! - 1));
          expect(named.has(run)).toBe(false);
          named.set(run, found.issuers[r]!);
          count++;
        }
        expect(named).toEqual(oracle(unique));
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(count).toBeGreaterThan(150);
  });

  test('years of one issuer are one voice', () => {
    const text = '把账目晒在阳光下算在明白处。';
    const years = ['a', 'b', 'c'].map((id) => made(text + id, { id, issuer: '同一城' }));
    const corpus = buildCorpus(years);
    expect(search(columnsOf(corpus))!.count).toBe(0);
  });
});

describe('words and WebAssembly', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('find the same rows in the same order', () => {
    // Few symbols make deep and wide groups, many make shallow ones; the largest do not fit beside the hash of an entry.
    const alphabet = fc.constantFrom(
      [1, 2],
      [1, 2, 3, 70_000],
      [7, 300, 65_536, 65_537, 3_000_000],
      [16, 17, 18, 19, 20],
    );
    const issuers = alphabet.chain((symbols) => {
      const sentence = fc.array(fc.constantFrom(...symbols), { minLength: 1, maxLength: 30, size: 'max' });
      const issuer = fc.array(sentence, { minLength: 1, maxLength: 12, size: 'max' });
      return fc.array(issuer, { minLength: 2, maxLength: 7, size: 'max' });
    });
    const options = fc.record({
      minIssuers: fc.constantFrom(2, 3, 4),
      closedness: fc.constantFrom(0.5, 0.8, 1),
      minLiterals: fc.constantFrom(5, 6, 9),
    });
    let rows = 0;
    fc.assert(
      fc.property(issuers, options, (texts, asked) => {
        const columns = columnsFrom(texts);
        const found = repeatsInWords(columns, asked);
        expect(repeatsInWasm(columns, asked)).toEqual(found);
        rows += found.count;
      }),
      { seed: 1, numRuns: 150 },
    );
    expect(rows).toBeGreaterThan(1000);
  });

  test('find the same rows in a corpus of many pieces', () => {
    let state = 1;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const phrases = Array.from({ length: 400 }, () => Array.from({ length: 2 + draw(9) }, () => 20 + draw(3000)));
    const sentence = (): number[] => Array.from({ length: 1 + draw(9) }, () => phrases[draw(1 + draw(400))]!).flat();
    const columns = columnsFrom(Array.from({ length: 40 }, () => Array.from({ length: 60 }, sentence)));
    const found = repeatsInWords(columns, ASKED);
    expect(columns.symbol.length).toBeGreaterThan(60_000);
    expect(found.count).toBeGreaterThan(1000);
    expect(repeatsInWasm(columns, ASKED)).toEqual(found);
  });

  test('tell seeds apart that share a hash', () => {
    const [one, other] = sharingHash();
    // The two kinds take turns, and what follows them differs from issuer to issuer.
    const columns = columnsFrom(
      [2, 3, 4, 5].map((issuer) => [
        [...one, 90, 91, issuer],
        [...other, 92, 93, issuer],
        [issuer, ...one, 94],
      ]),
    );
    const found = repeatsInWords(columns, { ...ASKED, minLiterals: 5 });
    expect([...found.length].sort()).toEqual([6, 7, 7]);
    expect(repeatsInWasm(columns, { ...ASKED, minLiterals: 5 })).toEqual(found);
  });

  test('go through text without end of one symbol', () => {
    const same = (length: number): number[] => new Array(length).fill(9);
    const columns = columnsFrom([
      [same(20_000)],
      [same(5_000), same(300)],
      [[8, ...same(251), 8]],
      [same(250)],
      [same(250)],
    ]);
    const found = repeatsInWords(columns, ASKED);
    expect(found.count).toBeGreaterThan(0);
    expect(repeatsInWasm(columns, ASKED)).toEqual(found);
  });

  test.each([0, 1, 4, 5, 6])('find nothing in %d tokens', (length) => {
    const columns = columnsFrom([[new Array(length).fill(9)]]);
    expect(repeatsInWasm(columns, ASKED)).toEqual(repeatsInWords(columns, ASKED));
  });

  test('are chosen by what there is', () => {
    const columns = columnsFrom([2, 3, 4].map((issuer) => [[20, 21, 22, 23, 24, 25, issuer]]));
    const found = closedRepeats(columns);
    expect(found.count).toBe(1);
    vi.stubGlobal('WebAssembly', undefined);
    expect(repeatsInWasm(columns, ASKED)).toBeUndefined();
    expect(closedRepeats(columns)).toEqual(found);
  });

  test('do with words where memory is short', () => {
    const columns = columnsFrom([2, 3, 4].map((issuer) => [[20, 21, 22, 23, 24, 25, issuer]]));
    const found = closedRepeats(columns);
    class NoMemory {
      constructor() {
        throw new RangeError('could not allocate memory');
      }
    }
    class Tight extends WebAssembly.Memory {
      constructor({ initial }: WebAssembly.MemoryDescriptor) {
        super({ initial, maximum: initial });
      }
    }
    for (const Memory of [NoMemory, Tight]) {
      vi.stubGlobal('WebAssembly', Object.assign(Object.create(WebAssembly), { Memory }));
      expect(repeatsInWasm(columns, ASKED)).toBeUndefined();
      expect(closedRepeats(columns)).toEqual(found);
      vi.unstubAllGlobals();
    }
  });

  test('leave a corpus that is too large, or of too many issuers, to words', () => {
    const columns = columnsFrom([[[20, 21, 22, 23, 24, 25]]]);
    expect(repeatsInWasm({ ...columns, symbol: new Uint32Array(8_000_001) }, ASKED)).toBeUndefined();
    expect(repeatsInWasm({ ...columns, issuer: Uint32Array.from(columns.issuer) }, ASKED)).toBeUndefined();
  });
});

/** Two seeds with one hash: the last symbol makes up for what the first four leave apart. */
function sharingHash(): readonly [readonly number[], readonly number[]] {
  const before: { readonly hash: number; readonly symbols: readonly number[] }[] = [];
  for (let a = 100; a < 20_000; a++) {
    let hash = a;
    for (let i = 0; i < 4; i++) hash = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + (i < 3 ? 50 + i : 0)) >>> 0;
    before.push({ hash, symbols: [a, 50, 51, 52] });
  }
  before.sort((a, b) => a.hash - b.hash);
  const at = before.findIndex(({ hash }, i) => i > 0 && hash - before[i - 1]!.hash < 5000);
  const [low, high] = [before[at - 1]!, before[at]!];
  return [
    [...low.symbols, 100 + high.hash - low.hash],
    [...high.symbols, 100],
  ];
}
