/**
 * The segments of an index, made to agree with the record. What the record has and no segment holds is added, what a
 * segment holds and the record has not is withdrawn, what is damaged is made anew. A change is a new list of files.
 */

import type { Report } from '../model/report.js';
import { hold } from '../reuse/copy-align.js';
import { fingerprintOf } from './fingerprint.js';
import { CHUNK, fullLevel } from './levels.js';
import { ListedFiles } from './listed-files.js';
import { mergedReports, mergeTables, type Part } from './merge.js';
import type { Record } from './record.js';
import { reportsOf, type SegmentInput, writeCounts, writeTables } from './segment.js';
import { checkBlocks, type Segment, writeSegment } from './segment-file.js';
import { SegmentFolder } from './segment-folder.js';
import { bySegment, isInForce, type ListedWithdrawal, type Withdrawal, withdrawnFrom } from './withdrawals.js';

/** Tokens of reports whose look-ups a reader makes in memory: some 300 reports, 30 MB and a few seconds. */
const IN_MEMORY = 4_000_000;
/** Share of a segment's tokens that may be withdrawn before it is written anew without them. */
const WITHDRAWN = 0.25;

/** A report that the record has no longer, as far as its segment must know it. */
export interface GoneReport {
  readonly no: number;
  readonly issuer: string;
  readonly id: Uint32Array;
}

export class SegmentSet {
  segments: Segment[] = [];
  /** What was wrong and mended when the set was opened. */
  readonly mended: string[] = [];
  /** Reports without look-ups: too many for a reader to make them, which only a writer can keep. */
  behind = 0;
  private readonly inMemory: number;
  private readonly folder: SegmentFolder;
  private readonly record: Record;
  private written: Withdrawal[] = [];
  private wordings: string | undefined;
  private readonly issuers: Map<string, number> = new Map();

  private constructor(folder: SegmentFolder, record: Record, inMemory: number) {
    this.folder = folder;
    this.record = record;
    this.inMemory = inMemory;
  }

  /** Opens what there is and brings it in line with the record; without the right to write, in memory. */
  static async open(
    path: string,
    record: Record | Promise<Record>,
    isWritable: boolean,
    inMemory: number = IN_MEMORY,
  ): Promise<SegmentSet> {
    // Who only reads opens the files while the database opens the record; who writes has the record first, and so the lock.
    const early = isWritable ? undefined : new ListedFiles(new SegmentFolder(path, false));
    const held = await Promise.resolve(record).catch((error: unknown) => {
      early?.close();
      throw error;
    });
    let files = early ?? new ListedFiles(new SegmentFolder(path, true));
    if (!files.isCurrent()) {
      // A writer was done in between.
      files.close();
      files = new ListedFiles(new SegmentFolder(path, isWritable));
    }
    const set = new SegmentSet(files.folder, held, inMemory);
    set.take(files);
    await set.agree();
    return set;
  }

  /** The withdrawals that count: a report that is still in the record is not withdrawn. */
  get withdrawals(): readonly Withdrawal[] {
    return this.written.filter((withdrawal) => isInForce(withdrawal, (no) => this.record.reports.has(no)));
  }

  /** Bytes of all files. */
  get bytes(): number {
    const all = [...this.segments, ...this.written.map(({ segment }) => segment)];
    return all.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Adds reports that the record has by now. */
  async add(
    reports: readonly { readonly no: number; readonly report: Report; readonly id: Uint32Array }[],
  ): Promise<void> {
    const inputs = reports.map(({ no, report, id }) => ({ report: no, issuer: this.issuerNumber(report.issuer), id }));
    for (let from = 0; from < inputs.length; from += CHUNK)
      this.segments.push(this.write(inputs.slice(from, from + CHUNK)));
    this.tidy();
    this.publish();
  }

  /** Writes down reports that the record is about to forget; they count until it has. Cost: linear in them alone. */
  withdraw(gone: readonly GoneReport[]): void {
    const inForce = this.withdrawals;
    for (const { segment } of this.written.filter((one) => !inForce.includes(one))) segment.close();
    this.written = [...inForce];
    for (const { from, reports } of bySegment(this.segments, gone)) {
      const inputs = reports.map(({ no, issuer, id }) => ({ report: no, issuer: this.issuerNumber(issuer), id }));
      const segment = this.folder.write((sink) =>
        writeSegment(sink, reportsOf(inputs), (sinkOf) => writeCounts(inputs, sinkOf)),
      );
      this.written.push({ from, segment });
    }
    this.publish();
  }

  /** After the record has forgotten reports: segments of which too much is withdrawn are written anew. */
  async settle(): Promise<void> {
    await this.agree();
    this.tidy();
    this.publish();
  }

  /** One segment instead of many: look-ups ask one. Reads every block, and what is damaged is made anew. */
  async compact(): Promise<void> {
    const sound = this.segments.filter((segment) => this.isSound(segment));
    const isHarmed = this.written.some(({ segment }) => !this.isSound(segment));
    if (isHarmed) this.written = [];
    if (isHarmed || sound.length < this.segments.length) {
      this.segments = sound;
      await this.agree();
    }
    if (this.segments.length <= 1 && this.withdrawals.length === 0) return;
    this.merge(this.segments);
    this.publish();
  }

  /** The bytes kept of what a sample taught. */
  readWordings(): Uint8Array | undefined {
    return this.wordings === undefined ? undefined : this.folder.read(this.wordings);
  }

  /** Keeps them, in the place of those kept before. */
  keepWordings(bytes: Uint8Array): void {
    const name = this.folder.keep(bytes);
    if (name === undefined) return;
    this.wordings = name;
    this.publish();
  }

  close(): void {
    for (const segment of this.segments) segment.close();
    for (const { segment } of this.written) segment.close();
  }

  private isSound(segment: Segment): boolean {
    try {
      checkBlocks(segment);
      return true;
    } catch (error) {
      this.mended.push((error as Error).message);
      segment.close();
      return false;
    }
  }

  private take({ segments, written, mended, wordings }: ListedFiles): void {
    this.segments = segments;
    this.written = written;
    this.mended.push(...mended);
    this.wordings = wordings;
  }

  /**
   * Segments with reports that the record has not and that are not withdrawn are made anew; reports in no segment, or in
   * two, get one.
   */
  private async agree(): Promise<void> {
    const missing = new Set(this.record.reports.keys());
    const withdrawals = this.withdrawals;
    const kept: Segment[] = [];
    for (const segment of this.segments) {
      const withdrawn = withdrawnFrom(segment, withdrawals);
      const held = segment.report.filter((no) => missing.has(no));
      const isRight = segment.report.every((no) => missing.has(no) || withdrawn.has(no));
      if (!isRight || held.length === 0) {
        segment.close();
        continue;
      }
      for (const no of held) missing.delete(no);
      kept.push(segment);
    }
    const names = new Set(kept.map(({ name }) => name));
    const needed = withdrawals.filter(({ from }) => names.has(from));
    const changed =
      kept.length !== this.segments.length ||
      needed.length !== this.written.length ||
      missing.size > 0 ||
      this.mended.length > 0;
    this.segments = kept;
    for (const withdrawal of this.written) if (!needed.includes(withdrawal)) withdrawal.segment.close();
    this.written = needed;
    const numbers = [...missing].sort((a, b) => a - b);
    const tokens = numbers.reduce((sum, no) => sum + this.record.reports.get(no)!.tokens, 0);
    if (!this.folder.isWritable && tokens > this.inMemory) {
      this.behind = numbers.length;
      return;
    }
    for (let from = 0; from < numbers.length; from += CHUNK) {
      const inputs: SegmentInput[] = [];
      for (const no of numbers.slice(from, from + CHUNK)) {
        const report = await this.record.load(no);
        inputs.push({ report: no, issuer: this.issuerNumber(report.issuer), id: hold(report).units.tokens.id });
      }
      this.segments.push(this.write(inputs));
    }
    if (!changed) return;
    this.tidy();
    this.publish();
  }

  /** Merges what has become many of one size, and packs segments that are withdrawn in good part. */
  private tidy(): void {
    for (const segment of this.segments) {
      let gone = 0;
      for (const tokens of withdrawnFrom(segment, this.withdrawals).values()) gone += tokens;
      if (gone > WITHDRAWN * segment.tokens) this.merge([segment]);
    }
    for (let full = fullLevel(this.segments); full !== undefined; full = fullLevel(this.segments)) this.merge(full);
    for (const { name } of this.segments) {
      const own = (): Segment[] => this.withdrawals.flatMap(({ from, segment }) => (from === name ? [segment] : []));
      for (let full = fullLevel(own()); full !== undefined; full = fullLevel(own())) this.mergeWithdrawals(name, full);
    }
  }

  private merge(segments: readonly Segment[]): void {
    const withdrawals = this.withdrawals;
    const parts = segments.map((segment): Part => {
      const own = withdrawals.filter(({ from }) => from === segment.name);
      return {
        segment,
        gone: new Set(withdrawnFrom(segment, own).keys()),
        withdrawn: own.map((withdrawal) => withdrawal.segment),
      };
    });
    const merged = this.writeMerged(parts);
    this.segments = this.segments.filter((segment) => !segments.includes(segment));
    if (merged.report.length > 0) this.segments.push(merged);
    const names = new Set(segments.map(({ name }) => name));
    const spent = this.written.filter(({ from }) => names.has(from));
    this.written = this.written.filter((withdrawal) => !spent.includes(withdrawal));
    for (const segment of [...segments, ...spent.map((withdrawal) => withdrawal.segment)]) segment.close();
  }

  private mergeWithdrawals(from: string, segments: readonly Segment[]): void {
    const merged = this.writeMerged(segments.map((segment) => ({ segment, gone: new Set(), withdrawn: [] })));
    this.written = [...this.written.filter(({ segment }) => !segments.includes(segment)), { from, segment: merged }];
    for (const segment of segments) segment.close();
  }

  private writeMerged(parts: readonly Part[]): Segment {
    const issuers = (no: number): number => this.issuerNumber(this.record.reports.get(no)?.issuer ?? '');
    return this.folder.write((sink) =>
      writeSegment(sink, mergedReports(parts), (sinkOf) => mergeTables(parts, issuers, sinkOf)),
    );
  }

  private write(inputs: readonly SegmentInput[]): Segment {
    return this.folder.write((sink) => writeSegment(sink, reportsOf(inputs), (sinkOf) => writeTables(inputs, sinkOf)));
  }

  private publish(): void {
    const withdrawn = this.written.map(({ from, segment }): ListedWithdrawal => ({ name: segment.name, from }));
    this.folder.publish({
      reading: fingerprintOf(),
      segments: this.segments.map(({ name }) => name),
      ...(withdrawn.length > 0 ? { withdrawn } : {}),
      ...(this.wordings === undefined ? {} : { wordings: this.wordings }),
    });
  }

  private issuerNumber(issuer: string): number {
    const known = this.issuers.get(issuer);
    if (known !== undefined) return known;
    this.issuers.set(issuer, this.issuers.size);
    return this.issuers.size - 1;
  }
}
