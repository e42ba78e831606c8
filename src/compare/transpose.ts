/** A comparison with its sides exchanged, and its lists in the order of the new A. */

import type { Comparison, ComparisonSummary, Edit, EditKind, SentenceLink, ValueRow } from '../model/comparison.js';
import type { Span } from '../model/span.js';

const MIRRORED: Readonly<Record<EditKind, EditKind>> = {
  insert: 'delete',
  delete: 'insert',
  replace: 'replace',
  value: 'value',
  place: 'place',
};

export function transpose(comparison: Comparison): Comparison {
  const { a, b, sections, links, specific, values, terms, onlyNamed, summary, ...rest } = comparison;
  return {
    ...rest,
    a: b,
    b: a,
    sections: sections.map((section) => ({ ...section, a: section.b, b: section.a })).sort(inOrder),
    links: links.map(transposeLink).sort(inOrder),
    specific: { a: specific.b, b: specific.a },
    values: values.map(transposeValue).sort(byPlace),
    terms: { a: terms.b, b: terms.a },
    ...(onlyNamed === undefined ? {} : { onlyNamed: { a: onlyNamed.b, b: onlyNamed.a } }),
    ...(summary === undefined ? {} : { summary: transposeSummary(summary) }),
  };
}

function transposeLink({ a, b, edits, alternatives, ...rest }: SentenceLink): SentenceLink {
  return {
    a: b,
    b: a,
    ...rest,
    ...(edits === undefined ? {} : { edits: edits.map(transposeEdit) }),
    ...(alternatives === undefined ? {} : { alternatives: alternatives.map((o) => ({ ...o, a: o.b, b: o.a })) }),
  };
}

function transposeEdit({ a, b, kind, difference }: Edit): Edit {
  return { a: b, b: a, kind: MIRRORED[kind], ...(difference === undefined ? {} : { difference: -difference }) };
}

/** By first position in A; what A has not comes last, by position in B. */
export function inOrder(
  x: { a: readonly Span[]; b: readonly Span[] },
  y: { a: readonly Span[]; b: readonly Span[] },
): number {
  const start = (spans: readonly Span[]): number => spans[0]?.start ?? Number.MAX_SAFE_INTEGER;
  return start(x.a) - start(y.a) || start(x.b) - start(y.b);
}

function transposeValue({ a, b, spanA, spanB, numberA, numberB, ...rest }: ValueRow): ValueRow {
  return {
    ...rest,
    ...(b === undefined ? {} : { a: b }),
    ...(a === undefined ? {} : { b: a }),
    ...(spanB === undefined ? {} : { spanA: spanB }),
    ...(spanA === undefined ? {} : { spanB: spanA }),
    ...(numberB === undefined ? {} : { numberA: numberB }),
    ...(numberA === undefined ? {} : { numberB: numberA }),
  };
}

function byPlace(x: ValueRow, y: ValueRow): number {
  const start = (span: Span | undefined): number => span?.start ?? Number.MAX_SAFE_INTEGER;
  return start(x.spanA) - start(y.spanA) || start(x.spanB) - start(y.spanB);
}

function transposeSummary({ sections, shares, kept, largest, ...rest }: ComparisonSummary): ComparisonSummary {
  return {
    ...rest,
    sections: { matched: sections.matched, onlyA: sections.onlyB, onlyB: sections.onlyA },
    shares: { a: shares.b, b: shares.a },
    kept: { a: kept.b, b: kept.a },
    largest: largest.map(({ a, b, ...difference }) => ({
      ...difference,
      ...(b === undefined ? {} : { a: b }),
      ...(a === undefined ? {} : { b: a }),
    })),
  };
}
