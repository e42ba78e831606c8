/**
 * What an index knows a file by, so that `a.txt`, `./a.txt` and `/home/x/a.txt` are one file from every folder: where it lies as
 * seen from the index. Reports that came from no file keep their name.
 */

import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';

/** Inside the working folder without detours, elsewhere as typed. */
export function tidyPath(path: string, cwd: string): string {
  const near = relative(cwd, resolve(cwd, path));
  return near === '' || near.startsWith('..') || isAbsolute(near) ? normalize(path) : near;
}

/** The key of the file or archive member `path` in the index in folder `index`. */
export function fileKey(path: string, cwd: string, index: string): string {
  if (path === 'stdin') return path;
  return `file:${relative(real(index), real(resolve(cwd, path)))
    .split(sep)
    .join('/')}`;
}

/** Links resolved as far as there is something: a file that is gone, or a member of an archive, is known by its folder. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(real(folder), basename(path));
  }
}
