// The import table of docs/architecture.md, and the absences that keep the house quiet.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const source = join(root, 'src');

/** What each room may import besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model'],
  sketch: ['model'],
  align: ['model'],
  outline: ['text', 'model'],
  reuse: ['sketch', 'align', 'outline', 'model'],
  compare: ['sketch', 'align', 'outline', 'reuse', 'model'],
  store: ['reuse', 'sketch', 'model'],
  cluster: ['model', 'text', 'sketch', 'outline', 'reuse', 'store'],
  render: ['model', 'text'],
  cli: ['model', 'text', 'sketch', 'align', 'outline', 'reuse', 'compare', 'store', 'cluster', 'render', '(doors)'],
  '(doors)': ['model', 'text', 'sketch', 'align', 'outline', 'reuse', 'compare', 'store', 'render'],
};

interface Import {
  readonly file: string;
  readonly from: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(source, name))
  .sort();

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
    ),
  ];
  return found.map((match) => ({ file: relative(root, file), from: match[1] ?? match[2] ?? match[3] ?? '' }));
}

const imports = files.flatMap(importsOf);

function roomOf(path: string): string {
  const inside = relative(source, path).split(/[\\/]/);
  return inside.length > 1 ? (inside[0] ?? '') : '(doors)';
}

test('a room imports only rooms below it', () => {
  const wrong = imports.filter(({ file, from }) => {
    if (!from.startsWith('.')) return false;
    const here = roomOf(join(root, file));
    const there = roomOf(resolve(root, dirname(file), from));
    return here !== there && !(ALLOWED[here] ?? []).includes(there);
  });
  expect(wrong).toEqual([]);
});

test('node: modules stay in cli, store, cluster, the extractors and the loaders of sketch', () => {
  const allowed = /^src\/(?:cli\/|store\/|cluster\/|text\/extract\/|sketch\/(?:pool|worker|kernel-wasm)[^/]*\.ts$)/;
  expect(imports.filter(({ file, from }) => from.startsWith('node:') && !allowed.test(file))).toEqual([]);
});

test('console and process stay in cli', () => {
  const wrong = files
    .map((file) => relative(root, file))
    .filter((file) => !file.startsWith('src/cli/') && !file.startsWith('src/render/html/page/'))
    .filter((file) => {
      const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'/gm, '');
      return /\bconsole\.|\bprocess\.(?:env|argv|std|exit|cwd|on)\b/.test(code);
    });
  expect(wrong).toEqual([]);
});

test('each npm package is imported by one file or one folder', () => {
  const homes = new Map<string, Set<string>>();
  for (const { file, from } of imports) {
    if (from.startsWith('.') || from.startsWith('node:')) continue;
    const name = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? from);
    const set = homes.get(name) ?? new Set();
    set.add(dirname(file));
    homes.set(name, set);
  }
  // fflate unpacks in text and packs in render (DOCX): two ends of one format.
  homes.delete('fflate');
  expect([...homes].filter(([, folders]) => folders.size > 1).map(([name, folders]) => [name, [...folders]])).toEqual(
    [],
  );
});

test('no file is too long to read', () => {
  const long = files
    .filter((file) => !/\.(?:gen|data)\.ts$/.test(file))
    .map((file) => [relative(root, file), readFileSync(file, 'utf8').split('\n').length] as const)
    .filter(([, lines]) => lines > 400);
  expect(long).toEqual([]);
});
