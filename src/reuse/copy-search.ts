/**
 * A draft against sources. Pairwise, every source is held against the draft by itself. In a corpus, one walk over the
 * sources finds what formulas explain, how common each shingle is and which sources are candidates; only these are
 * aligned, and each stretch of the draft goes to the source that explains it best.
 */

import type { Omission } from '../model/diagnostic.js';
import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import { spanOfTokens, type Units, unitsOf } from '../outline/units.js';
import { clusters, countIssuer, placesOf, runsOf, walkRuns } from './candidates.js';
import { compareText } from './corpus.js';
import { compareTimes } from './direction.js';
import { type FlagOptions, type Limits, PAIR_BITS } from './flag-options.js';
import { findPassages, type PairPassage, type Prepared, prepareDraft } from './passages.js';
import type { Range } from './segments.js';
import { type Shingles, shinglesOf } from './shingles.js';
import { agreementOf, learn, type Model, modelOf, searchBits } from './surprise.js';
import { sideOf, vocabularyOf } from './vocabulary.js';

/** A report with its units. */
export interface Held {
  readonly report: Report;
  readonly units: Units;
  readonly text: string;
}

export interface Found {
  readonly source: Held;
  /** Token ranges with the last token of the last shingle. */
  readonly passage: PairPassage;
  readonly surprise: number;
}

export interface Search {
  readonly found: readonly Found[];
  /** 1 for each token of the draft that a formula explains. */
  readonly formulaTokens?: Uint8Array;
  readonly omitted: readonly Omission[];
}

export function hold(report: Report): Held {
  return { report, units: unitsOf(report), text: report.source.text };
}

/** Every source by itself. */
export async function searchEach(
  draft: Held,
  sources: readonly Report[],
  limits: Limits,
  options: FlagOptions,
): Promise<Search> {
  const ready = prepareDraft(shinglesOf(draft.units, draft.text));
  const found: Found[] = [];
  for (const [i, report] of sources.entries()) {
    if (sources.length > 1) await breathe(i, sources.length, 'passages', options);
    const source = hold(report);
    found.push(...foundIn(ready, draft, source, shinglesOf(source.units, source.text), limits, options));
  }
  return { found, omitted: [] };
}

function foundIn(
  ready: Prepared,
  draft: Held,
  source: Held,
  shingles: Shingles,
  limits: Limits,
  options: FlagOptions,
): Found[] {
  const own = ready.side.shingles;
  const passages = findPassages(ready, shingles, {
    minBits: Math.min(limits.minBits, PAIR_BITS),
    summaries: options.summaries === true,
    accept: (passage) =>
      charactersOf(draft, covered(own, passage.draft)) >= limits.minChars &&
      charactersOf(source, covered(shingles, passage.source)) >= limits.minSourceChars,
  });
  return passages.map((passage) => ({
    source,
    passage: { draft: covered(own, passage.draft), source: covered(shingles, passage.source), bits: passage.bits },
    surprise: passage.bits,
  }));
}

/** A range of shingles as a range of tokens: the last shingle may reach one token further. */
function covered({ reach, length }: Shingles, { from, to }: Range): Range {
  return { from, to: Math.min(length, to - 1 + reach[to - 1]!) };
}

function charactersOf({ report, units, text }: Held, { from, to }: Range): number {
  const { start, end } = spanOfTokens(text, units.tokens, from, to, report.span);
  return end - start;
}

/** Runs that tell a formula, and runs that tell a candidate. */
const FORMULA_RUN = 8;
const FORMULA_LITERALS = 4;
const SEED_RUN = 5;
const SEED_LITERALS = 3;
/** All sources as one corpus. */
export async function searchCorpus(
  draft: Held,
  sources: readonly Report[],
  limits: Limits,
  options: FlagOptions,
): Promise<Search> {
  const own = shinglesOf(draft.units, draft.text);
  const vocabulary = vocabularyOf(own);
  const formulaRuns = runsOf(draft.units.tokens, FORMULA_RUN, FORMULA_LITERALS);
  const seedRuns = runsOf(draft.units.tokens, SEED_RUN, SEED_LITERALS);
  const places = placesOf(seedRuns);
  const model: Model = modelOf(draft.units.tokens);
  const count = new Float64Array(vocabulary.size + 2);
  let tokens = 0;
  let issuer = 0;
  const met: { readonly runs: Int32Array; readonly positions: Int32Array }[] = [];
  const kept = new Map<number, Held>();
  for (const [i, report] of sources.entries()) {
    await breathe(i, sources.length, 'read', options);
    if (i === 0 || sources[i - 1]!.issuer !== report.issuer) issuer++;
    const isOther = report.issuer !== draft.report.issuer;
    const source = hold(report);
    tokens += source.units.tokens.length;
    learn(model, source.units.tokens);
    if (tokens < MAX_KEPT) kept.set(i, source);
    const runs: number[] = [];
    const positions: number[] = [];
    walkRuns(seedRuns, source.units.tokens, (run, position) => {
      if (isOther) countIssuer(seedRuns, run, issuer);
      runs.push(run);
      positions.push(position);
    });
    if (isOther) walkRuns(formulaRuns, source.units.tokens, (run) => countIssuer(formulaRuns, run, issuer));
    met.push({ runs: Int32Array.from(runs), positions: Int32Array.from(positions) });
    const side = sideOf(shinglesOf(source.units, source.text), vocabulary);
    for (let w = 0; w < count.length; w++) count[w]! += side.count[w]!;
  }
  const isFormula = (run: number): boolean => formulaRuns.issuers[run]! + 1 >= limits.minIssuers;
  const mask = new Uint8Array(own.length);
  for (let i = 0; i < own.length; i++) {
    const run = formulaRuns.at[i]!;
    if (run >= 0 && isFormula(run)) mask.fill(1, i, i + FORMULA_RUN);
  }
  const explained = options.formulas ? undefined : mask;
  const ready = prepareDraft(shinglesOf(draft.units, draft.text, explained), vocabulary, { count, tokens });
  const toll = searchBits(tokens);
  const isRare = (run: number): boolean => seedRuns.issuers[run]! + 1 < limits.minIssuers || seedRuns.issuers[run]! <= 2;
  const found: Found[] = [];
  for (const [i, report] of sources.entries()) {
    await breathe(i, sources.length, 'passages', options);
    const { runs, positions } = met[i]!;
    if (!clusters(places, runs, positions, isRare)) continue;
    const source = kept.get(i) ?? hold(report);
    const theirs = explained && new Uint8Array(source.units.tokens.length);
    if (theirs) {
      walkRuns(formulaRuns, source.units.tokens, (run, position) => {
        if (isFormula(run)) theirs.fill(1, position, position + FORMULA_RUN);
      });
    }
    for (const one of foundIn(ready, draft, source, shinglesOf(source.units, source.text, theirs), limits, options)) {
      const { bits } = agreementOf(
        model,
        draft.units.tokens,
        one.passage.draft,
        source.units.tokens,
        one.passage.source,
        explained,
      );
      const surprise = bits - toll;
      if (surprise >= limits.minBits) found.push({ ...one, surprise });
    }
  }
  const { taken, others } = settleSources(found);
  const omitted: Omission[] =
    others === 0
      ? []
      : [
          {
            what: 'passages',
            count: others,
            reason: 'the same stretch of the draft is better explained by another source',
          },
        ];
  return { found: taken, formulaTokens: mask, omitted };
}

/** Tokens of sources kept from the first walk to the second; the rest are read again where they are candidates. */
const MAX_KEPT = 16_000_000;

/** Share of a passage that better ones may already cover. */
const MAX_COVERED = 0.5;

/** Best first: a stretch of the draft goes to the source that explains it best; of equals to the earliest. */
function settleSources(found: readonly Found[]): { readonly taken: Found[]; readonly others: number } {
  const order = [...found].sort(
    (a, b) =>
      b.surprise - a.surprise ||
      compareTimes(a.source.report, b.source.report) ||
      compareText(a.source.report.id, b.source.report.id) ||
      a.passage.draft.from - b.passage.draft.from,
  );
  const taken: Found[] = [];
  for (const one of order) {
    const { from, to } = one.passage.draft;
    let overlap = 0;
    for (const { passage } of taken) {
      overlap += Math.max(0, Math.min(to, passage.draft.to) - Math.max(from, passage.draft.from));
    }
    if (overlap <= MAX_COVERED * (to - from)) taken.push(one);
  }
  return { taken, others: found.length - taken.length };
}

/** Sources between two rests: a rest lets a signal arrive. */
const REST = 32;

async function breathe(done: number, total: number, stage: string, { signal, onProgress }: FlagOptions): Promise<void> {
  if (done % REST === 0 && done > 0) await new Promise((resolve) => setTimeout(resolve));
  if (signal?.aborted) throw new TaohuaError('aborted', `Stopped at ${stage} ${done} of ${total}, as asked.`);
  onProgress?.({ stage, done, total });
}
