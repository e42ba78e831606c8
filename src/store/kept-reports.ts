/** Reports that were read for one draft and are likely read for the next: every search samples the same ones. */

import type { Held } from '../reuse/copy-align.js';
import type { ReportEntry } from './record.js';

/** Tokens kept: some 300 reports, 100 MB. */
const MOST = 4_000_000;

export class KeptReports {
  private readonly kept: Map<number, Held> = new Map();
  private readonly read: (entry: ReportEntry) => Promise<Held>;
  private tokens = 0;

  constructor(read: (entry: ReportEntry) => Promise<Held>) {
    this.read = read;
  }

  /** Numbers of reports are never used twice, so that nothing kept is ever out of date. */
  async get(entry: ReportEntry): Promise<Held> {
    const { no, tokens } = entry;
    const known = this.kept.get(no);
    if (known) {
      // The last in a Map is the one used last.
      this.kept.delete(no);
      this.kept.set(no, known);
      return known;
    }
    const held = await this.read(entry);
    if (tokens > MOST / 4 || this.kept.has(no)) return held;
    this.kept.set(no, held);
    this.tokens += tokens;
    for (const [oldest, { units }] of this.kept) {
      if (this.tokens <= MOST) break;
      this.kept.delete(oldest);
      this.tokens -= units.tokens.length;
    }
    return held;
  }
}
