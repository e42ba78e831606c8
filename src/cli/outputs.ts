/** Where results go: stdout, a file, or a folder of files. A file is written beside its place and renamed into it. */

import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Findings } from '../render/findings-set.js';
import type { RenderOptions } from '../render/options.js';
import type { ReporterName } from '../render/renderers.js';
import type { Host } from './host.js';
import { wantsColour } from './host.js';
import { nearestOf } from './nearest.js';
import type { Say } from './say.js';
import { UsageError } from './usage-error.js';

export interface OutputOptions {
  readonly reporters: readonly ReporterName[];
  /** File, folder or `-`; absent: text to stdout, a document to its default name. */
  readonly output?: string;
  readonly colour?: boolean;
  readonly quiet: boolean;
  readonly render: RenderOptions;
}

/** Formats that are files by nature: without `--output` they get a name of their own instead of filling the terminal. */
const DOCUMENTS: ReadonlySet<string> = new Set(['html', 'docx']);

export async function reporterNamed(name: string, say: Say): Promise<ReporterName> {
  const { reporterNames } = await import('../render/renderers.js');
  const names = reporterNames();
  const found = names.find((known) => known === name);
  if (found === undefined) throw new UsageError(say.badChoice('--reporter', name, names, nearestOf(name, names)));
  return found;
}

/** Renders in every wanted format. Says on stderr what was written where. */
export async function writeOutputs(findings: Findings, options: OutputOptions, host: Host, say: Say): Promise<void> {
  const { RENDERERS } = await import('../render/renderers.js');
  const { reporters, output } = options;
  const files = reporters.filter((name) => name !== 'terminal' || output !== undefined);
  const asFolder = output !== undefined && output !== '-' && (await wantsFolder(output, reporters, host, say));
  for (const name of reporters) {
    const { load, extension } = RENDERERS[name];
    const toFile = output !== undefined && output !== '-' && (name !== 'terminal' || files.length === 1);
    const target =
      asFolder && name !== 'terminal'
        ? join(output, `taohua-${findings.kind}.${extension}`)
        : toFile
          ? output
          : output === undefined && DOCUMENTS.has(name)
            ? `taohua-report.${extension}`
            : '-';
    const render = await load();
    const data = render(findings, {
      ...options.render,
      width: host.columns,
      colour: target === '-' && wantsColour(host, options.colour),
    });
    if (target === '-') await host.out(data);
    else {
      await writeWhole(resolve(host.cwd, target), data, say, target);
      if (!options.quiet) host.err(say.wrote(target));
    }
  }
}

async function wantsFolder(output: string, reporters: readonly string[], host: Host, say: Say): Promise<boolean> {
  const info = await stat(resolve(host.cwd, output)).catch(() => undefined);
  if (info?.isDirectory()) return true;
  if (reporters.filter((name) => name !== 'terminal').length <= 1) return output.endsWith('/');
  if (info) throw new UsageError(say.folderNeeded(output));
  return true;
}

/** A reader sees the old file or the new one, never half of it. */
export async function writeWhole(
  path: string,
  data: string | Uint8Array,
  say: Say,
  name: string = path,
): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await makeFolder(dirname(path));
    // Forced to the disk before it has its name: after a power cut there is the old file or the new one, never an empty one.
    await writeFile(beside, data, { flush: true });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw new UsageError(say.cannotWrite(name, say.trouble(error as NodeJS.ErrnoException)));
  }
}

/** Not `recursive`: that never returns where the system refuses a folder with ENOENT, as /proc does. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || dirname(path) === path) return;
    if (code !== 'ENOENT') throw error;
    if ((await stat(dirname(path)).catch(() => undefined)) !== undefined) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}
