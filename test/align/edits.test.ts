import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffAtoms, type Hunk } from '../../src/align/edits.js';
import { learnLexicon } from '../../src/align/lexicon.js';
import { tidyHunks } from '../../src/align/tidy.js';
import { type Atom, readAtoms } from '../../src/align/tokens.js';
import { sentence, tokensOf } from './draw.js';

const LEXICON = learnLexicon([]);

function atomsOf(text: string): readonly Atom[] {
  const source = { text, tokens: tokensOf(text), spans: [{ start: 0, end: text.length }], foldScript: false };
  return readAtoms({ ...source, places: new Set() }, LEXICON);
}

/** A with every hunk replaced by what B has there. */
function apply(a: readonly Atom[], b: readonly Atom[], hunks: readonly Hunk[]): readonly string[] {
  const out: string[] = [];
  let i = 0;
  for (const hunk of hunks) {
    for (; i < hunk.a0; i++) out.push(a[i]!.key);
    for (let j = hunk.b0; j < hunk.b1; j++) out.push(b[j]!.key);
    i = hunk.a1;
  }
  for (; i < a.length; i++) out.push(a[i]!.key);
  return out;
}

function expectApart(hunks: readonly Hunk[]): void {
  hunks.forEach((hunk, h) => {
    expect(hunk.a1 - hunk.a0 + hunk.b1 - hunk.b0).toBeGreaterThan(0);
    const last = hunks[h - 1];
    if (last) expect(hunk.a0 - last.a1).toBeGreaterThan(0);
    if (last) expect(hunk.a0 - last.a1).toBe(hunk.b0 - last.b1);
  });
}

test('hunks applied to A give B, before and after tidying', () => {
  fc.assert(
    fc.property(sentence, sentence, fc.constantFrom(400, 8), (x, y, atoms) => {
      const [a, b] = [atomsOf(x), atomsOf(y)];
      const { hunks } = diffAtoms(a, b, { atoms });
      expectApart(hunks);
      expect(apply(a, b, hunks)).toEqual(b.map(({ key }) => key));
      const tidied = tidyHunks(a, b, hunks, () => false);
      expectApart(tidied);
      expect(apply(a, b, tidied)).toEqual(b.map(({ key }) => key));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('equal sequences have no hunks', () => {
  expect(diffAtoms(atomsOf('办好实事。'), atomsOf('办好实事。'))).toEqual({ hunks: [], truncated: false });
});

test('a pair beyond the budget is one replacement, and says so', () => {
  const long = (word: string): string => Array.from({ length: 60 }, (_, n) => `${word}${n}件`).join('甲');
  const { hunks, truncated } = diffAtoms(atomsOf(long('办')), atomsOf(long('查')), { atoms: 20, maxEdits: 10 });
  expect(truncated).toBe(true);
  expect(hunks).toHaveLength(1);
});

test('atoms cover the text: words, values, places, titles and marks', () => {
  const kinds = (text: string): string =>
    atomsOf(text)
      .map((atom) => `${atom.text}:${atom.kind}`)
      .join(' ');
  expect(kinds('河北省２０２２年增长6.5%。')).toBe('河北:place 省:word 2022年:date 增长:word 6.5%:number 。:mark');
  expect(kinds('印发《稳增长若干措施》')).toBe('印发:word 《稳增长若干措施》:title');
  expect(kinds('建成XX个5G基站')).toContain('XX:number');
});
