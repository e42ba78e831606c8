/**
 * The wordings that a corpus taught, as they can be kept: what its formulas read, with all that finding them in a text took
 * from the corpus. One draft after another is then held against them, and the corpus is mined once for all.
 */

import { type Columns, columnsOf } from './columns.js';
import type { Held } from './copy-align.js';
import { buildCorpus } from './corpus.js';
import { mineFamilies } from './families.js';
import { slotsOf } from './formulas.js';
import { indexGrams, votesOf } from './grams.js';
import type { Family } from './match.js';
import { traitsOf } from './settle.js';
import { isSlot } from './template.js';

/** Raised when the same reports teach otherwise, or it is written down otherwise: what was kept before is learned anew. */
export const LEARNING = 1;

/** Wording w has columns `start[w]` to `start[w + 1]`; one value a column or a wording in each list. */
export interface Wordings {
  /** Issuers that they were learned from. */
  readonly issuers: number;
  readonly start: Uint32Array;
  /** Identity of each column's token; the kind where it is a slot. */
  readonly id: Uint32Array;
  /** Which of the marks each column has. */
  readonly marks: Uint8Array;
  /** Issuers of each wording. */
  readonly said: Uint32Array;
  /** Votes that each needs, and which of the ends it has. */
  readonly needed: Uint32Array;
  readonly ends: Uint8Array;
}

/** A slot to show, a literal of the wording's own, a column at which a run begins that votes. */
export const Mark = { slot: 1, own: 2, vote: 4 } as const;
/** Occurrences mostly open or close a clause; some literals are the wording's own. */
export const End = { opens: 1, closes: 2, own: 4 } as const;

/** Two others beside a draft are the least that makes a formula; who asks for more leaves out what fewer say. */
const LEAST_ISSUERS = 2;

/** Mines some reports. Cost: linear in them, some 20 ms of CPU a report. */
export function learnWordings(held: readonly Held[]): Wordings {
  const units = new Map(held.map((one) => [one.report, one.units]));
  const corpus = buildCorpus([...units.keys()], (report) => units.get(report)!);
  const columns = columnsOf(corpus);
  const issuers = corpus.issuers.length;
  const families = mineFamilies(columns, { minIssuers: LEAST_ISSUERS, issuers });
  const identity = identitiesOf(columns);
  const start = new Uint32Array(families.length + 1);
  for (const [w, { template }] of families.entries()) start[w + 1] = start[w]! + template.symbol.length;
  const id = new Uint32Array(start.at(-1)!);
  const marks = new Uint8Array(id.length);
  for (const [w, family] of families.entries()) {
    for (const [c, symbol] of family.template.symbol.entries()) id[start[w]! + c] = identity(symbol);
    for (const c of slotsOf(corpus, family)) marks[start[w]! + c]! |= Mark.slot;
  }
  const { needed, ends } = traits(columns, families, start, marks);
  return { issuers, start, id, marks, said: Uint32Array.from(families, (family) => family.issuers), needed, ends };
}

/** Marks what is a wording's own and what votes for it. */
function traits(
  columns: Columns,
  families: readonly Family[],
  start: Uint32Array,
  marks: Uint8Array,
): Pick<Wordings, 'needed' | 'ends'> {
  const templates = families.map(({ template }) => template);
  const grams = indexGrams(columns, templates);
  const votes = votesOf(grams, () => 0);
  for (let row = 0; row < votes.template.length; row++)
    marks[start[votes.template[row]!]! + votes.column[row]!]! |= Mark.vote;
  const ends = new Uint8Array(families.length);
  for (const [w, { template, fits }] of families.entries()) {
    const { opens, closes, own } = traitsOf(columns, template, fits, grams.df, grams.own[w]!);
    ends[w] = (opens ? End.opens : 0) | (closes ? End.closes : 0) | (own ? End.own : 0);
    for (const [c, isOwn] of own?.entries() ?? []) if (isOwn === 1) marks[start[w]! + c]! |= Mark.own;
  }
  return { needed: votes.needed, ends };
}

/** The identity behind a symbol: words are numbered by the corpus. */
function identitiesOf({ words }: Columns): (symbol: number) => number {
  const word = new Map([...words].map(([id, symbol]) => [symbol, id]));
  return (symbol) => (isSlot(symbol) ? symbol : (word.get(symbol) ?? symbol));
}
