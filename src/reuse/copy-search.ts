/**
 * A draft against sources. Pairwise, every source is held against the draft by itself. In a corpus, one walk over the
 * sources finds what formulas explain, what the language model charges and where rare runs of the draft stand close
 * together; only there is anything aligned, and each stretch of the draft goes to the source that explains it best.
 */

import type { Omission } from '../model/diagnostic.js';
import type { Report } from '../model/report.js';
import type { Tokens } from '../model/tokens.js';
import { readAhead } from './ahead.js';
import { learnShipped, modelOf } from './background.js';
import { breathe } from './breathe.js';
import { placesOf, type RunPlaces, type RunTable, runsOf, walkRuns } from './candidates.js';
import { type Found, type Held, hold, passagesBetween, passagesIn } from './copy-align.js';
import { compareText } from './corpus.js';
import type { CorpusSource, Met } from './corpus-source.js';
import { compareTimes } from './direction.js';
import { formulasIn } from './draft-formulas.js';
import type { FlagOptions, Limits } from './flag-options.js';
import type { PlacedFormula } from './labels.js';
import { prepareDraft } from './passages.js';
import { regionsOf } from './regions.js';
import { shinglesOf } from './shingles.js';
import { commonRuns, type ShippedCounts } from './shipped-counts.js';
import { agreementOf, searchBits } from './surprise.js';
import { unite } from './unite.js';

export interface Search {
  readonly found: readonly Found[];
  readonly explained?: Explained;
  readonly omitted: readonly Omission[];
}

/** What of the draft may stand elsewhere too. */
export interface Explained {
  readonly formulas: readonly PlacedFormula[];
  /** 1 for each token of the draft in a text that may be copied. */
  readonly allowed: Uint8Array;
}

/** Every source by itself. */
export async function searchEach(
  draft: Held,
  sources: CorpusSource,
  limits: Limits,
  options: FlagOptions,
): Promise<Search> {
  const ready = prepareDraft(shinglesOf(draft.units, draft.text));
  const found: Found[] = [];
  for (let i = 0; i < sources.size; i++) {
    if (sources.size > 1) await breathe(i, sources.size, 'passages', options);
    found.push(...passagesBetween(ready, draft, await sources.hold(i), limits, options));
  }
  return { found, omitted: [] };
}

/** Tokens of a run that tells a candidate, of one that tells a text that may be copied, and literals among them. */
const SEED_RUN = 5;
const SEED_LITERALS = 3;
const BASE_RUN = 8;
const BASE_LITERALS = 4;
/** Rare runs that make a region: a stretch below the threshold of surprise may have more. */
const MET = 6;
/** A run is rare when so many other issuers say it, or too few for a formula. */
const RARE_ISSUERS = 2;

export interface SearchOptions extends FlagOptions {
  /** What was learned beforehand, where the sources are few. */
  readonly counts?: ShippedCounts | undefined;
}

/** All sources as one corpus. */
export async function searchCorpus(
  draft: Held,
  sources: CorpusSource,
  limits: Limits,
  options: SearchOptions,
): Promise<Search> {
  const own = draft.units.tokens;
  const seedRuns = runsOf(own, SEED_RUN, SEED_LITERALS);
  const model = modelOf(own);
  const rareBelow = Math.max(limits.minIssuers - 1, RARE_ISSUERS + 1);
  const places = placesOf(seedRuns);
  const asked = { issuer: draft.report.issuer, tokens: own, seedRuns, rareBelow, places, least: MET, model };
  const { met, occurrences, learn } = await sources.survey(asked, options);
  const toll = searchBits(model.tokens);
  const { counts } = options;
  if (counts !== undefined) learnShipped(model, counts);
  const common = counts === undefined ? undefined : commonRuns(seedRuns, counts);
  const isRare = (run: number): boolean => seedRuns.issuers[run]! < rareBelow && common?.[run] !== 1;
  const rare = { table: seedRuns, occurrences, isRare };
  // Of thousands of sources that share a run a few share enough: only those are read, and rested between.
  const near = met.flatMap((one) => {
    const { a, b } = sortedPlaces(one, places, isRare);
    const regions = regionsOf(a, b, MET);
    return regions.length === 0 ? [] : [{ source: one.source, regions }];
  });
  const reading = readAhead(near, (one) => sources.hold(one.source));
  const formulas = await formulasIn(draft, sources, seedRuns, options);
  const allowed = standingInBase(own, options.base ?? []);
  const mask = formulas.mask.map((inFormula, i) => inFormula | allowed[i]!);
  const isExplained = explainedRuns(seedRuns, mask);
  const maskOf = (text: Held): Uint8Array => {
    const explained = new Uint8Array(text.units.tokens.length);
    walkRuns(seedRuns, text.units.tokens, (run, position) => {
      if (isExplained[run] === 1) explained.fill(1, position, position + SEED_RUN);
    });
    return explained;
  };
  const masked = (text: Held, mask: () => Uint8Array): Held =>
    options.formulas ? text : { ...text, explained: mask() };
  const ready = masked(draft, () => mask);
  const found: Found[] = [];
  let done = 0;
  for await (const [{ regions }, plain] of reading) {
    await breathe(done++, near.length, 'passages', options);
    const source = masked(plain, () => maskOf(plain));
    for (const region of regions) {
      for (const one of passagesIn(ready, source, region, limits)) {
        const { draft: here, source: there, bits: likelihood } = one.passage;
        learn(here);
        const {
          bits,
          draft: ours,
          source: theirs,
        } = agreementOf({ tokens: own, range: here }, { tokens: source.units.tokens, range: there }, here.from, {
          model,
          rare,
          ...(ready.explained ? { explained: ready.explained.subarray(here.from, here.to) } : {}),
        });
        if (bits > 0)
          found.push({ source, passage: { draft: ours, source: theirs, bits: likelihood }, surprise: bits });
      }
    }
  }
  const { taken, omitted } = settleSources(found, toll, limits.minBits);
  const explained = { formulas: formulas.placed, allowed };
  return { found: taken, explained, omitted: [...formulas.omitted, ...omitted] };
}

/** 1 for each token of the draft in a long run that a text which may be copied has too. */
function standingInBase(own: Tokens, base: readonly Report[]): Uint8Array {
  const allowed = new Uint8Array(own.length);
  if (base.length === 0) return allowed;
  const runs = runsOf(own, BASE_RUN, BASE_LITERALS);
  const isMet = new Uint8Array(runs.size);
  for (const report of base) {
    walkRuns(runs, hold(report).units.tokens, (run) => {
      isMet[run] = 1;
    });
  }
  for (const [i, run] of runs.at.entries()) if (run >= 0 && isMet[run] === 1) allowed.fill(1, i, i + BASE_RUN);
  return allowed;
}

/** 1 for each run that is explained wherever the draft has it: there it is no sign of copying in a source either. */
function explainedRuns({ at, size, width }: RunTable, mask: Uint8Array): Uint8Array {
  const explained = new Uint8Array(size).fill(1);
  let inRow = 0;
  for (let end = 0; end < mask.length; end++) {
    inRow = mask[end] === 1 ? inRow + 1 : 0;
    const run = end + 1 >= width ? at[end + 1 - width]! : -1;
    if (run >= 0 && inRow < width) explained[run] = 0;
  }
  return explained;
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

/** Share of a passage that better ones may already cover. */
const MAX_COVERED = 0.5;

/** Less `toll`, from `minBits` on, best first: a stretch of the draft goes to the source that explains it best; of equals to the earliest. */
export function settleSources(
  found: readonly Found[],
  toll: number,
  minBits: number,
): { readonly taken: Found[]; readonly omitted: Omission[] } {
  const whole = unite(found)
    .map((one) => ({ ...one, surprise: one.surprise - toll }))
    .filter(({ surprise }) => surprise >= minBits);
  const order = whole.sort(
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
