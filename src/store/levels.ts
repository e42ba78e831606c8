/** When segments are merged: a few of about one size become one of the next, so that there are never many. */

import type { Segment } from './segment-file.js';

/** Segments of one size that are merged into one of the next. */
const FAN = 4;
/** The same from a chunk on: every merge reads and writes all its reports, and packing comes at the end of a build. */
const LARGE_FAN = 8;
/** Reports that one segment is made of at a time, when many are added: some 100 MB. */
export const CHUNK = 256;

/** Segments of about the same size that are enough to become one. */
export function fullLevel(segments: readonly Segment[]): readonly Segment[] | undefined {
  const levels = new Map<number, Segment[]>();
  for (const segment of segments) {
    const level = levelOf(segment.report.length);
    levels.set(level, [...(levels.get(level) ?? []), segment]);
  }
  return [...levels].find(([level, same]) => same.length >= (level < levelOf(CHUNK) ? FAN : LARGE_FAN))?.[1];
}

/** Powers of the fan: below a chunk of the one, from there on of the other. */
function levelOf(reports: number): number {
  const size = Math.max(1, reports);
  if (size < CHUNK) return Math.floor(Math.log2(size) / Math.log2(FAN));
  return Math.log2(CHUNK) / Math.log2(FAN) + Math.floor(Math.log2(size / CHUNK) / Math.log2(LARGE_FAN));
}
