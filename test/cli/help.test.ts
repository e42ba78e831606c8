// Help of every command: eighty columns in both languages, and nothing left in English for a Chinese reader.

import { expect, test } from 'vitest';
import { columnsOf } from '../../src/render/terminal/layout.js';
import { taohua } from './spawn.js';

const COMMANDS: readonly (readonly string[])[] = [
  [],
  ...['compare', 'ratio', 'flag', 'inspect', 'report', 'completion'].map((name) => [name]),
  ...['list', 'export', 'import'].map((name) => ['formulas', name]),
  ...['build', 'add', 'remove', 'info', 'verify', 'export', 'import'].map((name) => ['index', name]),
];
/** Three English words in a row, but for lines that show a command. */
const ENGLISH = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i;

test('every page of help fits eighty columns; in Chinese no sentence is English, in English none is Chinese', async () => {
  for (const [lang, other] of [
    ['zh-CN', ENGLISH],
    ['en', /[一-龥]/],
  ] as const) {
    const pages = await Promise.all(
      COMMANDS.map(async (words) => [words, await taohua([...words, '--help', '--lang', lang])] as const),
    );
    for (const [words, { code, stdout }] of pages) {
      expect(code).toBe(0);
      expect(stdout).toContain(lang === 'en' ? 'Usage: taohua' : '用法： taohua');
      for (const line of stdout.split('\n')) {
        expect(columnsOf(line.trimEnd()), `${words.join(' ')}: ${line}`).toBeLessThanOrEqual(80);
        if (!/^(?: {2}|用法： )taohua /.test(line)) expect(line, words.join(' ')).not.toMatch(other);
      }
    }
  }
});

test('a group of commands without one of them shows its help in the reader’s language', async () => {
  expect((await taohua(['index'], { env: { LANG: 'zh_CN.UTF-8' } })).stderr).toMatch(/语料索引[\s\S]*例：/);
  expect((await taohua(['ratio', '--help', '--lang', 'zh'])).stdout).toContain('选项：');
});
