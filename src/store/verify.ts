/** Whether an index is whole: every report unpacks, is what its hash says, and stands in exactly one segment that reads. */

import type { Report } from '../model/report.js';
import type { Catalogue } from './catalogue.js';
import type { Verification } from './open.js';
import type { Record } from './record.js';
import { checkBlocks, type Segment } from './segment-file.js';
import type { SegmentSet } from './segment-set.js';
import { hashOf } from './stored-report.js';
import { withdrawnFrom } from './withdrawals.js';

/** Reads everything. Cost: linear. */
export async function verifyIndex(record: Record, set: SegmentSet, catalogue: Catalogue): Promise<Verification> {
  const faults: string[] = [...set.mended];
  await verifyRecord(record, faults);
  verifySegments(record, set, faults);
  faults.push(...(await catalogue.faults()));
  return { isSound: faults.length === 0, reports: record.reports.size, faults };
}

async function verifyRecord(record: Record, faults: string[]): Promise<void> {
  const bySource = new Map<number, number[]>();
  for (const { no, source } of record.reports.values()) bySource.set(source, [...(bySource.get(source) ?? []), no]);
  await record.readSources();
  for (const { no, key, hash } of record.sources.values()) {
    const numbers = (bySource.get(no) ?? []).sort((a, b) => a - b);
    bySource.delete(no);
    try {
      const reports: Report[] = [];
      for (const number of numbers) reports.push(await record.load(number));
      if (reports.length === 0) faults.push(`${key}: no reports`);
      else if (hashOf(reports) !== hash) faults.push(`${key}: the content is not what it was when it was added`);
    } catch (error) {
      faults.push(`${key}: ${(error as Error).message}`);
    }
  }
  for (const numbers of bySource.values()) faults.push(`reports ${numbers.join(', ')}: their source is missing`);
}

function verifySegments(record: Record, { segments, withdrawals }: SegmentSet, faults: string[]): void {
  const seen = new Set<number>();
  for (const segment of segments) {
    const { name, report, start } = segment;
    const withdrawn = withdrawnFrom(segment, withdrawals);
    for (const [i, no] of report.entries()) {
      const isHeld = record.reports.has(no);
      if (!isHeld && withdrawn.get(no) !== start[i + 1]! - start[i]!)
        faults.push(`segment ${name}: report ${no} is not in the record`);
      if (isHeld && seen.has(no)) faults.push(`segment ${name}: report ${no} stands in two segments`);
      seen.add(no);
    }
    readAll(segment, faults);
  }
  for (const { segment } of withdrawals) readAll(segment, faults);
  for (const no of record.reports.keys()) if (!seen.has(no)) faults.push(`report ${no} stands in no segment`);
}

function readAll(segment: Segment, faults: string[]): void {
  try {
    checkBlocks(segment);
  } catch (error) {
    faults.push((error as Error).message);
  }
}
