// What stands very often costs what it stands: rows grow with the reports, not with their pairs.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type InputFile, runLocally } from '../../src/cluster/local.js';

const home = mkdtempSync(join(tmpdir(), 'taohua-skew-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const SAID = '全面落实石泉渡口修缮养护三年行动计划';
const OWN = [
  '林河大桥合龙',
  '柳湾学校启用',
  '山前水库除险',
  '云岭茶园扩种',
  '清河灌渠通水',
  '宁安车站改造',
  '永丰粮仓落成',
];

/** Reports of so many places in turn; each says one sentence twenty times. */
function reports(name: string, count: number, places: number): InputFile[] {
  const folder = join(home, name);
  mkdirSync(folder);
  return Array.from({ length: count }, (_, n) => {
    const place = `${'甲乙丙丁戊己庚辛壬癸子丑'[n % places]}泉市`;
    const year = 1000 + Math.floor(n / places);
    const lines = Array.from({ length: 20 }, (_, i) => `${SAID}，${OWN[(n + i) % OWN.length]}${n}户。`);
    const path = join(folder, `${n}.txt`);
    writeFileSync(
      path,
      `${place}${year}年政府工作报告\n各位代表：\n现在，我代表市人民政府向大会报告工作。\n${lines.join('\n')}\n`,
    );
    return { name: `${n}-${place}-${year}.txt`, path };
  });
}

async function rowsOf(output: string, files: readonly InputFile[]): Promise<Map<string, number>> {
  const stages = await runLocally({
    files,
    output: join(home, output),
    parameters: { buckets: 4 },
    version: 'test',
    threads: 0,
  });
  return new Map(stages.map(({ stage, rows, rowsIn }) => [stage, rows + rowsIn]));
}

async function expectLinear(name: string, make: (run: string, count: number) => InputFile[]): Promise<void> {
  const few = await rowsOf(`${name}-few-run`, make(`${name}-few`, 20));
  const many = await rowsOf(`${name}-many-run`, make(`${name}-many`, 80));
  for (const [stage, rows] of many) expect(rows, stage).toBeLessThanOrEqual(4.8 * few.get(stage)! + 60);
}

test('a sentence that everybody says, twenty times a report', () =>
  expectLinear('formula', (run, count) => reports(run, count, 12)));

test('a sentence that the years of two issuers say: linked in a chain', () =>
  expectLinear('years', (run, count) => reports(run, count, 2)));

test('one text in every file: one voice, linked in a chain', () =>
  expectLinear('copies', (run, count) => {
    const [one] = reports(run, 1, 1);
    return Array.from({ length: count }, (_, n) => ({ name: `${n}.txt`, path: one!.path }));
  }));
