/**
 * Lead sentences: short unnumbered sentences that head what follows (创新主体持续壮大。组建新型研发机构…). No sign sets them apart, so
 * each short sentence is judged by its looks and its company (lead-candidates.ts; the weights in lead.data.ts tell on which
 * evidence), and the best set is chosen in which no two stand too close.
 */

import { type Candidate, type Context, candidatesOf } from './lead-candidates.js';
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

/** Leads of one leaf, in order. Cost: linear. */
export function findLeads(context: Context, leaf: Leaf): readonly Lead[] {
  const { text } = context;
  const kept = choose(candidatesOf(context, leaf, readSentences(context, leaf, context.behind)));
  const openings = new Map<string, number>();
  for (const { sentence } of kept) {
    const opening = timeOpening(text, sentence);
    if (opening !== '') openings.set(opening, (openings.get(opening) ?? 0) + 1);
  }
  let inside = 0;
  return kept.map(({ sentence }) => {
    const opening = timeOpening(text, sentence);
    const outer = (openings.get(opening) ?? 0) >= 3;
    if (outer) inside = 1;
    return { from: sentence.from, to: sentence.to, below: outer ? 0 : inside };
  });
}

/** 五年来, or 这五年, that one lead after the other begins with: such leads stand over the others. */
function timeOpening(text: string, { from }: Sentence): string {
  const comma = text.slice(from, from + 7).indexOf(',');
  return comma > 0 ? text.slice(from, from + comma) : '';
}

/** The subset with the greatest sum of scores, less what crowding costs: a chain, each link back to the best one before it. */
export function choose(all: readonly Candidate[]): readonly Candidate[] {
  // The others only cost: what stands apart need not be linked.
  const candidates = all.filter(({ score }) => score > 0);
  const sums = new Array<number>(candidates.length);
  const froms = new Array<number>(candidates.length);
  /** Of each candidate and those before it, the one whose chain is worth most. */
  const tops = new Array<number>(candidates.length);
  let top = -1;
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i]!;
    let best = 0;
    let from = -1;
    for (let j = i - 1; j >= 0; j--) {
      const cost = crowding(candidates[j]!, candidate);
      // What crowds no more leaves all before it free.
      const back = cost === 0 ? tops[j]! : j;
      const sum = sums[back]! - cost;
      if (sum > best) {
        best = sum;
        from = back;
      }
      if (cost === 0) break;
    }
    sums[i] = best + candidate.score;
    froms[i] = from;
    if (top < 0 || sums[i]! > sums[top]!) top = i;
    tops[i] = top;
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
