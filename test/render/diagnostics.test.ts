// Every diagnostic is said whole in Chinese: a title and, where it has params, a sentence that holds them.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.js';
import { readReports } from '../../src/outline/read.js';
import { DIAGNOSTICS_ZH } from '../../src/render/diagnostics-zh.js';
import type { Findings } from '../../src/render/findings-set.js';
import { renderHtml } from '../../src/render/html/html.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { wordsOf } from '../../src/render/words.js';
import { analyseCorpus } from '../../src/reuse/analyse.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { flagSet } from './build.js';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const seeds = fileURLToPath(new URL('../../seeds/', import.meta.url));
const say = (found: Diagnostic): string => wordsOf('zh-CN').sentence.diagnostic(found);

/** Two or more words of Latin letters in a row. */
const ENGLISH = /[a-z]{2,} [a-z]{2,}/i;

/** The codes the sources can give, by the shapes in which they stand there. */
function codesInSources(): readonly string[] {
  const codes = new Set<string>();
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/^(?:text|outline|reuse|compare|store|cluster)\/.*\.ts$/.test(name)) continue;
    const text = readFileSync(source + name, 'utf8');
    for (const [, code] of text.matchAll(/(?<!basis: \{ )\b(?:code: |refused\(\s*)'([a-z-]+)'/g)) codes.add(code!);
    if (/`\$\{format\}-unreadable`/.test(text))
      for (const format of ['html', 'docx', 'doc', 'pdf']) codes.add(`${format}-unreadable`);
  }
  return [...codes].sort();
}

test('each code has Chinese words, and no words are left over', () => {
  expect(Object.keys(DIAGNOSTICS_ZH).sort()).toEqual(codesInSources());
});

test('the title alone where the params are not at hand', () => {
  for (const code of Object.keys(DIAGNOSTICS_ZH)) {
    const text = say({ code, severity: 'warning', message: 'something in English.' });
    expect(text).toMatch(/。$/);
    expect(text).not.toMatch(ENGLISH);
    expect(text).not.toMatch(/undefined|NaN/);
  }
});

/** Inputs that are wrong in known ways. */
async function found(): Promise<readonly Diagnostic[]> {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const speech = (head: string, body: string): string =>
    `${head}\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n${body}\n`;
  const files: readonly (readonly [Uint8Array | string, { path?: string; encoding?: string }])[] = [
    [bytes(''), {}],
    [bytes('某市政府工作报告 \u0001\u0002\u0003\u0004'), {}],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), { path: 'a.docx' }],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), { path: 'a.zip' }],
    [bytes('%PDF-1.7\nnothing'), { path: 'a.pdf' }],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0), { path: 'a.doc' }],
    [bytes('<div>'.repeat(6000)), { path: 'a.html' }],
    [bytes('{\\rtf1 x}'), { path: 'a.rtf' }],
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), { path: 'a.png' }],
    [bytes('南江市政府工作报告'), { encoding: 'klingon' }],
    [Uint8Array.of(...bytes('南江市政府工作报告，增长'), 0xff, 0xfe, 0xff), { encoding: 'utf-8' }],
    [
      speech(
        '2023年南江市政府工作报告\n（2021年12月20日）',
        '一、2021年工作回顾\n2022年以来增长5%。\n二、2022年工作安排\n抓好以下五个方面：\n1. 稳增长。\n2. 促改革。\n5. 惠民生。\n以及',
      ),
      {},
    ],
  ];
  for (const name of readdirSync(`${seeds}damaged`))
    (files as (readonly [Uint8Array, object])[]).push([readFileSync(`${seeds}damaged/${name}`), { path: name }]);
  const reports = (await Promise.all(files.map(([content, options]) => readReports(content, options)))).flat();
  const [one] = await readReports(readFileSync(`${seeds}clean/modu-2024.txt`), { path: 'a.txt' });
  const [same] = await readReports(readFileSync(`${seeds}clean/modu-2024.txt`), { path: 'b.txt' });
  const corpus = await analyseCorpus([one!, same!]);
  const alone = await flagCopies(one!, []);
  return [...reports, corpus, alone].flatMap(({ diagnostics }) => diagnostics);
}

test('what is found is said in Chinese, with every figure and quotation of the English message', async () => {
  const all = await found();
  const codes = new Set(all.map(({ code }) => code));
  expect(codes.size).toBeGreaterThanOrEqual(14);
  for (const diagnostic of all) {
    const text = say(diagnostic);
    expect(text, diagnostic.message).not.toMatch(/undefined|NaN|\[object/);
    expect(text.replace(/“[^”]*”/g, ''), diagnostic.message).not.toMatch(ENGLISH);
    for (const [name, value] of Object.entries(diagnostic.params ?? {}))
      if (name !== 'signs' && name !== 'bank') expect(text, diagnostic.code).toContain(String(value));
    expect(wordsOf('en').sentence.diagnostic(diagnostic)).toBe(diagnostic.message);
  }
});

test('terminal, Markdown and HTML show no English sentence to a Chinese reader', async () => {
  const diagnostics = await found();
  const base = flagSet();
  const set: Findings = { ...base, findings: base.findings.map((one) => ({ ...one, diagnostics })) };
  const messages = diagnostics.map(({ message }) => message).filter((message) => ENGLISH.test(message));
  for (const render of [renderTerminal, renderMarkdown]) {
    const text = render(set, { limit: Number.POSITIVE_INFINITY, width: 10_000 });
    for (const message of messages) expect(text).not.toContain(message);
    expect(text).toContain('文件损坏');
  }
  // The page carries the code and the params and says them in the reader's language; test/browser looks at it.
  expect(renderHtml(set)).toContain('<html lang="zh-CN"');
});

test('reports are called by their names, not by their ids, where a note speaks of several', async () => {
  const path = (name: string): { path: string } => ({ path: name });
  const bytes = readFileSync(`${seeds}clean/modu-2024.txt`);
  const [one] = await readReports(bytes, path('a.txt'));
  const [same] = await readReports(bytes, path('b.txt'));
  const reports = [one!, same!];
  const set: Findings = { kind: 'corpus', findings: await analyseCorpus(reports), reports };
  for (const render of [renderTerminal, renderMarkdown]) {
    const text = render(set, { width: 1000 }).replaceAll('\\', '');
    expect(text).toContain('2 份报告文字完全相同，只算一个单位：墨渡市 2024 · a.txt, 墨渡市 2024 · b.txt。');
  }
});
