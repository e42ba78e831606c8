/** The rows of a table of several reports that the options ask for, and what to call its columns. */

import type { SectionRow, ValueTableRow } from '../model/comparison-table.js';
import type { Findings } from './findings-set.js';
import type { RenderOptions } from './options.js';
import { flatten, headingOf } from './selection.js';
import { itemName } from './value-figures.js';

type TableSet = Findings & { kind: 'table' };

/** A, B, C … Z, then R27, R28 …: what the columns are called where names are too long. */
export function columnSign(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `R${column + 1}`;
}

/** In how many reports a row has something. */
export function filled({ cells }: { readonly cells: readonly unknown[] }): number {
  return cells.filter((cell) => cell !== undefined && !(Array.isArray(cell) && cell.length === 0)).length;
}

/** `specific`: sections of one report alone; `section`: those with these words in the heading, in any report. */
export function chosenSections(set: TableSet, { only, section }: RenderOptions): readonly SectionRow[] {
  if (only === 'values' || only === 'changed' || only === 'moved') return [];
  return set.table.sections.filter(
    (row) =>
      (only !== 'specific' || filled(row) === 1) &&
      (section === undefined ||
        row.heading.includes(section) ||
        row.cells.some((_, column) => cellHeading(set, row, column)?.includes(section))),
  );
}

/** What most reports give comes first: a list that is cut shows what can be compared. `changed`: values on which reports that give them differ; `section`: those that stand in such a section. */
export function chosenTableValues(set: TableSet, { only, section }: RenderOptions): readonly ValueTableRow[] {
  if (only === 'specific' || only === 'moved') return [];
  const places = set.reports.map((report) =>
    section === undefined ? [] : flatten(report.outline).filter(({ heading }) => heading.includes(section)),
  );
  const chosen = set.table.values.filter(
    (row) =>
      (only !== 'changed' ||
        new Set(row.cells.flatMap((cell) => (cell === undefined ? [] : [cell.number]))).size > 1) &&
      (section === undefined ||
        row.cells.some((cell, column) =>
          places[column]?.some(
            ({ span }) => cell !== undefined && span.start <= cell.span.start && cell.span.end <= span.end,
          ),
        )),
  );
  return chosen.sort((x, y) => filled(y) - filled(x));
}

/** The headings of a row's sections in one report; undefined where it has none. */
export function cellHeading(set: TableSet, row: SectionRow, column: number): string | undefined {
  const spans = row.cells[column] ?? [];
  if (spans.length === 0) return undefined;
  return spans.map((span) => headingOf(set.reports[column], span) ?? row.heading).join(' + ');
}

/** What a value is about, with whether it is a result or a target. */
export function valueName(
  { template, part }: ValueTableRow,
  parts: Readonly<Record<'review' | 'plan', string>>,
): string {
  return part === undefined ? itemName(template) : `${itemName(template)} · ${parts[part]}`;
}

/** How many of the sections every report has, for the sentence at the top. */
export function commonSections({ table }: TableSet): number {
  return table.sections.filter((row) => filled(row) === table.reports.length).length;
}
