/**
 * From what the user typed to reports: files, folders, globs, `-`, archives, and `FILE#WORDS` for one report of many.
 * Nothing is skipped silently: what could not be used comes back as a problem with the file's name and the reason.
 */

import type { Stats } from 'node:fs';
import { access, constants, lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import type { Report } from '../model/report.js';
import { DOCUMENT_NAMES } from '../text/document-names.js';
import type { Host } from './host.js';
import { type IgnoreRules, readIgnoreRules } from './ignore-file.js';
import { openReader, type Threads } from './read-ahead.js';
import type { ReadReports } from './read-pool.js';
import type { Say } from './say.js';
import { chooseReports, nameOf, splitSelector } from './select.js';
import { UsageError } from './usage-error.js';

const MEGABYTE = 1024 * 1024;
/** Larger files are refused: reading takes some ten bytes of memory a byte. */
const MAX_BYTES = 512 * MEGABYTE;

export interface InputOptions extends Threads {
  readonly encoding?: string;
  /** Reports by real path, kept from one call to the next: `A.txt#1 A.txt#2` reads the file once. */
  readonly known?: Map<string, readonly Report[]>;
  readonly onRead?: (done: number, total: number) => void;
  /** Is handed the reports of every `batch` files as they come; then none are kept. */
  readonly take?: (reports: readonly Report[]) => Promise<void>;
  readonly batch?: number;
  /** What the path of a file is called in its reports. Default: as it was typed. */
  readonly called?: (path: string) => string;
}

export interface Inputs {
  readonly reports: readonly Report[];
  /** Inputs that should have been usable and were not: they make the exit code 3. */
  readonly problems: readonly string[];
  /** Files passed over for a stated reason that is no fault: other types in a folder, ignored ones. */
  readonly notes: readonly string[];
}

export const NO_INPUTS: Inputs = { reports: [], problems: [], notes: [] };

interface Found {
  readonly path: string;
  readonly selector?: string;
  /** Named by the user himself, not found in a folder. */
  readonly named: boolean;
}

type Reached = { readonly file: Found; readonly real: string };

/** Reads every argument. A file reached twice is read once. Order: arguments as given, folders by name. */
export async function readInputs(
  args: readonly string[],
  host: Host,
  say: Say,
  options: InputOptions = {},
): Promise<Inputs> {
  const problems: string[] = [];
  const notes: string[] = [];
  const found = await find(args, host, say, problems, notes);
  const reports: Report[] = [];
  const reader = await openReader(found, { host, ...options }, async ({ file }, read) => {
    const own: string[] = [];
    return { reports: await readOne(file.path, host, say, { ...options, read }, own), problems: own };
  });
  try {
    for (const [index, { file, real }] of found.entries()) {
      if (host.signal.aborted) break;
      options.onRead?.(index, found.length);
      const known = options.known?.get(real);
      const read = known === undefined ? await reader.read(index) : { reports: known, problems: [] };
      problems.push(...read.problems);
      options.known?.set(real, read.reports);
      reports.push(...selected(read.reports, file, say));
      if (options.take && (index + 1) % (options.batch ?? 1) === 0) await options.take(reports.splice(0));
    }
  } finally {
    await reader.close();
  }
  if (options.take && !host.signal.aborted) await options.take(reports.splice(0));
  options.onRead?.(found.length, found.length);
  return { reports, problems, notes };
}

/** The files that `readInputs` reads, in its order, unread: for a run that reads them elsewhere. */
export async function listInputs(
  args: readonly string[],
  host: Host,
  say: Say,
): Promise<Omit<Inputs, 'reports'> & { readonly paths: readonly string[] }> {
  const problems: string[] = [];
  const notes: string[] = [];
  const paths: string[] = [];
  for (const { file } of await find(args, host, say, problems, notes)) {
    const { path, selector } = file;
    const problem =
      path === '-' || selector !== undefined
        ? say.noSuchFile(selector === undefined ? path : `${path}#${selector}`)
        : await objectionTo(path, resolve(host.cwd, path), say);
    if (problem === undefined) paths.push(path);
    else problems.push(problem);
  }
  return { paths, problems, notes };
}

/** All files that the arguments mean, each once however it is reached. */
async function find(
  args: readonly string[],
  host: Host,
  say: Say,
  problems: string[],
  notes: string[],
): Promise<Reached[]> {
  const found = new Map<string, Reached>();
  for (const arg of args) {
    for (const file of await expand(arg, host, say, problems, notes)) {
      const real = await realpath(resolve(host.cwd, file.path)).catch(() => file.path);
      const key = `${real}#${file.selector ?? ''}`;
      if (!found.has(key)) found.set(key, { file, real });
    }
  }
  return [...found.values()];
}

async function expand(arg: string, host: Host, say: Say, problems: string[], notes: string[]): Promise<Found[]> {
  if (arg === '-') return [{ path: '-', named: true }];
  const whole = await stat(resolve(host.cwd, arg)).catch(() => undefined);
  const { path, selector } = whole ? { path: arg } : splitSelector(arg);
  const info = whole ?? (await stat(resolve(host.cwd, path)).catch((error: NodeJS.ErrnoException) => error));
  if (!(info instanceof Error)) {
    if (info.isDirectory()) return folder(path, host, say, problems, notes);
    return [{ path, named: true, ...(selector === undefined ? {} : { selector }) }];
  }
  if (/[*?[\]{}]/.test(path)) {
    const { glob } = await import('tinyglobby');
    const matches = await glob(path, { cwd: host.cwd, dot: false, onlyFiles: true });
    if (matches.length > 0) {
      return matches
        .sort()
        .map((match) => ({ path: match, named: true, ...(selector === undefined ? {} : { selector }) }));
    }
  }
  problems.push(info.code === 'EACCES' ? say.noPermission(path) : say.noSuchFile(path));
  return [];
}

async function folder(root: string, host: Host, say: Say, problems: string[], notes: string[]): Promise<Found[]> {
  const top = resolve(host.cwd, root);
  const rules = await readIgnoreRules(top, host.cwd);
  const found: Found[] = [];
  const visited = new Set<string>();
  const before = problems.length;
  let ignored = 0;
  const walk = async (directory: string): Promise<void> => {
    const real = await realpath(directory).catch(() => directory);
    if (visited.has(real)) {
      notes.push(say.linkLoop(shown(directory, host.cwd)));
      return;
    }
    visited.add(real);
    const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      problems.push(
        error.code === 'EACCES'
          ? say.noPermission(shown(directory, host.cwd))
          : say.cannotRead(shown(directory, host.cwd), error.message),
      );
      return [];
    });
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(directory, entry.name);
      if (isIgnored(rules, path)) {
        ignored++;
        continue;
      }
      const info = await stat(path).catch(() => undefined);
      const name = shown(path, host.cwd);
      if (info === undefined) problems.push(name.includes('\ufffd') ? say.badName(name) : say.noSuchFile(name));
      else if (info.isDirectory()) await walk(path);
      else if (!info.isFile()) notes.push(say.specialFile(name));
      else if (DOCUMENT_NAMES.test(entry.name)) found.push({ path: name, named: false });
      else notes.push(say.notDocument(name));
    }
  };
  await walk(top);
  if (ignored > 0) notes.push(say.ignored(ignored));
  if (found.length === 0 && problems.length === before) problems.push(say.emptyFolder(root));
  return found;
}

function isIgnored(rules: IgnoreRules, path: string): boolean {
  const inside = relative(rules.root, path).split(sep).join('/');
  return inside !== '' && !inside.startsWith('..') && rules.ignores(inside);
}

/** Relative to the working folder where that is shorter to read. */
function shown(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near === '' ? '.' : near;
}

/** All reports of a file that can be used. */
async function readOne(
  path: string,
  host: Host,
  say: Say,
  { read, ...options }: InputOptions & { readonly read: ReadReports },
  problems: string[],
): Promise<Report[]> {
  const bytes = await readBytes(path, host, say, problems);
  if (!bytes) return [];
  const encoding = options.encoding === undefined ? {} : { encoding: options.encoding };
  const called = options.called?.(path) ?? path;
  const reports: Report[] = [];
  if (extname(path).toLowerCase() === '.zip') {
    const { readArchive } = await import('../text/extract/archive.js');
    const archive = readArchive(bytes);
    for (const diagnostic of archive.diagnostics) problems.push(say.cannotRead(path, say.diagnostic(diagnostic)));
    let documents = 0;
    for (const entry of archive.entries) {
      if (!DOCUMENT_NAMES.test(entry.name)) continue;
      documents++;
      reports.push(...usable(await read(entry.bytes, { path: `${called}!${entry.name}`, ...encoding }), problems, say));
    }
    if (documents === 0 && archive.diagnostics.length === 0) problems.push(say.emptyArchive(path));
  } else {
    const name = path === '-' ? 'stdin' : called;
    reports.push(...usable(await read(bytes, { path: name, ...encoding }), problems, say));
  }
  return reports;
}

function selected(reports: readonly Report[], file: Found, say: Say): readonly Report[] {
  if (file.selector === undefined || reports.length === 0) return reports;
  const chosen = chooseReports(reports, file.selector);
  if (chosen.length === 0) throw new UsageError(say.noSuchReport(file.path, file.selector, reports.map(nameOf)));
  return chosen;
}

/** Reports with an error among their diagnostics hold nothing to work on; they become problems. */
function usable(reports: readonly Report[], problems: string[], say: Say): Report[] {
  return reports.filter((report) => {
    const fatal = report.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
    if (fatal) problems.push(say.cannotRead(report.source.path ?? report.id, say.diagnostic(fatal)));
    return !fatal;
  });
}

async function readBytes(path: string, host: Host, say: Say, problems: string[]): Promise<Uint8Array | undefined> {
  if (path === '-') {
    const piped = await host.stdin(MAX_BYTES);
    if (piped === undefined) problems.push(say.tooLarge('stdin', MAX_BYTES / MEGABYTE));
    return piped;
  }
  const full = resolve(host.cwd, path);
  const objection = await objectionTo(path, full, say);
  if (objection !== undefined) {
    problems.push(objection);
    return undefined;
  }
  try {
    return await readFile(full, { signal: host.signal });
  } catch (error) {
    // An interrupt is no fault of the file.
    if (!host.signal.aborted) problems.push(await failureOf(error as NodeJS.ErrnoException, path, full, say));
    return undefined;
  }
}

/** Why a file is not even tried; undefined where nothing speaks against it. */
async function objectionTo(path: string, full: string, say: Say): Promise<string | undefined> {
  try {
    const info: Stats = await stat(full);
    // Reading a FIFO or a device may wait for ever.
    if (!info.isFile()) return say.specialFile(path);
    if (info.size > MAX_BYTES) return say.tooLarge(path, MAX_BYTES / MEGABYTE);
    await access(full, constants.R_OK);
    return undefined;
  } catch (error) {
    return failureOf(error as NodeJS.ErrnoException, path, full, say);
  }
}

async function failureOf(
  { code, message }: NodeJS.ErrnoException,
  path: string,
  full: string,
  say: Say,
): Promise<string> {
  const dangling = code === 'ENOENT' && (await lstat(full).catch(() => undefined)) !== undefined;
  if (code === 'ENOENT' && !dangling) return say.noSuchFile(path);
  return code === 'EACCES' || code === 'EPERM' ? say.noPermission(path) : say.cannotRead(path, message);
}
