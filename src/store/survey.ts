/**
 * The index's answers to a search for copies: runs of the draft are looked up in every segment, and what the lists of
 * places say is counted as the walk over reports in memory counts it. A list is read no further than the answer needs.
 */

import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';
import { breathe } from '../reuse/breathe.js';
import { hashRun, walkRuns } from '../reuse/candidates.js';
import type { Held } from '../reuse/copy-align.js';
import { type CorpusSource, firstPlaces, type Met, type Survey } from '../reuse/corpus-source.js';
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

async function surveyIndex(corpus: IndexedCorpus, asked: Survey, running: Running): Promise<readonly Met[]> {
  checkWidths(asked);
  await breathe(0, 1, 'read', running);
  learnCounts(corpus, asked);
  const runs = runsOfDraft(asked.tokens.id);
  const found = findAll(corpus, runs.keys, asked.issuer);
  const met = countSeeds(found, runs, asked);
  for (const entry of corpus.left) await unlearn(await corpus.hold(entry), asked);
  return met;
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

/** Adds what the segments hold to the counts of the language model, and takes back what is withdrawn. */
function learnCounts({ segments, withdrawn }: IndexedCorpus, { model }: Survey): void {
  const block = createBlock();
  for (const [t, { hashes, size }] of model.tables.entries()) {
    const keys = hashes.slice(0, size);
    const run = Uint32Array.from(keys.keys());
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
  for (const { tokens } of segments) model.tokens += tokens;
  for (const { tokens } of withdrawn) model.tokens -= tokens;
}

/** Takes a report that is in a segment but no source out of the counts. */
async function unlearn({ units: { tokens } }: Held, { model }: Survey): Promise<void> {
  for (const [t, table] of model.tables.entries()) {
    const counts = model.counts[t]!;
    walkRuns(table, tokens, (run) => counts[run]!--);
  }
  model.tokens -= tokens.length;
}

interface DraftRuns {
  /** Distinct hashes, ascending. */
  readonly keys: Uint32Array;
  /** Index in `keys` of the run at each token of the draft. */
  readonly at: Int32Array;
}

function runsOfDraft(id: Uint32Array): DraftRuns {
  const count = Math.max(0, id.length - PLACED + 1);
  const hashes = new Uint32Array(count);
  for (let i = 0; i < count; i++) hashes[i] = hashRun(id, i, PLACED);
  const places = Uint32Array.from(hashes.keys());
  sortByKey(hashes, places);
  const at = new Int32Array(id.length).fill(-1);
  let distinct = 0;
  for (let i = 0; i < count; i++) {
    if (i === 0 || hashes[i] !== hashes[i - 1]) hashes[distinct++] = hashes[i]!;
    at[places[i]!] = distinct - 1;
  }
  return { keys: hashes.subarray(0, distinct), at };
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
function countSeeds(found: readonly FoundIn[], { at }: DraftRuns, { seedRuns, rareBelow }: Survey): Met[] {
  const first = firstPlaces(seedRuns);
  const issuers = new IssuerSet();
  const met = new Map<number, number[]>();
  for (let run = 0; run < seedRuns.size; run++) {
    const key = at[first[run]!]!;
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
