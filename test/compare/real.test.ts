/** Real pairs from the evaluation data beside the project; skipped where they are not. */

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import { transpose } from '../../src/compare/transpose.js';
import { readReports } from '../../src/outline/read.js';
import { unedited } from './notation.js';

const shared = new URL('../../../shared/data/', import.meta.url);

function rows(name: string): readonly Record<string, string>[] {
  const lines = readFileSync(new URL(name, shared), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Record<string, string>);
}

const national = (): readonly [string, string] => {
  const texts = rows('gwr-national.jsonl');
  const of = (year: string): string => texts.find(({ id }) => id?.includes(year))?.['text'] ?? '';
  return [of('2024'), of('2025')];
};
const law = (): readonly [string, string] => {
  const texts = rows('zh-laws-version-pairs-a.jsonl');
  const of = (side: string): string =>
    texts.find((row) => row['pair'] === '003' && row['side'] === side)?.['text'] ?? '';
  return [of('a'), of('b')];
};

test.skipIf(!existsSync(shared)).each([
  ['two years', national],
  ['two versions of a law', law],
])('%s: edits tell the whole difference, and the other way round is the mirror image', async (_, pair) => {
  const [x, y] = pair();
  const [a] = await readReports(x, { path: 'a.txt', split: false });
  const [b] = await readReports(y, { path: 'b.txt', split: false });
  const comparison = compareReports(a!, b!);
  expect(comparison.summary!.mode).toBe('ordered');
  expect(comparison.links.length).toBeGreaterThan(100);
  for (const link of comparison.links) {
    const edits = link.edits ?? [];
    const left = unedited(
      x,
      link.a,
      edits.map((edit) => edit.a),
    );
    expect(left).toBe(
      unedited(
        y,
        link.b,
        edits.map((edit) => edit.b),
      ),
    );
  }
  expect(compareReports(b!, a!)).toEqual(transpose(comparison));
});
