/**
 * ZIP archives of documents, within limits: what they hold as name and bytes. Bombs, encrypted entries and names that
 * point outside are left out with the reason; so is what systems put into archives for themselves.
 */

import type { Diagnostic } from '../../model/diagnostic.js';
import { LIMITS } from './extracted.js';
import { readDirectory, unpackEntry, type ZipEntry } from './zip.js';

export interface ArchiveEntry {
  /** With `/` between folders, never absolute, never with `..`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Archive {
  readonly names: readonly string[];
  /** Unpacked one after the other as they are asked for; a damaged entry has no bytes. */
  readonly entries: Iterable<ArchiveEntry>;
  readonly diagnostics: readonly Diagnostic[];
}

const SYSTEM = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/;

export function readArchive(bytes: Uint8Array): Archive {
  const directory = readDirectory(bytes);
  if (!directory) {
    const message = 'The ZIP archive has no readable directory: it is damaged or cut off. Pack it again.';
    return { names: [], entries: [], diagnostics: [{ code: 'archive-unreadable', severity: 'error', message }] };
  }
  const diagnostics: Diagnostic[] = [];
  const usable: { readonly entry: ZipEntry; readonly name: string }[] = [];
  let total = 0;
  for (const entry of directory) {
    const name = entry.name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
    if (name === '' || name.endsWith('/') || SYSTEM.test(name)) continue;
    const reason = refusalOf(entry, name, total);
    if (reason === undefined) {
      total += entry.size;
      usable.push({ entry, name });
    } else {
      const message = `"${name}" in the archive was left out: ${reason}.`;
      diagnostics.push({ code: 'archive-entry-refused', severity: 'warning', message, params: { name } });
    }
  }
  return { names: usable.map(({ name }) => name), entries: unpackEach(bytes, usable), diagnostics };
}

function* unpackEach(
  bytes: Uint8Array,
  entries: readonly { readonly entry: ZipEntry; readonly name: string }[],
): Generator<ArchiveEntry> {
  for (const { entry, name } of entries)
    yield { name, bytes: unpackEntry(bytes, entry, entry.size) ?? new Uint8Array(0) };
}

function refusalOf(entry: ZipEntry, name: string, total: number): string | undefined {
  const { method, encrypted, size, packedSize } = entry;
  if (/^(?:\/|[a-z]:)/i.test(name) || /(?:^|\/)\.\.(?:\/|$)/.test(name) || name.includes('\0'))
    return 'its name points outside the archive';
  if (encrypted) return 'it is encrypted';
  if (method !== 0 && method !== 8) return `compression method ${method} is not read`;
  if (size > LIMITS.entryBytes) return `it unpacks to ${size} bytes, more than ${LIMITS.entryBytes}`;
  if (isBomb(size, packedSize)) return `it unpacks to ${Math.round(size / Math.max(1, packedSize))} times its size`;
  if (total + size > LIMITS.totalBytes) return `the archive unpacks to more than ${LIMITS.totalBytes} bytes`;
  return undefined;
}

/** Text packs to a twentieth at best; what unfolds much further was made to. */
export function isBomb(size: number, packedSize: number): boolean {
  return size > 1 << 20 && size > LIMITS.ratio * Math.max(1, packedSize);
}
