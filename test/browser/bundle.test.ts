// The core runs in a browser unchanged: bundled without a single node: import, it gives in Chromium, byte for byte, the
// findings that it gives here. Only the extractors of container formats, the database and the worker pool stay outside.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { analyseCorpus, compareReports, flagCopies, readReports } from '../../src/index.js';
import { createSketcher } from '../../src/sketch.js';
import { launch, watch } from './chromium.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const OUTSIDE = /\/(?:text\/extract\/(?:docx?|pdf|archive)|store\/)|\/sketch\/(?:pool|worker)[^/]*$/;

const ENTRY = `
import { analyseCorpus, compareReports, flagCopies, readReports } from '/src/index.ts';
import { createSketcher } from '/src/sketch.ts';
globalThis.run = async (texts) => {
  const reports = [];
  for (const [path, text] of texts) reports.push(...(await readReports(new TextEncoder().encode(text), { path })));
  const sketcher = await createSketcher();
  const units = Uint16Array.from(texts[0][1].slice(0, 2000), (c) => c.charCodeAt(0));
  return JSON.stringify({
    comparison: compareReports(reports[0], reports[1]),
    corpus: await analyseCorpus(reports),
    flag: await flagCopies(reports[0], reports.slice(1)),
    kernel: sketcher.kernel,
    signature: [...sketcher.signatures(units, Uint32Array.from([0, 50, 2000]))],
  });
};
`;

async function bundle(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : undefined),
        load: (id) => (id === '\0entry' ? ENTRY : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2023',
      minify: false,
      rollupOptions: {
        input: 'entry',
        external: (id) => OUTSIDE.test(id),
        output: { format: 'es', codeSplitting: false },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  return outputs.map((one) => ('code' in one ? one.code : '')).join('\n');
}

test('bundled for a browser, the core gives the same bytes there', async () => {
  const code = await bundle();
  expect(code).not.toMatch(/from\s*['"]node:|require\(|import\(['"]node:/);
  const texts = ['hedian-2024.txt', 'jinsuo-2023.txt', 'modu-2023.txt'].map(
    (name) => [name, readFileSync(`${root}seeds/clean/${name}`, 'utf8')] as const,
  );
  const reports = (await Promise.all(texts.map(([path, text]) => readReports(text, { path })))).flat();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const seen = watch(page);
    await page.goto('data:text/html,<meta charset="utf-8"><title>t</title>');
    await page.addScriptTag({ type: 'module', content: code });
    await page.waitForFunction('typeof globalThis.run === "function"', undefined, { timeout: 10_000 }).catch(() => {});
    expect(seen.messages).toEqual([]);
    const there = JSON.parse(await page.evaluate(`globalThis.run(${JSON.stringify(texts)})`)) as Record<
      string,
      unknown
    >;
    expect(seen.messages).toEqual([]);
    expect(there['comparison']).toEqual(JSON.parse(JSON.stringify(compareReports(reports[0]!, reports[1]!))));
    expect(there['flag']).toEqual(JSON.parse(JSON.stringify(await flagCopies(reports[0]!, reports.slice(1)))));
    const here = JSON.parse(JSON.stringify(await analyseCorpus(reports))) as { documents: unknown; formulas: unknown };
    expect(there['corpus']).toMatchObject({ documents: here.documents, formulas: here.formulas });
    const units = Uint16Array.from(texts[0]![1].slice(0, 2000), (c) => c.charCodeAt(0));
    const sketcher = await createSketcher();
    expect(there['kernel']).toBe(sketcher.kernel);
    expect(there['signature']).toEqual([...sketcher.signatures(units, Uint32Array.from([0, 50, 2000]))]);
  } finally {
    await browser.close();
  }
});
