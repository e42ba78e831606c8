/**
 * Two reports side by side: sections and sentences linked, what changed inside them, what moved, and what is each
 * region's own. The work is done in one fixed orientation of the two texts, so that compare(b, a) is compare(a, b)
 * with the sides exchanged, to the last byte.
 */

import { type Lexicon, learnLexicon } from '../align/lexicon.js';
import type { AtomSource } from '../align/tokens.js';
import type { Comparison, SentenceLink } from '../model/comparison.js';
import { SCHEMA_VERSION } from '../model/findings.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { summaryOf } from '../outline/report-summary.js';
import { describeChanges } from './changes.js';
import { shareContent } from './content.js';
import { type FormulaSource, markFormulas } from './formulas.js';
import { type LinkedBead, linkSentences } from './links.js';
import { findMoves } from './moves.js';
import { onlyNamed } from './only-named.js';
import { headingsOf, nodesOf, rolesOf } from './section-nodes.js';
import { matchSections } from './sections.js';
import { readSide, type Side } from './side.js';
import { summariseComparison } from './summary.js';
import { distinctiveTerms } from './terms.js';
import { inOrder, transpose } from './transpose.js';
import { tabulateValues } from './values.js';

export interface CompareOptions {
  /** `ordered`: moves are events; `free`: order means nothing, as between two cities; `auto` (default): measured. */
  readonly mode?: 'auto' | 'ordered' | 'free';
  /** Score from which a link counts as shared; below it is `suspected`, 0..1. Default 0.45. */
  readonly threshold?: number;
  /** Formulas of a larger corpus: what they cover is formula, not the region's own. Default none. */
  readonly bank?: FormulaSource;
}

/** Cost: seconds for texts of a million characters; budgets that end early give `truncated`. Bad content never throws. */
export function compareReports(a: Report, b: Report, options: CompareOptions = {}): Comparison {
  return textOf(b) < textOf(a) ? transpose(compareOriented(b, a, options)) : compareOriented(a, b, options);
}

function textOf({ source, span }: Report): string {
  return source.text.slice(span.start, span.end);
}

function compareOriented(reportA: Report, reportB: Report, options: CompareOptions): Comparison {
  const { mode = 'auto', threshold = 0.45, bank } = options;
  const [a, b] = [readSide(reportA), readSide(reportB)];
  const nodes = { a: nodesOf(a), b: nodesOf(b) };
  const roles = { a: rolesOf(a, nodes.a), b: rolesOf(b, nodes.b) };
  const headings = { a: headingsOf(a, nodes.a), b: headingsOf(b, nodes.b) };
  const lexicon = learnLexicon([a.tokens, b.tokens]);
  const { beads: found, features, truncated } = linkSentences(a, b, { roles, headings });
  const beads = found.filter((bead) => bead.total >= threshold || shareContent(a, b, bead));
  const moves = findMoves(a, b, beads, { mode });
  const formula = { a: markFormulas(a, bank), b: markFormulas(b, bank) };
  const shared = { foldScript: a.traditional !== b.traditional, places: new Set([...a.places, ...b.places]) };
  let cut = truncated;
  const links = beads.map((bead, k) => {
    const isFormula = bead.a.every((i) => formula.a[i]) || bead.b.every((j) => formula.b[j]);
    const context = { threshold, moved: moves.moved[k]!, formula: isFormula, shared };
    const { link, truncated: short } = describeLink(a, b, bead, lexicon, context);
    cut ||= short;
    return link;
  });
  const sections = matchSections(a, b, { beads, features, nodes, ordered: moves.ordered });
  const values = tabulateValues(a, b, roles, beads);
  return {
    schemaVersion: SCHEMA_VERSION,
    a: summaryOf(reportA),
    b: summaryOf(reportB),
    sections,
    links: links.sort(inOrder),
    specific: {
      a: ownSpans(
        a,
        beads.flatMap((bead) => bead.a),
        formula.a,
      ),
      b: ownSpans(
        b,
        beads.flatMap((bead) => bead.b),
        formula.b,
      ),
    },
    values,
    terms: distinctiveTerms(a, b, lexicon),
    onlyNamed: onlyNamed({ a, b, nodes }),
    summary: summariseComparison({ a, b, links, sections, values, moves, nodes, formula }),
    truncated: cut,
    diagnostics: [],
  };
}

interface LinkContext {
  readonly threshold: number;
  readonly moved: boolean;
  readonly formula: boolean;
  readonly shared: Pick<AtomSource, 'foldScript' | 'places'>;
}

function describeLink(
  a: Side,
  b: Side,
  bead: LinkedBead,
  lexicon: Lexicon,
  { threshold, moved, formula, shared }: LinkContext,
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
    formula,
    ...(edits.length > 0 ? { edits } : {}),
    ...(alternatives.length > 0 ? { alternatives } : {}),
  };
  return { link, truncated };
}

function spansOf(side: Side, sentences: readonly number[]): readonly Span[] {
  return sentences.map((i) => side.spans[i]!);
}

/** Sentences that are neither linked nor formula. */
function ownSpans(side: Side, linked: readonly number[], formula: Uint8Array): readonly Span[] {
  const taken = new Set(linked);
  return side.spans.filter((span, i) => !taken.has(i) && !formula[i] && span.end > span.start);
}
