/** The files of an input folder, in the order in which `ratio` reads them, under the names that it gives them. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { InputFile } from './local.js';
import { DOCUMENTS } from './read.js';

/** `name` as the user wrote it, `path` where that is. A file that is named is read whatever it is called. */
export function filesOf(name: string, path: string): InputFile[] {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) throw new TaohuaError('bad-input', `there is no file or folder ${name}`);
  if (!info.isDirectory()) return [{ name, path }];
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
