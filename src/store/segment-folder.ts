/**
 * The folder of the segments: files under running numbers and the list that says which of them count. The list is renamed
 * into place last; what it does not name is left over from a crash. Without the right to write, segments stand in memory.
 */

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MemorySink, openSegment, type Segment, segmentIn } from './segment-file.js';
import { BESIDE, makeFolder, syncFolder, WholeFile, writeWhole } from './whole-file.js';
import { isListedWithdrawal, type ListedWithdrawal } from './withdrawals.js';

const FOLDER = 'segments';
const LIST = 'list.json';

export interface List {
  /** How the program that wrote the list reads tokens. */
  readonly reading: string;
  readonly segments: readonly string[];
  /** Absent in lists of older programs. */
  readonly withdrawn?: readonly ListedWithdrawal[];
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && /^\d+$/.test(name);
}

function isList(value: unknown): value is List {
  if (typeof value !== 'object' || value === null || !('reading' in value) || !('segments' in value)) return false;
  const { reading, segments } = value;
  const withdrawn: unknown = 'withdrawn' in value ? value.withdrawn : [];
  return (
    typeof reading === 'string' &&
    Array.isArray(segments) &&
    segments.every(isName) &&
    Array.isArray(withdrawn) &&
    withdrawn.every(isListedWithdrawal)
  );
}

export class SegmentFolder {
  readonly isWritable: boolean;
  private readonly path: string;
  private next = 1;

  constructor(index: string, isWritable: boolean) {
    this.path = join(index, FOLDER);
    this.isWritable = isWritable;
    if (!isWritable) return;
    makeFolder(this.path);
    syncFolder(index);
    for (const name of readdirSync(this.path))
      if (name.endsWith(BESIDE)) rmSync(join(this.path, name), { force: true });
  }

  /** The list, `undefined` where there is none yet, or words for what is wrong with it. */
  readList(): List | string | undefined {
    const path = join(this.path, LIST);
    if (!existsSync(path)) return undefined;
    try {
      const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
      if (isList(value)) return value;
    } catch {
      // Told below.
    }
    return `${LIST} is damaged`;
  }

  open(name: string): Segment {
    this.next = Math.max(this.next, Number(name) + 1);
    return openSegment(join(this.path, name), name);
  }

  write(write: (sink: WholeFile | MemorySink) => void): Segment {
    const name = String(this.next++).padStart(6, '0');
    if (!this.isWritable) {
      const sink = new MemorySink();
      write(sink);
      return segmentIn(sink.take(), name);
    }
    const file = new WholeFile(join(this.path, name));
    try {
      write(file);
    } catch (error) {
      file.abandon();
      throw error;
    }
    file.finish();
    return openSegment(join(this.path, name), name);
  }

  /** The new list counts from here on; what it does not name is deleted. */
  publish(list: List): void {
    if (!this.isWritable) return;
    writeWhole(join(this.path, LIST), new TextEncoder().encode(`${JSON.stringify(list)}\n`));
    const kept = new Set([LIST, ...list.segments, ...(list.withdrawn ?? []).map(({ name }) => name)]);
    for (const name of readdirSync(this.path)) if (!kept.has(name)) rmSync(join(this.path, name), { force: true });
  }
}
