/**
 * Copies in a corpus: every candidate pair is aligned, every passage charged with the language model of the whole corpus
 * (counted in one walk, for the stretches in question only), and each stretch of the later report goes to the source that
 * explains it best.
 */

import type { Omission } from '../model/diagnostic.js';
import { TaohuaError } from '../model/errors.js';
import type { Passage } from '../model/passage.js';
import type { Running } from '../model/progress.js';
import { Kind, type Tokens } from '../model/tokens.js';
import { learnShipped, modelOf, type RareRuns } from './background.js';
import { runsOf } from './candidates.js';
import { type Found, type Held, passagesIn } from './copy-align.js';
import { passageOf } from './copy-evidence.js';
import { candidatePairs } from './copy-pairs.js';
import { settleSources } from './copy-search.js';
import { type Corpus, compareText } from './corpus.js';
import { compareTimes } from './direction.js';
import { type FlagOptions, type Limits, limitsOf } from './flag-options.js';
import type { Range } from './range.js';
import { type CountedRuns, countCorpus } from './run-counts.js';
import { commonRuns, type ShippedCounts } from './shipped-counts.js';
import { agreementOf, searchBits } from './surprise.js';

export interface CopyOptions extends Running, Pick<FlagOptions, 'minChars' | 'minBits'> {
  /** From how many issuers on a wording is a formula: fewer may be a copy. */
  readonly minIssuers: number;
  /** What was learned beforehand, where the reports are few. */
  readonly counts?: ShippedCounts | undefined;
}

export interface Copies {
  /** Sorted by draft, then by place in it. */
  readonly copies: readonly Passage[];
  readonly omitted: readonly Omission[];
}

/** `explained`: 1 for each token of the corpus that a formula explains. Cost: linear in the corpus and in candidate pairs. */
export async function findCopies(corpus: Corpus, explained: Uint8Array, options: CopyOptions): Promise<Copies> {
  const limits = limitsOf(options);
  const pairs = candidatePairs(corpus, explained, Math.max(2, options.minIssuers - 1));
  const held: Held[] = corpus.documents.map(({ report, units, first }) => ({
    report,
    units,
    text: report.source.text,
    explained: explained.subarray(first, first + units.tokens.length),
  }));
  const aligned: Aligned[] = [];
  for (const [i, { first: a, second: b, regions }] of pairs.entries()) {
    await rest(i, pairs.length, options);
    for (const region of regions) {
      for (const found of passagesIn(held[a]!, held[b]!, region, limits)) aligned.push({ a, b, found });
    }
  }
  const toll = searchBits(corpus.tokens.length);
  const found = priced(corpus, aligned, held, { ...limits, counts: options.counts });
  const copies: Passage[] = [];
  let others = 0;
  for (const [draft, sources] of found) {
    const settled = settleSources(sources, toll, limits.minBits);
    for (const { count } of settled.omitted) others += count;
    for (const one of settled.taken) copies.push(passageOf(held[draft]!, one));
  }
  copies.sort(
    (a, b) =>
      compareText(a.draft.report, b.draft.report) || a.draft.span.start - b.draft.span.start || compareText(a.id, b.id),
  );
  return { copies, omitted: others === 0 ? [] : [{ what: 'passages', count: others, reason: OTHER_SOURCE }] };
}

export const OTHER_SOURCE: string = 'another source explains the same stretch of the later report better';

interface PricingLimits extends Limits, Pick<CopyOptions, 'counts'> {}

interface Aligned {
  readonly a: number;
  readonly b: number;
  readonly found: Found;
}

/** What holds after pricing, by the later document of each pair; of undated ones by the second. */
function priced(
  corpus: Corpus,
  aligned: readonly Aligned[],
  held: readonly Held[],
  limits: PricingLimits,
): Map<number, Found[]> {
  const found = new Map<number, Found[]>();
  for (const batch of batches(aligned)) priceBatch(corpus, batch, held, limits, found);
  return found;
}

/** Tokens of stretches that are priced with one walk over the corpus: some 500 MB. */
const PRICED = 4_000_000;

/** Consecutive passages whose stretches have so many tokens. */
function* batches(aligned: readonly Aligned[]): Generator<readonly Aligned[]> {
  let from = 0;
  let sum = 0;
  for (const [i, { found }] of aligned.entries()) {
    const { draft } = found.passage;
    if (sum + draft.to - draft.from > PRICED) {
      yield aligned.slice(from, i);
      from = i;
      sum = 0;
    }
    sum += draft.to - draft.from;
  }
  yield aligned.slice(from);
}

function priceBatch(
  corpus: Corpus,
  aligned: readonly Aligned[],
  held: readonly Held[],
  { minIssuers, counts }: PricingLimits,
  found: Map<number, Found[]>,
): void {
  const { documents } = corpus;
  const stretches = joined(aligned.map(({ a, found: { passage } }) => shifted(passage.draft, documents[a]!.first)));
  const gathered = gather(corpus, stretches);
  const model = modelOf(gathered.tokens);
  const runs = rareTable(gathered.tokens);
  countCorpus(corpus, model, runs);
  if (counts !== undefined) learnShipped(model, counts);
  const rare = rareRuns(runs, minIssuers, counts);
  for (const { a, b, found: one } of aligned) {
    const { draft: here, source: there, bits: likelihood } = one.passage;
    const explained = held[a]!.explained?.subarray(here.from, here.to);
    const agreement = agreementOf(
      { tokens: held[a]!.units.tokens, range: here },
      { tokens: held[b]!.units.tokens, range: there },
      gathered.place(here.from + documents[a]!.first),
      { model, rare, ...(explained ? { explained } : {}) },
    );
    const surprise = agreement.bits;
    if (surprise <= 0) continue;
    const passage = { draft: agreement.draft, source: agreement.source, bits: likelihood };
    const order = compareTimes(held[a]!.report, held[b]!.report);
    const isLater = order > 0;
    const draftDocument = isLater ? a : b;
    const turned: Found = isLater
      ? { ...one, passage, surprise }
      : {
          source: held[a]!,
          passage: { draft: passage.source, source: passage.draft, bits: likelihood },
          surprise,
        };
    const list = found.get(draftDocument);
    if (list) list.push(turned);
    else found.set(draftDocument, [turned]);
  }
}

/** Tokens of the runs by which a copy is told from what everybody says. */
export const RARE_RUN: number = 5;
export const RARE_LITERALS: number = 3;

/** Runs of the stretches that may be rare, not counted yet. */
function rareTable(stretches: Tokens): CountedRuns {
  const table = runsOf(stretches, RARE_RUN, RARE_LITERALS);
  return { table, occurrences: new Float64Array(table.size) };
}

/** Those that too few issuers of the corpus say for a formula. */
function rareRuns(
  { table, occurrences }: CountedRuns,
  minIssuers: number,
  counts: ShippedCounts | undefined,
): RareRuns {
  const below = rareBelow(minIssuers);
  const common = counts === undefined ? undefined : commonRuns(table, counts);
  return { table, occurrences, isRare: (run) => table.issuers[run]! < below && common?.[run] !== 1 };
}

/** From so many issuers on a run is not rare. */
export function rareBelow(minIssuers: number): number {
  return Math.max(3, minIssuers);
}

function shifted({ from, to }: Range, first: number): Range {
  return { from: from + first, to: to + first };
}

function joined(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a.from - b.from || a.to - b.to);
  const out: Range[] = [];
  for (const range of sorted) {
    const last = out.at(-1);
    if (last !== undefined && range.from < last.to)
      out[out.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else out.push(range);
  }
  return out;
}

interface Gathered {
  readonly tokens: Tokens;
  /** Where a token of the corpus inside one of the stretches stands now. */
  readonly place: (at: number) => number;
}

/** What stands behind a stretch is gathered too, so that a run that begins in it is a run of its report, or none. */
export const CONTEXT: number = RARE_RUN - 1;

/** The tokens of some stretches end to end, each with its context. */
function gather({ tokens, starts, documents }: Corpus, stretches: readonly Range[]): Gathered {
  const offsets: number[] = [];
  let length = 0;
  for (const { from, to } of stretches) {
    offsets.push(length);
    length += to - from + CONTEXT;
  }
  const id = new Uint32Array(length);
  const kind = new Uint8Array(length).fill(Kind.number);
  let document = 0;
  for (const [i, { from, to }] of stretches.entries()) {
    while (document + 1 < documents.length && starts[document + 1]! <= from) document++;
    const end = Math.min(to + CONTEXT, starts[document + 1]!);
    id.set(tokens.id.subarray(from, end), offsets[i]!);
    kind.set(tokens.kind.subarray(from, end), offsets[i]!);
  }
  return {
    tokens: bareTokens(id, kind),
    place: (at) => {
      let low = 0;
      let high = stretches.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (stretches[middle]!.from <= at) low = middle;
        else high = middle - 1;
      }
      return at + offsets[low]! - stretches[low]!.from;
    },
  };
}

/** Tokens without a text. */
export function bareTokens(id: Uint32Array, kind: Uint8Array, gap: Uint8Array = new Uint8Array(0)): Tokens {
  const empty = new Uint32Array(0);
  return { length: id.length, id, kind, gap, start: empty, end: empty };
}

/** Pairs between two rests: a rest lets a signal arrive. */
const REST = 64;

async function rest(done: number, total: number, { signal, onProgress }: CopyOptions): Promise<void> {
  if (done % REST !== 0) return;
  onProgress?.({ stage: 'passages', done, total });
  await new Promise((resolve) => setTimeout(resolve));
  if (signal?.aborted) throw new TaohuaError('aborted', `Stopped at pair ${done} of ${total}, as asked.`);
}
