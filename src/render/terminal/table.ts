/** Several reports side by side in a terminal: sections with a mark a report, values with a column or a line a report. */

import { oneLine } from '../escape.js';
import type { Findings } from '../findings-set.js';
import { clip } from '../names.js';
import { decimal } from '../numbers.js';
import type { RenderOptions } from '../options.js';
import { chosenSections, chosenTableValues, columnSign, commonSections, filled, valueName } from '../table-rows.js';
import { titleLines } from './comparison-head.js';
import { columnsOf, paragraph, shorten, table } from './layout.js';
import { closing, heading, openPage, type Page, rule } from './page.js';

type TableSet = Findings & { kind: 'table' };

/** Columns an item needs to be known by, and a value to be read. */
const ITEM_WIDTH = 26;
const VALUE_WIDTH = 11;

export function tableToTerminal(set: TableSet, options?: RenderOptions): string {
  const page = openPage(options);
  const { words, width, paint } = page;
  const { reports, sections, values, truncated } = set.table;
  const sentence = words.sentence.table({
    reports: reports.length,
    sections: sections.length,
    common: commonSections(set),
    values: values.filter((row) => filled(row) > 1).length,
  });
  const lines = [
    ...paragraph([{ text: words.titles.table, style: 'bold' }], width, paint),
    rule(page),
    ...reports.flatMap((report, i) => titleLines(page, columnSign(i), report)),
    '',
    ...paragraph([{ text: oneLine(sentence) }], width, paint),
  ];
  if (truncated) lines.push(...paragraph([{ text: `! ${words.nouns.truncated}`, style: 'yellow' }], width, paint));
  lines.push(...valueLines(page, set), ...sectionLines(page, set));
  if (page.options.only === undefined) lines.push(...closing(page));
  return `${lines.join('\n')}\n`;
}

function mostOf(page: Page, rows: number): number {
  return page.options.only === undefined && page.options.section === undefined
    ? page.limit
    : Math.max(page.limit, rows);
}

function valueLines(page: Page, set: TableSet): string[] {
  const { words, width, paint } = page;
  const rows = chosenTableValues(set, page.options);
  if (rows.length === 0 && page.options.only !== 'values') return [];
  const most = mostOf(page, rows.length);
  const signs = set.table.reports.map((_, i) => columnSign(i));
  const cells = rows.slice(0, most).map((row) => ({
    item: oneLine(clip(valueName(row, words.part), 80)),
    values: row.cells.map((cell) => (cell === undefined ? '–' : oneLine(clip(cell.value, 40)))),
  }));
  const lines = heading(page, `${words.nouns.values} (${rows.length})`);
  if (ITEM_WIDTH + signs.length * VALUE_WIDTH <= width) {
    const body = cells.map(({ item, values }) => [shorten(item, ITEM_WIDTH + 8), ...values]);
    lines.push(...table([['', ...signs], ...body], width, { right: signs.map((_, i) => i + 1) }));
  } else {
    for (const { item, values } of cells) {
      const given = values.flatMap((value, i) => (value === '–' ? [] : [`${signs[i]} ${value}`]));
      lines.push(...paragraph([{ text: item }], width, paint, '    ', '  '));
      lines.push(...paragraph([{ text: given.join('  '), style: 'cyan' }], width, paint, '    '));
    }
  }
  if (rows.length > most) lines.push(`  ${words.sentence.more(rows.length - most)}`);
  return lines;
}

function sectionLines(page: Page, set: TableSet): string[] {
  const { words, width, paint } = page;
  const rows = chosenSections(set, page.options);
  if (rows.length === 0) return [];
  const signs = set.table.reports.map((_, i) => columnSign(i));
  const most = mostOf(page, rows.length);
  const lines = heading(page, `${words.nouns.sections} (${rows.length})`);
  const marks = signs.reduce((sum, sign) => sum + columnsOf(sign) + 2, 8);
  if (width - marks >= 16) {
    const body = rows
      .slice(0, most)
      .map((row) => [
        shorten(oneLine(row.heading), width - marks),
        ...row.cells.map((spans) => (spans.length === 0 ? '·' : spans.length === 1 ? '●' : String(spans.length))),
        row.score === 0 ? '' : decimal(row.score),
      ]);
    lines.push(...table([['', ...signs, ''], ...body], width));
    lines.push(...paragraph([{ text: words.nouns.sectionSigns, style: 'dim' }], width, paint, '  ', '  '));
  } else {
    for (const row of rows.slice(0, most)) {
      const has = row.cells.flatMap((spans, i) => (spans.length === 0 ? [] : [signs[i]]));
      lines.push(...paragraph([{ text: oneLine(row.heading) }], width, paint, '    ', '  '));
      lines.push(...paragraph([{ text: has.join(' '), style: 'cyan' }], width, paint, '    '));
    }
  }
  if (rows.length > most) lines.push(`  ${words.sentence.more(rows.length - most)}`);
  return lines;
}
