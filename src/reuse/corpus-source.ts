/**
 * What a search for copies asks of a corpus, so that reports in memory and an index on disk answer alike: how many other
 * issuers say each run of the draft, where its rare runs stand, how common its words are, and single reports. Here the
 * answers for reports in memory, by one walk over them; an index gives the same numbers by looking them up.
 */

import type { Running } from '../model/progress.js';
import type { Report } from '../model/report.js';
import type { Tokens } from '../model/tokens.js';
import { learn, type Model } from './background.js';
import { breathe } from './breathe.js';
import { countIssuer, type RunPlaces, type RunTable, walkRuns } from './candidates.js';
import { type Held, hold } from './copy-align.js';
import { compareText } from './corpus.js';
import type { Range } from './range.js';
import { sampleOf } from './sample.js';
import { WordingSearch } from './wording-search.js';
import type { Wordings } from './wordings.js';

/** A draft as a corpus is asked about it; the corpus fills in the counts. */
export interface Survey {
  /** Not counted among the issuers of a run. */
  readonly issuer: string;
  readonly tokens: Tokens;
  /** `issuers` are to be filled in: exact below the bound, anything from the bound on above it. */
  readonly seedRuns: RunTable;
  readonly rareBelow: number;
  /** Where each run stands in the draft. A source is told of where its rare runs make so many pairs of places with it. */
  readonly places: RunPlaces;
  readonly least: number;
  /** To have learned all reports, as far as `learn` was asked. */
  readonly model: Model;
}

/** Runs of the draft (by number) and where they stand in one source, in its order. */
export interface Met {
  readonly source: number;
  readonly runs: Int32Array;
  readonly positions: Int32Array;
}

export interface Surveyed {
  /** Every place of every rare run in the sources told of, and whatever else was met on the way; sources in order. */
  readonly met: readonly Met[];
  /** How often each rare run stands in all sources together. */
  readonly occurrences: Float64Array;
  /** Makes the model's counts whole for some tokens of the draft; those of the others may be lacking until they are asked for. */
  readonly learn: (stretch: Range) => void;
}

/** A corpus that can be asked. Sources are numbered in the canonical order: issuer, id, text. */
export interface CorpusSource {
  readonly size: number;
  readonly issuers: ReadonlySet<string>;
  /** `latin`, `han`, or both. */
  readonly scripts: ReadonlySet<'latin' | 'han'>;
  survey(asked: Survey, running: Running): Promise<Surveyed>;
  hold(source: number): Promise<Held>;
  /** What a sample of the reports taught; of a large corpus only. */
  wordings(running: Running): Promise<WordingSearch>;
}

/** A collection of reports that answers for itself, such as an index on disk. */
export interface ReportIndex {
  /** Without the report of that id, as a draft is never its own source. */
  corpus(without?: string): Promise<CorpusSource>;
}

/** What samples taught, the last two of them. */
type Learned = { readonly sample: readonly Report[]; readonly search: WordingSearch }[];

/** Reports that several drafts are held against: what a large set of them teaches is learned once. */
export function collectionOf(reports: readonly Report[]): ReportIndex {
  const learned: Learned = [];
  return { corpus: async (without) => corpusOf(without === undefined ? reports : others(reports, without), learned) };
}

function others(reports: readonly Report[], without: string): readonly Report[] {
  return reports.filter(({ id }) => id !== without);
}

/** Reports in memory. Cost of a survey: linear in all of them. */
export function corpusOf(reports: readonly Report[], learned: Learned = []): CorpusSource {
  const sources = [...new Set(reports)].sort(canonical);
  const kept = new Map<number, Held>();
  const held = async (source: number): Promise<Held> => kept.get(source) ?? hold(sources[source]!);
  return {
    size: sources.length,
    issuers: new Set(sources.map(({ issuer }) => issuer)),
    scripts: new Set(sources.map(({ script }) => (script === 'latin' ? 'latin' : 'han'))),
    survey: (asked, running) => walk(sources, kept, asked, running),
    hold: held,
    wordings: async (running) => {
      const chosen = sampleOf(sources);
      const sample = chosen.map((at) => sources[at]!);
      const known = learned.find((one) => one.sample.every((report, i) => report === sample[i]));
      if (known !== undefined) return known.search;
      const search = new WordingSearch(await learnFrom(chosen, held, running));
      learned.unshift({ sample, search });
      learned.length = Math.min(learned.length, MOST_LEARNED);
      return search;
    },
  };
}

/** That of all, and one without a draft. */
const MOST_LEARNED = 2;

/** Reads some sources and learns what they say alike. Cost: linear in them, some 30 ms of CPU a report. */
export async function learnFrom<T>(
  sample: readonly T[],
  hold: (source: T) => Promise<Held>,
  running: Running,
): Promise<Wordings> {
  // What was learned is mostly kept: only who learns waits for the engine that does it.
  const { learnWordings } = await import('./learn-wordings.js');
  const held: Held[] = [];
  for (const [i, source] of sample.entries()) {
    await breathe(i, sample.length, 'formulas', running);
    held.push(await hold(source));
  }
  return learnWordings(held);
}

/** By issuer, then by id; years of one issuer are neighbours. */
export function canonical(a: Report, b: Report): number {
  return (
    compareText(a.issuer, b.issuer) ||
    compareText(a.id, b.id) ||
    compareText(a.source.text, b.source.text) ||
    a.span.start - b.span.start
  );
}

/** Tokens of sources kept from the survey on; the rest are read again where they are asked for. */
const MAX_KEPT = 16_000_000;

async function walk(
  sources: readonly Report[],
  kept: Map<number, Held>,
  { issuer: own, seedRuns, places, least, model }: Survey,
  running: Running,
): Promise<Surveyed> {
  const met: Met[] = [];
  const occurrences = new Float64Array(seedRuns.size);
  let issuer = 0;
  for (const [i, report] of sources.entries()) {
    await breathe(i, sources.length, 'read', running);
    if (i === 0 || sources[i - 1]!.issuer !== report.issuer) issuer++;
    const isOther = report.issuer !== own;
    const source = hold(report);
    const { tokens } = source.units;
    learn(model, tokens);
    if (model.tokens < MAX_KEPT) kept.set(i, source);
    const runs: number[] = [];
    const positions: number[] = [];
    let pairs = 0;
    walkRuns(seedRuns, tokens, (run, position) => {
      if (isOther) countIssuer(seedRuns, run, issuer);
      occurrences[run]!++;
      pairs += places.from[run + 1]! - places.from[run]!;
      runs.push(run);
      positions.push(position);
    });
    if (pairs >= least) met.push({ source: i, runs: Int32Array.from(runs), positions: Int32Array.from(positions) });
  }
  // All is learned by now.
  return { met, occurrences, learn: () => {} };
}
