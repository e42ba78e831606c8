/** Two reports, or a region of each, aligned: passages as token ranges, with the reports they stand in. */

import type { Report } from '../model/report.js';
import { spanOfTokens, type Units, unitsOf } from '../outline/units.js';
import { type Limits, PAIR_BITS } from './flag-options.js';
import { findPassages, type PairPassage, type Prepared, prepareDraft } from './passages.js';
import type { Range } from './range.js';
import type { Region } from './regions.js';
import { type Masked, sharedRuns } from './shared-runs.js';
import { type Shingles, shinglesOf } from './shingles.js';

/** A report with its units. */
export interface Held {
  readonly report: Report;
  readonly units: Units;
  readonly text: string;
  /** 1 for each token that a formula explains. */
  readonly explained?: Uint8Array;
}

export interface Found {
  readonly source: Held;
  /** Token ranges with the last token of the last shingle. */
  readonly passage: PairPassage;
  readonly surprise: number;
}

export function hold(report: Report): Held {
  return { report, units: unitsOf(report), text: report.source.text };
}

/** Passages of a whole draft and a whole source; their surprise is their likelihood. */
export function passagesBetween(
  ready: Prepared,
  draft: Held,
  source: Held,
  limits: Limits,
  options: { readonly summaries?: boolean },
): Found[] {
  const shingles = shinglesOf(source.units, source.text);
  return align(ready, shingles, {
    draft,
    source,
    limits,
    from: 0,
    sourceFrom: 0,
    summaries: options.summaries === true,
  });
}

/** Tokens around a region that are aligned with it, at first; a passage that reaches the edge has the margin widened. */
const MARGIN = 160;
const WIDEN = 4;
const AT_EDGE = 3;

/** A region of fewer runs is aligned only where the stretches with so many tokens around it share so many short runs. */
const FEW = 6;
const AROUND = 100;
const SHORT_RUNS = 24;

function isWorthAligning(draft: Held, source: Held, { a, b, runs }: Region): boolean {
  if (runs >= FEW) return true;
  const around = ({ units: { tokens }, explained }: Held, range: Range): Masked => ({
    tokens,
    range: widened(range, AROUND, tokens.length),
    explained,
  });
  return sharedRuns(around(draft, a), around(source, b)) >= SHORT_RUNS;
}

/** Passages in and around a region. Cost: linear in the region and its margins. */
export function passagesIn(draft: Held, source: Held, region: Region, limits: Limits): Found[] {
  if (!isWorthAligning(draft, source, region)) return [];
  for (let margin = MARGIN; ; margin *= WIDEN) {
    const here = widened(region.a, margin, draft.units.tokens.length);
    const there = widened(region.b, margin, source.units.tokens.length);
    const ready = prepareDraft(shinglesOf(draft.units, draft.text, draft.explained, here));
    const shingles = shinglesOf(source.units, source.text, source.explained, there);
    const found = align(ready, shingles, {
      draft,
      source,
      limits,
      from: here.from,
      sourceFrom: there.from,
      summaries: false,
    });
    const isWhole =
      here.to - here.from === draft.units.tokens.length && there.to - there.from === source.units.tokens.length;
    const cut = found.some(
      ({ passage }) =>
        reaches(passage.draft, here, draft.units.tokens.length) ||
        reaches(passage.source, there, source.units.tokens.length),
    );
    if (isWhole || !cut) return found;
  }
}

function widened({ from, to }: Range, margin: number, length: number): Range {
  return { from: Math.max(0, from - margin), to: Math.min(length, to + margin) };
}

function reaches(range: Range, window: Range, length: number): boolean {
  return (
    (window.from > 0 && range.from <= window.from + AT_EDGE) || (window.to < length && range.to >= window.to - AT_EDGE)
  );
}

interface Setting {
  readonly draft: Held;
  readonly source: Held;
  readonly limits: Limits;
  /** First tokens of the two windows. */
  readonly from: number;
  readonly sourceFrom: number;
  readonly summaries: boolean;
}

function align(ready: Prepared, shingles: Shingles, setting: Setting): Found[] {
  const { draft, source, limits, from, sourceFrom, summaries } = setting;
  const own = ready.side.shingles;
  const placed = ({ draft: here, source: there, bits }: PairPassage): PairPassage => ({
    draft: covered(own, here, from),
    source: covered(shingles, there, sourceFrom),
    bits,
  });
  const passages = findPassages(ready, shingles, {
    minBits: Math.min(limits.minBits, PAIR_BITS),
    summaries,
    accept: (passage) => {
      const { draft: here, source: there } = placed(passage);
      return charactersOf(draft, here) >= limits.minChars && charactersOf(source, there) >= limits.minSourceChars;
    },
  });
  return passages.map((passage) => ({ source, passage: placed(passage), surprise: passage.bits }));
}

/** A range of shingles as a range of the report's tokens: the last shingle may reach one token further. */
function covered({ reach, length }: Shingles, { from, to }: Range, first: number): Range {
  return { from: first + from, to: first + Math.min(length, to - 1 + reach[to - 1]!) };
}

function charactersOf({ report, units, text }: Held, { from, to }: Range): number {
  const { start, end } = spanOfTokens(text, units.tokens, from, to, report.span);
  return end - start;
}
