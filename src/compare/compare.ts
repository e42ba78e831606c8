/**
 * Two reports side by side: sections and sentences linked, what changed inside them, what moved, and what is each
 * region's own. The work is done in one fixed orientation of the two texts, so that compare(b, a) is compare(a, b)
 * with the sides exchanged, to the last byte.
 */

import { type Lexicon, learnLexicon } from '../align/lexicon.js';
import type { AtomSource } from '../align/tokens.js';
import type { Comparison, SentenceLink } from '../model/comparison.js';
import type { Report, ReportSummary } from '../model/report.js';
import type { Span } from '../model/span.js';
import { Kind } from '../model/tokens.js';
import { describeChanges } from './changes.js';
import { type LinkedBead, linkSentences } from './links.js';
import { findMoves } from './moves.js';
import { readSide, type Side } from './side.js';
import { transpose } from './transpose.js';

export interface CompareOptions {
  /** `ordered`: moves are events; `free`: order means nothing, as between two cities; `auto` (default): measured. */
  readonly mode?: 'auto' | 'ordered' | 'free';
  /** Score from which a link counts as shared; below it is `suspected`, 0..1. Default 0.45. */
  readonly threshold?: number;
}

const SCHEMA_VERSION = '1';

/** Cost: seconds for texts of a million characters; budgets that end early give `truncated`. Bad content never throws. */
export function compareReports(a: Report, b: Report, options: CompareOptions = {}): Comparison {
  return textOf(b) < textOf(a) ? transpose(compareOriented(b, a, options)) : compareOriented(a, b, options);
}

function textOf({ source, span }: Report): string {
  return source.text.slice(span.start, span.end);
}

function compareOriented(reportA: Report, reportB: Report, options: CompareOptions): Comparison {
  const { mode = 'auto', threshold = 0.45 } = options;
  const [a, b] = [readSide(reportA), readSide(reportB)];
  const { beads, truncated } = linkSentences(a, b);
  const { moved } = findMoves(a, b, beads, { mode });
  const lexicon = learnLexicon([a.tokens, b.tokens]);
  const shared = { foldScript: a.traditional !== b.traditional, places: new Set([...a.places, ...b.places]) };
  let cut = truncated;
  const links = beads.map((bead, k) => {
    const { link, truncated: short } = describeLink(a, b, bead, lexicon, { threshold, moved: moved[k]!, shared });
    cut ||= short;
    return link;
  });
  return {
    schemaVersion: SCHEMA_VERSION,
    a: summarise(a),
    b: summarise(b),
    sections: [],
    links,
    specific: {
      a: unlinked(
        a,
        beads.flatMap((bead) => bead.a),
      ),
      b: unlinked(
        b,
        beads.flatMap((bead) => bead.b),
      ),
    },
    values: [],
    terms: { a: [], b: [] },
    truncated: cut,
    diagnostics: [],
  };
}

interface LinkContext {
  readonly threshold: number;
  readonly moved: boolean;
  readonly shared: Pick<AtomSource, 'foldScript' | 'places'>;
}

function describeLink(
  a: Side,
  b: Side,
  bead: LinkedBead,
  lexicon: Lexicon,
  { threshold, moved, shared }: LinkContext,
): { link: SentenceLink; truncated: boolean } {
  const [inA, inB] = [spansOf(a, bead.a), spansOf(b, bead.b)];
  const { edits, relation, truncated } = describeChanges(
    { text: a.report.source.text, tokens: a.tokens, spans: inA, ...shared },
    { text: b.report.source.text, tokens: b.tokens, spans: inB, ...shared },
    lexicon,
  );
  const unsure = relation === 'edited' && bead.total < threshold;
  const alternatives = bead.alternatives.map((other) => ({
    a: spansOf(a, other.a),
    b: spansOf(b, other.b),
    score: other.score,
  }));
  const link: SentenceLink = {
    a: inA,
    b: inB,
    relation: unsure ? 'suspected' : relation,
    moved,
    score: relation === 'identical' ? 1 : Math.min(1, bead.score),
    formula: false,
    ...(edits.length > 0 ? { edits } : {}),
    ...(alternatives.length > 0 ? { alternatives } : {}),
  };
  return { link, truncated };
}

function spansOf(side: Side, sentences: readonly number[]): readonly Span[] {
  return sentences.map((i) => side.spans[i]!);
}

function unlinked(side: Side, linked: readonly number[]): readonly Span[] {
  const taken = new Set(linked);
  return side.spans.filter((span, i) => !taken.has(i) && span.end > span.start);
}

function summarise({ report, tokens }: Side): ReportSummary {
  const { id, source, title, place, issuer, year, date, span } = report;
  let characters = 0;
  for (let t = 0; t < tokens.length; t++)
    characters += tokens.kind[t] === Kind.han ? 1 : tokens.end[t]! - tokens.start[t]!;
  return {
    id,
    ...(source.path === undefined ? {} : { path: source.path }),
    ...(title === undefined ? {} : { title }),
    ...(place === undefined ? {} : { place }),
    issuer,
    ...(year === undefined ? {} : { year }),
    ...(date === undefined ? {} : { date }),
    span,
    characters,
  };
}
