/**
 * Our program with its Node, packed for machines that have neither: what `spark-submit --archives` ships. The same Node
 * everywhere, because text is folded by its tables.
 */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TaohuaError } from '../model/errors.js';

export interface Shipment {
  /** Folder of the built program. */
  readonly root: string;
  readonly node: string;
  /** Where the archive goes. */
  readonly path: string;
}

/** Inside the archive. */
export const SHIPPED_NODE = 'node';
export const SHIPPED_ROOT = 'taohua/dist';

/** Packs once; the name of the archive should hold the version. */
export async function pack({ root, node, path }: Shipment): Promise<void> {
  if (existsSync(path)) return;
  // A folder of its own: two runs that pack at the same time must not take each other's links away.
  const own = mkdtempSync(`${path}.`);
  try {
    const staging = join(own, 'folder');
    mkdirSync(join(staging, 'taohua', 'node_modules'), { recursive: true });
    symlinkSync(node, join(staging, SHIPPED_NODE));
    symlinkSync(root, join(staging, SHIPPED_ROOT));
    const home = dirname(join(root, '.'));
    symlinkSync(join(home, 'package.json'), join(staging, 'taohua', 'package.json'));
    for (const [name, folder] of dependenciesOf(home)) {
      const place = join(staging, 'taohua', 'node_modules', name);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(folder, place);
    }
    await tar(['-chzf', join(own, 'archive'), '-C', staging, '.']);
    renameSync(join(own, 'archive'), path);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Packages that the program needs, with those they need. */
function dependenciesOf(home: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (folder: string): void => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly dependencies?: Readonly<Record<string, string>>;
    };
    for (const name of Object.keys(dependencies)) {
      if (found.has(name)) continue;
      const place = resolvePackage(folder, name);
      found.set(name, place);
      visit(place);
    }
  };
  visit(home);
  return found;
}

function resolvePackage(from: string, name: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(join(place, 'package.json'))) return place;
    if (dirname(folder) === folder)
      throw new TaohuaError('bad-engine', `the package ${name} is not installed; run npm ci`);
  }
}

function tar(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('tar', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on('error', (error) =>
      reject(new TaohuaError('bad-engine', `tar cannot be started: ${error.message}`, { cause: error })),
    );
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new TaohuaError('bad-engine', `tar ended with ${code}: ${said.trim()}`)),
    );
  });
}
