/** Reports as rows of the record and back: a source with its text once, each of its reports as what was read in it. */

import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { TaohuaError } from '../model/errors.js';
import type { Report, Source } from '../model/report.js';

/** The reports of one file. */
export interface SourceGroup {
  readonly source: Source;
  readonly reports: readonly Report[];
  /** What a later version of the same file is known by: its path, or its content where it has none. */
  readonly key: string;
  /** Of the text and of all that was read in it: equal hashes, equal findings. */
  readonly hash: string;
}

/** Reports of the same file together, in the order given. Cost: linear. */
export function groupSources(reports: readonly Report[]): SourceGroup[] {
  const groups = new Map<string, Report[]>();
  for (const report of reports) {
    const { path, text } = report.source;
    const key = `${path ?? ''}\u0000${path === undefined ? text : ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [report]);
    else if (!group.some(({ id }) => id === report.id)) group.push(report);
  }
  return [...groups.values()].map((group) => {
    const { source } = group[0]!;
    const hash = hashOf(group);
    return { source, reports: group, key: source.path ?? `sha256:${hash}`, hash };
  });
}

/** SHA-256 of a source and of what was read in it. */
export function hashOf(reports: readonly Report[]): string {
  const hash = createHash('sha256');
  const { text, ...rest } = reports[0]!.source;
  hash.update(JSON.stringify(rest)).update(text);
  for (const report of reports) hash.update(JSON.stringify(withoutSource(report)));
  return hash.digest('hex');
}

type Stored = Omit<Report, 'source'>;

function withoutSource(report: Report): Stored {
  const { source: _, ...rest } = report;
  return rest;
}

/** As JSON, which also keeps a lone surrogate as it was. */
export function packSource(source: Source): Uint8Array {
  return deflateRawSync(JSON.stringify(source));
}

export function packReport(report: Report): Uint8Array {
  return deflateRawSync(JSON.stringify(withoutSource(report)));
}

export function unpackSource(bytes: Uint8Array): Source {
  return unpack(bytes) as Source;
}

export function unpackReport(bytes: Uint8Array, source: Source): Report {
  const { id, ...rest } = unpack(bytes) as Stored;
  return { id, source, ...rest };
}

function unpack(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(inflateRawSync(bytes).toString('utf8'));
  } catch (error) {
    throw new TaohuaError('index-damaged', 'a report of the index cannot be unpacked; build the index anew', {
      cause: error,
    });
  }
}
