/**
 * One stretch is one passage: pieces of one source that lie next to each other in both texts are joined before anything is
 * held to the threshold, so that a sentence reworded beyond recognition in the middle makes no two passages of one.
 */

import type { Found } from './copy-align.js';
import { compareText } from './corpus.js';
import type { Range } from './range.js';

/** Tokens between two pieces of one passage, in the draft and in the source. */
const APART = 64;
/** The same where the pieces stand the other way round in the source: two passages swapped are no passage reordered. */
const APART_CROSSED = 24;

/** Surprise of joined pieces adds up; pieces that overlap by half count once. Cost: sorting. */
export function unite(found: readonly Found[]): Found[] {
  const order = [...found].sort(
    (a, b) =>
      compareText(a.source.report.id, b.source.report.id) ||
      a.passage.draft.from - b.passage.draft.from ||
      a.passage.source.from - b.passage.source.from ||
      b.surprise - a.surprise,
  );
  const out: Found[] = [];
  for (const one of order) {
    let last = out.length - 1;
    while (last >= 0 && !isNext(out[last]!, one)) last = out[last]!.source.report === one.source.report ? last - 1 : -1;
    if (last < 0) out.push(one);
    else out[last] = joined(out[last]!, one);
  }
  return out;
}

function isNext(a: Found, b: Found): boolean {
  if (a.source.report !== b.source.report) return false;
  const [x, y] = [a.passage, b.passage];
  const apart = x.draft.from < y.draft.from === x.source.from < y.source.from ? APART : APART_CROSSED;
  return distance(x.draft, y.draft) <= apart && distance(x.source, y.source) <= apart;
}

/** Tokens between two ranges, 0 where they touch or overlap. */
function distance(a: Range, b: Range): number {
  return Math.max(0, a.from - b.to, b.from - a.to);
}

function joined(a: Found, b: Found): Found {
  const [x, y] = [a.passage, b.passage];
  const shared = Math.min(x.draft.to, y.draft.to) - Math.max(x.draft.from, y.draft.from);
  const shorter = Math.min(x.draft.to - x.draft.from, y.draft.to - y.draft.from);
  const isSame = shared > shorter / 2;
  const add = (p: number, q: number): number => (isSame ? Math.max(p, q) : p + q);
  return {
    source: a.source,
    passage: { draft: around(x.draft, y.draft), source: around(x.source, y.source), bits: add(x.bits, y.bits) },
    surprise: add(a.surprise, b.surprise),
  };
}

function around(a: Range, b: Range): Range {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}
