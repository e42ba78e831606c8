// Every example runs as a user would run it, and prints what stands beside it.

import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hasDatabase } from '../store/available.js';

const folder = fileURLToPath(new URL('../../examples/', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.mjs'));

test.for(names)('%s', async (name, { skip }) => {
  if (name === 'index.mjs' && !hasDatabase) skip('the optional database is not installed');
  const { stdout } = await promisify(execFile)(process.execPath, [folder + name]);
  await expect(stdout).toMatchFileSnapshot(`${folder}output/${name.replace('.mjs', '.txt')}`);
});
