/** The files that the list of an index names, opened: what is damaged or made by another way of reading is told and left out. */

import { fingerprintOf } from './fingerprint.js';
import type { Segment } from './segment-file.js';
import type { SegmentFolder } from './segment-folder.js';
import type { Withdrawal } from './withdrawals.js';

export class ListedFiles {
  readonly folder: SegmentFolder;
  readonly segments: Segment[] = [];
  readonly written: Withdrawal[] = [];
  readonly mended: string[] = [];
  readonly wordings: string | undefined;
  private readonly list: string;

  constructor(folder: SegmentFolder) {
    this.folder = folder;
    const list = folder.readList();
    this.list = JSON.stringify(list);
    if (list === undefined) return;
    const reading = fingerprintOf();
    if (typeof list === 'string') this.mended.push(list);
    else if (list.reading !== reading)
      this.mended.push(`look-ups were made with "${list.reading}", this program works with "${reading}"`);
    else {
      for (const name of list.segments) this.open(name, (segment) => this.segments.push(segment));
      for (const { name, from } of list.withdrawn ?? [])
        this.open(name, (segment) => this.written.push({ from, segment }));
      this.wordings = list.wordings;
    }
  }

  /** Whether the list is still the one that was read. */
  isCurrent(): boolean {
    return JSON.stringify(this.folder.readList()) === this.list;
  }

  close(): void {
    for (const segment of this.segments) segment.close();
    for (const { segment } of this.written) segment.close();
  }

  private open(name: string, take: (segment: Segment) => void): void {
    try {
      take(this.folder.open(name));
    } catch (error) {
      this.mended.push((error as Error).message);
    }
  }
}
