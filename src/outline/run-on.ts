/**
 * Possible cuts of a heading that runs into the body with nothing between. A cut is worth what the text's own statistics say
 * of a lost clause boundary (boundary.ts), less what its length costs, with what is known of how chapter heads end and bodies
 * begin, and with what sibling headings have in common at their cuts.
 */

import { pairKey } from '../text/characters.js';
import type { BoundaryModel } from './boundary.js';
import { SENTENCE_STARTS } from './sentence-starts.data.js';

/** A run-on heading is looked for in this many units. */
const REACH = 48;

/** A heading whose end is looked for. */
export interface Open {
  readonly index: number;
  /** Behind the mark. */
  readonly from: number;
  /** The first stop or line end. */
  readonly stop: number;
  readonly depth: number;
  readonly opensLine: boolean;
  /** 1., (1), ①: such headings are whole items, never run on. */
  readonly digit: boolean;
}

/** Usual length of a heading and its spread, for chapters and below. */
const LENGTH = { chapter: { mean: 9, spread: 6 }, section: { mean: 17, spread: 8 } } as const;
/** Beyond this a heading is too long however long. */
export const MAX_LENGTH_COST = 8;

/** Signs that more than half of the siblings begin with: 聚焦聚力…, 全力以赴…; no heading ends there. */
export function commonPrefix(text: string, siblings: readonly Open[]): number {
  if (siblings.length < 3) return 0;
  for (let length = 8; length > 0; length--) {
    const counts = new Map<string, number>();
    for (const { from } of siblings) {
      const start = text.slice(from, from + length);
      counts.set(start, (counts.get(start) ?? 0) + 1);
    }
    if (2 * Math.max(...counts.values()) > siblings.length) return length;
  }
  return 0;
}

/** Worth of what all siblings share at their cut, by kind. */
const AGREEMENT = {
  /** The pair behind (|坚持…) or before (…成效|), whichever gives more. */
  right: 2.5,
  left: 1.5,
  /** The sign before the last: 新成效, 新突破, 新进展. */
  shape: 2.5,
  /** Four signs before: a common ending. */
  ending: 1.5,
  /** Four signs behind: still the common pattern of the headings, no body. */
  pattern: -6,
} as const;

/** Cuts raised where siblings have the same characters around one of theirs, lowered inside a common pattern. */
export function agreeing(text: string, cuts: readonly (readonly Cut[])[]): readonly (readonly Cut[])[] {
  if (cuts.length < 3) return cuts;
  const shared = new Map<number, number>();
  const looks = cuts.map((list) => list.map(({ at }) => features(text, at)));
  cuts.forEach((list, i) => {
    const seen = new Set<number>();
    list.forEach(({ worth }, k) => {
      const f = looks[i]?.[k];
      if (f && worth > -2) seen.add(f.left).add(f.right).add(f.shape).add(f.word).add(f.ending).add(f.pattern);
    });
    for (const feature of seen) shared.set(feature, (shared.get(feature) ?? 0) + 1);
  });
  // Two siblings may agree by chance.
  const share = (feature: number): number => Math.max(0, (shared.get(feature) ?? 0) - 2) / (cuts.length - 2);
  return cuts.map((list, i) =>
    list
      .map((cut, k) => {
        const f = looks[i]?.[k] ?? features(text, cut.at);
        const pair = Math.max(AGREEMENT.left * share(f.left), AGREEMENT.right * share(f.right));
        // …坚持质|, …坚持标|: what all share there is a word of the body.
        const shape = share(f.word) > WORD_SHARE ? 0 : AGREEMENT.shape * share(f.shape);
        const rest = shape + AGREEMENT.ending * share(f.ending) + AGREEMENT.pattern * share(f.pattern);
        return { at: cut.at, worth: cut.worth + pair + rest, commas: cut.commas };
      })
      .sort((a, b) => b.worth - a.worth),
  );
}

/** Share of siblings from which on a pair is one word that all of them have. */
const WORD_SHARE = 0.9;

/** Keys of the units around a cut; each holds which look it is of. */
type Features = Readonly<Record<'left' | 'right' | 'shape' | 'word' | 'ending' | 'pattern', number>>;

function features(text: string, at: number): Features {
  const before = pairAt(text, at - 2);
  const behind = pairAt(text, at);
  const second = text.charCodeAt(at - 2);
  return {
    left: keyOf(1, 0, before),
    right: keyOf(2, 0, behind),
    shape: keyOf(3, 0, second),
    word: keyOf(4, text.charCodeAt(at - 3), second),
    ending: keyOf(5, pairAt(text, at - 4), before),
    pattern: keyOf(6, behind, pairAt(text, at + 2)),
  };
}

/** Two units as one number; 0 stands for what is not there. */
function pairAt(text: string, at: number): number {
  return at < 0 || at + 1 >= text.length ? 0 : (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/** A small number (larger ones are boxed) that hardly any other look has: numbers are counted thrice as fast as strings. */
function keyOf(look: number, first: number, second: number): number {
  const both = Math.imul(Math.imul(look, 0x9e3779b1) ^ first, 0x2c1b3c6d) ^ Math.imul(second, 0x297a2d39);
  return (both ^ (both >>> 15)) & 0x3fffffff;
}

/** What an unusual length costs a heading. */
export function lengthCost(length: number, depth: number): number {
  const { mean, spread } = depth === 1 ? LENGTH.chapter : LENGTH.section;
  return Math.min(MAX_LENGTH_COST, ((length - mean) / spread) ** 2 / 2);
}

export interface Cut {
  readonly at: number;
  readonly worth: number;
  readonly commas: number;
}

/** What chapter heads end in; the body never begins with it. */
const TAIL =
  /(?:工作回顾|工作总结|主要工作|工作任务|工作安排|工作部署|工作打算|工作重点|重点工作|重点任务|目标任务|主要任务|主要目标|奋斗目标|预期目标|总体安排|总体要求|总体思路|总体部署|指导思想|自身建设|满意政府|服务型政府|政府建设|情况)$/;
const WEAK_TAIL = /(?:回顾|任务|安排|目标|要求|建议|打算|部署|措施|举措|思路|重点|成就|工作|政府|建设)$/;
const TAIL_START = /^(?:回顾|总结|任务|安排|目标|要求|建议|打算|部署|措施|举措|思路|重点|工作|的|和|及|与|之)/;
/** No heading ends in a word that needs what follows. */
const NO_END = /(?:坚持|围绕|按照|始终|聚焦|着力|全力|打造|构建|更加|不断|持续|进一步|[以把对为在和与及的要将向从])$/;
/** A predicate whose subject stands before it: 质量效益|取得新成效 parts what belongs together. */
const PREDICATE = /^(?:取得|实现|得到|呈现|获得|迈[上出]|再上|跃上)(?:了|新|显著|明显|重大|重要|积极)/;
/** How bodies like to begin. */
const OPENER = /^(?:坚持|始终|围绕|按照|牢固|牢牢|紧紧|认真|深入|要)/;
const STARTS: ReadonlySet<number> = new Set(
  SENTENCE_STARTS.map((word) => pairKey(word.charCodeAt(0), word.charCodeAt(1))),
);
/** What such a word is worth behind a cut. */
const START_WORTH = 1.5;
const BODY_START = /^(?:\d{4}年|今[年后]|过去|刚刚|一年来|五年来|做好)/;
/** Shorter pieces than these, between the signs around a cut, are no clauses. */
const CLAUSE = { left: 6, right: 6 } as const;

/** What a space is worth that was a line end: spaces scattered by a layout are gone before this. */
const SPACE_WORTH = 6;

/** Possible cuts of a heading that runs on, best first. */
export function runOnCuts(text: string, open: Open, boundary: BoundaryModel): readonly Cut[] {
  const { from, stop, depth } = open;
  const cuts: Cut[] = [];
  let commas = 0;
  let clause = from;
  let next = from;
  for (let at = from + 1; at < Math.min(stop, from + REACH); at++) {
    const left = text[at - 1] ?? '';
    const right = text[at] ?? '';
    if (/[,、:]/.test(left)) {
      if (left === ',') commas++;
      clause = at;
    }
    if (right === ' ' && at - from >= 4 && !/[,、:;“(《 ]/.test(left)) {
      cuts.push({ at, worth: SPACE_WORTH - lengthCost(at - from, depth), commas });
      continue;
    }
    if (at - from < 4 || left === ' ' || /[,、:;。”)》 ]/.test(right) || /[,、:;“(《]/.test(left)) continue;
    if (/[\dA-Za-z.]/.test(left) && /[\dA-Za-z.%]/.test(right)) continue;
    // One sign ends the clauses of all cuts before it.
    if (next < at) next = nextSign(text, at);
    const pieces = shortPieces(text, { clause, at, next, first: clause === from });
    const start = STARTS.has(pairKey(text.charCodeAt(at), text.charCodeAt(at + 1))) ? START_WORTH : 0;
    const worth = boundary(text, at) - lengthCost(at - from, depth) - pieces + wordWorth(text, open, at) + start;
    cuts.push({ at, worth, commas });
  }
  return cuts.sort((a, b) => b.worth - a.worth);
}

interface Pieces {
  /** Where the clause of the cut begins, and the next sign behind it. */
  readonly clause: number;
  readonly at: number;
  readonly next: number;
  /** The clause is the heading's first. */
  readonly first: boolean;
}

function shortPieces(text: string, { clause, at, next, first }: Pieces): number {
  let cost = 0;
  const left = at - clause;
  if (!first && left < CLAUSE.left) cost += (CLAUSE.left - left) * 0.8;
  const right = next - at;
  // 始终把…, 新起点、新征程…: a list or an opening phrase may be short before 、 and ,
  const least = text[next] === ',' || text[next] === '、' ? 2 : CLAUSE.right;
  if (right < least) cost += (least - right) * 1.2;
  return cost;
}

function wordWorth(text: string, { from, depth }: Open, at: number): number {
  const before = text.slice(Math.max(from, at - 8), at);
  const after = text.slice(at, at + 4);
  if (TAIL_START.test(after)) return -4;
  if (NO_END.test(before) || PREDICATE.test(after)) return -3;
  const opener = OPENER.test(after) ? 1 : 0;
  if (depth > 1) return opener + (TAIL.test(before) ? 0.5 : 0);
  let worth = opener + (TAIL.test(before) ? 4 : WEAK_TAIL.test(before) ? 2 : 0);
  if (BODY_START.test(after)) worth += 1.5;
  // 过去五年工作回顾|过去五年: the body takes the heading up again.
  if (text.startsWith(after, from)) worth += 2;
  return worth;
}

function nextSign(text: string, at: number): number {
  let i = at;
  while (i < text.length && !/[,、:;。!?\s]/.test(text[i] ?? '')) i++;
  return i;
}

/** The number of commas that the siblings' best cuts have in common. */
export function commonCommas(cuts: readonly (readonly Cut[])[]): number {
  const worth = new Map<number, number>();
  for (const list of cuts) {
    const seen = new Set<number>();
    for (const cut of list) {
      if (seen.has(cut.commas)) continue;
      seen.add(cut.commas);
      worth.set(cut.commas, (worth.get(cut.commas) ?? 0) + cut.worth + MAX_LENGTH_COST);
    }
  }
  let best = 0;
  for (const [commas, sum] of worth) if (sum > (worth.get(best) ?? Number.NEGATIVE_INFINITY)) best = commas;
  return best;
}
