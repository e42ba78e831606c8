/** Learns wordings from a corpus: it is mined once for all the drafts that are held against it. */

import { type Columns, columnsOf } from './columns.js';
import type { Held } from './copy-align.js';
import { buildCorpus } from './corpus.js';
import { mineFamilies } from './families.js';
import { slotsOf } from './formulas.js';
import { indexGrams, votesOf } from './grams.js';
import type { Family } from './match.js';
import { traitsOf } from './settle.js';
import { isSlot } from './template.js';
import { End, Mark, type Wordings } from './wordings.js';

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
