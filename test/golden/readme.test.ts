// What the README shows of a terminal is what the program prints: each line of those blocks but the shortened ones (…) must
// stand in the output. Figures may be of an earlier day: they are compared as 0.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import type { Report } from '../../src/model/report.js';
import type { Findings } from '../../src/render/findings-set.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { analyseCorpus } from '../../src/reuse/analyse.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { sampleCorpus } from './sample-corpus.js';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

async function shown(command: string): Promise<Findings> {
  const corpus = await sampleCorpus();
  const named = (path: string): Report => corpus.find(({ source }) => source.path === path)!;
  const [, name, first = '', second = ''] = /^taohua (\w+) (\S+)(?: (?:--against )?(\S+))?$/.exec(command) ?? [];
  if (name === 'ratio') return { kind: 'corpus', findings: await analyseCorpus(corpus), reports: corpus };
  if (name === 'compare') {
    const reports = [named(first), named(second)] as const;
    return { kind: 'comparison', comparison: compareReports(...reports), reports };
  }
  const draft = named(first);
  const sources = corpus.filter(({ id }) => id !== draft.id);
  return { kind: 'flag', findings: [await flagCopies(draft, sources)], reports: corpus };
}

/** Without blanks, bars and figures. */
function plain(text: string): string {
  return text.replace(/[\s█▒░·]/g, '').replace(/\d+/g, '0');
}

const blocks = [...README.matchAll(/^`(taohua (?:ratio|flag|compare) [^`]+)`[^\n]*:\n\n```\n([^`]*)```/gm)];

test('there are three of them', () => {
  expect(blocks.map(([, command]) => command!.split(' ')[1])).toEqual(['ratio', 'flag', 'compare']);
});

test.each(blocks.map(([, command, block]) => [command!, block!] as const))('%s', async (command, block) => {
  const output = renderTerminal(await shown(command), { width: 80, limit: Number.POSITIVE_INFINITY });
  const lines = block
    .split('\n')
    .filter((line) => !line.includes('…'))
    .map(plain);
  expect(lines.filter((line) => !plain(output).includes(line))).toEqual([]);
});
