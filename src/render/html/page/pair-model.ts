/** Two reports side by side, from a comparison or from the passages two reports of a corpus share. */

import type { Edit } from '../../../model/comparison.js';
import type { Span } from '../../../model/span.js';
import type { Side } from '../../comparison-figures.js';
import { differences } from '../../differences.js';
import { quote } from '../../findings-set.js';
import { LABELS, type PageLink } from '../page-data.js';
import type { App } from './app.js';
import { passageCounts } from './figures.js';

export interface PairLink extends PageLink {
  /** Of two reports of a corpus: the passage behind it. */
  readonly passage?: number;
}

export interface PairModel {
  readonly reports: Readonly<Record<Side, number>>;
  readonly links: readonly PairLink[];
  readonly own: Readonly<Record<Side, readonly Span[]>>;
  readonly formulas: Readonly<Record<Side, readonly Span[]>>;
}

/** One stop of the walk through what differs. */
export interface Change {
  readonly kind: 'identical' | 'slot' | 'edited' | 'suspected' | 'own';
  readonly moved: boolean;
  /** Number of the link, or -1. */
  readonly link: number;
  readonly side?: Side;
  readonly span?: Span;
}

export function comparisonPair(app: App, swapped: boolean): PairModel | undefined {
  const { comparison } = app.data;
  if (comparison === undefined) return undefined;
  const model: PairModel = {
    reports: { a: 0, b: 1 },
    links: comparison.links,
    own: comparison.specific,
    formulas: { a: [], b: [] },
  };
  return swapped ? turned(model) : model;
}

function turned({ reports, links, own, formulas }: PairModel): PairModel {
  return {
    reports: { a: reports.b, b: reports.a },
    links: links.map((link) => ({
      ...link,
      a: link.b,
      b: link.a,
      edits: link.edits.map((edit) => ({ ...edit, a: edit.b, b: edit.a })),
    })),
    own: { a: own.b, b: own.a },
    formulas: { a: formulas.b, b: formulas.a },
  };
}

/** Links are the passages between the two; those out of order count as moved. */
export function corpusPair(app: App, a: number, b: number): PairModel {
  const { data } = app;
  const links: PairLink[] = [];
  for (const [number, passage] of data.passages.entries()) {
    const forth = passage.draft === a && passage.source === b;
    if (!forth && !(passage.draft === b && passage.source === a)) continue;
    if (!passageCounts(data, passage, app.filters)) continue;
    const [spanA, spanB] = forth ? [passage.draftSpan, passage.sourceSpan] : [passage.sourceSpan, passage.draftSpan];
    links.push({
      a: [spanA],
      b: [spanB],
      relation: passage.relation,
      moved: false,
      score: passage.identity,
      formula: false,
      edits: editsOf(app, a, spanA, b, spanB),
      passage: number,
    });
  }
  return {
    reports: { a, b },
    links: withMoves(links),
    own: { a: labelled(app, a, 'specific'), b: labelled(app, b, 'specific') },
    formulas: { a: labelled(app, a, 'formula'), b: labelled(app, b, 'formula') },
  };
}

function editsOf(app: App, a: number, spanA: Span, b: number, spanB: Span): readonly Edit[] {
  const left = app.texts.source(a);
  const right = app.texts.source(b);
  if (quote(left, spanA) === undefined || quote(right, spanB) === undefined) return [];
  return differences(left!.source.text, spanA, right!.source.text, spanB) ?? [];
}

function labelled(app: App, report: number, wanted: 'specific' | 'formula'): readonly Span[] {
  const document = app.documents.get(report);
  if (document === undefined) return [];
  const spans: Span[] = [];
  let at = app.data.reports[report]?.span.start ?? 0;
  document.lengths.forEach((length, i) => {
    const kind = LABELS[document.kinds.charCodeAt(i) - 48];
    // Single signs between formulas are no text of its own.
    if (kind === wanted && length - document.uncounted[i]! >= 4) spans.push({ start: at, end: at + length });
    at += length;
  });
  return spans;
}

function withMoves(links: readonly PairLink[]): readonly PairLink[] {
  const sorted = [...links].sort((x, y) => x.a[0]!.start - y.a[0]!.start);
  const chain = new Set(longestChain(sorted.map(({ b }) => b[0]!.start)));
  return sorted.map((link, i) => (chain.has(i) ? link : { ...link, moved: true }));
}

/** Indices of a longest increasing run of values, not nec. adjacent. O(n log n). */
export function longestChain(values: readonly number[]): readonly number[] {
  const tops: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  values.forEach((value, i) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tops[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[i] = tops[low - 1]!;
    tops[low] = i;
  });
  const chain: number[] = [];
  for (let i = tops.at(-1) ?? -1; i >= 0; i = before[i]!) chain.push(i);
  return chain.reverse();
}

/** All stops, in the order of A; what only B has follows the link before it in B. */
export function changesOf(model: PairModel): readonly Change[] {
  const stops: { change: Change; at: number }[] = [];
  model.links.forEach(({ relation, moved, a }, link) => {
    stops.push({ change: { kind: relation, moved, link }, at: a[0]?.start ?? 0 });
  });
  for (const span of model.own.a)
    stops.push({ change: { kind: 'own', moved: false, link: -1, side: 'a', span }, at: span.start });
  const inB = model.links
    .filter(({ b, moved }) => b.length > 0 && !moved)
    .map(({ a, b }) => ({ b: b[0]!.start, a: a[0]?.start ?? 0 }))
    .sort((x, y) => x.b - y.b);
  let next = 0;
  let at = -1;
  for (const span of [...model.own.b].sort((x, y) => x.start - y.start)) {
    while (next < inB.length && inB[next]!.b < span.start) at = inB[next++]!.a + 0.5;
    stops.push({ change: { kind: 'own', moved: false, link: -1, side: 'b', span }, at });
  }
  return stops.sort((x, y) => x.at - y.at).map(({ change }) => change);
}

export type ChangeFilter = 'all' | 'shared' | 'edited' | 'slot' | 'moved' | 'own' | 'suspected';

export function matches(change: Change, filter: ChangeFilter): boolean {
  if (filter === 'all') return change.kind !== 'identical' || change.moved;
  if (filter === 'shared') return change.link >= 0;
  if (filter === 'moved') return change.moved;
  return change.kind === filter;
}
