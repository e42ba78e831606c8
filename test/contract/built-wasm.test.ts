// The compiled kernels are committed, so that an install needs no compiler; they must be what their sources compile to.

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

interface Kernel {
  readonly entry: string;
  readonly target: string;
}

const { KERNELS, generate } = (await import('../../wasm/build.mjs' as string)) as {
  readonly KERNELS: readonly Kernel[];
  readonly generate: (kernel: Kernel) => Promise<string>;
};

test.each(KERNELS)('$target is what $entry compiles to', async (kernel) => {
  const committed = await readFile(new URL(`../../${kernel.target}`, import.meta.url), 'utf8');
  expect(await generate(kernel)).toBe(committed);
});
