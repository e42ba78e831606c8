// The sample corpus as reports, and small texts made of it.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/model/report.js';
import { readReports } from '../../src/outline/read.js';

export const CLEAN: string = fileURLToPath(new URL('../../seeds/clean/', import.meta.url));

export async function readSamples(): Promise<Report[]> {
  const reports: Report[] = [];
  for (const name of readdirSync(CLEAN).sort())
    reports.push(...(await readReports(readFileSync(`${CLEAN}${name}`), { path: `reports/${name}` })));
  return reports;
}

/** A short report that nobody else gives. */
export async function small(path: string, words: string): Promise<Report[]> {
  return readReports(
    `${words}市2024年政府工作报告\n\n各位代表：\n\n${words}的河水向东流去，${words}的工厂日夜开工，新修公路12公里。`,
    { path },
  );
}
