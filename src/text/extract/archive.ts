/**
 * ZIP archives, within limits: what they hold as name and bytes, bombs and traversing names refused with the reason.
 * Names without the UTF-8 flag are decoded like any Chinese bytes: archives made on Chinese Windows carry GBK names.
 */

import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import type { Diagnostic } from '../../model/diagnostic.js';
import { decode } from '../decode.js';
import { LIMITS, reasonOf } from './extracted.js';

export interface ArchiveEntry {
  /** With `/` between folders, never absolute, never with `..`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Archive {
  /** Unpacked one after the other, so that only one is in memory at a time. */
  readonly entries: Iterable<ArchiveEntry>;
  readonly names: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Lists the usable entries and unpacks each when it is asked for. An entry that fails to unpack has no bytes. */
export function readArchive(bytes: Uint8Array): Archive {
  const diagnostics: Diagnostic[] = [];
  const usable: { readonly raw: string; readonly name: string }[] = [];
  let total = 0;
  const refuse = (code: string, message: string): void => {
    diagnostics.push({ code, severity: 'warning', message });
  };
  try {
    listEntries(bytes, (info) => {
      const name = entryName(info.name);
      if (name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$)/.test(name)) return;
      const reason = refusalOf(info, name, total);
      if (reason) refuse('archive-entry-refused', `"${name}" in the archive was left out: ${reason}.`);
      else {
        total += info.originalSize;
        usable.push({ raw: info.name, name });
      }
    });
  } catch (error) {
    diagnostics.push({
      code: 'archive-unreadable',
      severity: 'error',
      message: `The ZIP archive is damaged (${reasonOf(error)}); ${usable.length} entries could be listed before the damage.`,
    });
  }
  return { entries: unpackEach(bytes, usable), names: usable.map(({ name }) => name), diagnostics };
}

function* unpackEach(bytes: Uint8Array, entries: readonly { raw: string; name: string }[]): Generator<ArchiveEntry> {
  for (const { raw, name } of entries) yield { name, bytes: unpack(bytes, new Set([raw]))[raw] ?? new Uint8Array(0) };
}

/** The named entries of an archive that were listed as within limits; an entry that is damaged is left out. */
export function unpack(bytes: Uint8Array, names: ReadonlySet<string>): Record<string, Uint8Array> {
  let seen = 0;
  const found: Record<string, Uint8Array> = {};
  try {
    Object.assign(
      found,
      unzipSync(bytes, {
        filter: (info) => {
          if (++seen > LIMITS.entries) throw new Error('too many entries');
          return names.has(info.name) && refusalOf(info, info.name, 0) === undefined;
        },
      }),
    );
  } catch {
    return found;
  }
  return found;
}

/** Packs entries without compression: for handing a changed container to its reader. */
export function pack(entries: Record<string, Uint8Array>): Uint8Array {
  return zipSync(entries, { level: 0 });
}

/** Walks the directory of an archive without unpacking anything. Throws what fflate throws on damage. */
export function listEntries(bytes: Uint8Array, visit: (info: UnzipFileInfo) => void): void {
  let seen = 0;
  unzipSync(bytes, {
    filter: (info) => {
      if (++seen > LIMITS.entries) throw new Error(`more than ${LIMITS.entries} entries`);
      visit(info);
      return false;
    },
  });
}

function refusalOf(info: UnzipFileInfo, name: string, total: number): string | undefined {
  if (/^(?:[/\\]|[a-z]:)/i.test(name) || /(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name) || name.includes('\0'))
    return 'its name points outside the archive';
  if (info.compression !== 0 && info.compression !== 8) return `compression method ${info.compression} is not read`;
  if (info.originalSize > LIMITS.entryBytes)
    return `it unpacks to ${info.originalSize} bytes, more than ${LIMITS.entryBytes}`;
  if (info.originalSize > 1 << 20 && info.originalSize > LIMITS.ratio * Math.max(1, info.size))
    return `it unpacks to ${Math.round(info.originalSize / Math.max(1, info.size))} times its size, as archive bombs do`;
  if (total + info.originalSize > LIMITS.totalBytes)
    return `the archive unpacks to more than ${LIMITS.totalBytes} bytes`;
  return undefined;
}

function entryName(raw: string): string {
  const units = Uint8Array.from(raw, (char) => char.charCodeAt(0));
  const latin = [...raw].every((char) => char.charCodeAt(0) < 0x100);
  return (latin ? decode(units).text : raw).replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}
