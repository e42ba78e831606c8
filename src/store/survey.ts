/**
 * The index's answers to a search for copies: runs of the draft are looked up in every segment, and what the lists of
 * places say is counted as the walk over reports in memory counts it. A list is read no further than the answer needs.
 */

import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';
import { breathe } from '../reuse/breathe.js';
import { type RunTable, walkRuns } from '../reuse/candidates.js';
import type { Held } from '../reuse/copy-align.js';
import type { CorpusSource, Met, Survey, Surveyed } from '../reuse/corpus-source.js';
import type { Range } from '../reuse/range.js';
import type { WordingSearch } from '../reuse/wording-search.js';
import { sortByKey } from '../sketch/radix.js';
import { Lists } from './lists.js';
import type { ReportEntry } from './record.js';
import { COUNTED, PLACED, reportAt } from './segment.js';
import type { Segment } from './segment-file.js';
import { createBlock } from './table-reader.js';

export interface IndexedCorpus {
  /** Canonical order, without the draft. */
  readonly sources: readonly ReportEntry[];
  /** Reports that are in the segments and not among the sources. */
  readonly left: readonly ReportEntry[];
  readonly segments: readonly Segment[];
  /** Counts of reports that are in the segments and were removed. */
  readonly withdrawn: readonly Segment[];
  hold(entry: ReportEntry): Promise<Held>;
  wordings(running: Running): Promise<WordingSearch>;
}

export function corpusOfIndex(corpus: IndexedCorpus): CorpusSource {
  const { sources } = corpus;
  return {
    size: sources.length,
    issuers: new Set(sources.map(({ issuer }) => issuer)),
    scripts: new Set(sources.map(({ script }) => (script === 'latin' ? 'latin' : 'han'))),
    survey: (asked, running) => surveyIndex(corpus, asked, running),
    hold: (source) => corpus.hold(sources[source]!),
    wordings: (running) => corpus.wordings(running),
  };
}

async function surveyIndex(corpus: IndexedCorpus, asked: Survey, running: Running): Promise<Surveyed> {
  checkWidths(asked);
  await breathe(0, 1, 'read', running);
  const learn = learnerOf(corpus, asked);
  const { keys, rank } = sortedRuns(asked.seedRuns);
  const found = findAll(corpus, keys, asked.issuer);
  const met = countSeeds(found, rank, asked);
  for (const entry of corpus.left) await unlearn(await corpus.hold(entry), asked);
  return { met, learn };
}

function checkWidths({ seedRuns, model }: Survey): void {
  const asked = [...model.tables.map(({ width }) => width), seedRuns.width];
  const kept = [...COUNTED, PLACED];
  if (asked.join() !== kept.join()) {
    throw new TaohuaError(
      'index-version',
      `the search asks for runs of ${asked.join(', ')} tokens, the index keeps ${kept.join(', ')}; build it anew`,
    );
  }
}

/** Hashes of the runs of a table, ascending, and the place of each run among them. */
function sortedRuns({ hashes }: RunTable): { readonly keys: Uint32Array; readonly rank: Uint32Array } {
  const keys = hashes.slice();
  const run = Uint32Array.from(keys.keys());
  sortByKey(keys, run);
  const rank = new Uint32Array(run.length);
  for (let i = 0; i < run.length; i++) rank[run[i]!] = i;
  return { keys, rank };
}

/**
 * Adds what the segments hold to the counts of the language model, and takes back what is withdrawn: for the tokens of the
 * draft that are asked for, each run once. Only what agrees with a source is priced, a small part of most drafts.
 */
function learnerOf({ segments, withdrawn }: IndexedCorpus, { model }: Survey): (stretch: Range) => void {
  for (const { tokens } of segments) model.tokens += tokens;
  for (const { tokens } of withdrawn) model.tokens -= tokens;
  const block = createBlock();
  const isKnown = model.tables.map(({ size }) => new Uint8Array(size));
  return ({ from, to }) => {
    for (const [t, { at, hashes }] of model.tables.entries()) {
      const known = isKnown[t]!;
      const fresh: number[] = [];
      for (let i = from; i < to; i++) {
        const run = at[i]!;
        if (run < 0 || known[run] === 1) continue;
        known[run] = 1;
        fresh.push(run);
      }
      const run = Uint32Array.from(fresh);
      const keys = run.map((one) => hashes[one]!);
      sortByKey(keys, run);
      const counts = model.counts[t]!;
      for (const segment of segments) {
        segment.counts[t]!.find(keys, block, (i, row) => {
          counts[run[i]!]! += block.times[row]!;
        });
      }
      for (const segment of withdrawn) {
        segment.counts[t]!.find(keys, block, (i, row) => {
          counts[run[i]!]! -= block.times[row]!;
        });
      }
    }
  };
}

/** Takes a report that is in a segment but no source out of the counts. */
async function unlearn({ units: { tokens } }: Held, { model }: Survey): Promise<void> {
  for (const [t, table] of model.tables.entries()) {
    const counts = model.counts[t]!;
    walkRuns(table, tokens, (run) => counts[run]!--);
  }
  model.tokens -= tokens.length;
}

/** A segment with what the draft's runs meet in it. */
interface FoundIn {
  readonly lists: Lists;
  /** Number among the sources of each report of the segment, and of its issuer; -1 for what is not counted. */
  readonly source: Int32Array;
  readonly issuer: Int32Array;
  /** More issuers of a list than these, and some of them count. */
  readonly notCounted: number;
}

function findAll({ sources, segments }: IndexedCorpus, keys: Uint32Array, own: string): FoundIn[] {
  const numbers = new Map(sources.map(({ no }, i) => [no, i]));
  const issuers = new Map<string, number>();
  for (const { issuer } of sources) if (!issuers.has(issuer)) issuers.set(issuer, issuers.size);
  issuers.set(own, -1);
  return segments.map((segment) => {
    const source = Int32Array.from(segment.report, (no) => numbers.get(no) ?? -1);
    const issuer = source.map((i) => (i < 0 ? -1 : issuers.get(sources[i]!.issuer)!));
    // The draft's own issuer, and at worst one for each report that is left out or withdrawn.
    const notCounted = source.reduce((sum, i) => (i < 0 ? sum + 1 : sum), 1);
    return { lists: new Lists(segment, keys), source, issuer, notCounted };
  });
}

/** Distinct issuers of one run after another. */
class IssuerSet {
  count = 0;
  private readonly seen: Map<number, number> = new Map();
  private round = 0;

  clear(): void {
    this.round++;
    this.count = 0;
  }

  add(issuer: number): void {
    if (issuer < 0 || this.seen.get(issuer) === this.round) return;
    this.seen.set(issuer, this.round);
    this.count++;
  }
}

/** Fills in the issuers of the seed runs and gathers the places of rare ones. */
function countSeeds(found: readonly FoundIn[], rank: Uint32Array, { seedRuns, rareBelow }: Survey): Met[] {
  const issuers = new IssuerSet();
  const met = new Map<number, number[]>();
  for (let run = 0; run < seedRuns.size; run++) {
    const key = rank[run]!;
    issuers.clear();
    for (const one of found) countPlaces(one, key, rareBelow, issuers);
    seedRuns.issuers[run] = issuers.count;
    if (issuers.count < rareBelow) for (const one of found) gather(one, key, run, met);
  }
  return [...met.keys()].sort((a, b) => a - b).map((source) => metIn(source, met.get(source)!));
}

function countPlaces({ lists, issuer, notCounted }: FoundIn, key: number, enough: number, issuers: IssuerSet): void {
  if (lists.times[key] === 0 || issuers.count >= enough) return;
  if (lists.issuers[key]! >= enough + notCounted) {
    issuers.count = enough;
    return;
  }
  const { start } = lists.segment;
  let report = 0;
  for (const place of lists.places(key)) {
    report = reportAt(start, place, report);
    issuers.add(issuer[report]!);
    if (issuers.count >= enough) return;
  }
}

/** A place and a run in one double. */
const RUNS = 2 ** 26;

function gather({ lists, source }: FoundIn, key: number, run: number, met: Map<number, number[]>): void {
  if (lists.times[key] === 0) return;
  const { start } = lists.segment;
  let report = 0;
  for (const place of lists.places(key)) {
    report = reportAt(start, place, report);
    const number = source[report]!;
    if (number < 0) continue;
    const packed = (place - start[report]!) * RUNS + run;
    const held = met.get(number);
    if (held === undefined) met.set(number, [packed]);
    else held.push(packed);
  }
}

function metIn(source: number, packed: number[]): Met {
  const sorted = Float64Array.from(packed).sort();
  return {
    source,
    runs: Int32Array.from(sorted, (place) => place % RUNS),
    positions: Int32Array.from(sorted, (place) => Math.floor(place / RUNS)),
  };
}
