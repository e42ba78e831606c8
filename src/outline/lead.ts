/**
 * Lead sentences: short unnumbered sentences that head what follows (创新主体持续壮大。组建新型研发机构…). No sign sets them apart, so
 * each short sentence is judged by its looks and its company (lead-candidates.ts; the weights in lead.data.ts tell on which
 * evidence), and the best set is chosen in which no two stand too close.
 */

import { type Candidate, type Context, Counts, candidatesOf } from './lead-candidates.js';
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
  const kept = choose(candidatesOf(context, leaf, readSentences(context, leaf, context.behind)));
  const openings = new Counts<string>();
  for (const { sentence } of kept) openings.add(timeOpening(text, sentence));
  let inside = 0;
  return kept.map(({ sentence }) => {
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

/** Candidates back that the one before in the chain may stand. */
const BACK = 12;

/** The subset with the greatest sum of scores, less what crowding costs: a chain over the last one chosen. */
function choose(candidates: readonly Candidate[]): readonly Candidate[] {
  const sums = new Float64Array(candidates.length);
  const froms = new Int32Array(candidates.length);
  let top = -1;
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i]!;
    let sum = candidate.score;
    let from = -1;
    for (let j = i - 1; j >= 0 && j >= i - BACK; j--) {
      const total = sums[j]! + candidate.score;
      // Crowding only costs.
      if (total <= sum) continue;
      const less = total - crowding(candidates[j]!, candidate);
      if (less > sum) {
        sum = less;
        from = j;
      }
    }
    sums[i] = sum;
    froms[i] = from;
    if (sum > (top < 0 ? 0 : sums[top]!)) top = i;
  }
  const chosen: Candidate[] = [];
  for (let at = top; at >= 0; at = froms[at]!) chosen.push(candidates[at]!);
  return chosen.reverse();
}

function crowding(a: Candidate, b: Candidate): number {
  if (b.index - a.index < 2) return CROWDED.near;
  // A paragraph may be short.
  if (b.sentence.opensLine) return 0;
  const distance = b.sentence.from - a.sentence.to;
  return distance < APART.near ? CROWDED.near : distance < APART.far ? CROWDED.far : 0;
}
