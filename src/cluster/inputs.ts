/** The files of an input folder, in the order in which `ratio` reads them, under the names that it gives them. */

import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { InputFile } from './local.js';
import { DOCUMENTS } from './read.js';

/**
 * What an input is called, as `ratio` calls it: a file by what the user wrote, a folder by its way from `cwd`, because ids of
 * reports depend on it.
 */
export function nameOfInput(written: string, cwd: string): string {
  const path = resolve(cwd, written);
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) throw new TaohuaError('bad-input', `there is no file or folder ${written}`);
  return info.isDirectory() ? relative(cwd, path) : written;
}

/** The files of `path`, which is called `name`. A file that is named is read whatever it is called. */
export function filesOf(name: string, path: string): InputFile[] {
  if (!statSync(path).isDirectory()) return [{ name, path }];
  const files: InputFile[] = [];
  const entries = readdirSync(path, { withFileTypes: true }).filter(
    (entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const [own, at] = [join(name, entry.name), join(path, entry.name)];
    if (entry.isDirectory()) files.push(...filesOf(own, at));
    else if (entry.isFile() && DOCUMENTS.test(entry.name)) files.push({ name: own, path: at });
  }
  return files;
}
