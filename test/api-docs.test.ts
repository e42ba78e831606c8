// docs/api.md says what the sources say, and every type a public name needs can be imported.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

interface ApiDocs {
  readonly text: string;
  readonly faults: readonly string[];
}

test('docs/api.md is up to date (npm run docs:api makes it)', async () => {
  const folder = 'build/api-docs';
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.json', '--emitDeclarationOnly', '--outDir', folder], {
    cwd: root,
  });
  const script = new URL('../scripts/api-docs.mjs', import.meta.url).href;
  const { apiDocs } = (await import(script)) as { apiDocs(declarations: string): ApiDocs };
  const { text, faults } = apiDocs(`${root}${folder}`);
  expect(faults).toEqual([]);
  expect(text).toBe(readFileSync(`${root}docs/api.md`, 'utf8'));
});

test('every target of "exports" and "bin" is there, typed, and in the tarball', () => {
  const { exports, bin, files } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const targets = [...Object.values(exports), ...Object.values(bin)].flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target as object),
  ) as string[];
  expect(targets).toContain('./dist/index.d.ts');
  for (const target of targets) {
    const path = target.replace('./', '');
    expect(existsSync(`${root}${path}`), target).toBe(true);
    expect(path === 'package.json' || files.includes(path.split('/')[0]), target).toBe(true);
  }
  // A door's types must come first: the first condition that fits is taken.
  for (const door of [exports['.'], exports['./sketch']]) expect(Object.keys(door)[0]).toBe('types');
});

test('the examples import the doors by name', () => {
  const folder = `${root}examples/`;
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.mjs'))) {
    const imports = [...readFileSync(folder + name, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from!);
    expect(
      imports.filter((from) => !from.startsWith('node:') && !['taohua', 'taohua/sketch'].includes(from)),
      name,
    ).toEqual([]);
  }
});
