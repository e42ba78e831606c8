/**
 * Lead sentences: short unnumbered sentences that head what follows (创新主体持续壮大。组建新型研发机构…). No sign sets them apart, so
 * each short sentence is judged by what it looks like and by its company: length, commas, figures, function words, place in
 * the paragraph, and whether its neighbours in the section are built alike. The weights are fitted to read outlines
 * (lead.data.ts tells on which evidence).
 */

import { LEAD_WEIGHTS } from './lead.data.js';

export interface Sentence {
  /** Offsets in the reading, without the stop. */
  readonly from: number;
  readonly to: number;
  readonly opensLine: boolean;
  /** Stands right behind a heading in the same line. */
  readonly behindHeading: boolean;
  /** The sign that ends it: 。 ! ? or '' at a line end. */
  readonly stop: string;
}

/** A stretch of text under one heading, without headings of its own. */
export interface Leaf {
  readonly from: number;
  readonly to: number;
  /** Items or bullets stand in it. */
  readonly itemised: boolean;
  /** Depth of the numbered heading above; 0 for none. */
  readonly depth: number;
}

export interface Lead {
  readonly from: number;
  readonly to: number;
  /** 0: right below its heading; 1: below another lead (五年来,我们… over its parts). */
  readonly below: number;
}

const LENGTH = { least: 4, most: 60 } as const;

/** What the judging of one report shares. */
export interface Context {
  /** Folded text. */
  readonly text: string;
  /** Where text begins behind a heading in the same line. */
  readonly behind: ReadonlySet<number>;
  /** Whether the pair at an offset is a common one in this text. */
  readonly common: (at: number) => boolean;
}

/** Two leads closer than this are hardly both leads. */
const APART = { near: 45, far: 90 } as const;
const CROWDED = { near: 2.5, far: 0.8 } as const;

/** Leads of one leaf, in order. Cost: candidates squared within APART, else linear. */
export function findLeads(context: Context, leaf: Leaf): readonly Lead[] {
  const { text } = context;
  const candidates = candidatesOf(context, leaf, readSentences(text, leaf, context.behind));
  const kept = choose(candidates.map((candidate) => ({ candidate, score: scoreOf(candidate.features) })));
  const openings = countOpenings(
    text,
    kept.map(({ candidate }) => candidate.sentence),
  );
  let inside = 0;
  return kept.map(({ candidate: { sentence } }) => {
    const outer = (openings.get(openingOf(text, sentence)) ?? 0) >= 3;
    if (outer) inside = 1;
    return { from: sentence.from, to: sentence.to, below: outer ? 0 : inside };
  });
}

interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
}

/** The subset with the greatest sum of scores, less what crowding costs: a chain over the last one chosen. */
export function choose(scored: readonly Scored[]): readonly Scored[] {
  const best: { sum: number; from: number }[] = [];
  for (let i = 0; i < scored.length; i++) {
    const score = scored[i]?.score ?? 0;
    let sum = score;
    let from = -1;
    for (let j = i - 1; j >= 0 && j >= i - 12; j--) {
      const total = (best[j]?.sum ?? 0) + score - crowding(scored[j], scored[i]);
      if (total > sum) [sum, from] = [total, j];
    }
    best.push({ sum, from });
  }
  let at = -1;
  for (let i = 0; i < best.length; i++) if ((best[i]?.sum ?? 0) > (at < 0 ? 0 : (best[at]?.sum ?? 0))) at = i;
  const chosen: Scored[] = [];
  for (; at >= 0; at = best[at]?.from ?? -1) {
    const one = scored[at];
    if (one) chosen.push(one);
  }
  return chosen.reverse();
}

function crowding(a: Scored | undefined, b: Scored | undefined): number {
  if (!a || !b) return 0;
  if (b.candidate.index - a.candidate.index < 2) return CROWDED.near;
  const distance = b.candidate.sentence.from - a.candidate.sentence.to;
  return distance < APART.near ? CROWDED.near : distance < APART.far ? CROWDED.far : 0;
}

/** Sentences of a leaf; a sentence ends at 。!? or with its line. */
export function readSentences(text: string, { from, to }: Leaf, behind: ReadonlySet<number>): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = from;
  let opensLine = from === 0 || text[from - 1] === '\n' || text[from] === '\n';
  for (let i = from; i <= to; i++) {
    const sign = i < to ? (text[i] ?? '') : '\n';
    if (sign !== '。' && sign !== '!' && sign !== '?' && sign !== '\n') continue;
    let first = start;
    while (first < i && (text[first] === ' ' || '”」)。'.includes(text[first] ?? ''))) first++;
    if (first < i) {
      const stop = sign === '\n' ? '' : sign;
      sentences.push({ from: first, to: i, opensLine, behindHeading: behind.has(first), stop });
    }
    opensLine = sign === '\n' || (opensLine && first >= i);
    start = i + 1;
  }
  return sentences;
}

export interface Candidate {
  readonly sentence: Sentence;
  /** Index among the sentences of the leaf. */
  readonly index: number;
  readonly features: readonly number[];
}

/** The sentences that could be leads, each with its features. */
export function candidatesOf(context: Context, leaf: Leaf, sentences: readonly Sentence[]): readonly Candidate[] {
  const { text } = context;
  const possible = sentences
    .map((sentence, index) => ({ sentence, index, words: text.slice(sentence.from, sentence.to) }))
    .filter(({ sentence, words }) => isPossible(words, sentence));
  const openings = countOpenings(
    text,
    possible.map(({ sentence }) => sentence),
  );
  return possible.map(({ sentence, index, words }) => {
    const next = sentences[index + 1];
    const before = sentences[index - 1];
    const alike = possible.filter((other) => other.index !== index && builtAlike(words, other.words)).length;
    const features = featuresOf({
      words,
      sentence,
      next: next && !next.opensLine ? text.slice(next.from, next.to) : '',
      before: before ? text.slice(before.from, before.to) : '',
      alike,
      company: possible.length,
      sharedOpening: openings.get(openingOf(text, sentence)) ?? 0,
      sharedEnd: possible.filter((other) => other.index !== index && endAlike(words, other.words)).length,
      common: commonShare(context, sentence),
      leaf,
    });
    return { sentence, index, features };
  });
}

function isPossible(words: string, { stop }: Sentence): boolean {
  if (stop !== '。' || words.length < LENGTH.least || words.length > LENGTH.most) return false;
  if (/[;:]/.test(words) || (words.match(/,/g)?.length ?? 0) > 3) return false;
  return /^[\u3400-\u9fff“《]/.test(words) && !/^各位|^同志们|[%％]|\d[万亿个家项]/.test(words);
}

/** Same number of clauses, and about as long. */
function builtAlike(a: string, b: string): boolean {
  const clauses = (words: string): number => words.split(',').length;
  return Math.abs(a.length - b.length) <= 3 && clauses(a) === clauses(b);
}

/** Second clauses that begin alike (…,切实…) or sentences that end alike (…干事). */
function endAlike(a: string, b: string): boolean {
  const [second, other] = [a.split(',')[1], b.split(',')[1]];
  return (
    second !== undefined &&
    other !== undefined &&
    (second.slice(0, 2) === other.slice(0, 2) || a.slice(-2) === b.slice(-2))
  );
}

/** Share of the sentence's pairs that are common in the report: leads speak in general words. */
function commonShare({ common }: Context, { from, to }: Sentence): number {
  let count = 0;
  for (let i = from; i + 1 < to; i++) if (common(i)) count++;
  return to - from < 2 ? 0 : count / (to - from - 1);
}

/** Share of the sentence's pairs that come again in the next one. */
function echo(words: string, next: string): number {
  let count = 0;
  for (let i = 0; i + 1 < words.length; i++) if (next.includes(words.slice(i, i + 2))) count++;
  return words.length < 2 ? 0 : count / (words.length - 1);
}

/** First clause of a sentence with commas, else its first two signs: what parallel leads repeat. */
function openingOf(text: string, { from, to }: Sentence): string {
  const comma = text.slice(from, Math.min(to, from + 8)).indexOf(',');
  return comma > 0 ? text.slice(from, from + comma + 2) : text.slice(from, from + 2);
}

function countOpenings(text: string, sentences: readonly Sentence[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    const opening = openingOf(text, sentence);
    counts.set(opening, (counts.get(opening) ?? 0) + 1);
  }
  return counts;
}

interface Looks {
  readonly words: string;
  readonly sentence: Sentence;
  readonly next: string;
  readonly before: string;
  readonly alike: number;
  readonly company: number;
  readonly sharedOpening: number;
  readonly sharedEnd: number;
  readonly common: number;
  readonly leaf: Leaf;
}

/** In the order of LEAD_WEIGHTS. */
function featuresOf(looks: Looks): readonly number[] {
  const { words, sentence, next, before, alike, company, sharedOpening, sharedEnd, common, leaf } = looks;
  const commas = words.split(',').length - 1;
  const clauses = words.split(',').map((clause) => clause.length);
  const longest = Math.max(...clauses);
  const balanced = commas > 0 && longest - Math.min(...clauses) <= 5;
  const flag = (value: boolean): number => (value ? 1 : 0);
  const { length } = words;
  return [
    1,
    flag(sentence.opensLine),
    flag(sentence.behindHeading),
    flag(commas === 1),
    flag(commas >= 2),
    flag(balanced),
    flag(longest <= 5),
    flag(longest >= 6 && longest <= 12),
    flag(longest >= 17),
    flag(length >= 25),
    flag(/[\dXx×]/.test(words)),
    flag(next === ''),
    flag(next !== '' && next.length < 14),
    flag(next.length >= 28),
    flag(/\d|[×X]/.test(next)),
    flag(before.length > 0 && before.length < 14),
    flag(/\d|[×X]/.test(before)),
    flag(/[了将已也均都不]|必须|就是|一定/.test(words)),
    flag(/^(?:我们|这|要|同时|此外|其中|以|在|为|对|把|让|使|有|全[省市区县州年])/.test(words)),
    flag(/的/.test(words)),
    flag(REVIEW_END.test(words)),
    flag(PLAN_START.test(words)),
    flag(REVIEW_END.test(words) && PLAN_START.test(words)),
    Math.min(alike, 4),
    Math.min(company, 8) / 2,
    Math.min(sharedOpening - 1, 4),
    flag(leaf.itemised),
    flag(leaf.depth === 1),
    flag(/、/.test(words)),
    flag(commas > 0) * Math.min(sharedEnd, 4),
    flag(commas > 0 && sharedOpening >= 3),
    common,
    flag(common < 0.4),
    echo(words, next),
    flag(/^(?:支持|完成|启动|办好|新建|建成|争取|服务|组织)/.test(words)),
    flag(leaf.depth === 0),
  ];
}

/** How sentences of review end: what was achieved. */
const REVIEW_END =
  /(?:提升|提高|增强|改善|加快|加速|突破|成效|显著|明显|推进|进展|发展|完善|优化|向好|巩固|提速|加强|深化|深入|扎实|健全|拓展|升级|壮大|有力|有效|稳定|活力|凸显|突出|丰富|释放|迸发|显现|见效|增长|落实|落地|有序|安全|进步|建成|开展|提效|提质|增效|增进|繁荣|变化|展开|实施|新高|新突破|新成效|新提升|新进展|牢固|紧密|强劲)$/;
/** How sentences of plans begin: what is to be done. */
const PLAN_START =
  /^(?:加快|推进|推动|提升|提高|打造|建设|构建|完善|健全|优化|强化|深化|加强|做强|做优|做大|做精|做实|壮大|培育|发展|促进|扩大|激发|实施|落实|抓好|抓实|抓牢|保障|改善|巩固|拓展|统筹|支持|全面|深入|持续|大力|积极|着力|全力|扎实|坚持|坚决|坚定|切实|不断|稳步|有序|有效|严格|狠抓|聚焦|聚力|创新|守护|守牢|维护|防范|化解|繁荣|办好|丰富|释放|增强|增进|营造|畅通|突出|高标准|高水平|高质量|毫不|千方百计|始终|严守|勇于|恪守|厉行|开展|攻坚|引导|盘活|实现|确保|稳|促|强|优|补|广泛|精准|精心|加大|放宽|发力|树牢|锻造|夯实)/;

const TABLE = 1 << 16;
/** Times a pair stands in a report of usual length before it is common. */
const COMMON = 3;

/** Counts pairs of characters. Cost: linear. */
export function commonPairs(text: string): Context['common'] {
  const counts = new Uint16Array(TABLE);
  const key = (at: number): number =>
    (Math.imul(text.charCodeAt(at), 0x9e3b) ^ Math.imul(text.charCodeAt(at + 1), 0x85eb)) & (TABLE - 1);
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = key(i);
    counts[pair] = Math.min(0xffff, (counts[pair] ?? 0) + 1);
  }
  return (at) => (counts[key(at)] ?? 0) >= COMMON;
}

export function scoreOf(features: readonly number[]): number {
  let score = 0;
  for (let i = 0; i < features.length; i++) score += (features[i] ?? 0) * (LEAD_WEIGHTS[i] ?? 0);
  return score;
}
