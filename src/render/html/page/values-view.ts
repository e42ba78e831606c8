/** The values that two reports give for the same thing, side by side, searchable. */

import type { ValueRow } from '../../../model/comparison.js';
import { type App, nameOf, type View } from './app.js';
import { h } from './dom.js';
import { templateParts } from './formulas-view.js';
import { virtualTable } from './virtual.js';

export function valuesView(app: App): View {
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
        title: `A ${nameOf(app, 0)}`,
        track: 'minmax(6rem, 1fr)',
        figures: true,
        by: ({ a }) => numeric(a),
        cell: ({ a }) => a ?? '–',
      },
      {
        title: `B ${nameOf(app, 1)}`,
        track: 'minmax(6rem, 1fr)',
        figures: true,
        by: ({ b }) => numeric(b),
        cell: ({ b }) => b ?? '–',
      },
      {
        title: '≠',
        track: '3rem',
        figures: true,
        by: ({ a, b }) => (a === b ? 0 : 1),
        cell: ({ a, b }) => (a === b ? '=' : '≠'),
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

function numeric(value: string | undefined): number {
  const number = Number.parseFloat((value ?? '').replaceAll(',', ''));
  return Number.isFinite(number) ? number : Number.NEGATIVE_INFINITY;
}
