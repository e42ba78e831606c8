/**
 * The results of stages on a disk: a folder a stage, named by its digest. It is written beside its place, renamed into it, and
 * its manifest comes last: what has no manifest was cut off and is made anew.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BESIDE, syncFolder, writeWhole } from '../store/whole-file.js';

export const MANIFEST = '_taohua.json';

export interface Manifest {
  readonly stage: string;
  readonly digest: string;
  readonly recipe: string;
  readonly inputs: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  /** What making it took; kept, so that a run that was stopped and went on can say it of all stages. */
  readonly cost?: Cost;
}

export interface Cost {
  readonly seconds: number;
  /** Rows and characters that went to the program. */
  readonly rowsIn: number;
  readonly charactersIn: number;
}

export function folderOf(output: string, stage: string, digest: string): string {
  return join(output, 'stages', `${stage}-${digest}`);
}

/** Where the database puts what does not fit in memory, while it runs. */
export function spillOf(output: string): string {
  return join(output, 'spill');
}

/** The manifest of a whole result; undefined where there is none, one of something else, or where files of it were lost or cut. */
export function readManifest(folder: string, digest: string): Manifest | undefined {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    return manifest.digest === digest && manifest.bytes === sizeOf(folder) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a folder holds the result that its name says. */
export function isWhole(folder: string): boolean {
  return readManifest(folder, folder.slice(folder.lastIndexOf('-') + 1)) !== undefined;
}

/** Bytes of a result. Not counted: its manifest, and the sums that Hadoop keeps beside each file under a name with a dot. */
export function sizeOf(folder: string): number {
  return readdirSync(folder)
    .filter((name) => name !== MANIFEST && !name.startsWith('.'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** An empty folder beside the place of a result; whatever half-written one stood there is gone. */
export function beginFolder(folder: string): string {
  const beside = `${folder}${BESIDE}`;
  rmSync(beside, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  return beside;
}

export function finishFolder(folder: string, manifest: Manifest): void {
  renameSync(`${folder}${BESIDE}`, folder);
  writeWhole(join(folder, MANIFEST), new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  syncFolder(folder);
}

/** Removes what was begun and not finished, where nothing works on it any more. */
export function dropBegun(output: string): void {
  const root = join(output, 'stages');
  for (const name of existsSync(root) ? readdirSync(root) : []) {
    if (/^[a-z]+-[0-9a-f]{16}\.part$/.test(name)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** Removes earlier results of a stage: with other inputs or parameters they would only be taken for this one's. */
export function dropOthers(output: string, stage: string, digest: string): void {
  const root = join(output, 'stages');
  for (const name of existsSync(root) ? readdirSync(root) : []) {
    if (name.replace(/-[0-9a-f]{16}(?:\.part)?$/, '') === stage && name !== `${stage}-${digest}`)
      rmSync(join(root, name), { recursive: true, force: true });
  }
}
