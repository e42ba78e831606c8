/** Several reports side by side as Markdown: a list of the reports, a table of values, a table of sections. */

import { escapeMarkdown } from './escape.js';
import type { Findings } from './findings-set.js';
import type { Sheet } from './markdown-passage.js';
import { rows } from './markdown-rows.js';
import { clip, distinctNames } from './names.js';
import { decimal, grouped } from './numbers.js';
import {
  cellHeading,
  chosenSections,
  chosenTableValues,
  columnSign,
  commonSections,
  filled,
  valueName,
} from './table-rows.js';

export function tableBlocks(sheet: Sheet, set: Findings & { kind: 'table' }): string[] {
  const { words, options } = sheet;
  const { reports, sections, values, truncated } = set.table;
  const names = distinctNames(reports);
  const signs = reports.map((_, i) => columnSign(i));
  const list = reports.map(
    (report, i) =>
      `- **${signs[i]}** ${escapeMarkdown(names.get(report.id) ?? report.id)} · ${words.sentence.characters(grouped(report.characters))}`,
  );
  const blocks = [
    list.join('\n'),
    words.sentence.table({
      reports: reports.length,
      sections: sections.length,
      common: commonSections(set),
      values: values.filter((row) => filled(row) > 1).length,
    }),
  ];
  if (truncated) blocks.push(`> ${words.nouns.truncated}`);
  const whole = (count: number): Sheet =>
    options.only === undefined && options.section === undefined ? sheet : { ...sheet, limit: count };
  const shown = chosenTableValues(set, options);
  if (shown.length > 0) {
    blocks.push(
      `## ${words.nouns.values} (${shown.length})`,
      rows(whole(shown.length), [words.nouns.item, ...signs], shown, (row) => [
        escapeMarkdown(clip(valueName(row, words.part), 80)),
        ...row.cells.map((cell) => (cell === undefined ? '–' : escapeMarkdown(clip(cell.value, 40)))),
      ]),
    );
  }
  const headed = chosenSections(set, options);
  if (headed.length > 0) {
    blocks.push(
      `## ${words.nouns.sections} (${headed.length})`,
      rows(whole(headed.length), [...signs, words.nouns.similarity], headed, (row) => [
        ...row.cells.map((_, i) => escapeMarkdown(clip(cellHeading(set, row, i) ?? '–', 60))),
        row.score === 0 ? '' : decimal(row.score),
      ]),
    );
  }
  return blocks;
}
