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

/** An open sequence; the levels below it in the stack hang on it, so that readings share them. */
interface Level {
  readonly style: Style;
  readonly last: number;
  readonly below: Level | undefined;
  /** Levels in the stack, this one included. */
  readonly size: number;
  /** Hash of the stack. */
  readonly key: number;
}

interface State {
  /** The innermost open sequence. */
  readonly top: Level | undefined;
  readonly cost: number;
  readonly back: State | undefined;
  /** What became of the mark that led here. */
  readonly chosen: Nested | undefined;
}

const BEAM = 24;
/** Beyond this many marks (no report has them) the beam is narrow, so that any text is read in linear time. */
const MANY = 3000;
const NARROW = 3;
const MAX_DEPTH = 5;
/** A reading this much dearer than the cheapest never came out first in 1,018 texts, damaged ones among them. */
const MARGIN = 9;
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
  let states: readonly State[] = [{ top: undefined, cost: 0, back: undefined, chosen: undefined }];
  const width = markers.length > MANY ? NARROW : BEAM;
  for (const marker of markers) {
    const next = new Beam(width);
    for (const state of states) extend(state, marker, next);
    states = next.states;
  }
  let best: State | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const state of states) {
    let cost = 0;
    for (let level = state.top; level; level = level.below) if (level.last === 1) cost += COST.lonely;
    if (state.cost + cost >= least) continue;
    least = state.cost + cost;
    best = state;
  }
  const nested: Nested[] = [];
  for (let state = best; state; state = state.back) if (state.chosen) nested.push(state.chosen);
  return nested.reverse();
}

function extend(state: State, marker: Marker, into: Beam): void {
  const { top, cost } = state;
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
  into.skip(state, cost + skip);
  let inside = 0;
  // What it costs to leave the levels above the one looked at.
  let closing = 0;
  for (let level = top; level; level = level.below) {
    if (level.style === marker.style) {
      inside++;
      const number = marker.number === 0 ? level.last + 1 : marker.number;
      const gap = number - level.last - 1;
      if (gap >= 0) {
        const missing = gap > 0 ? level.last + 1 : 0;
        into.open(state, marker, { below: level.below, number, missing, cost: cost + gap * COST.gap + closing });
      } else if (number === 1) {
        const again = (digit ? COST.restartDigit : COST.restart) + (level.last === 1 ? COST.lonely : 0);
        into.open(state, marker, { below: level.below, number, missing: 0, cost: cost + again + closing });
      }
    }
    if (level.last === 1) closing += COST.lonely;
  }
  if (top && top.size >= MAX_DEPTH) return;
  const number = marker.number === 0 ? 1 : marker.number;
  let open = number === 1 ? 0 : COST.lateStart + (digit ? 1 : 0);
  if (inside > 0) open += marker.opensLine ? COST.sameInsideLine : COST.sameInside;
  if (inside > 1) open += COST.thirdInside;
  if (top && top.style > marker.style) open += COST.upsideDown;
  into.open(state, marker, { below: top, number, missing: number > 1 ? 1 : 0, cost: cost + open });
}

function extendByTitle(state: State, marker: Marker, into: Beam): void {
  const { top, cost } = state;
  into.skip(state, cost + COST.skipTitle);
  let closing = 0;
  let outermost = top;
  for (let level = top; level?.below; outermost = level = level.below) if (level.last === 1) closing += COST.lonely;
  const above = outermost === undefined || outermost.style === Style.title ? COST.title : COST.titleOverNumbers;
  into.open(state, marker, { below: undefined, number: 0, missing: 0, cost: cost + above + closing });
  // Below a numbered heading it opens nothing: the numbers go on as if it were not there.
  if (top !== undefined) into.title(state, marker, cost + COST.titleInside);
}

interface Step {
  /** What the mark is put upon. */
  readonly below: Level | undefined;
  readonly number: number;
  readonly missing: number;
  readonly cost: number;
}

/** The cheapest readings so far, one for each stack, in order of cost; of equals the first one offered. */
class Beam {
  readonly states: State[] = [];
  readonly #width: number;
  constructor(width: number) {
    this.#width = width;
  }

  /** The mark is no heading. */
  skip(back: State, cost: number): void {
    const { top } = back;
    if (this.#admits(cost, top)) this.#insert({ top, cost, back, chosen: undefined });
  }

  /** The mark is an unnumbered heading below all that is open. */
  title(back: State, marker: Marker, cost: number): void {
    const { top } = back;
    if (!this.#admits(cost, top)) return;
    const depth = Math.min(top?.size ?? 0, MAX_DEPTH) + 1;
    this.#insert({ top, cost, back, chosen: { marker, depth, missing: 0, number: 0 } });
  }

  /** The mark goes on with a sequence, or begins one. */
  open(back: State, marker: Marker, { below, number, missing, cost }: Step): void {
    if (this.#isTooDear(cost)) return;
    const size = (below?.size ?? 0) + 1;
    const { style } = marker;
    const top = { style, last: number, below, size, key: mix(below?.key ?? 0, style, number) };
    if (this.#admits(cost, top)) this.#insert({ top, cost, back, chosen: { marker, depth: size, missing, number } });
  }

  /** Whether there is room at this cost; a dearer reading with the same stack makes it. */
  #admits(cost: number, top: Level | undefined): boolean {
    if (this.#isTooDear(cost)) return false;
    const { states } = this;
    for (let i = 0; i < states.length; i++) {
      const state = states[i]!;
      if (!isSame(state.top, top)) continue;
      if (state.cost <= cost) return false;
      states.splice(i, 1);
      return true;
    }
    if (states.length === this.#width) states.pop();
    return true;
  }

  #isTooDear(cost: number): boolean {
    const { states } = this;
    if (states.length === 0) return false;
    return (
      cost > states[0]!.cost + MARGIN || (states.length === this.#width && cost >= states[states.length - 1]!.cost)
    );
  }

  #insert(state: State): void {
    const { states } = this;
    let at = states.length;
    while (at > 0 && states[at - 1]!.cost > state.cost) at--;
    states.splice(at, 0, state);
  }
}

function mix(key: number, style: Style, last: number): number {
  return Math.imul(key ^ (last * 16 + style + 1), 0x9e3779b1) | 0;
}

function isSame(a: Level | undefined, b: Level | undefined): boolean {
  if (a === b) return true;
  if (a?.key !== b?.key || a?.size !== b?.size) return false;
  for (; a !== b; a = a.below, b = b.below) if (!a || !b || a.style !== b.style || a.last !== b.last) return false;
  return true;
}
