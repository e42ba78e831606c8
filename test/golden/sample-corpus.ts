/** The reports of the sample corpus, read once, with paths as from the root of the project. */

import { readdirSync, readFileSync } from 'node:fs';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';

const CLEAN = new URL('../../seeds/clean/', import.meta.url);
let corpus: Promise<readonly Report[]> | undefined;

export function sampleCorpus(): Promise<readonly Report[]> {
  corpus ??= Promise.all(
    readdirSync(CLEAN)
      .sort()
      .map((name) => readReports(readFileSync(new URL(name, CLEAN)), { path: `seeds/clean/${name}` })),
  ).then((all) => all.flat());
  return corpus;
}
