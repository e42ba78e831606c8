// Faults found by trying the commands with hostile input, each kept from coming back. One process may serve several faults.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { inFolder, STACK, taohua } from './spawn.js';

const REPORT = '南江市政府工作报告\n各位代表：\n一、工作回顾\n过去一年，地区生产总值增长5.2%。\n';

test('a bare command prints its help', async () => {
  const { code, stderr } = await taohua([]);
  expect(code).toBe(2);
  expect(stderr).toContain('compare');
});

test('-o after formulas export writes the file', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.txt'), REPORT);
    const { code, stdout } = await taohua(['formulas', 'export', 'a.txt', '-o', 'bank.json'], { cwd });
    expect([code, stdout, existsSync(join(cwd, 'bank.json'))]).toEqual([0, '', true]);
  });
});

test('of two outputs none is dropped without a word', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.txt'), REPORT);
    const { code, stderr } = await taohua(['ratio', 'a.txt', '-o', 'x.txt', '-o', 'y.txt'], { cwd });
    expect([code, stderr, existsSync(join(cwd, 'y.txt'))]).toEqual([2, expect.stringContaining('--output'), false]);
  });
});

test('a name with control characters is shown, not obeyed; an archive without documents is named', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'bad\n\x1b[31m.txt'), '');
    writeFileSync(join(cwd, 'pictures.zip'), zipSync({ 'a.png': strToU8('x') }));
    const { code, stderr } = await taohua(['ratio', 'bad\n\x1b[31m.txt', 'pictures.zip'], { cwd });
    expect(code).toBe(3);
    expect(stderr).not.toContain('\x1b');
    expect(stderr).toContain('bad\\u{a}\\u{1b}[31m.txt');
    expect(stderr).toContain('pictures.zip');
  });
});

test('a folder that cannot be made ends at once', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.txt'), REPORT);
    const target = existsSync('/proc/self') ? '/proc/none/out.json' : 'a.txt/none/out.json';
    const { code, stderr } = await taohua(['ratio', 'a.txt', '-r', 'json', '-o', target], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(target)]);
    expect(stderr).not.toMatch(STACK);
  });
});

test('findings, banks and baselines that are pipes are refused, not waited for', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.txt'), REPORT);
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    for (const args of [
      ['report', 'pipe'],
      ['ratio', 'a.txt', '--formulas', 'pipe'],
    ]) {
      const { code, stderr } = await taohua(args, { cwd });
      expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining('pipe')]);
    }
  });
});

test('an interrupt ends the wait for standard input', async () => {
  const { code } = await taohua(['ratio', '-'], {
    input: false,
    started: (kill) => setTimeout(() => kill('SIGINT'), 2500),
  });
  expect(code).toBe(130);
});

test.skipIf(!existsSync('/dev/full'))('a full disk on standard output is told', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.txt'), REPORT);
    const bin = new URL('../../bin/taohua.js', import.meta.url).pathname;
    const script = `"${process.execPath}" "${bin}" ratio a.txt --json --lang en > /dev/full; echo "code $?"`;
    const told = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`], { cwd, encoding: 'utf8' });
    expect(told).toContain('disk is full');
    expect(told).toContain('code 2');
    expect(told).not.toMatch(STACK);
  });
});

test('settings that cannot be: one message each, in the language asked for', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.txt'), REPORT);
    writeFileSync(join(cwd, 'mark.json'), '\ufeff{ "lang": "zh-CN" }');
    writeFileSync(join(cwd, 'french.json'), '{ "lang": "fr" }');
    writeFileSync(join(cwd, 'list.json'), '[1]');
    const marked = await taohua(['ratio', 'a.txt', '-c', 'mark.json'], { cwd });
    expect(marked.code).toBe(0);
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['ratio', 'a.txt', '-c', 'french.json'], 'zh-CN'],
      [['ratio', 'a.txt', '-c', 'list.json'], 'list.json'],
      [['ratio', 'a.txt', '--encoding', 'klingon'], 'klingon'],
      [['ratio', 'a.txt', '--colour', '--lang', 'zh-CN'], '没有这个选项'],
      [['inspect', 'label', 'a.txt'], 'a.txt:OFFSET'],
    ];
    for (const [args, hint] of cases) {
      const { code, stderr } = await taohua(args, { cwd });
      expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining(hint)]);
      expect(stderr).not.toMatch(STACK);
    }
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

test('reports in two scripts: the one that is not Chinese is named', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.txt'), REPORT);
    writeFileSync(join(cwd, 'english.txt'), 'The work report of the government. '.repeat(50));
    const { code, stderr } = await taohua(['compare', 'a.txt', 'english.txt'], { cwd });
    expect([code, stderr]).toEqual([0, expect.stringContaining('english.txt is not Chinese')]);
  });
});
