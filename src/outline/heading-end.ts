/**
 * Where a numbered heading ends: at its line end, at its full stop, or nowhere visible, because a web site ran it into the body
 * (`一、过去五年工作回顾过去五年,…`). Run-on headings are cut where the text most looks like a lost clause boundary
 * (run-on.ts). Siblings decide together: they share the way they end and the number of their commas.
 */

import type { BoundaryModel } from './boundary.js';
import { Style } from './markers.js';
import type { Nested } from './nest.js';
import { agreeing, commonCommas, commonPrefix, lengthCost, MAX_LENGTH_COST, type Open, runOnCuts } from './run-on.js';

export type EndRule = 'line-break' | 'full-stop' | 'run-on';

export interface HeadingEnd {
  /** Offset in the reading behind the heading text. */
  readonly end: number;
  readonly rule: EndRule;
}

/** Longest heading on a line of its own, and longest heading that a stop ends. */
const MAX_LINE = 80;
const MAX_SENTENCE = 90;

/** `model` is asked for only when a heading runs on. Cost: linear in the headings. */
export function headingEnds(
  text: string,
  nested: readonly Nested[],
  model: () => BoundaryModel,
): readonly HeadingEnd[] {
  const ends: (HeadingEnd | undefined)[] = [];
  const groups = new Map<string, Open[]>();
  const path: number[] = [];
  let newline = -1;
  nested.forEach((heading, index) => {
    const { marker, depth } = heading;
    path.length = depth - 1;
    const parent = path.join('.');
    path[depth - 1] = index;
    if (marker.headingEnd !== undefined) {
      ends[index] = { end: marker.headingEnd, rule: 'run-on' };
      return;
    }
    const from = skipSpaces(text, marker.end);
    // One line end serves all headings of its line: no line is searched twice.
    if (newline < from) newline = indexOrEnd(text, '\n', from);
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

function stopWorth({ from, stop, depth, opensLine }: Open): number {
  return (opensLine ? STOP_WORTH.line : STOP_WORTH.inline) - lengthCost(stop - from, depth);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
