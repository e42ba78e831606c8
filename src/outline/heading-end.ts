/**
 * Where a numbered heading ends: at its line end, at its full stop, or nowhere visible, because a web site ran it into the body
 * (`一、过去五年工作回顾过去五年,…`). Run-on headings are cut where the text most looks like a lost clause boundary
 * (boundary.ts). Siblings decide together: they share the way they end and the number of their commas.
 */

import type { BoundaryModel } from './boundary.js';
import { Style } from './markers.js';
import type { Nested } from './nest.js';

export type EndRule = 'line-break' | 'full-stop' | 'run-on';

export interface HeadingEnd {
  /** Offset in the reading behind the heading text. */
  readonly end: number;
  readonly rule: EndRule;
}

/** Longest heading on a line of its own, and longest heading that a stop ends. */
const MAX_LINE = 80;
const MAX_SENTENCE = 90;
/** A run-on heading is looked for in this many units. */
const REACH = 48;

interface Open {
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

/** `model` is asked for only when a heading runs on. Cost: linear in the headings. */
export function headingEnds(
  text: string,
  nested: readonly Nested[],
  model: () => BoundaryModel,
): readonly HeadingEnd[] {
  const ends: (HeadingEnd | undefined)[] = [];
  const groups = new Map<string, Open[]>();
  const path: number[] = [];
  nested.forEach((heading, index) => {
    const { marker, depth } = heading;
    path.length = depth - 1;
    const parent = path.join('.');
    path[depth - 1] = index;
    const from = skipSpaces(text, marker.end);
    const newline = indexOrEnd(text, '\n', from);
    const next = nested[index + 1]?.marker.at ?? text.length;
    const stop = stopBefore(text, from, Math.min(newline, next));
    if (stop === next && next - from <= MAX_LINE) {
      // 三、2024年主要任务 一、…: the next heading follows at once.
      ends[index] = { end: lineText(text, from, stop), rule: 'line-break' };
      return;
    }
    if (isOwnLine(text, from, stop, newline) && marker.opensLine) {
      ends[index] = { end: lineText(text, from, Math.min(stop, newline)), rule: 'line-break' };
      return;
    }
    const group = `${parent}/${marker.style}`;
    const digit = marker.style >= Style.digit;
    const open: Open = { index, from, stop, depth, opensLine: marker.opensLine, digit };
    const siblings = groups.get(group);
    if (siblings) siblings.push(open);
    else groups.set(group, [open]);
  });
  for (const siblings of groups.values()) for (const [index, end] of endGroup(text, siblings, model)) ends[index] = end;
  return nested.map(({ marker }, i) => ends[i] ?? { end: marker.end, rule: 'line-break' });
}

function skipSpaces(text: string, at: number): number {
  let from = at;
  while (text[from] === ' ') from++;
  return from;
}

function indexOrEnd(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from);
  return found < 0 ? text.length : found;
}

function stopBefore(text: string, from: number, limit: number): number {
  const reach = Math.min(limit, from + 400);
  for (let i = from; i < reach; i++) if (isStop(text.charCodeAt(i))) return i;
  return reach;
}

function isStop(unit: number): boolean {
  return unit === 0x3002 || unit === 0x21 || unit === 0x3f || unit === 0x3b;
}

/** The rest of the line holds nothing but the heading and perhaps its stop. */
function isOwnLine(text: string, from: number, stop: number, newline: number): boolean {
  if (newline - from > MAX_LINE) return false;
  return stop === newline || text.slice(stop + 1, newline).trim() === '';
}

function lineText(text: string, from: number, end: number): number {
  let to = end;
  while (to > from && /[\s:,、]/.test(text[to - 1] ?? '')) to--;
  return to;
}

/** Worth of ending at a visible stop: in flattened text, and where the heading opens a line. */
const STOP_WORTH = { inline: 3, line: 7 } as const;
/** Usual length of a heading and its spread, for chapters and below. */
const LENGTH = { chapter: { mean: 9, spread: 6 }, section: { mean: 17, spread: 8 } } as const;
const MAX_LENGTH_COST = 8;

function endGroup(text: string, siblings: readonly Open[], model: () => BoundaryModel): [number, HeadingEnd][] {
  const atStop = (open: Open): HeadingEnd => ({ end: lineText(text, open.from, open.stop), rule: 'full-stop' });
  // Only a flattened text runs headings on: there they do not open lines.
  if (siblings.every(({ opensLine, from, stop }) => opensLine && stop - from <= MAX_SENTENCE))
    return siblings.map((open) => [open.index, atStop(open)]);
  const boundary = model();
  const prefix = commonPrefix(text, siblings);
  const possible = siblings.map((open) => runOnCuts(text, open, boundary).filter(({ at }) => at - open.from > prefix));
  const cuts = agreeing(text, possible);
  const stops = siblings.map((open) => stopWorth(open));
  const best = cuts.map((list) => list[0]?.worth ?? -MAX_LENGTH_COST);
  const runsOn = mean(best) > mean(stops);
  if (!runsOn) {
    // One heading may still run on where its own first sentence is far too long.
    return siblings.map((open, i) => {
      const cut = open.stop - open.from > MAX_SENTENCE ? cuts[i]?.[0] : undefined;
      return [open.index, cut ? { end: cut.at, rule: 'run-on' } : atStop(open)];
    });
  }
  const commas = commonCommas(cuts);
  return siblings.map((open, i) => {
    const list = cuts[i] ?? [];
    const cut = list.find((c) => c.commas === commas && c.worth > (list[0]?.worth ?? 0) - COMMA_SLACK) ?? list[0];
    return [open.index, cut ? { end: cut.at, rule: 'run-on' } : atStop(open)];
  });
}

/** How much worse a cut may be that agrees with the siblings in its commas. */
const COMMA_SLACK = 2.5;

/** Signs that more than half of the siblings begin with: 聚焦聚力…, 全力以赴…; no heading ends there. */
function commonPrefix(text: string, siblings: readonly Open[]): number {
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
function agreeing(text: string, cuts: readonly (readonly Cut[])[]): readonly (readonly Cut[])[] {
  if (cuts.length < 3) return cuts;
  const shared = new Map<string, number>();
  for (const list of cuts) {
    const seen = new Set(list.filter(({ worth }) => worth > -2).flatMap(({ at }) => Object.values(features(text, at))));
    for (const feature of seen) shared.set(feature, (shared.get(feature) ?? 0) + 1);
  }
  // Two siblings may agree by chance.
  const share = (feature: string): number => Math.max(0, (shared.get(feature) ?? 0) - 2) / (cuts.length - 2);
  return cuts.map((list) =>
    list
      .map((cut) => {
        const f = features(text, cut.at);
        const pair = Math.max(AGREEMENT.left * share(f.left), AGREEMENT.right * share(f.right));
        // …坚持质|, …坚持标|: what all share there is a word of the body.
        const shape = share(f.word) > WORD_SHARE ? 0 : AGREEMENT.shape * share(f.shape);
        const rest = shape + AGREEMENT.ending * share(f.ending) + AGREEMENT.pattern * share(f.pattern);
        return { ...cut, worth: cut.worth + pair + rest };
      })
      .sort((a, b) => b.worth - a.worth),
  );
}

/** Share of siblings from which on a pair is one word that all of them have. */
const WORD_SHARE = 0.9;

type Features = Readonly<Record<'left' | 'right' | 'shape' | 'word' | 'ending' | 'pattern', string>>;

function features(text: string, at: number): Features {
  return {
    left: `${text.slice(at - 2, at)}|`,
    right: `|${text.slice(at, at + 2)}`,
    shape: `${text[at - 2] ?? ''}.|`,
    word: `${text.slice(at - 3, at - 1)}.|`,
    ending: `${text.slice(at - 4, at)}|`,
    pattern: `|${text.slice(at, at + 4)}`,
  };
}

function stopWorth({ from, stop, depth, opensLine }: Open): number {
  return (opensLine ? STOP_WORTH.line : STOP_WORTH.inline) - lengthCost(stop - from, depth);
}

function lengthCost(length: number, depth: number): number {
  const { mean, spread } = depth === 1 ? LENGTH.chapter : LENGTH.section;
  return Math.min(MAX_LENGTH_COST, ((length - mean) / spread) ** 2 / 2);
}

interface Cut {
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
/** How bodies like to begin. */
const OPENER = /^(?:坚持|始终|围绕|按照|牢固|牢牢|紧紧|认真|深入|要)/;
const BODY_START = /^(?:\d{4}年|今[年后]|过去|刚刚|一年来|五年来|做好)/;
/** Shorter pieces than these, between the signs around a cut, are no clauses. */
const CLAUSE = { left: 6, right: 6 } as const;

/** Possible cuts of a heading that runs on, best first. */
function runOnCuts(text: string, open: Open, boundary: BoundaryModel): readonly Cut[] {
  const { from, stop, depth } = open;
  const cuts: Cut[] = [];
  let commas = 0;
  let clause = from;
  for (let at = from + 1; at < Math.min(stop, from + REACH); at++) {
    const left = text[at - 1] ?? '';
    const right = text[at] ?? '';
    if (/[,、:]/.test(left)) {
      if (left === ',') commas++;
      clause = at;
    }
    if (at - from < 4 || /[,、:;。”)》 ]/.test(right) || /[,、:;“(《]/.test(left)) continue;
    if (/[\dA-Za-z.]/.test(left) && /[\dA-Za-z.%]/.test(right)) continue;
    const pieces = shortPieces(text, { clause, at, first: clause === from });
    const worth = boundary(text, at) - lengthCost(at - from, depth) - pieces + wordWorth(text, open, at);
    cuts.push({ at, worth, commas });
  }
  return cuts.sort((a, b) => b.worth - a.worth);
}

function shortPieces(text: string, { clause, at, first }: { clause: number; at: number; first: boolean }): number {
  let cost = 0;
  const left = at - clause;
  if (!first && left < CLAUSE.left) cost += (CLAUSE.left - left) * 0.8;
  const next = nextSign(text, at);
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
  if (NO_END.test(before)) return -3;
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

function commonCommas(cuts: readonly (readonly Cut[])[]): number {
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

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
