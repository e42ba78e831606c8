/** `.taohuaignore`, in the syntax of .gitignore: the file in the searched folder, else the one in the working folder. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface IgnoreRules {
  /** The folder that the patterns are relative to. */
  readonly root: string;
  ignores(path: string): boolean;
}

export async function readIgnoreRules(searched: string, cwd: string): Promise<IgnoreRules> {
  for (const root of [searched, cwd]) {
    const text = await readFile(join(root, '.taohuaignore'), 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const { default: ignore } = await import('ignore');
      const rules = ignore().add(text);
      return { root, ignores: (path) => rules.ignores(path) };
    }
  }
  return { root: searched, ignores: () => false };
}
