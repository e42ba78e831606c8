/**
 * The short sentences that could head what follows, each scored by what it looks like (length, commas, figures,
 * function words, how it begins and ends), where it stands, and how its neighbours in the section are built.
 */

import { pairKey, unitSet } from '../text/characters.js';
import { LEAD } from './lead.data.js';
import { commonShare, type Echo } from './lead-pairs.js';
import type { Folded } from './reading.js';
import { Holds, type Leaf, type Sentence } from './sentences.js';

const LENGTH = { least: 4, most: 60 } as const;

/** What the judging of one report shares. */
export interface Context extends Folded {
  /** Where text begins behind a heading in the same line. */
  readonly behind: ReadonlySet<number>;
  /** Offsets at which headings of any other kind begin, sorted: no lead is made of their sentences. */
  readonly taken: readonly number[];
  /** See `countPairs`. */
  readonly pairs: Uint8Array;
  readonly echo: Echo;
}

export interface Candidate {
  readonly sentence: Sentence;
  /** Index among the sentences of the leaf. */
  readonly index: number;
  /** Log-odds that it is a lead. */
  readonly score: number;
}

/** A short sentence that could be one. */
interface Shape {
  readonly sentence: Sentence;
  readonly index: number;
  /** Key of the first clause of a sentence with commas, else of its first two signs: what parallel leads repeat. */
  readonly opening: number;
  /** How the second clause begins, and how the sentence ends, as pairs; 0 without commas. */
  readonly second: number;
  readonly ending: number;
}

/** The sentences that could be leads, each with its score. */
export function candidatesOf(context: Context, leaf: Leaf, sentences: readonly Sentence[]): readonly Candidate[] {
  const { taken } = context;
  const { length } = context.units;
  const shapes: Shape[] = [];
  let next = indexFrom(taken, leaf.from);
  for (let index = 0; index < sentences.length; index++) {
    const sentence = sentences[index]!;
    while ((taken[next] ?? length) < sentence.from) next++;
    const size = sentence.to - sentence.from;
    if (!sentence.stopped || size < LENGTH.least || size > LENGTH.most) continue;
    if ((taken[next] ?? length) < sentence.to) continue;
    if (isPossible(context, sentence)) shapes.push(shapeOf(context, sentence, index));
  }
  if (shapes.length === 0) return [];
  const openings = new Counts();
  const seconds = new Counts();
  const endings = new Counts();
  const sizes = new Uint16Array((MAX_COMMAS + 1) * SIZES);
  for (const { sentence, opening, second, ending } of shapes) {
    openings.add(opening);
    if (sentence.commas > 0) {
      seconds.add(second);
      endings.add(ending);
    }
    sizes[sizeOf(sentence) + ALIKE]!++;
  }
  return shapes.map((shape) => {
    const { sentence, index } = shape;
    const next = sentences[index + 1];
    let alike = -1;
    const size = sizeOf(sentence);
    for (let i = size; i <= size + 2 * ALIKE; i++) alike += sizes[i]!;
    const score = scoreOf(context, {
      sentence,
      next: next?.opensLine === false ? next : undefined,
      before: sentences[index - 1],
      alike,
      company: shapes.length,
      sharedOpening: openings.of(shape.opening),
      sharedEnd: sentence.commas === 0 ? 0 : Math.max(seconds.of(shape.second), endings.of(shape.ending)) - 1,
      leaf,
    });
    return { sentence, index, score };
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

function sizeOf({ commas, from, to }: Sentence): number {
  return commas * SIZES + to - from;
}

/** How often each key was met. */
class Counts {
  readonly #counts = new Map<number, number>();
  add(key: number): void {
    this.#counts.set(key, this.of(key) + 1);
  }
  of(key: number): number {
    return this.#counts.get(key) ?? 0;
  }
}

function isPossible({ text, units }: Folded, { from, holds, commas }: Sentence): boolean {
  if ((holds & Holds.detail) !== 0 || commas > MAX_COMMAS) return false;
  const unit = units[from]!;
  if ((unit < 0x3400 || unit > 0x9fff) && unit !== QUOTE && unit !== BOOK) return false;
  return !text.startsWith('各位', from) && !text.startsWith('同志们', from);
}

const QUOTE = 0x201c;
const BOOK = 0x300a;

function shapeOf({ units }: Folded, sentence: Sentence, index: number): Shape {
  const { from, to, firstComma } = sentence;
  const first = firstComma - from;
  const opening = keyOf(units, from, Math.min(to, first > 0 && first < 8 ? firstComma + 2 : from + 2));
  const second = firstComma < 0 ? 0 : pairOf(units, firstComma + 1);
  const ending = firstComma < 0 ? 0 : pairOf(units, to - 2);
  return { sentence, index, opening, second, ending };
}

interface Looks {
  readonly sentence: Sentence;
  /** The sentence behind it in the same line. */
  readonly next: Sentence | undefined;
  readonly before: Sentence | undefined;
  /** Others as long with as many commas. */
  readonly alike: number;
  readonly company: number;
  readonly sharedOpening: number;
  readonly sharedEnd: number;
  readonly leaf: Leaf;
}

/** Log-odds that the sentence is a lead: the weights of what is true of it. */
function scoreOf(context: Context, looks: Looks): number {
  const { units } = context;
  const { sentence, next, before, alike, company, sharedOpening, sharedEnd, leaf } = looks;
  const { from, to, commas, longest, shortest, holds } = sentence;
  const nextLength = next ? next.to - next.from : 0;
  const start = pairOf(units, from);
  const review = REVIEW_ENDS.has(pairOf(units, to - 2));
  const plan = PLAN_VERBS[units[from]!] === 1 || PLAN_STARTS.has(start);
  const common = commonShare(units, sentence, context.pairs);
  let score = LEAD.bias;
  if (sentence.opensLine) score += LEAD.opensLine;
  if (sentence.behindHeading) score += LEAD.behindHeading;
  if (commas === 1) score += LEAD.oneComma;
  if (commas >= 2) score += LEAD.moreCommas;
  if (commas > 0 && longest - shortest <= 5) score += LEAD.evenClauses;
  if (longest <= 5) score += LEAD.shortClauses;
  if (longest >= 6 && longest <= 12) score += LEAD.usualClauses;
  if (longest >= 17) score += LEAD.longClauses;
  if (to - from >= 25) score += LEAD.long;
  if (holds & Holds.figure) score += LEAD.figure;
  if (!next) score += LEAD.last;
  if (nextLength > 0 && nextLength < 14) score += LEAD.nextShort;
  if (nextLength >= 28) score += LEAD.nextLong;
  if (next && next.holds & Holds.figure) score += LEAD.nextFigure;
  if (before && before.to - before.from < 14) score += LEAD.beforeShort;
  if (before && before.holds & Holds.figure) score += LEAD.beforeFigure;
  if (holds & Holds.particle) score += LEAD.particle;
  if (isConnective(units, from, start)) score += LEAD.connective;
  if (holds & Holds.attribute) score += LEAD.attribute;
  if (review) score += LEAD.review;
  if (plan) score += LEAD.plan;
  if (review && plan) score += LEAD.reviewAndPlan;
  score += Math.min(alike, 4) * LEAD.alike;
  score += (Math.min(company, 8) / 2) * LEAD.company;
  score += Math.min(sharedOpening - 1, 4) * LEAD.sharedOpening;
  if (leaf.itemised) score += LEAD.itemised;
  if (leaf.depth === 1) score += LEAD.belowChapter;
  if (holds & Holds.list) score += LEAD.list;
  score += Math.min(sharedEnd, 4) * LEAD.sharedEnd;
  if (commas > 0 && sharedOpening >= 3) score += LEAD.parallel;
  score += common * LEAD.common;
  if (common < 0.4) score += LEAD.uncommon;
  const measure = MEASURES.has(start) ? LEAD.measure : 0;
  // The echo is dear: it is only listened for where it could decide.
  if (score + measure + LEAD.echo > 0) score += context.echo.share(units, sentence, next) * LEAD.echo;
  return score + measure;
}

function isConnective(units: Uint16Array, from: number, start: number): boolean {
  return CONNECTIVES[units[from]!] === 1 || CONNECTIVE_PAIRS.has(start);
}

function pairSet(words: string): ReadonlySet<number> {
  return new Set(words.split(' ').map((word) => pairKey(word.charCodeAt(0), word.charCodeAt(1))));
}

/** The last two signs of sentences of review: what was achieved. */
const REVIEW_ENDS: ReadonlySet<number> = pairSet(
  '提升 提高 增强 改善 加快 加速 突破 成效 显著 明显 推进 进展 发展 完善 优化 向好 巩固 提速 加强 深化 ' +
    '深入 扎实 健全 拓展 升级 壮大 有力 有效 稳定 活力 凸显 突出 丰富 释放 迸发 显现 见效 增长 落实 落地 ' +
    '有序 安全 进步 建成 开展 提效 提质 增效 增进 繁荣 变化 展开 实施 新高 牢固 紧密 强劲',
);
/** The first two signs of sentences of plans: what is to be done. */
const PLAN_STARTS: ReadonlySet<number> = pairSet(
  '加快 推进 推动 提升 提高 打造 建设 构建 完善 健全 优化 强化 深化 加强 做强 做优 做大 做精 做实 壮大 ' +
    '培育 发展 促进 扩大 激发 实施 落实 抓好 抓实 抓牢 保障 改善 巩固 拓展 统筹 支持 全面 深入 持续 大力 ' +
    '积极 着力 全力 扎实 坚持 坚决 坚定 切实 不断 稳步 有序 有效 严格 狠抓 聚焦 聚力 创新 守护 守牢 维护 ' +
    '防范 化解 繁荣 办好 丰富 释放 增强 增进 营造 畅通 突出 高标 高水 高质 毫不 千方 始终 严守 勇于 恪守 ' +
    '厉行 开展 攻坚 引导 盘活 实现 确保 广泛 精准 精心 加大 放宽 发力 树牢 锻造 夯实',
);
/** Verbs of one sign that open a plan: 稳就业, 促消费. */
const PLAN_VERBS: Uint8Array = unitSet('稳促强优补');
/** Openings of single measures rather than of fields of work. */
const MEASURES: ReadonlySet<number> = pairSet('支持 完成 启动 办好 新建 建成 争取 服务 组织');
const CONNECTIVES: Uint8Array = unitSet('这要以在为对把让使有');
const CONNECTIVE_PAIRS: ReadonlySet<number> = pairSet('我们 同时 此外 其中 全省 全市 全区 全县 全州 全年');

/** A small number (larger ones are boxed) that hardly any other units have. */
function keyOf(units: Uint16Array, from: number, to: number): number {
  let key = to - from;
  for (let i = from; i < to; i++) key = Math.imul(key, 0x2c1b3c6d) + units[i]!;
  return (key ^ (key >>> 15)) & 0x3fffffff;
}

/** The two units from `at` on as one number. */
function pairOf(units: Uint16Array, at: number): number {
  return pairKey(units[at]!, units[at + 1]!);
}
