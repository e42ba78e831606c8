/**
 * Compiles the kernels of this folder and writes each, base64, to the room that uses it. The results are committed: an
 * install or a build needs no compiler, and a test compiles again and compares the bytes. `node wasm/build.mjs --print`
 * only prints.
 */

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** The entry of each kernel, and the generated file that carries it. */
export const KERNELS = [
  { entry: 'sketch.ts', target: 'src/sketch/kernel-wasm.gen.ts' },
  { entry: 'walk.ts', target: 'src/reuse/walk-wasm.gen.ts' },
  { entry: 'repeats.ts', target: 'src/reuse/repeats-wasm.gen.ts' },
  { entry: 'copies.ts', target: 'src/reuse/copies-wasm.gen.ts' },
];

/** The text of a kernel's generated file. */
export async function generate({ entry }) {
  const source = fileURLToPath(new URL(entry, import.meta.url));
  let binary;
  const { error, stderr } = await asc.main(
    [
      source,
      '--outFile',
      'kernel.wasm',
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
        if (name === 'kernel.wasm') binary = contents;
      },
    },
  );
  if (error) throw new Error(`${entry} does not compile: ${error.message}\n${stderr.toString()}`);
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,116}/g);
  return `// Built from wasm/${entry} by wasm/build.mjs (npm run build:wasm). Do not edit.

export const WASM_BASE64: string = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  for (const kernel of KERNELS.filter(({ entry }) => asked.length === 0 || asked.includes(entry))) {
    const text = await generate(kernel);
    if (process.argv.includes('--print')) process.stdout.write(text);
    else writeFileSync(fileURLToPath(new URL(`../${kernel.target}`, import.meta.url)), text);
  }
}
