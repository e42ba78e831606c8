/** Each format as a file to read in a diff: the small findings of build.ts, whole. */

import { expect, test } from 'vitest';
import { renderCsv } from '../../src/render/csv.js';
import { renderJson, renderNdjson } from '../../src/render/json.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { renderSarif } from '../../src/render/sarif.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from './build.js';

for (const set of [comparisonSet(), tableSet(), corpusSet(), flagSet()]) {
  test(`golden files of a ${set.kind}`, async () => {
    const golden = (name: string): string => `../golden/render/${set.kind}.${name}`;
    await expect(renderTerminal(set)).toMatchFileSnapshot(golden('txt'));
    await expect(renderTerminal(set, { lang: 'en', width: 120 })).toMatchFileSnapshot(golden('en-wide.txt'));
    await expect(renderMarkdown(set)).toMatchFileSnapshot(golden('md'));
    await expect(renderCsv(set)).toMatchFileSnapshot(golden('csv'));
    await expect(renderJson(set, { texts: 'quoted' })).toMatchFileSnapshot(golden('json'));
    await expect(renderNdjson(set)).toMatchFileSnapshot(golden('ndjson'));
    if (set.kind === 'corpus' || set.kind === 'flag')
      await expect(renderSarif(set)).toMatchFileSnapshot(golden('sarif'));
  });
}
