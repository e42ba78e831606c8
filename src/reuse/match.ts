/**
 * Every occurrence of every template, word for word or touched up: votes of rare runs say where to look, an alignment
 * says what stands there, and a fit counts only where enough of the wording, of the text, and of what is the template's
 * own agrees. Issuers are counted on these occurrences, never on exact repeats.
 */

import type { Columns } from './columns.js';
import type { Fit } from './fit.js';
import { type Grams, indexGrams, votesOf } from './grams.js';
import type { Range } from './range.js';
import { ownColumns, settled, usualEnds } from './settle.js';
import type { Template } from './template.js';
import { walkerOf } from './walk.js';

/** A template with its occurrences. */
export interface Family {
  readonly template: Template;
  /** In text order, without overlap. */
  readonly fits: readonly Fit[];
  readonly issuers: number;
}

/** Issuers a family counts, those of its bank included. */
export function issuersWith({ template, issuers }: Family): number {
  return issuers + (template.banked?.issuers ?? 0);
}

/**
 * Matches templates against the corpus; one that cannot reach `minIssuers` may come back empty, and one without an
 * occurrence `within` some tokens is left out. Cost: one walk over the corpus plus one alignment a touched-up occurrence.
 */
export function matchTemplates(
  columns: Columns,
  templates: readonly Template[],
  minIssuers: number,
  within?: Range,
): Family[] {
  const grams = indexGrams(columns, templates);
  const votes = votesOf(grams, (t) => (templates[t]!.banked === undefined ? minIssuers : 0));
  const walk = walkerOf(templates, votes);
  if (within) {
    const here = walk(columns, grams.read, within);
    const standing = templates.filter((_, t) => here[t]!.length > 0);
    return matchTemplates(columns, standing, minIssuers);
  }
  const found = walk(columns, grams.read, { from: 0, to: columns.room.length });
  return templates.map((template, t) => {
    // What is settled has no more issuers than what was found.
    if (template.banked === undefined && issuersOf(columns, found[t]!) < minIssuers)
      return { template, fits: [], issuers: 0 };
    return settle(columns, grams, template, t, found[t]!);
  });
}

function settle(columns: Columns, grams: Grams, template: Template, t: number, found: readonly Fit[]): Family {
  const fits = settled(columns, template, found, usualEnds(columns, found), (strict) =>
    ownColumns(grams.df, template, grams.own[t]!, strict),
  );
  return { template, fits, issuers: issuersOf(columns, fits) };
}

export function issuersOf(columns: Columns, fits: readonly Fit[]): number {
  let count = 0;
  let last = -1;
  for (let i = 0; i < fits.length; i++) {
    const own = columns.issuer[fits[i]!.from]!;
    if (own !== last) count++;
    last = own;
  }
  return count;
}
