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
/** Tokens of the sentences beside an end that may be taken in, and how many times as long as its like one may be. */
const BESIDE = 160;
const LONGER = 2;
/** No end is carried on further. */
export const CARRIED: number = FAR + BESIDE;
/** Share of the pairs of tokens in the shorter of two sentences that must stand in the other one. */
const SENTENCE_ALIKE = 0.4;
/** Tokens of a sentence that is an address, or as short as one. */
const ADDRESS = 4;
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
 * With the sentences next to them that are alike in both texts. What everybody says costs nothing and what is reworded costs
 * little, so that neither ends a stretch by itself, but where it follows the same stretch in both it was lifted with it, and
 * may hold a name left behind. An address (各位代表) alone is no part of it.
 */
function withNeighbours(
  draft: Tokens,
  x: Range,
  source: Tokens,
  y: Range,
): { readonly draft: Range; readonly source: Range } {
  const [from, fromThere] = alikeSentences(draft, x.from, source, y.from, -1);
  const [to, toThere] = alikeSentences(draft, x.to, source, y.to, 1);
  return {
    draft: withoutAddress(draft, { from, to }),
    source: withoutAddress(source, { from: fromThere, to: toThere }),
  };
}

/** The two ends, each carried on over whole sentences that are alike; as they are where one stands inside a sentence. */
function alikeSentences(a: Tokens, x: number, b: Tokens, y: number, side: 1 | -1): readonly [number, number] {
  let [here, there] = [x, y];
  while (endsAt(a, here) && endsAt(b, there)) {
    const i = sentenceFrom(a, here, side, BESIDE - Math.abs(here - x));
    const j = sentenceFrom(b, there, side, BESIDE - Math.abs(there - y));
    if (i === undefined || j === undefined) break;
    if (!isAlikeSentence(a, rangeOf(here, i), b, rangeOf(there, j))) break;
    [here, there] = [i, j];
  }
  return [here, there];
}

function rangeOf(p: number, q: number): Range {
  return { from: Math.min(p, q), to: Math.max(p, q) };
}

/** The other end of the sentence that begins, or on the left ends, at `at`; undefined where none is within `most` tokens. */
function sentenceFrom(tokens: Tokens, at: number, side: 1 | -1, most: number): number | undefined {
  for (let length = 1; length <= most; length++) {
    const end = at + side * length;
    if (end < 0 || end > tokens.length) return undefined;
    if (endsAt(tokens, end)) return end;
  }
  return undefined;
}

function isAlikeSentence(a: Tokens, x: Range, b: Tokens, y: Range): boolean {
  const [shorter, longer] = [x.to - x.from, y.to - y.from].sort((p, q) => p - q) as [number, number];
  if (shorter === longer && isSame(a, x, b, y)) return true;
  return longer <= LONGER * shorter && areAlike(a, x, b, y, SENTENCE_ALIKE);
}

function isSame(a: Tokens, x: Range, b: Tokens, y: Range): boolean {
  for (let i = 0; i < x.to - x.from; i++) if (a.id[x.from + i] !== b.id[y.from + i]) return false;
  return true;
}

/** Without sentences at its ends that are no longer than a term: who is addressed is what everybody says. */
function withoutAddress(tokens: Tokens, { from, to }: Range): Range {
  const start = (endsAt(tokens, from) ? sentenceFrom(tokens, from, 1, ADDRESS) : undefined) ?? from;
  const end = (endsAt(tokens, to) ? sentenceFrom(tokens, to, -1, ADDRESS) : undefined) ?? to;
  return start < end ? { from: start, to: end } : { from, to };
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
  return isNear || areAlike(draft.tokens, here, source.tokens, there, ALIKE)
    ? { draft: here, source: there }
    : undefined;
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

function areAlike(a: Tokens, x: Range, b: Tokens, y: Range, share: number): boolean {
  const there = new Set<number>();
  for (let i = y.from; i + 1 < y.to; i++) there.add(pairAt(b, i));
  let met = 0;
  for (let i = x.from; i + 1 < x.to; i++) if (there.delete(pairAt(a, i))) met++;
  const shorter = Math.min(x.to - x.from, y.to - y.from) - 1;
  return shorter > 0 && met >= share * shorter;
}

function pairAt({ id }: Tokens, at: number): number {
  return id[at]! * 0x200000 + (id[at + 1]! % 0x200000);
}
