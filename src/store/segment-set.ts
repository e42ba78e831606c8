/**
 * The segments of an index: which files there are, made to agree with the record. A list of names says which count; it is
 * renamed into place last, so that a crash leaves the old segments or the new. What the record has and no segment holds
 * is added, what a segment holds and the record has not is left out, what is damaged is made anew.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../model/report.js';
import { hold } from '../reuse/copy-align.js';
import { fingerprintOf } from './fingerprint.js';
import { mergedReports, mergeTables, type Part } from './merge.js';
import type { Record } from './record.js';
import { reportsOf, type SegmentInput, writeTables } from './segment.js';
import { checkBlocks, MemorySink, openSegment, type Segment, segmentIn, writeSegment } from './segment-file.js';
import { BESIDE, WholeFile, writeWhole } from './whole-file.js';

const FOLDER = 'segments';
const LIST = 'list.json';
/** Segments of one size that are merged into one of the next. */
const FAN = 4;
/** Reports that one segment is made of at a time, when many are added: some 100 MB. */
const CHUNK = 256;

/** A report that the record has no longer, as far as its segment must know it. */
export interface GoneReport {
  readonly no: number;
  readonly issuer: string;
  readonly id: Uint32Array;
}

interface List {
  readonly reading: string;
  readonly segments: readonly string[];
}

function isList(value: unknown): value is List {
  if (typeof value !== 'object' || value === null || !('reading' in value) || !('segments' in value)) return false;
  const { reading, segments } = value;
  return (
    typeof reading === 'string' &&
    Array.isArray(segments) &&
    segments.every((name) => typeof name === 'string' && /^\d+$/.test(name))
  );
}

function whole(segment: Segment): Part {
  return { segment, dropped: [] };
}

export class SegmentSet {
  segments: Segment[] = [];
  /** What was wrong and mended when the set was opened. */
  readonly mended: string[] = [];
  private readonly folder: string;
  private readonly record: Record;
  private readonly isWritable: boolean;
  private readonly reading: string = fingerprintOf();
  private next = 1;

  private constructor(folder: string, record: Record, isWritable: boolean) {
    this.folder = join(folder, FOLDER);
    this.record = record;
    this.isWritable = isWritable;
  }

  /** Opens what there is and brings it in line with the record; without the right to write, in memory. */
  static async open(folder: string, record: Record, isWritable: boolean): Promise<SegmentSet> {
    const set = new SegmentSet(folder, record, isWritable);
    if (isWritable) {
      mkdirSync(set.folder, { recursive: true });
      set.sweep();
    }
    const names = set.readList();
    for (const name of names) set.openOne(name);
    await set.agree();
    return set;
  }

  /** Adds reports that the record has by now. */
  async add(
    reports: readonly { readonly no: number; readonly report: Report; readonly id: Uint32Array }[],
  ): Promise<void> {
    const inputs = reports.map(({ no, report, id }) => ({ report: no, issuer: this.issuerNumber(report.issuer), id }));
    for (let from = 0; from < inputs.length; from += CHUNK)
      this.segments.push(this.write(inputs.slice(from, from + CHUNK)));
    this.mergeLevels();
    this.publish();
  }

  /** Writes the segments anew that hold reports the record no longer has: `gone` is what was in them. */
  async leaveOut(gone: readonly GoneReport[]): Promise<void> {
    const inputs = new Map(
      gone.map(({ no, issuer, id }) => [no, { report: no, issuer: this.issuerNumber(issuer), id }]),
    );
    for (const segment of [...this.segments]) {
      const dropped = Array.from(segment.report).flatMap((no) => inputs.get(no) ?? []);
      if (dropped.length > 0) this.merge([{ segment, dropped }]);
    }
    await this.agree();
    this.publish();
  }

  /** One segment instead of many: look-ups ask one. Reads every block, and what is damaged is made anew. */
  async compact(): Promise<void> {
    const sound = this.segments.filter((segment) => this.isSound(segment));
    if (sound.length < this.segments.length) {
      this.segments = sound;
      await this.agree();
    }
    if (this.segments.length <= 1) return;
    this.merge(this.segments.map(whole));
    this.publish();
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

  close(): void {
    for (const segment of this.segments) segment.close();
  }

  private readList(): readonly string[] {
    const path = join(this.folder, LIST);
    if (!existsSync(path)) return [];
    try {
      const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
      if (isList(value)) {
        if (value.reading === this.reading) return value.segments;
        this.mended.push(`look-ups were made with "${value.reading}", this program works with "${this.reading}"`);
        return [];
      }
    } catch {
      // Told below.
    }
    this.mended.push(`${LIST} is damaged`);
    return [];
  }

  private openOne(name: string): void {
    this.next = Math.max(this.next, Number(name) + 1);
    try {
      this.segments.push(openSegment(join(this.folder, name), name));
    } catch (error) {
      this.mended.push((error as Error).message);
    }
  }

  /** Segments of reports that the record has not are made anew; reports in no segment, or in two, get one. */
  private async agree(): Promise<void> {
    const missing = new Set(this.record.reports.keys());
    const kept: Segment[] = [];
    for (const segment of this.segments) {
      const isRight = segment.report.length > 0 && segment.report.every((no) => missing.has(no));
      if (!isRight) {
        segment.close();
        continue;
      }
      for (const no of segment.report) missing.delete(no);
      kept.push(segment);
    }
    const changed = kept.length !== this.segments.length || missing.size > 0 || this.mended.length > 0;
    this.segments = kept;
    const numbers = [...missing].sort((a, b) => a - b);
    for (let from = 0; from < numbers.length; from += CHUNK) {
      const inputs: SegmentInput[] = [];
      for (const no of numbers.slice(from, from + CHUNK)) {
        const report = await this.record.load(no);
        inputs.push({ report: no, issuer: this.issuerNumber(report.issuer), id: hold(report).units.tokens.id });
      }
      this.segments.push(this.write(inputs));
    }
    if (!changed) return;
    this.mergeLevels();
    this.publish();
  }

  /** Segments of about the same size become one, as long as there are that many. */
  private mergeLevels(): void {
    for (;;) {
      const levels = new Map<number, Segment[]>();
      for (const segment of this.segments) {
        const level = Math.floor(Math.log2(Math.max(1, segment.report.length)) / Math.log2(FAN));
        levels.set(level, [...(levels.get(level) ?? []), segment]);
      }
      const full = [...levels.values()].find((same) => same.length >= FAN);
      if (full === undefined) return;
      this.merge(full.map(whole));
    }
  }

  private merge(parts: readonly Part[]): void {
    const issuers = (no: number): number => this.issuerNumber(this.record.reports.get(no)?.issuer ?? '');
    const reports = mergedReports(parts);
    const merged = this.writeNamed((sink) =>
      writeSegment(sink, reports, (sinkOf) => mergeTables(parts, issuers, sinkOf)),
    );
    const old = parts.map(({ segment }) => segment);
    this.segments = [...this.segments.filter((segment) => !old.includes(segment)), merged];
    for (const segment of old) segment.close();
  }

  private write(inputs: readonly SegmentInput[]): Segment {
    return this.writeNamed((sink) => writeSegment(sink, reportsOf(inputs), (sinkOf) => writeTables(inputs, sinkOf)));
  }

  private writeNamed(write: (sink: WholeFile | MemorySink) => void): Segment {
    const name = String(this.next++).padStart(6, '0');
    if (!this.isWritable) {
      const sink = new MemorySink();
      write(sink);
      return segmentIn(sink.take(), name);
    }
    const file = new WholeFile(join(this.folder, name));
    try {
      write(file);
    } catch (error) {
      file.abandon();
      throw error;
    }
    file.finish();
    return openSegment(join(this.folder, name), name);
  }

  /** The new list counts from here on; what it does not name is deleted. */
  private publish(): void {
    if (!this.isWritable) return;
    const names = this.segments.map(({ name }) => name);
    writeWhole(
      join(this.folder, LIST),
      new TextEncoder().encode(`${JSON.stringify({ reading: this.reading, segments: names })}\n`),
    );
    for (const name of readdirSync(this.folder))
      if (name !== LIST && !names.includes(name)) rmSync(join(this.folder, name), { force: true });
  }

  private sweep(): void {
    for (const name of readdirSync(this.folder))
      if (name.endsWith(BESIDE)) rmSync(join(this.folder, name), { force: true });
  }

  private readonly issuers: Map<string, number> = new Map();

  private issuerNumber(issuer: string): number {
    const known = this.issuers.get(issuer);
    if (known !== undefined) return known;
    this.issuers.set(issuer, this.issuers.size);
    return this.issuers.size - 1;
  }
}
