/**
 * Where passages of two texts may lie. Likelihood seeds: stretches of the draft that the whole source explains, placed
 * where the source explains them best. Sentence seeds: pairs of sentences alike by tf-idf, grouped across small gaps
 * (after Sanchez-Perez, Sidorov and Gelbukh, PAN 2014). Either kind alone loses recall on reworded text.
 */

import type { Range } from './range.js';
import { bestSegment, fillTable, positiveRuns, type Table } from './segments.js';
import type { Side } from './vocabulary.js';

export interface Seed {
  readonly draft: Range;
  readonly source: Range;
}

/** Keep runs of so many bits; cut a run where its sum falls so far below its top. */
const RUN_BITS = 6;
const RUN_DROP = 8;

/** Cost: linear in the draft, and in the source for every run. */
export function likelihoodSeeds(draft: Side, source: Side, table: Table, likelihood: number): Seed[] {
  const whole = { from: 0, to: source.length };
  const nothing = { from: 0, to: 0 };
  fillTable(table, { by: source, range: whole, other: draft, own: nothing, background: 'own' }, likelihood);
  const seeds: Seed[] = [];
  for (const run of positiveRuns(table, draft, RUN_BITS, RUN_DROP)) {
    fillTable(table, { by: draft, range: run, other: source, own: nothing, background: 'both' }, likelihood);
    const place = bestSegment(table, source, whole);
    if (place) seeds.push({ draft: run, source: place });
  }
  return seeds;
}

const COSINE = 0.25;
const DICE = 0.2;
/** Sentences shorter than this take the next one in. */
const MIN_SENTENCE = 3;
/** Sentences between two seeds of one group, on both sides. */
const GROUP_GAP = 3;

interface Sentences {
  readonly count: number;
  /** First unit of each sentence and the end of the last. */
  readonly start: Int32Array;
  /** Distinct units of each sentence and their tf-idf weights, in `from[i] .. from[i + 1]`. */
  readonly from: Int32Array;
  readonly word: Int32Array;
  readonly times: Int32Array;
  readonly norm: Float64Array;
}

/** Cost: for each unit of the source, the draft sentences that share it. */
export function sentenceSeeds(draft: Side, source: Side, table: Table): Seed[] {
  const size = table.bits.length - 2;
  const a = sentencesOf(draft, size);
  const b = sentencesOf(source, size);
  if (a.count === 0 || b.count === 0) return [];
  const frequency = new Int32Array(size + 2);
  for (const side of [a, b]) for (const w of side.word) frequency[w]!++;
  const rarity = new Float64Array(size + 2);
  const all = a.count + b.count;
  // Most units stand in the same few numbers of sentences: a logarithm for each of those.
  const logs = new Float64Array(all + 1).fill(-1);
  for (let w = 0; w <= size; w++) {
    const times = frequency[w]!;
    if (times === 0) continue;
    if (times > all) rarity[w] = Math.log(all / times);
    else {
      if (logs[times]! < 0) logs[times] = Math.log(all / times);
      rarity[w] = logs[times]!;
    }
  }
  measure(a, rarity);
  measure(b, rarity);
  return group(a, b, alike(a, b, rarity, size));
}

function sentencesOf(side: Side, size: number): Sentences {
  const { word, length } = side;
  const { sentences } = side.shingles;
  const starts: number[] = [];
  for (let s = 0; s + 1 < sentences.length; s++) {
    const start = sentences[s]!;
    if (starts.length === 0 || start - starts[starts.length - 1]! >= MIN_SENTENCE) starts.push(start);
  }
  const count = length === 0 ? 0 : starts.length;
  const start = Int32Array.from([...starts, length]);
  const from = new Int32Array(count + 1);
  const distinct = new Int32Array(length);
  const times = new Int32Array(length);
  const last = new Int32Array(size + 2);
  const lastAt = new Int32Array(size + 2);
  let at = 0;
  for (let s = 0; s < count; s++) {
    from[s] = at;
    for (let i = start[s]!; i < start[s + 1]!; i++) {
      const w = word[i]!;
      if (w > size) continue;
      // Foreign units are not told apart: each is a unit of its own.
      if (w < size && last[w] === s + 1) times[lastAt[w]!]!++;
      else {
        last[w] = s + 1;
        lastAt[w] = at;
        distinct[at] = w;
        times[at] = 1;
        at++;
      }
    }
  }
  from[count] = at;
  return { count, start, from, word: distinct.subarray(0, at), times, norm: new Float64Array(count) };
}

function measure(side: Sentences, rarity: Float64Array): void {
  const { from, word, times, norm } = side;
  const foreign = Math.log(side.count * 2);
  for (let s = 0; s < side.count; s++) {
    let sum = 0;
    for (let i = from[s]!; i < from[s + 1]!; i++) {
      const weight = times[i]! * (word[i] === rarity.length - 2 ? foreign : rarity[word[i]!]!);
      sum += weight * weight;
    }
    norm[s] = Math.sqrt(sum);
  }
}

/** Pairs [draft sentence, source sentence], flattened, in the order of the source. */
function alike(a: Sentences, b: Sentences, rarity: Float64Array, size: number): number[] {
  const first = new Int32Array(size + 2);
  for (const w of a.word) first[w + 1 > size ? size + 1 : w + 1]!++;
  for (let w = 0; w <= size; w++) first[w + 1]! += first[w]!;
  const fill = first.slice();
  const holder = new Int32Array(a.word.length);
  const times = new Int32Array(a.word.length);
  for (let s = 0; s < a.count; s++) {
    for (let i = a.from[s]!; i < a.from[s + 1]!; i++) {
      const w = a.word[i]!;
      if (w >= size) continue;
      const at = fill[w]!++;
      holder[at] = s;
      times[at] = a.times[i]!;
    }
  }
  const dot = new Float64Array(a.count);
  const shared = new Int32Array(a.count);
  const met = new Int32Array(a.count);
  const pairs: number[] = [];
  for (let t = 0; t < b.count; t++) {
    let count = 0;
    for (let i = b.from[t]!; i < b.from[t + 1]!; i++) {
      const w = b.word[i]!;
      if (w >= size) continue;
      const weight = rarity[w]! * rarity[w]! * b.times[i]!;
      for (let p = first[w]!; p < fill[w]!; p++) {
        const s = holder[p]!;
        if (shared[s]!++ === 0) met[count++] = s;
        dot[s]! += weight * times[p]!;
      }
    }
    const distinctB = b.from[t + 1]! - b.from[t]!;
    for (let m = 0; m < count; m++) {
      const s = met[m]!;
      const distinctA = a.from[s + 1]! - a.from[s]!;
      const dice = (2 * shared[s]!) / (distinctA + distinctB);
      if (dice > DICE && dot[s]! > COSINE * a.norm[s]! * b.norm[t]!) pairs.push(s, t);
      shared[s] = 0;
      dot[s] = 0;
    }
  }
  return pairs;
}

function group(a: Sentences, b: Sentences, pairs: readonly number[]): Seed[] {
  const order = Array.from({ length: pairs.length / 2 }, (_, i) => i);
  order.sort((p, q) => pairs[p * 2]! - pairs[q * 2]! || pairs[p * 2 + 1]! - pairs[q * 2 + 1]!);
  const parent = Int32Array.from(order.keys());
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  for (let p = 0; p < order.length; p++) {
    const s = pairs[order[p]! * 2]!;
    const t = pairs[order[p]! * 2 + 1]!;
    for (let q = p - 1; q >= 0; q--) {
      if (s - pairs[order[q]! * 2]! > GROUP_GAP + 1) break;
      if (Math.abs(t - pairs[order[q]! * 2 + 1]!) <= GROUP_GAP + 1) {
        const [x, y] = [rootOf(p), rootOf(q)];
        parent[Math.max(x, y)] = Math.min(x, y);
      }
    }
  }
  const bounds = new Map<number, [number, number, number, number]>();
  for (let p = 0; p < order.length; p++) {
    const s = pairs[order[p]! * 2]!;
    const t = pairs[order[p]! * 2 + 1]!;
    const root = rootOf(p);
    const box = bounds.get(root);
    if (!box) bounds.set(root, [s, s, t, t]);
    else {
      box[1] = s;
      if (t < box[2]) box[2] = t;
      if (t > box[3]) box[3] = t;
    }
  }
  return [...bounds.values()].map(([s, sEnd, t, tEnd]) => ({
    draft: { from: a.start[s]!, to: a.start[sEnd + 1]! },
    source: { from: b.start[t]!, to: b.start[tEnd + 1]! },
  }));
}
