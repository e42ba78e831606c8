/** The name of our code: results that other code made are made anew. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hash of every module of the built program in `root`. */
export function versionOf(root: string): string {
  const hash = createHash('sha256');
  const modules = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[jt]s$/.test(name));
  for (const name of modules.sort())
    hash.update(`${name.replaceAll('\\', '/')}\0`).update(readFileSync(join(root, name)));
  return hash.digest('hex').slice(0, 16);
}
