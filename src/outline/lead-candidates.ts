/**
 * The short sentences that could head what follows, each as a vector of features: what it looks like (length, commas, figures,
 * function words, how it begins and ends), where it stands, and how its neighbours in the section are built.
 */

import { LEAD_WEIGHTS } from './lead.data.js';
import type { Leaf, Sentence } from './sentences.js';

const LENGTH = { least: 4, most: 60 } as const;

/** What the judging of one report shares. */
export interface Context {
  /** Folded text. */
  readonly text: string;
  /** Where text begins behind a heading in the same line. */
  readonly behind: ReadonlySet<number>;
  /** Offsets at which headings of any other kind begin, sorted: no lead is made of their sentences. */
  readonly taken: readonly number[];
  /** Whether the pair at an offset is a common one in this text. */
  readonly common: (at: number) => boolean;
}

export interface Candidate {
  readonly sentence: Sentence;
  /** Index among the sentences of the leaf. */
  readonly index: number;
  readonly features: readonly number[];
}

/** What a short sentence looks like, read once. */
interface Shape {
  readonly sentence: Sentence;
  readonly index: number;
  readonly words: string;
  readonly commas: number;
  readonly longest: number;
  readonly shortest: number;
  /** First clause of a sentence with commas, else its first two signs: what parallel leads repeat. */
  readonly opening: string;
  /** How the second clause begins, and how the sentence ends; '' without commas. */
  readonly second: string;
  readonly ending: string;
}

/** The sentences that could be leads, each with its features. */
export function candidatesOf(context: Context, leaf: Leaf, sentences: readonly Sentence[]): readonly Candidate[] {
  const { text, taken } = context;
  const shapes: Shape[] = [];
  let next = indexFrom(taken, leaf.from);
  sentences.forEach((sentence, index) => {
    while ((taken[next] ?? text.length) < sentence.from) next++;
    const length = sentence.to - sentence.from;
    if (!sentence.stopped || length < LENGTH.least || length > LENGTH.most) return;
    if ((taken[next] ?? text.length) < sentence.to) return;
    const shape = shapeOf(text.slice(sentence.from, sentence.to), sentence, index);
    if (shape) shapes.push(shape);
  });
  const openings = new Counts(shapes.map(({ opening }) => opening));
  const seconds = new Counts(shapes.map(({ second }) => second));
  const endings = new Counts(shapes.map(({ ending }) => ending));
  const sizes = new Uint16Array((MAX_COMMAS + 1) * SIZES);
  for (const { commas, words } of shapes) {
    const size = commas * SIZES + ALIKE + words.length;
    sizes[size] = (sizes[size] ?? 0) + 1;
  }
  return shapes.map((shape) => {
    const { sentence, index, commas, words } = shape;
    const next = sentences[index + 1];
    const before = sentences[index - 1];
    let alike = -1;
    const size = commas * SIZES + words.length;
    for (let i = size; i <= size + 2 * ALIKE; i++) alike += sizes[i] ?? 0;
    const features = featuresOf({
      text,
      shape,
      next: next && !next.opensLine ? next : undefined,
      before,
      alike,
      company: shapes.length,
      sharedOpening: openings.of(shape.opening),
      sharedEnd: commas === 0 ? 0 : Math.max(seconds.of(shape.second), endings.of(shape.ending)) - 1,
      common: commonShare(context, sentence),
      leaf,
    });
    return { sentence, index, features };
  });
}

/** Index of the first of the sorted `offsets` from `offset` on. */
function indexFrom(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sentences with as many commas are built alike up to this difference in length. */
const ALIKE = 3;
/** Lengths that are told apart, with room for ALIKE on both sides. */
const SIZES: number = LENGTH.most + 1 + 2 * ALIKE;
/** A sentence of more is no lead. */
const MAX_COMMAS = 3;

/** How often each key was met. */
export class Counts {
  readonly #counts = new Map<string, number>();
  constructor(keys: readonly string[]) {
    for (const key of keys) this.#counts.set(key, this.of(key) + 1);
  }
  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}

function shapeOf(words: string, sentence: Sentence, index: number): Shape | undefined {
  if (!POSSIBLE.test(words) || IMPOSSIBLE.test(words)) return undefined;
  let commas = 0;
  let longest = 0;
  let shortest = words.length;
  let clause = 0;
  let first = -1;
  for (let i = 0; i <= words.length; i++) {
    if (i < words.length && words.charCodeAt(i) !== COMMA) continue;
    longest = Math.max(longest, i - clause);
    shortest = Math.min(shortest, i - clause);
    if (i < words.length) commas++;
    if (first < 0 && i < words.length) first = i;
    clause = i + 1;
  }
  if (commas > MAX_COMMAS) return undefined;
  const opening = first > 0 && first < 8 ? words.slice(0, first + 2) : words.slice(0, 2);
  const second = commas === 0 ? '' : words.slice(first + 1, first + 3);
  const ending = commas === 0 ? '' : words.slice(-2);
  return { sentence, index, words, commas, longest, shortest, opening, second, ending };
}

const COMMA = 0x2c;
const POSSIBLE = /^[\u3400-\u9fff“《]/;
const IMPOSSIBLE = /[;:%％]|\d[万亿个家项]|^(?:各位|同志们)/;

/** Share of the sentence's pairs that are common in the report: leads speak in general words. */
function commonShare({ common }: Context, { from, to }: Sentence): number {
  let count = 0;
  for (let i = from; i + 1 < to; i++) if (common(i)) count++;
  return to - from < 2 ? 0 : count / (to - from - 1);
}

/** Share of the sentence's pairs that come again in the next one. */
function echo(text: string, words: string, following: Sentence | undefined): number {
  if (words.length < 2 || !following) return 0;
  const next = text.slice(following.from, following.to);
  let count = 0;
  for (let i = 0; i + 1 < words.length; i++) {
    const unit = words.charCodeAt(i);
    const follower = words.charCodeAt(i + 1);
    for (let j = 0; j + 1 < next.length; j++) {
      if (next.charCodeAt(j) !== unit || next.charCodeAt(j + 1) !== follower) continue;
      count++;
      break;
    }
  }
  return count / (words.length - 1);
}

interface Looks {
  readonly text: string;
  readonly shape: Shape;
  /** The sentence behind it in the same line. */
  readonly next: Sentence | undefined;
  readonly before: Sentence | undefined;
  readonly alike: number;
  readonly company: number;
  readonly sharedOpening: number;
  readonly sharedEnd: number;
  readonly common: number;
  readonly leaf: Leaf;
}

/** Place of `echo` among the features. */
const ECHO = 33;

const flag = (value: boolean): number => (value ? 1 : 0);

/** In the order of LEAD_WEIGHTS. */
function featuresOf(looks: Looks): readonly number[] {
  const { text, shape, next, before, alike, company, sharedOpening, sharedEnd, common, leaf } = looks;
  const { words, sentence, commas, longest, shortest } = shape;
  const { length } = words;
  const nextLength = next ? next.to - next.from : 0;
  const start = words.slice(0, 2);
  const review = REVIEW_ENDS.has(words.slice(-2));
  const plan = PLAN_STARTS.has(start) || PLAN_VERBS.includes(words[0] ?? ' ');
  const features = [
    1,
    flag(sentence.opensLine),
    flag(sentence.behindHeading),
    flag(commas === 1),
    flag(commas >= 2),
    flag(commas > 0 && longest - shortest <= 5),
    flag(longest <= 5),
    flag(longest >= 6 && longest <= 12),
    flag(longest >= 17),
    flag(length >= 25),
    flag(sentence.figure),
    flag(!next),
    flag(nextLength > 0 && nextLength < 14),
    flag(nextLength >= 28),
    flag(next?.figure === true),
    flag(before !== undefined && before.to - before.from < 14),
    flag(before?.figure === true),
    flag(PARTICLES.test(words)),
    flag(CONNECTIVES.test(words)),
    flag(words.includes('的')),
    flag(review),
    flag(plan),
    flag(review && plan),
    Math.min(alike, 4),
    Math.min(company, 8) / 2,
    Math.min(sharedOpening - 1, 4),
    flag(leaf.itemised),
    flag(leaf.depth === 1),
    flag(words.includes('、')),
    Math.min(sharedEnd, 4),
    flag(commas > 0 && sharedOpening >= 3),
    common,
    flag(common < 0.4),
    0,
    flag(MEASURES.has(start)),
    flag(leaf.depth === 0),
  ];
  // The echo is dear: it is only listened for where it could decide.
  if (scoreOf(features) + (LEAD_WEIGHTS[ECHO] ?? 0) > 0) features[ECHO] = echo(text, words, next);
  return features;
}

/** The last two signs of sentences of review: what was achieved. */
const REVIEW_ENDS: ReadonlySet<string> = new Set(
  (
    '提升 提高 增强 改善 加快 加速 突破 成效 显著 明显 推进 进展 发展 完善 优化 向好 巩固 提速 加强 深化 ' +
    '深入 扎实 健全 拓展 升级 壮大 有力 有效 稳定 活力 凸显 突出 丰富 释放 迸发 显现 见效 增长 落实 落地 ' +
    '有序 安全 进步 建成 开展 提效 提质 增效 增进 繁荣 变化 展开 实施 新高 牢固 紧密 强劲'
  ).split(' '),
);
/** The first two signs of sentences of plans: what is to be done. */
const PLAN_STARTS: ReadonlySet<string> = new Set(
  (
    '加快 推进 推动 提升 提高 打造 建设 构建 完善 健全 优化 强化 深化 加强 做强 做优 做大 做精 做实 壮大 ' +
    '培育 发展 促进 扩大 激发 实施 落实 抓好 抓实 抓牢 保障 改善 巩固 拓展 统筹 支持 全面 深入 持续 大力 ' +
    '积极 着力 全力 扎实 坚持 坚决 坚定 切实 不断 稳步 有序 有效 严格 狠抓 聚焦 聚力 创新 守护 守牢 维护 ' +
    '防范 化解 繁荣 办好 丰富 释放 增强 增进 营造 畅通 突出 高标 高水 高质 毫不 千方 始终 严守 勇于 恪守 ' +
    '厉行 开展 攻坚 引导 盘活 实现 确保 广泛 精准 精心 加大 放宽 发力 树牢 锻造 夯实'
  ).split(' '),
);
/** Verbs of one sign that open a plan: 稳就业, 促消费. */
const PLAN_VERBS = '稳促强优补';
/** Openings of single measures rather than of fields of work. */
const MEASURES: ReadonlySet<string> = new Set('支持 完成 启动 办好 新建 建成 争取 服务 组织'.split(' '));
const CONNECTIVES = /^(?:我们|这|要|同时|此外|其中|以|在|为|对|把|让|使|有|全[省市区县州年])/;
const PARTICLES = /[了将已也均都不]|必须|就是|一定/;

const TABLE = 1 << 16;
/** Times a pair stands in a report of usual length before it is common. */
const COMMON = 3;

/** Counts pairs of characters. Cost: linear. */
export function commonPairs(text: string): Context['common'] {
  const counts = new Uint16Array(TABLE);
  let unit = text.charCodeAt(0);
  for (let i = 1; i < text.length; i++) {
    const next = text.charCodeAt(i);
    const pair = pairOf(unit, next);
    counts[pair] = Math.min(0xffff, (counts[pair] ?? 0) + 1);
    unit = next;
  }
  return (at) => (counts[pairOf(text.charCodeAt(at), text.charCodeAt(at + 1))] ?? 0) >= COMMON;
}

function pairOf(a: number, b: number): number {
  return (Math.imul(a, 0x9e3b) ^ Math.imul(b, 0x85eb)) & (TABLE - 1);
}

export function scoreOf(features: readonly number[]): number {
  let score = 0;
  for (let i = 0; i < features.length; i++) score += (features[i] ?? 0) * (LEAD_WEIGHTS[i] ?? 0);
  return score;
}
