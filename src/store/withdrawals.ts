/**
 * Withdrawals: how a report leaves the look-ups at once. Its segment stays as it is; a small segment of the withdrawn reports
 * alone says what to take back from the counts, and their places are passed over. A withdrawal is written before the record
 * forgets the report and counts only from then on, so that a crash between the two changes nothing. Packing ends it.
 */

import type { Segment } from './segment-file.js';
import type { GoneReport } from './segment-set.js';

/** What the list says of a withdrawal. */
export interface ListedWithdrawal {
  readonly name: string;
  /** Segment that holds the reports. */
  readonly from: string;
}

export interface Withdrawal {
  readonly from: string;
  /** Counts of the reports, without places. */
  readonly segment: Segment;
}

export function isListedWithdrawal(value: unknown): value is ListedWithdrawal {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('from' in value)) return false;
  return [value.name, value.from].every((name) => typeof name === 'string' && /^\d+$/.test(name));
}

/** Whether the reports of a withdrawal are gone, which is when it counts. */
export function isInForce({ segment }: Withdrawal, isHeld: (no: number) => boolean): boolean {
  return !segment.report.some(isHeld);
}

/** The reports of a segment that are withdrawn from it, with their tokens: only the same tokens can be taken back. */
export function withdrawnFrom(segment: Segment, withdrawals: readonly Withdrawal[]): Map<number, number> {
  const tokens = new Map<number, number>();
  for (const { from, segment: gone } of withdrawals) {
    if (from !== segment.name) continue;
    for (const [i, no] of gone.report.entries()) tokens.set(no, gone.start[i + 1]! - gone.start[i]!);
  }
  return tokens;
}

/** What is to be withdrawn from each segment. */
export function bySegment(
  segments: readonly Segment[],
  gone: readonly GoneReport[],
): { readonly from: string; readonly reports: readonly GoneReport[] }[] {
  const numbers = new Map(gone.map((report) => [report.no, report]));
  return segments
    .map(({ name, report }) => ({ from: name, reports: Array.from(report).flatMap((no) => numbers.get(no) ?? []) }))
    .filter(({ reports }) => reports.length > 0);
}
