/** Files that are there whole or not at all: written beside their place, forced to the disk, renamed into it. */

import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** What files still being written end in; whatever ends so may be deleted by the next writer. */
export const BESIDE = '.part';

/** A file under way. `finish` gives it its name, `abandon` leaves nothing behind. */
export class WholeFile {
  /** Bytes written so far. */
  length = 0;
  private readonly path: string;
  private readonly file: number;

  constructor(path: string) {
    this.path = path;
    this.file = openSync(`${path}${BESIDE}`, 'w');
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at, bytes.length - at);
    this.length += bytes.length;
  }

  finish(): void {
    fsyncSync(this.file);
    closeSync(this.file);
    renameSync(`${this.path}${BESIDE}`, this.path);
    syncFolder(dirname(this.path));
  }

  abandon(): void {
    closeSync(this.file);
    rmSync(`${this.path}${BESIDE}`, { force: true });
  }
}

export function writeWhole(path: string, bytes: Uint8Array): void {
  const file = new WholeFile(path);
  try {
    file.write(bytes);
  } catch (error) {
    file.abandon();
    throw error;
  }
  file.finish();
}

/** Makes a folder and those above it. Not `recursive`: that never returns where the system refuses with ENOENT, as /proc does. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path || existsSync(above)) throw error;
    makeFolder(above);
    mkdirSync(path);
  }
}

/** Forces a file that somebody else has written to the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A rename is on the disk when its folder is; where folders cannot be opened (Windows) the system does it by itself. */
export function syncFolder(path: string): void {
  let folder: number;
  try {
    folder = openSync(path, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(folder);
  } catch {
    // A file system that cannot force folders to the disk keeps its own order.
  } finally {
    closeSync(folder);
  }
}
