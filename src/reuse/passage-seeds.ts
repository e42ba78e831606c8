/**
 * Where passages of two texts may lie. Likelihood seeds: stretches of the draft that the whole source explains, placed
 * where the source explains them best. Sentence seeds: pairs of sentences alike by tf-idf, grouped across small gaps
 * (after Sanchez-Perez, Sidorov and Gelbukh, PAN 2014). Either kind alone loses recall on reworded text.
 */

import type { Range } from './range.js';
import { floatRoom, intRoom, type Room } from './room.js';
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
  /** Distinct units of each sentence and how often it has them, in `from[i] .. from[i + 1]`. */
  readonly from: Int32Array;
  readonly word: Int32Array;
  readonly times: Int32Array;
  /** Length of each sentence as a vector of tf-idf weights. */
  readonly norm: Float64Array;
}

/** Columns of the sentences of one text; good until the next pair. */
const roomsOfSide = () => ({
  start: intRoom(),
  from: intRoom(),
  word: intRoom(),
  times: intRoom(),
  norm: floatRoom(),
});
const DRAFT = roomsOfSide();
const SOURCE = roomsOfSide();
/** By number of a unit. */
const BY_WORD = { last: intRoom(), lastAt: intRoom(), frequency: intRoom(), rarity: floatRoom(), first: intRoom() };
/** By number of a sentence of the draft. */
const BY_SENTENCE = { dot: floatRoom(), shared: intRoom(), met: intRoom() };
/** Sentences of the draft by unit. */
const HOLDERS = { fill: intRoom(), sentence: intRoom(), times: intRoom() };
const LOGS: Room<Float64Array> = floatRoom();

/** Cost: for each unit of the source, the draft sentences that share it. */
export function sentenceSeeds(draft: Side, source: Side, table: Table): Seed[] {
  const size = table.bits.length - 2;
  const a = sentencesOf(draft, size, DRAFT);
  const b = sentencesOf(source, size, SOURCE);
  if (a.count === 0 || b.count === 0) return [];
  const rarity = rarityOf(a, b, size);
  measure(a, rarity, size);
  measure(b, rarity, size);
  return group(a, b, alike(a, b, rarity, size));
}

function sentencesOf(side: Side, size: number, rooms: ReturnType<typeof roomsOfSide>): Sentences {
  const { word, length } = side;
  const { sentences } = side.shingles;
  const start = rooms.start(sentences.length + 1);
  let count = 0;
  for (let s = 0; s + 1 < sentences.length && length > 0; s++) {
    const at = sentences[s]!;
    if (count === 0 || at - start[count - 1]! >= MIN_SENTENCE) start[count++] = at;
  }
  start[count] = length;
  const from = rooms.from(count + 1);
  const distinct = rooms.word(length);
  const times = rooms.times(length);
  const last = BY_WORD.last(size + 1).fill(0, 0, size + 1);
  const lastAt = BY_WORD.lastAt(size + 1);
  let at = 0;
  for (let s = 0; s < count; s++) {
    from[s] = at;
    const end = start[s + 1]!;
    for (let i = start[s]!; i < end; i++) {
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
  return { count, start, from, word: distinct, times, norm: rooms.norm(count) };
}

/** Of each unit, the logarithm of all sentences over those that have it. */
function rarityOf(a: Sentences, b: Sentences, size: number): Float64Array {
  const frequency = BY_WORD.frequency(size + 1).fill(0, 0, size + 1);
  countWords(frequency, a);
  countWords(frequency, b);
  const rarity = BY_WORD.rarity(size + 1).fill(0, 0, size + 1);
  const all = a.count + b.count;
  // Most units stand in the same few numbers of sentences: a logarithm for each of those.
  const logs = LOGS(all + 1).fill(-1, 0, all + 1);
  for (let w = 0; w <= size; w++) {
    const times = frequency[w]!;
    if (times === 0) continue;
    if (times > all) rarity[w] = Math.log(all / times);
    else {
      if (logs[times]! < 0) logs[times] = Math.log(all / times);
      rarity[w] = logs[times]!;
    }
  }
  return rarity;
}

function countWords(frequency: Int32Array, { word, from, count }: Sentences): void {
  const length = from[count]!;
  for (let i = 0; i < length; i++) frequency[word[i]!]!++;
}

function measure(side: Sentences, rarity: Float64Array, size: number): void {
  const { from, word, times, norm, count } = side;
  const foreign = Math.log(count * 2);
  for (let s = 0; s < count; s++) {
    let sum = 0;
    const end = from[s + 1]!;
    for (let i = from[s]!; i < end; i++) {
      const w = word[i]!;
      const weight = times[i]! * (w === size ? foreign : rarity[w]!);
      sum += weight * weight;
    }
    norm[s] = Math.sqrt(sum);
  }
}

/** Pairs [draft sentence, source sentence], flattened, in the order of the source. */
function alike(a: Sentences, b: Sentences, rarity: Float64Array, size: number): number[] {
  const { first, fill, holder, times } = holdersOf(a, b, size);
  const dot = BY_SENTENCE.dot(a.count).fill(0, 0, a.count);
  const shared = BY_SENTENCE.shared(a.count).fill(0, 0, a.count);
  const met = BY_SENTENCE.met(a.count);
  const { from: fromA, norm: normA } = a;
  const { from, word, times: timesB, norm } = b;
  const pairs: number[] = [];
  for (let t = 0; t < b.count; t++) {
    let count = 0;
    const end = from[t + 1]!;
    for (let i = from[t]!; i < end; i++) {
      const w = word[i]!;
      if (w >= size) continue;
      const weight = rarity[w]! * rarity[w]! * timesB[i]!;
      const stop = fill[w]!;
      for (let p = first[w]!; p < stop; p++) {
        const s = holder[p]!;
        if (shared[s]!++ === 0) met[count++] = s;
        dot[s]! += weight * times[p]!;
      }
    }
    const distinctB = end - from[t]!;
    for (let m = 0; m < count; m++) {
      const s = met[m]!;
      const distinctA = fromA[s + 1]! - fromA[s]!;
      const dice = (2 * shared[s]!) / (distinctA + distinctB);
      if (dice > DICE && dot[s]! > COSINE * normA[s]! * norm[t]!) pairs.push(s, t);
      shared[s] = 0;
      dot[s] = 0;
    }
  }
  return pairs;
}

interface Holders {
  /** By unit, where its entries begin and end. */
  readonly first: Int32Array;
  readonly fill: Int32Array;
  /** The draft sentences that have the unit, and how often. */
  readonly holder: Int32Array;
  readonly times: Int32Array;
}

/** The draft sentences of each unit that the source has too. */
function holdersOf(a: Sentences, b: Sentences, size: number): Holders {
  const { word, times, from } = a;
  const length = from[a.count]!;
  const first = BY_WORD.first(size + 1);
  const fill = HOLDERS.fill(size + 1).fill(0, 0, size + 1);
  const isWanted = BY_WORD.last(size + 1).fill(0, 0, size + 1);
  const wanted = b.from[b.count]!;
  for (let i = 0; i < wanted; i++) isWanted[b.word[i]!] = 1;
  isWanted[size] = 0;
  for (let i = 0; i < length; i++) fill[word[i]!]! += isWanted[word[i]!]!;
  let at = 0;
  for (let w = 0; w <= size; w++) {
    first[w] = at;
    at += fill[w]!;
    fill[w] = first[w]!;
  }
  const holder = HOLDERS.sentence(at);
  const held = HOLDERS.times(at);
  for (let s = 0; s < a.count; s++) {
    const end = from[s + 1]!;
    for (let i = from[s]!; i < end; i++) {
      const w = word[i]!;
      if (isWanted[w] === 0) continue;
      const place = fill[w]!++;
      holder[place] = s;
      held[place] = times[i]!;
    }
  }
  return { first, fill, holder, times: held };
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
