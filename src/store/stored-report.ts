/** Reports as rows of the record and back: a source with its text once, each of its reports as what was read in it. */

import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { TaohuaError } from '../model/errors.js';
import type { Report, Source } from '../model/report.js';

/** The reports of one file. */
export interface SourceGroup {
  readonly source: Source;
  readonly reports: readonly Report[];
  /** What a later version of the same file is known by: its path or what `keyOf` makes of it, its content where it has none. */
  readonly key: string;
  /** Of the text and of all that was read in it: equal hashes, equal findings. */
  readonly hash: string;
}

/** Reports of the same file together, in the order given; `keyOf` gives the key of a path. Cost: linear. */
export function groupSources(
  reports: readonly Report[],
  keyOf: (path: string) => string = (path) => path,
): SourceGroup[] {
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
    return { source, reports: group, key: source.path === undefined ? `sha256:${hash}` : keyOf(source.path), hash };
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

/** What was read in a source, as JSON, and back. */
export function readingOf(report: Report): string {
  return JSON.stringify(withoutSource(report));
}

export function withSource(reading: string, source: Source): Report {
  const { id, ...rest } = JSON.parse(reading) as Stored;
  return { id, source, ...rest };
}

/** More takes twice as long and is a hundredth smaller. */
const QUALITY = 5;

/** Bytes of UTF-8 a character from which a text is packed as UTF-16: Han then packs smaller by 4 % in half the time. */
const WIDE = 1.5;

/** A file as one piece of JSON (which keeps even a lone surrogate), so that headings, said twice, cost once. */
export function packGroup({ source, reports }: Pick<SourceGroup, 'source' | 'reports'>): Uint8Array {
  const json = JSON.stringify({ source, reports: reports.map(withoutSource) });
  const isWide = Buffer.byteLength(json) > WIDE * json.length;
  const bytes = Buffer.from(json, isWide ? 'utf16le' : 'utf8');
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      // What repeats is an even number of bytes away.
      ...(isWide ? { [constants.BROTLI_PARAM_NPOSTFIX]: 1 } : {}),
    },
  });
}

/** The reports of a file, as they were read. */
export function unpackGroup(bytes: Uint8Array): Report[] {
  try {
    const json = brotliDecompressSync(bytes);
    // A brace, then in UTF-16 a zero.
    const { source, reports } = JSON.parse(json.toString(json[1] === 0 ? 'utf16le' : 'utf8')) as {
      readonly source: Source;
      readonly reports: readonly Stored[];
    };
    return reports.map(({ id, ...rest }) => ({ id, source, ...rest }));
  } catch (error) {
    throw new TaohuaError('index-damaged', 'a file of the index cannot be unpacked; build the index anew', {
      cause: error,
    });
  }
}
