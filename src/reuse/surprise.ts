/**
 * Surprise: the bits that a source saves whoever writes the draft's stretch down. Without the source each token costs
 * what the background charges (background.ts). With the source, a run may be copied for the price of
 * its address and length. What everybody says is cheap to begin with, so agreement in it saves nothing; a long run in
 * nobody else's words saves its whole length.
 */

import { Gap, type Tokens } from '../model/tokens.js';
import { type Pricing, paidBefore } from './background.js';
import type { Range } from './range.js';
import { type Stretched, toSentenceEnds } from './sentence-ends.js';

/** Bits to name the length of a copied run: a reworded copy breaks off after each token alike, so that longer runs cost more. */
function lengthBits(length: number): number {
  return 3 + 0.2 * length;
}

/** Places of the source tried for one beginning of a run. */
const MAX_TRIED = 64;
/** What the topic brings along is no copy: of each run the first tokens, a term's length, save nothing. */
const TERM = 4;
/** Tokens changed, dropped or added on either side between two runs of one copy: the second needs no proof of its own. */
const EDIT = 12;
/** Of a run that goes on behind an edit the first tokens save nothing, and it has so many. */
const RESUMED_TERM = 1;
const RESUMED = 3;

export interface Agreement {
  /** Bits saved by copying from the source stretch. */
  readonly bits: number;
  /** The two stretches without sentences at their ends that save nothing, up to the ends of those that do. */
  readonly draft: Range;
  readonly source: Range;
}

/** `at`: where the draft stretch begins in the text that the model prices. Cost: linear but for repeats. */
export function agreementOf(draft: Stretched, source: Stretched, at: number, pricing: Pricing): Agreement {
  const paid = paidBefore(at, draft.tokens.gap.subarray(draft.range.from, draft.range.to), pricing);
  const matches = longestMatches(draft, source);
  const address = Math.log2(source.range.to - source.range.from + 1);
  const copying = cheapest(matches, paid, address);
  const stretch = trimmed(draft, source, copying, copying.bits);
  const ends = toSentenceEnds(
    { tokens: draft.tokens, range: stretch.draft },
    { tokens: source.tokens, range: stretch.source },
  );
  return { bits: stretch.bits, ...ends };
}

/**
 * The runs of the stretch that save most. `best[i]` is what the rest from token i on saves; `resumed[i]` what it saves when
 * a run begins at i right behind an edit of another: it pays for the edit instead of an address.
 */
function cheapest(matches: Matches, paid: Float64Array, address: number): Copying & { readonly bits: number } {
  const { length: match, place } = matches;
  const length = match.length;
  const best = new Float64Array(length + 1);
  const resumed = new Float64Array(length + 1);
  const step = new Int32Array(length + 1);
  const next = new Int32Array(length + 1);
  for (let i = length - 1; i >= 0; i--) {
    best[i] = best[i + 1]!;
    const longest = match[i]!;
    if (longest < RESUMED) continue;
    const end = i + longest;
    let rest = best[end]!;
    next[i] = -1;
    for (let j = end; j <= Math.min(end + EDIT, length - 1); j++) {
      const skipped = place[j]! - (place[i]! + longest);
      if (match[j]! < RESUMED || skipped < 0 || skipped > EDIT) continue;
      const value = resumed[j]! - editBits(j - end + skipped);
      if (value > rest) {
        rest = value;
        next[i] = j;
      }
    }
    resumed[i] = paid[end]! - paid[i + RESUMED_TERM]! - lengthBits(longest) + rest;
    if (longest <= TERM) continue;
    const value = paid[end]! - paid[i + TERM]! - address - lengthBits(longest) + rest;
    if (value > best[i]!) {
      best[i] = value;
      step[i] = longest;
    }
  }
  return { ...chosen(matches, paid, { best, step, next }), bits: best[0]! };
}

/** Bits to name a small jump: each token more or less costs alike. */
function editBits(tokens: number): number {
  return 2 + 0.4 * tokens;
}

interface Choice {
  readonly best: Float64Array;
  /** Length of the run taken at each token when one is, and the run behind the edit that follows it, or -1. */
  readonly step: Int32Array;
  readonly next: Int32Array;
}

/** The runs on the cheapest way, each with the bits that it saves by itself. */
function chosen({ length: match, place }: Matches, paid: Float64Array, { step, next }: Choice): Copying {
  const length = match.length;
  const run = new Int32Array(length + 1);
  const saved = new Float64Array(length + 1);
  for (let i = 0; i < length; ) {
    if (step[i] === 0) {
      i++;
      continue;
    }
    let at = i;
    for (let term = TERM; at >= 0; term = RESUMED_TERM) {
      run[at] = match[at]!;
      saved[at] = Math.max(0, paid[at + match[at]!]! - paid[at + term]!);
      i = at + match[at]!;
      at = next[at]!;
    }
  }
  return { run, saved, place, match };
}

interface Copying {
  /** Length of the run copied at each token of the draft stretch, 0 where none begins, its bits and its place. */
  readonly run: Int32Array;
  readonly saved: Float64Array;
  readonly place: Int32Array;
  /** Length of the longest run that stands in the source, whether copying it saves or not. */
  readonly match: Int32Array;
}

/** Bits a token of the stretch costs that agrees with nothing, and bits an end may cost before it is cut off. */
const UNCOPIED = 0.5;
const SLACK = 12;
/** Tokens of the source beyond the outermost runs that stay when a sentence ends there. */
const NEAR = 24;
/** Tokens of a stretch beyond its agreement that stay when a clause ends there. */
const CLAUSE = 6;

/** Cuts off whole sentences at the ends that cost more than they save, and of an end inside a sentence what does not agree. */
function trimmed(draft: Stretched, source: Stretched, copying: Copying, bits: number): Agreement {
  const { run, saved, place, match } = copying;
  const { from, to } = draft.range;
  const length = to - from;
  const sum = new Float64Array(length + 1);
  let agrees = 0;
  for (let i = 0; i < length; ) {
    const step = Math.max(1, run[i]!);
    // A formula inside a copy saves nothing, and is part of it.
    if (match[i]! > TERM) agrees = Math.max(agrees, i + match[i]!);
    const value = run[i]! > 0 ? saved[i]! / step : i < agrees ? 0 : -UNCOPIED;
    for (let k = 0; k < step; k++) sum[i + k + 1] = sum[i + k]! + value;
    i += step;
  }
  const kept = {
    from: cut(draft.tokens, draft.range, sum, 'start'),
    to: cut(draft.tokens, draft.range, sum, 'end'),
  };
  let [first, last, left, right] = [length, 0, Number.POSITIVE_INFINITY, 0];
  for (let i = kept.from; i < kept.to; i++) {
    if (run[i] === 0 && match[i]! < TERM) continue;
    first = Math.min(first, i);
    last = Math.max(last, Math.min(i + match[i]!, kept.to));
    left = Math.min(left, place[i]!);
    right = Math.max(right, place[i]! + match[i]!);
  }
  if (left >= right) return { bits, draft: draft.range, source: source.range };
  const inside = { from: from + kept.from, to: from + kept.to };
  return {
    bits,
    draft: {
      from: agreeingEnd(draft.tokens, from + first, inside.from, -1),
      to: agreeingEnd(draft.tokens, from + last, inside.to, 1),
    },
    source: {
      from: outward(source, left, -1),
      to: outward(source, right, 1),
    },
  };
}

/** Where a stretch ends that reaches `end` and agrees up to `at`: with its sentence, or with the clause that agreement ends in. */
function agreeingEnd(tokens: Tokens, at: number, end: number, step: 1 | -1): number {
  const isEnd = end <= 0 || end >= tokens.length || tokens.gap[end]! >= Gap.sentence;
  return isEnd ? end : clauseEnd(tokens, at, end, step);
}

/** The nearest end of a clause from `at` on, up to `end`; `at` itself where there is none near. */
function clauseEnd({ gap }: Tokens, at: number, end: number, step: 1 | -1): number {
  const tried = Math.min(CLAUSE, Math.abs(end - at));
  for (let i = 0; i <= tried; i++) if (gap[at + step * i]! >= Gap.clause) return at + step * i;
  return at;
}

/** Where the stretch should begin or end: the sentence end inside it that leaves most, when that is clearly more than all. */
function cut(tokens: Tokens, { from, to }: Range, sum: Float64Array, side: 'start' | 'end'): number {
  const length = to - from;
  const stay = side === 'start' ? 0 : length;
  let best = stay;
  let most = SLACK;
  for (let i = 1; i < length; i++) {
    if (tokens.gap[from + i]! < Gap.sentence) continue;
    const gain = side === 'start' ? -sum[i]! : sum[i]! - sum[length]!;
    if (gain > most) {
      most = gain;
      best = i;
    }
  }
  return best;
}

/** The nearest sentence end outside `at`, inside the stretch; where there is none near, that of a clause, or `at` itself. */
function outward({ tokens, range }: Stretched, at: number, step: 1 | -1): number {
  for (let i = at, tried = 0; tried <= NEAR; i += step, tried++) {
    if (i <= range.from) return range.from;
    if (i >= range.to) return range.to;
    if (tokens.gap[i]! >= Gap.sentence) return i;
  }
  return clauseEnd(tokens, at, step === 1 ? range.to : range.from, step);
}

interface Matches {
  readonly length: Int32Array;
  readonly place: Int32Array;
}

/** For each token of the draft stretch: the longest run that begins there and stands in the source, and where. */
function longestMatches(
  { tokens: { id: a }, range: x }: Stretched,
  { tokens: { id: b }, range: y }: Stretched,
): Matches {
  const pairs = new PairPlaces(b, y);
  const length = new Int32Array(x.to - x.from);
  const place = new Int32Array(x.to - x.from);
  for (let i = x.from; i + 1 < x.to; i++) {
    // A run goes on where the one before it does, one shorter.
    const at = i - x.from;
    let longest = at > 0 ? length[at - 1]! - 1 : 0;
    let where = at > 0 ? place[at - 1]! + 1 : 0;
    for (let j = pairs.first(a[i]!, a[i + 1]!), tried = 0; j >= 0 && tried < MAX_TRIED; j = pairs.next(j), tried++) {
      const reach = commonRun(a, b, i, j, Math.min(x.to - i, y.to - j));
      if (reach > longest) {
        longest = reach;
        where = j;
      }
    }
    length[at] = Math.max(0, longest);
    place[at] = where;
  }
  return { length, place };
}

function commonRun(a: Uint32Array, b: Uint32Array, i: number, j: number, most: number): number {
  let reach = 0;
  while (reach < most && a[i + reach] === b[j + reach]) reach++;
  return reach;
}

/** Where each pair of neighbouring tokens stands in a stretch, in text order: chains through columns, without a list a pair. */
class PairPlaces {
  private readonly id: Uint32Array;
  private readonly from: number;
  /** One more than the first place of each slot, and than the place after each place, counted from the stretch's first token. */
  private readonly heads: Int32Array;
  private readonly after: Int32Array;

  constructor(id: Uint32Array, { from, to }: Range) {
    this.id = id;
    this.from = from;
    const pairs = Math.max(0, to - from - 1);
    this.heads = new Int32Array(1 << (32 - Math.clz32(2 * pairs)));
    this.after = new Int32Array(pairs);
    for (let k = pairs - 1; k >= 0; k--) {
      const slot = this.slotOf(id[from + k]!, id[from + k + 1]!);
      this.after[k] = this.heads[slot]!;
      this.heads[slot] = k + 1;
    }
  }

  /** The first place of a pair, or -1. */
  first(one: number, other: number): number {
    return this.alike(this.heads[this.slotOf(one, other)]!, one, other);
  }

  /** The next place of the pair at `place`, or -1. */
  next(place: number): number {
    return this.alike(this.after[place - this.from]!, this.id[place]!, this.id[place + 1]!);
  }

  /** The first place of the pair in what is left of a chain. */
  private alike(link: number, one: number, other: number): number {
    for (let k = link; k !== 0; k = this.after[k - 1]!) {
      const place = this.from + k - 1;
      if (this.id[place] === one && this.id[place + 1] === other) return place;
    }
    return -1;
  }

  private slotOf(one: number, other: number): number {
    const hash = Math.imul(Math.imul(one, 0x9e3779b1) ^ other, 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & (this.heads.length - 1);
  }
}

/** Tokens of a source that count as one search: about one report's share of a comparison. */
const SEARCH_UNIT = 10_000;

/** Bits to take off when sources of so many tokens in all were searched, as an E-value does; 0 for a single report. */
export function searchBits(tokens: number): number {
  return Math.log2(Math.max(1, tokens / SEARCH_UNIT));
}
