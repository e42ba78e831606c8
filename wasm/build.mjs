/**
 * Compiles wasm/sketch.ts and writes it, base64, to src/sketch/kernel-wasm.gen.ts. The result is committed: an install or
 * a build needs no compiler, and a test compiles again and compares the bytes. `node wasm/build.mjs --print` only prints.
 */

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const target = fileURLToPath(new URL('../src/sketch/kernel-wasm.gen.ts', import.meta.url));

/** The text of the generated file. */
export async function generate() {
  const source = fileURLToPath(new URL('sketch.ts', import.meta.url));
  let binary;
  const { error, stderr } = await asc.main(
    [
      source,
      '--outFile',
      'sketch.wasm',
      '-O3',
      '--enable',
      'simd',
      '--enable',
      'bulk-memory',
      '--runtime',
      'stub',
      '--noAssert',
      '--importMemory',
      '--maximumMemory',
      '65536',
    ],
    {
      writeFile: (name, contents) => {
        if (name === 'sketch.wasm') binary = contents;
      },
    },
  );
  if (error) throw new Error(`The kernel does not compile: ${error.message}\n${stderr.toString()}`);
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,116}/g);
  return `// Built from wasm/sketch.ts by wasm/build.mjs (npm run build:wasm). Do not edit.

export const WASM_BASE64: string = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await generate();
  if (process.argv.includes('--print')) process.stdout.write(text);
  else writeFileSync(target, text);
}
