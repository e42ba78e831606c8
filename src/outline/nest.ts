/**
 * Which numbered marks are headings, and at which depth: the cheapest reading of the number sequence. Glyphs are a hint only,
 * because flattened texts write both levels 一、 (一二三一二…七四 is 一二三(一…七)四). A beam of readings walks over the marks; each
 * reading is a stack of open sequences, and a mark goes on with one of them, opens a deeper one, starts one again, or is no
 * heading. Costs: what a true outline does is free, a missing number or a skipped mark is dear.
 */

import { type Marker, Style } from './markers.js';

export interface Nested {
  readonly marker: Marker;
  /** 1 = outermost. */
  readonly depth: number;
  /** First number missing before this one, 0 when none is: 一 二 四 gives 3 at 四. */
  readonly missing: number;
  /** Number as read; differs from the marker's where that was lost. */
  readonly number: number;
}

interface Level {
  readonly style: Style;
  readonly last: number;
}

interface State {
  readonly stack: readonly Level[];
  /** Hash of the stack. */
  readonly key: number;
  readonly cost: number;
  readonly back: State | undefined;
  /** What became of the mark that led here. */
  readonly chosen: Nested | undefined;
}

/** A state not yet built: most are never looked at again, so its stack waits until it is kept. */
interface Draft {
  readonly back: State;
  readonly cost: number;
  readonly chosen: Nested | undefined;
  /** What the mark put on the stack, and where; undefined leaves the stack as it was. */
  readonly level: Level | undefined;
  readonly depth: number;
}

const BEAM = 24;
/** Beyond this many marks (no report has them) the beam is narrow, so that any text is read in linear time. */
const MANY = 3000;
const NARROW = 3;
const MAX_DEPTH = 5;
const COST = {
  /** A mark that is no heading: dear at a line start, cheap for digits. */
  skipLine: 3,
  skipInline: 2,
  skipDigit: 0.9,
  /** Notes to the text look like this: …发展。(38) */
  skipDigitInline: 0.3,
  /** Each missing number, and beginning with another number than one. */
  gap: 1.3,
  lateStart: 2.2,
  /** The same style again inside itself: flattened text does that, lined text hardly. */
  sameInside: 1,
  sameInsideLine: 2.6,
  /** No text writes three levels alike. */
  thirdInside: 3,
  /** A sequence that begins again beside itself. */
  restart: 1.6,
  restartDigit: 0.4,
  /** An outer glyph inside an inner one. */
  upsideDown: 1.8,
  /** A sequence of one. */
  lonely: 0.8,
  /** A heading line without a number: as a chapter among its like, over a numbered outline, below a numbered heading, or none. */
  title: 0.2,
  titleOverNumbers: 1.1,
  titleInside: 0.4,
  skipTitle: 0.7,
} as const;

/** `markers` in order, of numbered styles only. Cost: marks × beam. */
export function nestMarkers(markers: readonly Marker[]): readonly Nested[] {
  let beam: State[] = [{ stack: [], key: 0, cost: 0, back: undefined, chosen: undefined }];
  const width = markers.length > MANY ? NARROW : BEAM;
  for (const marker of markers) {
    const next: Draft[] = [];
    for (const state of beam) extend(state, marker, next);
    beam = prune(next, width);
  }
  let best: State | undefined;
  for (const state of beam) {
    const cost = state.cost + closing(state.stack, 0);
    if (best === undefined || cost < best.cost) best = { ...state, cost };
  }
  const nested: Nested[] = [];
  for (let state = best; state; state = state.back) if (state.chosen) nested.push(state.chosen);
  return nested.reverse();
}

function extend(state: State, marker: Marker, into: Draft[]): void {
  const { stack, cost } = state;
  if (marker.style === Style.title) {
    extendByTitle(state, marker, into);
    return;
  }
  const digit = marker.style >= Style.digit;
  const skip = digit
    ? marker.opensLine
      ? COST.skipDigit
      : COST.skipDigitInline
    : marker.opensLine
      ? COST.skipLine
      : COST.skipInline;
  into.push({ back: state, cost: cost + skip, chosen: undefined, level: undefined, depth: 0 });
  let inside = 0;
  for (let j = stack.length - 1; j >= 0; j--) {
    const level = stack[j];
    if (!level || level.style !== marker.style) continue;
    inside++;
    const number = marker.number === 0 ? level.last + 1 : marker.number;
    if (number > level.last) {
      const gap = number - level.last - 1;
      step(state, marker, { depth: j, number, missing: gap > 0 ? level.last + 1 : 0, cost: gap * COST.gap }, into);
    } else if (number === 1) {
      const lonely = level.last === 1 ? COST.lonely : 0;
      const again = (digit ? COST.restartDigit : COST.restart) + lonely;
      step(state, marker, { depth: j, number, missing: 0, cost: again }, into);
    }
  }
  if (stack.length >= MAX_DEPTH) return;
  const number = marker.number === 0 ? 1 : marker.number;
  let open = number === 1 ? 0 : COST.lateStart + (digit ? 1 : 0);
  if (inside > 0) open += marker.opensLine ? COST.sameInsideLine : COST.sameInside;
  if (inside > 1) open += COST.thirdInside;
  const above = stack.at(-1);
  if (above && above.style > marker.style) open += COST.upsideDown;
  step(state, marker, { depth: stack.length, number, missing: number > 1 ? 1 : 0, cost: open }, into);
}

function extendByTitle(state: State, marker: Marker, into: Draft[]): void {
  const { stack, cost } = state;
  into.push({ back: state, cost: cost + COST.skipTitle, chosen: undefined, level: undefined, depth: 0 });
  const top = stack[0];
  const above = top === undefined || top.style === Style.title ? COST.title : COST.titleOverNumbers;
  step(state, marker, { depth: 0, number: 0, missing: 0, cost: above }, into);
  // Below a numbered heading it opens nothing: the numbers go on as if it were not there.
  if (top !== undefined) {
    const chosen = { marker, depth: Math.min(stack.length, MAX_DEPTH) + 1, missing: 0, number: 0 };
    into.push({ back: state, cost: cost + COST.titleInside, chosen, level: undefined, depth: 0 });
  }
}

interface Step {
  /** Index in the stack that the mark takes. */
  readonly depth: number;
  readonly number: number;
  readonly missing: number;
  readonly cost: number;
}

function step(state: State, marker: Marker, { depth, number, missing, cost }: Step, into: Draft[]): void {
  into.push({
    back: state,
    cost: state.cost + cost + closing(state.stack, depth + 1),
    chosen: { marker, depth: depth + 1, missing, number },
    level: { style: marker.style, last: number },
    depth,
  });
}

/** What it costs to leave the levels from `depth` on. */
function closing(stack: readonly Level[], depth: number): number {
  let cost = 0;
  for (let j = depth; j < stack.length; j++) if (stack[j]?.last === 1) cost += COST.lonely;
  return cost;
}

/** The cheapest states, one for each stack. */
function prune(drafts: Draft[], width: number): State[] {
  drafts.sort((a, b) => a.cost - b.cost);
  const kept: State[] = [];
  for (const draft of drafts) {
    const key = keyOf(draft);
    if (kept.some((state) => state.key === key && hasStackOf(state, draft))) continue;
    const { back, cost, chosen, level, depth } = draft;
    const stack = level ? [...back.stack.slice(0, depth), level] : back.stack;
    kept.push({ stack, key, cost, back, chosen });
    if (kept.length === width) break;
  }
  return kept;
}

function keyOf({ back, level, depth }: Draft): number {
  if (!level) return back.key;
  let key = 0;
  for (let j = 0; j < depth; j++) key = mix(key, back.stack[j] ?? level);
  return mix(key, level);
}

function mix(key: number, { style, last }: Level): number {
  return Math.imul(key ^ (last * 16 + style + 1), 0x9e3779b1) | 0;
}

function hasStackOf({ stack }: State, { back, level, depth }: Draft): boolean {
  if (stack.length !== (level ? depth + 1 : back.stack.length)) return false;
  return stack.every((own, j) => {
    const other = level && j === depth ? level : back.stack[j];
    return own.style === other?.style && own.last === other.last;
  });
}
