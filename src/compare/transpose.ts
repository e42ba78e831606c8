/** A comparison with its sides exchanged, and its lists in the order of the new A. */

import type { Comparison, Edit, EditKind, SentenceLink } from '../model/comparison.js';
import type { Span } from '../model/span.js';

const MIRRORED: Readonly<Record<EditKind, EditKind>> = {
  insert: 'delete',
  delete: 'insert',
  replace: 'replace',
  value: 'value',
  place: 'place',
};

export function transpose(comparison: Comparison): Comparison {
  const { a, b, sections, links, specific, values, terms, ...rest } = comparison;
  return {
    ...rest,
    a: b,
    b: a,
    sections: sections.map((section) => ({ ...section, a: section.b, b: section.a })).sort(inOrder),
    links: links.map(transposeLink).sort(inOrder),
    specific: { a: specific.b, b: specific.a },
    values: values.map(({ template, a: valueA, b: valueB, spanA, spanB }) => ({
      template,
      ...(valueB === undefined ? {} : { a: valueB }),
      ...(valueA === undefined ? {} : { b: valueA }),
      ...(spanB === undefined ? {} : { spanA: spanB }),
      ...(spanA === undefined ? {} : { spanB: spanA }),
    })),
    terms: { a: terms.b, b: terms.a },
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

function transposeEdit({ a, b, kind }: Edit): Edit {
  return { a: b, b: a, kind: MIRRORED[kind] };
}

/** By first position in A; what A has not comes last, by position in B. */
export function inOrder(
  x: { a: readonly Span[]; b: readonly Span[] },
  y: { a: readonly Span[]; b: readonly Span[] },
): number {
  const start = (spans: readonly Span[]): number => spans[0]?.start ?? Number.MAX_SAFE_INTEGER;
  return start(x.a) - start(y.a) || start(x.b) - start(y.b);
}
