/**
 * Lead sentences: short unnumbered sentences that head what follows (创新主体持续壮大。组建新型研发机构…). No sign sets them apart, so
 * each short sentence is judged by its looks and its company (lead-candidates.ts; the weights in lead.data.ts tell on which
 * evidence), and the best set is chosen in which no two stand too close.
 */

import { type Candidate, type Context, Counts, candidatesOf, scoreOf } from './lead-candidates.js';
import { type Leaf, readSentences, type Sentence } from './sentences.js';

export interface Lead {
  readonly from: number;
  readonly to: number;
  /** 0: right below its heading; 1: below another lead (五年来,我们… over its parts). */
  readonly below: number;
}

/** Two leads closer than this are hardly both leads. */
const APART = { near: 45, far: 90 } as const;
const CROWDED = { near: 2.5, far: 0.8 } as const;

/** Leads of one leaf, in order. Cost: candidates squared within APART, else linear. */
export function findLeads(context: Context, leaf: Leaf): readonly Lead[] {
  const { text } = context;
  const candidates = candidatesOf(context, leaf, readSentences(text, leaf, context.behind));
  const kept = choose(candidates.map((candidate) => ({ candidate, score: scoreOf(candidate.features) })));
  const openings = new Counts(kept.map(({ candidate }) => timeOpening(text, candidate.sentence)));
  let inside = 0;
  return kept.map(({ candidate: { sentence } }) => {
    const opening = timeOpening(text, sentence);
    const outer = opening !== '' && openings.of(opening) >= 3;
    if (outer) inside = 1;
    return { from: sentence.from, to: sentence.to, below: outer ? 0 : inside };
  });
}

/** 五年来, or 这五年, that one lead after the other begins with: such leads stand over the others. */
function timeOpening(text: string, { from }: Sentence): string {
  const comma = text.slice(from, from + 7).indexOf(',');
  return comma > 0 ? text.slice(from, from + comma) : '';
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
  // A paragraph may be short.
  if (b.candidate.sentence.opensLine) return 0;
  const distance = b.candidate.sentence.from - a.candidate.sentence.to;
  return distance < APART.near ? CROWDED.near : distance < APART.far ? CROWDED.far : 0;
}
