/** The numbers behind the sentence in words: what matches, what is shared in which way, and what differs most. */

import type { ComparisonShares, ComparisonSummary, SectionLink, SentenceLink, ValueRow } from '../model/comparison.js';
import type { Relation } from '../model/passage.js';
import type { Span } from '../model/span.js';
import { largestDifferences } from './differences.js';
import type { Moves } from './moves.js';
import type { SectionNode } from './section-nodes.js';
import type { Side } from './side.js';

export interface SummaryInputs {
  readonly a: Side;
  readonly b: Side;
  readonly links: readonly SentenceLink[];
  readonly sections: readonly SectionLink[];
  readonly values: readonly ValueRow[];
  readonly moves: Moves;
  readonly nodes: { readonly a: readonly SectionNode[]; readonly b: readonly SectionNode[] };
  /** Sentences that are formula. */
  readonly formula: { readonly a: Uint8Array; readonly b: Uint8Array };
}

/** Letters, Han and digits: what a ratio counts. */
const COUNTED = /[\p{L}\p{N}]/gu;

export function summariseComparison(inputs: SummaryInputs): ComparisonSummary {
  const { links, sections, moves } = inputs;
  const only = (side: 'a' | 'b'): number =>
    sections.filter((section) => section[side].length > 0 && section[side === 'a' ? 'b' : 'a'].length === 0).length;
  return {
    mode: moves.ordered ? 'ordered' : 'free',
    inOrder: round(moves.inOrder),
    sections: {
      matched: sections.filter(({ a, b }) => a.length > 0 && b.length > 0).length,
      onlyA: only('a'),
      onlyB: only('b'),
    },
    links: links.length,
    moved: links.filter(({ moved }) => moved).length,
    shares: { a: sharesOf(inputs, 'a'), b: sharesOf(inputs, 'b') },
    kept: { a: keptShare(inputs, 'a'), b: keptShare(inputs, 'b') },
    largest: largestDifferences({ ...inputs, ordered: moves.ordered }),
  };
}

const SHARE_OF: Readonly<Record<Relation, 'shared' | 'numbers' | 'edited'>> = {
  identical: 'shared',
  slot: 'numbers',
  edited: 'edited',
  suspected: 'edited',
};

function sharesOf({ a, b, links, formula }: SummaryInputs, which: 'a' | 'b'): ComparisonShares {
  const side = which === 'a' ? a : b;
  const kindAt = new Map<number, 'shared' | 'numbers' | 'edited'>();
  for (const link of links) for (const span of link[which]) kindAt.set(span.start, SHARE_OF[link.relation]);
  const sums = { formula: 0, shared: 0, numbers: 0, edited: 0, own: 0 };
  side.spans.forEach((span, i) => {
    const kind = formula[which][i] ? 'formula' : (kindAt.get(span.start) ?? 'own');
    sums[kind] += side.weight[i]!;
  });
  const all = sums.formula + sums.shared + sums.numbers + sums.edited + sums.own;
  const share = (sum: number): number => (all === 0 ? 0 : sum / all);
  return {
    formula: share(sums.formula),
    shared: share(sums.shared),
    numbers: share(sums.numbers),
    edited: share(sums.edited),
    own: share(sums.own),
  };
}

function keptShare({ a, b, links }: SummaryInputs, which: 'a' | 'b'): number {
  const { report, spans } = which === 'a' ? a : b;
  const count = (span: Span): number => report.source.text.slice(span.start, span.end).match(COUNTED)?.length ?? 0;
  const sum = (list: readonly Span[]): number => list.reduce((total, span) => total + count(span), 0);
  const all = sum(spans);
  let kept = 0;
  for (const link of links) kept += sum(link[which]) - sum((link.edits ?? []).map((edit) => edit[which]));
  return all === 0 ? 0 : round(kept / all);
}

/** Four decimals: a share to the hundredth of a per cent. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
