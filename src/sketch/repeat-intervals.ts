/**
 * The sure way to maximal repeats: intervals of common prefixes in a suffix array (Abouelhoda, Kurtz and Ohlebusch 2004).
 * Linear even where a text repeats itself in itself (a line of dots, the same page a thousand times), where splitting
 * places symbol by symbol would be quadratic. Takes some 40 bytes a symbol, so it is only used there.
 */

import { GrowingUint32 } from './growing.js';
import type { Passages } from './kernel.js';
import { createNodes, type RepeatNodes } from './repeat-list.js';
import { STRIDE, type Steps, within } from './steps.js';
import { commonPrefixes, suffixArray } from './suffix-array.js';

export function* findIntervals(passages: Passages, least: number): Steps<RepeatNodes> {
  const { text, origin, largest } = yield* separate(passages);
  const sa = yield* within(suffixArray(text, largest), 0.1, 0.6);
  const lcp = yield* within(commonPrefixes(text, sa), 0.6, 0.8);
  // There are fewer intervals than suffixes.
  const nodes = createNodes(sa.length + 1);
  const places = new Uint32Array(STRIDE);
  for (let from = 0; from < sa.length; from += STRIDE) {
    const count = Math.min(sa.length - from, STRIDE);
    for (let i = 0; i < count; i++) places[i] = origin[sa[from + i]!]!;
    nodes.places.append(places.subarray(0, count));
    yield 0.8;
  }
  yield* collectIntervals({ text, sa, lcp, least }, nodes);
  // Inner intervals, whose repeats are longer, were closed first.
  for (const column of [nodes.from, nodes.to, nodes.length]) yield* reverse(column.view());
  return nodes;
}

function* reverse(numbers: Uint32Array): Steps<void> {
  const half = numbers.length >>> 1;
  for (let from = 0; from < half; from += STRIDE) {
    const to = Math.min(half, from + STRIDE);
    const front = numbers.subarray(from, to);
    const back = numbers.subarray(numbers.length - to, numbers.length - from);
    const kept = front.slice();
    front.set(back);
    front.reverse();
    back.set(kept);
    back.reverse();
    yield 1;
  }
}

interface Separated {
  /** Ranks of the symbols from 1; 0 stands behind each passage. */
  readonly text: Uint32Array;
  /** Position in the symbols of each rank. */
  readonly origin: Uint32Array;
  readonly largest: number;
}

function* separate({ symbols, offsets }: Passages): Steps<Separated> {
  const begin = offsets[0] ?? 0;
  const end = offsets[offsets.length - 1] ?? 0;
  const known = new Set<number>();
  for (let from = begin; from < end; from += STRIDE) {
    const to = Math.min(end, from + STRIDE);
    for (let i = from; i < to; i++) known.add(symbols[i]!);
    yield 0;
  }
  const distinct = Uint32Array.from(known).sort();
  const ranks = new Map<number, number>();
  for (let r = 0; r < distinct.length; r++) ranks.set(distinct[r]!, r + 1);
  const text = new Uint32Array(end - begin + offsets.length);
  const origin = new Uint32Array(text.length);
  let n = 0;
  for (let passage = 0; passage + 1 < offsets.length; passage++) {
    for (let i = offsets[passage]!; i < offsets[passage + 1]!; i++) {
      text[n] = ranks.get(symbols[i]!)!;
      origin[n++] = i;
      if (n % STRIDE === 0) yield 0.05;
    }
    origin[n++] = offsets[passage + 1]!;
  }
  return { text: text.subarray(0, n), origin, largest: distinct.length };
}

interface Sorted {
  readonly text: Uint32Array;
  readonly sa: Int32Array;
  readonly lcp: Int32Array;
  readonly least: number;
}

/** What stands before the places of an interval: one symbol, or several. */
const SEVERAL = 0xffffffff;

function* collectIntervals({ text, sa, lcp, least }: Sorted, nodes: RepeatNodes): Steps<void> {
  const before = (rank: number): number => {
    const place = sa[rank]!;
    const symbol = place === 0 ? 0 : text[place - 1]!;
    return symbol === 0 ? SEVERAL : symbol;
  };
  const join = (a: number, b: number): number => (a === b ? a : SEVERAL);
  // Open intervals from the outermost: length, first rank, what stands before their places so far.
  const lengths = new GrowingUint32(sa.length + 1);
  const firsts = new GrowingUint32(sa.length + 1);
  const lefts = new GrowingUint32(sa.length + 1);
  let turns = 0;
  for (let rank = 1; rank <= sa.length; rank++) {
    const length = rank < sa.length ? lcp[rank]! : 0;
    let first = rank - 1;
    let left = before(first);
    if (++turns % STRIDE === 0) yield 0.9;
    while (lengths.length > 0 && lengths.last() > length) {
      if (++turns % STRIDE === 0) yield 0.9;
      const closed = lengths.pop();
      first = firsts.pop();
      left = join(left, lefts.pop());
      if (closed < least || left !== SEVERAL) continue;
      nodes.from.push(first);
      nodes.to.push(rank);
      nodes.length.push(closed);
    }
    if (lengths.length > 0 && lengths.last() === length) lefts.push(join(left, lefts.pop()));
    else if (length > 0) {
      lengths.push(length);
      firsts.push(first);
      lefts.push(left);
    }
  }
}
