/** The values that two reports give for the same thing, side by side, searchable. */

import type { ValueRow } from '../../../model/comparison.js';
import { differenceInWords } from '../../value-figures.js';
import { type App, nameOf, type View } from './app.js';
import { h } from './dom.js';
import { templateParts } from './formulas-view.js';
import { tableValues } from './table-view.js';
import { virtualTable } from './virtual.js';

export function valuesView(app: App): View {
  if (app.data.table !== undefined) return tableValues(app, app.data.table);
  const { say, words } = app;
  const all = app.data.comparison?.values ?? [];
  if (all.length === 0)
    return { element: h('section', { class: 'view' }, h('h2', {}, say.views.values), h('p', {}, say.nothing)) };
  const table = virtualTable<ValueRow>({
    label: say.views.values,
    rows: all,
    visible: 18,
    columns: [
      {
        title: words.nouns.item,
        track: 'minmax(12rem, 3fr)',
        by: ({ template }) => template,
        cell: ({ template }) => h('span', { lang: 'zh-CN' }, ...templateParts(app, template)),
      },
      {
        title: words.nouns.kind,
        track: '4.5rem',
        by: ({ part }) => part ?? '',
        cell: ({ part }) => (part === undefined ? '' : words.part[part]),
      },
      {
        title: `A ${nameOf(app, 0)}`,
        track: 'minmax(6rem, 1fr)',
        figures: true,
        by: ({ a, numberA }) => numberA ?? numeric(a),
        cell: ({ a }) => a ?? '–',
      },
      {
        title: `B ${nameOf(app, 1)}`,
        track: 'minmax(6rem, 1fr)',
        figures: true,
        by: ({ b, numberB }) => numberB ?? numeric(b),
        cell: ({ b }) => b ?? '–',
      },
      {
        title: words.nouns.difference,
        track: 'minmax(8rem, 1.2fr)',
        figures: true,
        by: apart,
        cell: (row) => differenceInWords(row, app.lang),
      },
    ],
  });
  const count = h('p', { class: 'hint', 'aria-live': 'polite' }, say.rows(all.length, all.length));
  const search = h('input', {
    type: 'search',
    'aria-label': say.search,
    placeholder: say.search,
    oninput: () => {
      const rows = all.filter(({ template, a = '', b = '' }) =>
        `${template}\n${a}\n${b}`.includes(search.value.trim()),
      );
      table.show(rows);
      count.textContent = say.rows(rows.length, all.length);
    },
  });
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.values),
      h('div', { class: 'tools' }, search, count),
      table.element,
    ),
  };
}

/** How far apart, as a ratio where that makes sense; equal values come before those without a number on a side. */
function apart({ numberA, numberB, unit }: ValueRow): number {
  if (numberA === undefined || numberB === undefined) return -1;
  if (unit === 'percent' || unit === 'point' || numberA <= 0 || numberB <= 0) return Math.abs(numberB - numberA) / 100;
  return Math.abs(Math.log(numberB / numberA));
}

function numeric(value: string | undefined): number {
  const number = Number.parseFloat((value ?? '').replaceAll(',', ''));
  return Number.isFinite(number) ? number : Number.NEGATIVE_INFINITY;
}
