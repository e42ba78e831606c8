// Closed repeats against a naive oracle, over a small alphabet where everything recurs.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf } from '../../src/reuse/columns.js';
import { buildCorpus, documentAt, endIn, startIn } from '../../src/reuse/corpus.js';
import { closedRepeats } from '../../src/reuse/repeats.js';
import { made } from './made.js';

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
      const found = closedRepeats(columnsOf(corpus));
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
  expect(closedRepeats(columnsOf(corpus)).count).toBe(0);
});
