/**
 * Segments as files: the tables one after another, then where their blocks stand, then a trailer that says where that is.
 * What is read at every opening has one checksum, each block its own; a file that fails either is written anew from the
 * record. Small files are held in memory, of large ones only the counts.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TaohuaError } from '../model/errors.js';
import { Bytes, checksumOf, wordAt, wordsAt } from './bytes.js';
import { COUNTED, type Directories, type SegmentReports } from './segment.js';
import { createBlock, type TableBytes, TableReader } from './table-reader.js';
import type { Sink } from './table-writer.js';

/** First bytes of a segment; the digit is the format of the tables. */
export const MAGIC = 'TAOHUAS2';
const TRAILER = 20;
/** Files up to this size are held in memory whole, as are the counts of larger ones. */
const RESIDENT = 64 * 1024 * 1024;

export interface Segment extends SegmentReports {
  readonly name: string;
  /** Tokens of all its reports. */
  readonly tokens: number;
  readonly bytes: number;
  /** Runs of COUNTED tokens. */
  readonly counts: readonly TableReader[];
  readonly places: TableReader;
  close(): void;
}

/** A sink in memory. */
export class MemorySink implements Sink {
  private readonly bytes: Bytes = new Bytes();

  get length(): number {
    return this.bytes.length;
  }

  write(bytes: Uint8Array): void {
    this.bytes.append(bytes);
  }

  take(): Uint8Array {
    return this.bytes.view();
  }
}

/** Writes a whole segment: `writeTables` fills the tables in order and gives back their directories. */
export function writeSegment(
  sink: Sink,
  { report, start }: SegmentReports,
  writeTables: (sinkOf: (table: number) => Sink) => Directories,
): void {
  sink.write(new TextEncoder().encode(MAGIC));
  const starts: number[] = [];
  const directories = writeTables((table) => {
    starts[table] = sink.length;
    return sink;
  });
  const meta = new Bytes();
  meta.word(report.length);
  for (const number of report) meta.word(number);
  for (const token of start) meta.word(token);
  for (const [t, { first, offset, length }] of directories.entries()) {
    long(meta, starts[t]!);
    long(meta, (starts[t + 1] ?? sink.length) - starts[t]!);
    meta.word(first.length);
    for (const key of first) meta.word(key);
    for (const at of offset) meta.word(at);
    for (const bytes of length) meta.word(bytes);
  }
  const at = sink.length;
  sink.write(meta.view().slice());
  const trailer = new Bytes();
  long(trailer, at);
  long(trailer, meta.length);
  trailer.word(checksumOf(meta.data, 0, meta.length));
  sink.write(trailer.view().slice());
}

/** A number of up to 53 bits in two words. */
function long(bytes: Bytes, value: number): void {
  bytes.word(value % 2 ** 32);
  bytes.word(Math.floor(value / 2 ** 32));
}

function longAt(data: Uint8Array, at: number): number {
  return wordAt(data, at) + wordAt(data, at + 4) * 2 ** 32;
}

/** Where the bytes of a segment are. */
interface Store {
  readonly size: number;
  readonly isResident: boolean;
  /** Valid until the next call. */
  read(offset: number, length: number): Uint8Array;
  close(): void;
}

/** Opens a segment file. Throws `index-damaged` for one that is cut, changed or of another format. */
export function openSegment(path: string, name: string): Segment {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > RESIDENT) {
      const read = (offset: number, length: number): Uint8Array =>
        readInto(length > scratch.length ? ownBytes(length) : scratch, file, offset, length, name);
      return segmentOf(name, { size, isResident: false, read, close: () => closeSync(file) });
    }
    const all = readInto(ownBytes(size), file, 0, size, name);
    closeSync(file);
    return segmentIn(all, name);
  } catch (error) {
    closeQuietly(file);
    throw error;
  }
}

/** A segment that stands in memory alone. */
export function segmentIn(bytes: Uint8Array, name: string): Segment {
  const read = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  return segmentOf(name, { size: bytes.length, isResident: true, read, close: () => {} });
}

/** Reads every block; throws at the first that is damaged. */
export function checkBlocks({ counts, places }: Segment): void {
  const block = createBlock();
  for (const table of [...counts, places])
    for (let b = 0; b < table.directory.first.length; b++) table.readBlock(b, block);
}

function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {
    // Closed already.
  }
}

function damaged(name: string, what: string): TaohuaError {
  return new TaohuaError(
    'index-damaged',
    `segment ${name} is damaged (${what}); run taohua index build on the index and it is made anew from the record`,
  );
}

function segmentOf(name: string, store: Store): Segment {
  const { size, read } = store;
  if (size < MAGIC.length + TRAILER) throw damaged(name, `${size} bytes`);
  const magic = new TextDecoder().decode(read(0, MAGIC.length));
  if (magic !== MAGIC) throw damaged(name, `it begins with ${JSON.stringify(magic)}, expected ${MAGIC}`);
  const trailer = read(size - TRAILER, TRAILER);
  const at = longAt(trailer, 0);
  const length = longAt(trailer, 8);
  const sum = wordAt(trailer, 16);
  if (at + length + TRAILER !== size) throw damaged(name, 'its end does not fit its length');
  const meta = read(at, length);
  if (checksumOf(meta) !== sum) throw damaged(name, 'checksum of its directory');
  return parse(name, meta, store);
}

function parse(name: string, meta: Uint8Array, store: Store): Segment {
  let at = 0;
  const word = (): number => {
    at += 4;
    return wordAt(meta, at - 4);
  };
  const words = (count: number): Uint32Array => {
    at += count * 4;
    return wordsAt(meta, at - count * 4, count);
  };
  const reports = word();
  const report = words(reports);
  const start = words(reports + 1);
  const tables: TableReader[] = [];
  for (let t = 0; t <= COUNTED.length; t++) {
    const offset = word() + word() * 2 ** 32;
    const bytes = word() + word() * 2 ** 32;
    const blocks = word();
    const directory = { first: words(blocks), offset: words(blocks), length: Uint16Array.from(words(blocks)) };
    const isCount = t < COUNTED.length;
    const isHeld = isCount && bytes <= RESIDENT && !store.isResident;
    let held: Uint8Array | undefined;
    const source: TableBytes = {
      isResident: isHeld || store.isResident,
      read: (from, length) => {
        if (!isHeld) return store.read(offset + from, length);
        held ??= store.read(offset, bytes).slice();
        return held.subarray(from, from + length);
      },
      damaged: (what) => damaged(name, what),
    };
    tables.push(new TableReader(source, directory, start[reports]!, !isCount));
  }
  return {
    name,
    bytes: store.size,
    report,
    start,
    tokens: start[reports]!,
    counts: tables.slice(0, COUNTED.length),
    places: tables[COUNTED.length]!,
    close: store.close,
  };
}

const scratch: Uint8Array = new Uint8Array(1 << 16);

/** Memory that a file is read into; it is not cleared first. */
function ownBytes(length: number): Uint8Array {
  return new Uint8Array(Buffer.allocUnsafeSlow(length).buffer, 0, length);
}

function readInto(target: Uint8Array, file: number, offset: number, length: number, name: string): Uint8Array {
  for (let done = 0; done < length; ) {
    const got = readSync(file, target, done, length - done, offset + done);
    if (got === 0) throw damaged(name, `it ends at ${offset + done}`);
    done += got;
  }
  return target.subarray(0, length);
}
