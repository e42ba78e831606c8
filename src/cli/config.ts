/**
 * The configuration file: `--config FILE`, else `taohua.config.{mjs,js,json,ts}`, else the key `taohua` of package.json, in the
 * working folder. Keys are the long flags in camelCase; an unknown key is refused with the nearest known one, because a
 * setting that silently does nothing is worse than an error.
 */

import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Host } from './host.js';
import { nearestOf } from './nearest.js';
import type { Say } from './say.js';
import { UsageError } from './usage-error.js';

export type ConfigValues = Readonly<Record<string, unknown>>;

type Shape = 'text' | 'flag' | 'list' | 'number';

/** Every key a configuration may hold. */
const KEYS: Readonly<Record<string, Shape>> = {
  $schema: 'text',
  reporter: 'list',
  output: 'text',
  encoding: 'text',
  allowPartial: 'flag',
  anonymise: 'flag',
  table: 'text',
  bom: 'flag',
  lang: 'text',
  color: 'flag',
  quiet: 'flag',
  minChars: 'number',
  minIssuers: 'number',
  threshold: 'number',
  exitCode: 'flag',
  against: 'list',
  base: 'list',
  formulas: 'text',
  baseline: 'text',
  failOnNew: 'flag',
  section: 'text',
  only: 'text',
  context: 'number',
  limit: 'number',
  mode: 'text',
  workers: 'number',
};

const FILES = ['taohua.config.mjs', 'taohua.config.js', 'taohua.config.json', 'taohua.config.ts'];

export async function readConfig(named: string | undefined, host: Host, say: Say): Promise<ConfigValues> {
  if (named !== undefined) {
    if (!(await exists(resolve(host.cwd, named)))) throw new UsageError(say.noSuchFile(named));
    return checked(await load(resolve(host.cwd, named), say), named, say);
  }
  for (const file of FILES) {
    const path = resolve(host.cwd, file);
    if (await exists(path)) return checked(await load(path, say), file, say);
  }
  const manifest = await readFile(resolve(host.cwd, 'package.json'), 'utf8').catch(() => undefined);
  if (manifest === undefined) return {};
  // A broken package.json is not ours to complain about.
  const value = parseQuietly(manifest);
  return isRecord(value) && value['taohua'] !== undefined ? checked(value['taohua'], 'package.json', say) : {};
}

async function load(path: string, say: Say): Promise<unknown> {
  try {
    if (extname(path) === '.json') return JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
    const module: unknown = await withinTime(import(pathToFileURL(path).href), say);
    return isRecord(module) ? module['default'] : undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Only newer versions of Node strip types by themselves.
    const reason = code === 'ERR_UNKNOWN_FILE_EXTENSION' ? say.noTypeScript() : message;
    throw new UsageError(say.badConfig(basename(path), reason));
  }
}

/** Settings that take longer than this to load wait for something that will not come, and would end Node without a word. */
const LOAD_SECONDS = 10;

async function withinTime<T>(loading: Promise<T>, say: Say): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(say.endlessConfig(LOAD_SECONDS))), LOAD_SECONDS * 1000);
  });
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(timer);
  }
}

function checked(value: unknown, file: string, say: Say): ConfigValues {
  if (!isRecord(value)) throw new UsageError(say.badConfig(file, say.notObject()));
  for (const [key, given] of Object.entries(value)) {
    const shape = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (shape === undefined) throw new UsageError(say.unknownKey(file, key, nearestOf(key, Object.keys(KEYS))));
    if (!fits(given, shape))
      throw new UsageError(say.badConfig(file, `"${key}": ${JSON.stringify(given)} is not a ${shape}`));
  }
  const { $schema: _, ...settings } = value;
  return settings;
}

function fits(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
    case 'number':
      return typeof value === 'number' || typeof value === 'string';
    default:
      return typeof value === 'string';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
