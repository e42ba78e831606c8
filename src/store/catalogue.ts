/**
 * The reports of an index in their canonical order, and what a sample of them taught: put together when first asked for
 * after a change, and kept until the next.
 */

import type { Running } from '../model/progress.js';
import type { Held } from '../reuse/copy-align.js';
import { compareText } from '../reuse/corpus.js';
import { learnFrom } from '../reuse/corpus-source.js';
import { sampleOf, WHOLE } from '../reuse/sample.js';
import { WordingSearch } from '../reuse/wording-search.js';
import type { Record, ReportEntry } from './record.js';
import type { SegmentSet } from './segment-set.js';
import { packWordings, unpackWordings } from './wordings-file.js';

/** Samples whose wordings stand in memory: that of all reports, and one without a draft. */
const MOST = 2;

export class Catalogue {
  private readonly record: Record;
  private readonly set: SegmentSet;
  private readonly read: (entry: ReportEntry) => Promise<Held>;
  private sorted: readonly ReportEntry[] | undefined;
  private chosen: readonly ReportEntry[] | undefined;
  /** By the numbers of the sample; the last is the one used last. */
  private readonly ready: Map<string, WordingSearch> = new Map();

  constructor(record: Record, set: SegmentSet, read: (entry: ReportEntry) => Promise<Held>) {
    this.record = record;
    this.set = set;
    this.read = read;
  }

  /** Reports have come or gone. */
  change(): void {
    this.sorted = undefined;
    this.chosen = undefined;
  }

  /** By issuer, then by id. */
  get reports(): readonly ReportEntry[] {
    this.sorted ??= [...this.record.reports.values()].sort(
      (a, b) => compareText(a.issuer, b.issuer) || compareText(a.id, b.id),
    );
    return this.sorted;
  }

  /** What the reports without one id teach. That one is rarely in the sample, which then is the same as that of all. */
  async wordings(without: string | undefined, running: Running): Promise<WordingSearch> {
    const all = this.sample;
    const sample = all.some(({ id }) => id === without)
      ? sampled(this.reports.filter(({ id }) => id !== without))
      : all;
    const key = keyOf(sample);
    const known = this.ready.get(key) ?? this.kept(sample) ?? (await this.learn(sample, running));
    this.ready.delete(key);
    this.ready.set(key, known);
    for (const oldest of this.ready.keys()) if (this.ready.size > MOST) this.ready.delete(oldest);
    return known;
  }

  /** Keeps what the reports teach for those who open the index next. */
  async settle(): Promise<void> {
    if (this.record.reports.size > WHOLE) await this.wordings(undefined, {});
  }

  /** Words for what is wrong with the wordings that are kept. Cost: that of learning them. */
  async faults(): Promise<string[]> {
    const bytes = this.set.readWordings();
    if (bytes === undefined) return [];
    const kept = unpackWordings(bytes);
    if (kept === undefined) return ['the wordings that were learned are damaged'];
    if (kept.sample.join() !== keyOf(this.sample)) return [];
    const wordings = await learnFrom(this.sample, this.read, {});
    const isRight = Buffer.compare(packWordings({ sample: kept.sample, wordings }), bytes) === 0;
    return isRight ? [] : ['the wordings that were learned are not what their reports teach'];
  }

  private get sample(): readonly ReportEntry[] {
    this.chosen ??= sampled(this.reports);
    return this.chosen;
  }

  private kept(sample: readonly ReportEntry[]): WordingSearch | undefined {
    const bytes = this.set.readWordings();
    const kept = bytes && unpackWordings(bytes);
    return kept?.sample.join() === keyOf(sample) ? new WordingSearch(kept.wordings) : undefined;
  }

  private async learn(sample: readonly ReportEntry[], running: Running): Promise<WordingSearch> {
    const wordings = await learnFrom(sample, this.read, running);
    // Without a draft they serve that draft alone.
    if (sample === this.chosen)
      this.set.keepWordings(packWordings({ sample: Uint32Array.from(sample, ({ no }) => no), wordings }));
    return new WordingSearch(wordings);
  }
}

function sampled(reports: readonly ReportEntry[]): readonly ReportEntry[] {
  return sampleOf(reports).map((at) => reports[at]!);
}

function keyOf(sample: readonly ReportEntry[]): string {
  return sample.map(({ no }) => no).join();
}
