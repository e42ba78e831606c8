// Bad input of every kind: a message that names the file and says what to do, the right exit code, never a stack or a hang.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inFolder, STACK, taohua } from './spawn.js';

const REPORT = `南江市政府工作报告
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、工作回顾
过去一年，地区生产总值增长5.2%，城镇新增就业8.1万人。
二、工作安排
坚持稳中求进工作总基调，建好南江新港。
`;

/** Name of the file, its bytes, and the exit codes that ratio and compare (with a sound report) give. */
const FILES: readonly (readonly [string, string | Uint8Array, number])[] = [
  ['empty.txt', '', 3],
  ['spaces.txt', ' \n\n  \t', 3],
  ['binary.txt', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256), 3],
  ['nul.txt', new Uint8Array(1000), 3],
  ['broken.docx', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 3],
  ['broken.pdf', '%PDF-1.7\nnothing here', 3],
  ['broken.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 3],
  ['broken.zip', Uint8Array.from([0x50, 0x4b, 5, 6, 9, 9]), 3],
];

describe.each(FILES)('%s', (name, bytes, code) => {
  test('is named with a reason, and the rest is done', async () => {
    await inFolder(async (cwd) => {
      writeFileSync(join(cwd, name), bytes);
      writeFileSync(join(cwd, 'sound.txt'), REPORT);
      const ratio = await taohua(['ratio', name, 'sound.txt'], { cwd });
      expect(ratio.stderr).toContain(name);
      expect(ratio.stderr).not.toMatch(STACK);
      expect(ratio.code).toBe(code);
      expect(ratio.stdout).toContain('南江市');
      const compare = await taohua(['compare', name, 'sound.txt'], { cwd });
      expect(compare.stderr).toContain(name);
      expect(compare.stderr).not.toMatch(STACK);
      expect(compare.code).toBe(code);
    });
  });
});

test('one character and one sentence are reports, if poor ones', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'one.txt'), '好');
    writeFileSync(join(cwd, 'sentence.txt'), '坚持稳中求进工作总基调。');
    const { code, stderr } = await taohua(['ratio', 'one.txt', 'sentence.txt'], { cwd });
    expect(stderr).not.toMatch(STACK);
    expect(code).toBe(0);
  });
});

test('a line of 5 MB ends in time', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(
      join(cwd, 'long.txt'),
      REPORT.replaceAll('\n', '') + '我们大力发展港口经济和现代农业，'.repeat(110_000),
    );
    writeFileSync(join(cwd, 'sound.txt'), REPORT);
    const { code, stderr } = await taohua(['compare', 'long.txt', 'sound.txt', '-r', 'json', '-o', 'out.json'], {
      cwd,
    });
    expect(stderr).not.toMatch(STACK);
    expect(code).toBe(0);
  });
});

test('a file that is not there, a folder without reports, a device', async () => {
  await inFolder(async (cwd) => {
    mkdirSync(join(cwd, 'nothing'));
    writeFileSync(join(cwd, 'nothing', 'picture.png'), 'x');
    const missing = await taohua(['ratio', 'no-such.txt'], { cwd });
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('no-such.txt')]);
    const folder = await taohua(['ratio', 'nothing'], { cwd });
    expect([folder.code, folder.stderr]).toEqual([3, expect.stringContaining('nothing')]);
    expect(folder.stderr).toContain('picture.png');
    execFileSync('mkfifo', [join(cwd, 'pipe.txt')]);
    const pipe = await taohua(['ratio', 'pipe.txt'], { cwd });
    expect([pipe.code, pipe.stderr]).toEqual([3, expect.stringContaining('pipe.txt')]);
  });
});

test.skipIf(process.getuid?.() === 0)('no permission', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'secret.txt'), REPORT);
    chmodSync(join(cwd, 'secret.txt'), 0);
    const { code, stderr } = await taohua(['ratio', 'secret.txt'], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining('secret.txt')]);
  });
});

test('a folder that links to itself ends', async () => {
  await inFolder(async (cwd) => {
    mkdirSync(join(cwd, 'reports'));
    symlinkSync('.', join(cwd, 'reports', 'again'));
    writeFileSync(join(cwd, 'reports', 'a.txt'), REPORT);
    const { code, stderr } = await taohua(['ratio', 'reports'], { cwd });
    expect(stderr).toContain('again');
    expect(code).toBe(0);
  });
});

test('wrong usage is exit code 2 with a hint', async () => {
  await inFolder(async (cwd) => {
    for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(join(cwd, name), REPORT);
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['ratio'], '--help'],
      [['ratioo', 'a.txt'], 'ratio'],
      [['ratio', 'a.txt', '-r', 'jsno'], 'json'],
      [['ratio', 'a.txt', '--threshold', '140%'], '140%'],
      [['ratio', 'a.txt', '--min-issuers', 'few'], 'few'],
      [['flag', 'a.txt'], '--against'],
      [['compare', 'a.txt', '--only', 'value'], 'values'],
      [['compare', 'a.txt#平乐', 'a.txt'], '平乐'],
      [['compare', 'a.txt'], '1'],
      [['compare', 'a.txt', 'b.txt', 'c.txt', '--mode', 'free'], '--mode'],
      [['ratio', 'a.txt', '-c', 'none.json'], 'none.json'],
      [['ratio', 'a.txt', '--lang', 'fr'], 'fr'],
    ];
    for (const [args, hint] of cases) {
      const { code, stderr, stdout } = await taohua(args, { cwd });
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain(hint);
      expect(stderr).not.toMatch(STACK);
    }
  });
});

test('when nothing could be compared, it does not say that the rest was done', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'sound.txt'), REPORT);
    const { code, stderr } = await taohua(['compare', 'nowhere.txt', 'sound.txt', '--lang', 'en'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toMatch(/nothing was done/);
    expect(stderr).not.toMatch(/the rest was done/);
  });
});

test('a configuration that never finishes loading is told after ten seconds', { timeout: 60_000 }, async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'taohua.config.mjs'), 'await new Promise(() => {}); export default {};');
    const { code, stderr } = await taohua(['ratio', '.', '--lang', 'en'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/taohua\.config\.mjs cannot be used: it has not loaded in 10 seconds/);
  });
});

test('an unknown key of a configuration is refused with the nearest name', async () => {
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'a.txt'), REPORT);
    writeFileSync(join(cwd, 'taohua.config.json'), '{ "minIssuer": 3 }');
    const { code, stderr } = await taohua(['ratio', 'a.txt'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('minIssuers')]);
  });
});
