import { expect, test } from 'vitest';
import { anonymised } from '../../src/render/anonymise.js';
import { renderCsv } from '../../src/render/csv.js';
import type { Findings } from '../../src/render/findings-set.js';
import { renderHtml } from '../../src/render/html/html.js';
import { renderJson } from '../../src/render/json.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { renderSarif } from '../../src/render/sarif.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from './build.js';

const SETS: readonly Findings[] = [comparisonSet(), tableSet(), corpusSet(), flagSet()];
const NAMES = /清河|海州|东岭|白鹭|in\//;

test('no name of a place, a file or an issuer is left in any format', () => {
  for (const set of SETS) {
    const formats = [
      renderTerminal,
      renderMarkdown,
      renderJson,
      renderCsv,
      ...(set.kind === 'comparison' || set.kind === 'table' ? [] : [renderSarif]),
    ];
    for (const render of formats) {
      expect(render(set)).toMatch(NAMES);
      expect(render(set, { anonymise: true })).not.toMatch(NAMES);
    }
    expect(renderHtml(set, { anonymise: true })).not.toMatch(NAMES);
  }
});

test('every span still quotes a text of the same length', () => {
  for (const set of SETS) {
    const hidden = anonymised(set);
    set.reports.forEach((report, i) => {
      expect(hidden.reports[i]!.source.text).toHaveLength(report.source.text.length);
      expect(hidden.reports[i]!.span).toEqual(report.span);
    });
  }
});

test('what is not a name stays', () => {
  expect(renderTerminal(flagSet(), { anonymise: true }).replace(/\s/g, '')).toContain('修建防洪堤坝二十公里');
});

test('who gave the speech is masked in the text as well', () => {
  const set = flagSet();
  const [first, ...rest] = set.reports;
  const named = {
    ...first!,
    source: { ...first!.source, text: `市长 周望山 ${first!.source.text}` },
    speaker: '周望山',
  };
  const hidden = anonymised({ ...set, reports: [named, ...rest] });
  expect(hidden.reports[0]!.source.text).toContain('市长 某某某');
});
