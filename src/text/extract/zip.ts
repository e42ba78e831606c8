/**
 * The directory of a ZIP archive and its entries, unpacked within a bound: sizes in headers may lie, so unpacking stops by
 * the bytes that come out. Layout: APPNOTE.TXT 6.3, sections 4.3.12 and 4.3.16. Inflating and packing through fflate.
 */

import { Inflate, zipSync } from 'fflate';
import { decode } from '../decode.js';
import { LIMITS } from './extracted.js';

export interface ZipEntry {
  /** Decoded; as it stands in the archive. */
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedSize: number;
  /** As the header says. */
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** Entries in directory order, at most `LIMITS.entries`; undefined when there is no readable directory. */
export function readDirectory(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end < 0) return undefined;
  const entries: ZipEntry[] = [];
  const count = Math.min(view.getUint16(end + 10, true), LIMITS.entries);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count && at + 46 <= view.byteLength && view.getUint32(at, true) === CENTRAL; i++) {
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const raw = bytes.subarray(at + 46, at + 46 + nameLength);
    entries.push({
      // Without the UTF-8 flag (bit 11) the name is in the maker's own encoding: GBK on Chinese Windows.
      name: (flags & 0x800) !== 0 ? new TextDecoder().decode(raw) : decode(raw).text,
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The end record stands in the last 64 KB, behind it only a comment. */
function endRecord(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) if (view.getUint32(at, true) === END) return at;
  return -1;
}

/** The bytes of an entry; undefined when it is damaged or gives more than `limit` bytes. */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset, packedSize, method } = entry;
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) return undefined;
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > view.byteLength) return undefined;
  const packed = bytes.subarray(start, start + packedSize);
  if (method === 0) return packed.length <= limit ? packed : undefined;
  return method === 8 ? inflateWithin(packed, limit) : undefined;
}

/** Packed bytes are fed in small pieces: one unfolds to at most a thousand times its size before it is counted. */
const PIECE = 1 << 14;

function inflateWithin(packed: Uint8Array, limit: number): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let length = 0;
  let finished = false;
  const inflate = new Inflate((part, last) => {
    parts.push(part);
    length += part.length;
    finished = last;
  });
  try {
    for (let at = 0; at < packed.length && length <= limit; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch {
    return undefined;
  }
  if (!finished || length > limit) return undefined;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** How many bytes deflated data unfolds to, counted up to a little over `limit`; damaged data counts to the damage. */
export function inflatedSize(packed: Uint8Array, limit: number): number {
  let size = 0;
  const inflate = new Inflate((part) => {
    size += part.length;
  });
  try {
    for (let at = 0; at < packed.length && size <= limit; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch {
    return size;
  }
  return size;
}

/** Packs entries without compression: for handing a changed container to its reader. */
export function pack(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync({ ...entries }, { level: 0 });
}
