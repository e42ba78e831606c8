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
  const { met, occurrences } = countSeeds(found, rank, asked);
  for (const entry of corpus.left) await unlearn(await corpus.hold(entry), asked);
  return { met, occurrences, learn };
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
  private readonly seen: Int32Array;
  private round = 0;

  /** `most`: above the number of every issuer. */
  constructor(most: number) {
    this.seen = new Int32Array(most);
  }

  clear(): void {
    this.round++;
    this.count = 0;
  }

  add(issuer: number): void {
    if (issuer < 0 || this.seen[issuer] === this.round) return;
    this.seen[issuer] = this.round;
    this.count++;
  }
}

/** Places of rare runs in sources, one behind the other. */
class Places {
  length = 0;
  source: Int32Array = new Int32Array(1 << 12);
  position: Int32Array = new Int32Array(1 << 12);
  run: Int32Array = new Int32Array(1 << 12);

  add(source: number, position: number, run: number): void {
    if (this.length === this.run.length) this.grow();
    this.source[this.length] = source;
    this.position[this.length] = position;
    this.run[this.length++] = run;
  }

  private grow(): void {
    const larger = (column: Int32Array): Int32Array => {
      const twice = new Int32Array(column.length * 2);
      twice.set(column);
      return twice;
    };
    this.source = larger(this.source);
    this.position = larger(this.position);
    this.run = larger(this.run);
  }
}

/** Fills in the issuers of the seed runs and gathers the places of rare ones. */
function countSeeds(found: readonly FoundIn[], rank: Uint32Array, asked: Survey): Omit<Surveyed, 'learn'> {
  const { seedRuns, rareBelow } = asked;
  const most = found.reduce((sum, { issuer }) => issuer.reduce((a, b) => Math.max(a, b), sum), 0);
  const issuers = new IssuerSet(most + 1);
  const places = new Places();
  const occurrences = new Float64Array(seedRuns.size);
  for (let run = 0; run < seedRuns.size; run++) {
    issuers.clear();
    const before = places.length;
    for (const one of found) readPlaces(one, rank[run]!, run, rareBelow, issuers, places);
    seedRuns.issuers[run] = issuers.count;
    if (issuers.count < rareBelow) occurrences[run] = places.length - before;
    else places.length = before;
  }
  return { met: metIn(places, asked), occurrences };
}

/** Adds the issuers of a run and its places in the sources; no further than the run is rare. */
function readPlaces(
  { lists, issuer, source, notCounted }: FoundIn,
  key: number,
  run: number,
  enough: number,
  issuers: IssuerSet,
  places: Places,
): void {
  if (lists.times[key] === 0 || issuers.count >= enough) return;
  if (lists.issuers[key]! >= enough + notCounted) {
    issuers.count = enough;
    return;
  }
  const { start } = lists.segment;
  const list = lists.places(key);
  let report = 0;
  for (let i = 0; i < list.length; i++) {
    const place = list[i]!;
    report = reportAt(start, place, report);
    issuers.add(issuer[report]!);
    if (issuers.count >= enough) return;
    if (source[report]! >= 0) places.add(source[report]!, place - start[report]!, run);
  }
}

/** A place and a run in one double. */
const RUNS = 2 ** 26;

/** The sources whose places make enough pairs with those of the draft, each with its places in order. */
function metIn(found: Places, { places, least }: Survey): Met[] {
  const { length, source, position, run } = found;
  const size = source.subarray(0, length).reduce((a, b) => Math.max(a, b), -1) + 1;
  const pairs = new Uint32Array(size);
  const count = new Uint32Array(size);
  for (let i = 0; i < length; i++) {
    pairs[source[i]!]! += places.from[run[i]! + 1]! - places.from[run[i]!]!;
    count[source[i]!]!++;
  }
  const packed = new Map<number, Float64Array>();
  for (let one = 0; one < size; one++)
    if (count[one]! > 0 && pairs[one]! >= least) packed.set(one, new Float64Array(count[one]!));
  for (let i = 0; i < length; i++) {
    const own = packed.get(source[i]!);
    if (own !== undefined) own[--count[source[i]!]!] = position[i]! * RUNS + run[i]!;
  }
  return [...packed].map(([one, both]) => {
    const sorted = both.sort();
    return {
      source: one,
      runs: Int32Array.from(sorted, (place) => place % RUNS),
      positions: Int32Array.from(sorted, (place) => Math.floor(place / RUNS)),
    };
  });
}
