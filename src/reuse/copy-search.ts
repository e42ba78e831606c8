/**
 * A draft against sources. Pairwise, every source is held against the draft by itself. In a corpus, one walk over the
 * sources finds what formulas explain, what the language model charges and where rare runs of the draft stand close
 * together; only there is anything aligned, and each stretch of the draft goes to the source that explains it best.
 */

import type { Omission } from '../model/diagnostic.js';
import { TaohuaError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import { countIssuer, placesOf, type RunPlaces, runsOf, walkRuns } from './candidates.js';
import { type Found, type Held, hold, passagesBetween, passagesIn } from './copy-align.js';
import { compareText } from './corpus.js';
import { compareTimes } from './direction.js';
import type { FlagOptions, Limits } from './flag-options.js';
import { prepareDraft } from './passages.js';
import { regionsOf } from './regions.js';
import { shinglesOf } from './shingles.js';
import { agreementOf, learn, modelOf, searchBits } from './surprise.js';

export interface Search {
  readonly found: readonly Found[];
  /** 1 for each token of the draft that a formula explains. */
  readonly formulaTokens?: Uint8Array;
  readonly omitted: readonly Omission[];
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
    found.push(...passagesBetween(ready, draft, hold(report), limits, options));
  }
  return { found, omitted: [] };
}

/** Tokens of a run that tells a formula, of one that tells a candidate, and Han characters or words among them. */
const FORMULA_RUN = 8;
const FORMULA_LITERALS = 4;
const SEED_RUN = 5;
const SEED_LITERALS = 3;
/** Rare runs that make a region: a stretch below the threshold of surprise may have more. */
const MET = 6;

/** All sources as one corpus. */
export async function searchCorpus(
  draft: Held,
  sources: readonly Report[],
  limits: Limits,
  options: FlagOptions,
): Promise<Search> {
  const own = draft.units.tokens;
  const formulaRuns = runsOf(own, FORMULA_RUN, FORMULA_LITERALS);
  const seedRuns = runsOf(own, SEED_RUN, SEED_LITERALS);
  const model = modelOf(own);
  learn(model, own);
  let issuer = 0;
  const met: Met[] = [];
  const kept = new Map<number, Held>();
  for (const [i, report] of sources.entries()) {
    await breathe(i, sources.length, 'read', options);
    if (i === 0 || sources[i - 1]!.issuer !== report.issuer) issuer++;
    const isOther = report.issuer !== draft.report.issuer;
    const source = hold(report);
    const { tokens } = source.units;
    learn(model, tokens);
    if (model.tokens < MAX_KEPT) kept.set(i, source);
    const runs: number[] = [];
    const positions: number[] = [];
    walkRuns(seedRuns, tokens, (run, position) => {
      if (isOther) countIssuer(seedRuns, run, issuer);
      runs.push(run);
      positions.push(position);
    });
    if (isOther) walkRuns(formulaRuns, tokens, (run) => countIssuer(formulaRuns, run, issuer));
    met.push({ runs: Int32Array.from(runs), positions: Int32Array.from(positions) });
  }
  const isFormula = (run: number): boolean => formulaRuns.issuers[run]! + 1 >= limits.minIssuers;
  const maskOf = (text: Held): Uint8Array => {
    const mask = new Uint8Array(text.units.tokens.length);
    walkRuns(formulaRuns, text.units.tokens, (run, position) => {
      if (isFormula(run)) mask.fill(1, position, position + FORMULA_RUN);
    });
    return mask;
  };
  const formulaTokens = maskOf(draft);
  const masked = (text: Held, mask: () => Uint8Array): Held =>
    options.formulas ? text : { ...text, explained: mask() };
  const ready = masked(draft, () => formulaTokens);
  const toll = searchBits(model.tokens);
  const places = placesOf(seedRuns);
  const isRare = (run: number): boolean =>
    seedRuns.issuers[run]! + 1 < limits.minIssuers || seedRuns.issuers[run]! <= 2;
  const found: Found[] = [];
  for (const [i, report] of sources.entries()) {
    await breathe(i, sources.length, 'passages', options);
    const { a, b } = sortedPlaces(met[i]!, places, isRare);
    const regions = regionsOf(a, b, MET);
    if (regions.length === 0) continue;
    const plain = kept.get(i) ?? hold(report);
    const source = masked(plain, () => maskOf(plain));
    for (const region of regions) {
      for (const one of passagesIn(ready, source, region, limits)) {
        const { draft: here, source: there } = one.passage;
        const mask = ready.explained?.subarray(here.from, here.to);
        const surprise = agreementOf(model, own, here, source.units.tokens, there, mask).bits - toll;
        if (surprise >= limits.minBits) found.push({ ...one, surprise });
      }
    }
  }
  const { taken, omitted } = settleSources(found);
  return { found: taken, formulaTokens, omitted };
}

/** Runs of the draft and where they stand in one source, in its order. */
interface Met {
  readonly runs: Int32Array;
  readonly positions: Int32Array;
}

/** Where rare runs stand in the draft and in the source, in the order of the draft. */
function sortedPlaces(
  { runs, positions }: Met,
  places: RunPlaces,
  isRare: (run: number) => boolean,
): { readonly a: Float64Array; readonly b: Float64Array } {
  const packed: number[] = [];
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i]!;
    if (!isRare(run)) continue;
    for (let p = places.from[run]!; p < places.from[run + 1]!; p++) {
      packed.push(places.token[p]! * PLACE + positions[i]!);
    }
  }
  const sorted = Float64Array.from(packed).sort();
  return { a: sorted.map((place) => Math.floor(place / PLACE)), b: sorted.map((place) => place % PLACE) };
}

/** Two token numbers in one double. */
const PLACE = 2 ** 26;

/** Tokens of sources kept from the first walk to the second; the rest are read again where they are candidates. */
const MAX_KEPT = 16_000_000;

/** Share of a passage that better ones may already cover. */
const MAX_COVERED = 0.5;

/** Best first: a stretch of the draft goes to the source that explains it best; of equals to the earliest. */
export function settleSources(found: readonly Found[]): { readonly taken: Found[]; readonly omitted: Omission[] } {
  const order = [...found].sort(
    (a, b) =>
      b.surprise - a.surprise ||
      compareTimes(a.source.report, b.source.report) ||
      compareText(a.source.report.id, b.source.report.id) ||
      a.passage.draft.from - b.passage.draft.from,
  );
  const taken: Found[] = [];
  let others = 0;
  for (const one of order) {
    const { from, to } = one.passage.draft;
    let overlap = 0;
    let isKnown = false;
    for (const { source, passage } of taken) {
      const shared = Math.max(0, Math.min(to, passage.draft.to) - Math.max(from, passage.draft.from));
      overlap += shared;
      if (shared > 0 && source.report === one.source.report) isKnown = true;
    }
    if (overlap <= MAX_COVERED * (to - from)) taken.push(one);
    else if (!isKnown) others++;
  }
  const omitted =
    others === 0
      ? []
      : [{ what: 'passages', count: others, reason: 'another source explains the same stretch of the draft better' }];
  return { taken, omitted };
}

/** Sources between two rests: a rest lets a signal arrive. */
const REST = 32;

async function breathe(done: number, total: number, stage: string, { signal, onProgress }: FlagOptions): Promise<void> {
  if (done % REST === 0 && done > 0) await new Promise((resolve) => setTimeout(resolve));
  if (signal?.aborted) throw new TaohuaError('aborted', `Stopped at ${stage} ${done} of ${total}, as asked.`);
  onProgress?.({ stage, done, total });
}
