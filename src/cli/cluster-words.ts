/** What `cluster run` says to people on stderr, in both languages. */

import type { Manifest } from '../cluster/folders.js';
import type { Holder } from '../cluster/lock.js';
import type { Lang } from '../render/options.js';

/** A stage as it went. */
export type StageLine = Manifest & { readonly skipped: boolean; readonly seconds: number };

export interface ClusterWords {
  oneInput(): string;
  localOutput(path: string): string;
  nothingToRead(): string;
  /** Another run works in the folder. */
  busy(output: string, holder: Holder): string;
  /** A line a stage. */
  stages(stages: readonly StageLine[]): readonly string[];
  crowded(count: number): string;
  tablesOnly(reports: number, most: number): string;
}

function lines(stages: readonly StageLine[], kept: string, rows: string): readonly string[] {
  return stages.map(
    ({ stage, skipped, rows: count, bytes, seconds }) =>
      `  ${stage.padEnd(10)} ${String(count).padStart(10)} ${rows} ${(bytes / 1e6).toFixed(1).padStart(9)} MB  ${skipped ? kept : `${seconds.toFixed(1)} s`}`,
  );
}

const ZH: ClusterWords = {
  oneInput: () => 'Spark 只接受一个 --input：一个文件夹，或含 path、text 两列的 Parquet。',
  nothingToRead: () => '没有可读的文件，什么也没有做。',
  busy: (output, { pid, host, path }) =>
    `另一次运行（${host} 上的进程 ${pid}）正在写 ${output}；若它已不在，请删除 ${path}。`,
  localOutput: (path) => `本机引擎只能写入本机的文件夹，不能写入 ${path}。`,
  stages: (stages) => lines(stages, '已有，未重做', '行'),
  crowded: (count) => `提示：${count} 个常见片段只作链式连接，没有两两相连。`,
  tablesOnly: (reports, most) =>
    `提示：${reports} 份报告多于 ${most} 份，没有写 findings.json；结果在各阶段的 Parquet 表里（--findings-up-to 可改）。`,
};

const EN: ClusterWords = {
  oneInput: () => 'Spark takes one --input: a folder, or Parquet with the columns path and text.',
  nothingToRead: () => 'there is no file to read; nothing was done.',
  busy: (output, { pid, host, path }) =>
    `another run (process ${pid} on ${host}) works in ${output}; where that is gone, remove ${path}.`,
  localOutput: (path) => `the local engine writes into a folder of this machine, not into ${path}.`,
  stages: (stages) => lines(stages, 'kept', 'rows'),
  crowded: (count) => `note: ${count} crowded runs were linked in a chain, not all with all.`,
  tablesOnly: (reports, most) =>
    `note: ${reports} reports are more than ${most}: no findings.json; the result is in the Parquet tables (--findings-up-to changes that).`,
};

export function clusterWords(lang: Lang): ClusterWords {
  return lang === 'en' ? EN : ZH;
}
