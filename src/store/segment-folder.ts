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
  /** The file of what a sample taught; absent in small indexes and in lists of older programs. */
  readonly wordings?: string;
}

function namesIn({ segments, withdrawn = [], wordings }: List): string[] {
  return [...segments, ...withdrawn.map(({ name }) => name), ...(wordings === undefined ? [] : [wordings])];
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && /^\d+$/.test(name);
}

function isList(value: unknown): value is List {
  if (typeof value !== 'object' || value === null || !('reading' in value) || !('segments' in value)) return false;
  const { reading, segments } = value;
  const withdrawn: unknown = 'withdrawn' in value ? value.withdrawn : [];
  const wordings: unknown = 'wordings' in value ? value.wordings : '0';
  return (
    typeof reading === 'string' &&
    Array.isArray(segments) &&
    segments.every(isName) &&
    Array.isArray(withdrawn) &&
    withdrawn.every(isListedWithdrawal) &&
    isName(wordings)
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
      if (isList(value)) {
        for (const name of namesIn(value)) this.next = Math.max(this.next, Number(name) + 1);
        return value;
      }
    } catch {
      // Told below.
    }
    return `${LIST} is damaged`;
  }

  open(name: string): Segment {
    return openSegment(join(this.path, name), name);
  }

  /** The bytes of a file that is no segment. */
  read(name: string): Uint8Array | undefined {
    const path = join(this.path, name);
    return existsSync(path) ? readFileSync(path) : undefined;
  }

  /** Writes one, and returns its name; without the right to write nothing is written and there is none. */
  keep(bytes: Uint8Array): string | undefined {
    if (!this.isWritable) return undefined;
    const name = this.fresh();
    writeWhole(join(this.path, name), bytes);
    return name;
  }

  private fresh(): string {
    return String(this.next++).padStart(6, '0');
  }

  write(write: (sink: WholeFile | MemorySink) => void): Segment {
    const name = this.fresh();
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
    const kept = new Set([LIST, ...namesIn(list)]);
    for (const name of readdirSync(this.path)) if (!kept.has(name)) rmSync(join(this.path, name), { force: true });
  }
}
