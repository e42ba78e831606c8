/** The plan without a cluster: DuckDB joins, groups and sorts, our programs run in threads, every result is Parquet. */

import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';
import { Relations, type TextRow } from '../store/relations.js';
import { Crew, type Task } from './crew.js';
import {
  beginFolder,
  type Cost,
  dropOthers,
  finishFolder,
  folderOf,
  type Manifest,
  readManifest,
  sizeOf,
  spillOf,
} from './folders.js';
import { digestOf, parametersOf, recipeOf, type Stage, stagesOf } from './plan.js';
import { DEFAULT_BUCKETS, type Parameters } from './program.js';
import { PROGRAMS } from './programs.js';
import { decodeRow, encodeRow, type Row } from './protocol.js';

/** One file of the input: its name in the results, and where it lies. */
export interface InputFile {
  readonly name: string;
  readonly path: string;
}

export interface LocalOptions extends Running {
  readonly files: readonly InputFile[];
  /** Folder of the results. */
  readonly output: string;
  readonly parameters: Parameters;
  /** Names our code: results of other code are not taken. */
  readonly version: string;
  /** Threads for our programs; 0: this one, which then hears of no interrupt while a program works. */
  readonly threads: number;
  readonly memory?: string;
  /** Bytes of rows above which they are sorted in slices. Default 1 GB. Changes no result. */
  readonly sorted?: number;
}

/** What was done for a stage, now or before. */
export interface StageReport extends Manifest, Cost {
  readonly skipped: boolean;
  readonly folder: string;
}

const NO_COST: Cost = { seconds: 0, rowsIn: 0, charactersIn: 0 };

/** Bytes that the database sorts at once: so much it can, in its 2 GB. */
const SORTED = 1 << 30;
/** No stage makes so many times as many bytes of rows as it reads of Parquet: below, they are not counted. */
const SPREAD = 128;

/** Characters handed to a thread at a time, and kept before they are written. */
const TASK = 8_000_000;
const PART = 64_000_000;

export async function runLocally(options: LocalOptions): Promise<StageReport[]> {
  const { files, output, version, threads, memory } = options;
  const relations = await Relations.open({
    spill: spillOf(output),
    ...(memory === undefined ? {} : { memory }),
  });
  const crew = new Crew(threads);
  const digests = new Map([['file', await digestOfFiles(files)]]);
  const reports: StageReport[] = [];
  const plan = stagesOf(options.parameters);
  let beside: string | undefined;
  // What works is stopped where it is; what it had written is removed below.
  const stop = (): void => {
    relations.interrupt();
    void crew.close();
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    for (const [i, stage] of plan.entries()) {
      if (options.signal?.aborted) throw new TaohuaError('aborted', `Stopped before ${stage.name}, as asked.`);
      options.onProgress?.({ stage: stage.name, done: i, total: plan.length });
      const recipe = recipeOf(stage, options.parameters, version);
      const inputs = stage.from.map((name) => digests.get(name) ?? '');
      const digest = digestOf(recipe, inputs);
      digests.set(stage.name, digest);
      const folder = folderOf(output, stage.name, digest);
      const known = readManifest(folder, digest);
      if (known !== undefined) reports.push({ ...NO_COST, ...known.cost, ...known, skipped: true, folder });
      else {
        const began = performance.now();
        beside = beginFolder(folder);
        const bytesOfInputs = reports.reduce((sum, one) => (stage.from.includes(one.stage) ? sum + one.bytes : sum), 0);
        const made = await new StageRun(relations, crew, options, { stage, folder: beside, bytesOfInputs }).run();
        const { rows, rowsIn, charactersIn } = made;
        const cost = { seconds: (performance.now() - began) / 1000, rowsIn, charactersIn };
        const manifest = { stage: stage.name, digest, recipe, inputs, rows, bytes: sizeOf(beside), cost };
        finishFolder(folder, manifest);
        beside = undefined;
        dropOthers(output, stage.name, digest);
        reports.push({ ...cost, ...manifest, skipped: false, folder });
      }
      await relations.name(stage.name, folder);
    }
    options.onProgress?.({ stage: 'finding', done: plan.length, total: plan.length });
    return reports;
  } catch (error) {
    if (beside !== undefined) rmSync(beside, { recursive: true, force: true });
    if (options.signal?.aborted) throw new TaohuaError('aborted', 'Stopped, as asked.', { cause: error });
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await crew.close();
    relations.close();
  }
}

class StageRun {
  rows = 0;
  rowsIn = 0;
  charactersIn = 0;
  private readonly relations: Relations;
  private readonly crew: Crew;
  private readonly options: LocalOptions;
  private readonly stage: Stage;
  private readonly folder: string;
  /** As Parquet. */
  private readonly bytesOfInputs: number;
  private kept: Row[] = [];
  private size = 0;
  private part = 0;

  constructor(
    relations: Relations,
    crew: Crew,
    options: LocalOptions,
    {
      stage,
      folder,
      bytesOfInputs,
    }: { readonly stage: Stage; readonly folder: string; readonly bytesOfInputs: number },
  ) {
    this.relations = relations;
    this.crew = crew;
    this.options = options;
    this.stage = stage;
    this.folder = folder;
    this.bytesOfInputs = bytesOfInputs;
  }

  async run(): Promise<StageRun> {
    const { stage } = this;
    if (stage.program === undefined) {
      for await (const row of this.relations.stream(stage.query)) await this.keep(row);
    } else {
      await this.crew.run(this.tasks(stage.program), async (lines) => {
        for (const line of lines) await this.keep(decodeRow(line, stage.columns.length));
      });
    }
    await this.flush();
    return this;
  }

  /** Rows in their order, and where they are too many to be sorted at once, so many parts after the other. */
  private async *sorted(): AsyncGenerator<TextRow> {
    const { query, order } = this.stage;
    const [part] = order;
    const rows = `SELECT * FROM (${query}) AS rows_in`;
    if (part === undefined) yield* this.relations.stream(query);
    else {
      const { sorted = SORTED } = this.options;
      const slices = this.bytesOfInputs * SPREAD < sorted ? 1 : Math.ceil((await this.bytesToSort()) / sorted);
      for (let slice = 0; slice < Math.max(1, slices); slice++) {
        const own = slices < 2 ? '' : `WHERE (${part} % ${slices} + ${slices}) % ${slices} = ${slice}`;
        yield* this.relations.stream(`${rows} ${own} ORDER BY ${order.join(', ')}`);
      }
    }
  }

  /** Bytes of the rows that go to the program. */
  private async bytesToSort(): Promise<number> {
    const { query, program } = this.stage;
    const texts = PROGRAMS[program ?? '']!.input.filter(({ type }) => type === 'STRING');
    const own = texts.map(({ name }) => `coalesce(strlen(${name}), 0)`).join(' + ');
    const [row] = await this.relations.rows(
      `SELECT CAST(coalesce(sum(${own}), 0) AS BIGINT) FROM (${query}) AS rows_in`,
    );
    return Number(row?.[0] ?? 0);
  }

  /** Rows for a thread: whole groups, and not too many characters. */
  private async *tasks(program: string): AsyncGenerator<Task> {
    const { grouped } = PROGRAMS[program]!;
    const parameters = { buckets: DEFAULT_BUCKETS, ...parametersOf(this.stage, this.options.parameters) };
    let lines: string[] = [];
    let size = 0;
    let part: string | null | undefined;
    for await (const row of this.input()) {
      const isNextSlice = grouped && Number(row[0]) < Number(part ?? row[0]);
      if (isNextSlice || (size > TASK && (!grouped || row[0] !== part))) {
        yield { program, parameters, lines };
        lines = [];
        size = 0;
      }
      part = row[0];
      const line = encodeRow(row);
      lines.push(line);
      size += line.length;
      this.rowsIn++;
      this.charactersIn += line.length;
    }
    if (lines.length > 0) yield { program, parameters, lines };
  }

  private async *input(): AsyncGenerator<TextRow> {
    if (!this.stage.from.includes('file')) yield* this.sorted();
    else for (const { name, path } of this.options.files) yield [name, (await readFile(path)).toString('base64')];
  }

  private async keep(row: Row): Promise<void> {
    this.kept.push(row);
    for (const field of row) this.size += field?.length ?? 0;
    if (this.size > PART) await this.flush();
  }

  /** The last part is written even when it is empty: a relation without rows is a relation. */
  private async flush(): Promise<void> {
    if (this.part > 0 && this.kept.length === 0) return;
    const path = join(this.folder, `part-${String(this.part++).padStart(5, '0')}.parquet`);
    await this.relations.write(path, this.stage.columns, this.kept);
    this.rows += this.kept.length;
    this.kept = [];
    this.size = 0;
  }
}

/** Names and contents, in any order: the same files, the same digest, here and on a cluster. */
async function digestOfFiles(files: readonly InputFile[]): Promise<string> {
  let [a, b] = [0n, 0n];
  for (const { name, path } of files) {
    const own = createHash('sha256');
    for await (const chunk of createReadStream(path)) own.update(chunk as Uint8Array);
    const hash = createHash('sha256')
      .update(`${name}\0${own.digest('hex')}`)
      .digest('hex');
    a += BigInt(`0x${hash.slice(0, 12)}`);
    b += BigInt(`0x${hash.slice(12, 24)}`);
  }
  return createHash('sha256').update(`${files.length} ${a} ${b}`).digest('hex').slice(0, 16);
}
