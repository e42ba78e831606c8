/**
 * Where a copied stretch begins and ends: with its sentence, when only a few tokens of it are missing on both sides. Who
 * lifts a paragraph rewords the beginning of a sentence (抓住机遇，高水平打造… for 高质量建设…) more often than lifting half of it.
 */

import { Gap, type Tokens } from '../model/tokens.js';
import type { Range } from './range.js';

/** One of the two texts and the stretch in it. */
export interface Stretched {
  readonly tokens: Tokens;
  readonly range: Range;
}

/** Tokens of a sentence that may be missing, and up to how many when both texts still share some of them. */
const NEAR = 14;
const FAR = 40;
/** Share of the pairs of tokens in the shorter remainder that must stand in the other one. */
const ALIKE = 0.2;
/** Tokens of the same sentences beside a stretch that are taken in. */
const SAME = 60;
/** What is added must stay a small part. Share of the stretch. */
const PART = 0.34;

/** The two stretches, each end carried on to the end of its sentence where both are near it. Cost: linear in what is added. */
export function toSentenceEnds(draft: Stretched, source: Stretched): { readonly draft: Range; readonly source: Range } {
  const left = remainders(draft, source, -1);
  const right = remainders(draft, source, 1);
  return withNeighbours(
    draft.tokens,
    { from: left?.draft.from ?? draft.range.from, to: right?.draft.to ?? draft.range.to },
    source.tokens,
    { from: left?.source.from ?? source.range.from, to: right?.source.to ?? source.range.to },
  );
}

/**
 * With the sentences next to them that are the same in both texts. What everybody says costs nothing and ends no stretch by
 * itself, but where it follows the same stretch in both it was lifted with it, and may hold a name left behind.
 */
function withNeighbours(
  draft: Tokens,
  x: Range,
  source: Tokens,
  y: Range,
): { readonly draft: Range; readonly source: Range } {
  const before = sameSentences(draft, x.from, source, y.from, -1);
  const behind = sameSentences(draft, x.to, source, y.to, 1);
  return {
    draft: { from: x.from - before, to: x.to + behind },
    source: { from: y.from - before, to: y.to + behind },
  };
}

/** Tokens of whole sentences that agree one by one, from two ends on; 0 where an end stands inside a sentence. */
function sameSentences(a: Tokens, x: number, b: Tokens, y: number, side: 1 | -1): number {
  let whole = 0;
  for (let length = 0; length <= SAME; length++) {
    const [i, j] = [x + side * length, y + side * length];
    const [ends, endsThere] = [endsAt(a, i), endsAt(b, j)];
    if (ends && endsThere) whole = length;
    else if (ends || endsThere || length === 0) break;
    const [p, q] = side === 1 ? [i, j] : [i - 1, j - 1];
    if (p < 0 || q < 0 || p >= a.length || q >= b.length || a.id[p] !== b.id[q]) break;
  }
  return whole;
}

function endsAt({ gap, length }: Tokens, at: number): boolean {
  return at <= 0 || at >= length || gap[at]! >= Gap.sentence;
}

/** What is missing of the outermost sentence in both texts; undefined when it is too much, or unlike. */
function remainders(
  draft: Stretched,
  source: Stretched,
  side: 1 | -1,
): { readonly draft: Range; readonly source: Range } | undefined {
  const most = Math.min(FAR, PART * (draft.range.to - draft.range.from));
  const here = missing(draft, side, most);
  const there = missing(source, side, most);
  if (here === undefined || there === undefined) return undefined;
  const isNear = Math.max(here.to - here.from, there.to - there.from) <= NEAR;
  return isNear || areAlike(draft.tokens, here, source.tokens, there) ? { draft: here, source: there } : undefined;
}

/** From the end of the stretch to the end of its sentence; undefined beyond `most` tokens. */
function missing({ tokens: { gap, length }, range }: Stretched, side: 1 | -1, most: number): Range | undefined {
  const end = side === 1 ? range.to : range.from;
  let at = end;
  while (at > 0 && at < length && gap[at]! < Gap.sentence) {
    at += side;
    if (Math.abs(at - end) > most) return undefined;
  }
  return side === 1 ? { from: end, to: at } : { from: at, to: end };
}

function areAlike(a: Tokens, x: Range, b: Tokens, y: Range): boolean {
  const there = new Set<number>();
  for (let i = y.from; i + 1 < y.to; i++) there.add(pairAt(b, i));
  let met = 0;
  for (let i = x.from; i + 1 < x.to; i++) if (there.delete(pairAt(a, i))) met++;
  const shorter = Math.min(x.to - x.from, y.to - y.from) - 1;
  return shorter > 0 && met >= ALIKE * shorter;
}

function pairAt({ id }: Tokens, at: number): number {
  return id[at]! * 0x200000 + (id[at + 1]! % 0x200000);
}
