// The plan in one process: the findings of analyseCorpus, whatever the pieces; what is there is kept, what is half there is not.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MANIFEST } from '../../src/cluster/folders.js';
import { type InputFile, type LocalOptions, runLocally, type StageReport } from '../../src/cluster/local.js';
import { STAGES } from '../../src/cluster/plan.js';
import type { Parameters } from '../../src/cluster/program.js';
import { readResult, readRun, reportsOfRun, writeRun } from '../../src/cluster/run.js';
import { analyseCorpus, type CorpusFindings, type Report, readReports } from '../../src/index.js';
import { renderJson } from '../../src/render/json.js';

const seeds = fileURLToPath(new URL('../../seeds/clean/', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'taohua-cluster-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const filesOf = (name: string, folder: string): InputFile[] =>
  readdirSync(folder)
    .sort()
    .map((own) => ({ name: join(name, own), path: join(folder, own) }));

async function embedded(folder: string, options: Partial<Parameters> = {}): Promise<string> {
  const reports: Report[] = [];
  for (const { name, path } of filesOf('in', folder))
    reports.push(...(await readReports(readFileSync(path), { path: name })));
  const usable = reports.filter(({ diagnostics }) => !diagnostics.some(({ severity }) => severity === 'error'));
  return renderJson({ kind: 'corpus', findings: await analyseCorpus(usable, options), reports: usable });
}

async function staged(
  folder: string,
  output: string,
  parameters: Partial<Parameters> = {},
  more: Pick<LocalOptions, 'sorted'> = {},
): Promise<{ readonly stages: readonly StageReport[]; readonly json: string; readonly problems: readonly string[] }> {
  const stages = await runLocally({
    files: filesOf('in', folder),
    output: join(home, output),
    parameters: { buckets: 3, ...parameters },
    version: 'test',
    threads: 0,
    ...more,
  });
  const { findings, reports, problems } = await readFindings(stages);
  return { stages, problems, json: renderJson({ kind: 'corpus', findings, reports }) };
}

const made = (stages: readonly StageReport[]): string[] =>
  stages.filter(({ skipped }) => !skipped).map(({ stage }) => stage);

describe('the sample corpus', () => {
  let want: string;
  beforeAll(async () => {
    want = await embedded(seeds);
  });

  test('gives the findings of analyseCorpus, byte for byte', async () => {
    const { json, stages } = await staged(seeds, 'first');
    expect(json).toBe(want);
    expect(made(stages)).toEqual(STAGES.map(({ name }) => name));
  });

  test('again: every stage is kept; with another parameter only what depends on it is made', async () => {
    const again = await staged(seeds, 'first');
    expect(made(again.stages)).toEqual([]);
    expect(again.json).toBe(want);
    const longer = await staged(seeds, 'first', { minChars: 80 });
    expect(longer.json).toBe(await embedded(seeds, { minChars: 80 }));
    expect(made(longer.stages)).toEqual(['aligned', 'wanted', 'counted', 'priced', 'passage', 'label', 'finding']);
  });

  test('in other pieces, with other thresholds: still the findings of analyseCorpus', async () => {
    expect((await staged(seeds, 'one', { buckets: 1 })).json).toBe(want);
    expect((await staged(seeds, 'wide', { buckets: 17, minIssuers: 0.5 })).json).toBe(
      await embedded(seeds, { minIssuers: 0.5 }),
    );
  });

  test('with formulas learned from some reports: those of all, counted in all, whatever the pieces', async () => {
    const all = JSON.parse(want) as CorpusFindings;
    const learned = await staged(seeds, 'learned', { learnFrom: 14 });
    const got = JSON.parse(learned.json) as CorpusFindings;
    const known = new Map(got.formulas.map((formula) => [formula.template, formula]));
    for (const { template, issuers, reports, occurrences, firstSeen } of all.formulas) {
      const same = known.get(template);
      expect(same).toMatchObject({ issuers, reports, ...(firstSeen === undefined ? {} : { firstSeen }) });
      expect(same?.occurrences.length).toBe(occurrences.length);
    }
    expect(known.size).toBeLessThan(all.formulas.length * 1.1);
    expect(got.threshold).toEqual(all.threshold);
    expect((await staged(seeds, 'learned-wide', { learnFrom: 14, buckets: 9 })).json).toBe(learned.json);
    const half = JSON.parse((await staged(seeds, 'half-learned', { learnFrom: 7 })).json) as CorpusFindings;
    expect(half.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'formulas-learned', params: { learned: 7, documents: 14 } }),
    );
    for (const { issuers } of half.formulas) expect(issuers).toBeGreaterThanOrEqual(half.threshold?.minIssuers ?? 99);
  });

  test('sorted in slices of whole parts: the same', async () => {
    expect((await staged(seeds, 'sliced', {}, { sorted: 20_000 })).json).toBe(want);
  });

  test('what is half written is made anew', async () => {
    await staged(seeds, 'half');
    const root = join(home, 'half', 'stages');
    const folder = (stage: string): string =>
      join(root, readdirSync(root).find((name) => name.startsWith(`${stage}-`)) ?? '');
    rmSync(join(folder('priced'), MANIFEST));
    writeFileSync(join(folder('label'), MANIFEST), '{"stage":"label","dig');
    cpSync(folder('finding'), `${folder('finding')}.part`, { recursive: true });
    rmSync(folder('finding'), { recursive: true });
    // A file that was lost, and one that was cut, behind a manifest that is whole.
    rmSync(join(folder('pair'), 'part-00000.parquet'));
    truncateSync(join(folder('gram'), 'part-00000.parquet'), 9);
    const { stages, json } = await staged(seeds, 'half');
    expect(made(stages)).toEqual(['pair', 'gram', 'priced', 'label', 'finding']);
    expect(json).toBe(want);
    expect(readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a run that was stopped goes on where it was', async () => {
    const stop = new AbortController();
    const run = (signal?: AbortSignal): Promise<readonly StageReport[]> =>
      runLocally({
        files: filesOf('in', seeds),
        output: join(home, 'stopped'),
        parameters: { buckets: 3 },
        version: 'test',
        threads: 0,
        onProgress: ({ stage }) => {
          if (stage === 'link') stop.abort();
        },
        ...(signal === undefined ? {} : { signal }),
      });
    await expect(run(stop.signal)).rejects.toMatchObject({ code: 'aborted' });
    expect(made(await run())).not.toContain('family');
  });
});

test('reports of one file, equal texts, empty ones and files that are none: as analyseCorpus has them, or named', async () => {
  const folder = join(home, 'mixed');
  const names = readdirSync(seeds).filter((name) => name.endsWith('.txt'));
  cpSync(seeds, folder, { recursive: true });
  const read = (name = ''): string => readFileSync(join(seeds, name), 'utf8');
  writeFileSync(join(folder, 'two.txt'), `${read(names[0])}\n\n\n${read(names[3])}`);
  writeFileSync(join(folder, 'again.txt'), read(names[1]));
  writeFileSync(join(folder, 'short.txt'), '政府工作报告\n');
  writeFileSync(join(folder, 'none.txt'), '');
  writeFileSync(join(folder, 'broken.docx'), 'no archive');
  const { json, problems, stages } = await staged(folder, 'mixed-run');
  expect(json).toBe(await embedded(folder));
  expect(problems.join('\n')).toMatch(/none\.txt/);

  // The reports of a run, as an index takes them: those of one file with one text.
  writeRun(join(home, 'mixed-run'), {
    kind: 'taohua-cluster',
    engine: 'local',
    parameters: { buckets: 3 },
    stages: stages.map(({ stage, digest, rows, bytes }) => ({
      stage,
      folder: `stages/${stage}-${digest}`,
      rows,
      bytes,
    })),
  });
  const reports: Report[] = [];
  for await (const some of reportsOfRun(join(home, 'mixed-run'))) {
    expect(new Set(some.map(({ source }) => source.text)).size).toBe(1);
    reports.push(...some);
  }
  expect(JSON.stringify(await analyseCorpus(reports))).toBe(JSON.stringify((await readFindings(stages)).findings));
  truncateSync(join(stages.find(({ stage }) => stage === 'label')?.folder ?? '', 'part-00000.parquet'), 9);
  await expect(readFindings(stages)).rejects.toMatchObject({ code: 'bad-input' });
});

test('a file of a run that was damaged, or made by somebody else, is refused before anything is read', () => {
  const folder = mkdtempSync(join(home, 'foreign-'));
  const said = (text: string): unknown => {
    writeFileSync(join(folder, 'run.json'), text);
    return readRun(folder);
  };
  const run = (stage: unknown): string => JSON.stringify({ kind: 'taohua-cluster', stages: [stage] });
  expect(said('{"kind":"another"}')).toBeUndefined();
  expect(said('null')).toBeUndefined();
  expect(said(run({ stage: 'report', folder: 'stages/report-0123456789abcdef' }))).toBeDefined();
  for (const bad of [
    '{"kind":"taohua-clu',
    '{"kind":"taohua-cluster"}',
    run(null),
    run({ stage: 'report', folder: '../../elsewhere' }),
    run({ stage: 'report AS SELECT 1; DROP VIEW x; --', folder: 'stages/report-0123456789abcdef' }),
  ])
    expect(() => said(bad)).toThrow(expect.objectContaining({ code: 'bad-input' }));
});

const readFindings = (stages: readonly StageReport[]): ReturnType<typeof readResult> =>
  readResult(home, Object.fromEntries(stages.map(({ stage, folder }) => [stage, folder])));
