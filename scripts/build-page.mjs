// Bundles the script and the style of the HTML report into src/render/html/page.gen.ts, so that the library reads no file
// when it renders. Run after a change in src/render/html/page; test/render/page.test.ts fails when it was forgotten.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}src/render/html/page/`;

const ENTRY = 'virtual:page';
const entry = {
  name: 'page-entry',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith(ENTRY) ? ENTRY : undefined),
  load: (id) =>
    id === ENTRY
      ? `import '${page}page.css'; import { start } from '${page}main.ts'; start(document.getElementById('app'));`
      : undefined,
};

/** The text of page.gen.ts. */
export async function pageModule() {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [entry],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      cssMinify: true,
      reportCompressedSize: false,
      lib: { entry: { page: ENTRY }, formats: ['iife'], name: 'taohua', cssFileName: 'page' },
    },
  });
  const outputs = [result].flat().flatMap(({ output }) => output);
  const script = outputs.find(({ type }) => type === 'chunk').code.trim();
  const style = String(outputs.find(({ fileName }) => fileName.endsWith('.css')).source).trim();
  for (const [name, text] of [
    ['script', script],
    ['style', style],
  ]) {
    if (new RegExp(`</${name}|<!--`, 'i').test(text)) throw new Error(`the ${name} would end its own element`);
  }
  const hash = (text) => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
  return [
    '// Made by scripts/build-page.mjs from src/render/html/page; change the sources and run it again.',
    '',
    `export const PAGE_SCRIPT: string = ${JSON.stringify(script)};`,
    `export const PAGE_SCRIPT_HASH: string = '${hash(script)}';`,
    `export const PAGE_STYLE: string = ${JSON.stringify(style)};`,
    `export const PAGE_STYLE_HASH: string = '${hash(style)}';`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(`${root}src/render/html/page.gen.ts`, await pageModule());
}
