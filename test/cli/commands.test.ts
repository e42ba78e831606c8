// The commands on the sample corpus, as a user types them.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inFolder, SEEDS, SHARED_SEEDS, STACK, taohua } from './spawn.js';

const CLEAN = join(SEEDS, 'clean');
const DRAFT = join(CLEAN, 'hedian-2024.txt');
const SOURCE = join(CLEAN, 'jinsuo-2023.txt');

describe('compare', () => {
  const pair = [join(CLEAN, 'modu-2023.txt'), join(CLEAN, 'modu-2024.txt')];

  test('prints what is shared, what changed and what is own; plain in a pipe, coloured when forced', async () => {
    const plain = await taohua(['compare', ...pair, '--lang', 'zh-CN']);
    expect([plain.code, plain.stderr]).toEqual([0, '']);
    expect(plain.stdout).toContain('墨渡市 2023');
    expect(plain.stdout).not.toContain('\x1b[');
    const coloured = await taohua(['compare', ...pair], { env: { FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\x1b[');
    const refused = await taohua(['compare', ...pair], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(refused.stdout).not.toContain('\x1b[');
  });

  test('several formats at once go to a folder, one file each', async () => {
    await inFolder(async (cwd) => {
      const { code, stderr, stdout } = await taohua(
        ['compare', ...pair, '-r', 'html', '-r', 'json', '-r', 'terminal', '-o', 'out'],
        { cwd },
      );
      expect(code).toBe(0);
      expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['taohua-comparison.html', 'taohua-comparison.json']);
      expect(stdout).not.toBe('');
      expect(stderr).toContain('taohua-comparison.html');
      const again = await taohua(['report', 'out/taohua-comparison.json', '-r', 'html', '-o', 'again.html'], { cwd });
      expect(again.code).toBe(0);
      expect(readFileSync(join(cwd, 'again.html'), 'utf8')).toBe(
        readFileSync(join(cwd, 'out/taohua-comparison.html'), 'utf8'),
      );
    });
  });

  test('a report of a file of many is named by number or words', async () => {
    const crawl = join(SEEDS, 'damaged/crawl.txt');
    const byWords = await taohua(['compare', `${crawl}#锦梭`, `${crawl}#望汐`, '--json']);
    expect(byWords.code).toBe(0);
    const findings = JSON.parse(byWords.stdout) as { a: { place: { name: string } } };
    expect(findings.a.place.name).toContain('锦梭');
    const vague = await taohua(['compare', crawl, `${crawl}#1`]);
    expect([vague.code, vague.stderr]).toEqual([2, expect.stringContaining('#1')]);
  });

  test('three reports give a table, of files or of one file', async () => {
    const three = await taohua(['compare', ...pair, SOURCE, '--json']);
    const table = JSON.parse(three.stdout) as { kind: string; reports: unknown[]; values: { cells: unknown[] }[] };
    expect([three.code, table.kind, table.reports.length]).toEqual([0, 'table', 3]);
    expect(table.values.every(({ cells }) => cells.length === 3)).toBe(true);
    const crawl = await taohua(['compare', join(SEEDS, 'damaged/crawl.txt'), '--only', 'values', '--lang', 'zh-CN']);
    expect([crawl.code, crawl.stdout]).toEqual([0, expect.stringContaining('多份报告对照')]);
    const moved = await taohua(['compare', ...pair, SOURCE, '--only', 'moved']);
    expect([moved.code, moved.stderr]).toEqual([2, expect.stringContaining('specific')]);
  });

  test('reads standard input', async () => {
    const { code, stdout } = await taohua(['compare', '-', pair[1]!], { input: readFileSync(pair[0]!) });
    expect([code, stdout]).toEqual([0, expect.stringContaining('stdin')]);
  });
});

describe('ratio', () => {
  test('one line a report, the widest formulas, the number of issuers', async () => {
    const { code, stdout } = await taohua(['ratio', CLEAN, '--lang', 'zh-CN'], { env: { COLUMNS: '100' } });
    expect(code).toBe(0);
    for (const place of ['墨渡市', '锦梭市', '禾淀市', '望汐市']) expect(stdout).toContain(place);
    expect(stdout).toMatch(/城镇新增就业\{number\}万人/);
  });

  test('a gate fails with 1, and wins over unreadable inputs', async () => {
    expect((await taohua(['ratio', CLEAN, '--threshold', '90%'])).code).toBe(0);
    const failed = await taohua(['ratio', CLEAN, 'no-such-file.txt', '--threshold', '1%']);
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('no-such-file.txt')]);
    expect((await taohua(['ratio', CLEAN, 'no-such-file.txt'])).code).toBe(3);
    expect((await taohua(['ratio', CLEAN, 'no-such-file.txt', '--allow-partial'])).code).toBe(0);
  });

  test('a formula bank written by export serves a single report', async () => {
    await inFolder(async (cwd) => {
      expect((await taohua(['formulas', CLEAN, '-r', 'csv', '-o', 'list.csv'], { cwd })).stdout).toBe('');
      expect(readFileSync(join(cwd, 'list.csv'), 'utf8')).toMatch(/^issuers,reports,times,formula\r\n9,12,/);
      const refused = await taohua(['formulas', CLEAN, '-r', 'html'], { cwd });
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('terminal, json, csv')]);
      expect((await taohua(['formulas', 'export', CLEAN, '-o', 'bank.json'], { cwd })).code).toBe(0);
      const alone = JSON.parse((await taohua(['ratio', DRAFT, '--json'], { cwd })).stdout) as Corpus;
      const banked = JSON.parse(
        (await taohua(['ratio', DRAFT, '--formulas', 'bank.json', '--json'], { cwd })).stdout,
      ) as Corpus;
      expect(alone.documents[0]!.ratio.formula).toBe(0);
      expect(banked.documents[0]!.ratio.formula).toBeGreaterThan(0.05);
      writeFileSync(join(cwd, 'bank.json'), '{');
      const damaged = await taohua(['ratio', DRAFT, '--formulas', 'bank.json'], { cwd });
      expect([damaged.code, damaged.stderr]).toEqual([2, expect.stringContaining('bank.json')]);
    });
  });
});

interface Corpus {
  readonly documents: readonly { readonly ratio: { readonly formula: number } }[];
}

describe('flag', () => {
  test('a draft that stands among the reports is warned of once', async () => {
    await inFolder(async (cwd) => {
      const text = readFileSync(DRAFT, 'utf8');
      writeFileSync(join(cwd, 'cut.txt'), text.slice(0, text.length / 2));
      writeFileSync(join(cwd, 'other.txt'), readFileSync(SOURCE));
      const { stderr } = await taohua(['flag', 'cut.txt', '-a', cwd, '--lang', 'zh-CN'], { cwd });
      const lines = stderr.split('\n').filter((line) => line !== '');
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.map((line) => line.replace(/^.*cut\.txt/, ''))).toHaveLength(
        new Set(lines.map((line) => line.replace(/^.*cut\.txt/, ''))).size,
      );
    });
  });

  test('finds what was lifted, quotes both sides, and fails only where a gate was given', async () => {
    const found = await taohua(['flag', DRAFT, '--against', CLEAN, '--lang', 'zh-CN']);
    expect(found.code).toBe(0);
    expect(found.stdout).toContain('锦梭市 2023');
    expect(found.stdout).toContain('护苗');
    expect(found.stdout).toContain('织补');
    expect((await taohua(['flag', DRAFT, '-a', CLEAN, '--threshold', '5%'])).code).toBe(1);
    expect((await taohua(['flag', DRAFT, '-a', CLEAN, '--threshold', '60%'])).code).toBe(0);
    expect((await taohua(['flag', DRAFT, '-a', CLEAN, '--exit-code'])).code).toBe(1);
  });

  test('a baseline of accepted passages lets only new ones fail', async () => {
    await inFolder(async (cwd) => {
      const gate = ['flag', DRAFT, '-a', SOURCE, '--baseline', 'ok.json'];
      expect((await taohua([...gate, '--fail-on-new'], { cwd })).code).toBe(1);
      expect((await taohua([...gate, '--update-baseline'], { cwd })).code).toBe(0);
      expect((await taohua([...gate, '--fail-on-new'], { cwd })).code).toBe(0);
      writeFileSync(join(cwd, 'ok.json'), '{"version": 99}');
      const other = await taohua([...gate, '--fail-on-new'], { cwd });
      expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('99')]);
    });
  });

  test('what stands in a base text may be copied', async () => {
    const { stdout } = await taohua(['flag', DRAFT, '-a', CLEAN, '--base', SOURCE, '--json']);
    expect((JSON.parse(stdout) as { passages: unknown[] }).passages).toEqual([]);
  });

  test('passages shorter than --min-chars are left out', async () => {
    const { stdout } = await taohua(['flag', DRAFT, '-a', CLEAN, '--min-chars', '160', '--json']);
    const { passages } = JSON.parse(stdout) as { passages: { draft: { span: { start: number; end: number } } }[] };
    expect(passages.length).toBeGreaterThan(0);
    for (const { draft } of passages) expect(draft.span.end - draft.span.start).toBeGreaterThanOrEqual(160);
  });
});

describe('csv', () => {
  test('any table, with the mark that Excel needs', async () => {
    const formulas = await taohua(['ratio', CLEAN, '-r', 'csv', '--table', 'formulas', '--bom']);
    expect([formulas.code, formulas.stdout.charCodeAt(0)]).toEqual([0, 0xfeff]);
    expect(formulas.stdout).toContain('{number}');
    const unknown = await taohua(['ratio', CLEAN, '-r', 'csv', '--table', 'formula']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('formulas')]);
  });
});

describe('habits', () => {
  test('--version, --help, completion', async () => {
    expect((await taohua(['-V'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    for (const args of [['--help'], ['compare', '--help'], ['flag', '--help'], ['inspect', '--help']]) {
      const { code, stdout } = await taohua(args);
      expect(code).toBe(0);
      expect(stdout).toContain('Examples:');
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    }
    for (const shell of ['bash', 'zsh', 'fish'])
      expect((await taohua(['completion', shell])).stdout).toContain('compare');
    expect(() =>
      execFileSync('bash', ['-n'], {
        input: execFileSync(process.execPath, [join(SEEDS, '../bin/taohua.js'), 'completion', 'bash']),
      }),
    ).not.toThrow();
  });

  test('messages in Chinese and English, by flag and by locale', async () => {
    expect((await taohua(['ratio', 'none.txt'], { env: { LANG: 'zh_CN.UTF-8' } })).stderr).toContain('找不到文件');
    expect((await taohua(['ratio', 'none.txt'], { env: { LANG: 'en_GB.UTF-8' } })).stderr).toContain('no file');
    expect((await taohua(['ratio', 'none.txt', '--lang', 'zh-CN'])).stderr).toContain('找不到文件');
  });

  test('a configuration and an ignore file are read; flags win', async () => {
    await inFolder(async (cwd) => {
      mkdirSync(join(cwd, 'reports'));
      for (const name of ['modu-2023.txt', 'modu-2024.txt', 'jinsuo-2023.txt']) {
        writeFileSync(join(cwd, 'reports', name), readFileSync(join(CLEAN, name)));
      }
      writeFileSync(join(cwd, '.taohuaignore'), 'jinsuo*\n');
      writeFileSync(join(cwd, 'taohua.config.json'), '{ "lang": "zh-CN", "reporter": "markdown" }');
      const configured = await taohua(['ratio', 'reports'], { cwd });
      expect(configured.stdout).toContain('# ');
      expect(configured.stdout).not.toContain('锦梭市');
      expect((await taohua(['ratio', 'reports', '--json'], { cwd })).stdout).toMatch(/^\{/);
    });
  });

  test('inspect shows every stage', async () => {
    for (const stage of [
      'decode',
      'outline',
      'normalise',
      'shingles',
      'signature',
      'bands',
      'candidates',
      'repeats',
      'links',
    ]) {
      const { code, stdout, stderr } = await taohua(['inspect', stage, DRAFT, SOURCE, '--json']);
      expect([stage, code, stderr]).toEqual([stage, 0, '']);
      expect(JSON.parse(stdout)).toBeTruthy();
    }
    const label = await taohua(['inspect', 'label', `${DRAFT}:300`, CLEAN]);
    expect([label.code, label.stdout]).toEqual([0, expect.stringContaining('label')]);
  });

  test('a reader that stops early is no error', () => {
    const bin = join(SEEDS, '../bin/taohua.js');
    const piped = execFileSync(
      'bash',
      ['-c', `"${process.execPath}" "${bin}" formulas "${CLEAN}" | head -1; echo "\${PIPESTATUS[0]}"`],
      { encoding: 'utf8' },
    );
    expect(piped.trim().split('\n').pop()).toBe('0');
  });

  test('an interrupt ends with 130 and leaves nothing half-written', async () => {
    await inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'long.txt'), readFileSync(DRAFT, 'utf8').repeat(1200));
      const { code, stderr } = await taohua(['ratio', 'long.txt', CLEAN, '-r', 'json', '-o', 'out.json'], {
        cwd,
        started: (kill) => setTimeout(() => kill('SIGINT'), 2000),
      });
      expect(stderr).not.toMatch(STACK);
      // A machine fast enough to finish first has done nothing wrong either.
      expect([0, 130]).toContain(code);
      expect(existsSync(join(cwd, 'out.json'))).toBe(code === 0);
      expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    });
  });
});

describe.skipIf(!existsSync(SHARED_SEEDS))('the real files', () => {
  const many = join(SHARED_SEEDS, '001_88e7c62cb5127eba.txt');

  test('ratio finds all 14 reports, formula shares of 3–20 % and no copies', async () => {
    const { code, stdout } = await taohua(['ratio', SHARED_SEEDS, '--json']);
    expect(code).toBe(0);
    const { documents, formulas } = JSON.parse(stdout) as {
      documents: { ratio: { formula: number; slot: number; copied: number } }[];
      formulas: { issuers: number }[];
    };
    expect(documents.length).toBe(14);
    for (const { ratio } of documents) {
      expect(ratio.formula + ratio.slot).toBeLessThan(0.2);
      expect(ratio.copied).toBeLessThan(0.02);
    }
    expect(Math.max(...formulas.map(({ issuers }) => issuers))).toBeGreaterThanOrEqual(12);
  });

  test('compare lines up 河北 and 辽宁', async () => {
    const { code, stdout } = await taohua(['compare', `${many}#河北`, `${many}#辽宁`, '--json']);
    expect(code).toBe(0);
    const { sections, links } = JSON.parse(stdout) as { sections: { a: unknown[]; b: unknown[] }[]; links: unknown[] };
    expect(sections.filter(({ a, b }) => a.length > 0 && b.length > 0).length).toBeGreaterThan(5);
    expect(links.length).toBeGreaterThan(40);
  });
});
