/** A comparison in a terminal: the summary in words, then sections, links, values, and what is own on each side. */

import { oneLine } from '../escape.js';
import { type Findings, quote } from '../findings-set.js';
import { clip } from '../names.js';
import type { RenderOptions } from '../options.js';
import { chosenNamed, chosenSpecific, chosenValues, nameWithCount, sectionFilter } from '../selection.js';
import { differenceInWords, itemName } from '../value-figures.js';
import { headLines, sectionLines } from './comparison-head.js';
import { linksLines } from './comparison-links.js';
import { paragraph, table } from './layout.js';
import { closing, heading, notes, openPage, type Page } from './page.js';

type ComparisonSet = Findings & { kind: 'comparison' };

/** Narrower than this, a row of values takes two lines. */
const VALUES_WIDTH = 64;

export function comparisonToTerminal(set: ComparisonSet, options?: RenderOptions): string {
  const page = openPage(options);
  const { comparison, reports } = set;
  const only = page.options.only;
  const lines = headLines(page, set);
  if (only === undefined) {
    lines.push(...sectionLines(page, comparison.sections.filter(sectionFilter(set, page.options.section)), reports));
  }
  if (only === undefined || only === 'changed' || only === 'moved') lines.push(...linksLines(page, set));
  if (only === undefined || only === 'values') lines.push(...valueLines(page, set));
  if (only === undefined || only === 'specific') lines.push(...ownLines(page, set), ...namedLines(page, set));
  if (only === undefined) {
    lines.push(...termLines(page, set), ...notes(page, [], comparison.diagnostics), ...closing(page));
  }
  return `${lines.join('\n')}\n`;
}

function valueLines(page: Page, set: ComparisonSet): string[] {
  const { words, width, limit, options } = page;
  const values = chosenValues(set, options);
  if (values.length === 0 && options.only === undefined) return [];
  const lines = heading(page, `${words.nouns.values} (${values.length})`);
  const most = options.only === 'values' ? Math.max(limit, values.length) : limit;
  const rows = values
    .slice(0, most)
    .map((row) => [
      row.part === undefined ? '' : words.part[row.part],
      clip(oneLine(itemName(row.template)), 80),
      clip(oneLine(row.a ?? '–'), 40),
      clip(oneLine(row.b ?? '–'), 40),
      differenceInWords(row, words.lang),
    ]);
  const heads = ['', words.nouns.item, 'A', 'B', words.nouns.difference];
  if (width >= VALUES_WIDTH) lines.push(...table([heads, ...rows], width, { right: [2, 3, 4] }));
  else {
    for (const [part = '', item = '', a = '', b = '', difference = ''] of rows) {
      lines.push(...paragraph([{ text: part === '' ? item : `${item} (${part})` }], width, page.paint, '    ', '  '));
      lines.push(...paragraph([{ text: `A ${a}  B ${b}  ${difference}` }], width, page.paint, '    '));
    }
  }
  if (values.length > most) lines.push(`  ${words.sentence.more(values.length - most)}`);
  return lines;
}

function ownLines(page: Page, set: ComparisonSet): string[] {
  const { words, paint, width } = page;
  const lines: string[] = [];
  for (const [side, report, sign] of [
    ['a', set.reports[0], 'A'],
    ['b', set.reports[1], 'B'],
  ] as const) {
    const spans = chosenSpecific(set, side, page.options);
    lines.push(...heading(page, `${words.nouns.ownOnly} · ${sign} (${spans.length})`));
    const most = page.options.only === 'specific' ? page.limit : Math.min(page.limit, 5);
    for (const span of spans.slice(0, most)) {
      const text = quote(report, span);
      const shown = text === undefined ? words.nouns.noText : oneLine(text);
      const run = { text: page.options.only === 'specific' ? shown : clip(shown, 160) };
      lines.push(...paragraph([run], width, paint, '    ', '  · '));
    }
    if (spans.length > most) lines.push(`  ${words.sentence.more(spans.length - most)}`);
  }
  return lines;
}

function namedLines(page: Page, set: ComparisonSet): string[] {
  const { words, options } = page;
  const most = options.only === 'specific' ? page.limit : Math.min(page.limit, 12);
  const lines: string[] = [];
  for (const side of ['a', 'b'] as const) {
    for (const { kind, names } of chosenNamed(set, side, options)) {
      const list = names.slice(0, most).map((name) => oneLine(nameWithCount(name)));
      const rest = names.length > most ? ` ${words.sentence.more(names.length - most)}` : '';
      const runs = [
        { text: `${side.toUpperCase()} ${words.named[kind]} (${names.length}) `, style: 'dim' as const },
        { text: `${list.join(words.lang === 'en' ? ', ' : '、')}${rest}` },
      ];
      lines.push(...paragraph(runs, page.width, page.paint, '    ', '  '));
    }
  }
  return lines.length === 0 ? [] : [...heading(page, words.nouns.onlyNamed), ...lines];
}

function termLines(page: Page, set: ComparisonSet): string[] {
  const { a, b } = set.comparison.terms;
  if (a.length === 0 && b.length === 0) return [];
  const list = (terms: typeof a): string =>
    terms
      .slice(0, 12)
      .map(({ term, count }) => `${clip(oneLine(term), 20)} ${count}`)
      .join('、');
  return [
    ...heading(page, page.words.nouns.terms),
    ...paragraph([{ text: list(a) }], page.width, page.paint, '    ', '  A '),
    ...paragraph([{ text: list(b) }], page.width, page.paint, '    ', '  B '),
  ];
}
